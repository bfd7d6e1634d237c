// Calls of defines, budgets and built-ins.

extension CheckContext {
  /// Whether something is called by this name.
  func isFunction(_ name: String) -> Bool {
    switch names.values[name] {
    case .function, .budget: true
    default: builtin(named: name) != nil
    }
  }

  /// Whether a define or budget's own declaration is a mistake, so that nobody knows what it is of.
  func isBrokenFunction(_ name: String) -> Bool {
    let id: FunctionID
    switch names.values[name] {
    case .function(let function): id = function
    case .budget(let budget): id = program.budgets[budget].limit
    default: return false
    }
    return program.functions[id].result == .error || program.functions[id].locals.contains { $0.type == .error }
  }

  /// The defines and budgets whose first parameter takes a value of a type, for suggestions.
  func functions(taking type: Type) -> [String] {
    program.functions.filter { $0.parameterCount > 0 && $0.locals.first?.type.unwrapped == type }.map(\.header.name)
  }
}

extension ExpressionChecker {
  mutating func call(_ call: CallArguments) -> TypedExpression {
    let name = call.name
    switch context.names.values[name.text] {
    case .function(let id): return functionCall(id, call)
    case .budget(let id): return budgetCall(id, call)
    default: break
    }
    if let builtin = context.builtin(named: name.text) { return builtinCall(builtin, call) }
    return fieldCall(call)
  }

  private mutating func functionCall(_ id: FunctionID, _ call: CallArguments) -> TypedExpression {
    let function = context.program.functions[id]
    let parameters = function.locals.prefix(function.parameterCount)
    guard noLabels(call) else { return error(call.range) }
    guard call.count == parameters.count else {
      inferAll(call)
      return mistake(
        .argumentCount(
          call.name, due: context.parameterNames(of: id), found: call.count, at: call.range,
          declared: function.header.range),
        call.range)
    }
    let arguments = zip(call.items, parameters).map { check($0, as: $1.type) }
    if let text = arguments.first(where: { !isJudged($0) }) { return mistake(.textJudged(text.range), call.range) }
    for (index, argument) in arguments.enumerated() {
      if let mistake = outOfBounds(argument, parameter: index, of: id, call) { return mistake }
    }
    if function.result == .error || arguments.contains(where: { $0.type == .error }) { return error(call.range) }
    return TypedExpression(.call(id, arguments), function.result, call.range)
  }

  /// What a define is promised of a number it is given: there is nobody to refuse it when the rules are judged.
  private func outOfBounds(
    _ argument: TypedExpression, parameter: Int, of id: FunctionID, _ call: CallArguments
  ) -> TypedExpression? {
    guard argument.type == .int, let all = context.parameterBounds[id], all.indices.contains(parameter),
      let due = all[parameter]
    else { return nil }
    let found = context.bounds(of: argument, locals: locals)
    if let found, found.lowerBound >= due.lowerBound, found.upperBound <= due.upperBound { return nil }
    return mistake(.argumentBounds(argument, due: due, found: found, of: call.name), call.range)
  }

  private mutating func budgetCall(_ id: BudgetID, _ call: CallArguments) -> TypedExpression {
    let budget = context.program.budgets[id]
    guard expect(1, call), noLabels(call), let parameter = budget.locals.first else { return error(call.range) }
    let owner = check(call.items[0], as: parameter.type)
    if owner.type == .error || budget.type == .error { return error(call.range) }
    return TypedExpression(.budget(id, owner), budget.type, call.range)
  }

  /// `hp(c)` is `c.hp`.
  private mutating func fieldCall(_ call: CallArguments) -> TypedExpression {
    // Of a map that is a mistake nobody knows what stands on it, nor what its marks are.
    if call.name.isMissing || context.isMapBroken {
      inferAll(call)
      return error(call.range)
    }
    guard call.count == 1, call.items.allSatisfy({ $0.label == nil }) else {
      inferAll(call)
      return mistake(unknownFunction(call), call.range)
    }
    let receiver = value(infer(call.items[0]))
    if receiver.type == .error { return receiver }
    let fields = context.program.fields(of: receiver.type)
    if let index = fields.firstIndex(where: { $0.header.name == call.name.text }) {
      return TypedExpression(.field(receiver, index), fields[index].shape.type, call.range)
    }
    return mistake(unknownFunction(call), call.range)
  }

  /// Arguments of a call that is wrong itself may hold mistakes of their own.
  private mutating func inferAll(_ call: CallArguments) {
    for item in call.items {
      if case .written(let argument) = item.content {
        if case .placed(let who, at: _) = argument.value.kind { _ = infer(who) } else { _ = infer(argument.value) }
      }
    }
  }

  private func unknownFunction(_ call: CallArguments) -> Diagnostic {
    let functions = context.program.functions.map(\.header.name) + context.builtinNames
    return .unknownFunction(
      call.name, nearest: Suggestion.nearest(to: call.name.text, among: functions),
      isEvent: context.names.deeds[call.name.text] != nil,
      isValue: scope.names[call.name.text] != nil || context.names.values[call.name.text] != nil)
  }
}
