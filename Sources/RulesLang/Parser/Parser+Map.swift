// The map and movements: lists with one item a line.
extension Parser {
  /// "map" lines(MapItem)
  ///
  /// - Parameter isExtended: whether the lines are those that an overlay adds.
  mutating func map(isExtended: Bool = false) throws(Abandon) -> [MapItemSyntax] {
    advance()
    return try braced(.map) { parser throws(Abandon) in
      let start = parser.current
      if isExtended, parser.at(.cell) { throw parser.fail(.extendCell(parser.here)) }
      let doc = parser.doc(of: start)
      let kind = try parser.mapItem()
      return MapItemSyntax(kind: kind, doc: doc, range: parser.range(from: start))
    }
  }

  /// MapItem = "cell" UNIT | "distance" name | "terrain" name TEXT [ "is" names ] | "place" …
  private mutating func mapItem() throws(Abandon) -> MapItemSyntax.Kind {
    switch current.keyword {
    case .cell:
      advance()
      let size = try sum()
      guard case .quantity = size.kind else { throw fail(.cellWithoutUnit(here)) }
      return .cell(size)
    case .distance:
      advance()
      return .distance(try name("the metric"))
    case .terrain:
      advance()
      let name = try name("a terrain")
      let mark = try plainText("the character of the terrain")
      let marks = accept(.is) ? try names("a mark") : []
      if atWord(.when) { throw fail(.whenOnTerrain(here)) }
      return .terrain(name: name, mark: mark, marks: marks)
    case .place: return .placement(try placement())
    default: throw fail(.expectedMapItem(here, found))
    }
  }

  /// "place" Name "at" name [ "," Extent "cells" "wide" [ "," "squeezing" "to" Extent ] ]
  ///   { "is" names [ "when" Expr ] }
  private mutating func placement() throws(Abandon) -> PlacementSyntax {
    advance()
    let form = "place ENTITY at FIELD, WIDTH cells wide"
    let type = try typeName("an entity")
    try expect(.at, form: form)
    let cell = try name("the field of the cell")
    var width: ExpressionSyntax?
    var narrow: ExpressionSyntax?
    if accept(.comma) {
      width = try extent()
      try expect(.cells, .wide, form: form)
      if accept(.comma) {
        try expect(.squeezing, .to, form: form + ", squeezing to WIDTH")
        narrow = try extent()
      }
    }
    var marks: [PlacementSyntax.MarkClause] = []
    isInPlacement = true
    defer { isInPlacement = false }
    while acceptClause(.is) {
      marks.append(PlacementSyntax.MarkClause(marks: try names("a mark"), condition: try tail()))
    }
    return PlacementSyntax(type: type, cell: cell, width: width, narrow: narrow, marks: marks)
  }

  /// Extent = name | INT | "(" Expr ")"
  private mutating func extent() throws(Abandon) -> ExpressionSyntax {
    if at(.integer) || at(.leftParenthesis) { return try bound() }
    let name = try name("a width")
    return ExpressionSyntax(kind: .name(name), range: name.range)
  }

  /// "movement" name Params lines(MoveItem)
  mutating func movement() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the movement")
    let parameters = try parameters()
    return .movement(MovementDeclaration(name: name, parameters: parameters, items: try movementItems()))
  }

  /// lines(MoveItem)
  ///
  /// - Parameter isExtended: whether they are those that an overlay adds.
  mutating func movementItems(isExtended: Bool = false) throws(Abandon) -> [MovementItemSyntax] {
    try braced(.movement) { parser throws(Abandon) in
      let start = parser.current
      if isExtended, parser.at(.step) || parser.at(.may) || parser.at(.cost) {
        throw parser.fail(.extendMovement(parser.here, parser.text(start)))
      }
      let doc = parser.doc(of: start)
      let kind = try parser.movementItem()
      return MovementItemSyntax(kind: kind, doc: doc, range: parser.range(from: start))
    }
  }

  private mutating func movementItem() throws(Abandon) -> MovementItemSyntax.Kind {
    switch current.keyword {
    case .step: return try steps()
    case .may: return try mayEnterOrEnd()
    case .cost:
      advance()
      if atLabel { throw fail(.labelledCost(here, text(current))) }
      let cost = try expression()
      if atWord(.when) { throw fail(.conditionalCost(here)) }
      return .cost(cost)
    case .extra:
      advance()
      guard atLabel else { throw fail(.extraWithoutLabel(here, found)) }
      return .extra(try extra(label: try label("a label")))
    case .diagonals: return try diagonals()
    default: throw fail(.expectedMovementItem(here, found))
    }
  }

  /// "step" ( "eight" | "four" ) "ways" [ "," "not" "cutting" "corners" ]
  private mutating func steps() throws(Abandon) -> MovementItemSyntax.Kind {
    let form = "step eight ways, not cutting corners"
    advance()
    let isDiagonal = at(.eight)
    guard isDiagonal || at(.four) else { throw fail(.expectedForm(here, found, form)) }
    advance()
    try expect(.ways, form: form)
    guard accept(.comma) else { return .step(isDiagonal: isDiagonal, cutsCorners: true) }
    try expect(.not, .cutting, .corners, form: form)
    return .step(isDiagonal: isDiagonal, cutsCorners: false)
  }

  /// "may" ( "enter" | "end" "on" ) "cell" name "when" Expr
  private mutating func mayEnterOrEnd() throws(Abandon) -> MovementItemSyntax.Kind {
    advance()
    let isEnd = at(.end)
    guard isEnd || at(.enter) else { throw fail(.expectedForm(here, found, "may enter cell c when CONDITION")) }
    advance()
    let form = "may \(isEnd ? "end on" : "enter") cell c when CONDITION"
    if isEnd { try expect(.on, form: form) }
    try expect(.cell, form: form)
    let cell = try name("a cell")
    guard acceptClause(.when) else { throw fail(.expectedForm(here, found, form)) }
    let condition = try expression()
    return isEnd ? .mayEnd(cell: cell, condition: condition) : .mayEnter(cell: cell, condition: condition)
  }

  /// Extra = Expr [ "into" "cell" name | "from" "here" "to" "there" ] [ "when" Expr ]
  mutating func extra(label: Identifier) throws(Abandon) -> ExtraSyntax {
    let amount = try expression()
    var reach = ExtraSyntax.Reach.everywhere
    if accept(.into) {
      try expect(.cell, form: "into cell c")
      reach = .cell(try name("a cell"))
    } else if accept(.from) {
      let here = identifier(current)
      try expect(.here, form: "from here to there")
      try expect(.to, form: "from here to there")
      let there = identifier(current)
      try expect(.there, form: "from here to there")
      reach = .edge(here: here, there: there)
    }
    return ExtraSyntax(label: label, amount: amount, reach: reach, condition: try tail())
  }

  /// "diagonals" "cost" Sum "then" Sum "," "counted" "by" Place
  private mutating func diagonals() throws(Abandon) -> MovementItemSyntax.Kind {
    let form = "diagonals cost COST then COST, counted by FIELD"
    advance()
    try expect(.cost, form: form)
    let first = try sum()
    try expect(.then, form: form)
    let second = try sum()
    guard accept(.comma) else { throw fail(.expectedForm(here, found, form)) }
    try expect(.counted, .by, form: form)
    return .diagonals(first: first, second: second, counter: try place())
  }
}
