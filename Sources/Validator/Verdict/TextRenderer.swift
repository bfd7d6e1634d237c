package import RulesLang

/// Words as a player reads them: a row by its name, a number with its unit, a list as "a, b and c".
package struct TextRenderer {
  private let source: WordSource
  /// What is not told.
  private let veil: Veil

  package init(_ source: WordSource, _ veil: Veil = Veil()) {
    self.source = source
    self.veil = veil
  }

  private var rules: RuleSet { source.rules }

  /// What stands for a value that a viewer may not know.
  package static let hidden = "…"
  /// What is shown of one text: at most this many characters.
  package static let longest = 80

  // MARK: Messages

  /// A message with its holes filled.
  ///
  /// - Parameters:
  ///   - holes: the words of all holes, behind one another.
  ///   - covers: what is shown in place of the value of a hole.
  ///   - needed, actual: what these two stand for.
  package func text(
    _ message: Message, holes: ArraySlice<Word>, covers: [String?] = [], needed: String = "", actual: String = ""
  ) -> String {
    var rest = holes
    var covers = covers[...]
    let texts = message.segments.map { segment in
      switch segment {
      case .text(let text): return text
      case .needed: return needed
      case .actual: return actual
      case .hole(let expression, let absent):
        let words = rest.prefix(rules.layout.words(expression.type))
        rest = rest.dropFirst(words.count)
        if let cover = covers.popFirst() ?? nil { return cover }
        return text(words, expression.type, absent: absent ?? "nothing")
      }
    }
    return Self.begun(texts.joined())
  }

  /// How many words the holes of a message have.
  package func wordCount(of message: Message?) -> Int {
    (message?.segments ?? []).reduce(0) { count, segment in
      guard case .hole(let expression, _) = segment else { return count }
      return count + rules.layout.words(expression.type)
    }
  }

  // MARK: Values

  /// A value; `absent` stands for an optional that is not there.
  package func text(_ words: ArraySlice<Word>, _ type: Type, absent: String = "nothing") -> String {
    switch type {
    case .optional(let inner):
      if Layout.hasPresence(inner) { return words.first == 1 ? text(words.dropFirst(), inner) : absent }
      return words.first == Word.none ? absent : text(words, inner)
    case .record(let id):
      return rules.layout.fields(of: id)
        .map { text(words.dropFirst($0.column).prefix($0.words), $0.type) }.joined(separator: ", ")
    case .keyed(let value, let key):
      let stride = rules.layout.words(value)
      return (0..<rules.layout.count(key)).map { place in
        let words = words.dropFirst(place * stride).prefix(stride)
        return "\(Self.spaced(rules.name(of: place, in: key))): \(text(words, value))"
      }.joined(separator: ", ")
    case .set(let element), .list(let element): return list(words.first ?? 0, type, element, absent)
    case .path: return list(words.first ?? 0, type, .cell, absent)
    default: return scalar(words.first ?? 0, type)
    }
  }

  private func list(_ word: Word, _ type: Type, _ element: Type, _ absent: String) -> String {
    let texts = source.elements(of: word, type).filter { !veil.conceals($0, element) }.map { text($0, element) }
    guard let last = texts.last else { return absent }
    return texts.count == 1 ? last : texts.dropLast().joined(separator: ", ") + " and " + last
  }

  private func scalar(_ word: Word, _ type: Type) -> String {
    switch type {
    case .bool: word != 0 ? "yes" : "no"
    case .int: String(word)
    // A step is the path up to it.
    case .step: String(Span(word: word).count)
    case .unit(let id): "\(word) \(rules.program.units[id].header.name)"
    case .cell, .point: "(\(word.cellX), \(word.cellY))"
    case .text, .user: Self.shown(source.texts[word])
    case .dice: word.dice.text
    case .enumeration(let id): Self.spaced(rules.names.cases[id.index].names[Int(word)])
    case .kind(let id): Self.name(ofKind: rules.program.kinds[id], row: Int(word))
    case .entity(let id): name(of: word, in: id)
    default: ""
    }
  }

  /// A row by its field `name`, where it has one that is a Text; otherwise by its id.
  private func name(of row: Word, in entity: EntityID) -> String {
    if let alias = veil.alias(of: row, in: entity) { return alias }
    let table = rules.layout.table(entity)
    guard let place = table.fields.firstIndex(where: { $0.name == "name" && $0.type == .text }),
      !veil.conceals(place, of: row, in: entity),
      source.state.table(Layout.table(of: entity)).ids.indices.contains(Int(row))
    else {
      return Self.shown(source.state.id(of: row, in: entity))
    }
    return Self.shown(source.texts[source.state.table(Layout.table(of: entity))[Int(row), table.column(place)]])
  }

  static func name(ofKind info: KindInfo, row: Int) -> String {
    let place = info.fields.firstIndex { $0.header.name == "name" && $0.shape.type == .text }
    guard let place, case .text(let name) = info.rows[row].values[place] else {
      return spaced(info.rows[row].name)
    }
    return shown(name)
  }

  // MARK: Texts

  /// A message begins with a capital letter, whatever stands in its first hole: "Someone misses Aria."
  package static func begun(_ message: String) -> String { message.prefix(1).uppercased() + message.dropFirst() }

  /// A text without hidden characters, and not longer than ``longest``.
  package static func shown(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    // A character can be made of any number of scalars, so the input is cut before it is taken apart.
    for scalar in text.unicodeScalars.prefix(longest * 8) where !scalar.isHidden { shown.append(scalar) }
    let clean = String(shown)
    guard clean.count > longest || text.unicodeScalars.count > longest * 8 else { return clean }
    return clean.prefix(longest - 1) + "…"
  }

  /// `threeQuarters` as "three quarters".
  package static func spaced(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      if character.isUppercase, !text.isEmpty { text += " " }
      text += character.lowercased()
    }
  }
}
