// The declarations of a typed program, schema first. Each has its name, its place and its doc comment; whatever holds
// expressions has `locals`: all names bound in it, parameters first.

public struct LocalInfo: Sendable {
  public let name: String
  public let type: Type
  public let range: SourceRange
  public init(name: String, type: Type, range: SourceRange) {
    self.name = name
    self.type = type
    self.range = range
  }
}

/// What every declaration has.
public struct Header: Sendable {
  public let name: String
  /// The name itself, for messages.
  public let range: SourceRange
  /// The text behind `///`, line by line.
  public let doc: String?
  public init(name: String, range: SourceRange, doc: String?) {
    self.name = name
    self.range = range
    self.doc = doc
  }
}

public struct UnitInfo: Sendable {
  public var header: Header
  public init(header: Header) { self.header = header }
}

public struct EnumInfo: Sendable {
  public var header: Header
  public var ordered: Bool
  public var cases: [Header]
  /// Names that cases had in an older version: old name to number.
  public var was: [String: Int]
  public init(header: Header, ordered: Bool, cases: [Header], was: [String: Int] = [:]) {
    self.header = header
    self.ordered = ordered
    self.cases = cases
    self.was = was
  }
}

public struct FieldInfo: Sendable {
  public var header: Header
  public var shape: Shape
  /// A constant; nil where a value must be given. An optional without one has `none`.
  public var defaultValue: Value?
  public var was: String?
  public init(header: Header, shape: Shape, defaultValue: Value?, was: String? = nil) {
    self.header = header
    self.shape = shape
    self.defaultValue = defaultValue
    self.was = was
  }
}

public struct RecordInfo: Sendable {
  public var header: Header
  public var fields: [FieldInfo]
  public init(header: Header, fields: [FieldInfo]) {
    self.header = header
    self.fields = fields
  }
}

public struct KindInfo: Sendable {
  public struct Row: Sendable {
    /// The name behind the table: `longbow` in `weapons.longbow`.
    public let name: String
    /// One for each field.
    public let values: [Value]
    public init(name: String, values: [Value]) {
      self.name = name
      self.values = values
    }
  }
  public var header: Header
  public var table: String
  public var fields: [FieldInfo]
  /// In the order of their names' bytes.
  public var rows: [Row]
  public init(header: Header, table: String, fields: [FieldInfo], rows: [Row]) {
    self.header = header
    self.table = table
    self.fields = fields
    self.rows = rows
  }
}

public struct EntityInfo: Sendable {
  public var header: Header
  public var table: String
  /// The most rows there may be.
  public var limit: Int64
  public var fields: [FieldInfo]
  /// Fields of older versions whose values go: `dropped mana from Creature`.
  public var dropped: [String]
  public init(header: Header, table: String, limit: Int64, fields: [FieldInfo], dropped: [String] = []) {
    self.header = header
    self.table = table
    self.limit = limit
    self.fields = fields
    self.dropped = dropped
  }
}

/// A define with all that bends it. The value: the definition; plus all raises and lowers; times one exact ratio of all
/// doublings and halvings, rounded down once; within all bounds; then, if an exception holds, its value instead.
public struct FunctionInfo: Sendable {
  public var header: Header
  /// The first `parameterCount` locals.
  public var parameterCount: Int
  public var locals: [LocalInfo]
  public var result: Type
  public var body: TypedExpression
  public var adjustments: [Adjustment]
  public var exceptions: [Exception]
  public init(header: Header, parameterCount: Int, locals: [LocalInfo], result: Type, body: TypedExpression) {
    self.header = header
    self.parameterCount = parameterCount
    self.locals = locals
    self.result = result
    self.body = body
    adjustments = []
    exceptions = []
  }

  /// Has locals of its own; the first ones are the define's parameters under new names.
  public struct Adjustment: Sendable {
    public enum Bend: Sendable {
      case raised(TypedExpression), lowered(TypedExpression), doubled, halved
      case atLeast(TypedExpression), atMost(TypedExpression)
    }
    public var header: Header
    public var locals: [LocalInfo]
    public var bend: Bend
    public var condition: TypedExpression?
    /// Switches this adjustment of the same define off where both hold; its place in `adjustments`.
    public var insteadOf: Int?
    public init(header: Header, locals: [LocalInfo], bend: Bend, condition: TypedExpression?, insteadOf: Int?) {
      self.header = header
      self.locals = locals
      self.bend = bend
      self.condition = condition
      self.insteadOf = insteadOf
    }
  }

  public struct Exception: Sendable {
    public var header: Header
    public var locals: [LocalInfo]
    public var value: TypedExpression
    public var condition: TypedExpression
    /// Wins over this exception of the same define; its place in `exceptions`.
    public var insteadOf: Int?
    public init(
      header: Header, locals: [LocalInfo], value: TypedExpression, condition: TypedExpression, insteadOf: Int?
    ) {
      self.header = header
      self.locals = locals
      self.value = value
      self.condition = condition
      self.insteadOf = insteadOf
    }
  }
}

