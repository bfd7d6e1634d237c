/// A value or a condition. Parentheses leave no node of their own; the range of what stands in them includes them.
struct ExpressionSyntax: Sendable {
  indirect enum Kind: Sendable {
    // Conditions
    case quantifier(QuantifierSyntax)
    /// `if A then B otherwise C`; without C a condition that holds where A does not.
    case ifThen(ExpressionSyntax, then: ExpressionSyntax, otherwise: ExpressionSyntax?)
    case and([ExpressionSyntax])
    case or([ExpressionSyntax])
    case not(ExpressionSyntax)
    case comparison(ExpressionSyntax, ComparisonOperator, ExpressionSyntax)
    /// `x in xs`, `n in 1..9`
    case membership(ExpressionSyntax, DomainSyntax)
    /// `xs has x`, `xs has any {…}`
    case has(ExpressionSyntax, HasMode, ExpressionSyntax)
    case exists(ExpressionSyntax)
    case isRolled(ExpressionSyntax)
    /// `actor can follow path by walk`
    case canFollow(ExpressionSyntax, path: ExpressionSyntax, movement: Identifier)
    /// `noted disadvantage`
    case noted(Identifier)

    // Values
    /// `x otherwise y`, from the left.
    case otherwise(ExpressionSyntax, ExpressionSyntax)
    case arithmetic(ExpressionSyntax, ArithmeticOperator, ExpressionSyntax)
    case negate(ExpressionSyntax)
    case match(ExpressionSyntax, [MatchArmSyntax])
    /// `x.f` and `x.f(…)`
    case member(ExpressionSyntax, Identifier, arguments: [ArgumentSyntax]?)
    case index(ExpressionSyntax, ExpressionSyntax)
    case name(Identifier)
    /// `f(…)`
    case call(Identifier, [ArgumentSyntax])
    /// `count(x in xs where p)`
    case aggregate(AggregateSyntax)
    /// An enum as a collection.
    case typeName(Identifier)
    /// `Condition.prone`
    case qualifiedCase(type: Identifier, name: Identifier)
    /// `Affliction(condition: prone)`
    case record(Identifier, [ArgumentSyntax])
    /// `(x, y)`
    case cell(ExpressionSyntax, ExpressionSyntax)
    case list([ExpressionSyntax])

    // Behind `{`
    case set([ExpressionSyntax])
    /// `{x in xs where p}`
    case filter(BinderSyntax)
    /// `{e for x in xs where p}`
    case map(ExpressionSyntax, BinderSyntax)
    /// `{1: 4, otherwise 0}`
    case keyed([KeyedSyntax], otherwise: ExpressionSyntax?)

    // Literals
    case integer(Int64)
    /// `30 ft`
    case quantity(Int64, unit: Identifier)
    case text(TextLiteral)
    case dice(DiceSyntax)
    case boolean(Bool)
    case none
    case user
    case now

    // Only as an argument
    /// `mover at there`
    case placed(ExpressionSyntax, at: ExpressionSyntax)
    /// `east 3 then south 1`, in tests.
    case route([LegSyntax])

    /// The parser missed a value and has said so.
    case error
  }

  let kind: Kind
  let range: SourceRange
}

enum HasMode: Sendable, Hashable {
  /// `has x`
  case element
  /// `has any xs`
  case any
  /// `has all xs`
  case all
  /// `has no xs`
  case no
}

/// `some x in xs where p`, `no x in xs where p`, `all x in xs where p: q`
struct QuantifierSyntax: Sendable {
  enum Kind: Sendable, Hashable { case some, no, all }

  let kind: Kind
  /// With its `where`, which `some` and `no` always have.
  let binder: BinderSyntax
  /// What holds of all; only of `all`.
  let body: ExpressionSyntax?
}

/// `sorted(x in xs after a where p by k descending: e)`, each part where the function takes it.
struct AggregateSyntax: Sendable {
  enum Function: String, Sendable, Hashable, CaseIterable { case count, sum, min, max, first, last, next, sorted }

  struct Key: Sendable {
    let value: ExpressionSyntax
    let isDescending: Bool
  }

  let function: Function
  /// The place of the function's name.
  let nameRange: SourceRange
  let binder: BinderSyntax
  /// Only of `next`.
  let after: ExpressionSyntax?
  /// Only of `sorted`.
  let keys: [Key]
  /// Only of `sum`, `min` and `max`.
  let body: ExpressionSyntax?
}

/// `label: value`, with or without the label.
struct ArgumentSyntax: Sendable {
  let label: Identifier?
  let value: ExpressionSyntax
}

struct KeyedSyntax: Sendable {
  let key: ExpressionSyntax
  let value: ExpressionSyntax
}

/// `tiny, small: 1`
struct MatchArmSyntax: Sendable {
  enum Cases: Sendable {
    /// At least one.
    case cases([MatchCaseSyntax])
    case otherwise(SourceRange)
  }

  let cases: Cases
  let value: ExpressionSyntax
}

enum MatchCaseSyntax: Sendable {
  case named(Identifier)
  /// The absent value of an optional.
  case none(SourceRange)
}

/// `2d20 keep lowest 1`
struct DiceSyntax: Sendable, Hashable {
  struct Keep: Sendable, Hashable {
    let isHighest: Bool
    let count: Int64
  }

  let count: Int64
  let faces: Int64
  let keep: Keep?
}

/// `east 3`
struct LegSyntax: Sendable {
  enum Direction: String, Sendable, Hashable, CaseIterable {
    case north, northeast, east, southeast, south, southwest, west, northwest
  }

  let direction: Direction
  let length: Int64
  let range: SourceRange
}
