internal import RulesLang

/// Which parameters of an action each of its possible reasons depends on.
///
/// A requirement that reads only the first parameters fails whatever is chosen for the rest, so a search that meets
/// its failure has nothing to look for behind them. What is found here errs to the side of more parameters, never of
/// fewer: a name stands for all that its value was made from, a statement for the conditions around it and for what
/// it rests on, and a requirement for the waivers that may lift it.
struct ReasonDependence: Sendable {
  private let program: TypedProgram
  private let action: ActionID
  private var requirements: [RequirementID: ParameterSet] = [:]
  /// What the holes of their messages read.
  private var holes: [RequirementID: ParameterSet] = [:]
  private var byID: [String: Reach] = [:]
  private var spends: [RequirementID] = []

  init(_ action: ActionID, in program: TypedProgram) {
    self.program = program
    self.action = action
    let info = program.actions[action]
    let parameters = info.parameters.indices.map { ParameterSet(parameter: $0) }
    addBlock(info.body, locals: parameters, count: info.locals.count)
    addRules(of: .action(action), parameters, under: [])
    joinSpends()
    addWaivers()
    for (id, parameters) in requirements {
      var reach = byID[program.requirements[id].id] ?? Reach()
      reach.failing.formUnion(parameters)
      reach.words.formUnion(parameters.union(holes[id] ?? []))
      byID[program.requirements[id].id] = reach
    }
  }

  /// What a reason depends on.
  struct Reach: Sendable {
    /// What decides whether it is there.
    var failing: ParameterSet = []
    /// What decides how it is told, too.
    var words: ParameterSet = []

    static let all = Reach(failing: .all, words: .all)
  }

  /// What a reason depends on; all parameters where that is not known, as for faults.
  func reach(of reason: String) -> Reach { byID[reason] ?? .all }

  // MARK: Blocks

  private mutating func addBlock(
    _ body: [Statement], locals known: [ParameterSet], count: Int, under outer: ParameterSet = []
  ) {
    var locals = known + Array(repeating: [], count: max(0, count - known.count))
    var statements: [Int: ParameterSet] = [:]
    add(body, &locals, &statements, under: outer)
  }

  private mutating func add(
    _ body: [Statement], _ locals: inout [ParameterSet], _ statements: inout [Int: ParameterSet],
    under outer: ParameterSet
  ) {
    for statement in body {
      var read = outer
      for expression in statement.expressions { read.formUnion(Self.read(expression, locals)) }
      for other in statement.restsOn { read.formUnion(statements[other] ?? .all) }
      statements[statement.number] = read
      if let requirement = statement.requirement {
        requirements[requirement, default: []].formUnion(read)
        for hole in statement.message?.holes ?? [] {
          holes[requirement, default: []].formUnion(Self.read(hole, locals))
        }
      }
      switch statement.kind {
      case .spend(let id, _, _, _, _): spends.append(id)
      case .let(let local, _, _), .removeAll(let local, _, _, _), .roll(_, let local, _, _, _):
        locals[local.index].formUnion(read)
      case .forEach(let binder, let inner):
        locals[binder.local.index].formUnion(read)
        add(inner, &locals, &statements, under: read)
      case .if(_, let then, let otherwise):
        add(then, &locals, &statements, under: read)
        add(otherwise, &locals, &statements, under: read)
      case .do(let event, let arguments, let condition):
        // Whether the event takes place hangs on what faults, and not on the values of its arguments.
        var happening = outer
        for other in statement.restsOn { happening.formUnion(statements[other] ?? .all) }
        for expression in (condition.map { [$0] } ?? []) + arguments.filter(\.mayFault) {
          happening.formUnion(Self.read(expression, locals))
        }
        let parameters = arguments.map { Self.read($0, locals).union(happening) }
        addBlock(
          program.events[event].body, locals: parameters, count: program.events[event].locals.count, under: happening)
        addRules(of: .event(event), parameters, under: happening)
      case .require, .set, .add, .subtract, .remove: break
      }
    }
  }

