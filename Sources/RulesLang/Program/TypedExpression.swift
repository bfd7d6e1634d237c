/// An expression whose names are looked up and whose types fit: nothing in it has to be resolved again.
///
/// Conversions are explicit: `present` where a T stands for an optional T, `narrowed` where the checker proved that an
/// optional is there. Bare enum cases, defaults of record values and `x.f(y)` are resolved.
public struct TypedExpression: Sendable {
  public let kind: Kind
  public let type: Type
  public let range: SourceRange

  public init(_ kind: Kind, _ type: Type, _ range: SourceRange) {
    self.kind = kind
    self.type = type
    self.range = range
  }

  public indirect enum Kind: Sendable {
    // Constants
    case bool(Bool)
    /// An Int or a number of a unit: the type says which.
    case int(Int64)
    case text(String)
    case dice(Dice)
    case enumCase(EnumID, Int)
    /// `weapons.longbow`: a row of a kind by its place.
    case kindRow(KindID, Int)
    case none

    // Names
    case local(LocalID)
    /// A field of the state, by its place in ``TypedProgram/state``.
    case stateField(Int)
    /// A field of an entity, kind or record (the base's type says which), by its place.
    case field(TypedExpression, Int)
    /// A keyed value at a key; the key's type is within the keys (semantics 20).
    case index(TypedExpression, TypedExpression)
    case user
    case now
    /// The action asked for, of the built-in enum `Action` (``TypedProgram/actionEnum``).
    case requestedAction

    // Values of others
    /// A define with its adjustments and exceptions.
    case call(FunctionID, [TypedExpression])
    /// What is left of a budget: max(0, limit − counter).
    case budget(BudgetID, TypedExpression)
    case builtin(Builtin, [TypedExpression])

    // Numbers. `dice` takes part too: dice + Int, Int * dice.
    case arithmetic(ArithmeticOperator, TypedExpression, TypedExpression)
    case negate(TypedExpression)

    // Conditions
    /// Both sides have one type; for `==` and `!=` possibly optional on both sides, for order numbers or ordered enums.
    case compare(ComparisonOperator, TypedExpression, TypedExpression)
    case not(TypedExpression)
    case and([TypedExpression])
    case or([TypedExpression])
    /// `if A then B` without `otherwise`: true where A is false.
    case implies(TypedExpression, TypedExpression)
    /// `x in xs`; an absent x is in nothing.
    case contains(element: TypedExpression, in: TypedExpression)
    /// `xs has any/all/no {…}`; the plain `has` is `contains`.
    case has(TypedExpression, SetRelation, TypedExpression)
    case exists(TypedExpression)
    case quantifier(Quantifier, Binder, TypedExpression)

    // Choice
    case choose(TypedExpression, then: TypedExpression, otherwise: TypedExpression)
    /// Over an enum, or an optional enum with a case `none`; exhaustive, or with `otherwise`.
    case match(TypedExpression, [MatchArm], otherwise: TypedExpression?)
    /// `x otherwise y`: an optional, and what stands for it where it is absent (itself optional or not).
    case coalesce(TypedExpression, TypedExpression)
    /// A T taken for an optional T.
    case present(TypedExpression)
    /// An optional that is known to be there.
    case narrowed(TypedExpression)

    // Collections
    /// All rows of a table; of a kind; all cases of an enum; a range of numbers.
    case table(EntityID)
    case kindTable(KindID)
    case enumTable(EnumID)
    case interval(TypedExpression, TypedExpression)
    /// `{x in xs where p}`.
    case filter(Binder)
    /// `{e for x in xs where p}`: a set.
    case map(TypedExpression, Binder)
    case setLiteral([TypedExpression])
    case listLiteral([TypedExpression])
    /// One value for each key in order: `otherwise` is filled in by the checker.
    case keyedLiteral([TypedExpression])
    /// All fields in the order of declaration, defaults filled in.
    case record(RecordID, [TypedExpression])
    case cell(TypedExpression, TypedExpression)
    /// `count`, `sum`, `first`, `last`, `min` and `max` with a binder; the value is there for `sum`, `min` and `max`.
    case aggregate(Aggregate, Binder, TypedExpression?)
    /// `next(x in xs after y where p)`.
    case next(Binder, after: TypedExpression)
    case sorted(Binder, by: [SortKey])

    // The map
    /// `X at CELL`, as an argument of a built-in of the map.
    case placed(TypedExpression, at: TypedExpression)
    case canFollow(TypedExpression, path: TypedExpression, MovementID)
    case pathCost(TypedExpression, MovementID, mover: TypedExpression)

    // Dice and notes
    case rollTotal(RollReference)
    case rollNatural(RollReference)
    /// `damage is rolled`.
    case isRolled(RollReference)
    /// `noted WORD`, by the word's place in ``TypedProgram/noteWords``.
    case noted(Int)

    // Tests only
    case userLiteral(String)
    /// `east 3 then south 1`, from where the mover stands; the path of a `does`.
    case route([RouteLeg])

    /// What a mistake leaves. No program without errors has one.
    case error
  }
}

