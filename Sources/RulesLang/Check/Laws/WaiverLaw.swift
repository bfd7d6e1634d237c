/// What a waiver lifts is met by what it is for, and nothing behind it rests on what it would have narrowed.
enum WaiverLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    context.program.waivers.flatMap { waiver in
      unmet(waiver, context) + waiver.lifts.flatMap { narrowing($0, of: waiver, context) }
    }
  }

  /// A later statement that uses a name or a narrowing of the lifted one would have nothing to use.
  private static func narrowing(_ lift: WaiverInfo.Lift, of waiver: WaiverInfo, _ context: LawContext) -> [Diagnostic] {
    guard case .requirement(let id) = lift else { return [] }
    let requirement = context.program.requirements[id]
    var supplier: Statement?
    var user: Statement?
    context.body(of: requirement.owner).walk { statement in
      if statement.requirement == id { supplier = statement }
      if let supplier, user == nil, statement.restsOn.contains(supplier.number) { user = statement }
    }
    guard let user else { return [] }
    return [.waivedNarrowing(requirement, waiver: waiver, user: user)]
  }

  /// Of `any action.cost` some part is enough; what is lifted whole is named, and each name has to be met.
  private static func unmet(_ waiver: WaiverInfo, _ context: LawContext) -> [Diagnostic] {
    let program = context.program
    let reach = Reach(from: waiver.bindings.map(\.target), context)
    let unmet = waiver.lifts.filter { !reach.meets($0, in: program) }
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
