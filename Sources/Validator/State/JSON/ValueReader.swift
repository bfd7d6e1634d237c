internal import RulesLang

/// Reads values of JSON as words of their types. What does not fit becomes a problem, with some words in its place, so
/// that all problems of a text are found at once.
struct ValueReader {
  /// What a value keeps to beside its type.
  struct Bounds {
    var range = Layout.numbers
    var size: ClosedRange<Int64>?

    init() {}

    init(_ field: Layout.Field) {
      range = field.range
      size = field.size
    }
  }

  let rules: RuleSet
  /// The row of an entity's id, given as a text.
  let row: (EntityID, Word) -> Int?
  /// The ids of an entity's rows, to suggest one.
  let ids: (EntityID) -> [String]
  /// Where sets and lists go: a region, and how many words are in it before `pool`.
  let region: Int
  let poolStart: Int

  var texts: TextOverlay
  var pool: [Word] = []
  var problems = JSONProblems()

  init(
    rules: RuleSet, texts: TextOverlay, region: Int, poolStart: Int = 0, row: @escaping (EntityID, Word) -> Int?,
    ids: @escaping (EntityID) -> [String]
  ) {
    self.rules = rules
    self.texts = texts
    self.region = region
    self.poolStart = poolStart
    self.row = row
    self.ids = ids
  }

  /// A reader of arguments, for the rows that a state has.
  init(_ state: State, texts: TextOverlay, region: Int = Span.Region.arena, poolStart: Int = 0) {
    self.init(
      rules: state.rules, texts: texts, region: region, poolStart: poolStart,
      row: { state.row(of: $1, in: Layout.table(of: $0)) },
      ids: { entity in state.table(Layout.table(of: entity)).ids.map { state.texts[$0] } })
  }

  private var layout: Layout { rules.layout }

  /// Appends exactly as many words as the type has.
  mutating func read(_ json: JSONValue, _ type: Type, _ bounds: Bounds, to words: inout [Word]) {
    switch type {
    case .optional(let inner):
      let hasPresence = Layout.hasPresence(inner)
      if json.isNull {
        words.append(hasPresence ? 0 : .none)
        if hasPresence { words.append(contentsOf: repeatElement(0, count: layout.words(inner))) }
      } else {
        if hasPresence { words.append(1) }
        read(json, inner, bounds, to: &words)
      }
    case .record(let id): readRecord(json, id, to: &words)
    case .keyed(let value, let key): readKeyed(json, value, key, bounds, fallback: nil, to: &words)
    case .set(let element): words.append(readCollection(json, type, element, isSet: true, bounds))
    case .list(let element): words.append(readCollection(json, type, element, isSet: false, bounds))
    case .path: words.append(readPath(json))
    default: words.append(readScalar(json, type, bounds))
    }
  }

  // MARK: Scalars

  private mutating func readScalar(_ json: JSONValue, _ type: Type, _ bounds: Bounds) -> Word {
    switch type {
    case .bool:
      guard let bool = json.bool else { return wrong(json, "`true` or `false`") }
      return Word(bool)
    case .int, .unit: return readNumber(json, bounds.range)
    case .text, .user:
      guard let text = json.string else { return wrong(json, type == .user ? "the id of a user" : "a text") }
      return texts.intern(text)
    case .cell, .point:
      guard let elements = json.elements, elements.count == 2, let x = elements[0].integer, let y = elements[1].integer
      else { return wrong(json, "`[x, y]`") }
      if let word = Word.cell(x: x, y: y) { return word }
      problems.add(.outOfRange, at: json.offset, "this cell lies too far out")
      return 0
    case .dice:
      guard let text = json.string, let dice = Dice(text: text), let word = Word.dice(dice) else {
        return wrong(json, "dice such as `\"2d6 + 3\"`")
      }
      return word
    case .enumeration(let id):
      return readName(json, in: rules.names.cases[id.index], of: rules.program.enums[id].header)
    case .kind(let id):
      return readName(json, in: rules.names.kindRows[id.index], of: rules.program.kinds[id].header)
    case .entity(let id): return readReference(json, id)
    default: return wrong(json, "nothing")
    }
  }

