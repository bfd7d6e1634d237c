// Blocks of actions, events and rules, statement by statement. What a statement makes sure of holds for those behind
// it in the block and in the blocks within; what it uses of earlier ones it rests on.

struct BlockChecker {
  var expressions: ExpressionChecker
  private let context: CheckContext
  /// Ids of the requirements and rolls, by the places of their statements.
  let parts: PartTable
  private var next = 0

  init(_ expressions: ExpressionChecker, parts: PartTable) {
    self.expressions = expressions
    context = expressions.context
    self.parts = parts
  }

  mutating func block(_ syntax: BlockSyntax) -> [Statement] {
    let outer = expressions.scope
    defer { expressions.scope = outer }
    return syntax.statements.compactMap { statement($0) }
  }

  /// Nil where the statement is a mistake; its names are bound all the same.
  private mutating func statement(_ syntax: StatementSyntax) -> Statement? {
    let number = next
    next += 1
    expressions.used = []
    // The blocks inside count what they use for themselves.
    switch syntax.kind {
    case .forEach(let binder, let body): return forEach(binder, body, syntax.range, number)
    case .if(let statement): return conditional(statement, syntax.range, number)
    default:
      guard let kind = kind(syntax, number) else { return nil }
      return Statement(kind, range: syntax.range, number: number, restsOn: expressions.used.sorted())
    }
  }

  private mutating func kind(_ syntax: StatementSyntax, _ number: Int) -> Statement.Kind? {
    switch syntax.kind {
    case .require(let requirement): return require(requirement, syntax.range, number)
    case .spend(let spend): return self.spend(spend, syntax.range)
    case .let(let name, let value, let message): return binding(name, value, message, syntax.range, number)
    case .set(let place, let value, let when):
      return change(place, when) { checker, place in
        checker.expressions.check(value, as: place.shape.type)
      } made: {
        .set($1, to: $0, when: $2)
      }
    case .add(let value, let place, let when):
      return change(place, when) { checker, place in
        checker.amount(value, for: place, word: "add", takesElements: true)
      } made: {
        .add($0, to: $1, when: $2)
      }
    case .subtract(let value, let place, let when):
      return change(place, when) { checker, place in
        checker.amount(value, for: place, word: "subtract", takesElements: false)
      } made: {
        .subtract($0, from: $1, when: $2)
      }
    case .remove(let value, let place, let when):
      return change(place, when) { checker, place in
        checker.removed(value, from: place)
      } made: {
        .remove($0, from: $1, when: $2)
      }
    case .removeWhere(let element, let place, let condition, let when):
      return removeAll(element, place, condition, when)
    case .do(let call, let when): return perform(call, when)
    case .roll(let name, let binder, let dice, let when): return roll(name, binder, dice, when, syntax.range, number)
    case .forEach, .if: return nil
    }
  }

  // MARK: Blocks within

  private mutating func forEach(
    _ binder: BinderSyntax, _ body: BlockSyntax, _ range: SourceRange, _ number: Int
  ) -> Statement? {
    let outer = expressions.scope
    defer { expressions.scope = outer }
    let bound = expressions.bound(binder)
    let restsOn = expressions.used.sorted()
    let statements = block(body)
    guard let bound else { return nil }
    return Statement(.forEach(bound, statements), range: range, number: number, restsOn: restsOn)
  }

  private mutating func conditional(_ syntax: IfSyntax, _ range: SourceRange, _ number: Int) -> Statement? {
    let condition = expressions.condition(syntax.condition)
    let restsOn = expressions.used.sorted()
    let then = branch(where: condition, is: true) { $0.block(syntax.body) }
    let otherwise = branch(where: condition, is: false) { checker -> [Statement] in
      switch syntax.otherwise {
      case nil: return []
      case .block(let block): return checker.block(block)
      case .if(let inner, let range):
        let number = checker.next
        checker.next += 1
        checker.expressions.used = []
        return [checker.conditional(inner, range, number)].compactMap { $0 }
      }
    }
    if condition.type == .error { return nil }
    return Statement(
      .if(condition, then: then, otherwise: otherwise), range: range, number: number, restsOn: restsOn)
  }

