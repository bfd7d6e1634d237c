/// What is asked about a whole program: what binds what, what does what, what is made of what.
struct LawContext {
  let program: TypedProgram
  let values: DependencyGraph
  /// Which event does which.
  let events: Digraph<EventID>
  /// Which waiver lifts which.
  let waivers: Digraph<WaiverID>
  private let rulesByTarget: [BindingTarget: [BoundRule]]
  private let waiversByTarget: [BindingTarget: [(waiver: WaiverID, binding: Binding)]]
  private let notesByTarget: [BindingTarget: [(note: NoteID, binding: Binding)]]
  /// The waivers that lift something, in their order.
  private let lifters: [WaiverInfo.Lift: [WaiverID]]

  struct BoundRule {
    let rule: RuleID
    let binding: Binding
  }

  init(_ program: TypedProgram) {
    self.program = program
    values = DependencyGraph(program)
    var rules: [BindingTarget: [BoundRule]] = [:]
    for (index, rule) in program.rules.enumerated() {
      for binding in rule.bindings {
        rules[binding.target, default: []].append(BoundRule(rule: RuleID(index), binding: binding))
      }
    }
    rulesByTarget = rules
    var waivers: [BindingTarget: [(WaiverID, Binding)]] = [:]
    var lifters: [WaiverInfo.Lift: [WaiverID]] = [:]
    for (index, waiver) in program.waivers.enumerated() {
      for binding in waiver.bindings { waivers[binding.target, default: []].append((WaiverID(index), binding)) }
      for lift in waiver.lifts where lifters[lift]?.last != WaiverID(index) {
        lifters[lift, default: []].append(WaiverID(index))
      }
    }
    waiversByTarget = waivers
    self.lifters = lifters
    var notes: [BindingTarget: [(NoteID, Binding)]] = [:]
    for (index, note) in program.notes.enumerated() {
      for binding in note.bindings { notes[binding.target, default: []].append((NoteID(index), binding)) }
    }
    notesByTarget = notes
    events = Digraph(nodes: program.events.indices.map(EventID.init)) { id in
      let blocks = [program.events[id].body] + (rules[.event(id)] ?? []).map { program.rules[$0.rule].body }
      return blocks.flatMap(\.doneEvents).map { ($0.event, $0.range) }
    }
    self.waivers = Digraph(nodes: program.waivers.indices.map(WaiverID.init)) { id in
      let waiver = program.waivers[id]
      return waiver.lifts.compactMap { lift in
        if case .waiver(let other) = lift { return (other, waiver.header.range) }
        return nil
      }
    }
  }

  var hasCycle: Bool { !(values.cycles.isEmpty && events.cycles.isEmpty && waivers.cycles.isEmpty) }

  func rules(binding target: BindingTarget) -> [BoundRule] { rulesByTarget[target] ?? [] }
  func waivers(binding target: BindingTarget) -> [(waiver: WaiverID, binding: Binding)] {
    waiversByTarget[target] ?? []
  }
  func notes(binding target: BindingTarget) -> [(note: NoteID, binding: Binding)] { notesByTarget[target] ?? [] }

  /// The waivers that lift something, wherever they hold.
  func waivers(lifting lift: WaiverInfo.Lift) -> [WaiverID] { lifters[lift] ?? [] }
}

extension [Statement] {
  /// All events that the block does, wherever in it.
  var doneEvents: [(event: EventID, range: SourceRange)] {
    var done: [(event: EventID, range: SourceRange)] = []
    walk { statement in
      if case .do(let event, _, _) = statement.kind { done.append((event, statement.range)) }
    }
    return done
  }
}
