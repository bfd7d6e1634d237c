internal import RulesLang

/// Brings values into the pool of a table: sets and lists out of other pools, and, after rows have come or gone,
/// references under the numbers that rows have by then.
struct Transplant {
  private let source: WordSource
  private let region: Int
  private let poolStart: Int
  /// For each entity the new number of each of its rows, ``gone`` for one that is no more; nil where nothing changed.
  private let rows: [[Word]?]
  /// What belongs behind the table's pool.
  private(set) var pool: [Word] = []
  /// Whether a reference that must not be absent led to a row that is gone.
  private(set) var isBroken = false
  /// Whether optionals and elements of lists go that need a row that is gone.
  private let takesOut: Bool

  static let gone: Word = -1

  /// - Parameters:
  ///   - table: where the values go.
  ///   - poolStart: how many words there are in its pool.
  init(from source: WordSource, to table: Int, poolStart: Int, rows: [[Word]?] = [], takingOut: Bool = false) {
    takesOut = takingOut
    self.source = source
    region = Span.Region.table(table)
    self.poolStart = poolStart
    self.rows = rows
  }

  private var layout: Layout { source.rules.layout }

  /// Forgets whether something was broken.
  mutating func startField() { isBroken = false }

  /// Changes the words of a value, from `start` on, to what they are in their new place.
  mutating func move(_ words: inout [Word], at start: Int, _ type: Type) {
    switch type {
    case .entity(let id):
      words[start] = row(words[start], of: id)
      if words[start] == Self.gone { isBroken = true }
    case .optional(.entity(let id)):
      guard words[start] != Word.none else { return }
      let row = row(words[start], of: id)
      words[start] = row == Self.gone ? Word.none : row
    case .optional(let inner):
      if Layout.hasPresence(inner) {
        guard words[start] == 1 else { return }
        let isWhole = keeping { $0.move(&words, at: start + 1, inner) }
        if !isWhole { for place in start...start + layout.words(inner) { words[place] = 0 } }
      } else if words[start] != Word.none {
        move(&words, at: start, inner)
      }
    case .record(let id):
      for field in layout.fields(of: id) { move(&words, at: start + field.column, field.type) }
    case .keyed(let value, let key):
      let stride = layout.words(value)
      for place in 0..<layout.count(key) { move(&words, at: start + place * stride, value) }
    default: words[start] = span(words[start], type)
    }
  }

  /// A set, list or path in its new place; any other word as it is.
  mutating func span(_ word: Word, _ type: Type) -> Word {
    let span = Span(word: word)
    guard let element = layout.spanElement(type), word != Word.none, span.count > 0,
      span.region != Span.Region.constants
    else { return word }
    var words = Array(source.elements(of: span, stride: layout.words(element)))
    let count = moveElements(&words, element, count: span.count)
    let offset = poolStart + pool.count
    pool.append(contentsOf: words)
    return Span(region: region, count: count, offset: offset).word
  }

  /// Rows that are gone leave their set or list; what is left keeps its order, as rows keep theirs.
  private mutating func moveElements(_ words: inout [Word], _ element: Type, count: Int) -> Int {
    if case .entity(let id) = element {
      guard id.index < rows.count, rows[id.index] != nil else { return count }
      words = words.map { row($0, of: id) }.filter { $0 != Self.gone }
      return words.count
    }
    let stride = layout.words(element)
    var kept: [Word] = []
    for place in 0..<count {
      var part = Array(words[place * stride..<(place + 1) * stride])
      if keeping({ $0.move(&part, at: 0, element) }) { kept += part }
    }
    words = kept
    return stride == 0 ? count : kept.count / stride
  }

  /// Moves a part that can go without breaking the whole; false where it has to.
  private mutating func keeping(_ move: (inout Transplant) -> Void) -> Bool {
    guard takesOut else {
      move(&self)
      return true
    }
    let wasBroken = isBroken
    isBroken = false
    move(&self)
    defer { isBroken = wasBroken }
    return !isBroken
  }

  private func row(_ row: Word, of entity: EntityID) -> Word {
    guard entity.index < rows.count, let numbers = rows[entity.index] else { return row }
    return numbers.indices.contains(Int(row)) ? numbers[Int(row)] : Self.gone
  }
}
