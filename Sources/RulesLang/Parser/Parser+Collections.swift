// What stands behind `{` and in the parentheses of an aggregate, and the arms of a `match`.
extension Parser {
  /// Braces = "{" [ Binder | Expr ( "for" Binder | ":" Expr { "," Keyed } [ "," ] | { "," Expr } [ "," ] ) ] "}"
  mutating func braces() throws(Abandon) -> ExpressionSyntax {
    let start = current
    mark(.setBrace)
    openSets += 1
    advance()
    let kind = try insideBraces()
    guard accept(.rightBrace) else { throw fail(.missingComma(here, found, closing: "}")) }
    openSets -= 1
    try link()
    return ExpressionSyntax(kind: kind, range: range(from: start))
  }

  private mutating func insideBraces() throws(Abandon) -> ExpressionSyntax.Kind {
    if at(.rightBrace) { return .set([]) }
    if current.keyword?.opensStatement == true, !atWord(.if) { throw fail(.blockAsValue(here, text(current))) }
    if atName, peek().keyword == .in { return .filter(try binder()) }
    if atWord(.otherwise) { throw fail(.otherwiseWithoutKeys(here)) }
    mark(.item)
    let first = try expression()
    if acceptClause(.for) { return .map(first, try binder()) }
    if at(.colon) { return try keyed(first) }
    var elements = [first]
    while accept(.comma), !at(.rightBrace) {
      mark(.item)
      elements.append(try expression())
    }
    return .set(elements)
  }

  /// Keyed = Expr ":" Expr | "otherwise" Expr; `otherwise` last, without a colon.
  private mutating func keyed(_ first: ExpressionSyntax) throws(Abandon) -> ExpressionSyntax.Kind {
    advance()
    var values = [KeyedSyntax(key: first, value: try expression())]
    var otherwise: ExpressionSyntax?
    while accept(.comma), !at(.rightBrace) {
      mark(.item)
      if otherwise != nil { throw fail(.otherwiseNotLast(here, "otherwise VALUE")) }
      if at(.otherwise) {
        advance()
        if at(.colon) { throw fail(.otherwiseColonInKeyed(here)) }
        otherwise = try expression()
      } else {
        let key = try expression()
        try expectColon(behind: "this key")
        values.append(KeyedSyntax(key: key, value: try expression()))
      }
    }
    return .keyed(values, otherwise: otherwise)
  }

  /// AggArgs = "(" name "in" Domain [ "after" Sum ] [ "where" Expr ] [ "by" Key { "," Key } ] [ ":" Expr ] ")"
  mutating func aggregate(
    _ function: AggregateSyntax.Function, _ name: Identifier
  ) throws(Abandon) -> ExpressionSyntax {
    try enter()
    mark(.open)
    advance()
    let start = current
    let element = try self.name("an element")
    advance()
    let domain = try domain()
    var after: ExpressionSyntax?
    if atWord(.after), function == .next {
      advance()
      after = try sum()
    }
    if function == .next, after == nil { throw fail(.nextWithoutAfter(here, found)) }
    let condition = acceptClause(.where) ? try expression() : nil
    let binder = BinderSyntax(name: element, domain: domain, condition: condition, range: range(from: start))
    let keys = try sortKeys(function)
    var body: ExpressionSyntax?
    switch function {
    case .sum, .min, .max:
      guard accept(.colon) else { throw fail(.aggregateWithoutValue(here, found, function.rawValue)) }
      body = try expression()
    case .count, .first, .last, .next, .sorted:
      if at(.colon) { throw fail(.aggregateWithValue(here, function.rawValue)) }
    }
    guard accept(.rightParenthesis) else { throw fail(.missingComma(here, found, closing: ")")) }
    leave()
    try link()
    endsInCondition = false
    return ExpressionSyntax(
      kind: .aggregate(
        AggregateSyntax(
          function: function, nameRange: name.range, binder: binder, after: after, keys: keys, body: body)),
      range: range(from: name.range))
  }

  /// Key = Sum [ "descending" ]
  private mutating func sortKeys(_ function: AggregateSyntax.Function) throws(Abandon) -> [AggregateSyntax.Key] {
    guard function == .sorted else { return [] }
    guard accept(.by) else { throw fail(.sortedWithoutKey(here, found)) }
    var keys: [AggregateSyntax.Key] = []
    repeat {
      let value = try sum()
      keys.append(AggregateSyntax.Key(value: value, isDescending: accept(.descending)))
    } while accept(.comma)
    return keys
  }

  /// "match" Sum items(Arm)
  mutating func match() throws(Abandon) -> ExpressionSyntax {
    let start = current
    advance()
    let subject = try sum()
    let arms = try arms()
    try link()
    endsInCondition = false
    return ExpressionSyntax(kind: .match(subject, arms), range: range(from: start))
  }

  mutating func arms() throws(Abandon) -> [MatchArmSyntax] {
    var hasOtherwise = false
    return try braced(.arms) { parser throws(Abandon) in
      if hasOtherwise { throw parser.fail(.otherwiseNotLast(parser.here, "otherwise: VALUE")) }
      let arm = try parser.arm()
      if case .otherwise = arm.cases { hasOtherwise = true }
      return arm
    }
  }

  /// Arm = Case { "," Case } ":" Expr | "otherwise" ":" Expr;  Case = name | "none"
  private mutating func arm() throws(Abandon) -> MatchArmSyntax {
    if at(.otherwise) {
      let place = here
      advance()
      guard accept(.colon) else { throw fail(.otherwiseArmForm(place)) }
      return MatchArmSyntax(cases: .otherwise(place), value: try expression())
    }
    var cases: [MatchCaseSyntax] = []
    repeat {
      if at(.none) {
        cases.append(.none(here))
        advance()
      } else {
        cases.append(.named(try name("a case")))
      }
    } while accept(.comma)
    try expectColon(behind: "the cases")
    return MatchArmSyntax(cases: .cases(cases), value: try expression())
  }
}
