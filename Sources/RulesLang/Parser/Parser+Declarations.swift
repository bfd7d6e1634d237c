// The file as a whole, and the declarations of what there is: types, tables, the state.
extension Parser {
  /// File = { Decl }
  mutating func declarations() -> [Declaration] {
    var declarations: [Declaration] = []
    while !isAtEnd {
      let start = position
      if current.keyword?.opensDeclaration == true || at(.ordered) {
        if !current.startsLine { report(.declarationNeedsOwnLine(here, found)) }
        margin = column(of: current)
        mark(.declaration)
        let parsed = attempt { (parser) throws(Abandon) in
          let declaration = try parser.declaration()
          try parser.endDeclaration()
          return declaration
        }
        if let parsed { declarations.append(parsed) } else { skipToDeclaration(from: start) }
      } else {
        _ = fail(noDeclaration())
        skipToDeclaration(from: start)
      }
      isInTest = false
      depth = 0
      height = 0
    }
    return declarations
  }

  /// Behind a declaration the next one is due, or the end.
  private mutating func endDeclaration() throws(Abandon) {
    if current.startsLine || current.keyword?.opensDeclaration == true || isAtEnd { return }
    if at(.rightBrace) { throw fail(.strayBrace(here)) }
    throw fail(.expectedOperator(here, found))
  }

  private func noDeclaration() -> Diagnostic {
    if at(.rightBrace) { return .strayBrace(here) }
    if let keyword = current.keyword, keyword.opensStatement { return .statementOutsideBlock(here, keyword.text) }
    return .expectedDeclaration(here, found, at(.name) || at(.typeName) ? text(current) : nil)
  }

  private mutating func skipToDeclaration(from start: Int) {
    if position == start { advance() }
    while !isAtEnd {
      if current.startsLine, current.keyword?.opensDeclaration == true, atDeclaration || column(of: current) == 0 {
        return
      }
      if at(.rightBrace), current.startsLine, column(of: current) <= margin {
        // The brace that ends what was passed over.
        advance()
        return
      }
      advance()
    }
  }

  /// Decl: the choice is made by its first word.
  mutating func declaration() throws(Abandon) -> Declaration {
    let start = current
    let first = position
    let doc = doc(of: start)
    let kind = try declarationKind()
    return Declaration(kind: kind, doc: doc, range: range(from: start), tokens: first..<position)
  }

  private mutating func declarationKind() throws(Abandon) -> Declaration.Kind {
    switch current.keyword {
    case .ruleset: return try ruleset()
    case .unit:
      advance()
      return .unit(try name("a unit"))
    case .ordered, .enum: return .enumeration(try enumeration())
    case .kind: return try kind()
    case .entity: return try entity()
    case .record:
      advance()
      return .record(name: try typeName("a record"), fields: try fields())
    case .state:
      advance()
      return .state(fields: try fields())
    case .map: return .map(try map())
    case .define: return try define()
    case .budget: return try budget()
    case .adjust: return try adjustment()
    case .exception: return try exception()
    case .action, .host: return try action()
    case .event: return try event()
    case .consequence: return try consequence()
    case .rule: return try rule()
    case .waiver: return try waiver()
    case .note: return try note()
    case .conceal: return try concealment()
    case .movement: return try movement()
    case .invariant: return try invariant()
    case .extend: return .extend(try extend())
    case .replace: return .replace(try replace())
    case .dropped: return try dropped()
    case .fixture: return try fixture()
    case .test: return try test()
    default: throw fail(noDeclaration())
    }
  }