  private mutating func readNumber(_ json: JSONValue, _ range: ClosedRange<Int64>) -> Word {
    guard let number = json.integer else { return wrong(json, "a number") }
    guard range.contains(number) else {
      problems.add(.outOfRange, at: json.offset, "\(number) is not within \(range.lowerBound)..\(range.upperBound)")
      return range.lowerBound
    }
    return number
  }

  private mutating func readName(_ json: JSONValue, in names: Names.Index, of header: Header) -> Word {
    guard let name = json.string else { return wrong(json, "the name of a \(header.name)") }
    if let place = names.find(name) { return Word(place) }
    problems.add(
      .unknownName, at: json.offset,
      "there is no \(header.name) \(quoted(name))\(suggestion(for: name, among: names.names))")
    return 0
  }

  private mutating func readReference(_ json: JSONValue, _ entity: EntityID) -> Word {
    let info = rules.program.entities[entity]
    guard let id = json.string else { return wrong(json, "the id of a \(info.header.name)") }
    if let row = texts.find(id).flatMap({ row(entity, $0) }) { return Word(row) }
    problems.add(
      .unknownID(entity, id), at: json.offset,
      "there is no \(quoted(id)) in \(info.table)\(suggestion(for: id, among: ids(entity)))")
    return 0
  }

  /// Notes what is due here instead.
  mutating func wrong(_ json: JSONValue, _ due: String) -> Word {
    problems.add(.wrongType, at: json.offset, "\(due) is due here, not \(json.kind)")
    return 0
  }

  // MARK: Sets and lists

  private mutating func readCollection(
    _ json: JSONValue, _ type: Type, _ element: Type, isSet: Bool, _ bounds: Bounds
  ) -> Word {
    guard let elements = json.elements else { return wrong(json, "a list") }
    let size = bounds.size ?? 0...Int64(Span.countLimit)
    if !size.contains(Int64(elements.count)) {
      problems.add(
        .wrongSize, at: json.offset, "\(elements.count) elements stand here, where \(Self.sizeText(size)) may")
    }
    guard elements.count <= Span.countLimit else { return 0 }
    var bounds = bounds
    bounds.size = nil
    var words: [Word] = []
    words.reserveCapacity(elements.count * layout.words(element))
    for json in elements { read(json, element, bounds, to: &words) }
    guard isSet else { return span(words, count: elements.count) }

    if problems.isEmpty { reportRepeats(elements, words) }
    if layout.bits(type) != nil { return words.reduce(0) { $0 | 1 << $1 } }
    sort(&words, element)
    return span(words, count: words.count)
  }

  static func sizeText(_ size: ClosedRange<Int64>) -> String {
    if size.lowerBound == size.upperBound { return "\(size.lowerBound)" }
    return size.lowerBound == 0 ? "up to \(size.upperBound)" : "\(size.lowerBound) to \(size.upperBound)"
  }

  private mutating func reportRepeats(_ elements: [JSONValue], _ words: [Word]) {
    var seen: Set<Word> = []
    for (json, word) in zip(elements, words) where !seen.insert(word).inserted {
      problems.add(.repeated, at: json.offset, "this stands here already: remove it")
    }
  }

  /// Notes elements of a list just read that stand in it twice.
  mutating func reportRepeats(_ elements: [JSONValue], of element: Type, _ span: Span) {
    guard layout.words(element) == 1 else { return }
    let start = span.offset - poolStart
    reportRepeats(elements, Array(pool[start..<start + span.count]))
  }

  private func sort(_ words: inout [Word], _ element: Type) {
    if element == .text || element == .user { words.sort(by: texts.isLess) } else { words.sort() }
  }

  private mutating func readPath(_ json: JSONValue) -> Word {
    guard let elements = json.elements else { return wrong(json, "a list of cells") }
    guard (1...256).contains(elements.count) else {
      problems.add(.wrongSize, at: json.offset, "a path has 1 to 256 cells, this one \(elements.count)")
      return 0
    }
    return span(elements.map { readScalar($0, .cell, Bounds()) }, count: elements.count)
  }

  mutating func span(_ words: [Word], count: Int) -> Word {
    let offset = poolStart + pool.count
    guard offset + words.count <= Span.offsetLimit else { return 0 }
    pool.append(contentsOf: words)
    return Span(region: region, count: count, offset: offset).word
  }
}
