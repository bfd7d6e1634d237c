// Values and conditions, from the loosest binding to the tightest; what stands alone is in `Parser+Primary.swift`.
//
// A quantifier, an `if` and an `otherwise` may only stand where a whole value is due, so that their reach is never in
// doubt.
extension Parser {
  /// Expr = Quantifier | Choice | Or { "otherwise" Sum }; with `otherwise`, the Or is a Sum.
  mutating func expression() throws(Abandon) -> ExpressionSyntax {
    try enter()
    let outside = height
    height = 0
    let value = try wholeExpression()
    if atWord(.otherwise), case .ifThen = value.kind {
      throw fail(.otherwiseInChoice(here))
    }
    height = max(outside, height + 1)
    leave()
    return value
  }

  private mutating func wholeExpression() throws(Abandon) -> ExpressionSyntax {
    if atWord(.some) || atWord(.no) || atWord(.all) { return try quantifier() }
    if atWord(.if) { return try choice() }
    var value = try or()
    while atWord(.otherwise) {
      if endsInCondition { throw fail(.otherwiseBesideCondition(here)) }
      advance()
      let fallback = try sum()
      try link()
      value = ExpressionSyntax(kind: .otherwise(value, fallback), range: value.range.to(fallback.range))
      if atConditionOperator { throw fail(.otherwiseBesideCondition(here)) }
    }
    return value
  }

  /// Whether an operator stands here that makes a condition.
  private var atConditionOperator: Bool {
    switch current.kind {
    case .equalTo, .notEqualTo, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .name: at(.exists) || atWord(.in) || atWord(.has) || atWord(.and) || atWord(.or)
    default: false
    }
  }

  /// Quantifier = ( "some" | "no" ) name "in" Domain "where" Expr | "all" name "in" Domain [ "where" Expr ] ":" Expr
  private mutating func quantifier() throws(Abandon) -> ExpressionSyntax {
    let start = current
    let word = text(start)
    let kind: QuantifierSyntax.Kind = at(.some) ? .some : at(.no) ? .no : .all
    advance()
    guard atName, peek().keyword == .in else { throw fail(.quantifierForm(range(start), word)) }
    let binder = try binder()
    var body: ExpressionSyntax?
    if kind == .all {
      guard accept(.colon) else { throw fail(.allWithoutColon(here)) }
      body = try expression()
    } else {
      if binder.condition == nil { throw fail(.quantifierWithoutWhere(here, word)) }
      if at(.colon) { throw fail(.colonInQuantifier(here, word)) }
    }
    endsInCondition = true
    return ExpressionSyntax(
      kind: .quantifier(QuantifierSyntax(kind: kind, binder: binder, body: body)), range: range(from: start))
  }

  /// Binder = name "in" Domain [ "where" Expr ]
  mutating func binder() throws(Abandon) -> BinderSyntax {
    let start = current
    let name = try name("an element")
    guard accept(.in) else { throw fail(.expectedIn(here, found, name: name.text)) }
    let domain = try domain()
    let condition = acceptClause(.where) ? try expression() : nil
    return BinderSyntax(name: name, domain: domain, condition: condition, range: range(from: start))
  }

  /// Domain = Sum [ ".." Sum ]
  mutating func domain() throws(Abandon) -> DomainSyntax {
    let lower = try sum()
    return accept(.range) ? .range(lower, try sum()) : .collection(lower)
  }

  /// Choice = "if" Expr "then" Or [ "otherwise" ( Choice | Or ) ]
  private mutating func choice() throws(Abandon) -> ExpressionSyntax {
    let start = current
    advance()
    let condition = try expression()
    mark(.clause)
    guard accept(.then) else { throw fail(.expectedThen(here, found)) }
    let value = try branch()
    var fallback: ExpressionSyntax?
    if at(.else), peek().kind != .text { throw fail(.elseInChoice(here)) }
    if atWord(.otherwise) {
      mark(.clause)
      advance()
      if atWord(.if) {
        try enter()
        fallback = try choice()
        try link()
        leave()
      } else {
        fallback = try branch()
      }
    }
    endsInCondition = fallback == nil
    return ExpressionSyntax(
      kind: .ifThen(condition, then: value, otherwise: fallback), range: range(from: start))
  }

  private mutating func branch() throws(Abandon) -> ExpressionSyntax {
    try refuseWhole(" in a branch of an `if`")
    return try or()
  }

  /// Tells of a quantifier or an `if` where only a part of a value can stand.
  private mutating func refuseWhole(_ place: String) throws(Abandon) {
    if atWord(.if) { throw fail(.needsParentheses(here, "if", place)) }
    if atWord(.some) || atWord(.no) || atWord(.all) { throw fail(.needsParentheses(here, text(current), place)) }
  }

  /// Or = Not [ "and" Not { "and" Not } | "or" Not { "or" Not } ]
  private mutating func or() throws(Abandon) -> ExpressionSyntax {
    let first = try not()
    guard atWord(.and) || atWord(.or) else { return first }
    let word: Keyword = at(.and) ? .and : .or
    let firstOperator = here
    var parts = [first]
    while atWord(word) {
      mark(.clause)
      advance()
      parts.append(try not())
    }
    if atWord(.and) || atWord(.or) { throw fail(.mixedAndOr(here, first: firstOperator)) }
    endsInCondition = true
    try link()
    return ExpressionSyntax(
      kind: word == .and ? .and(parts) : .or(parts), range: first.range.to(range(from: here.start)))
  }

