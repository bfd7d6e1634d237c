import RulesLang

/// What a question of a movement looks at, besides the mover and what is the same for all its steps.
struct StepReads {
  /// The cell where the step starts, or the mover standing there.
  var here = false
  /// The cell where it ends, in other ways than those below.
  var there = false
  /// How that cell is marked.
  var marks = false
  /// Whether the mover fits there: for one that is a cell wide, a matter of marks.
  var space = false
  /// Tables of which it asks for the rows that stand there.
  var tables: Set<Int> = []

  /// Whether the answer is one for all steps of a mover.
  var isNothing: Bool { !here && !there && !marks && !space && tables.isEmpty }

  mutating func formUnion(_ other: StepReads) {
    here = here || other.here
    there = there || other.there
    marks = marks || other.marks
    space = space || other.space
    tables.formUnion(other.tables)
  }
}

/// The names that a step has in a clause of a movement or in a rule for steps.
struct StepNames {
  var mover: LocalID?
  var here: LocalID?
  var there: LocalID?
  /// Whether the mover stands, for the map's built-ins, where the step starts.
  var standsHere = false
}

/// Finds what clauses look at of a step, and remembers it for each parameter of a define.
final class StepReadAnalysis {
  private struct Parameter: Hashable {
    let function: FunctionID
    let index: Int
  }
  private let program: TypedProgram
  private var parameters: [Parameter: StepReads] = [:]

  init(_ program: TypedProgram) { self.program = program }

  func reads(of expressions: [TypedExpression], _ names: StepNames) -> StepReads {
    expressions.reduce(into: StepReads()) { $0.formUnion(reads(of: $1, names)) }
  }

  func reads(of expression: TypedExpression, _ names: StepNames) -> StepReads {
    var found = StepReads()
    switch expression.kind {
    case .local(let local):
      found.here = local == names.here
      found.there = local == names.there
      return found
    case .builtin(.mark, let arguments) where isThere(arguments, names):
      found.marks = true
      return found
    case .builtin(.occupantsAt(let entity), let arguments) where isThere(arguments, names):
      found.tables.insert(Layout.table(of: entity))
      return found
    case .builtin(.squeezed, let arguments):
      if case .placed(let who, let at)? = arguments.first?.kind, isLocal(who, names.mover), isThere([at], names) {
        found.space = true
        return found
      }
      found.here = names.standsHere && arguments.contains { isLocal($0, names.mover) }
    case .builtin(_, let arguments):
      found.here = names.standsHere && arguments.contains { isLocal($0, names.mover) }
    case .call(let function, let arguments):
      for (index, argument) in arguments.enumerated() {
        let isWhole = isThere([argument], names)
        found.formUnion(isWhole ? reads(of: Parameter(function: function, index: index)) : reads(of: argument, names))
      }
      return found
    default: break
    }
    found.formUnion(reads(of: expression.children, names))
    return found
  }

  private func isLocal(_ expression: TypedExpression, _ local: LocalID?) -> Bool {
    if case .local(let own) = expression.kind { return own == local }
    return false
  }

  private func isThere(_ arguments: [TypedExpression], _ names: StepNames) -> Bool {
    arguments.first.map { names.there != nil && isLocal($0, names.there) } ?? false
  }

  /// What a define looks at of a cell that is given to it.
  private func reads(of parameter: Parameter) -> StepReads {
    if let known = parameters[parameter] { return known }
    // INVARIANT: defines do not call each other in circles.
    parameters[parameter] = StepReads()
    let expressions = program.functions[parameter.function].expressions
    let reads = reads(of: expressions, StepNames(there: LocalID(parameter.index)))
    parameters[parameter] = reads
    return reads
  }
}
