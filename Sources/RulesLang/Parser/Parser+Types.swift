// Types, ranges and sizes.
extension Parser {
  /// Type = [ "optional" ] ( Many | Scalar ) [ "for" "each" ( Name | Range ) ]
  mutating func type() throws(Abandon) -> TypeSyntax {
    let start = current
    let isOptional = accept(.optional)
    if isOptional, at(.optional) { throw fail(.doubleOptional(here)) }
    var type = atWord(.set) || atWord(.list) ? try many() : try scalar()
    if isOptional { type = TypeSyntax(kind: .optional(type), range: range(from: start)) }
    // `for:` on the next line is a field of that name.
    if atWord(.for) {
      advance()
      guard accept(.each) else { throw fail(.expectedForEachKey(here, found)) }
      type = TypeSyntax(kind: .table(type, key: try tableKey()), range: range(from: start))
    }
    return type
  }

  private mutating func tableKey() throws(Abandon) -> TypeSyntax.KeySyntax {
    switch current.kind {
    case .typeName, .name: .named(try typeName("a finite type"))
    default: .range(try typeRange())
    }
  }

  /// Many = "set" "of" [ Size ] Scalar | "list" "of" [ Size ] Scalar [ "repeats" "allowed" ]
  private mutating func many() throws(Abandon) -> TypeSyntax {
    let start = current
    let isList = at(.list)
    advance()
    guard accept(.of) else { throw fail(.expectedOf(here, found, behind: text(start))) }
    let size = try size()
    if at(.optional) || atWord(.set) || atWord(.list) {
      throw fail(.nestedCollection(here, text(current), in: text(start)))
    }
    let element = try scalar(isElement: true)
    if !current.startsLine, at(.integer) || at(.up) && peek().keyword == .to {
      throw fail(.sizeBehindElement(here, collection: text(start), element: file.text(element.range.bytes)))
    }
    var allowsRepeats = false
    if at(.repeats), peek().keyword == .allowed {
      if !isList { throw fail(.repeatsInSet(range(current).to(range(peek())))) }
      advance()
      advance()
      allowsRepeats = true
    }
    return TypeSyntax(
      kind: isList ? .list(element, size: size, allowsRepeats: allowsRepeats) : .set(element, size: size),
      range: range(from: start))
  }

  /// Scalar = "Int" [ Range [ "clamped" ] ] | Name | name; the range on the same line.
  private mutating func scalar(isElement: Bool = false) throws(Abandon) -> TypeSyntax {
    let start = current
    switch current.kind {
    case .typeName where text(start) == "Int":
      advance()
      var bounds: RangeSyntax?
      if !current.startsLine, at(.integer) || at(.minus) || at(.leftParenthesis) { bounds = try typeRange() }
      if at(.clamped), !current.startsLine, bounds == nil { throw fail(.clampedWithoutRange(here)) }
      let isClamped = at(.clamped) && !current.startsLine
      if isClamped { advance() }
      return TypeSyntax(kind: .int(bounds, isClamped: isClamped), range: range(from: start))
    case .typeName, .name:
      if isReserved(start) { throw fail(.expectedType(here, found)) }
      let name = identifier(start)
      advance()
      if !current.startsLine {
        if at(.integer), peek().kind == .range, !isElement { throw fail(.rangeBehind(here, type: name.text)) }
        if at(.clamped) { throw fail(.clampedWithoutRange(here)) }
      }
      return TypeSyntax(kind: start.kind == .typeName ? .named(name) : .unit(name), range: name.range)
    case .integer, .minus: throw fail(.rangeAsType(here))
    case .leftBracket: throw fail(.bracketsAsType(here))
    case .leftBrace: throw fail(.bracesAsType(here))
    default: throw fail(.expectedType(here, found))
    }
  }

  /// Size = "up" "to" Bound | Bound [ ".." Bound ]
  private mutating func size() throws(Abandon) -> SizeSyntax? {
    let start = current
    if at(.up), peek().keyword == .to {
      advance()
      advance()
      return SizeSyntax(kind: .upTo(try bound()), range: range(from: start))
    }
    guard at(.integer) || at(.leftParenthesis) else { return nil }
    let lower = try bound()
    guard accept(.range) else { return SizeSyntax(kind: .exactly(lower), range: lower.range) }
    return SizeSyntax(kind: .between(lower, try bound()), range: range(from: start))
  }

  /// Bound = INT | "(" Expr ")"
  mutating func bound() throws(Abandon) -> ExpressionSyntax {
    switch current.kind {
    case .integer: return try integerLiteral()
    case .leftParenthesis: return try parenthesized()
    default: throw fail(.expectedBound(here, found))
    }
  }

  /// Range = Limit ".." Limit
  private mutating func typeRange() throws(Abandon) -> RangeSyntax {
    let start = here
    let lower = try limit()
    guard accept(.range) else { throw fail(.expectedRange(range(from: start))) }
    return RangeSyntax(lower: lower, upper: try limit())
  }

  /// Limit = [ "-" ] INT | "(" Expr ")"
  private mutating func limit() throws(Abandon) -> ExpressionSyntax {
    guard at(.minus) else {
      guard at(.integer) || at(.leftParenthesis) else { throw fail(.expectedBound(here, found)) }
      return try bound()
    }
    mark(.prefix)
    let start = current
    advance()
    guard at(.integer) else { throw fail(.expectedBound(here, found)) }
    return try negated(from: start) { parser throws(Abandon) in try parser.integerLiteral() }
  }

  /// INT, without a unit.
  mutating func integerLiteral() throws(Abandon) -> ExpressionSyntax {
    let token = current
    let value = try integer("a number")
    return ExpressionSyntax(kind: .integer(value), range: range(token))
  }

  /// INT, as a number.
  mutating func integer(_ what: String) throws(Abandon) -> Int64 {
    guard at(.integer) else { throw fail(.expectedNumber(here, found, what)) }
    guard let value = Self.number(file.bytes[current.lower..<current.upper]) else {
      throw fail(.numberTooLarge(here))
    }
    advance()
    return value
  }

  /// The number that some digits are; absent where it does not fit. A fraction, which was told, is its whole part.
  static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for digit in digits.prefix(while: { $0 != UInt8(ascii: ".") }) {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeStill) = product.addingReportingOverflow(Int64(digit) - Int64(UInt8(ascii: "0")))
      if isTooLarge || isTooLargeStill { return nil }
      value = sum
    }
    return value
  }
}