/// `has any`, `has all`, `has no`.
public enum SetRelation: String, Hashable, Sendable { case any, all, no }
/// `some x in …`, `no x in …`, `all x in …`.
public enum Quantifier: String, Hashable, Sendable { case some, no, all }
/// What is made of the elements of a walk.
public enum Aggregate: String, Hashable, Sendable { case count, sum, first, last, min, max }

/// `x in xs where p`.
public struct Binder: Sendable {
  public let local: LocalID
  public let domain: TypedExpression
  public let condition: TypedExpression?
  public init(local: LocalID, domain: TypedExpression, condition: TypedExpression?) {
    self.local = local
    self.domain = domain
    self.condition = condition
  }
}

/// One arm of a `match`: its cases and its value.
public struct MatchArm: Sendable {
  /// Cases by number; nil for `none`.
  public let cases: [Int?]
  public let value: TypedExpression
  public init(cases: [Int?], value: TypedExpression) {
    self.cases = cases
    self.value = value
  }
}

/// One `by` of a `sorted`.
public struct SortKey: Sendable {
  public let value: TypedExpression
  public let descending: Bool
  public init(value: TypedExpression, descending: Bool) {
    self.value = value
    self.descending = descending
  }
}

/// A roll of the block, and with `for each` whose.
public struct RollReference: Sendable {
  public let roll: RollID
  /// The name of the roll in its block.
  public let local: LocalID
  public let element: TypedExpression?
  public init(roll: RollID, local: LocalID, element: TypedExpression?) {
    self.roll = roll
    self.local = local
    self.element = element
  }
}

/// One leg of a route in a test, such as `east 3`.
public struct RouteLeg: Hashable, Sendable {
  /// One cell of the leg: x to the east, y to the south.
  public let x: Int
  public let y: Int
  public let count: Int64
  public init(x: Int, y: Int, count: Int64) {
    self.x = x
    self.y = y
    self.count = count
  }
}

/// The built-in functions. Arguments stand in the order given here; the exact definitions and costs are in
/// `docs/language.md`. WHO is an entity that the map places, or one `placed` at a cell; a PLACE is a WHO, a cell or a
/// point.
public enum Builtin: Hashable, Sendable {
  // Numbers: (a, b) or (a)
  case divideUp, min, max, abs
  // Ordered enums: (a) gives an optional; steps(a, b)
  case nextCase, previousCase, steps
  // Collections: union, without, common (xs, ys); position (xs, x); count, first, last (xs)
  case union, without, common, position, count, first, last
  // distance, adjacent, sees, clearPath (PLACE, PLACE); cover (PLACE, PLACE) gives the built-in ordered enum `Cover`
  case distance, adjacent, sees, clearPath, cover
  /// `creaturesAt(c)` for any placed entity's table; (cell).
  case occupantsAt(EntityID)
  /// `creaturesIn(area, at: p, spreading: b)`; like `cells`.
  case occupantsIn(EntityID)
  /// cells(area, at: PLACE, toward: PLACE or none, spreading: Bool): always four arguments, defaults filled in.
  case cells
  // Areas: sphere(radius), cube(side), cone(length), line(length, width), cylinder(radius, height)
  case sphere, cube, cone, lineArea, cylinder
  /// burstPoint(from PLACE, toward point); line(from cell, to cell) gives a list of cells.
  case burstPoint, line
  /// squeezed(WHO).
  case squeezed
  /// A mark of the map by its place in ``MapInfo/marks``: `difficult(c)`; (cell).
  case mark(Int)
  // Paths: path.end, path.steps, path.before(step), path.through(step); steps: step.here, step.there, step.number
  case pathEnd, pathSteps, pathBefore, pathThrough, stepHere, stepThere, stepNumber
  // cell.x, cell.y
  case cellX, cellY
}
