/// Every word that means something to the parser. Which of them can be no bare name is ``isReserved``.
enum Keyword: UInt8, Sendable, Hashable, CaseIterable {
  // Reserved: values
  case and, or, not, `in`, has, exists, `is`, can, at, keep, noted, `if`, then, otherwise, match, some, no, all, any
  case `where`, after, by, descending, none, `true`, `false`, user, now
  // Reserved: statements
  case require, spend, `let`, set, add, subtract, remove, `for`, each, `do`, roll, when, `else`, from, to, into
  // Reserved: types
  case optional, list, of
  // Reserved: clauses
  case `as`, was, tags, says, because, telling, lifts, but, instead

  // Reserved in fixtures and tests besides
  case given, does, expect, legal, illegal, costing, needing, rolling, noting, with, saying, users

  // Declarations
  case ruleset, unit, ordered, `enum`, kind, entity, record, state, map, define, budget, adjust, exception, host, action
  case event, consequence, rule, waiver, note, conceal, movement, invariant, extend, replace, dropped, fixture, test

  // Words that mean something only where the grammar names them
  case extends, up, clamped, repeats, allowed, which, used, soon, anyone, raised, lowered, doubled, halved, least, most
  case follow, rolled, lowest, highest, cell, cells, distance, terrain, place, wide, squeezing, step, eight, four, ways
  case cutting, corners, may, enter, end, on, cost, extra, here, there, diagonals, counted, unknown, see, reach
}

extension Keyword {
  /// Words that are never a bare name; behind a dot and before the colon of a field, label or argument they may stand.
  static let reserved = allCases.filter(\.isReserved)
  /// Words that are reserved in fixtures and tests besides.
  static let reservedInTests = allCases.filter(\.isReservedInTestsOnly)
  /// Words that open a declaration at the start of a line.
  static let declarations = allCases.filter(\.opensDeclaration)

  /// The word itself.
  var text: String { "\(self)" }

  // The groups stand one behind the other in the list of cases.
  var isReserved: Bool { rawValue <= Keyword.instead.rawValue }
  var isReservedInTestsOnly: Bool { rawValue >= Keyword.given.rawValue && rawValue <= Keyword.users.rawValue }
  var opensDeclaration: Bool { rawValue >= Keyword.ruleset.rawValue && rawValue <= Keyword.test.rawValue }

  /// Whether a statement opens with it.
  var opensStatement: Bool {
    switch self {
    case .require, .spend, .let, .set, .add, .subtract, .remove, .for, .if, .do, .roll: true
    default: false
    }
  }

  /// The word that some bytes spell. A word is looked up as one number, which needs no text to be made.
  static func spelled(_ bytes: ArraySlice<UInt8>) -> Keyword? {
    guard bytes.count <= longest else { return nil }
    return bySpelling[packed(bytes)]
  }

  private static let longest = 15
  private static let bySpelling = Dictionary(
    uniqueKeysWithValues: allCases.map { (packed(Array($0.text.utf8)[...]), $0) })

  private static func packed(_ bytes: ArraySlice<UInt8>) -> UInt128 {
    bytes.reduce(0) { $0 << 8 | UInt128($1) }
  }
}
