public import RulesLang

/// What a user asks of a room: an action of the rule set, which means nothing to the host.
public struct Ask: Sendable {
  public let user: String
  public let action: String
  /// An object.
  public let arguments: JSONValue
  /// The revision that the user saw, where the client says so.
  public let basis: Int64?
  /// The client's own name for this request: sent again with it, it is answered as the first time.
  public let key: String?
  /// Whether it is kept where it is refused for nothing but that its time has not come.
  public let mayWait: Bool

  public init(
    user: String, action: String, arguments: JSONValue, basis: Int64? = nil, key: String? = nil, mayWait: Bool = false
  ) {
    self.user = user
    self.action = action
    self.arguments = arguments
    self.basis = basis
    self.key = key
    self.mayWait = mayWait
  }

  /// Who acts: by the language's own convention the argument called `actor`.
  var actor: String? { arguments["actor"]?.string }

  var deed: Deed { Deed(user: user, action: action, arguments: arguments) }
}

/// An action with its arguments, as a user asks for it or the host reports it.
struct Deed: Sendable, Hashable {
  /// nil where the host reports.
  let user: String?
  let action: String
  let arguments: JSONValue

  /// What the validator reads.
  var body: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("action")
      writer.string(action)
      writer.key("arguments")
      writer.value(arguments)
    }
    return writer.text
  }
}
