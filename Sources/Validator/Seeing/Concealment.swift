package import RulesLang

/// What rules may conceal at all: known since they were compiled, so that rules that conceal nothing pay nothing.
package struct Concealment: Sendable {
  /// A field of an entity.
  package struct Field: Hashable, Sendable {
    package let entity: EntityID
    package let field: Int

    package init(_ entity: EntityID, _ field: Int) {
      self.entity = entity
      self.field = field
    }
  }

  /// A reference that a row cannot do without.
  struct Need {
    let column: Int
    let entity: EntityID
  }

  /// The declarations about rows, and about fields, by their places in the program: in the order of their names.
  let rows: [Int]
  let fields: [Int]
  /// For each table the columns of plain references: a row whose reference leads nowhere is concealed with it.
  let needs: [[Need]]
  /// Entities of which some viewer may be told that a row is not there.
  package let entities: Set<EntityID>
  /// Fields that some viewer may not be shown.
  package let concealedFields: Set<Field>

  package var isNothing: Bool { rows.isEmpty && fields.isEmpty }

  init(_ program: TypedProgram, _ layout: Layout) {
    needs = layout.tables.map { table in table.fields.flatMap { Self.needs(of: $0.type, at: $0.column, layout) } }
    // What the state itself cannot do without cannot be taken out of it: the checker refuses such rules.
    var kept = Set(needs[0].map(\.entity))
    var size = -1
    while size != kept.count {
      size = kept.count
      for entity in kept { kept.formUnion(needs[Layout.table(of: entity)].map(\.entity)) }
    }
    rows = program.conceals.indices.filter {
      program.conceals[$0].field == nil && !kept.contains(program.conceals[$0].entity)
    }
    fields = program.conceals.indices.filter { program.conceals[$0].field != nil }
    concealedFields = Set(program.conceals.compactMap { info in info.field.map { Field(info.entity, $0) } })
    var entities = Set(rows.map { program.conceals[$0].entity })
    size = -1
    while size != entities.count {
      size = entities.count
      for (index, table) in layout.tables.enumerated() {
        guard let entity = table.entity else { continue }
        if needs[index].contains(where: { entities.contains($0.entity) }) { entities.insert(entity) }
      }
    }
    self.entities = entities
  }

  private static func needs(of type: Type, at column: Int, _ layout: Layout) -> [Need] {
    switch type {
    case .entity(let entity): return [Need(column: column, entity: entity)]
    case .record(let record):
      return layout.fields(of: record).flatMap { needs(of: $0.type, at: column + $0.column, layout) }
    case .keyed(let value, let key):
      let own = needs(of: value, at: column, layout)
      let stride = layout.words(value)
      return (0..<layout.count(key)).flatMap { place in
        own.map { Need(column: $0.column + place * stride, entity: $0.entity) }
      }
    default: return []
    }
  }
}
