public import RulesLang

/// What someone can ask for now, as `options` answers it. The names of actions, parameters and values are the server's.
public struct Choices: Sendable {
  /// Whether something can be done.
  public enum Availability: Sendable, Equatable {
    case enabled
    /// It cannot; with the reasons as a player reads them, where they are the same for everything.
    case disabled([String])
    /// The server has not looked far enough to know.
    case unsure
  }

  /// A value for a parameter.
  public struct Candidate: Sendable {
    /// As a request writes it; nil where the parameter is left out.
    public let value: JSONValue?
    /// As a player reads it.
    public let text: String
    /// What a way costs.
    public let cost: Int64?
    /// Whether anything can be done with it.
    public let availability: Availability

    /// One that a person made up.
    public init(
      value: JSONValue?, text: String, cost: Int64? = nil, availability: Availability = .enabled
    ) {
      (self.value, self.text, self.cost, self.availability) = (value, text, cost, availability)
    }
  }

  /// An action, and what there is to choose for its next parameter.
  public struct Action: Sendable {
    /// As a request names it.
    public let name: String
    /// Whether it can be done in any way.
    public let availability: Availability
    /// The first parameter that is not chosen yet; nil where none is left.
    public let parameter: String?
    /// The values that the server has thought of.
    public let candidates: [Candidate]
    /// Whether the parameter takes other values as well.
    public let isOpen: Bool
  }

  /// In the server's order.
  public let actions: [Action]

  /// Reads an answer. What it does not know it takes for unsure, as a newer server may know more.
  public init(_ json: JSONValue) throws(ClientFailure) {
    guard let actions = json["actions"]?.elements else { throw .unreadable("options without actions") }
    self.actions = actions.compactMap(Action.init)
  }
}

extension Choices.Action {
  fileprivate init?(_ json: JSONValue) {
    guard let name = json["action"]?.string else { return nil }
    self.init(
      name: name, availability: Choices.Availability(json), parameter: json["parameter"]?.string,
      candidates: (json["candidates"]?.elements ?? []).map(Choices.Candidate.init), isOpen: json["open"]?.bool ?? false)
  }
}

extension Choices.Candidate {
  fileprivate init(_ json: JSONValue) {
    let value = json["value"]
    self.init(
      value: value, text: json["text"]?.string ?? value.map { JSONWriter.text(of: $0) } ?? "",
      cost: json["cost"]?.integer, availability: Choices.Availability(json))
  }
}

extension Choices.Availability {
  fileprivate init(_ json: JSONValue) {
    switch json["is"]?.string {
    case "enabled": self = .enabled
    case "disabled": self = .disabled((json["reasons"]?.elements ?? []).compactMap { $0["message"]?.string })
    default: self = .unsure
    }
  }
}
