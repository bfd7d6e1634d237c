import RulesLang
import Validator

/// A small rule set made by hand, with a field of every type that a state can hold.
enum StateRules {
  static let ruleSet = RuleSet(program)

  static let creature = EntityID(0)
  static let item = EntityID(1)
  static let condition = EnumID(2)
  static let move = ActionID(1)

  static let range = SourceRange(file: 0, lower: 0, upper: 0)

  static func header(_ name: String) -> Header { Header(name: name, range: range, doc: nil) }

  private static func bounds(_ low: Int64, _ high: Int64) -> Shape.Bounds {
    Shape.Bounds(lower: TypedExpression(.int(low), .int, range), upper: TypedExpression(.int(high), .int, range))
  }

  private static func field(
    _ name: String, _ type: Type, range: Shape.Bounds? = nil, size: Shape.Bounds? = nil, default value: Value? = nil,
    was: String? = nil
  ) -> FieldInfo {
    FieldInfo(
      header: header(name), shape: Shape(type: type, range: range, size: size), defaultValue: value, was: was)
  }

  private static func enumeration(_ name: String, _ cases: [String], ordered: Bool = false) -> EnumInfo {
    EnumInfo(header: header(name), ordered: ordered, cases: cases.map(header), was: name == "Size" ? ["wee": 0] : [:])
  }

  static func parameter(
    _ name: String, _ type: Type, range: Shape.Bounds? = nil, size: Shape.Bounds? = nil,
    default value: TypedExpression? = nil, repeats: Bool = false
  ) -> ParameterInfo {
    ParameterInfo(
      header: header(name), shape: Shape(type: type, range: range, size: size, repeats: repeats), defaultValue: value,
      each: nil)
  }

  private static func action(_ name: String, _ parameters: [ParameterInfo], isHost: Bool = false) -> ActionInfo {
    ActionInfo(
      header: header(name), parameters: parameters,
      locals: parameters.map { LocalInfo(name: $0.header.name, type: $0.shape.type, range: range) }, isHost: isHost,
      byAnyone: true, tags: [], body: [], actor: parameters.firstIndex { $0.header.name == "actor" })
  }

  static let program: TypedProgram = {
    var program = TypedProgram(
      name: "small", sources: SourceSet(sources: ["a.rules": "ruleset small\n"]), actionEnum: EnumID(0),
      movementEnum: EnumID(3), coverEnum: EnumID(1))
    program.units = [UnitInfo(header: header("s")), UnitInfo(header: header("ft"))]
    program.enums = [
      enumeration("Action", ["bless", "move", "opened", "say"]),
      enumeration("Cover", ["open", "half", "threeQuarters", "total"], ordered: true),
      enumeration("Condition", ["prone", "stunned", "invisible"]), enumeration("Movement", []),
      enumeration("Size", ["tiny", "small", "medium"], ordered: true),
      enumeration("Spell", (0..<70).map { "spell\($0)" }),
    ]
    program.records = [
      RecordInfo(
        header: header("Affliction"),
        fields: [field("condition", .enumeration(condition)), field("source", .optional(.entity(creature)))]),
      RecordInfo(
        header: header("Turn"),
        fields: [
          field("current", .optional(.entity(creature))), field("round", .int, default: .int(1)),
          field("order", .list(.entity(creature)), size: bounds(0, 8), default: .list([])),
          field("last", .optional(.record(RecordID(0)))),
        ]),
    ]
    program.kinds = [
      KindInfo(
        header: header("Weapon"), table: "weapons",
        fields: [
          field("name", .text), field("damage", .dice), field("range", .optional(.unit(UnitID(1)))),
          field("cases", .set(.enumeration(condition)), default: .set([])),
        ],
        rows: [
          KindInfo.Row(
            name: "longbow",
            values: [.text("Longbow"), .dice(Dice(count: 1, sides: 8)), .int(150), .set([.enumCase(2), .enumCase(0)])]),
          KindInfo.Row(
            name: "sword", values: [.text("Sword"), .dice(Dice(count: 1, sides: 6, modifier: 1)), .none, .set([])]),
        ])
    ]
    program.entities = [
      EntityInfo(
        header: header("Creature"), table: "creatures", limit: 40,
        fields: [
          field("name", .text), field("controller", .user), field("cell", .cell),
          field("hp", .int, range: bounds(0, 99), default: .int(7), was: "hitPoints"),
          field("size", .enumeration(EnumID(4)), default: .enumCase(2)),
          field(
            "slots", .keyed(.int, by: .range(1, 3)), range: bounds(0, 9),
            default: .keyed([.int(4), .int(2), .int(0)])),
          field("conditions", .set(.enumeration(condition)), default: .set([])),
          field("spells", .set(.enumeration(EnumID(5))), default: .set([.enumCase(3), .enumCase(69)])),
          field("afflictions", .list(.record(RecordID(0))), size: bounds(0, 4), default: .list([])),
          field("enemies", .set(.entity(creature)), default: .set([])),
          field("friends", .set(.user), size: bounds(0, 5), default: .set([])),
          field("weapon", .optional(.kind(KindID(0)))), field("mount", .optional(.entity(creature))),
          field("throws", .dice, default: .dice(Dice(count: 2, sides: 20, keep: .lowest, kept: 1, modifier: -3))),
          field("cursed", .bool, default: .bool(false)), field("trail", .optional(.path)),
        ],
        dropped: ["mana"]),
      EntityInfo(
        header: header("Item"), table: "items", limit: 5,
        fields: [
          field("owner", .entity(creature)), field("marks", .list(.point), size: bounds(0, 3), default: .list([])),
        ]),
    ]
    program.state = [
      field("owner", .user), field("turn", .record(RecordID(1))),
      field(
        "lights", .keyed(.bool, by: .enumeration(EnumID(4))),
        default: .keyed([.bool(false), .bool(true), .bool(false)])),
    ]
    program.map = MapInfo(
      cellSize: 5, unit: UnitID(1), metric: .equal, marks: ["solid", "opaque"],
      terrains: [
        MapInfo.Terrain(name: "floor", character: ".", marks: 0),
        MapInfo.Terrain(name: "wall", character: "#", marks: 3),
      ], placements: [], range: range)
    program.actions = [
      action(
        "bless",
        [
          parameter("actor", .entity(creature)),
          parameter("targets", .set(.entity(creature)), size: bounds(1, 3)),
          parameter("power", .int, range: bounds(1, 9), default: TypedExpression(.int(2), .int, range)),
        ]),
      action("move", [parameter("actor", .entity(creature)), parameter("path", .path)]),
      action("opened", [], isHost: true), action("say", [parameter("text", .text), parameter("to", .optional(.user))]),
    ]
    return program
  }()

  /// A state with two creatures and an item.
  static let json = """
    {"owner": "gm", "turn": {"current": "aria", "order": ["goblin", "aria"]}, "map": {"rows": ["...#", "...."]},
     "creatures": {
       "goblin": {"name": "Goblin", "controller": "gm", "cell": [2, 1], "enemies": ["aria"]},
       "aria": {"name": "Aria", "controller": "ana", "cell": [0, 0], "hp": 30, "conditions": ["stunned", "prone"],
                "afflictions": [{"condition": "prone", "source": "goblin"}, {"condition": "stunned"}],
                "enemies": ["goblin"], "friends": ["zoe", "bob"], "weapon": "longbow", "mount": "goblin",
                "slots": {"2": 1}, "trail": [[0, 1], [0, 0]]}},
     "items": {"ring": {"owner": "aria", "marks": [[1, 1]]}}}
    """
}
