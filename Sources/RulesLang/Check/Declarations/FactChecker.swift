// What follows from facts, what is hidden and what must stay true: consequences, conceals and invariants.

struct FactChecker {
  let context: CheckContext
  let table: DeclarationTable

  func check() {
    context.program.consequences = table.consequences.compactMap { consequence($0) }
    context.program.conceals = table.conceals.compactMap { conceal($0) }
    context.program.invariants = table.invariants.map { invariant in
      var checker = ExpressionChecker(context, Setting(name: "an invariant"))
      let condition = checker.condition(invariant.syntax)
      return InvariantInfo(header: invariant.header, locals: checker.localInfos, condition: condition)
    }
  }

  private func consequence(_ declaration: Named<ConsequenceDeclaration>) -> ConsequenceInfo? {
    var checker = ExpressionChecker(context, .consequence)
    let binder = declaration.syntax.binder.map { checker.bound($0) }
    if let domain = (binder ?? nil)?.domain, let syntax = declaration.syntax.binder {
      guard case .table = domain.kind else {
        context.report(.consequenceTable(syntax.domain.range))
        return nil
      }
    }
    let condition = checker.condition(declaration.syntax.condition)
    checker.learn(from: condition)
    guard let (event, arguments) = checker.event(declaration.syntax.event) else { return nil }
    for part in [binder??.condition, condition].compactMap({ $0 }) {
      if let range = part.whatTurnsBackInTime { context.report(.conditionTurnsBack(range)) }
    }
    for argument in arguments where argument.readsNow { context.report(.nowInConsequence(argument.range)) }
    return ConsequenceInfo(
      header: declaration.header, locals: checker.localInfos, binder: binder ?? nil, condition: condition, event: event,
      arguments: arguments)
  }

  private func conceal(_ declaration: Named<ConcealDeclaration>) -> ConcealInfo? {
    let syntax = declaration.syntax
    guard case .table(let entity) = context.names.values[syntax.table.text] else {
      if !syntax.table.isMissing {
        context.report(.concealsNoTable(syntax.table, known: context.program.entities.map(\.table)))
      }
      return nil
    }
    var checker = ExpressionChecker(context, Setting(name: "a conceal"))
    checker.bind(Local(syntax.row.text, .entity(entity), syntax.row.range))
    checker.bind(Local(syntax.viewer.text, .user, syntax.viewer.range))
    let condition = checker.condition(syntax.condition)
    checker.learn(from: condition)
    var info = ConcealInfo(
      header: declaration.header, locals: [], entity: entity, field: nil, condition: condition, alias: nil, telling: nil
    )
    switch syntax.subject {
    case .rows(let alias, let telling):
      info.alias = plain(alias)
      info.telling = plain(telling)
    case .field(let name):
      let fields = context.program.entities[entity].fields
      guard let field = fields.firstIndex(where: { $0.header.name == name.text }) else {
        if !name.isMissing {
          context.report(
            .unknownMember(
              name, of: .entity(entity), nearest: Suggestion.nearest(to: name.text, among: fields.map(\.header.name)),
              fields: fields.map(\.header.name), context.program))
        }
        return nil
      }
      info.field = field
    }
    info.locals = checker.localInfos
    return info
  }

  /// Who reads `as` and `telling` may know nothing of the row, so nothing of the state stands in them.
  private func plain(_ syntax: MessageSyntax) -> Message {
    let segments = syntax.segments.compactMap { segment -> Message.Segment? in
      switch segment {
      case .literal(let text): return .text(text)
      case .hole(let hole):
        context.report(.holeInConceal(hole.range))
        return nil
      }
    }
    return Message(segments: segments, range: syntax.range)
  }
}
