package import RulesLang

/// Writes words of a type as JSON: what ``ValueReader`` reads, in its one canonical form.
package struct ValueWriter {
  package let source: WordSource

  package init(_ source: WordSource) { self.source = source }

  private var rules: RuleSet { source.rules }

  /// Writes a value; `words` are those of its type.
  package func write(_ words: ArraySlice<Word>, _ type: Type, to writer: inout JSONWriter) {
    switch type {
    case .optional(let inner): writeOptional(words, inner, to: &writer)
    case .record(let id): writeFields(words, rules.layout.fields(of: id), to: &writer)
    case .keyed(let value, let key):
      let stride = rules.layout.words(value)
      writer.object { writer in
        for place in 0..<rules.layout.count(key) {
          writer.key(rules.name(of: place, in: key))
          write(words.dropFirst(place * stride).prefix(stride), value, to: &writer)
        }
      }
    case .set(let element), .list(let element): writeElements(words, type, element, to: &writer)
    case .path: writeElements(words, type, .cell, to: &writer)
    default: writeScalar(words.first ?? 0, type, to: &writer)
    }
  }

  /// Writes the fields of a record or row as an object.
  package func writeFields(_ words: ArraySlice<Word>, _ fields: [Layout.Field], to writer: inout JSONWriter) {
    writer.object { writer in
      for field in fields {
        writer.key(field.name)
        write(words.dropFirst(field.column).prefix(field.words), field.type, to: &writer)
      }
    }
  }

  private func writeOptional(_ words: ArraySlice<Word>, _ inner: Type, to writer: inout JSONWriter) {
    if Layout.hasPresence(inner) {
      if words.first == 1 { write(words.dropFirst(), inner, to: &writer) } else { writer.null() }
    } else if words.first == Word.none {
      writer.null()
    } else {
      write(words, inner, to: &writer)
    }
  }

  private func writeElements(_ words: ArraySlice<Word>, _ type: Type, _ element: Type, to writer: inout JSONWriter) {
    let elements = source.elements(of: words.first ?? 0, type)
    writer.array(inline: element.isNumber) { writer in
      for words in elements { write(words, element, to: &writer) }
    }
  }

  private func writeScalar(_ word: Word, _ type: Type, to writer: inout JSONWriter) {
    switch type {
    case .bool: writer.bool(word != 0)
    case .int, .unit: writer.integer(word)
    case .cell, .point:
      writer.array(inline: true) { writer in
        writer.integer(word.cellX)
        writer.integer(word.cellY)
      }
    case .text, .user: writer.string(source.texts[word])
    case .dice: writer.string(word.dice.text)
    case .enumeration(let id): writer.string(rules.names.cases[id.index].names[Int(word)])
    case .kind(let id): writer.string(rules.names.kindRows[id.index].names[Int(word)])
    case .entity(let id): writer.string(source.state.id(of: word, in: id))
    default: writer.null()
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
