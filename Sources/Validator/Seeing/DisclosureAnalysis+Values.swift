import RulesLang

// What was found out about values, as those who show them ask for it.

extension DisclosureAnalysis {
  /// - Parameter place: the place of the argument that a name stands for.
  func disclosure(_ told: Reads, place: (LocalID) -> Int?) -> Disclosure {
    var disclosure = Disclosure()
    disclosure.walks = !told.tables.isDisjoint(with: concealment.entities)
    for field in told.fields {
      guard let entity = field.entity else { continue }
      var owner: Int?
      if case .local(let local) = field.owner { owner = place(local) }
      let mayBeGone = concealment.entities.contains(entity)
      if let owner { if mayBeGone { disclosure.through.insert(owner) } } else if mayBeGone { disclosure.walks = true }
      let concealed = Concealment.Field(entity, field.field)
      if concealment.concealedFields.contains(concealed) {
        disclosure.fields.insert(Disclosure.Field(field: concealed, owner: owner))
      }
    }
    return disclosure
  }

  /// What the events, waivers, notes, spends and rolls of the rules disclose.
  var all: Disclosures {
    Disclosures(
      events: program.events.indices.map { event(EventID($0)) },
      waivers: program.waivers.map { holes(of: $0.because, context(of: $0.bindings, $0.locals)) },
      notes: program.notes.map { holes(of: $0.because, context(of: $0.bindings, $0.locals)) },
      amounts: amounts.mapValues { disclosure($0) { _ in nil } }, dice: dice.mapValues { disclosure($0) { _ in nil } })
  }

  /// Whose rows these words are about is not kept, so each counts for any row.
  private func holes(of message: Message, _ context: Context) -> [Disclosure] {
    message.holes.map { disclosure(told(by: $0, context)) { _ in nil } }
  }

  private func event(_ id: EventID) -> Disclosures.Event {
    let info = program.events[id]
    let count = info.parameters.count
    func place(_ local: LocalID) -> Int? { local.index < count ? local.index : nil }
    let arguments = parameters[id.index].map { disclosure($0, place: place) }
    var context = Context(locals: info.locals)
    for (index, taint) in parameters[id.index].enumerated() { context.taints[LocalID(index)] = taint }
    let holes = (info.says?.holes ?? []).map { hole in
      let told = told(by: hole, context)
      var found = disclosure(told, place: place)
      // Rows that were looked for among all tell of those who are concealed, were it in other words.
      if !reads.reads(of: hole).tables.isDisjoint(with: concealment.entities) { found.walks = true }
      // Whatever looks at a row that may be concealed, as its distance does, is told of it.
      for local in told.locals {
        guard let place = place(local), case .entity(let entity) = info.locals[place].type else { continue }
        if concealment.entities.contains(entity) { found.through.insert(place) }
      }
      return found
    }
    return Disclosures.Event(arguments: arguments, holes: holes)
  }

  /// What the amounts of all other spends disclose that can be part of a sum.
  func amounts(but own: RequirementID) -> Reads {
    amounts.reduce(into: Reads()) { sum, amount in
      if amount.key != own { sum.formUnion(amount.value.renamingOwners { _ in .any }) }
    }
  }
}
