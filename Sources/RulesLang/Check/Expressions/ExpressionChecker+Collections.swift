// Binders and what is made with them. `where` narrows what stands behind it and the value before its `for`.

extension ExpressionChecker {
  /// What a binder walks: a collection, or a range of numbers.
  mutating func walked(_ domain: DomainSyntax, hint: Type? = nil) -> TypedExpression {
    switch domain {
    case .collection(let expression):
      let typed = infer(expression, hint: hint)
      // An empty literal where elements are due is a set of them.
      if typed.type == .nothing, let hint, !typed.isNoneLiteral { return convert(typed, to: hint) }
      return collection(typed)
    case .range(let lower, let upper):
      let low = check(lower, as: .int)
      let high = check(upper, as: .int)
      if low.type == .error || high.type == .error { return error(domain.range) }
      return TypedExpression(.interval(low, high), .set(.int), domain.range)
    }
  }

  /// Binds the name and reads the `where`, whose facts hold from there on. Nil where the domain is a mistake; the
  /// name is bound all the same, so that what follows reports nothing of it.
  ///
  /// INVARIANT: called in a scope of its own, that ends with what the name is bound for.
  mutating func bound(_ binder: BinderSyntax, hint: Type? = nil) -> Binder? {
    let domain = walked(binder.domain, hint: hint)
    return bound(binder.name, domain: domain, condition: binder.condition)
  }

  mutating func bound(_ name: Identifier, domain: TypedExpression, condition: ExpressionSyntax?) -> Binder? {
    let bounds = context.elementBounds(of: domain, locals: locals)
    let id = bind(Local(name.text, domain.type.element ?? .error, name.range, bounds: bounds))
    let condition = condition.map { self.condition($0) }
    if let condition { learn(from: condition) }
    guard domain.type.element != nil, condition?.type != .error else { return nil }
    return Binder(local: id, domain: domain, condition: condition)
  }

  mutating func quantified(_ syntax: QuantifierSyntax, _ range: SourceRange) -> TypedExpression {
    scoped { checker in
      switch syntax.kind {
      case .all:
        let binder = checker.bound(syntax.binder)
        let body = syntax.body.map { checker.condition($0) } ?? checker.error(range)
        guard let binder, body.type != .error else { return checker.error(range) }
        return TypedExpression(.quantifier(.all, binder, body), .bool, range)
      case .some, .no:
        let kind: Quantifier = syntax.kind == .some ? .some : .no
        guard let binder = checker.bound(syntax.binder), let body = binder.condition else {
          return checker.error(range)
        }
        let domain = Binder(local: binder.local, domain: binder.domain, condition: nil)
        return TypedExpression(.quantifier(kind, domain, body), .bool, range)
      }
    }
  }

  /// `{x in xs where p}`.
  mutating func filtered(_ syntax: BinderSyntax, hint: Type?, _ range: SourceRange) -> TypedExpression {
    scoped { checker in
      guard let binder = checker.bound(syntax, hint: hint?.unwrapped) else { return checker.error(range) }
      return TypedExpression(.filter(binder), binder.domain.type, range)
    }
  }

  /// `{e for x in xs where p}`.
  mutating func mapped(
    _ value: ExpressionSyntax, _ syntax: BinderSyntax, hint: Type?, _ range: SourceRange
  ) -> TypedExpression {
    scoped { checker in
      let binder = checker.bound(syntax)
      let typed = checker.value(checker.infer(value, hint: hint?.unwrapped.element))
      guard let binder, typed.type != .error else { return checker.error(range) }
      guard typed.type.isScalar, typed.type != .bool else {
        return checker.mistake(.elementType(typed.type, typed.range, checker.context.program), range)
      }
      return TypedExpression(.map(typed, binder), .set(typed.type), range)
    }
  }

  // MARK: Aggregates

  mutating func aggregated(_ syntax: AggregateSyntax, hint: Type?, _ range: SourceRange) -> TypedExpression {
    // What `after` names is looked up where the aggregate stands, without its binder.
    let domain = walked(syntax.binder.domain)
    let after = syntax.after.map { check($0, as: domain.type.element ?? .error) }
    return scoped { checker in
      let found = checker.bound(syntax.binder.name, domain: domain, condition: syntax.binder.condition)
      let body = syntax.body.map { checker.number(checker.infer($0)) }
      let keys = syntax.keys.map { SortKey(value: checker.sortKey($0.value), descending: $0.isDescending) }
      guard let binder = found, let element = domain.type.element, body?.type != .error, after?.type != .error,
        !keys.contains(where: { $0.value.type == .error })
      else { return checker.error(range) }
      if let refusal = checker.userOrder(syntax.function, binder) { return refusal }
      return checker.aggregate(syntax.function, binder, element: element, after: after, keys: keys, body: body, range)
    }
  }

  private func aggregate(
    _ function: AggregateSyntax.Function, _ binder: Binder, element: Type, after: TypedExpression?, keys: [SortKey],
    body: TypedExpression?, _ range: SourceRange
  ) -> TypedExpression {
    func made(_ aggregate: Aggregate, _ type: Type) -> TypedExpression {
      TypedExpression(.aggregate(aggregate, binder, body), type, range)
    }
    switch function {
    case .count: return made(.count, .int)
    case .sum: return made(.sum, body?.type ?? .error)
    case .min: return made(.min, .optional(body?.type ?? .error))
    case .max: return made(.max, .optional(body?.type ?? .error))
    case .first: return made(.first, .optional(element))
    case .last: return made(.last, .optional(element))
    case .next:
      guard let after else { return error(range) }
      return TypedExpression(.next(binder, after: after), .optional(element), range)
    case .sorted: return TypedExpression(.sorted(binder, by: keys), .list(element), range)
    }
  }

  private mutating func sortKey(_ expression: ExpressionSyntax) -> TypedExpression {
    let key = value(infer(expression))
    if key.type == .error || isOrdered(key.type) { return key }
    return mistake(.unordered(key.type, key.range, context.program), key.range)
  }

  private func userOrder(_ function: AggregateSyntax.Function, _ binder: Binder) -> TypedExpression? {
    switch function {
    case .count, .sum, .min, .max: return nil
    case .first, .last, .next: return userOrder(binder.domain, function: function.rawValue)
    case .sorted:
      // Ties are settled by the order of walking, of lists too.
      guard binder.domain.type.element == .user else { return nil }
      return userOrder(
        TypedExpression(binder.domain.kind, .set(.user), binder.domain.range), function: function.rawValue)
    }
  }
}

extension Type {
  /// Whether it is one value without parts: what can stand in a set.
  var isScalar: Bool {
    switch self {
    case .bool, .int, .unit, .text, .user, .cell, .point, .dice, .enumeration, .entity, .kind, .error: true
    default: false
    }
  }
}