  private mutating func branch(
    where condition: TypedExpression, is truth: Bool, _ body: (inout Self) -> [Statement]
  ) -> [Statement] {
    let outer = expressions.scope
    defer { expressions.scope = outer }
    expressions.learn(from: condition, when: truth)
    return body(&self)
  }

  // MARK: Requirements and names

  private mutating func require(_ syntax: RequirementSyntax, _ range: SourceRange, _ number: Int) -> Statement.Kind? {
    let outer = expressions.scope
    let when = guarded(syntax.guardCondition)
    let condition = expressions.condition(syntax.condition)
    let message = expressions.message(syntax.message, about: .failing(condition))
    expressions.scope = outer
    // Behind a `when` it may not have been asked at all.
    if syntax.guardCondition == nil { expressions.learn(from: condition, supplier: number) }
    guard let id = parts.requirements[range], condition.type != .error, when?.type != .error else { return nil }
    return .require(id, condition, when: when, message: message)
  }

  private mutating func spend(_ syntax: SpendSyntax, _ range: SourceRange) -> Statement.Kind? {
    let outer = expressions.scope
    defer { expressions.scope = outer }
    let when = guarded(syntax.guardCondition)
    let place = expressions.place(syntax.place, for: .spend)
    let amount: TypedExpression
    if let place {
      guard place.shape.type.isNumber else {
        if place.shape.type == .error { return nil }
        context.report(.spendNeedsNumber(place, context.program))
        return nil
      }
      amount = expressions.check(syntax.amount, as: place.shape.type)
    } else {
      amount = expressions.infer(syntax.amount)
    }
    let message = expressions.message(syntax.message, about: .spend)
    guard let id = parts.requirements[range], let place, amount.type != .error, when?.type != .error else { return nil }
    return .spend(id, amount, from: place, when: when, message: message)
  }

  private mutating func binding(
    _ name: Identifier, _ syntax: ExpressionSyntax, _ message: MessageSyntax?, _ range: SourceRange, _ number: Int
  ) -> Statement.Kind? {
    var value = expressions.infer(syntax)
    var refusal: Statement.Refusal?
    if let message {
      let text = expressions.message(message)
      if let id = parts.requirements[range] { refusal = Statement.Refusal(requirement: id, message: text) }
      if !value.type.isOptional, value.type != .error {
        context.report(.letNeedsOptional(value, context.program))
        value = expressions.error(value.range)
      }
    } else {
      value = expressions.settled(value)
    }
    value = named(value)
    var local = Local(name.text, message == nil ? value.type : value.type.unwrapped, name.range)
    local.bounds = context.bounds(of: value, locals: expressions.locals)
    local.isUnjudged = !expressions.isJudged(value)
    // It fails by its own refusal, and is passed over with what it rests on: either way there is no value.
    local.suppliers = [number]
    let id = expressions.bind(local)
    if message != nil, let path = FactKey(value) { expressions.scope.facts.learn([path], from: [number]) }
    return value.type == .error ? nil : .let(id, value, refusal: refusal)
  }

  /// What can have a name: `none`, `{}` and rolls are no values by themselves.
  private func named(_ value: TypedExpression) -> TypedExpression {
    switch value.type {
    case .nothing: return expressions.mistake(.unclearType(value.range), value.range)
    case .roll, .rolls: return expressions.mistake(.rollAsValue(value.range), value.range)
    case .area: return expressions.mistake(.areaAsValue(value.range), value.range)
    default: return value
    }
  }

  /// `when G`: what it makes sure of holds in its statement.
  mutating func guarded(_ syntax: ExpressionSyntax?) -> TypedExpression? {
    guard let syntax else { return nil }
    let condition = expressions.condition(syntax)
    expressions.learn(from: condition)
    return condition
  }
}