/// What there is to spend of one entity's: a live limit and a counter that counts up.
public struct BudgetInfo: Sendable {
  public var header: Header
  /// The first is the parameter, an entity.
  public var locals: [LocalInfo]
  public var type: Type
  /// The limit as a define of its own (named like the budget), so that adjustments bend it.
  public var limit: FunctionID
  /// The field that counts; its root is the parameter.
  public var counter: Place
  public init(header: Header, locals: [LocalInfo], type: Type, limit: FunctionID, counter: Place) {
    self.header = header
    self.locals = locals
    self.type = type
    self.limit = limit
    self.counter = counter
  }
}

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

public struct WaiverInfo: Sendable {
  /// What is lifted, resolved: a rule whole, one requirement (a spend lifted takes nothing), a note, a waiver.
  public enum Lift: Hashable, Sendable {
    case rule(RuleID), requirement(RequirementID), note(NoteID), waiver(WaiverID)
  }
  public var header: Header
  public var lifts: [Lift]
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

/// How a step is made. Local 0 is the mover.
public struct MovementInfo: Sendable {
  public struct CellCondition: Sendable {
    public let cell: LocalID
    public let condition: TypedExpression
    public init(cell: LocalID, condition: TypedExpression) {
      self.cell = cell
      self.condition = condition
    }
  }
  public struct Extra: Sendable {
    public enum Scope: Sendable {
      /// Of every step; of the worst of the cells newly covered; of the edge.
      case step
      case into(LocalID)
      case edge(here: LocalID, there: LocalID)
    }
    public var label: Header
    /// `walk.rubble`.
    public var id: String
    public var cost: TypedExpression
    public var scope: Scope
    public var condition: TypedExpression?
    public init(label: Header, id: String, cost: TypedExpression, scope: Scope, condition: TypedExpression?) {
      self.label = label
      self.id = id
      self.cost = cost
      self.scope = scope
      self.condition = condition
    }
  }
  public struct Diagonals: Sendable {
    public let first: TypedExpression
    public let second: TypedExpression
    public let counter: Place
    public init(first: TypedExpression, second: TypedExpression, counter: Place) {
      self.first = first
      self.second = second
      self.counter = counter
    }
  }
  public var header: Header
  public var mover: EntityID
  public var parameterCount: Int
  public var locals: [LocalInfo]
  public var eightWays: Bool
  public var cutsCorners: Bool
  public var enter: [CellCondition]
  public var end: [CellCondition]
  public var cost: TypedExpression
  public var extras: [Extra]
  public var diagonals: Diagonals?
  public init(
    header: Header, mover: EntityID, parameterCount: Int, locals: [LocalInfo], eightWays: Bool, cutsCorners: Bool,
    enter: [CellCondition], end: [CellCondition], cost: TypedExpression, extras: [Extra], diagonals: Diagonals?
  ) {
    self.header = header
    self.mover = mover
    self.parameterCount = parameterCount
    self.locals = locals
    self.eightWays = eightWays
    self.cutsCorners = cutsCorners
    self.enter = enter
    self.end = end
    self.cost = cost
    self.extras = extras
    self.diagonals = diagonals
  }
}

public struct MapInfo: Sendable {
  public enum Metric: String, Hashable, Sendable { case equal, alternating }
  public struct Terrain: Sendable {
    public let name: String
    /// One character of a drawing.
    public let character: Character
    /// Bits by place in `marks`.
    public let marks: UInt64
    public init(name: String, character: Character, marks: UInt64) {
      self.name = name
      self.character = character
      self.marks = marks
    }
  }
  /// `place Creature at cell, side cells wide, squeezing to narrow is solid when not open`. Local 0 is the entity.
  public struct Placement: Sendable {
    public struct Marks: Sendable {
      public let marks: UInt64
      public let condition: TypedExpression?
      public init(marks: UInt64, condition: TypedExpression?) {
        self.marks = marks
        self.condition = condition
      }
    }
    public var entity: EntityID
    /// The field of type Cell (or optional Cell: absent, it stands nowhere).
    public var cellField: Int
    public var locals: [LocalInfo]
    /// Cells wide, 1 where nothing is said.
    public var side: TypedExpression?
    public var narrow: TypedExpression?
    public var marks: [Marks]
    /// A field called `height`, in the unit of the map's cells.
    public var heightField: Int?
    public init(
      entity: EntityID, cellField: Int, locals: [LocalInfo], side: TypedExpression?, narrow: TypedExpression?,
      marks: [Marks], heightField: Int?
    ) {
      self.entity = entity
      self.cellField = cellField
      self.locals = locals
      self.side = side
      self.narrow = narrow
      self.marks = marks
      self.heightField = heightField
    }
  }
  /// The length of a cell's edge, in its unit.
  public var cellSize: Int64
  public var unit: UnitID
  public var metric: Metric
  /// `solid` and `opaque` are the first two.
  public var marks: [String]
  /// The first is what stands below a fixture's markers.
  public var terrains: [Terrain]
  public var placements: [Placement]
  public var range: SourceRange
  public init(
    cellSize: Int64, unit: UnitID, metric: Metric, marks: [String], terrains: [Terrain], placements: [Placement],
    range: SourceRange
  ) {
    self.cellSize = cellSize
    self.unit = unit
    self.metric = metric
    self.marks = marks
    self.terrains = terrains
    self.placements = placements
    self.range = range
  }
}