  /// The parameters behind the names in an expression.
  static func read(_ expression: TypedExpression, _ locals: [ParameterSet]) -> ParameterSet {
    var read: ParameterSet = []
    expression.walk { part in
      guard case .local(let local) = part.kind else { return }
      read.formUnion(locals.indices.contains(local.index) ? locals[local.index] : .all)
    }
    return read
  }

  // MARK: Rules and waivers

  private mutating func addRules(of target: BindingTarget, _ parameters: [ParameterSet], under outer: ParameterSet) {
    for rule in program.rules {
      for binding in rule.bindings where binding.target == target {
        var locals = Self.locals(of: binding, parameters)
        locals += Array(repeating: [], count: max(0, rule.locals.count - locals.count))
        var condition = outer.union(Self.presence(of: binding, parameters))
        if let expression = rule.condition { condition.formUnion(Self.read(expression, locals)) }
        addBlock(rule.body, locals: locals, count: rule.locals.count, under: condition)
      }
    }
  }

  private static func locals(of binding: Binding, _ parameters: [ParameterSet]) -> [ParameterSet] {
    binding.sources.map { source in
      switch source {
      case .parameter(let place), .present(let place), .element(let place):
        parameters.indices.contains(place) ? parameters[place] : .all
      }
    }
  }

  /// What decides whether a binding holds at all.
  private static func presence(of binding: Binding, _ parameters: [ParameterSet]) -> ParameterSet {
    guard binding.tagClauses.isEmpty, binding.excludedClauses.isEmpty else { return .all }
    return binding.sources.reduce(into: []) { result, source in
      switch source {
      case .present(let place), .element(let place):
        result.formUnion(parameters.indices.contains(place) ? parameters[place] : .all)
      case .parameter: break
      }
    }
  }

  /// Spends from one place are judged as one sum.
  private mutating func joinSpends() {
    guard spends.count > 1 else { return }
    let all = spends.reduce(into: ParameterSet()) { $0.formUnion(requirements[$1] ?? .all) }
    for spend in spends { requirements[spend] = all }
  }

  /// Whether a requirement is lifted is part of whether it fails.
  private mutating func addWaivers() {
    for (place, waiver) in program.waivers.enumerated() {
      let read = parameters(of: waiver, WaiverID(place))
      guard !read.isEmpty else { continue }
      for lift in waiver.lifts {
        for id in requirements.keys where Self.lifts(lift, id, program) { requirements[id]?.formUnion(read) }
      }
    }
  }

  private func parameters(of waiver: WaiverInfo, _ id: WaiverID) -> ParameterSet {
    let isLifted = program.waivers.contains { $0.lifts.contains(.waiver(id)) }
    let parameters = program.actions[action].parameters.indices.map { ParameterSet(parameter: $0) }
    return waiver.bindings.reduce(into: []) { result, binding in
      switch binding.target {
      case .action(action):
        var locals = Self.locals(of: binding, parameters)
        locals += Array(repeating: [], count: max(0, waiver.locals.count - locals.count))
        let condition = waiver.condition.map { Self.read($0, locals) } ?? []
        result.formUnion(isLifted ? .all : condition.union(Self.presence(of: binding, parameters)))
      case .action: break
      case .event, .step: result = .all
      }
    }
  }

  private static func lifts(_ lift: WaiverInfo.Lift, _ id: RequirementID, _ program: TypedProgram) -> Bool {
    switch lift {
    case .requirement(let requirement): requirement == id
    case .rule(let rule): program.requirements[id].owner == .rule(rule)
    case .note, .waiver: false
    }
  }
}

extension TypedExpression {
  /// Whether something in it may fail while it is worked out; it errs to the side of failing.
  fileprivate var mayFault: Bool {
    var mayFault = false
    walk { part in
      switch part.kind {
      case .bool, .int, .text, .dice, .enumCase, .kindRow, .none, .local, .user, .field, .compare, .not, .and, .or,
        .exists, .coalesce, .present, .narrowed, .choose:
        break
      default: mayFault = true
      }
    }
    return mayFault
  }
}
