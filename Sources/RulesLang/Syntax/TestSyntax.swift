/// `fixture ambush { … }`
struct FixtureDeclaration: Sendable {
  let name: Identifier
  let items: [FixtureItemSyntax]
}

struct FixtureItemSyntax: Sendable {
  enum Kind: Sendable {
    /// `"A": Creature aria { … }`, standing where the marker is drawn.
    case marker(TextLiteral, RowSyntax)
    case row(RowSyntax)
    case users([Identifier])
    case map(Drawing)
    case setter(SetterSyntax)
  }

  let kind: Kind
  let range: SourceRange
}

/// `Creature aria { hp: 12 }`
struct RowSyntax: Sendable {
  let type: Identifier
  let id: Identifier
  let setters: [SetterSyntax]
}

/// `hp: 12`, or `turn { current: aria }` for a part of what there is.
indirect enum SetterSyntax: Sendable {
  case value(Identifier, ExpressionSyntax)
  case nested(Identifier, [SetterSyntax])

  var name: Identifier {
    switch self {
    case .value(let name, _), .nested(let name, _): name
    }
  }
}

/// `test "rubble doubles the cost" { … }`
struct TestDeclaration: Sendable {
  let name: TextLiteral
  let steps: [TestStepSyntax]
}

struct TestStepSyntax: Sendable {
  indirect enum Kind: Sendable {
    /// `given ambush with aria { baseSpeed: 20 ft }`
    case fixture(Identifier, with: [SetterSyntax])
    /// `given aria { cell: spot }`
    case given([SetterSyntax])
    /// `ana does move(aria, east 1) rolling toHit 15`
    case does(who: Identifier, CallSyntax, rolling: [RolledDiceSyntax])
    /// `at 90 s`, with the dice of what comes due then
    case at(ExpressionSyntax, rolling: [RolledDiceSyntax])
    /// `then goblin.hp == 0`
    case then(ExpressionSyntax)
    case expect(ExpectationSyntax)
    /// `for each spot, result in [ (…), … ] { … }`
    case table(columns: [Identifier], rows: [TestRowSyntax], steps: [TestStepSyntax])
  }

  let kind: Kind
  let range: SourceRange
}

/// `toHit#2[aria] (15, 3)`
struct RolledDiceSyntax: Sendable {
  enum Shown: Sendable {
    /// The sum of the kept dice.
    case total(Int64)
    case faces([Int64])
  }

  let roll: RollNameSyntax
  /// Which element of a `roll … for each`.
  let element: ExpressionSyntax?
  let shown: Shown
}

/// `strike.toHit#2`: a roll, and which of its occurrences.
struct RollNameSyntax: Sendable {
  let name: PartNameSyntax
  let occurrence: Int64?
  let range: SourceRange
}

struct TestRowSyntax: Sendable {
  let values: [ExpressionSyntax]
  /// The last column, where it is what is expected.
  let verdict: VerdictSyntax?
  let range: SourceRange
}

indirect enum ExpectationSyntax: Sendable {
  case verdict(VerdictSyntax)
  /// These happen, among others.
  case events([CallSyntax])
  /// `ana does not see goblin`
  case doesNotSee(user: Identifier, row: Identifier)
  /// `reach of aria by walk """…"""`
  case reach(ExpressionSyntax, movement: Identifier, Drawing)
  /// `cells of sphere(20 ft) """…"""`
  case cells(ExpressionSyntax, Drawing)
  /// A column of the table that holds verdicts.
  case column(Identifier)
}

struct VerdictSyntax: Sendable {
  indirect enum Kind: Sendable {
    case legal(LegalSyntax)
    case illegal(IllegalSyntax)
  }

  let kind: Kind
  let range: SourceRange
}

/// `legal costing 20 ft from aria.movement needing toHit with falls(goblin) noting onTheGround`
struct LegalSyntax: Sendable {
  struct Cost: Sendable {
    let amount: ExpressionSyntax
    let place: PlaceSyntax
  }

  /// Absent where the test says nothing of costs.
  let costs: [Cost]?
  /// Whether `…` leaves further costs open.
  let allowsOtherCosts: Bool
  let needs: [RollNameSyntax]?
  let events: [CallSyntax]
  let notes: [PartNameSyntax]
}

/// `illegal by at least move.pace saying "…" as unknown goblin`
struct IllegalSyntax: Sendable {
  let reasons: [PartNameSyntax]?
  /// Whether there may be other reasons too.
  let allowsOtherReasons: Bool
  let saying: TextLiteral?
  let unknown: Identifier?
}
