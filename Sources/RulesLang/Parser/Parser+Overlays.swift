// What an overlay adds to and puts in the place of what is below it.
extension Parser {
  /// "extend" ( Enum | "state" Fields | "map" lines(MapItem) | Name Fields
  ///   | name ( "from" TEXT | lines(MoveItem) | items(Arm) ) )
  mutating func extend() throws(Abandon) -> ExtensionSyntax {
    advance()
    if at(.ordered), peek().keyword == .enum { throw fail(.extendOrdered(here)) }
    if at(.enum) { return .enumeration(try enumeration()) }
    if at(.state), peek().kind == .leftBrace {
      advance()
      return .state(try fields())
    }
    if at(.map), peek().kind == .leftBrace { return .map(try map(isExtended: true)) }
    if let word = wordTooMany { throw fail(.extendWithWord(here, word, text(peek()))) }
    if at(.typeName) { return .type(try typeName("a type"), try fields()) }
    let name = try name("what is extended")
    if accept(.from) { return .table(name, from: try plainText("the file of the rows")) }
    return opensMovement ? .movement(name, try movementItems(isExtended: true)) : .arms(name, try arms())
  }

  /// What is extended is told by its name alone, but for enums.
  private var wordTooMany: String? {
    switch current.keyword {
    case .movement, .define, .entity, .record, .kind:
      peek().kind == .name || peek().kind == .typeName ? text(current) : nil
    default: nil
    }
  }

  /// Whether the lines of a movement stand in the braces here, and no arms: behind the cases of an arm there is a
  /// colon or a comma.
  private var opensMovement: Bool {
    guard at(.leftBrace), peek(2).kind != .colon, peek(2).kind != .comma else { return false }
    return switch peek().keyword {
    case .step, .may, .cost, .extra, .diagonals: true
    default: false
    }
  }

  /// "replace" ( Part | Decl )
  mutating func replace() throws(Abandon) -> ReplacementSyntax {
    advance()
    switch current.keyword {
    case .require:
      let (owner, label) = try partLabel("require")
      return .requirement(owner: owner, try requirement(label: label))
    case .spend:
      let (owner, label) = try partLabel("spend")
      return .spend(owner: owner, try spend(label: label))
    case .roll:
      let (owner, label) = try partLabel("roll")
      return .roll(owner: owner, label: label, dice: try expression(), condition: try tail())
    case .extra:
      let (owner, label) = try partLabel("extra")
      return .extra(owner: owner, try extra(label: label))
    case .cost: throw fail(.replaceCost(here))
    case .let, .set, .add, .subtract, .remove, .do, .if, .for: throw fail(.replaceUnlabelled(here, text(current)))
    case .ruleset, .unit, .state, .map, .extend, .replace, .dropped, .fixture, .test:
      throw fail(.replaceNameless(here, text(current)))
    case let keyword? where keyword.opensDeclaration: return .declaration(try declaration())
    default: throw fail(.expectedReplaced(here, found))
    }
  }

  /// Part = word name "." label …
  private mutating func partLabel(_ word: String) throws(Abandon) -> (owner: Identifier, label: Identifier) {
    advance()
    let owner = try name("what the part stands in")
    guard accept(.dot) else { throw fail(.partWithoutLabel(here, found, word, owner.text)) }
    return (owner, try label("a label"))
  }
}
