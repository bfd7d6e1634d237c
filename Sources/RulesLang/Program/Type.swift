/// The type of a value. Bounds are no part of it: they belong to the field or parameter that holds the value
/// (``Shape``).
public indirect enum Type: Hashable, Sendable {
  case bool
  case int
  /// A number type of its own; `s`, seconds, is the first of every program.
  case unit(UnitID)
  case text
  /// An identity: compared for equality and looked up in sets, nothing else (law 1).
  case user
  /// A square of the map, and a corner of the grid.
  case cell, point
  /// The cells entered, without the start; one step of them.
  case path, step
  /// Dice to throw: one kind of die, how many are kept, and a number to add.
  case dice
  /// A shape of the map such as `sphere(20 ft)`: an argument of `cells` and `creaturesIn`, never stored.
  case area
  case enumeration(EnumID)
  case entity(EntityID)
  case kind(KindID)
  case record(RecordID)
  case optional(Type)
  case set(Type)
  case list(Type)
  /// `T for each K`: a value for every key, always.
  case keyed(Type, by: Key)
  /// What a `roll` made; and with `for each`, one for each element of the type.
  case roll
  case rolls(by: Type)
  /// The type of `none` alone, of `{}` and `[]` until something is expected of them.
  case nothing
  /// What a mistake leaves; fits everywhere, so that one mistake gives one diagnostic.
  case error

  /// What keyed values are total over.
  public enum Key: Hashable, Sendable {
    case enumeration(EnumID)
    case range(Int64, Int64)
    case kind(KindID)
  }
}

extension Type {
  /// The type behind `optional`, or the type itself.
  public var unwrapped: Type {
    if case .optional(let inner) = self { return inner }
    return self
  }

  public var isOptional: Bool {
    if case .optional = self { return true }
    return false
  }

  /// The element of a set or list.
  public var element: Type? {
    switch self {
    case .set(let element), .list(let element): return element
    default: return nil
    }
  }

  /// Whether values are numbers: Int or of a unit.
  public var isNumber: Bool {
    switch self {
    case .int, .unit: return true
    default: return false
    }
  }
}

/// A type with the bounds of what holds it: a field, a parameter or the element of either.
///
/// `range` bounds the innermost Int, `size` the number of elements.
public struct Shape: Sendable {
  public var type: Type
  public var range: Bounds?
  /// Sums stop at the bounds; otherwise leaving them is a fault.
  public var clamped: Bool
  public var size: Bounds?
  /// A list of a parameter may name an element twice.
  public var repeats: Bool

  public init(
    type: Type, range: Bounds? = nil, clamped: Bool = false, size: Bounds? = nil, repeats: Bool = false
  ) {
    self.type = type
    self.range = range
    self.clamped = clamped
    self.size = size
    self.repeats = repeats
  }

  /// Least and most. Fields have constants; those of a parameter may read the parameters before it.
  public struct Bounds: Sendable {
    public var lower: TypedExpression
    public var upper: TypedExpression
    public init(lower: TypedExpression, upper: TypedExpression) {
      self.lower = lower
      self.upper = upper
    }

    /// Both bounds where they are constants.
    public var constant: ClosedRange<Int64>? {
      guard case .int(let low) = lower.kind, case .int(let high) = upper.kind, low <= high else { return nil }
      return low...high
    }
  }
}

/// Dice of one kind: `2d20 keep lowest 1 + 3`.
public struct Dice: Hashable, Sendable {
  public enum Keep: Int, Hashable, Sendable { case all, lowest, highest }
  /// 0 to 4,095 dice of 1 to 65,535 sides.
  public var count: Int
  public var sides: Int
  public var keep: Keep
  /// How many are kept, where not all are.
  public var kept: Int
  /// What is added to the kept dice: −1,000,000 to 1,000,000.
  public var modifier: Int64

  public init(count: Int, sides: Int, keep: Keep = .all, kept: Int = 0, modifier: Int64 = 0) {
    self.count = count
    self.sides = sides
    self.keep = keep
    self.kept = kept
    self.modifier = modifier
  }
}

/// A constant: the cell of a kind's row, a folded default.
public indirect enum Value: Hashable, Sendable {
  case bool(Bool)
  /// An Int, or a number of a unit.
  case int(Int64)
  case text(String)
  case dice(Dice)
  case cell(Int64, Int64)
  case enumCase(Int)
  /// A row of the kind that the type names, by its place.
  case kindRow(Int)
  case none
  /// Fields in the order of declaration.
  case record([Value])
  /// Sorted and without repeats.
  case set([Value])
  case list([Value])
  /// One for each key in order.
  case keyed([Value])
}
