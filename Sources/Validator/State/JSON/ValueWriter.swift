package import RulesLang

/// Makes JSON of words: what ``ValueReader`` reads, in its one canonical form.
package struct ValueWriter {
  package let source: WordSource

  /// What is not told.
  private let veil: Veil

  package init(_ source: WordSource, _ veil: Veil = Veil()) {
    self.source = source
    self.veil = veil
  }

  private var rules: RuleSet { source.rules }

  /// The JSON of a value; `words` are those of its type.
  package func json(_ words: ArraySlice<Word>, _ type: Type) -> JSONValue {
    switch type {
    case .optional(let inner): return optional(words, inner)
    case .record(let id): return json(words, rules.layout.fields(of: id))
    case .keyed(let value, let key):
      let stride = rules.layout.words(value)
      return object(
        (0..<rules.layout.count(key)).map { place in
          (rules.name(of: place, in: key), json(words.dropFirst(place * stride).prefix(stride), value))
        })
    case .set(let element), .list(let element): return list(words, type, element)
    case .path: return list(words, type, .cell)
    default: return scalar(words.first ?? 0, type)
    }
  }

  /// The fields of a record or row, or the arguments of an action or event, as an object.
  package func json(_ words: ArraySlice<Word>, _ fields: [Layout.Field]) -> JSONValue {
    object(fields.map { ($0.name, json(words.dropFirst($0.column).prefix($0.words), $0.type)) })
  }

  private func object(_ members: [(key: String, value: JSONValue)]) -> JSONValue {
    JSONValue(.object(members.map { JSONValue.Member(key: $0.key, value: $0.value) }))
  }

  private func list(_ words: ArraySlice<Word>, _ type: Type, _ element: Type) -> JSONValue {
    JSONValue(.array(elements(of: words.first ?? 0, type, element).map { json($0, element) }))
  }

  /// Concealed rows leave their set or list.
  private func elements(of word: Word, _ type: Type, _ element: Type) -> [ArraySlice<Word>] {
    let elements = source.elements(of: word, type)
    return veil.aliases.isEmpty ? elements : elements.filter { !veil.conceals($0, element) }
  }

  private func optional(_ words: ArraySlice<Word>, _ inner: Type) -> JSONValue {
    if Layout.hasPresence(inner) { return words.first == 1 ? json(words.dropFirst(), inner) : nil }
    return words.first == Word.none ? nil : json(words, inner)
  }

  private func scalar(_ word: Word, _ type: Type) -> JSONValue {
    switch type {
    case .bool: JSONValue(.bool(word != 0))
    case .int, .unit, .step: JSONValue(.integer(word))
    case .cell, .point: [JSONValue(.integer(word.cellX)), JSONValue(.integer(word.cellY))]
    case .text, .user: JSONValue(.string(source.texts[word]))
    case .dice: JSONValue(.string(word.dice.text))
    case .enumeration(let id): JSONValue(.string(rules.names.cases[id.index].names[Int(word)]))
    case .kind(let id): JSONValue(.string(rules.names.kindRows[id.index].names[Int(word)]))
    case .entity(let id):
      veil.alias(of: word, in: id) == nil ? JSONValue(.string(source.state.id(of: word, in: id))) : nil
    default: nil
    }
  }
}

// MARK: Writing

extension ValueWriter {
  /// Writes what ``json(_:_:)`` makes, without making it.
  func write(_ words: ArraySlice<Word>, _ type: Type, to writer: inout JSONWriter) {
    switch type {
    case .optional(let inner):
      let hasPresence = Layout.hasPresence(inner)
      if hasPresence ? words.first != 1 : words.first == Word.none { return writer.null() }
      write(hasPresence ? words.dropFirst() : words, inner, to: &writer)
    case .record(let id): write(words, rules.layout.fields(of: id), to: &writer)
    case .keyed(let value, let key):
      let stride = rules.layout.words(value)
      writer.object { writer in
        for place in 0..<rules.layout.count(key) {
          writer.key(rules.name(of: place, in: key))
          write(words.dropFirst(place * stride).prefix(stride), value, to: &writer)
        }
      }
    case .set(let element), .list(let element): writeList(words, type, element, to: &writer)
    case .path: writeList(words, type, .cell, to: &writer)
    default: writeScalar(words.first ?? 0, type, to: &writer)
    }
  }

  /// Writes the fields of a record or row as an object.
  func write(_ words: ArraySlice<Word>, _ fields: [Layout.Field], to writer: inout JSONWriter) {
    writer.object { writer in
      for field in fields {
        writer.key(field.name)
        write(words.dropFirst(field.column).prefix(field.words), field.type, to: &writer)
      }
    }
  }

  private func writeList(_ words: ArraySlice<Word>, _ type: Type, _ element: Type, to writer: inout JSONWriter) {
    // Whether these are all numbers is known only when they have been made.
    if element.isOptional { return writer.value(list(words, type, element)) }
    writer.array(inline: element.isNumber) { writer in
      for part in elements(of: words.first ?? 0, type, element) { write(part, element, to: &writer) }
    }
  }

  private func writeScalar(_ word: Word, _ type: Type, to writer: inout JSONWriter) {
    switch type {
    case .bool: writer.bool(word != 0)
    case .int, .unit, .step: writer.integer(word)
    case .cell, .point:
      writer.array(inline: true) { writer in
        writer.integer(word.cellX)
        writer.integer(word.cellY)
      }
    case .text, .user: writer.string(source.texts[word])
    case .enumeration(let id): writer.string(rules.names.cases[id.index].names[Int(word)])
    case .kind(let id): writer.string(rules.names.kindRows[id.index].names[Int(word)])
    default: writer.value(scalar(word, type))
    }
  }
}

extension Dice {
  /// As rules and JSON write dice: `2d20 keep lowest + 3`.
  package var text: String {
    var text = "\(count)d\(sides)"
    if keep != .all {
      text += keep == .lowest ? " keep lowest" : " keep highest"
      if kept != 1 { text += " \(kept)" }
    }
    if modifier != 0 { text += modifier < 0 ? " - \(-modifier)" : " + \(modifier)" }
    return text
  }
}
