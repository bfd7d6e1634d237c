/// A type as it is written: `optional set of 1..3 Creature`, `Int 0..9 for each Size`.
struct TypeSyntax: Sendable {
  indirect enum Kind: Sendable {
    /// `Int`, `Int 0..20 clamped`
    case int(RangeSyntax?, isClamped: Bool)
    /// A type with a capital: built in, entity, kind, record or enum.
    case named(Identifier)
    /// A word with a small letter.
    case unit(Identifier)
    /// The element is a `named`, `unit` or `int`.
    case set(TypeSyntax, size: SizeSyntax?)
    case list(TypeSyntax, size: SizeSyntax?, allowsRepeats: Bool)
    case optional(TypeSyntax)
    /// `T for each K`: holds for all before it.
    case table(TypeSyntax, key: KeySyntax)
    /// The parser missed a type and has said so.
    case error
  }

  enum KeySyntax: Sendable {
    case named(Identifier)
    case range(RangeSyntax)
  }

  let kind: Kind
  let range: SourceRange
}

/// `-1..20`; the limits are whole numbers or expressions in parentheses.
struct RangeSyntax: Sendable {
  let lower: ExpressionSyntax
  let upper: ExpressionSyntax

  var range: SourceRange { lower.range.to(upper.range) }
}

/// How many elements a set or list has: `up to 40`, `3`, `1..3`.
struct SizeSyntax: Sendable {
  enum Kind: Sendable {
    case upTo(ExpressionSyntax)
    case exactly(ExpressionSyntax)
    case between(ExpressionSyntax, ExpressionSyntax)
  }

  let kind: Kind
  let range: SourceRange
}
