// What binds to actions and events by pattern, and what holds of states.

/// What a rule, a waiver or a note is for, resolved. The names it binds are the first locals of its owner.
public struct Pattern: Sendable {
  public enum Subject: Sendable {
    /// `any action`, `any hostile event`: with the tag, if one is asked for.
    case anyAction(tag: String?), anyEvent(tag: String?)
    case anyStep
    /// Actions and events by name.
    case named(actions: [ActionID], events: [EventID])
  }
  public struct Parameter: Sendable {
    public let name: String
    public let type: Type
    /// `each target: Creature`.
    public let each: Bool
    public let range: SourceRange
    public init(name: String, type: Type, each: Bool, range: SourceRange) {
      self.name = name
      self.type = type
      self.each = each
      self.range = range
    }
  }
  public var subject: Subject
  public var parameters: [Parameter]
  /// `but not …`, each a subject.
  public var exclusions: [Subject]
  public var range: SourceRange
  public init(subject: Subject, parameters: [Parameter], exclusions: [Subject], range: SourceRange) {
    self.subject = subject
    self.parameters = parameters
    self.exclusions = exclusions
    self.range = range
  }
}

/// What a pattern fits: an action, an event or the steps of a movement.
public enum BindingTarget: Hashable, Sendable {
  case action(ActionID)
  case event(EventID)
  case step(MovementID)
}

/// How a pattern's names come from one target.
public struct Binding: Sendable {
  public enum Source: Hashable, Sendable {
    /// The target's parameter. For steps, the movement's parameters, then `here`, then `there`.
    case parameter(Int)
    /// The same, an optional one: the binding holds where the argument exists.
    case present(Int)
    /// Each distinct element of the target's parameter; there is at most one such source in a binding.
    case element(Int)
  }
  public let target: BindingTarget
  /// One for each parameter of the pattern.
  public let sources: [Source]
  /// Where the pattern asks for a tag that the target has under a condition: the clause's place in its `tags`.
  public let tagClauses: [Int]
  /// Conditional tags that an exclusion asks for: the binding does not hold where one of these clauses does.
  public let excludedClauses: [Int]

  public init(target: BindingTarget, sources: [Source], tagClauses: [Int], excludedClauses: [Int]) {
    self.target = target
    self.sources = sources
    self.tagClauses = tagClauses
    self.excludedClauses = excludedClauses
  }
}

/// `rule`: statements for whatever its pattern fits.
public struct RuleInfo: Sendable {
  public var header: Header
  public var tags: [String]
  public var pattern: Pattern
  public var locals: [LocalInfo]
  public var condition: TypedExpression?
  public var body: [Statement]
  public var bindings: [Binding] = []
  public init(
    header: Header, tags: [String], pattern: Pattern, locals: [LocalInfo], condition: TypedExpression?,
    body: [Statement]
  ) {
    self.header = header
    self.tags = tags
    self.pattern = pattern
    self.locals = locals
    self.condition = condition
    self.body = body
  }
}

/// `waiver`: lifts requirements.
public struct WaiverInfo: Sendable {
  /// What is lifted, resolved: a rule whole, one requirement (a spend lifted takes nothing), a note, a waiver.
  public enum Lift: Hashable, Sendable {
    case rule(RuleID), requirement(RequirementID), note(NoteID), waiver(WaiverID)
  }
  public var header: Header
  public var lifts: [Lift]
  /// What `any spell action.cost` asks for among its lifts.
  package var liftedSubjects: [Pattern.Subject] = []
  public var pattern: Pattern
  public var locals: [LocalInfo]
  public var condition: TypedExpression?
  public var because: Message
  public var bindings: [Binding] = []
  public init(
    header: Header, lifts: [Lift], pattern: Pattern, locals: [LocalInfo], condition: TypedExpression?, because: Message
  ) {
    self.header = header
    self.lifts = lifts
    self.pattern = pattern
    self.locals = locals
    self.condition = condition
    self.because = because
  }
}

/// `note`: a word about a request, for people.
public struct NoteInfo: Sendable {
  public var header: Header
  /// The word's place in ``TypedProgram/noteWords``.
  public var word: Int
  public var pattern: Pattern
  public var locals: [LocalInfo]
  public var condition: TypedExpression?
  public var because: Message
  public var bindings: [Binding] = []
  public init(
    header: Header, word: Int, pattern: Pattern, locals: [LocalInfo], condition: TypedExpression?, because: Message
  ) {
    self.header = header
    self.word = word
    self.pattern = pattern
    self.locals = locals
    self.condition = condition
    self.because = because
  }
}

/// `consequence`: an event that follows as soon as its condition holds.
public struct ConsequenceInfo: Sendable {
  public var header: Header
  public var locals: [LocalInfo]
  /// The rows it is about; nil where it stands once.
  public var binder: Binder?
  public var condition: TypedExpression
  public var event: EventID
  public var arguments: [TypedExpression]
  public init(
    header: Header, locals: [LocalInfo], binder: Binder?, condition: TypedExpression, event: EventID,
    arguments: [TypedExpression]
  ) {
    self.header = header
    self.locals = locals
    self.binder = binder
    self.condition = condition
    self.event = event
    self.arguments = arguments
  }
}

/// `conceal`: rows, or one field of them. Local 0 is the row, local 1 the viewer.
public struct ConcealInfo: Sendable {
  public var header: Header
  public var locals: [LocalInfo]
  public var entity: EntityID
  /// The field that is concealed; nil where the whole row is.
  public var field: Int?
  public var condition: TypedExpression
  /// What a concealed row is called, and what a refused user reads; for rows only.
  public var alias: Message?
  public var telling: Message?
  public init(
    header: Header, locals: [LocalInfo], entity: EntityID, field: Int?, condition: TypedExpression, alias: Message?,
    telling: Message?
  ) {
    self.header = header
    self.locals = locals
    self.entity = entity
    self.field = field
    self.condition = condition
    self.alias = alias
    self.telling = telling
  }
}

/// `invariant`: what holds in every state.
public struct InvariantInfo: Sendable {
  public var header: Header
  public var locals: [LocalInfo]
  public var condition: TypedExpression
  public init(header: Header, locals: [LocalInfo], condition: TypedExpression) {
    self.header = header
    self.locals = locals
    self.condition = condition
  }
}
