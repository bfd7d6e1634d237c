// Messages: what their holes may hold, and which comparison `{needed}` and `{actual}` are of (semantics 28).

/// What a message is about, which says whether it can tell what was needed and what was there.
enum MessageSubject {
  /// A requirement's `else`: the condition failed.
  case failing(TypedExpression)
  /// A waiver's or note's `because`: the condition held.
  case holding(TypedExpression?)
  case spend
  /// Nothing is compared: a `let`, an event's line.
  case plain
}

extension ExpressionChecker {
  mutating func message(_ syntax: MessageSyntax, about subject: MessageSubject = .plain) -> Message {
    scoped { checker in
      checker.admitWitness(of: subject)
      let segments = syntax.segments.compactMap { segment -> Message.Segment? in
        switch segment {
        case .literal(let text): return .text(text)
        case .hole(let hole): return checker.hole(hole, about: subject)
        }
      }
      return Message(segments: segments, range: syntax.range)
    }
  }

  private mutating func hole(_ hole: MessageSyntax.Hole, about subject: MessageSubject) -> Message.Segment? {
    if case .name(let name) = hole.value.kind, scope.names[name.text] == nil,
      name.text == "needed" || name.text == "actual"
    {
      return side(name, of: subject)
    }
    // The witness of a condition that is a mistake is as unknown as the condition.
    if case .failing(let condition) = subject, condition.type == .error, let name = hole.value.asReading.rootName,
      !isValue(name)
    {
      return nil
    }
    let value = settled(infer(hole.value.asReading))
    if value.type == .error { return nil }
    if value.type.unwrapped.contains(.user) {
      context.report(.userJudged(hole.value.range, "a `User` is an identity, and has no text to show"))
      return nil
    }
    guard value.type.isShown else {
      context.report(.notShown(value, context.program))
      return nil
    }
    if value.type.isOptional, hole.absent == nil {
      context.report(.optionalHole(value, context.program))
      return nil
    }
    return .hole(value, absent: hole.absent?.value)
  }

  /// `{needed}` or `{actual}`.
  private func side(_ name: Identifier, of subject: MessageSubject) -> Message.Segment? {
    let isNeeded = name.text == "needed"
    if let diagnostic = subject.refusal(ofSides: name) {
      context.report(diagnostic)
      return nil
    }
    guard case .failing(let condition) = subject else { return isNeeded ? .needed : .actual }
    let sides = condition.comparisons.map { isNeeded ? $0.right : $0.left }
    if sides.contains(where: { $0.type.unwrapped.contains(.user) }) {
      context.report(.userJudged(name.range, "a `User` is an identity, and has no text to show"))
    } else if let side = sides.first(where: { !$0.type.isShown }) {
      context.report(.notShown(side, context.program))
    } else if sides.contains(where: { $0.type.isOptional && !$0.isGiven }) {
      context.report(.optionalSide(name))
    }
    return isNeeded ? .needed : .actual
  }

  /// The first witness of a quantifier has its name in the message: of `all`, where it failed; of `no`, likewise; of
  /// `some`, where it held.
  private mutating func admitWitness(of subject: MessageSubject) {
    switch subject {
    case .failing(let condition):
      guard case .quantifier(let kind, let binder, let body) = condition.kind, kind != .some else { return }
      admit(binder, where: kind == .no ? body : nil)
    case .holding(let condition?):
      guard case .quantifier(.some, let binder, let body) = condition.kind else { return }
      admit(binder, where: body)
    case .holding(nil), .spend, .plain: return
    }
  }

  private mutating func admit(_ binder: Binder, where body: TypedExpression?) {
    let name = locals[binder.local.index].info.name
    guard scope.names[name] == nil else { return }
    scope.names[name] = binder.local
    for condition in [binder.condition, body].compactMap({ $0 }) { learn(from: condition) }
  }
}

extension ExpressionSyntax {
  /// Words that are reserved in expressions are plain names in a hole.
  fileprivate var asReading: ExpressionSyntax {
    guard case .name(let name) = kind else { return self }
    switch name.text {
    case "user": return ExpressionSyntax(kind: .user, range: range)
    case "now": return ExpressionSyntax(kind: .now, range: range)
    default: return self
    }
  }

  /// The name that a path starts with.
  fileprivate var rootName: Identifier? {
    switch kind {
    case .name(let name): name
    case .member(let base, _, arguments: _): base.rootName
    default: nil
    }
  }
}

extension MessageSubject {
  /// Why `{needed}` and `{actual}` say nothing here; nil where they do.
  fileprivate func refusal(ofSides name: Identifier) -> Diagnostic? {
    switch self {
    case .spend: return nil
    case .failing(let condition):
      return condition.type == .error || !condition.comparisons.isEmpty ? nil : .noSides(name, isComparison: true)
    case .holding, .plain: return .noSides(name, isComparison: false)
    }
  }
}

extension TypedExpression {
  /// The comparisons of which one fails where this does; empty where it may fail by something else, or by one whose
  /// sides say nothing.
  fileprivate var comparisons: [(left: TypedExpression, right: TypedExpression)] {
    switch kind {
    case .compare: return sidesWhereFailed.map { [$0] } ?? []
    case .and(let parts):
      let all = parts.map(\.comparisons)
      return all.contains(where: \.isEmpty) ? [] : all.flatMap { $0 }
    case .quantifier(.all, _, let body), .implies(_, let body): return body.comparisons
    case .quantifier(.no, _, let body): return body.sidesWhereHeld.map { [$0] } ?? []
    default: return []
    }
  }

  /// A T that was taken for an optional T.
  fileprivate var isGiven: Bool { if case .present = kind { true } else { false } }
}

extension Type {
  /// Whether a message can show values of it.
  fileprivate var isShown: Bool {
    switch self {
    case .bool, .int, .unit, .text, .cell, .point, .dice, .enumeration, .entity, .kind: true
    case .optional(let inner), .set(let inner), .list(let inner): inner.isShown
    default: false
    }
  }

  fileprivate func contains(_ type: Type) -> Bool { self == type || element == type }
}
