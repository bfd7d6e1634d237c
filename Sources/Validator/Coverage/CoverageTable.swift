import RulesLang

/// All that coverage asks of a rule set, and how the compiler finds it again: requirements by their ids, the rest by
/// its place in the text.
struct CoverageTable: Sendable {
  private(set) var items: [CoverageItem] = []
  private var requirements: [RequirementID: Int] = [:]
  private var conditions: [SourceRange: Int] = [:]
  private var occurrences: [SourceRange: Int] = [:]

  func requirement(_ id: RequirementID) -> Int? { requirements[id] }
  /// Of a condition, by the place of its whole expression.
  func condition(_ range: SourceRange) -> Int? { conditions[range] }
  /// Of what happens or does not, by the place of its name; of an arm by that of its value, of a loop by that of what
  /// it walks.
  func occurrence(_ range: SourceRange) -> Int? { occurrences[range] }

  typealias Parent = (item: Int, outcome: Int?)

  init(_ program: TypedProgram) {
    let wantedTags = Self.tagsOfPatterns(program)
    for (index, action) in program.actions.enumerated() {
      let asked = (addOccurrence(.action, action.header), Optional(0))
      // Whether an action has a tag is asked only where a pattern is for such; of events they are part of the verdict.
      let wanted = wantedTags[.action(ActionID(index))] ?? []
      let tags = action.tags.enumerated().filter { wanted.contains($0.offset) }.map(\.element)
      add(action.parameters, tags, asked)
      add(action.body, asked, program)
    }
    for event in program.events {
      let done = (addOccurrence(.event, event.header), Optional(0))
      add(event.parameters, event.tags, done)
      if let users = event.to { add(users, done) }
      add(event.body, done, program)
    }
    for rule in program.rules { add(rule.body, add(.rule, rule.header, rule.condition), program) }
    for waiver in program.waivers { add(.waiver, waiver.header, waiver.condition) }
    for note in program.notes { add(.note, note.header, note.condition) }
    for consequence in program.consequences {
      let parent = (addOccurrence(.consequence, consequence.header), Optional(0))
      // Its condition is asked long before it comes true.
      for expression in (consequence.binder?.expressions ?? []) + [consequence.condition] { add(expression, nil) }
      for argument in consequence.arguments { add(argument, parent) }
    }
    for conceal in program.conceals { addCondition(.conceal, conceal.condition, conceal.header.name, nil) }
    for function in program.functions { add(function) }
    for movement in program.movements { add(movement) }
    for placement in program.map?.placements ?? [] {
      for size in [placement.side, placement.narrow].compactMap({ $0 }) { add(size, nil) }
      for condition in placement.marks.compactMap(\.condition) { addCondition(.place, condition, nil, nil) }
    }
  }

  /// Of each target the clauses of tags that patterns ask for.
  private static func tagsOfPatterns(_ program: TypedProgram) -> [BindingTarget: Set<Int>] {
    let rules = program.rules.flatMap(\.bindings)
    var clauses: [BindingTarget: Set<Int>] = [:]
    for binding in rules + program.waivers.flatMap(\.bindings) + program.notes.flatMap(\.bindings) {
      clauses[binding.target, default: []].formUnion(binding.tagClauses + binding.excludedClauses)
    }
    return clauses
  }

  // MARK: Items

  private mutating func append(
    _ kind: CoverageItem.Kind, _ name: String?, _ range: SourceRange, _ outcomes: CoverageItem.Outcomes,
    _ parent: Parent?
  ) -> Int {
    items.append(CoverageItem(kind: kind, name: name, range: range, outcomes: outcomes, parent: parent))
    return items.count - 1
  }

  @discardableResult
  private mutating func addOccurrence(_ kind: CoverageItem.Kind, _ header: Header) -> Int {
    addOccurrence(kind, header.name, header.range, shown: header.range, nil)
  }

  /// One that stands there already, as a default does wherever it is filled in, is the same.
  private mutating func addOccurrence(
    _ kind: CoverageItem.Kind, _ name: String?, _ range: SourceRange, shown: SourceRange, _ parent: Parent?
  ) -> Int {
    if let known = occurrences[range] { return known }
    let index = append(kind, name, shown, .taken, parent)
    occurrences[range] = index
    return index
  }

