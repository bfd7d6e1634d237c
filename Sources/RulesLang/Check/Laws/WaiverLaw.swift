/// What a waiver lifts is met by what it is for, and nothing behind it rests on what it would have narrowed.
enum WaiverLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    var search = WaiverSearch(context)
    return context.program.waivers.flatMap { waiver in
      search.unmet(waiver) + waiver.lifts.flatMap { search.narrowing($0, of: waiver) }
    }
  }
}

private struct WaiverSearch {
  private let context: LawContext
  private var reach: Reach
  /// For each owner that was asked about: what rests on its requirements, the first of the text for each.
  private var users: [RequirementInfo.Owner: [RequirementID: Statement]] = [:]

  init(_ context: LawContext) {
    self.context = context
    reach = Reach(context)
  }

  /// A later statement that uses a name or a narrowing of the lifted one would have nothing to use.
  mutating func narrowing(_ lift: WaiverInfo.Lift, of waiver: WaiverInfo) -> [Diagnostic] {
    guard case .requirement(let id) = lift else { return [] }
    let requirement = context.program.requirements[id]
    guard let user = users(in: requirement.owner)[id] else { return [] }
    return [.waivedNarrowing(requirement, waiver: waiver, user: user)]
  }

  private mutating func users(in owner: RequirementInfo.Owner) -> [RequirementID: Statement] {
    if let known = users[owner] { return known }
    var suppliers: [Int: RequirementID] = [:]
    var found: [RequirementID: Statement] = [:]
    context.program.body(of: owner).walk { statement in
      if let requirement = statement.requirement { suppliers[statement.number] = requirement }
      for number in statement.restsOn {
        if let supplier = suppliers[number], found[supplier] == nil { found[supplier] = statement }
      }
    }
    users[owner] = found
    return found
  }

  /// Of `any action.cost` some part is enough; what is lifted whole is named, and each name has to be met.
  mutating func unmet(_ waiver: WaiverInfo) -> [Diagnostic] {
    let program = context.program
    let targets = reach.targets(from: waiver.bindings.map(\.target))
    let unmet = waiver.lifts.filter { !program.meets($0, targets) }
    if waiver.bindings.isEmpty || unmet.isEmpty { return [] }
    if unmet.count == waiver.lifts.count { return [.waiverLiftsNothing(waiver)] }
    return unmet.compactMap { lift in
      switch lift {
      case .rule(let id): return .notMet(program.rules[id].header.name, by: waiver)
      case .note(let id): return .notMet(program.notes[id].header.name, by: waiver)
      case .waiver(let id): return .notMet(program.waivers[id].header.name, by: waiver)
      case .requirement: return nil
      }
    }
  }
}
