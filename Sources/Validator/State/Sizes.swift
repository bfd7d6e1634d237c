internal import RulesLang

/// What the words of a type depend on.
struct Sizes: Sendable {
  let cases: [Int]
  private let kindRows: [Int]
  private var records: [Int?]
  private let recordFields: [[FieldInfo]]

  init(_ program: TypedProgram) {
    cases = program.enums.map(\.cases.count)
    kindRows = program.kinds.map(\.rows.count)
    recordFields = program.records.map(\.fields)
    records = Array(repeating: nil, count: program.records.count)
    // Records nest without a cycle, in any order of names.
    for index in records.indices { measure(index) }
  }

  private mutating func measure(_ index: Int) {
    guard records[index] == nil else { return }
    for field in recordFields[index] { measureRecords(in: field.shape.type) }
    records[index] = recordFields[index].reduce(0) { $0 + words($1.shape.type) }
  }

  private mutating func measureRecords(in type: Type) {
    switch type {
    case .record(let id): measure(id.index)
    case .optional(let inner), .list(let inner), .set(let inner), .keyed(let inner, _): measureRecords(in: inner)
    default: break
    }
  }

  func words(_ type: Type) -> Int {
    switch type {
    case .record(let id): return records[id.index] ?? 0
    case .optional(let inner): return Layout.hasPresence(inner) ? 1 + words(inner) : words(inner)
    case .keyed(let value, let key): return count(key) * words(value)
    // Which shape, and its two lengths.
    case .area: return 3
    default: return 1
    }
  }

  func count(_ key: Type.Key) -> Int {
    switch key {
    case .enumeration(let id): return cases[id.index]
    case .kind(let id): return kindRows[id.index]
    case .range(let low, let high):
      let (distance, overflow) = high.subtractingReportingOverflow(low)
      return overflow || distance < 0 ? 0 : Int(clamping: min(distance, Layout.rowLimit)) + 1
    }
  }

  func lay(out fields: [FieldInfo]) -> Layout.Fields { lay(out: fields.map { ($0.header, $0.shape, $0.was) }) }

  func lay(out fields: [(header: Header, shape: Shape, was: String?)]) -> Layout.Fields {
    var column = 0
    let placed = fields.map { header, shape, was in
      let words = words(shape.type)
      defer { column += words }
      return Layout.Field(
        name: header.name, type: shape.type, column: column, words: words,
        range: (shape.range?.constant ?? Layout.numbers).clamped(to: Layout.numbers), clamped: shape.clamped,
        size: shape.size?.constant, was: was)
    }
    return Layout.Fields(fields: placed, words: column)
  }

  func table(
    _ name: String, _ entity: EntityID?, limit: Int, fields: [FieldInfo], dropped: [String]
  ) -> Layout.Table {
    let content = lay(out: fields)
    var references: Set<EntityID> = []
    for field in fields { addReferences(in: field.shape.type, to: &references) }
    return Layout.Table(
      name: name, entity: entity, limit: limit, content: content, spans: content.fields.flatMap { spans(in: $0.type) },
      references: references, dropped: dropped)
  }

  func bits(_ type: Type) -> Int? {
    guard case .set(.enumeration(let id)) = type, cases[id.index] <= 63 else { return nil }
    return cases[id.index]
  }

  func spanElement(_ type: Type) -> Type? {
    switch type {
    case .path: return .cell
    case .set(let element): return bits(type) == nil ? element : nil
    case .list(let element): return element
    default: return nil
    }
  }

  /// For each word of a type the set, list or path that it holds a span of.
  private func spans(in type: Type) -> [Type?] {
    switch type {
    case .record(let id): return recordFields[id.index].flatMap { spans(in: $0.shape.type) }
    case .optional(let inner): return (Layout.hasPresence(inner) ? [nil] : []) + spans(in: inner)
    case .keyed(let value, let key):
      let spans = spans(in: value)
      return (0..<count(key)).flatMap { _ in spans }
    default: return [spanElement(type) == nil ? nil : type]
    }
  }

  private func addReferences(in type: Type, to references: inout Set<EntityID>) {
    switch type {
    case .entity(let id): references.insert(id)
    case .record(let id): for field in recordFields[id.index] { addReferences(in: field.shape.type, to: &references) }
    case .optional(let inner), .set(let inner), .list(let inner), .keyed(let inner, _):
      addReferences(in: inner, to: &references)
    default: break
    }
  }
}
