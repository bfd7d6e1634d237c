internal import RulesLang

// Why a request is refused.

extension VerdictWriter {
  /// Those of the request, then those of the rules; reasons equal in name and arguments are given once.
  ///
  /// - Returns: whether all of them ask for nothing but waiting.
  mutating func writeReasons() -> Bool {
    put(",\"reasons\":[")
    let start = bytes.count
    var isLater = decision.problems.isEmpty
    for problem in decision.problems {
      separate(from: start)
      put("{\"rule\":")
      putQuoted(problem.id)
      put(",\"message\":")
      putQuoted(problem.message)
      put(",\"arguments\":{},\"source\":")
      putQuoted(problem.path)
      put("}")
    }
    var told: [Told] = []
    for failure in decision.failures {
      let before = bytes.count
      separate(from: start)
      let form = failure.shape.form(forms.values)
      let arguments = putReason(failure, form)
      let own = Told(id: failure.shape.id, arguments: arguments)
      if told.contains(where: { isSame($0, own) }) {
        takeBack(to: before)
      } else {
        isLater = isLater && form.isLater
        told.append(own)
      }
    }
    put("]")
    return isLater
  }

  /// A reason's name, and where its arguments are written.
  private struct Told {
    let id: String
    let arguments: Range<Int>
  }

  /// Equal values have equal texts.
  private func isSame(_ one: Told, _ other: Told) -> Bool {
    one.arguments.count == other.arguments.count && one.id == other.id
      && bytes[one.arguments].elementsEqual(bytes[other.arguments])
  }

  /// - Returns: where the arguments are.
  private mutating func putReason(_ failure: Decision.Failure, _ form: FailureForm) -> Range<Int> {
    var place = failure.words
    put(form.head)
    if let fault = failure.fault {
      putQuoted("The rules fail here: \(fault.message).")
    } else {
      let holes = place + form.sideWords
      if let message = form.message {
        putMessage(message, at: holes, needed: (form.needed, place), actual: (form.actual, place + form.neededWords))
      } else {
        put("\"This is not allowed.\"")
      }
      if let needed = form.needed {
        put(",\"needed\":")
        putJSON(at: place, needed)
      }
      if let actual = form.actual {
        put(",\"actual\":")
        putJSON(at: place + form.neededWords, actual)
      }
      place = holes + (form.message?.words ?? 0)
    }
    put(",\"arguments\":{")
    let start = bytes.count
    putArguments(form.arguments, at: place)
    let end = bytes.count - 1
    put(form.tail)
    put(failure.fault == nil ? "}" : ",\"fault\":true}")
    return start..<end
  }

  /// Arguments as members, and the end of their object.
  mutating func putArguments(_ arguments: [ArgumentForm], at place: Int) {
    let start = bytes.count
    for argument in arguments {
      separate(from: start)
      put(argument.key)
      putJSON(at: place + argument.place, argument.value)
    }
    put("}")
  }
}