  /// Not = [ "not" ] Comparison
  private mutating func not() throws(Abandon) -> ExpressionSyntax {
    guard atWord(.not) else { return try comparison() }
    let start = current
    advance()
    if atWord(.not) { throw fail(.doubleNot(here)) }
    try refuseWhole(" behind `not`")
    let operand = try comparison()
    endsInCondition = true
    try link()
    return ExpressionSyntax(kind: .not(operand), range: range(start).to(operand.range))
  }

  /// Comparison = Sum [ operator Sum | "in" Domain | "has" [ "any" | "all" | "no" ] Sum | "exists" | "is" "rolled"
  ///                  | "can" "follow" Sum "by" name ]
  private mutating func comparison() throws(Abandon) -> ExpressionSyntax {
    let left = try sum()
    guard let kind = try comparison(of: left) else { return left }
    if at(.equalTo) || at(.notEqualTo) || at(.less) || at(.lessOrEqual) || at(.greater) || at(.greaterOrEqual)
      || at(.assign) || atWord(.in) || atWord(.has) || atWord(.is)
    {
      throw fail(.chainedComparison(here, text(current)))
    }
    endsInCondition = true
    try link()
    return ExpressionSyntax(kind: kind, range: left.range.to(range(from: left.range)))
  }

  private mutating func comparison(of left: ExpressionSyntax) throws(Abandon) -> ExpressionSyntax.Kind? {
    if let comparison = Self.comparison(current.kind) {
      advance()
      return .comparison(left, comparison, try sum())
    }
    if at(.assign) {
      // What was meant is plain: `=` only names.
      report(.singleEquals(here))
      advance()
      return .comparison(left, .equal, try sum())
    }
    guard at(.name), let word = current.keyword, at(.exists) || peek().kind != .colon else { return nil }
    switch word {
    case .exists:
      advance()
      return .exists(left)
    case .in:
      advance()
      return .membership(left, try domain())
    case .has: return try has(left)
    case .is:
      guard peek().keyword == .rolled else {
        if isInPlacement { return nil }
        throw fail(.isAsComparison(here))
      }
      advance()
      advance()
      return .isRolled(left)
    case .can:
      advance()
      try expect(.follow, form: "can follow PATH by MOVEMENT")
      let path = try sum()
      try expect(.by, form: "can follow PATH by MOVEMENT")
      return .canFollow(left, path: path, movement: try name("a movement"))
    case .not:
      let next = peek().keyword
      guard next == .in || next == .has || next == .exists else { return nil }
      throw fail(.notBehindValue(here, peek().keyword?.text ?? ""))
    case .keep: throw fail(.keepNotBehindDice(here))
    default: return nil
    }
  }

  private mutating func has(_ left: ExpressionSyntax) throws(Abandon) -> ExpressionSyntax.Kind {
    advance()
    let mode: HasMode = atWord(.any) ? .any : atWord(.all) ? .all : atWord(.no) ? .no : .element
    if mode != .element {
      let word = text(current)
      advance()
      if atName, peek().keyword == .in { throw fail(.hasBinds(here, word)) }
    }
    return .has(left, mode, try sum())
  }

  private static func comparison(_ kind: Token.Kind) -> ComparisonOperator? {
    switch kind {
    case .equalTo: .equal
    case .notEqualTo: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  /// Sum = Product { ( "+" | "-" ) Product }
  mutating func sum() throws(Abandon) -> ExpressionSyntax {
    let outside = height
    height = 0
    var left = try product()
    while at(.plus) || at(.minus) {
      let sign: ArithmeticOperator = at(.plus) ? .add : .subtract
      advance()
      left = arithmetic(left, sign, try product())
      try link()
    }
    height = max(outside, height)
    endsInCondition = false
    return left
  }

  /// Product = Unary { ( "*" | "/" | "%" ) Unary }
  private mutating func product() throws(Abandon) -> ExpressionSyntax {
    let outside = height
    height = 0
    var left = try unary()
    while at(.star) || at(.slash) || at(.percent) {
      let sign: ArithmeticOperator = at(.star) ? .multiply : at(.slash) ? .divide : .modulo
      advance()
      left = arithmetic(left, sign, try unary())
      try link()
    }
    height = max(outside, height)
    return left
  }

  private func arithmetic(
    _ left: ExpressionSyntax, _ sign: ArithmeticOperator, _ right: ExpressionSyntax
  ) -> ExpressionSyntax {
    ExpressionSyntax(kind: .arithmetic(left, sign, right), range: left.range.to(right.range))
  }

  /// Unary = [ "-" ] Postfix
  private mutating func unary() throws(Abandon) -> ExpressionSyntax {
    guard at(.minus) else { return try postfix() }
    mark(.prefix)
    let start = current
    advance()
    return try negated(from: start) { parser throws(Abandon) in try parser.postfix() }
  }

  /// What is behind a `-`. The least number there is can only be written so.
  mutating func negated(
    from start: Token, _ operand: (inout Parser) throws(Abandon) -> ExpressionSyntax
  ) throws(Abandon) -> ExpressionSyntax {
    if at(.integer), peek().kind != .dot, file.text(current.lower..<current.upper) == "9223372036854775808" {
      advance()
      return ExpressionSyntax(kind: .integer(.min), range: range(from: start))
    }
    let value = try operand(&self)
    try link()
    return ExpressionSyntax(kind: .negate(value), range: range(start).to(value.range))
  }
}
