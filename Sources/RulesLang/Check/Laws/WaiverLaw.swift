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

  private static func unmet(_ waiver: WaiverInfo, _ context: LawContext) -> [Diagnostic] {
    let reach = Reach(from: waiver.bindings.map(\.target), context)
    if waiver.bindings.isEmpty || waiver.lifts.contains(where: { reach.meets($0, in: context.program) }) { return [] }
    return [.waiverLiftsNothing(waiver)]
  }
}
