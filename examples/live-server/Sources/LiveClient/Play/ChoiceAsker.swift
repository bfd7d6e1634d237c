public import RulesLang

/// Asks what can be done in a room, and finds out values parameter by parameter, as a person does who presses buttons.
public struct ChoiceAsker: Sendable {
  /// An action with a value for each parameter that is not left out.
  public struct Completion: Sendable {
    /// As a request names it.
    public let action: String
    /// As a request writes them.
    public let arguments: JSONValue
    /// How many parameters the action has; nil where those behind the last value were left out.
    public let parameters: Int?
    /// The values that were chosen here, as a player reads them.
    public let texts: [(parameter: String, value: String)]
  }

  private let interaction: JSONValue
  private let query: @Sendable (_ input: JSONValue) async throws -> JSONValue

  /// - Parameter query: sends the input to the procedure `options`.
  public init(interactionID: String, query: @escaping @Sendable (_ input: JSONValue) async throws -> JSONValue) {
    (interaction, self.query) = (JSONValue(.string(interactionID)), query)
  }

  /// All actions, or one with what can be chosen behind the values that are given.
  public func choices(action: String? = nil, given: [JSONValue.Member] = []) async throws -> Choices {
    var members = [JSONValue.Member(key: "interactionId", value: interaction)]
    if let action {
      members.append(.init(key: "action", value: JSONValue(.string(action))))
      members.append(.init(key: "given", value: JSONValue(.object(given))))
    }
    return try Choices(try await query(JSONValue(.object(members))))
  }

  /// Chooses value by value until nothing is left to choose.
  ///
  /// - Parameters:
  ///   - action: its name.
  ///   - given: values that are chosen already, for the first parameters.
  ///   - parameters: how many the action has, where that is known: who knows it need not ask whether there are more.
  ///   - pick: chooses one of what is offered; nil gives up.
  /// - Returns: nil where it was given up, or cannot be done any more.
  public func complete(
    _ action: String, from given: [JSONValue.Member] = [], parameters: Int? = nil,
    pick: (Choices.Action) async throws -> Choices.Candidate?
  ) async throws -> Completion? {
    var given = given
    var texts: [(parameter: String, value: String)] = []
    var isWhole = true
    while given.count != parameters {
      let choices = try await choices(action: action, given: given)
      guard let offered = choices.actions.first(where: { $0.name == action }) else { return nil }
      guard let parameter = offered.parameter else { break }
      guard let candidate = try await pick(offered) else { return nil }
      // Parameters are given from the first on: behind one that is left out, all are.
      guard let value = candidate.value else {
        isWhole = false
        break
      }
      given.append(.init(key: parameter, value: value))
      texts.append((parameter, candidate.text))
    }
    return Completion(
      action: action, arguments: JSONValue(.object(given)), parameters: isWhole ? given.count : nil, texts: texts)
  }
}
