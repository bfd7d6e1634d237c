import RulesLang
import TestKit

extension SecretMaker {
  /// Two worlds that differ in nothing that the viewer may know.
  mutating func pair() -> SecretPair {
    let visible = visible()
    let first = laid(over: visible)
    let kind = random.below(10)
    let areTwins = kind < 3
    // Every fourth time one of the two hides nothing at all.
    let second =
      areTwins
      ? twin(of: first.world, first.hidden, visible)
      : kind < 6 ? masked(visible) : laid(over: visible)
    return SecretPair(
      viewer: viewer, visible: visible, worlds: [first.world, second.world], hidden: [first.hidden, second.hidden],
      areTwins: areTwins)
  }

  private mutating func masked(_ visible: SecretWorld) -> (world: SecretWorld, hidden: [Set<String>]) {
    var world = visible
    mask(&world, visible)
    return (world, program.entities.map { _ in [] })
  }

  /// The same hidden world under other ids, with other names and figures.
  private mutating func twin(
    of world: SecretWorld, _ hidden: [Set<String>], _ visible: SecretWorld
  ) -> (world: SecretWorld, hidden: [Set<String>]) {
    let names = zip(program.entities.indices, hidden).map { entity, ids in
      let free = someIds(ids.count, but: visible.ids(EntityID(entity)))
      return Dictionary(uniqueKeysWithValues: zip(ids.sorted(), free))
    }
    let references = SecretReferences(program: program) { entity, id in names[entity.index][id] ?? id }
    var twin = SecretWorld(program)
    for (entity, info) in program.entities.enumerated() {
      for (id, row) in world.tables[entity].sorted(by: { $0.key < $1.key }) {
        var renamed = renamed(row, info.fields, references)
        if names[entity][id] != nil { vary(&renamed, info) }
        twin.tables[entity][names[entity][id] ?? id] = renamed
      }
    }
    twin.state = renamed(world.state, program.state, references)
    mask(&twin, visible)
    return (twin, names.map { Set($0.values) })
  }

  private func renamed(_ row: SecretRow, _ fields: [FieldInfo], _ references: SecretReferences) -> SecretRow {
    var row = row
    for field in fields {
      if let value = row[field.header.name] { row[field.header.name] = references.changed(value, field.shape.type) }
    }
    return row
  }

  private mutating func vary(_ row: inout SecretRow, _ info: EntityInfo) {
    for field in info.fields {
      switch field.shape.type {
      case .int, .unit, .text: row[field.header.name] = value(of: field, in: info.table)
      default: continue
      }
    }
  }
}
