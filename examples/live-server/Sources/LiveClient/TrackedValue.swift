public import RulesLang

/// One value of a subscription.
public struct TrackedValue: Sendable, Hashable {
  /// What a client that comes back says it has seen; nil where the server tracks nothing.
  public let id: String?
  /// What the procedure says.
  public let data: JSONValue

  /// As it would come.
  public init(id: String?, data: JSONValue) {
    self.id = id
    self.data = data
  }
}
