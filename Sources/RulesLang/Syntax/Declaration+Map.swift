/// One line of the map's declaration.
struct MapItemSyntax: Sendable {
  enum Kind: Sendable {
    /// `cell 5 ft`
    case cell(ExpressionSyntax)
    /// `distance alternating`
    case distance(Identifier)
    /// `terrain wall "#" is solid, opaque`
    case terrain(name: Identifier, mark: TextLiteral, marks: [Identifier])
    case placement(PlacementSyntax)
  }

  let kind: Kind
  let doc: DocComment?
  let range: SourceRange
}

/// `place Creature at cell, side cells wide, squeezing to narrow is solid when …`
struct PlacementSyntax: Sendable {
  struct MarkClause: Sendable {
    let marks: [Identifier]
    let condition: ExpressionSyntax?
  }

  let type: Identifier
  let cell: Identifier
  /// A name, a number or a whole expression; a bare name is a field or define of the entity.
  let width: ExpressionSyntax?
  let narrow: ExpressionSyntax?
  let marks: [MarkClause]
}

/// `movement walk(mover: Creature) { … }`
struct MovementDeclaration: Sendable {
  let name: Identifier
  let parameters: [ParameterSyntax]
  let items: [MovementItemSyntax]
}

/// One line of a movement.
struct MovementItemSyntax: Sendable {
  enum Kind: Sendable {
    /// `step eight ways, not cutting corners`
    case step(isDiagonal: Bool, cutsCorners: Bool)
    /// `may enter cell c when …`
    case mayEnter(cell: Identifier, condition: ExpressionSyntax)
    /// `may end on cell c when …`
    case mayEnd(cell: Identifier, condition: ExpressionSyntax)
    case cost(ExpressionSyntax)
    case extra(ExtraSyntax)
    /// `diagonals cost 5 ft then 10 ft, counted by mover.diagonals`
    case diagonals(first: ExpressionSyntax, second: ExpressionSyntax, counter: PlaceSyntax)
  }

  let kind: Kind
  let doc: DocComment?
  let range: SourceRange
}

/// `extra rubble: 5 ft into cell c when difficult(c)`
struct ExtraSyntax: Sendable {
  enum Reach: Sendable {
    /// It depends on the mover alone.
    case everywhere
    /// `into cell c`
    case cell(Identifier)
    /// `from here to there`; the names are fixed.
    case edge(here: Identifier, there: Identifier)
  }

  let label: Identifier
  let amount: ExpressionSyntax
  let reach: Reach
  let condition: ExpressionSyntax?
}
