/// A statement of a block, checked.
public struct Statement: Sendable {
  public let kind: Kind
  public let range: SourceRange
  /// Counts the statements of a callable, nested ones included, from 0 in the order of the text.
  public let number: Int
  /// Numbers of the earlier statements that supply a name or a narrowing this one uses. If one of them failed, or was
  /// itself passed over, this one is passed over.
  public let restsOn: [Int]

  public init(_ kind: Kind, range: SourceRange, number: Int, restsOn: [Int]) {
    self.kind = kind
    self.range = range
    self.number = number
    self.restsOn = restsOn
  }

  public indirect enum Kind: Sendable {
    case require(RequirementID, TypedExpression, when: TypedExpression?, message: Message)
    case spend(RequirementID, TypedExpression, from: Place, when: TypedExpression?, message: Message)
    /// With a refusal the value is optional and the local holds what is in it.
    case `let`(LocalID, TypedExpression, refusal: Refusal?)
    case set(Place, to: TypedExpression, when: TypedExpression?)
    case add(TypedExpression, to: Place, when: TypedExpression?)
    case subtract(TypedExpression, from: Place, when: TypedExpression?)
    case remove(TypedExpression, from: Place, when: TypedExpression?)
    /// `remove x in P where C`; the local is the element.
    case removeAll(LocalID, from: Place, matching: TypedExpression, when: TypedExpression?)
    case forEach(Binder, [Statement])
    case `if`(TypedExpression, then: [Statement], otherwise: [Statement])
    case `do`(EventID, [TypedExpression], when: TypedExpression?)
    /// The local is of type `roll`, or `rolls` with a binder.
    case roll(RollID, LocalID, for: Binder?, dice: TypedExpression, when: TypedExpression?)
  }

  /// `let x = E else "…"`.
  public struct Refusal: Sendable {
    public let requirement: RequirementID
    public let message: Message
    public init(requirement: RequirementID, message: Message) {
      self.requirement = requirement
      self.message = message
    }
  }
}

/// What can be written: a field of a row or of the state, a part of it, or what a budget counts.
public struct Place: Sendable {
  public enum Root: Sendable {
    /// The fields of the state.
    case state
    /// The fields of a row: the last reference of the path, `a.mount` in `a.mount.cell`.
    case row(EntityID, TypedExpression)
    /// What is left of a budget; only `spend` takes from one. No steps follow.
    case budget(BudgetID, TypedExpression)
  }
  public enum Step: Sendable {
    /// A field of the state, row or record, by its place.
    case field(Int)
    /// A key of a keyed field.
    case key(TypedExpression)
  }
  public let root: Root
  public let steps: [Step]
  public let shape: Shape
  public let range: SourceRange

  public init(root: Root, steps: [Step], shape: Shape, range: SourceRange) {
    self.root = root
    self.steps = steps
    self.shape = shape
    self.range = range
  }
}

/// A text with holes.
public struct Message: Sendable {
  public enum Segment: Sendable {
    case text(String)
    /// A value, and the words for its absence.
    case hole(TypedExpression, absent: String?)
    /// The right side of the failing comparison, or what a spend asks for.
    case needed
    /// The left side of the failing comparison, or what a spend finds.
    case actual
  }
  public let segments: [Segment]
  public let range: SourceRange
  public init(segments: [Segment], range: SourceRange) {
    self.segments = segments
    self.range = range
  }
}
