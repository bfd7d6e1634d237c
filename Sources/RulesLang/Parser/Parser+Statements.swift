// What stands in the block of an action, event or rule. Each statement opens with a reserved word and needs no
// terminator.
extension Parser {
  /// Block = "{" { Statement } "}"
  mutating func block(of what: String) throws(Abandon) -> BlockSyntax {
    guard at(.leftBrace) else { throw fail(.expectedBlock(here, found, what)) }
    try enter()
    mark(.blockBrace)
    let open = current
    advance()
    var statements: [StatementSyntax] = []
    while !atEndOfDeclaration, !at(.rightBrace) {
      let start = position
      mark(.statement)
      if let statement = attempt({ (parser) throws(Abandon) in try parser.statement() }) {
        statements.append(statement)
      } else {
        skip { $0.position > start && $0.current.startsLine && $0.current.keyword?.opensStatement == true }
        if position == start, !at(.rightBrace), !atEndOfDeclaration { advance() }
      }
    }
    try closeBrace(open)
    leave()
    return BlockSyntax(statements: statements, range: range(from: open))
  }

  /// Statement: the choice is made by its first word.
  private mutating func statement() throws(Abandon) -> StatementSyntax {
    let start = current
    let doc = doc(of: start)
    let kind: StatementSyntax.Kind
    switch current.keyword {
    case .require: kind = .require(try requirement())
    case .spend: kind = .spend(try spend())
    case .let: kind = try letStatement()
    case .set: kind = try setStatement()
    case .add: kind = try addStatement()
    case .subtract: kind = try subtractStatement()
    case .remove: kind = try removeStatement()
    case .for: kind = try forEach()
    case .if: kind = .if(try ifStatement())
    case .do: kind = try doStatement()
    case .roll: kind = try rollStatement()
    default: throw fail(noStatement())
    }
    return StatementSyntax(kind: kind, doc: doc, range: range(from: start))
  }

  /// What to say of something that opens no statement.
  private func noStatement() -> Diagnostic {
    switch current.kind {
    case .leftBrace: return .blockWithoutOwner(here)
    case .name where at(.when): return .whenAsStatement(here)
    case .name where at(.otherwise): return .otherwiseWithoutIf(here)
    case .name where at(.else): return .elseAsOtherwise(here)
    case .name where !isReserved(current):
      let word = text(current)
      return peek().kind == .assign ? .assignmentAsStatement(here, word) : .expectedStatement(here, found, word)
    default: return .expectedStatement(here, found)
    }
  }

  /// "require" [ label ] Requirement;  Requirement = Expr [ Tail ] "else" TEXT
  mutating func requirement() throws(Abandon) -> RequirementSyntax {
    advance()
    let label = atLabel ? try label("a label") : nil
    return try requirement(label: label)
  }

  mutating func requirement(label: Identifier?) throws(Abandon) -> RequirementSyntax {
    let condition = try expression()
    let guardCondition = try tail()
    let message = try elseMessage(of: "requirement")
    return RequirementSyntax(label: label, condition: condition, guardCondition: guardCondition, message: message)
  }

  /// "spend" [ label ] Spending;  Spending = Expr "from" Place [ Tail ] "else" TEXT
  private mutating func spend() throws(Abandon) -> SpendSyntax {
    advance()
    let label = atLabel ? try label("a label") : nil
    return try spend(label: label)
  }

  mutating func spend(label: Identifier?) throws(Abandon) -> SpendSyntax {
    let amount = try expression()
    try expect(.from, form: "spend AMOUNT from PLACE else \"…\"")
    let place = try place()
    let guardCondition = try tail()
    let message = try elseMessage(of: "spend")
    return SpendSyntax(label: label, amount: amount, place: place, guardCondition: guardCondition, message: message)
  }

  /// Tail = "when" Expr
  mutating func tail() throws(Abandon) -> ExpressionSyntax? {
    acceptClause(.when) ? try expression() : nil
  }

  private mutating func elseMessage(of what: String) throws(Abandon) -> MessageSyntax {
    guard acceptClause(.else) else { throw fail(.missingMessage(here, found, of: what)) }
    let message = try message("the message that a player reads")
    if atWord(.when) { throw fail(.whenBehindMessage(here)) }
    return message
  }

  /// "let" name "=" Expr [ "else" TEXT ]
  private mutating func letStatement() throws(Abandon) -> StatementSyntax.Kind {
    advance()
    let name = try name("a `let`")
    guard accept(.assign) else { throw fail(.expectedWord(here, found, "`=` and the value of `\(name.text)`")) }
    let value = try expression()
    if atWord(.when) { throw fail(.whenBehindLet(here)) }
    let message = acceptClause(.else) ? try message("the message that a player reads") : nil
    return .let(name: name, value: value, message: message)
  }

