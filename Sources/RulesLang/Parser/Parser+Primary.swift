// What a value is made of: names, calls, literals, and what stands in brackets of some kind.
extension Parser {
  /// Postfix = Primary { "." any [ Args ] | "[" Expr "]" }
  mutating func postfix() throws(Abandon) -> ExpressionSyntax {
    let outside = height
    height = 0
    let start = here
    var value = try primary()
    while at(.dot) || at(.leftBracket) {
      if accept(.dot) {
        let name = try anyWord("a field or define")
        let arguments = at(.leftParenthesis) ? try arguments() : nil
        if case .typeName(let type) = value.kind, arguments == nil {
          value = ExpressionSyntax(kind: .qualifiedCase(type: type, name: name), range: range(from: start))
        } else {
          value = ExpressionSyntax(kind: .member(value, name, arguments: arguments), range: range(from: start))
        }
      } else {
        mark(.open)
        advance()
        let key = try expression()
        try expect(.rightBracket, "`]`")
        value = ExpressionSyntax(kind: .index(value, key), range: range(from: start))
      }
      try link()
    }
    height = max(outside, height)
    return value
  }

  /// Primary = INT | UNIT | TEXT | DICE | a word | Name [ Args ] | name [ Args | AggArgs ]
  ///         | "(" Expr [ "," Expr ] ")" | "[" … "]" | Braces | "match" Sum items(Arm)
  private mutating func primary() throws(Abandon) -> ExpressionSyntax {
    let start = current
    switch start.kind {
    case .integer: return try number()
    case .dice: return try dice()
    case .text:
      let text = try plainText("a text")
      return ExpressionSyntax(kind: .text(text), range: text.range)
    case .leftParenthesis: return try parenthesized()
    case .leftBracket: return try list()
    case .leftBrace: return try braces()
    case .typeName:
      let name = identifier(start)
      advance()
      guard at(.leftParenthesis) else { return ExpressionSyntax(kind: .typeName(name), range: name.range) }
      return ExpressionSyntax(kind: .record(name, try arguments()), range: range(from: start))
    case .name where atDeclaration: throw fail(.expectedValue(here, found))
    case .name: return isReserved(start) ? try reservedValue() : try nameOrCall()
    default: throw fail(.expectedValue(here, found))
    }
  }

  private mutating func reservedValue() throws(Abandon) -> ExpressionSyntax {
    let kind: ExpressionSyntax.Kind
    switch current.keyword {
    case .none?: kind = .none
    case .true: kind = .boolean(true)
    case .false: kind = .boolean(false)
    case .user: kind = .user
    case .now: kind = .now
    case .match: return try match()
    case .noted:
      let start = current
      advance()
      return ExpressionSyntax(kind: .noted(try name("what is noted")), range: range(from: start))
    case .some?, .no?, .all?, .if?: throw fail(.needsParentheses(here, text(current)))
    case .not: throw fail(.notInValue(here))
    case let keyword: throw fail(.reservedWordAsValue(here, text(current), inTest: keyword?.isReserved == false))
    }
    let place = here
    advance()
    return ExpressionSyntax(kind: kind, range: place)
  }

  private mutating func nameOrCall() throws(Abandon) -> ExpressionSyntax {
    let name = identifier(current)
    advance()
    guard at(.leftParenthesis) else { return ExpressionSyntax(kind: .name(name), range: name.range) }
    // Behind these names and `(`, `x in` always binds.
    if let function = AggregateSyntax.Function(rawValue: name.text), isName(peek()), peek(2).keyword == .in {
      return try aggregate(function, name)
    }
    let arguments = try arguments()
    return ExpressionSyntax(kind: .call(name, arguments), range: range(from: name.range))
  }

  /// INT, or UNIT: an INT and, on the same line, a name.
  private mutating func number() throws(Abandon) -> ExpressionSyntax {
    let start = current
    let value = try integer("a number")
    guard atName, !current.startsLine else {
      return ExpressionSyntax(kind: .integer(value), range: range(start))
    }
    let unit = identifier(current)
    advance()
    return ExpressionSyntax(kind: .quantity(value, unit: unit), range: range(from: start))
  }

  /// DICE [ "keep" ( "lowest" | "highest" ) [ INT ] ]
  private mutating func dice() throws(Abandon) -> ExpressionSyntax {
    let start = current
    let parts = file.bytes[start.lower..<start.upper].split(separator: UInt8(ascii: "d"))
    guard parts.count == 2, let count = Self.number(parts[0]), let faces = Self.number(parts[1]) else {
      throw fail(.numberTooLarge(here))
    }
    advance()
    var keep: DiceSyntax.Keep?
    if accept(.keep) {
      guard at(.lowest) || at(.highest) else { throw fail(.keepForm(here, found)) }
      let isHighest = at(.highest)
      advance()
      let number = at(.integer) && !current.startsLine ? try integer("how many dice are kept") : 1
      keep = DiceSyntax.Keep(isHighest: isHighest, count: number)
    }
    return ExpressionSyntax(
      kind: .dice(DiceSyntax(count: count, faces: faces, keep: keep)), range: range(from: start))
  }

  /// "(" Expr [ "," Expr ] ")": with two, a cell.
  mutating func parenthesized() throws(Abandon) -> ExpressionSyntax {
    let start = current
    advance()
    let first = try expression()
    var kind = first.kind
    if accept(.comma) {
      kind = .cell(first, try expression())
      try link()
    }
    guard accept(.rightParenthesis) else { throw fail(.unclosedParenthesis(here, found, open: range(start))) }
    endsInCondition = false
    return ExpressionSyntax(kind: kind, range: range(from: start))
  }

  /// "[" [ Expr { "," Expr } [ "," ] ] "]"
  private mutating func list() throws(Abandon) -> ExpressionSyntax {
    let start = current
    advance()
    var elements: [ExpressionSyntax] = []
    while !at(.rightBracket) {
      mark(.item)
      elements.append(try expression())
      if !accept(.comma) { break }
    }
    guard accept(.rightBracket) else { throw fail(.missingComma(here, found, closing: "]")) }
    try link()
    return ExpressionSyntax(kind: .list(elements), range: range(from: start))
  }

  /// Args = "(" [ Arg { "," Arg } [ "," ] ] ")"
  mutating func arguments() throws(Abandon) -> [ArgumentSyntax] {
    mark(.open)
    advance()
    var arguments: [ArgumentSyntax] = []
    while !at(.rightParenthesis) {
      mark(.item)
      arguments.append(try argument())
      if !accept(.comma) { break }
    }
    guard accept(.rightParenthesis) else { throw fail(.missingComma(here, found, closing: ")")) }
    return arguments
  }

  /// Arg = [ label ] ( Route | Expr [ "at" Sum ] )
  private mutating func argument() throws(Abandon) -> ArgumentSyntax {
    let label = atLabel ? try label("an argument's label") : nil
    if isInTest, let route = try route() { return ArgumentSyntax(label: label, value: route) }
    let value = try expression()
    guard accept(.at) else { return ArgumentSyntax(label: label, value: value) }
    let cell = try sum()
    try link()
    return ArgumentSyntax(
      label: label, value: ExpressionSyntax(kind: .placed(value, at: cell), range: value.range.to(cell.range)))
  }
}
