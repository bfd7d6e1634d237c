/// Every word that means something to the parser. Which of them can be no bare name is ``isReserved``.
enum Keyword: String, Sendable, Hashable, CaseIterable {
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
  static let reserved: [Keyword] = words(from: .and, through: .instead)
  /// Words that are reserved in fixtures and tests besides.
  static let reservedInTests: [Keyword] = words(from: .given, through: .users)
  /// Words that open a declaration at the start of a line.
  static let declarations: [Keyword] = words(from: .ruleset, through: .test)

  var isReserved: Bool { order <= Keyword.lastReserved }
  var isReservedInTests: Bool { order <= Keyword.lastReservedInTests }
  var opensDeclaration: Bool { order > Keyword.lastReservedInTests && order <= Keyword.lastDeclaration }

  private static let orders = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
  private var order: Int { Keyword.orders[self] ?? 0 }
  private static let lastReserved = Keyword.instead.order
  private static let lastReservedInTests = Keyword.users.order
  private static let lastDeclaration = Keyword.test.order

  private static func words(from first: Keyword, through last: Keyword) -> [Keyword] {
    allCases.filter { $0.order >= first.order && $0.order <= last.order }
  }
}
