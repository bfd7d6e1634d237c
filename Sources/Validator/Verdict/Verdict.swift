public import RulesLang

/// What a rule set says to a request, in texts and JSON values, for clients and logs: what the user who asked may
/// know. What is true is in ``truth``, for the host alone.
///
/// It belongs to the revision of the state that was judged, and can be applied to nothing else.
public struct Verdict: Sendable {
  public enum Outcome: Sendable, Hashable {
    case refused
    /// Legal; judge it again with the dice that it needs.
    case awaiting([Need])
    /// Legal, and ready to be applied.
    case ready
  }

  /// Why a request is refused.
  public struct Reason: Sendable, Hashable {
    /// The requirement's id, as `attack.inReach`; `request.…` where the request itself could not be read.
    public let rule: String
    /// For a player.
    public let message: String
    /// The right and the left side of the failing comparison; the amount of a spend and what there is.
    public let needed: JSONValue?
    public let actual: JSONValue?
    /// The parameters of the block, as an object.
    public let arguments: JSONValue
    /// Where the requirement stands, as `turns.rules:9:3`; the path of an argument that could not be read.
    public let source: String
    /// Whether the rules failed here rather than the request, as by an overflow.
    public let isFault: Bool
    /// Whether the requirement asks for nothing but waiting.
    public let isLater: Bool
  }

  /// A rule, requirement, note or waiver that a waiver lifted.
  public struct Waived: Sendable, Hashable {
    public let rule: String
    public let by: String
    public let because: String
  }

  public struct Note: Sendable, Hashable {
    public let note: String
    public let word: String
    public let because: String
  }

  /// What is spent from one place, such as `aria.movement`.
  public struct Cost: Sendable, Hashable {
    public struct Part: Sendable, Hashable {
      /// The id of a spend, or of a part of a movement's cost.
      public let source: String
      public let amount: Int64
    }
    public let from: String
    public let amount: Int64
    public let parts: [Part]
  }

  /// Dice that the host has to bring.
  public struct Need: Sendable, Hashable {
    /// As `strike.toHit`, or `strike.toHit#2` for a second one.
    public let roll: String
    /// Whose roll it is, where there is one for each of some.
    public let element: JSONValue?
    /// As `1d20 + 5`; `…` where they are worked out from a concealed field. The host throws those of the truth.
    public let dice: String
  }

  public struct Event: Sendable, Hashable {
    public let event: String
    /// An object.
    public let arguments: JSONValue
    /// The line for the log.
    public let message: String?
    /// For the host: empty but in the truth.
    public let tags: [String]
  }

  public internal(set) var outcome: Outcome
  public internal(set) var reasons: [Reason]
  public internal(set) var waived: [Waived]
  public internal(set) var notes: [Note]
  public internal(set) var costs: [Cost]
  /// Dice that are due; as the user sees it, where this is not the truth.
  public internal(set) var needs: [Need]
  /// What happens, as the user is told of it.
  public internal(set) var events: [Event]
  /// The changes of the state's JSON: of the view of who asked.
  public internal(set) var patch: [PatchOperation]
  /// Faults for which a tick left consequences out; in the truth alone.
  public internal(set) var dropped: [Reason]
  /// The revision that was judged.
  public let basis: Int64
  /// The digest of the rules.
  public let rules: String

  package internal(set) var decision: Decision

  /// What is true, where this is what a user may know.
  final class Fact: Sendable {
    let truth: Verdict
    init(_ truth: Verdict) { self.truth = truth }
  }
  var fact: Fact?

  /// What is true, for the host alone: all events with their tags, what is concealed, the changes of the state itself.
  public var truth: Verdict { fact?.truth ?? self }

  /// Whether the request may be done.
  public var isLegal: Bool { outcome != .refused }
  /// Whether the request is refused for nothing but that its time has not come: a host may queue it.
  public var isLater: Bool { outcome == .refused && reasons.allSatisfy(\.isLater) }
}
