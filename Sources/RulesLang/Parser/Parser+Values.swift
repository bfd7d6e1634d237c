// Defines, budgets, what bends them, invariants and concealment.
extension Parser {
  /// "define" name Params ":" Type "is" Expr
  mutating func define() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the define")
    let parameters = try parameters()
    let type = try valueType(of: "define")
    return .define(DefineDeclaration(name: name, parameters: parameters, type: type, value: try declaredValue()))
  }

  private mutating func valueType(of what: String) throws(Abandon) -> TypeSyntax {
    guard accept(.colon) else { throw fail(.valueWithoutType(here, found, what)) }
    let type = try type()
    mark(.introducer)
    guard accept(.is) else { throw fail(.expectedWord(here, found, "`is` and the value")) }
    return type
  }

  /// The value of a declaration. Where it is broken the name stays declared, with a value of which nothing is said.
  private mutating func declaredValue() throws(Abandon) -> ExpressionSyntax {
    let start = current
    let value = attempt { (parser) throws(Abandon) in
      let value = try parser.expression()
      if !parser.current.startsLine, !parser.isAtEnd { throw parser.fail(.expectedOperator(parser.here, parser.found)) }
      return value
    }
    if let value { return value }
    skip { $0.atDeclaration }
    // The brace that ends what was taken for a set; nothing else is open in a value.
    if at(.rightBrace) { advance() }
    return ExpressionSyntax(kind: .error, range: range(from: start))
  }

  /// "budget" name Params ":" Type "is" Expr "," "of" "which" Place "is" "used"
  mutating func budget() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the budget")
    let parameters = try parameters()
    let type = try valueType(of: "budget")
    let limit = try expression()
    guard accept(.comma), accept(.of), accept(.which) else { throw fail(.budgetWithoutCounter(here, found)) }
    let counter = try place()
    guard accept(.is), accept(.used) else { throw fail(.budgetWithoutCounter(here, found)) }
    return .budget(
      BudgetDeclaration(name: name, parameters: parameters, type: type, limit: limit, counter: counter))
  }

  /// Head = name ":" name "(" names ")" "is"
  private mutating func head(_ what: String) throws(Abandon) -> (Identifier, BentSyntax) {
    advance()
    let name = try name(what)
    try expectColon(behind: "the name `\(name.text)`")
    let target = try self.name("a define or budget")
    guard at(.leftParenthesis) else { throw fail(.expectedWord(here, found, "`(` and the names of its parameters")) }
    mark(.open)
    advance()
    let parameters = at(.rightParenthesis) ? [] : try names("a parameter")
    guard accept(.rightParenthesis) else { throw fail(.missingComma(here, found, closing: ")")) }
    guard accept(.is) else { throw fail(.expectedWord(here, found, "`is`")) }
    return (name, BentSyntax(name: target, parameters: parameters))
  }

  /// "adjust" Head Bend [ "when" Expr ] [ "instead" "of" name ]
  mutating func adjustment() throws(Abandon) -> Declaration.Kind {
    let (name, target) = try head("the adjustment")
    let bend = try bend()
    let condition = try tail()
    return .adjustment(
      AdjustDeclaration(name: name, target: target, bend: bend, condition: condition, insteadOf: try insteadOf()))
  }

  /// Bend = "raised" "by" Expr | "lowered" "by" Expr | "doubled" | "halved" | "at" ( "least" | "most" ) Expr
  private mutating func bend() throws(Abandon) -> AdjustDeclaration.Bend {
    let word = current.keyword
    switch word {
    case .raised, .lowered:
      advance()
      try expect(.by, form: "is \(word == .raised ? "raised" : "lowered") by VALUE")
      return word == .raised ? .raised(try expression()) : .lowered(try expression())
    case .doubled:
      advance()
      return .doubled
    case .halved:
      advance()
      return .halved
    case .at where peek().keyword == .least || peek().keyword == .most:
      let isLeast = peek().keyword == .least
      advance()
      advance()
      return isLeast ? .atLeast(try expression()) : .atMost(try expression())
    default: throw fail(.expectedBend(here, found))
    }
  }

  private mutating func insteadOf() throws(Abandon) -> Identifier? {
    guard acceptClause(.instead) else { return nil }
    try expect(.of, form: "instead of NAME")
    return try name("what is switched off")
  }

  /// "exception" Head Expr "when" Expr [ "instead" "of" name ]
  mutating func exception() throws(Abandon) -> Declaration.Kind {
    let (name, target) = try head("the exception")
    switch current.keyword {
    case .raised, .lowered, .doubled, .halved, .at: throw fail(.bendInException(here, text(current)))
    default: break
    }
    let value = try expression()
    guard acceptClause(.when) else { throw fail(.exceptionWithoutCondition(here)) }
    let condition = try expression()
    return .exception(
      ExceptionDeclaration(
        name: name, target: target, value: value, condition: condition, insteadOf: try insteadOf()))
  }

  /// "invariant" name ":" Expr
  mutating func invariant() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the invariant")
    mark(.introducer)
    try expectColon(behind: "the name `\(name.text)`")
    return .invariant(name: name, condition: try declaredValue())
  }

  /// "conceal" name ":" ( name "in" name "from" name "as" TEXT "when" Expr "telling" TEXT
  ///                    | any "of" name "in" name "from" name "when" Expr )
  mutating func concealment() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the concealment")
    try expectColon(behind: "the name `\(name.text)`")
    var field: Identifier?
    if peek().keyword == .of {
      field = try anyWord("a field")
      advance()
    }
    let row = try self.name("a row")
    guard accept(.in) else { throw fail(.concealWithoutTable(here, found, row.text)) }
    let table = try self.name("a table")
    let form = "conceal NAME: \(field == nil ? "" : "FIELD of ")x in TABLE from VIEWER"
    try expect(.from, form: form)
    let viewer = try self.name("the viewer")
    if field != nil, atWord(.as) || atWord(.telling) { throw fail(.tellingOfField(here, text(current))) }
    var words: MessageSyntax?
    if field == nil {
      guard acceptClause(.as) else { throw fail(.concealWithoutWords(here)) }
      words = try message("the words for a concealed row")
    }
    guard acceptClause(.when) else { throw fail(.concealWithoutCondition(here)) }
    let condition = try expression()
    var subject = ConcealDeclaration.Subject.field(field ?? row)
    if let words {
      guard acceptClause(.telling) else { throw fail(.concealWithoutTelling(here)) }
      subject = .rows(shownAs: words, telling: try message("what a refused user reads"))
    } else if atWord(.telling) {
      throw fail(.tellingOfField(here, text(current)))
    }
    return .concealment(
      ConcealDeclaration(
        name: name, subject: subject, row: row, table: table, viewer: viewer, condition: condition))
  }

  /// "dropped" any "from" Name
  mutating func dropped() throws(Abandon) -> Declaration.Kind {
    advance()
    let field = try anyWord("a field")
    try expect(.from, form: "dropped FIELD from TYPE")
    return .dropped(field: field, type: try typeName("a type"))
  }
}