  /// "set" Place "to" Expr [ Tail ]
  private mutating func setStatement() throws(Abandon) -> StatementSyntax.Kind {
    advance()
    let place = try place()
    if at(.assign) {
      // What was meant is plain.
      report(.equalsInSet(here))
      advance()
    } else {
      try expect(.to, form: "set PLACE to VALUE")
    }
    return .set(place, to: try expression(), when: try tail())
  }

  /// "add" Expr "to" Place [ Tail ]
  private mutating func addStatement() throws(Abandon) -> StatementSyntax.Kind {
    advance()
    let value = try expression()
    try expect(.to, form: "add VALUE to PLACE")
    return .add(value, to: try place(), when: try tail())
  }

  /// "subtract" Expr "from" Place [ Tail ]
  private mutating func subtractStatement() throws(Abandon) -> StatementSyntax.Kind {
    advance()
    let value = try expression()
    try expect(.from, form: "subtract VALUE from PLACE")
    return .subtract(value, from: try place(), when: try tail())
  }

  /// "remove" ( name "in" Place "where" Expr | Expr "from" Place ) [ Tail ]
  private mutating func removeStatement() throws(Abandon) -> StatementSyntax.Kind {
    advance()
    if atName, peek().keyword == .in {
      let element = identifier(current)
      advance()
      advance()
      let place = try place()
      guard acceptClause(.where) else { throw fail(.removeWithoutWhere(here, element.text)) }
      return .removeWhere(element: element, from: place, condition: try expression(), when: try tail())
    }
    let value = try expression()
    try expect(.from, form: "remove VALUE from PLACE")
    return .remove(value, from: try place(), when: try tail())
  }

  /// "for" "each" Binder Block
  private mutating func forEach() throws(Abandon) -> StatementSyntax.Kind {
    let start = current
    advance()
    guard accept(.each) else { throw fail(.forWithoutEach(range(start))) }
    let binder = try beforeBlock { parser throws(Abandon) in try parser.binder() }
    let body = try block(of: "`for each`")
    guard let binder else { throw Abandon() }
    return .forEach(binder, body)
  }

  /// If = "if" Expr Block [ "otherwise" ( If | Block ) ]
  private mutating func ifStatement() throws(Abandon) -> IfSyntax {
    advance()
    let condition = try beforeBlock { parser throws(Abandon) in
      let condition = try parser.expression()
      if parser.atWord(.then) { throw parser.fail(.thenInStatement(parser.here)) }
      return condition
    }
    let body = try block(of: "`if`")
    var otherwise: IfSyntax.Otherwise?
    if at(.else) {
      // What was meant is plain.
      report(.elseAsOtherwise(here))
      advance()
      otherwise = try otherwiseBlock()
    } else if accept(.otherwise) {
      otherwise = try otherwiseBlock()
    }
    guard let condition else { throw Abandon() }
    return IfSyntax(condition: condition, body: body, otherwise: otherwise)
  }

  private mutating func otherwiseBlock() throws(Abandon) -> IfSyntax.Otherwise {
    guard at(.if) else { return .block(try block(of: "`otherwise`")) }
    let start = current
    try enter()
    let nested = try ifStatement()
    leave()
    return .if(nested, range: range(from: start))
  }

  /// "do" Call [ Tail ]
  private mutating func doStatement() throws(Abandon) -> StatementSyntax.Kind {
    advance()
    return .do(try call("an event or action"), when: try tail())
  }

  /// Call = name Args
  mutating func call(_ what: String) throws(Abandon) -> CallSyntax {
    let name = try name(what)
    guard at(.leftParenthesis) else {
      throw fail(.expectedWord(here, found, "`(` and the arguments of `\(name.text)`"))
    }
    return CallSyntax(name: name, arguments: try arguments(), range: range(from: name.range))
  }

  /// "roll" name [ "for" "each" Binder ] ":" Expr [ Tail ]
  private mutating func rollStatement() throws(Abandon) -> StatementSyntax.Kind {
    advance()
    let name = try name("a roll")
    var binder: BinderSyntax?
    if accept(.for) {
      guard accept(.each) else { throw fail(.forWithoutEach(range(from: name.range))) }
      binder = try self.binder()
    }
    guard accept(.colon) else { throw fail(.rollForm(here, found, name.text)) }
    return .roll(name: name, binder: binder, dice: try expression(), when: try tail())
  }

  /// Place = name { "." any | "[" Expr "]" }: a path, no calls.
  mutating func place() throws(Abandon) -> PlaceSyntax {
    let root = try name("a place")
    var steps: [PlaceSyntax.Step] = []
    while at(.dot) || at(.leftBracket) {
      if accept(.dot) {
        steps.append(.field(try anyWord("a field")))
      } else {
        mark(.open)
        advance()
        steps.append(.index(try expression()))
        try expect(.rightBracket, "`]`")
      }
    }
    if at(.leftParenthesis) { throw fail(.callAsPlace(range(from: root.range))) }
    return PlaceSyntax(root: root, steps: steps, range: range(from: root.range))
  }
}
