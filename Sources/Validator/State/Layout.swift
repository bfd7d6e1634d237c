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
    /// For each column the type of what it holds a span of; nil for one that holds none.
    package let spans: [Type?]
    /// The entities whose rows a row can refer to.
    package let references: Set<EntityID>
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
    self.sizes = sizes
    let state = sizes.table("", nil, limit: 1, fields: program.state, dropped: [])
    tables = [state] + program.entities.enumerated().map { index, entity in
      let limit = Int(clamping: min(max(entity.limit, 0), Self.rowLimit))
      return sizes.table(
        entity.table, EntityID(index), limit: limit, fields: entity.fields, dropped: entity.dropped)
    }
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
  package func bits(_ type: Type) -> Int? { sizes.bits(type) }

  /// The element of a value that is a ``Span``.
  package func spanElement(_ type: Type) -> Type? { sizes.spanElement(type) }
}
