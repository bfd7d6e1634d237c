// The worst case of each action in steps, before anyone plays (law 2). A step is about what one instruction of the
// compiled program does. All that is walked has a limit: tables by `up to`, fields and parameters by their bounds, sets
// by how many values their element has, ranges by what is known of their ends, paths by 256 steps. A loop costs its
// elements times what it does for each; of two branches the dearer one counts; an event costs its block and all rules
// that may bind it; a view is walked anew wherever it is used. Nothing is assumed to be found early, and no requirement
// to fail.
//
// What the map does is counted by the constants of `MapCost`. The model is generous where it is unsure, so a rule set
// within the budget is judged quickly, and one beyond it is told before it can hang a table.

/// What judging may cost.
package struct CostModel {
  /// The steps that one action may take, and again all that follows from it, and what is concealed from one viewer:
  /// well below a second on any machine.
  package static let budget: Steps = 200_000_000

  let program: TypedProgram
  let context: LawContext
  /// What defines cost and give, those they use first.
  var functions: [FunctionID: Measure] = [:]
  var movements: [MovementID: MovementCost] = [:]
  var events: [EventID: Steps] = [:]
  /// How wide a placed entity may be.
  var sides: [EntityID: Steps] = [:]
  /// The largest list or set of each type of element, for parameters of defines that say nothing.
  var largest: [Type: Steps] = [:]
  /// What has no limit, by place.
  private(set) var unlimited: [SourceRange: String] = [:]

  /// The worst case of each action, in their order.
  package private(set) var actions: [Steps] = []
  /// For each consequence the worst case of all rounds that may follow one request.
  package private(set) var consequences: [ConsequenceCost] = []
  /// For each `conceal` its condition for all rows, as one viewer's view needs it.
  package private(set) var conceals: [Steps] = []

  /// - Parameter context: of a program without cycles.
  init(_ context: LawContext) {
    self.context = context
    program = context.program
    measureShapes()
    for value in context.values.order { measure(value) }
    for event in context.events.order { events[event] = cost(of: .event(event)) }
    actions = program.actions.indices.map { cost(of: .action(ActionID($0))) }
    let once = program.consequences.map { costOnce(of: $0) }
    let rounds = RoundGraph(context, rows: once.map(\.rows)).rounds
    consequences = zip(once, rounds).map { ConsequenceCost($0, rounds: $1) }
    conceals = program.conceals.map { conceal in
      Steps(clamping: program.entities[conceal.entity].limit) * (measure(conceal.condition, [:]).steps + 1)
    }
  }

  /// What all consequences together may take after one request.
  package var following: Steps { consequences.reduce(0) { $0 + $1.steps } }
  /// What it may take to find all that is concealed from one viewer.
  package var concealing: Steps { conceals.total }

  /// What an expression takes, how many elements it has, and how large it may be.
  struct Measure {
    var steps: Steps
    /// Elements of a collection, cells of an area.
    var size: Steps = 1
    var interval = Interval.unknown
  }

  /// What one step of a movement takes: to try it, and to price it.
  struct MovementCost {
    var step: Steps
    var price: Steps
  }

  mutating func note(unlimited what: String, at range: SourceRange) {
    if unlimited[range] == nil { unlimited[range] = what }
  }

  // MARK: Values

  private mutating func measure(_ value: Dependency) {
    switch value {
    case .function(let id): functions[id] = measure(program.functions[id])
    case .movement(let id): movements[id] = measure(program.movements[id], id)
    case .space(let entity):
      guard let placement = program.map?.placements.first(where: { $0.entity == entity }) else { return }
      let side = placement.side.map { measure($0, [:]).interval.upper ?? MapCost.widest } ?? 1
      sides[entity] = Steps(clamping: min(max(1, side), MapCost.widest))
    case .marks: return
    }
  }

  private mutating func measure(_ function: FunctionInfo) -> Measure {
    var scope: Scope = [:]
    for place in 0..<function.parameterCount {
      scope[LocalID(place)] = Measure(steps: 1, size: largestCollection(of: function.locals[place].type))
    }
    var result = measure(function.body, scope)
    for exception in function.exceptions {
      let value = measure(exception.value, scope)
      result.steps += measure(exception.condition, scope).steps + value.steps
      result.size = max(result.size, value.size)
      result.interval = result.interval.joined(value.interval)
    }
    for expression in function.adjustments.flatMap(\.expressions) {
      result.steps += measure(expression, scope).steps + 1
    }
    if !function.adjustments.isEmpty { result.interval = .unknown }
    return result
  }

  private mutating func measure(_ movement: MovementInfo, _ id: MovementID) -> MovementCost {
    // A diagonal step covers a row and a column anew.
    let covered = (sides[movement.mover] ?? 1) * 2
    var step: Steps = 4
    var price = measure(movement.cost, [:]).steps
    for condition in movement.enter { step += covered * measure(condition.condition, [:]).steps }
    for condition in movement.end { step += covered * measure(condition.condition, [:]).steps }
    for extra in movement.extras {
      let each = measure(extra.cost, [:]).steps + (extra.condition.map { measure($0, [:]).steps } ?? 0)
      if case .into = extra.scope { price += covered * each } else { price += each }
    }
    if let diagonals = movement.diagonals {
      price += measure(diagonals.first, [:]).steps + measure(diagonals.second, [:]).steps + 2
    }
    step += rules(binding: .step(id), [:])
    return MovementCost(step: step, price: price)
  }
}

/// What the built-ins of the map take, in steps.
enum MapCost {
  /// The most steps of a path.
  static let path: Steps = 256
  /// Cells along an edge, where nothing better is known.
  static let widest: Int64 = 20
  /// Cells of an area, where its size is not known.
  static let area: Steps = 10_000
  static let distance: Steps = 16
  static let sight: Steps = 1_000
  static let cover: Steps = 4_000
  static let line: Steps = 500
  static let lookup: Steps = 4
}
