// Places: what can be written or spent from. A path that goes through references ends in the fields of its last row;
// kinds and names are constants.

extension ExpressionChecker {
  /// What a place is for.
  enum PlaceUse { case write, spend }

  /// Nil, reported, where the path is no place.
  mutating func place(_ syntax: PlaceSyntax, for use: PlaceUse) -> Place? {
    guard var walk = PlaceWalk(syntax.root, in: &self) else { return nil }
    for (index, step) in syntax.steps.enumerated() {
      let isLast = index == syntax.steps.count - 1
      switch step {
      case .field(let name):
        if let budget = budget(name, of: walk.value) {
          return budgetPlace(budget, of: walk.value, name, isLast: isLast, use, syntax.range)
        }
        guard walk.enter(name, in: &self) else { return nil }
      case .index(let key):
        guard walk.enter(key, in: &self) else { return nil }
      }
    }
    return walk.place(syntax, in: self)
  }

  private func budget(_ name: Identifier, of owner: TypedExpression) -> BudgetID? {
    guard case .budget(let id) = context.names.values[name.text],
      context.program.budgets[id].locals.first?.type == owner.type.unwrapped
    else { return nil }
    return id
  }

  private mutating func budgetPlace(
    _ id: BudgetID, of owner: TypedExpression, _ name: Identifier, isLast: Bool, _ use: PlaceUse, _ range: SourceRange
  ) -> Place? {
    let owner = value(owner)
    if owner.type == .error { return nil }
    guard use == .spend, isLast else {
      context.report(.budgetWritten(name, counter: context.program.budgets[id].counter, context.program))
      return nil
    }
    return Place(
      root: .budget(id, owner), steps: [], shape: Shape(type: context.program.budgets[id].type), range: range)
  }
}

/// A path on its way: where it is, and what of it can be written.
private struct PlaceWalk {
  private enum Root {
    case state
    case row(EntityID, TypedExpression)
    /// A name or a row of constants, of which nothing can be written.
    case fixed(what: String)
  }

  private var root: Root
  private var steps: [Place.Step] = []
  private var shape: Shape
  /// The value of the path so far.
  private(set) var value: TypedExpression

  init?(_ name: Identifier, in checker: inout ExpressionChecker) {
    if case .kindTable = checker.context.names.values[name.text], checker.scope.names[name.text] == nil {
      checker.context.report(.readOnly(name.range, what: "a table of constants"))
      return nil
    }
    let value = checker.named(name, hint: nil, name.range)
    if value.type == .error { return nil }
    self.value = value
    if case .stateField(let index) = value.kind {
      root = .state
      steps = [.field(index)]
      shape = checker.context.program.state[index].shape
    } else {
      root = .fixed(what: "a name")
      shape = Shape(type: value.type)
    }
  }

  mutating func enter(_ name: Identifier, in checker: inout ExpressionChecker) -> Bool {
    let base = checker.value(value)
    if base.type == .error || name.isMissing { return false }
    let program = checker.context.program
    let fields = program.fields(of: base.type)
    guard let index = fields.firstIndex(where: { $0.header.name == name.text }) else {
      if checker.context.isBrokenFunction(name.text) { return false }
      checker.context.report(
        checker.context.isFunction(name.text)
          ? .functionWritten(name)
          : .unknownMember(
            name, of: base.type, nearest: Suggestion.nearest(to: name.text, among: fields.map(\.header.name)),
            fields: fields.map(\.header.name), program))
      return false
    }
    switch base.type {
    case .entity(let entity):
      root = .row(entity, base)
      steps = [.field(index)]
    case .kind:
      root = .fixed(what: "a constant of `\(program.name(of: base.type))`")
      steps = []
    default: steps.append(.field(index))
    }
    shape = fields[index].shape
    value = TypedExpression(.field(base, index), shape.type, base.range.to(name.range))
    return true
  }

  mutating func enter(_ key: ExpressionSyntax, in checker: inout ExpressionChecker) -> Bool {
    let base = checker.value(value)
    if base.type == .error { return false }
    guard case .keyed(let inner, by: let keys) = base.type else {
      checker.context.report(.notKeyed(base, checker.context.program))
      return false
    }
    let index = checker.key(key, within: keys)
    if index.type == .error { return false }
    steps.append(.key(index))
    shape.type = inner
    value = TypedExpression(.index(base, index), inner, base.range.to(key.range))
    return true
  }

  func place(_ syntax: PlaceSyntax, in checker: ExpressionChecker) -> Place? {
    switch root {
    case .state: return Place(root: .state, steps: steps, shape: shape, range: syntax.range)
    case .row(let entity, let row):
      return Place(root: .row(entity, row), steps: steps, shape: shape, range: syntax.range)
    case .fixed(let what):
      checker.context.report(
        .readOnly(syntax.range, what: value.type.isEntity ? "a reference to a row" : what))
      return nil
    }
  }
}

extension Type {
  fileprivate var isEntity: Bool { if case .entity = self { true } else { false } }
}
