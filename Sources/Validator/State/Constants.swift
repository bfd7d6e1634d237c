package import RulesLang

/// The constants of a rule set as words: texts, pooled sets and lists, the rows of kinds, the defaults of fields.
package struct Constants: Sendable {
  /// The texts that every state starts with, so that a constant's text has the same place in each.
  package fileprivate(set) var texts = TextPool()
  /// What spans of ``Span/Region/constants`` lie in.
  package fileprivate(set) var pool: [Word] = []
  /// For each kind its columns: column c of row r is at `c * rowCount + r`.
  package fileprivate(set) var kinds: [[Word]] = []
  /// For each table, kind and record, for each field, what stands where nothing is said.
  package fileprivate(set) var tableDefaults: [[[Word]?]] = []
  package fileprivate(set) var recordDefaults: [[[Word]?]] = []

  fileprivate init() {}
}

/// Turns ``Value``s into words. What kinds and defaults need is there from the start; the compiler adds literals.
package struct ConstantsBuilder {
  private let layout: Layout
  private var constants = Constants()
  /// Pooled elements that stood there before: equal constants share their words.
  private var spans: [[Word]: Word] = [:]

  package init(_ program: TypedProgram, layout: Layout) {
    self.layout = layout
    let tables = [program.state] + program.entities.map(\.fields)
    constants.tableDefaults = tables.map { defaults(of: $0) }
    constants.recordDefaults = program.records.map { defaults(of: $0.fields) }
    constants.kinds = zip(program.kinds, layout.kinds).map { columns(of: $0, $1) }
  }

  /// One to which nothing is added: for what is compiled behind a program, which has no constants of its own.
  init(layout: Layout) { self.layout = layout }

  /// All constants added so far.
  package func build() -> Constants { constants }

  /// The place of a text that rules compare with or name.
  package mutating func text(_ text: String) -> Word { constants.texts.intern(text) }

  /// The words of a constant of a type.
  package mutating func words(of value: Value, type: Type) -> [Word] {
    var words: [Word] = []
    append(value, type, to: &words)
    return words
  }

  /// Elements, given word by word, as a span of the constants.
  package mutating func span(_ elements: [Word], count: Int) -> Word {
    guard count > 0 else { return Span.empty.word }
    if let word = spans[elements], Span(word: word).count == count { return word }
    let span = Span(region: Span.Region.constants, count: count, offset: constants.pool.count)
    constants.pool.append(contentsOf: elements)
    spans[elements] = span.word
    return span.word
  }

  private mutating func append(_ value: Value, _ type: Type, to words: inout [Word]) {
    if case .optional(let inner) = type {
      let hasPresence = Layout.hasPresence(inner)
      if case .none = value {
        words.append(hasPresence ? 0 : .none)
        if hasPresence { words.append(contentsOf: repeatElement(0, count: layout.words(inner))) }
      } else {
        if hasPresence { words.append(1) }
        append(value, inner, to: &words)
      }
      return
    }
    switch (value, type) {
    case (.record(let values), .record(let id)):
      for (value, field) in zip(values, layout.fields(of: id)) { append(value, field.type, to: &words) }
    case (.keyed(let values), .keyed(let type, _)):
      for value in values { append(value, type, to: &words) }
    case (.set(let values), _), (.list(let values), _): words.append(collection(values, type))
    default: words.append(scalar(value))
    }
  }

  private mutating func collection(_ values: [Value], _ type: Type) -> Word {
    guard let element = type.element else { return Span.empty.word }
    var words: [Word] = []
    for value in values { append(value, element, to: &words) }
    if layout.bits(type) != nil { return words.reduce(0) { $0 | 1 << $1 } }
    if case .set = type {
      let texts = constants.texts
      words.sort { element == .text || element == .user ? texts.isLess($0, $1) : $0 < $1 }
    }
    return span(words, count: values.count)
  }

  private mutating func scalar(_ value: Value) -> Word {
    switch value {
    case .bool(let bool): return Word(bool)
    case .int(let int): return int
    case .text(let text): return self.text(text)
    case .dice(let dice): return Word.dice(dice) ?? .none
    case .cell(let x, let y): return Word.cell(x: x, y: y) ?? .none
    case .enumCase(let number), .kindRow(let number): return Word(number)
    case .none, .record, .set, .list, .keyed: return .none
    }
  }

  private mutating func defaults(of fields: [FieldInfo]) -> [[Word]?] {
    fields.map { field in
      if let value = field.defaultValue { return words(of: value, type: field.shape.type) }
      return field.shape.type.isOptional ? words(of: .none, type: field.shape.type) : nil
    }
  }

  private mutating func columns(of kind: KindInfo, _ layout: Layout.Fields) -> [Word] {
    var columns = [Word](repeating: 0, count: layout.words * kind.rows.count)
    for (row, info) in kind.rows.enumerated() {
      for (value, field) in zip(info.values, layout.fields) {
        for (word, column) in zip(words(of: value, type: field.type), field.column...) {
          columns[column * kind.rows.count + row] = word
        }
      }
    }
    return columns
  }
}
