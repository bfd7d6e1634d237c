// Actions and events: their parameters first, so that all that does or binds them can be checked, then their blocks.

struct DeedChecker {
  let context: CheckContext
  let table: DeclarationTable
  let parts: PartTable

  // MARK: Signatures

  func declare() {
    context.program.actions = table.actions.map { action in
      let (parameters, checker) = parameters(action.syntax.parameters, of: .action)
      if action.syntax.isHost, action.header.name == ActionInfo.opened, let first = parameters.first {
        context.report(.openedParameters(first))
      }
      return ActionInfo(
        header: action.header, parameters: parameters, locals: checker.localInfos, isHost: action.syntax.isHost,
        byAnyone: action.syntax.isByAnyone, tags: [], body: [],
        actor: action.syntax.isHost ? nil : parameters.firstIndex { $0.header.name == "actor" })
    }
    context.program.events = table.events.map { event in
      let (parameters, checker) = parameters(event.syntax.parameters, of: .event)
      return EventInfo(
        header: event.header, parameters: parameters, locals: checker.localInfos, tags: [], says: nil, to: nil, body: []
      )
    }
  }

  private enum Owner { case action, event }

  /// Each parameter's bounds and default may read those before it.
  private func parameters(
    _ syntax: [ParameterSyntax], of owner: Owner
  ) -> (infos: [ParameterInfo], checker: ExpressionChecker) {
    var checker = ExpressionChecker(context, Setting(name: "a parameter"))
    var each: [String: SourceRange] = [:]
    // Parameter i is local i: what bounds and defaults bind has its place behind all parameters.
    checker.locals = syntax.map { Local($0.name.text, .error, $0.name.range) }
    let infos = syntax.enumerated().map { index, parameter -> ParameterInfo in
      let shape = checker.shape(parameter.type, for: .parameter)
      let value = parameter.defaultValue.map { defaultValue($0, shape, of: owner, &checker) }
      var local = Local(parameter.name.text, shape.type, parameter.name.range)
      local.bounds = shape.range.flatMap { range in
        context.hull(range.lower, range.upper, locals: checker.locals)
      }
      // What an event gets it gets from a block, which may have it from a request.
      local.isUnjudged = shape.type.unwrapped == .text || shape.type.unwrapped.element == .text
      checker.bind(local, at: LocalID(index))
      if let name = parameter.each { tellTwice(name, among: syntax, &each) }
      return ParameterInfo(
        header: Header(parameter.name, nil), shape: shape, defaultValue: value, each: parameter.each?.text)
    }
    return (infos, checker)
  }

  private func tellTwice(_ name: Identifier, among parameters: [ParameterSyntax], _ each: inout [String: SourceRange]) {
    if let first = each[name.text] ?? parameters.first(where: { $0.name.text == name.text })?.name.range {
      context.report(.localTwice(name.text, at: name.range, first: first))
    }
    each[name.text] = name.range
  }

  private func defaultValue(
    _ syntax: ExpressionSyntax, _ shape: Shape, of owner: Owner, _ checker: inout ExpressionChecker
  ) -> TypedExpression {
    let value = checker.check(syntax, as: shape.type)
    if value.type == .error { return value }
    if owner == .event, value.constant == nil {
      context.report(.notConstant(value.range, what: "the default of an event"))
    }
    if let constant = value.constant, let misfit = shape.misfit(of: constant) {
      context.report(.outOfBounds(misfit, at: value.range))
    }
    return value
  }

  // MARK: Blocks

  func check() {
    for (index, action) in table.actions.enumerated() {
      var info = context.program.actions[index]
      var checker = self.checker(info.parameters, info.locals, .block)
      info.tags = tags(action.syntax.tags, &checker)
      var block = BlockChecker(checker, parts: parts)
      info.body = block.block(action.syntax.body)
      info.locals = block.expressions.localInfos
      context.program.actions[index] = info
    }
    for (index, event) in table.events.enumerated() {
      var info = context.program.events[index]
      var checker = self.checker(info.parameters, info.locals, .block)
      info.tags = tags(event.syntax.tags, &checker)
      info.says = event.syntax.says.map { checker.message($0) }
      info.to = event.syntax.audience.map { checker.check($0, as: .set(.user)) }
      var block = BlockChecker(checker, parts: parts)
      info.body = event.syntax.body.map { block.block($0) } ?? []
      info.locals = block.expressions.localInfos
      context.program.events[index] = info
    }
  }

  /// A checker with the parameters in scope, as they were declared.
  private func checker(_ parameters: [ParameterInfo], _ infos: [LocalInfo], _ setting: Setting) -> ExpressionChecker {
    var checker = ExpressionChecker(context, setting)
    // Bounds with binders have locals of their own behind the parameters, so they are taken over one by one.
    for (index, info) in infos.enumerated() {
      var local = Local(info.name, info.type, info.range)
      if let parameter = parameters.first(where: { $0.header.range == info.range }) {
        local.bounds = parameter.shape.range.flatMap { context.hull($0.lower, $0.upper, locals: checker.locals) }
        local.isUnjudged = info.type.unwrapped == .text || info.type.unwrapped.element == .text
        checker.scope.names[info.name] = LocalID(index)
      }
      checker.locals.append(local)
    }
    return checker
  }

  private func tags(_ clauses: [TagClauseSyntax], _ checker: inout ExpressionChecker) -> [TagClause] {
    let setting = checker.setting
    defer { checker.setting = setting }
    checker.setting = Setting(name: "the condition of a tag")
    return clauses.map { clause in
      TagClause(
        tags: clause.tags.filter { !$0.isMissing }.map(\.text),
        condition: clause.condition.map { checker.condition($0) })
    }
  }
}
