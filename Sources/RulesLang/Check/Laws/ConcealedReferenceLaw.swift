/// The state needs no row that may be concealed. As a viewer sees it, a concealed row is not there: optionals, sets and
/// lists go without it, and a row that needs it is concealed too. The state itself cannot be, so a plain reference in
/// it, in its records or keyed fields would lead to nothing.
enum ConcealedReferenceLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    let program = context.program
    let concealed = program.concealableEntities
    return program.state.compactMap { field in
      guard let entity = field.shape.type.needed(in: program).sorted().first(where: { concealed[$0] != nil }),
        let conceal = concealed[entity]
      else { return nil }
      return .concealedReference(field, to: program.entities[entity].header.name, by: conceal)
    }
  }
}

extension TypedProgram {
  /// Entities whose rows may be concealed, by their own conceals or because they need a row that may be, each with the
  /// conceal that starts it.
  var concealableEntities: [EntityID: ConcealInfo] {
    var found: [EntityID: ConcealInfo] = [:]
    for conceal in conceals where conceal.field == nil && found[conceal.entity] == nil {
      found[conceal.entity] = conceal
    }
    var users: [EntityID: [EntityID]] = [:]
    for (index, entity) in entities.enumerated() {
      for needed in Set(entity.fields.flatMap { $0.shape.type.needed(in: self) }) {
        users[needed, default: []].append(EntityID(index))
      }
    }
    var pending = found.keys.sorted()
    while let entity = pending.popLast() {
      for user in users[entity] ?? [] where found[user] == nil {
        found[user] = found[entity]
        pending.append(user)
      }
    }
    return found
  }
}

extension Type {
  /// The entities to which a value of it leads by plain references: without a row there is no value.
  fileprivate func needed(in program: TypedProgram) -> Set<EntityID> {
    switch self {
    case .entity(let id): return [id]
    case .record(let id):
      // INVARIANT: records nest without a cycle; what has one is refused before the laws are asked.
      return Set(program.records[id].fields.flatMap { $0.shape.type.needed(in: program) })
    case .keyed(let value, by: _): return value.needed(in: program)
    // An optional row is absent and a row in a collection is left out; a record around it would be neither.
    case .optional(let inner), .list(let inner):
      if case .record = inner { return inner.needed(in: program) }
      if case .keyed = inner { return inner.needed(in: program) }
      return []
    default: return []
    }
  }
}
