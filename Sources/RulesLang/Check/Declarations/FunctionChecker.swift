// Defines, what bends them, and budgets.

struct FunctionChecker {
  let context: CheckContext
  let table: DeclarationTable

  // MARK: Signatures

  /// Puts all defines into the program with what a call needs to know; bodies come when all names are known.
  func declare() {
    context.program.functions = table.functions.enumerated().map { index, function in
      switch function.syntax {
      case .define(let syntax): return declared(function, FunctionID(index), syntax.parameters, syntax.type)
      case .limit(let syntax): return declared(function, FunctionID(index), syntax.parameters, syntax.type)
      }
    }
    let places = Dictionary(table.functions.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    context.program.budgets = table.budgets.compactMap { budget in
      places[budget.name].map { self.budget(of: budget, limit: FunctionID($0)) }
    }
  }

  private func declared(
    _ function: Named<FunctionSyntax>, _ id: FunctionID, _ parameters: [ParameterSyntax], _ type: TypeSyntax
  ) -> FunctionInfo {
    var checker = ExpressionChecker(context, .define)
    var bounds: [ClosedRange<Int64>?] = []
    for parameter in parameters {
      if let value = parameter.defaultValue { context.report(.defineDefault(value.range)) }
      let shape = checker.shape(parameter.type, for: .defineParameter)
      bounds.append(shape.range?.constant)
      checker.bind(Local(parameter.name.text, shape.type, parameter.name.range, bounds: shape.range?.constant))
    }
    context.parameterBounds[id] = bounds
    let result = checker.shape(type, for: .result)
    if let bounds = result.range?.constant { context.resultBounds[id] = bounds }
    return FunctionInfo(
      header: function.header, parameterCount: parameters.count, locals: checker.localInfos, result: result.type,
      body: TypedExpression(.error, result.type, function.name.range))
  }

  private func budget(of budget: Named<BudgetDeclaration>, limit: FunctionID) -> BudgetInfo {
    let function = context.program.functions[limit]
    return BudgetInfo(
      header: budget.header, locals: function.locals, type: function.result, limit: limit,
      counter: Place(root: .state, steps: [], shape: Shape(type: .error), range: budget.syntax.counter.range))
  }

  /// Names that a field of the first parameter, a mark or a table has already.
  func tellClashes() {
    for function in table.functions {
      guard let id = functionID(named: function.name.text) else { continue }
      if BuiltinName.fixed[function.name.text] != nil { continue }
      if context.builtin(named: function.name.text) != nil {
        context.report(.builtinName(function.name))
      } else if let type = context.program.functions[id].locals.first?.type.unwrapped,
        context.program.functions[id].parameterCount > 0,
        let field = context.program.fields(of: type).first(where: { $0.header.name == function.name.text })
      {
        context.report(.fieldAndDefine(function.name, field: field.header, of: context.program.name(of: type)))
      }
    }
  }

  private func functionID(named name: String) -> FunctionID? {
    switch context.names.values[name] {
    case .function(let id): id
    case .budget(let id): context.program.budgets[id].limit
    default: nil
    }
  }

  // MARK: Bodies

  func check() {
    for (index, function) in table.functions.enumerated() {
      let body: ExpressionSyntax
      switch function.syntax {
      case .define(let syntax): body = syntax.value
      case .limit(let syntax): body = syntax.limit
      }
      var checker = checker(of: FunctionID(index), names: nil)
      let value = checker.check(body, as: context.program.functions[index].result)
      keepsBounds(value, of: FunctionID(index), checker)
      context.program.functions[index].body = value
      context.program.functions[index].locals = checker.localInfos
    }
    for budget in table.budgets { finish(budget) }
    bend()
  }

  /// `define mostTargets(i: Item): Int 0..8` is a promise, that keys and sizes rest on: it has to be seen in the text.
  private func keepsBounds(_ value: TypedExpression, of id: FunctionID, _ checker: ExpressionChecker) {
    guard let due = context.resultBounds[id], value.type != .error else { return }
    let found = context.bounds(of: value, locals: checker.locals)
    if let found, found.lowerBound >= due.lowerBound, found.upperBound <= due.upperBound { return }
    context.report(.resultBounds(value, due: due, found: found))
  }

  /// A checker with the parameters in scope, under their own names or new ones.
  private func checker(of id: FunctionID, names: [Identifier]?) -> ExpressionChecker {
    let function = context.program.functions[id]
    var checker = ExpressionChecker(context, .define)
    for (index, parameter) in function.locals.prefix(function.parameterCount).enumerated() {
      let name = names.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      let bounds = context.parameterBounds[id].flatMap { $0.indices.contains(index) ? $0[index] : nil }
      checker.bind(Local(name?.text ?? parameter.name, parameter.type, name?.range ?? parameter.range, bounds: bounds))
    }
    return checker
  }

  // MARK: Budgets

  private func finish(_ budget: Named<BudgetDeclaration>) {
    guard case .budget(let id) = context.names.values[budget.name.text] else { return }
    let info = context.program.budgets[id]
    if info.type != .error, !info.type.isNumber {
      context.report(.budgetType(budget.syntax.type.range, context.program.name(of: info.type)))
      return
    }
    let parameters = context.program.functions[info.limit].parameterCount
    guard parameters == 1, case .entity = info.locals.first?.type else {
      if info.locals.first?.type != .error { context.report(.budgetOwner(budget.name)) }
      return
    }
    var checker = checker(of: info.limit, names: nil)
    guard let place = checker.place(budget.syntax.counter, for: .write) else { return }
    guard case .row(_, let row) = place.root, case .local(LocalID(0)) = row.kind else {
      context.report(.budgetCounter(place.range, of: budget.syntax.parameters.first?.name.text ?? "c"))
      return
    }
    guard place.shape.type == info.type || place.shape.type == .error || info.type == .error else {
      context.report(.counterType(place, due: info.type, context.program))
      return
    }
    context.program.budgets[id.index].counter = place
  }

  // MARK: What bends them

  private func bend() {
    var adjustments: [FunctionID: [(info: FunctionInfo.Adjustment, instead: Identifier?)]] = [:]
    for adjustment in table.adjustments {
      guard let id = bent(adjustment.syntax.target) else { continue }
      adjustments[id, default: []].append((checked(adjustment, of: id), adjustment.syntax.insteadOf))
    }
    var exceptions: [FunctionID: [(info: FunctionInfo.Exception, instead: Identifier?)]] = [:]
    for exception in table.exceptions {
      guard let id = bent(exception.syntax.target) else { continue }
      exceptions[id, default: []].append((checked(exception, of: id), exception.syntax.insteadOf))
    }
    for (id, all) in adjustments {
      let names = all.map(\.info.header.name)
      context.program.functions[id.index].adjustments = all.map { item in
        var info = item.info
        info.insteadOf = place(of: item.instead, by: info.header, among: names, what: "adjustment", of: id)
        return info
      }
    }
    for (id, all) in exceptions {
      let names = all.map(\.info.header.name)
      context.program.functions[id.index].exceptions = all.map { item in
        var info = item.info
        info.insteadOf = place(of: item.instead, by: info.header, among: names, what: "exception", of: id)
        return info
      }
    }
  }

  /// The define that is bent, taken with as many names as it has parameters.
  private func bent(_ target: BentSyntax) -> FunctionID? {
    if target.name.isMissing { return nil }
    guard let id = functionID(named: target.name.text) else {
      context.report(.unknownBent(target.name, known: context.program.functions.map(\.header.name)))
      return nil
    }
    let function = context.program.functions[id]
    guard function.parameterCount == target.parameters.count else {
      context.report(
        .argumentCount(
          target.name, due: context.parameterNames(of: id), found: target.parameters.count, at: target.name.range,
          declared: function.header.range))
      return nil
    }
    return id
  }

  private func checked(_ syntax: Named<AdjustDeclaration>, of id: FunctionID) -> FunctionInfo.Adjustment {
    var checker = checker(of: id, names: syntax.syntax.target.parameters)
    let type = context.program.functions[id].result
    if type != .error, !type.isNumber {
      context.report(.bendsNoNumber(syntax.syntax.target.name, type, context.program))
    }
    if context.resultBounds[id] != nil { context.report(.bendsBounded(syntax.syntax.target.name)) }
    let condition = syntax.syntax.condition.map { syntax in
      let condition = checker.condition(syntax)
      checker.learn(from: condition)
      return condition
    }
    let due = type.isNumber ? type : .error
    let bend: FunctionInfo.Adjustment.Bend =
      switch syntax.syntax.bend {
      case .raised(let amount): .raised(checker.check(amount, as: due))
      case .lowered(let amount): .lowered(checker.check(amount, as: due))
      case .doubled: .doubled
      case .halved: .halved
      case .atLeast(let amount): .atLeast(checker.check(amount, as: due))
      case .atMost(let amount): .atMost(checker.check(amount, as: due))
      }
    return FunctionInfo.Adjustment(
      header: syntax.header, locals: checker.localInfos, bend: bend, condition: condition, insteadOf: nil)
  }

  private func checked(_ syntax: Named<ExceptionDeclaration>, of id: FunctionID) -> FunctionInfo.Exception {
    var checker = checker(of: id, names: syntax.syntax.target.parameters)
    let condition = checker.condition(syntax.syntax.condition)
    checker.learn(from: condition)
    let value = checker.check(syntax.syntax.value, as: context.program.functions[id].result)
    keepsBounds(value, of: id, checker)
    return FunctionInfo.Exception(
      header: syntax.header, locals: checker.localInfos, value: value, condition: condition, insteadOf: nil)
  }

  private func place(
    of name: Identifier?, by header: Header, among names: [String], what: String, of id: FunctionID
  ) -> Int? {
    guard let name, !name.isMissing else { return nil }
    if let index = names.firstIndex(of: name.text), name.text != header.name { return index }
    let others = names.filter { $0 != header.name }
    context.report(.unknownInsteadOf(name, what: what, of: context.program.functions[id].header.name, known: others))
    return nil
  }
}
