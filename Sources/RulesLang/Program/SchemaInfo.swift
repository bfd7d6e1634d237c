// The schema of a typed program, and what all declarations have. Whatever holds expressions has `locals`: all names
// bound in it, parameters first.

/// A name bound inside a declaration: a parameter, a `let`, the name of a walk.
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

/// `unit ft`.
public struct UnitInfo: Sendable {
  public var header: Header
  public init(header: Header) { self.header = header }
}

/// `enum`, ordered or not, with its cases.
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

/// A field of a record, a kind, an entity or the state.
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

/// `record`: a value with fields and no identity.
public struct RecordInfo: Sendable {
  public var header: Header
  public var fields: [FieldInfo]
  public init(header: Header, fields: [FieldInfo]) {
    self.header = header
    self.fields = fields
  }
}

/// `kind`: a table of constants, with its rows.
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

/// `entity`: a table of the state.
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

/// `map`: the grid, its terrains and what stands on it.
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
