internal import RulesLang

// Values as JSON, and as messages say them.

extension VerdictWriter {
  /// A value among the words of the decision.
  mutating func putJSON(at place: Int, _ form: ValueForm) {
    guard case .other(let type) = form else { return putJSON(decision.words[place], form) }
    let values = ValueWriter(WordSource(state, added: decision.texts, arena: decision.pool))
    var writer = JSONWriter()
    writer.value(values.json(words(at: place, forms.values.words(type)), type))
    put(writer.bytes)
  }

  private func words(at place: Int, _ count: Int) -> ArraySlice<Word> {
    (place..<place + count).map { decision.words[$0] }[...]
  }

  /// A value of one word.
  mutating func putJSON(_ word: Word, _ form: ValueForm) {
    switch form {
    case .bool: put(word != 0 ? "true" : "false")
    case .number, .step, .quantity: putNumber(word)
    case .cell:
      put("[")
      putNumber(word.cellX)
      put(",")
      putNumber(word.cellY)
      put("]")
    case .text:
      put("\"")
      putEscaped(text: word)
      put("\"")
    case .dice: putQuoted(word.dice.text)
    case .name(let names): put(names.json[Int(word)])
    case .row(let table, _):
      put("\"")
      putID(of: Int(word), in: table)
      put("\"")
    case .optional(let inner):
      if word == Word.none { put("null") } else { putJSON(word, inner) }
    case .list(let element, let bits):
      put("[")
      let start = bytes.count
      for place in 0..<count(of: word, bits) {
        guard let word = self.element(place, of: word, bits) else { continue }
        separate(from: start)
        putJSON(word, element)
      }
      put("]")
    case .other: put("null")
    }
  }

  // MARK: Elements

  func count(of word: Word, _ bits: Int?) -> Int { bits ?? Span(word: word).count }

  /// An element of a set, list or path; nil for a bit that is not set.
  func element(_ place: Int, of word: Word, _ bits: Int?) -> Word? {
    if bits != nil { return word >> place & 1 == 1 ? Word(place) : nil }
    let span = Span(word: word)
    switch span.region {
    case Span.Region.constants: return state.rules.constants.pool[span.offset + place]
    case Span.Region.arena: return decision.pool[span.offset + place]
    default: return state.table(span.region - Span.Region.table(0)).pool.base[span.offset + place]
    }
  }

  // MARK: Messages

  /// A message as JSON.
  ///
  /// - Parameters:
  ///   - place: where its holes start.
  ///   - needed, actual: what these two stand for, and where they are.
  ///   - covers: for each hole whether it is not told.
  mutating func putMessage(
    _ message: MessageForm, at place: Int, needed: (form: ValueForm?, place: Int)? = nil,
    actual: (form: ValueForm?, place: Int)? = nil, covers: [Bool] = []
  ) {
    let start = bytes.count
    put("\"")
    var place = place
    var hole = 0
    for segment in message.segments {
      switch segment {
      case .text(let text): put(text)
      case .needed: if let needed, let form = needed.form { putSpoken(at: needed.place, form, absent: Self.nothing) }
      case .actual: if let actual, let form = actual.form { putSpoken(at: actual.place, form, absent: Self.nothing) }
      case .hole(let form, let words, let absent):
        if hole < covers.count, covers[hole] {
          putEscaped(TextRenderer.hidden)
        } else {
          putSpoken(at: place, form, absent: absent)
        }
        place += words
        hole += 1
      }
    }
    begin(from: start)
    put("\"")
  }

  private static let nothing = Array("nothing".utf8)

  /// Makes the first letter of a message a capital one.
  private mutating func begin(from start: Int) {
    let head = bytes[(start + 1)...].prefix(8)
    guard let first = head.first else { return }
    if head.allSatisfy({ $0 < 0x80 }) {
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) { raise(at: start + 1) }
    } else if let text = (try? JSONReader().read(Array(bytes[start...]) + [UInt8(ascii: "\"")]))?.string {
      // A letter of another alphabet, or one with an accent behind it.
      rewrite(from: start + 1, .escaped(TextRenderer.begun(text)))
    }
  }

  private mutating func putSpoken(at place: Int, _ form: ValueForm, absent: [UInt8]) {
    guard case .other(let type) = form else { return putSpoken(decision.words[place], form, absent: absent) }
    let texts = TextRenderer(WordSource(state, added: decision.texts, arena: decision.pool))
    let absent = (try? JSONReader().read([UInt8(ascii: "\"")] + absent + [UInt8(ascii: "\"")]))?.string
    putEscaped(texts.text(words(at: place, forms.values.words(type)), type, absent: absent ?? ""))
  }

  /// A value of one word as a message says it, as it stands between quotes.
  private mutating func putSpoken(_ word: Word, _ form: ValueForm, absent: [UInt8]) {
    switch form {
    case .bool: put(word != 0 ? "yes" : "no")
    case .number: putNumber(word)
    case .quantity(let unit):
      putNumber(word)
      put(unit)
    case .step: putNumber(Int64(Span(word: word).count))
    case .cell:
      put("(")
      putNumber(word.cellX)
      put(", ")
      putNumber(word.cellY)
      put(")")
    case .text: putShown(text: word)
    case .dice: putEscaped(word.dice.text)
    case .name(let names): put(names.spoken[Int(word)])
    case .row(let table, let name):
      let rows = state.table(table)
      guard rows.ids.indices.contains(Int(word)) else {
        let texts = TextRenderer(WordSource(state, added: decision.texts, arena: decision.pool))
        return putEscaped(texts.text([word], .entity(EntityID(table - 1))))
      }
      putShown(text: name.map { rows[Int(word), $0] } ?? rows.ids[Int(word)])
    case .optional(let inner):
      if word == Word.none { put(absent) } else { putSpoken(word, inner, absent: Self.nothing) }
    case .list(let element, let bits): putSpokenList(word, element, bits, absent: absent)
    case .other: break
    }
  }

  /// As "a, b and c".
  private mutating func putSpokenList(_ word: Word, _ element: ValueForm, _ bits: Int?, absent: [UInt8]) {
    let elements = (0..<count(of: word, bits)).compactMap { self.element($0, of: word, bits) }
    if elements.isEmpty { return put(absent) }
    for (place, word) in elements.enumerated() {
      if place > 0 { put(place + 1 == elements.count ? " and " : ", ") }
      putSpoken(word, element, absent: Self.nothing)
    }
  }
}