  /// "ruleset" name [ "extends" TEXT ]
  private mutating func ruleset() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the rule set")
    var base: TextLiteral?
    if at(.extends) {
      advance()
      base = try plainText("the directory that is extended")
    }
    return .ruleset(RulesetDeclaration(name: name, base: base))
  }

  /// [ "ordered" ] Enum;  Enum = "enum" Name items( name [ "was" name ] )
  mutating func enumeration() throws(Abandon) -> EnumDeclaration {
    let isOrdered = at(.ordered)
    if isOrdered { advance() }
    guard at(.enum) else { throw fail(.expectedForm(here, found, "ordered enum NAME { … }")) }
    advance()
    let name = try typeName("an enum")
    let cases = try braced(.cases) { parser throws(Abandon) in
      let doc = parser.doc(of: parser.current)
      let name = try parser.name("a case")
      let was = parser.accept(.was) ? try parser.name("a former case") : nil
      return EnumDeclaration.Case(name: name, was: was, doc: doc)
    }
    return EnumDeclaration(isOrdered: isOrdered, name: name, cases: cases)
  }

  /// "kind" Name "in" name "from" TEXT Fields
  private mutating func kind() throws(Abandon) -> Declaration.Kind {
    advance()
    let form = "kind NAME in TABLE from \"FILE\" { … }"
    let name = try typeName("a kind")
    try expect(.in, form: form)
    let table = try self.name("the table of a kind")
    try expect(.from, form: form)
    let source = try plainText("the file of the table")
    return .kind(KindDeclaration(name: name, table: table, source: source, fields: try fields()))
  }

  /// "entity" Name "in" name "up" "to" Bound Fields
  private mutating func entity() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try typeName("an entity")
    try expect(.in, form: "entity NAME in TABLE up to NUMBER { … }")
    let table = try self.name("the table of an entity")
    guard at(.up), peek().keyword == .to else { throw fail(.entityWithoutLimit(here)) }
    advance()
    advance()
    return .entity(EntityDeclaration(name: name, table: table, limit: try bound(), fields: try fields()))
  }

  /// Fields = items( any ":" Type [ "=" Expr ] [ "was" any ] )
  mutating func fields() throws(Abandon) -> [FieldDeclaration] {
    try braced(.fields) { parser throws(Abandon) in try parser.field() }
  }

  private mutating func field() throws(Abandon) -> FieldDeclaration {
    let start = current
    let doc = doc(of: start)
    if at(.exists) { throw fail(.fieldExists(here)) }
    let name = try anyWord("a field")
    guard accept(.colon) else { throw fail(.fieldWithoutType(here, found, name.text)) }
    let type = try type()
    let defaultValue = accept(.assign) ? try expression() : nil
    let was = accept(.was) ? try anyWord("a former field") : nil
    return FieldDeclaration(
      name: name, type: type, defaultValue: defaultValue, was: was, doc: doc, range: range(from: start))
  }

  /// Params = "(" [ Param { "," Param } [ "," ] ] ")";  Param = name ":" Type [ "=" Expr ] [ "," "each" name ]
  mutating func parameters() throws(Abandon) -> [ParameterSyntax] {
    guard at(.leftParenthesis) else { throw fail(.expectedWord(here, found, "`(` and the parameters")) }
    mark(.open)
    advance()
    var parameters: [ParameterSyntax] = []
    while !at(.rightParenthesis) {
      if atWord(.each) { throw fail(.misplacedEach(here)) }
      mark(.item)
      parameters.append(try parameter())
      if !accept(.comma) { break }
    }
    guard accept(.rightParenthesis) else { throw fail(.missingComma(here, found, closing: ")")) }
    return parameters
  }

  private mutating func parameter() throws(Abandon) -> ParameterSyntax {
    let start = current
    let name = try name("a parameter")
    guard accept(.colon) else { throw fail(.parameterWithoutType(here, found, name.text)) }
    let type = try type()
    let defaultValue = accept(.assign) ? try expression() : nil
    if atWord(.as) { throw fail(.asInParameter(here, name.text)) }
    var each: Identifier?
    if at(.comma), peek().keyword == .each, peek(2).kind != .colon {
      switch type.kind {
      case .set, .list: break
      default: throw fail(.misplacedEach(range(peek())))
      }
      advance()
      advance()
      each = try self.name("an element")
    }
    return ParameterSyntax(name: name, type: type, defaultValue: defaultValue, each: each, range: range(from: start))
  }
}
