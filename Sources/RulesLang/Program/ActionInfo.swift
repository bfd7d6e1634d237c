// What happens: actions, events, and what they require and roll.

/// A parameter of an action or an event.
public struct ParameterInfo: Sendable {
  public var header: Header
  /// Its bounds may read the parameters before it.
  public var shape: Shape
  /// May read the parameters before it.
  public var defaultValue: TypedExpression?
  /// `, each target`: what rules may call one element.
  public var each: String?
  public init(header: Header, shape: Shape, defaultValue: TypedExpression?, each: String?) {
    self.header = header
    self.shape = shape
    self.defaultValue = defaultValue
    self.each = each
  }
}

/// `tags hostile, loud when C`.
public struct TagClause: Sendable {
  public let tags: [String]
  public let condition: TypedExpression?
  public init(tags: [String], condition: TypedExpression?) {
    self.tags = tags
    self.condition = condition
  }
}

/// `action` or `host action`: what may be asked.
public struct ActionInfo: Sendable {
  public var header: Header
  /// Parameter i is local i.
  public var parameters: [ParameterInfo]
  public var locals: [LocalInfo]
  public var isHost: Bool
  public var byAnyone: Bool
  public var tags: [TagClause]
  public var body: [Statement]
  /// The parameter called `actor`.
  public var actor: Int?

  /// The host action that is done after every load of a state, where it is declared.
  public static let opened = "opened"

  public init(
    header: Header, parameters: [ParameterInfo], locals: [LocalInfo], isHost: Bool, byAnyone: Bool, tags: [TagClause],
    body: [Statement], actor: Int?
  ) {
    self.header = header
    self.parameters = parameters
    self.locals = locals
    self.isHost = isHost
    self.byAnyone = byAnyone
    self.tags = tags
    self.body = body
    self.actor = actor
  }
}

/// `event`: a named part of what happens.
public struct EventInfo: Sendable {
  public var header: Header
  public var parameters: [ParameterInfo]
  public var locals: [LocalInfo]
  public var tags: [TagClause]
  public var says: Message?
  public var to: TypedExpression?
  public var body: [Statement]
  public init(
    header: Header, parameters: [ParameterInfo], locals: [LocalInfo], tags: [TagClause], says: Message?,
    to: TypedExpression?, body: [Statement]
  ) {
    self.header = header
    self.parameters = parameters
    self.locals = locals
    self.tags = tags
    self.says = says
    self.to = to
    self.body = body
  }
}

/// A require, a spend, or a let with a refusal: what a reason names.
public struct RequirementInfo: Sendable {
  public enum Kind: Hashable, Sendable { case require, spend, binding }
  public enum Owner: Hashable, Sendable { case action(ActionID), event(EventID), rule(RuleID) }
  /// `attack.inReach`; the rule's name if it is a rule's only one; `strike.stats` for `let stats = … else`.
  public var id: String
  public var label: String?
  public var kind: Kind
  public var owner: Owner
  public var range: SourceRange
  public var doc: String?
  public init(id: String, label: String?, kind: Kind, owner: Owner, range: SourceRange, doc: String?) {
    self.id = id
    self.label = label
    self.kind = kind
    self.owner = owner
    self.range = range
    self.doc = doc
  }
}

/// `roll`: dice that the judgement needs.
public struct RollInfo: Sendable {
  /// `strike.toHit`.
  public var id: String
  public var owner: RequirementInfo.Owner
  public var range: SourceRange
  public init(id: String, owner: RequirementInfo.Owner, range: SourceRange) {
    self.id = id
    self.owner = owner
    self.range = range
  }
}
