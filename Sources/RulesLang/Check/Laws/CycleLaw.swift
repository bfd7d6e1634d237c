/// No value is made of itself, no event does itself, no waiver lifts itself, however many steps lie between (law 2).
enum CycleLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    let program = context.program
    func quoted(_ header: Header) -> String { "`\(header.name)`" }
    let values = context.values.cycles.compactMap { cycle in
      Diagnostic.cycle(.valueCycle, cycle.map { (program.name(of: $0.target), $0.range) }, verb: "reads")
    }
    let events = context.events.cycles.compactMap { cycle in
      Diagnostic.cycle(.eventCycle, cycle.map { (quoted(program.events[$0.node].header), $0.range) }, verb: "does")
    }
    let waivers = context.waivers.cycles.compactMap { cycle in
      Diagnostic.cycle(.waiverCycle, cycle.map { (quoted(program.waivers[$0.node].header), $0.range) }, verb: "lifts")
    }
    return values + events + waivers
  }
}

extension TypedProgram {
  /// A value as a designer calls it.
  func name(of value: Dependency) -> String {
    switch value {
    case .function(let id): return "`\(functions[id].header.name)`"
    case .movement(let id): return "`\(movements[id].header.name)`"
    case .space(let entity): return "the room of a `\(entities[entity].header.name)`"
    case .marks: return "the marks of the map"
    }
  }
}
