public import RulesLang

/// What can be asked for now, and why the rest cannot.
///
/// What can be done is worked out at once; names, texts and reasons are told when they are looked at, from the state
/// that was asked.
public struct Options: Sendable {
  /// Whether something can be done.
  public enum Availability: Sendable, Hashable {
    /// Some completion is legal.
    case enabled
    /// No completion is legal.
    case disabled(Obstacle)
    /// Not known: the search ended before it was.
    case unsure
  }

  /// What keeps something from being done. Why is found out when it is asked for.
  public struct Obstacle: Sendable, Hashable {
    /// Why nothing is legal.
    public enum Why: Sendable, Hashable {
      /// The reasons that all completions share.
      case shared([Verdict.Reason])
      /// Where they share none: how often each reason occurs, by its id.
      case counts([String: Int])
      /// There is nothing to choose from.
      case noCandidates
    }

    let page: OptionPage
    /// Of which choice; nil for all.
    let place: Int?

    /// It is worked out for a whole action when it is first asked for, and put into words each time.
    public var why: Why { page.why(place) }

    public static func == (first: Obstacle, second: Obstacle) -> Bool { first.why == second.why }
    public func hash(into hasher: inout Hasher) { hasher.combine(why) }
  }

  /// Values for a parameter, each told when it is looked at.
  public struct Candidates: Sendable, RandomAccessCollection {
    let page: OptionPage

    public var startIndex: Int { 0 }
    public var endIndex: Int { page.choices.count }
    public subscript(place: Int) -> Candidate {
      var teller = ChoiceTeller(page.context)
      return page.candidate(place, &teller)
    }
  }

  /// One value for a parameter.
  public struct Candidate: Sendable {
    /// As a request writes it; nil where the parameter is left out and has its default.
    public let value: JSONValue?
    /// As a player reads it.
    public let text: String
    /// What a path costs.
    public let cost: Int64?
    /// The same with its unit, as a player reads it.
    public let costText: String?
    public let availability: Availability
  }

  /// An action, and what there is to choose for its next parameter.
  public struct Action: Sendable {
    public let action: String
    public let availability: Availability
    /// The first parameter that is not chosen yet; nil where none is left.
    public let parameter: String?
    public let candidates: Candidates
    /// Whether there are values beside the candidates, as for a text or a number without bounds.
    public let isOpen: Bool
  }

  public let actions: [Action]
}
