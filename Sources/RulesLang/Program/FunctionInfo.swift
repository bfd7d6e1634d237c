// What is computed: defines with what bends them, budgets, movements.

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
