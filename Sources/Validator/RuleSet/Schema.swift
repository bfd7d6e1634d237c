public import RulesLang

/// What there is in a rule set, by name: what a host looks up before it relies on it, and what code for clients is
/// generated from.
///
/// Enums, records, kinds, entities, actions and events stand in the order of their names, fields and parameters in that
/// of the text.
public struct Schema: Sendable, Hashable {
  /// A field of the state, of a row or of a record; or a parameter of an action or an event.
  public struct Field: Sendable, Hashable {
    public let name: String
    /// The text behind `///`, line by line. Parameters have none.
    public let doc: String?
    public let type: SchemaType
    /// Whether it can be left out of a request, or of a state that is read: it has a default then, or is absent.
    public let isOptional: Bool
  }

  /// `enum`, with its cases in the order of the text.
  public struct Enumeration: Sendable, Hashable {
    public let name: String
    public let doc: String?
    public let isOrdered: Bool
    public let cases: [String]
  }

  /// `record`: a value with fields.
  public struct Record: Sendable, Hashable {
    public let name: String
    public let doc: String?
    public let fields: [Field]
  }

  /// `kind`: a table of constants.
  public struct Kind: Sendable, Hashable {
    public let name: String
    public let doc: String?
    /// The table's own name: `weapons` in `weapons.longbow`.
    public let table: String
    public let fields: [Field]
    /// The names of its rows.
    public let rows: [String]
  }

  /// `entity`: a table of the state.
  public struct Entity: Sendable, Hashable {
    public let name: String
    public let doc: String?
    /// The key of its rows in the JSON of a state.
    public let table: String
    /// The most rows there may be.
    public let limit: Int64
    public let fields: [Field]
  }

  /// `map`: in the JSON of a state it is `{"map": {"rows": ["..#", …]}}`, a character for each cell.
  public struct Map: Sendable, Hashable {
    /// What a character stands for.
    public struct Terrain: Sendable, Hashable {
      public let name: String
      public let character: String
    }
    /// The length of a cell's edge, in the unit.
    public let cellSize: Int64
    public let unit: String
    public let terrains: [Terrain]
  }

  /// What may be asked for by a user, or reported by the host.
  public struct Action: Sendable, Hashable {
    public let name: String
    public let doc: String?
    /// Whether only the host reports it.
    public let isHost: Bool
    public let parameters: [Field]
    /// The parameter that says who acts, where there is one: it is called `actor`.
    public let actor: Field?
    /// All that it may be tagged, under whatever condition.
    public let tags: [String]
  }

  /// A named part of what happens.
  public struct Event: Sendable, Hashable {
    public let name: String
    public let doc: String?
    public let parameters: [Field]
    /// What it may tell the host to do, under whatever condition.
    public let hostTags: Set<HostTag>
  }

  /// The name behind `ruleset`.
  public let name: String
  /// The names of the units; `s`, seconds, is the first.
  public let units: [String]
  /// With the built-in ones: `Action`, of all actions' names, `Cover` and `Movement`.
  public let enumerations: [Enumeration]
  public let records: [Record]
  public let kinds: [Kind]
  public let entities: [Entity]
  /// The fields of `state`.
  public let state: [Field]
  /// nil where the rules know no map.
  public let map: Map?
  /// Those that users can ask for and those of the host alike.
  public let actions: [Action]
  public let events: [Event]
}

extension Schema {
  /// An action that users can ask for.
  public func action(named name: String) -> Action? { actions.first { !$0.isHost && $0.name.isSame(as: name) } }

  /// An action that only the host reports, as `userJoined`.
  public func hostAction(named name: String) -> Action? { actions.first { $0.isHost && $0.name.isSame(as: name) } }

  /// An event by its name.
  public func event(named name: String) -> Event? { events.first { $0.name.isSame(as: name) } }

  /// The enum that a type names.
  public func enumeration(named name: String) -> Enumeration? { enumerations.first { $0.name.isSame(as: name) } }

  /// The record that a type names.
  public func record(named name: String) -> Record? { records.first { $0.name.isSame(as: name) } }

  /// The kind that a type names.
  public func kind(named name: String) -> Kind? { kinds.first { $0.name.isSame(as: name) } }

  /// The entity that a type names.
  public func entity(named name: String) -> Entity? { entities.first { $0.name.isSame(as: name) } }
}

extension String {
  /// By their bytes, as everywhere in the language.
  fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
