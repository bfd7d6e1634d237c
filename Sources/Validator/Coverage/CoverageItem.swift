package import RulesLang

/// Something in the text of the rules that can turn out in one way or in two, so that a test may have seen each or not.
package struct CoverageItem: Sendable {
  /// What stands in the text.
  package enum Kind: String, Sendable {
    case action, event
    case requirement
    /// `when` behind a statement; `if` of a block; `if … then` in an expression.
    case when, `if`, choice
    case arm
    case forEach = "for each"
    /// The condition of a rule, and what has a condition or holds always.
    case rule, waiver, note, adjust
    case exception, conceal, consequence
    case tags
    /// `may enter cell`, `may end on cell` and what a movement costs more.
    case movement
    /// What a placed entity marks.
    case place
  }

  /// How it can turn out.
  package enum Outcomes: Sendable {
    case heldOrRefused, trueOrFalse
    /// It happens, or it never does.
    case taken

    package var count: Int { self == .taken ? 1 : 2 }
  }

  package let kind: Kind
  /// `strike.inReach`, `dazed`: what the rules call it, where they do.
  package let name: String?
  /// What to point at.
  package let range: SourceRange
  package let outcomes: Outcomes
  /// What has to turn out before this is looked at, and how: any way where that is nil.
  package let parent: (item: Int, outcome: Int?)?
}
