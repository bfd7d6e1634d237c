/// A rule set without a mistake, resolved and typed: all that the validator reads of it.
///
/// Tables stand in the order of their names' bytes where nothing else is said, so that neither the order of
/// declarations nor that of files can matter (law 6). Overlays are already laid over their base.
public struct TypedProgram: Sendable {
  /// The name behind `ruleset`.
  public var name: String
  /// All texts it was made from; places in messages and verdicts look into them.
  public var sources: SourceSet

  // Schema. Enums, records, kinds and entities in the order of names; cases, fields in the order of the text.
  /// The first is `s`, seconds.
  public var units: [UnitInfo] = []
  /// With the built-in ones: see `actionEnum`, `movementEnum`, `coverEnum`.
  public var enums: [EnumInfo] = []
  public var records: [RecordInfo] = []
  public var kinds: [KindInfo] = []
  public var entities: [EntityInfo] = []
  public var state: [FieldInfo] = []
  public var map: MapInfo?
  /// The enum `Action`: its cases are the actions, host actions included, case i is `actions[i]`.
  public var actionEnum: EnumID
  /// The enum `Movement`: case i is `movements[i]`.
  public var movementEnum: EnumID
  /// The ordered enum `Cover { open, half, threeQuarters, total }`.
  public var coverEnum: EnumID

  // Values
  public var functions: [FunctionInfo] = []
  public var budgets: [BudgetInfo] = []
  public var movements: [MovementInfo] = []

  // What may be done
  public var actions: [ActionInfo] = []
  public var events: [EventInfo] = []
  public var rules: [RuleInfo] = []
  public var waivers: [WaiverInfo] = []
  public var notes: [NoteInfo] = []
  public var noteWords: [String] = []
  public var requirements: [RequirementInfo] = []
  public var rolls: [RollInfo] = []

  // What follows, what is hidden, what must stay true
  public var consequences: [ConsequenceInfo] = []
  public var conceals: [ConcealInfo] = []
  public var invariants: [InvariantInfo] = []

  public var fixtures: [FixtureInfo] = []
  public var tests: [TestInfo] = []

  public init(name: String, sources: SourceSet, actionEnum: EnumID, movementEnum: EnumID, coverEnum: EnumID) {
    self.name = name
    self.sources = sources
    self.actionEnum = actionEnum
    self.movementEnum = movementEnum
    self.coverEnum = coverEnum
  }

  /// Seconds: the unit of `now`.
  public var seconds: UnitID { UnitID(0) }
}
