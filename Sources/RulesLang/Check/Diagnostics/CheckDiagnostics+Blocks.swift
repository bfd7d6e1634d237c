// All wording about statements, places and messages.

extension Diagnostic {
  // MARK: Places

  static func readOnly(_ range: SourceRange, what: String) -> Diagnostic {
    Diagnostic(
      .notWritable, at: range, "this is \(what), and cannot be changed",
      help: "what can be changed is a field: of the state, or of a row of an entity, such as `actor.hp`")
  }

  static func budgetWritten(_ name: Identifier, counter: Place, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .notWritable, at: name.range, "`\(name.text)` is a budget: what is left of it follows from its limit and counter",
      help: "`spend … from` takes from it; "
        + "to change what is used, change the counter `\(program.sourceText(counter.range))`")
  }

  static func functionWritten(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .notWritable, at: name.range, "`\(name.text)` is worked out, and cannot be changed",
      help: "change the fields that it is made of")
  }

  static func spendNeedsNumber(_ place: Place, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: place.range, "this is `\(program.name(of: place.shape.type))`, and only numbers are spent",
      help: place.shape.type.isOptional ? "what may be absent cannot be spent from" : nil)
  }

  // MARK: Changes

  static func notAdded(_ word: String, to place: Place, _ program: TypedProgram) -> Diagnostic {
    let type = place.shape.type
    let takes =
      word == "remove"
      ? "takes from sets and lists" : word == "add" ? "is for numbers, sets and lists" : "is for numbers"
    var help = "write `set … to …`"
    if type.element != nil { help = "write `remove … from …`" }
    if word == "remove", type.isNumber { help = "write `subtract … from …`" }
    if type.isOptional { help = "write `set … to …`: nothing is added to what may be absent" }
    return Diagnostic(
      .wrongChange, at: place.range, "`\(word)` \(takes), and this is `\(program.name(of: type))`", help: help)
  }

  static func collectionAdded(_ range: SourceRange, word: String, type: Type, _ program: TypedProgram) -> Diagnostic {
    let isSet = if case .set = type { true } else { false }
    return Diagnostic(
      .wrongChange, at: range, "`\(word)` takes one element",
      help: isSet ? "write `set P to union(P, …)`" : "write a `for each`, or `set` the whole list")
  }

  static func letNeedsOptional(_ value: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .notOptional, at: value.range,
      "this is `\(program.name(of: value.type))`, which is always there, so `else` is never said",
      help: "leave `else` out; what must hold is a `require`")
  }

  // MARK: Messages

  static func optionalHole(_ value: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    let text = program.sourceText(value.range)
    return Diagnostic(
      .optionalNotNarrowed, at: value.range, "`\(text)` may be absent, and this says no word for that",
      help: "write `{\(text)|nobody}`")
  }

  static func notShown(_ value: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .notShown, at: value.range, "values of `\(program.name(of: value.type))` have no text to show",
      help: "show one of its parts")
  }

  static func optionalSide(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .optionalNotNarrowed, at: name.range, "what `\(name.text)` is may be absent, and this says no word for that",
      help: "name the value itself and a word for its absence, as in `{turn.current|nobody}`")
  }

  static func noSides(_ name: Identifier, isComparison: Bool) -> Diagnostic {
    Diagnostic(
      .noSides, at: name.range, "nothing here says what `\(name.text)` is",
      help: isComparison
        ? "it is a side of the comparison that fails, and with `or`, `not`, `has` and `exists` there is none, while "
          + "the sides of a failed `!=` are one value: name the value itself"
        : "it is a side of the comparison that fails, or what a `spend` asks for: here nothing is compared")
  }
}
