// Tests: what is given, what someone does, what is expected.
extension Parser {
  /// "test" TEXT lines(Step)
  mutating func test() throws(Abandon) -> Declaration.Kind {
    try enterTest()
    let name = try plainText("what the test shows")
    return .test(TestDeclaration(name: name, steps: try steps()))
  }

  private mutating func steps() throws(Abandon) -> [TestStepSyntax] {
    try braced(.test) { parser throws(Abandon) in
      let start = parser.current
      let kind = try parser.step()
      return TestStepSyntax(kind: kind, range: parser.range(from: start))
    }
  }

  private mutating func step() throws(Abandon) -> TestStepSyntax.Kind {
    switch current.keyword {
    case .given: return try given()
    case .at:
      advance()
      return .at(try expression(), rolling: try rolling())
    case .then:
      advance()
      return .then(try expression())
    case .expect:
      advance()
      return .expect(try expectation())
    case .for: return try table()
    default:
      guard atName, peek().keyword == .does else { throw fail(.expectedTestStep(here, found)) }
      return try does()
    }
  }

  /// "given" ( Setter { "," Setter } | name [ "with" Setter { "," Setter } ] )
  private mutating func given() throws(Abandon) -> TestStepSyntax.Kind {
    advance()
    if peek().kind == .colon || peek().kind == .leftBrace { return .given(try setterList()) }
    let fixture = try name("a fixture")
    return .fixture(fixture, with: acceptClause(.with) ? try setterList() : [])
  }

  private mutating func setterList() throws(Abandon) -> [SetterSyntax] {
    var setters: [SetterSyntax] = []
    repeat {
      mark(.clause)
      setters.append(try setter())
    } while accept(.comma)
    return setters
  }

  /// name "does" Call [ Rolling ]
  private mutating func does() throws(Abandon) -> TestStepSyntax.Kind {
    let who = try name("a user")
    advance()
    if atWord(.not) { throw fail(.doesNotSeeWithoutExpect(here)) }
    return .does(who: who, try call("an action"), rolling: try rolling())
  }

  /// Rolling = "rolling" Rolled { "," Rolled }
  private mutating func rolling() throws(Abandon) -> [RolledDiceSyntax] {
    var rolled: [RolledDiceSyntax] = []
    if acceptClause(.rolling) {
      repeat { rolled.append(try rolledDice()) } while accept(.comma)
    }
    return rolled
  }

  /// Rolled = RollId [ "[" Expr "]" ] ( INT | "(" INT { "," INT } ")" )
  private mutating func rolledDice() throws(Abandon) -> RolledDiceSyntax {
    let roll = try rollName()
    var element: ExpressionSyntax?
    if at(.leftBracket) {
      mark(.open)
      advance()
      element = try expression()
      try expect(.rightBracket, "`]`")
    }
    if at(.integer) {
      return RolledDiceSyntax(roll: roll, element: element, shown: .total(try integer("what the dice show")))
    }
    guard accept(.leftParenthesis) else { throw fail(.expectedFaces(here, found, roll.name.name.text)) }
    var faces: [Int64] = []
    repeat { faces.append(try integer("what a die shows")) } while accept(.comma)
    guard accept(.rightParenthesis) else { throw fail(.missingComma(here, found, closing: ")")) }
    return RolledDiceSyntax(roll: roll, element: element, shown: .faces(faces))
  }

  /// RollId = id [ "#" INT ]
  mutating func rollName() throws(Abandon) -> RollNameSyntax {
    let start = current
    let name = try partName("a roll")
    var occurrence: Int64?
    if accept(.hash) {
      guard at(.integer) else { throw fail(.occurrenceForm(here, name.name.text)) }
      occurrence = try integer("which occurrence")
    }
    return RollNameSyntax(name: name, occurrence: occurrence, range: range(from: start))
  }

  /// "for" "each" names "in" "[" [ TestRow { "," TestRow } [ "," ] ] "]" lines(Step)
  private mutating func table() throws(Abandon) -> TestStepSyntax.Kind {
    let start = current
    let form = "for each NAME, NAME in [ (…), … ] { … }"
    advance()
    guard accept(.each) else { throw fail(.forWithoutEach(range(start))) }
    let columns = try names("a column")
    try expect(.in, form: form)
    guard at(.leftBracket) else { throw fail(.expectedForm(here, found, form)) }
    advance()
    var rows: [TestRowSyntax] = []
    while !at(.rightBracket) {
      guard at(.leftParenthesis) else { throw fail(.expectedForm(here, found, form)) }
      mark(.item)
      rows.append(try tableRow())
      if !accept(.comma) { break }
    }
    guard accept(.rightBracket) else { throw fail(.missingComma(here, found, closing: "]")) }
    return .table(columns: columns, rows: rows, steps: try steps())
  }

  /// TestRow = "(" [ Expr { "," Expr } [ "," Verdict ] | Verdict ] ")"
  private mutating func tableRow() throws(Abandon) -> TestRowSyntax {
    let start = current
    advance()
    var values: [ExpressionSyntax] = []
    var verdict: VerdictSyntax?
    while !at(.rightParenthesis) {
      if atWord(.legal) || atWord(.illegal) {
        verdict = try self.verdict()
        break
      }
      values.append(try expression())
      if !accept(.comma) { break }
    }
    if verdict != nil, at(.comma), peek().kind != .rightParenthesis { throw fail(.verdictNotLast(here)) }
    guard accept(.rightParenthesis) else { throw fail(.missingComma(here, found, closing: ")")) }
    return TestRowSyntax(values: values, verdict: verdict, range: range(from: start))
  }

  /// Route = Leg { "then" Leg };  Leg = direction INT
  mutating func route() throws(Abandon) -> ExpressionSyntax? {
    guard atLeg else { return nil }
    let start = current
    var legs = [try leg()]
    while accept(.then) {
      guard atLeg else { throw fail(.expectedLeg(here, found)) }
      legs.append(try leg())
    }
    if atLeg { throw fail(.legsWithoutThen(here)) }
    return ExpressionSyntax(kind: .route(legs), range: range(from: start))
  }

  private var atLeg: Bool {
    at(.name) && peek().kind == .integer && LegSyntax.Direction(rawValue: text(current)) != nil
  }

  private mutating func leg() throws(Abandon) -> LegSyntax {
    let start = current
    let direction = LegSyntax.Direction(rawValue: text(start)) ?? .north
    advance()
    return LegSyntax(direction: direction, length: try integer("how far"), range: range(from: start))
  }
}
