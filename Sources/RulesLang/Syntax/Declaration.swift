/// Something that a rules file declares; each starts a line.
struct Declaration: Sendable {
  indirect enum Kind: Sendable {
    case ruleset(RulesetDeclaration)
    case unit(Identifier)
    case enumeration(EnumDeclaration)
    case kind(KindDeclaration)
    case entity(EntityDeclaration)
    case record(name: Identifier, fields: [FieldDeclaration])
    case state(fields: [FieldDeclaration])
    case map([MapItemSyntax])
    case define(DefineDeclaration)
    case budget(BudgetDeclaration)
    case adjustment(AdjustDeclaration)
    case exception(ExceptionDeclaration)
    case action(ActionDeclaration)
    case event(EventDeclaration)
    case consequence(ConsequenceDeclaration)
    case rule(RuleDeclaration)
    case waiver(WaiverDeclaration)
    case note(NoteDeclaration)
    case concealment(ConcealDeclaration)
    case movement(MovementDeclaration)
    case invariant(name: Identifier, condition: ExpressionSyntax)
    case extend(ExtensionSyntax)
    case replace(ReplacementSyntax)
    case dropped(field: Identifier, type: Identifier)
    case fixture(FixtureDeclaration)
    case test(TestDeclaration)
  }

  let kind: Kind
  let doc: DocComment?
  let range: SourceRange
  /// The places of its tokens in ``SyntaxTree/tokens``.
  let tokens: Range<Int>
}

/// `ruleset skirmish`, `ruleset ours extends "../base"`
struct RulesetDeclaration: Sendable {
  let name: Identifier
  let base: TextLiteral?
}

/// `ordered enum Size { tiny, small }`, also behind `extend`.
struct EnumDeclaration: Sendable {
  struct Case: Sendable {
    let name: Identifier
    /// What it was called in older states.
    let was: Identifier?
    let doc: DocComment?
  }

  let isOrdered: Bool
  let name: Identifier
  let cases: [Case]
}

/// `kind Weapon in weapons from "data/weapons.json" { … }`
struct KindDeclaration: Sendable {
  let name: Identifier
  let table: Identifier
  let source: TextLiteral
  let fields: [FieldDeclaration]
}

/// `entity Creature in creatures up to 500 { … }`
struct EntityDeclaration: Sendable {
  let name: Identifier
  let table: Identifier
  let limit: ExpressionSyntax
  let fields: [FieldDeclaration]
}

/// `reach: ft = 5 ft`
struct FieldDeclaration: Sendable {
  let name: Identifier
  let type: TypeSyntax
  let defaultValue: ExpressionSyntax?
  /// What it was called in older states.
  let was: Identifier?
  let doc: DocComment?
  let range: SourceRange
}

/// `targets: set of 1..3 Creature = {}, each target`
struct ParameterSyntax: Sendable {
  let name: Identifier
  let type: TypeSyntax
  let defaultValue: ExpressionSyntax?
  /// The name of one element, for rules that bind each.
  let each: Identifier?
  let range: SourceRange
}

/// `define side(c: Creature): Int is …`
struct DefineDeclaration: Sendable {
  let name: Identifier
  let parameters: [ParameterSyntax]
  let type: TypeSyntax
  let value: ExpressionSyntax
}

/// `budget movement(c: Creature): ft is LIMIT, of which c.moved is used`
struct BudgetDeclaration: Sendable {
  let name: Identifier
  let parameters: [ParameterSyntax]
  let type: TypeSyntax
  let limit: ExpressionSyntax
  let counter: PlaceSyntax
}

/// What an adjustment or exception bends: `speed(c)`. The parameters are new names, matched by place.
struct BentSyntax: Sendable {
  let name: Identifier
  let parameters: [Identifier]
}

/// `adjust weary: speed(c) is lowered by 10 ft when …`
struct AdjustDeclaration: Sendable {
  enum Bend: Sendable {
    case raised(ExpressionSyntax)
    case lowered(ExpressionSyntax)
    case doubled
    case halved
    case atLeast(ExpressionSyntax)
    case atMost(ExpressionSyntax)
  }

  let name: Identifier
  let target: BentSyntax
  let bend: Bend
  let condition: ExpressionSyntax?
  /// The adjustment that this one switches off where both hold.
  let insteadOf: Identifier?
}

/// `exception held: speed(c) is 0 ft when …`
struct ExceptionDeclaration: Sendable {
  let name: Identifier
  let target: BentSyntax
  let value: ExpressionSyntax
  let condition: ExpressionSyntax
  let insteadOf: Identifier?
}

/// `conceal unseen: c in creatures from viewer as "someone" when … telling "…"`
struct ConcealDeclaration: Sendable {
  enum Subject: Sendable {
    /// The rows themselves, what they are called, and what a refused user reads.
    case rows(shownAs: MessageSyntax, telling: MessageSyntax)
    /// One field of the rows.
    case field(Identifier)
  }

  let name: Identifier
  let subject: Subject
  let row: Identifier
  let table: Identifier
  let viewer: Identifier
  let condition: ExpressionSyntax
}

/// What an overlay adds to what there is.
enum ExtensionSyntax: Sendable {
  case enumeration(EnumDeclaration)
  case state([FieldDeclaration])
  /// An entity, record or kind.
  case type(Identifier, [FieldDeclaration])
  /// Further rows of a kind's table.
  case table(Identifier, from: TextLiteral)
  /// Further arms of a define that is one `match`.
  case arms(Identifier, [MatchArmSyntax])
  /// Further terrains and places, and another metric.
  case map([MapItemSyntax])
  /// Further extras of a movement, and what its diagonals cost.
  case movement(Identifier, [MovementItemSyntax])
}

/// What an overlay puts in another's place, under the same id.
indirect enum ReplacementSyntax: Sendable {
  /// `replace require strike.inReach: …`; the statement's label is the part's.
  case requirement(owner: Identifier, RequirementSyntax)
  case spend(owner: Identifier, SpendSyntax)
  case roll(owner: Identifier, label: Identifier, dice: ExpressionSyntax, condition: ExpressionSyntax?)
  case extra(owner: Identifier, ExtraSyntax)
  case declaration(Declaration)
}
