public import RulesLang

/// A view that is kept as it is at the server, by the messages of `stateDelta`.
public struct FollowedView: Sendable {
  /// What a message did.
  public enum Step: Sendable {
    /// There is a whole view now.
    case seen
    /// The view has changed; with the events that were told.
    case changed(events: [JSONValue])
    /// The message changes another revision than the one that is here: a new view has to be asked for, by subscribing
    /// without an id. Until it comes, nothing is changed.
    case outOfStep(basis: Int64, here: Int64?)
  }

  /// The revision of the view; nil as long as there is none.
  public private(set) var revision: Int64?
  /// The view; nil as long as there is none.
  public private(set) var view: JSONValue?
  /// Whether a message came that did not fit, and no whole view since.
  public private(set) var isOutOfStep = false

  /// Begins with nothing.
  public init() {}

  /// Begins with a view that came otherwise, as by joining.
  public init(view: JSONValue, revision: Int64) { (self.view, self.revision) = (view, revision) }

  /// Takes a message: `{"type": "view", "revision": …, "view": …}` or
  /// `{"type": "delta", "basis": …, "revision": …, "patch": …, "events": …}`.
  ///
  /// - Throws: ``ClientFailure`` for what is neither, ``JSONPatch/Misfit`` for a patch that does not fit the view
  ///   though the revision does, which is the server's mistake.
  public mutating func take(_ message: JSONValue) throws -> Step {
    guard let to = message["revision"]?.integer else { throw ClientFailure.unreadable("a message without a revision") }
    switch message["type"]?.string {
    case "view":
      guard let whole = message["view"] else { throw ClientFailure.unreadable("a view without a view") }
      (view, revision, isOutOfStep) = (whole, to, false)
      return .seen
    case "delta":
      guard let basis = message["basis"]?.integer, let patch = message["patch"]
      else { throw ClientFailure.unreadable("a delta without basis or patch") }
      guard !isOutOfStep, let view, basis == revision else {
        isOutOfStep = true
        return .outOfStep(basis: basis, here: revision)
      }
      self.view = try JSONPatch.apply(patch, to: view)
      revision = to
      return .changed(events: message["events"]?.elements ?? [])
    default: throw ClientFailure.unreadable("neither a view nor a delta")
    }
  }
}