  /// A condition, with all in it; what it is the parent of where it holds.
  @discardableResult
  private mutating func addCondition(
    _ kind: CoverageItem.Kind, _ condition: TypedExpression, _ name: String?, _ parent: Parent?
  ) -> Parent {
    add(condition, parent)
    if let known = conditions[condition.range] { return (known, 0) }
    let index = append(kind, name, condition.range, .trueOrFalse, parent)
    conditions[condition.range] = index
    return (index, 0)
  }

  /// Something with a condition, or without one.
  @discardableResult
  private mutating func add(
    _ kind: CoverageItem.Kind, _ header: Header, _ condition: TypedExpression?
  ) -> Parent {
    condition.map { addCondition(kind, $0, header.name, nil) } ?? (addOccurrence(kind, header), 0)
  }

  private mutating func add(_ id: RequirementID, _ parent: Parent?, _ program: TypedProgram) -> Parent {
    let info = program.requirements[id]
    let index = append(.requirement, info.id, info.range, .heldOrRefused, parent)
    requirements[id] = index
    return (index, nil)
  }

  // MARK: Declarations

  private mutating func add(_ parameters: [ParameterInfo], _ tags: [TagClause], _ parent: Parent) {
    for parameter in parameters {
      for bounds in [parameter.shape.range, parameter.shape.size].compactMap({ $0 }) {
        add(bounds.lower, parent)
        add(bounds.upper, parent)
      }
      if let value = parameter.defaultValue { add(value, parent) }
    }
    for clause in tags {
      guard let condition = clause.condition else { continue }
      addCondition(.tags, condition, clause.tags.joined(separator: ", "), parent)
    }
  }

  private mutating func add(_ function: FunctionInfo) {
    add(function.body, nil)
    for adjustment in function.adjustments {
      let parent = add(.adjust, adjustment.header, adjustment.condition)
      switch adjustment.bend {
      case .raised(let amount), .lowered(let amount), .atLeast(let amount), .atMost(let amount): add(amount, parent)
      case .doubled, .halved: break
      }
    }
    for exception in function.exceptions {
      add(exception.value, addCondition(.exception, exception.condition, exception.header.name, nil))
    }
  }

  private mutating func add(_ movement: MovementInfo) {
    for clause in movement.enter + movement.end {
      addCondition(.movement, clause.condition, movement.header.name, nil)
    }
    add(movement.cost, nil)
    for extra in movement.extras {
      add(extra.cost, extra.condition.map { addCondition(.movement, $0, extra.id, nil) })
    }
    if let diagonals = movement.diagonals {
      for expression in [diagonals.first, diagonals.second] + diagonals.counter.expressions { add(expression, nil) }
    }
  }

  // MARK: Statements

  private mutating func add(_ statements: [Statement], _ parent: Parent?, _ program: TypedProgram) {
    for statement in statements {
      var parent = parent
      if let condition = statement.guarded {
        let name = statement.requirement.map { program.requirements[$0].id }
        parent = addCondition(.when, condition, name, parent)
      }
      if let id = statement.requirement { parent = add(id, parent, program) }
      switch statement.kind {
      case .if(let condition, let then, let otherwise):
        let holds = addCondition(.if, condition, nil, parent)
        add(then, holds, program)
        add(otherwise, (holds.item, 1), program)
      case .forEach(let binder, let body):
        for expression in binder.expressions { add(expression, parent) }
        let end = binder.condition?.range ?? binder.domain.range
        let shown = statement.range.start.to(end)
        let entered = addOccurrence(.forEach, nil, binder.domain.range, shown: shown, parent)
        add(body, (entered, 0), program)
      default: for expression in statement.expressions { add(expression, parent) }
      }
    }
  }

  // MARK: Expressions

  /// The choices in an expression.
  private mutating func add(_ expression: TypedExpression, _ parent: Parent?) {
    switch expression.kind {
    case .choose(let condition, let then, let otherwise):
      let holds = addCondition(.choice, condition, nil, parent)
      add(then, holds)
      add(otherwise, (holds.item, 1))
    case .implies(let condition, let conclusion): add(conclusion, addCondition(.choice, condition, nil, parent))
    case .match(let subject, let arms, let otherwise):
      add(subject, parent)
      for value in arms.map(\.value) + (otherwise.map { [$0] } ?? []) {
        add(value, (addOccurrence(.arm, nil, value.range, shown: value.range, parent), 0))
      }
    default: for child in expression.children { add(child, parent) }
    }
  }
}
