// Names: of locals, of cases where their enum is due, of the values of the rule set, in this order.

extension ExpressionChecker {
  mutating func named(_ name: Identifier, hint: Type?, _ range: SourceRange) -> TypedExpression {
    if name.isMissing { return error(range) }
    if let id = scope.names[name.text] { return local(id, range) }
    if let enumCase = enumCase(name, hint: hint, range) { return enumCase }
    if let part = receiverPart(name, range) { return part }
    if let tests = setting.tests, tests.users.contains(name.text) {
      return TypedExpression(.userLiteral(name.text), .user, range)
    }
    if let value = context.names.values[name.text] { return globalValue(value, name, range) }
    if name.text == "action", let action = requestedAction(range) { return action }
    // Where it is not known what is due, a case of it is as good as unknown.
    guard hint != .error, unknownNames.insert(name.text).inserted else { return error(range) }
    return mistake(unknownValue(name, hint: hint), range)
  }

  /// Whether a bare name means something by itself, without a type that is due.
  func isValue(_ name: Identifier) -> Bool {
    scope.names[name.text] != nil || context.names.values[name.text] != nil || name.isMissing
      || setting.tests?.users.contains(name.text) == true || (name.text == "action" && setting.readsAction != .never)
  }

  /// A field or define of the row that is meant without being named.
  private mutating func receiverPart(_ name: Identifier, _ range: SourceRange) -> TypedExpression? {
    guard let receiver else { return nil }
    let row = TypedExpression(.local(receiver), locals[receiver.index].info.type, range)
    let fields = context.program.fields(of: row.type)
    if let index = fields.firstIndex(where: { $0.header.name == name.text }) {
      return TypedExpression(.field(row, index), fields[index].shape.type, range)
    }
    guard case .function(let id) = context.names.values[name.text] else { return nil }
    let function = context.program.functions[id]
    guard function.parameterCount == 1, function.locals.first?.type == row.type else { return nil }
    return call(CallArguments(name: name, range: range, receiver: row, written: []))
  }

  private mutating func local(_ id: LocalID, _ range: SourceRange) -> TypedExpression {
    let local = locals[id.index]
    used.formUnion(local.suppliers)
    return TypedExpression(.local(id), local.info.type, range)
  }

  private func enumCase(_ name: Identifier, hint: Type?, _ range: SourceRange) -> TypedExpression? {
    guard case .enumeration(let id) = hint?.unwrapped,
      let index = context.program.enums[id].cases.firstIndex(where: { $0.name == name.text })
    else { return nil }
    return TypedExpression(.enumCase(id, index), .enumeration(id), range)
  }

  private func globalValue(_ value: Names.ValueName, _ name: Identifier, _ range: SourceRange) -> TypedExpression {
    switch value {
    case .stateField(let index):
      return TypedExpression(.stateField(index), context.program.state[index].shape.type, range)
    case .table(let id): return TypedExpression(.table(id), .set(.entity(id)), range)
    case .kindTable(let id): return TypedExpression(.kindTable(id), .set(.kind(id)), range)
    case .function(let id):
      let function = context.program.functions[id]
      if function.parameterCount == 0 { return TypedExpression(.call(id, []), function.result, range) }
      if function.locals.contains(where: { $0.type == .error }) { return error(range) }
      return mistake(.bareFunction(name, parameters: context.parameterNames(of: id), function.header.range), range)
    case .budget(let id):
      let budget = context.program.budgets[id]
      return mistake(
        .bareFunction(name, parameters: context.parameterNames(of: budget.limit), budget.header.range), range)
    }
  }

  /// The action asked for; nil where there is no such word.
  private func requestedAction(_ range: SourceRange) -> TypedExpression? {
    let type = Type.enumeration(context.program.actionEnum)
    switch setting.readsAction {
    case .never: return nil
    case .always: return TypedExpression(.requestedAction, type, range)
    case .whereThereIsOne: return TypedExpression(.requestedAction, .optional(type), range)
    }
  }

  // MARK: Names behind a type or a table

  func enumTable(_ name: Identifier, _ range: SourceRange) -> TypedExpression {
    if name.isMissing { return error(range) }
    if case .enumeration(let id) = context.names.types[name.text] {
      return TypedExpression(.enumTable(id), .set(.enumeration(id)), range)
    }
    return mistake(context.typeAsValue(name), range)
  }

  func qualifiedCase(_ type: Identifier, _ name: Identifier, _ range: SourceRange) -> TypedExpression {
    if type.isMissing || name.isMissing { return error(range) }
    guard case .enumeration(let id) = context.names.types[type.text] else {
      return mistake(context.typeAsValue(type), range)
    }
    let cases = context.program.enums[id].cases.map(\.name)
    if let index = cases.firstIndex(of: name.text) {
      return TypedExpression(.enumCase(id, index), .enumeration(id), range)
    }
    return mistake(.unknownCase(name, of: type.text, cases: cases), range)
  }

  func kindRow(_ kind: KindID, _ name: Identifier, _ range: SourceRange) -> TypedExpression {
    let info = context.program.kinds[kind]
    if let row = context.rows[kind]?[name.text] {
      return TypedExpression(.kindRow(kind, row), .kind(kind), range)
    }
    // A data table that could not be read has told so itself.
    if context.brokenKinds.contains(kind) { return error(range) }
    return mistake(.unknownRow(name, of: info.table, rows: info.rows.map(\.name)), range)
  }

  /// The kind whose table an expression names.
  func kindTable(_ expression: ExpressionSyntax) -> KindID? {
    guard case .name(let name) = expression.kind, scope.names[name.text] == nil,
      case .kindTable(let id) = context.names.values[name.text]
    else { return nil }
    return id
  }

  // MARK: Unknown names

  private func unknownValue(_ name: Identifier, hint: Type?) -> Diagnostic {
    if case .enumeration(let id) = hint?.unwrapped {
      let info = context.program.enums[id]
      let cases = info.cases.map(\.name)
      let all = cases + scope.names.keys + context.names.values.keys
      return .unknownNameOrCase(
        name, of: info.header.name, cases: cases, nearest: Suggestion.nearest(to: name.text, among: all))
    }
    let owner = context.program.enums.first { $0.cases.contains { $0.name == name.text } }
    let inSight = scope.names.keys + Array(context.names.values.keys)
    let field = scope.names.sorted { $0.value < $1.value }.first { _, id in
      context.program.fields(of: locals[id.index].info.type.unwrapped).contains { $0.header.name == name.text }
    }
    return .unknownName(
      name, nearest: Suggestion.nearest(to: name.text, among: inSight), caseOf: owner?.header.name, fieldOf: field?.key,
      isAction: name.text == "action" ? setting.name : nil)
  }
}

extension CheckContext {
  /// `c: Creature`, for each parameter of a define.
  func parameterNames(of id: FunctionID) -> [String] {
    let function = program.functions[id]
    return function.locals.prefix(function.parameterCount).map { "\($0.name): \(program.name(of: $0.type))" }
  }

  /// What is wrong with the name of a type where a value or an enum is due.
  func typeAsValue(_ name: Identifier) -> Diagnostic {
    switch names.types[name.text] {
    case .entity(let id): return .typeAsValue(name, instead: program.entities[id].table)
    case .kind(let id): return .typeAsValue(name, instead: program.kinds[id].table)
    case .record, .unit, .enumeration: return .typeAsValue(name, instead: nil)
    case nil where Names.builtinTypes[name.text] != nil: return .typeAsValue(name, instead: nil)
    case nil: return .unknownType(name, known: program.enums.map(\.header.name))
    }
  }
}
