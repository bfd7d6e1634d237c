// Fixtures: who plays, what the map looks like, which rows there are.
extension Parser {
  /// Passes the word `fixture` or `test`; behind it the words of tests are reserved.
  mutating func enterTest() throws(Abandon) {
    if !file.isTest { throw fail(.testOutsideTestFile(here, text(current))) }
    isInTest = true
    advance()
  }

  /// "fixture" name lines(FixItem)
  mutating func fixture() throws(Abandon) -> Declaration.Kind {
    try enterTest()
    let name = try name("the fixture")
    let items = try braced(.fixture) { parser throws(Abandon) in
      let start = parser.current
      let kind = try parser.fixtureItem()
      return FixtureItemSyntax(kind: kind, range: parser.range(from: start))
    }
    return .fixture(FixtureDeclaration(name: name, items: items))
  }

  /// FixItem = TEXT ":" Row | Row | "users" names | "map" BLOCK | Setter
  private mutating func fixtureItem() throws(Abandon) -> FixtureItemSyntax.Kind {
    switch current.kind {
    case .text:
      let marker = try plainText("a marker")
      if marker.value.count != 1 { throw fail(.markerLength(marker.range)) }
      try expectColon(behind: "the marker")
      return .marker(marker, try row())
    case .typeName:
      if peek().kind == .colon { throw fail(.markerWithoutQuotes(here, text(current))) }
      return .row(try row())
    case .name where atWord(.users):
      advance()
      return .users(try names("a user"))
    case .name where at(.map) && peek().kind != .colon && peek().kind != .leftBrace:
      advance()
      return .map(try drawing("a map"))
    case .name:
      let setter = try setter()
      if at(.leftBrace) { throw fail(.rowForm(here, setter.name.text)) }
      return .setter(setter)
    default: throw fail(.expectedFixtureItem(here, found))
    }
  }

  /// Row = Name name Setters
  private mutating func row() throws(Abandon) -> RowSyntax {
    RowSyntax(type: try typeName("a row's entity"), id: try name("a row"), setters: try setters())
  }

  /// Setters = items(Setter)
  private mutating func setters() throws(Abandon) -> [SetterSyntax] {
    try braced(.setters) { parser throws(Abandon) in try parser.setter() }
  }

  /// Setter = any ":" Expr | name Setters
  mutating func setter() throws(Abandon) -> SetterSyntax {
    if atLabel { return .value(try label("a field"), try expression()) }
    if at(.name), peek().kind == .leftBrace, isReserved(current) { throw fail(.reservedSetter(here, text(current))) }
    let name = try name("a field or row")
    guard at(.leftBrace) else { throw fail(.setterForm(here, found, name.text)) }
    return .nested(name, try setters())
  }
}
