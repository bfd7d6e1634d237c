/// A text that prints a field which is concealed from some: a refusal is read by whoever asked, a log line by all it
/// goes to. The asker's own creature is no secret from the one who asks for it, so a refusal may print fields of
/// `actor`.
enum ConcealedInMessage: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    let conceals = program.conceals.filter { $0.field != nil }
    if conceals.isEmpty { return [] }
    var found: [Diagnostic] = []
    func look(_ value: TypedExpression, locals: [LocalInfo], isRefusal: Bool) {
      value.walk { part in
        guard case .field(let base, let field) = part.kind, case .entity(let id) = base.type.unwrapped,
          let conceal = conceals.first(where: { $0.entity == id && $0.field == field })
        else { return }
        if isRefusal, case .local(let local) = base.kind, locals[local.index].name == "actor" { return }
        let entity = program.entities[id]
        found.append(
          .printsConcealed(part.range, field: entity.fields[field].header.name, of: entity.header.name, by: conceal))
      }
    }
    func look(_ block: [Statement], locals: [LocalInfo]) {
      block.walk { statement in
        guard let message = statement.message else { return }
        for value in message.holes + statement.shownSides(in: message) { look(value, locals: locals, isRefusal: true) }
      }
    }
    for action in program.actions { look(action.body, locals: action.locals) }
    for rule in program.rules { look(rule.body, locals: rule.locals) }
    for event in program.events {
      look(event.body, locals: event.locals)
      for hole in event.says?.holes ?? [] { look(hole, locals: event.locals, isRefusal: false) }
    }
    return found
  }
}

extension Statement {
  /// What `{needed}` and `{actual}` of a message print, where it has them.
  fileprivate func shownSides(in message: Message) -> [TypedExpression] {
    guard case .require(_, let condition, _, _) = kind, case .compare(_, let actual, let needed) = condition.kind else {
      return []
    }
    return message.segments.compactMap { segment in
      switch segment {
      case .actual: return actual
      case .needed: return needed
      case .text, .hole: return nil
      }
    }
  }
}
