package import RulesLang

/// Where each value of a program's types lies: how many words it has, and behind which others.
///
/// Computed once from the typed program. Table 0 has one row, the fields of `state`; table e + 1 holds the rows of
/// entity e.
package struct Layout: Sendable {
  /// A field of a table, kind or record, or a parameter.
  package struct Field: Sendable {
    package let name: String
    package let type: Type
    /// The first of its columns, or its first word in the record.
    package let column: Int
    /// How many words, and so columns, it has.
    package let words: Int
    /// What its numbers keep to, wherever in the value they stand: at the widest ``Layout/numbers``.
    package let range: ClosedRange<Int64>
    /// Sums stop at the bounds of `range`; otherwise leaving it is a fault.
    package let clamped: Bool
    /// How many elements it has, where it is a set or list.
    package let size: ClosedRange<Int64>?
    /// Its name in an older version.
    package let was: String?
  }

  /// The fields of a table, kind or record, behind one another.
  package struct Fields: Sendable {
    package let fields: [Field]
    /// The words of all of them.
    package let words: Int

    package func column(_ field: Int) -> Int { fields[field].column }
  }

  /// A table of the state.
  package struct Table: Sendable {
    /// Its key in the JSON of a state; empty for the fields of `state`, which stand there themselves.
    package let name: String
    /// nil for the fields of `state`.
    package let entity: EntityID?
    /// The most rows there may be.
    package let limit: Int
    package let content: Fields
    /// Fields of older versions whose values go.
    package let dropped: [String]

    package var fields: [Field] { content.fields }
    package var columnCount: Int { content.words }
    package func column(_ field: Int) -> Int { content.column(field) }
  }

  package let tables: [Table]
  package let kinds: [Fields]
  package let records: [Fields]
  /// The parameters of actions and events, as a request and a decision carry their arguments. Bounds that read other
  /// parameters are not among these.
  package let actions: [Fields]
  package let events: [Fields]
  private let sizes: Sizes

  package init(_ program: TypedProgram) {
    let sizes = Sizes(program)
    records = program.records.map { sizes.lay(out: $0.fields) }
    kinds = program.kinds.map { sizes.lay(out: $0.fields) }
    actions = program.actions.map { sizes.lay(out: $0.parameters.map { ($0.header, $0.shape, nil) }) }
    events = program.events.map { sizes.lay(out: $0.parameters.map { ($0.header, $0.shape, nil) }) }
    let state = Table(name: "", entity: nil, limit: 1, content: sizes.lay(out: program.state), dropped: [])
    let entities = program.entities.enumerated().map { index, entity in
      Table(
        name: entity.table, entity: EntityID(index), limit: Int(clamping: min(max(entity.limit, 0), Self.rowLimit)),
        content: sizes.lay(out: entity.fields), dropped: entity.dropped)
    }
    tables = [state] + entities
    self.sizes = sizes
  }

  /// What a state can hold and JSON can carry without loss.
  package static let numbers: ClosedRange<Int64> = -(1 << 53)...(1 << 53)

  /// No table holds more rows than a list can name.
  package static let rowLimit = Int64(Span.countLimit)

  /// The place of an entity's table in ``tables``.
  package static func table(of entity: EntityID) -> Int { entity.index + 1 }

  package func table(_ entity: EntityID) -> Table { tables[Self.table(of: entity)] }

  /// How many words a value of a type has.
  package func words(_ type: Type) -> Int { sizes.words(type) }

  /// Where a record's field starts, counted from the record's first word.
  package func recordOffset(_ record: RecordID, _ field: Int) -> Int { records[record.index].column(field) }

  /// The fields of a record.
  package func fields(of record: RecordID) -> [Field] { records[record.index].fields }

  /// How many keys a keyed value has.
  package func count(_ key: Type.Key) -> Int { sizes.count(key) }

  /// Whether an optional of this type has a word before it that says whether it is there.
  package static func hasPresence(_ type: Type) -> Bool {
    switch type {
    case .record, .keyed: return true
    default: return false
    }
  }

  /// How many bits a set has that is one word of them: a set of an enum with up to 63 cases.
  package func bits(_ type: Type) -> Int? {
    guard case .set(.enumeration(let id)) = type, sizes.cases[id.index] <= 63 else { return nil }
    return sizes.cases[id.index]
  }

  /// The element of a value that is a ``Span``.
  package func spanElement(_ type: Type) -> Type? {
    switch type {
    case .path: return .cell
    case .set(let element): return bits(type) == nil ? element : nil
    case .list(let element): return element
    default: return nil
    }
  }
}

/// What the words of a type depend on.
private struct Sizes: Sendable {
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
}
