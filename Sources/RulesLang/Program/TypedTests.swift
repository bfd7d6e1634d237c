/// A fixture: users, a drawing, rows and values of the state.
public struct FixtureInfo: Sendable {
  public struct Row: Sendable {
    public let entity: EntityID
    /// The row's id in the state, and its name in tests.
    public let id: String
    public let range: SourceRange
    /// Where the row's marker stands in the drawing: x, y.
    public let cell: (x: Int, y: Int)?
    public let setters: [SetterInfo]
    public init(entity: EntityID, id: String, range: SourceRange, cell: (x: Int, y: Int)?, setters: [SetterInfo]) {
      self.entity = entity
      self.id = id
      self.range = range
      self.cell = cell
      self.setters = setters
    }
  }
  public var header: Header
  public var users: [String]
  /// The drawing with each marker replaced by the first terrain; empty where the fixture draws none.
  public var map: [String]
  public var rows: [Row]
  /// Of the state.
  public var setters: [SetterInfo]
  /// All rows, then all users: what setters and the tests that rest on this fixture can name.
  public var locals: [LocalInfo]
  public init(
    header: Header, users: [String], map: [String], rows: [Row], setters: [SetterInfo], locals: [LocalInfo]
  ) {
    self.header = header
    self.users = users
    self.map = map
    self.rows = rows
    self.setters = setters
    self.locals = locals
  }
}

/// `hp: 12`, or `turn { current: aria }`: a value for a field, or values for some fields of a record.
public struct SetterInfo: Sendable {
  public indirect enum Kind: Sendable {
    case value(TypedExpression)
    case fields([SetterInfo])
  }
  /// The field's place in its owner: the entity, the record or the state.
  public let field: Int
  public let kind: Kind
  public let range: SourceRange
  public init(field: Int, kind: Kind, range: SourceRange) {
    self.field = field
    self.kind = kind
    self.range = range
  }
}

/// `test`: its fixture and its steps.
public struct TestInfo: Sendable {
  /// The title between the quotes.
  public var title: String
  public var range: SourceRange
  /// The fixture of the first `given`; nil where the test names none and starts from nothing.
  public var fixture: Int?
  /// The fixture's locals first, then the columns of tables and what expressions bind.
  public var locals: [LocalInfo]
  public var steps: [TestStep]
  public init(title: String, range: SourceRange, fixture: Int?, locals: [LocalInfo], steps: [TestStep]) {
    self.title = title
    self.range = range
    self.fixture = fixture
    self.locals = locals
    self.steps = steps
  }
}

/// One step of a test.
public struct TestStep: Sendable {
  public indirect enum Kind: Sendable {
    /// Lays the fixture anew, where `fixture` is given, and sets values: of rows (by place in the fixture) and of the
    /// state.
    case given(fixture: Int?, rows: [(row: Int, setters: [SetterInfo])], state: [SetterInfo])
    /// `ana does move(aria, east 3) rolling toHit 15`; no user for `host does`. The next `expect` is about it; the
    /// first
    /// `then`, or the next `does`, applies it where it is legal.
    case does(user: String?, ActionID, arguments: [TypedExpression?], rolling: [RolledInfo])
    /// `at 90 s`: what comes due by then happens. The next `expect` is about it.
    case at(TypedExpression, rolling: [RolledInfo])
    case then(TypedExpression)
    case expect(VerdictExpectation)
    /// The column of the table that holds the expectation.
    case expectColumn(Int)
    case expectEvents([EventExpectation])
    case expectUnseen(viewer: String, TypedExpression)
    /// A drawing: `*` for what is reached; the mover, the movement, the rows.
    case expectReach(TypedExpression, MovementID, [String])
    case expectCells(TypedExpression, [String])
    /// Each row binds the columns; a verdict column has no local and holds an expectation.
    case table(columns: [LocalID?], rows: [TableRow], steps: [TestStep])
  }
  public let kind: Kind
  public let range: SourceRange
  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// One row of the table of a `for each` in a test.
public struct TableRow: Sendable {
  /// One for each column that has a local.
  public let values: [TypedExpression]
  public let verdict: VerdictExpectation?
  public let range: SourceRange
  public init(values: [TypedExpression], verdict: VerdictExpectation?, range: SourceRange) {
    self.values = values
    self.verdict = verdict
    self.range = range
  }
}

/// `toHit 15` (the sum of the kept dice), `damage (3, 5)` (the faces), `save[goblin] 12`, `toHit#2 7`.
public struct RolledInfo: Sendable {
  public let roll: RollID
  public let occurrence: Int
  public let element: TypedExpression?
  public let sum: Int64?
  public let faces: [Int64]
  public let range: SourceRange
  public init(
    roll: RollID, occurrence: Int, element: TypedExpression?, sum: Int64?, faces: [Int64], range: SourceRange
  ) {
    self.roll = roll
    self.occurrence = occurrence
    self.element = element
    self.sum = sum
    self.faces = faces
    self.range = range
  }
}

/// An event that a test expects, with its arguments.
public struct EventExpectation: Sendable {
  public let event: EventID
  public let arguments: [TypedExpression]
  public let range: SourceRange
  public init(event: EventID, arguments: [TypedExpression], range: SourceRange) {
    self.event = event
    self.arguments = arguments
    self.range = range
  }
}

/// The verdict that a test expects.
public struct VerdictExpectation: Sendable {
  public indirect enum Kind: Sendable {
    /// `costing` lists all costs unless open (`…`); nil where nothing is said of costs. `with` and the rest: among
    /// others.
    case legal(
      costs: (all: [(amount: TypedExpression, from: Place)], open: Bool)?, needing: [String],
      events: [EventExpectation],
      notes: [NoteID])
    /// `by` names the reasons exactly, or `atLeast` some; ids as verdicts give them.
    case illegal(by: [String]?, atLeast: Bool, saying: String?, unknown: String?)
  }
  public let kind: Kind
  public let range: SourceRange
  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
