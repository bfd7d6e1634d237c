/// `{ … }` with statements.
struct BlockSyntax: Sendable {
  let statements: [StatementSyntax]
  let range: SourceRange
}

/// What stands in the block of an action, event or rule; each opens with a reserved word.
struct StatementSyntax: Sendable {
  indirect enum Kind: Sendable {
    case require(RequirementSyntax)
    case spend(SpendSyntax)
    case `let`(name: Identifier, value: ExpressionSyntax, message: MessageSyntax?)
    /// `set P to E when G`
    case set(PlaceSyntax, to: ExpressionSyntax, when: ExpressionSyntax?)
    case add(ExpressionSyntax, to: PlaceSyntax, when: ExpressionSyntax?)
    case subtract(ExpressionSyntax, from: PlaceSyntax, when: ExpressionSyntax?)
    case remove(ExpressionSyntax, from: PlaceSyntax, when: ExpressionSyntax?)
    /// `remove x in P where C`
    case removeWhere(element: Identifier, from: PlaceSyntax, condition: ExpressionSyntax, when: ExpressionSyntax?)
    case forEach(BinderSyntax, BlockSyntax)
    case `if`(IfSyntax)
    case `do`(CallSyntax, when: ExpressionSyntax?)
    /// `roll save for each t in targets: 1d20`
    case roll(name: Identifier, binder: BinderSyntax?, dice: ExpressionSyntax, when: ExpressionSyntax?)
  }

  let kind: Kind
  let doc: DocComment?
  let range: SourceRange
}

/// `require LABEL: C when G else "…"`
struct RequirementSyntax: Sendable {
  let label: Identifier?
  let condition: ExpressionSyntax
  let guardCondition: ExpressionSyntax?
  let message: MessageSyntax
}

/// `spend LABEL: A from P when G else "…"`
struct SpendSyntax: Sendable {
  let label: Identifier?
  let amount: ExpressionSyntax
  let place: PlaceSyntax
  let guardCondition: ExpressionSyntax?
  let message: MessageSyntax
}

/// `if C { … } otherwise { … }`
struct IfSyntax: Sendable {
  indirect enum Otherwise: Sendable {
    case block(BlockSyntax)
    case `if`(IfSyntax, range: SourceRange)
  }

  let condition: ExpressionSyntax
  let body: BlockSyntax
  let otherwise: Otherwise?
}

/// A field, a budget or a variable of the state, as a path without calls: `actor.slots[3]`.
struct PlaceSyntax: Sendable {
  enum Step: Sendable {
    case field(Identifier)
    case index(ExpressionSyntax)
  }

  let root: Identifier
  let steps: [Step]
  let range: SourceRange
}

/// `strike(actor, weapon, target)`: an event or action and its arguments.
struct CallSyntax: Sendable {
  let name: Identifier
  let arguments: [ArgumentSyntax]
  let range: SourceRange
}

/// `x in xs where p`
struct BinderSyntax: Sendable {
  let name: Identifier
  let domain: DomainSyntax
  let condition: ExpressionSyntax?
  let range: SourceRange
}

/// What a binder walks or `in` asks of: a collection, or `1..9`.
enum DomainSyntax: Sendable {
  case collection(ExpressionSyntax)
  case range(ExpressionSyntax, ExpressionSyntax)

  var range: SourceRange {
    switch self {
    case .collection(let value): value.range
    case .range(let lower, let upper): lower.range.to(upper.range)
    }
  }
}
