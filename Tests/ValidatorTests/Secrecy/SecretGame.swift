import RulesLang
import TestKit
import Validator

/// A rule set, and what has to be known of it to lay two hidden worlds over a visible one: how a row is concealed and
/// how it is not, which fields are, and what a viewer may well learn. None of it is asked of the validator.
protocol SecretGame: Sendable {
  var rules: RuleSet { get }
  var users: [String] { get }
  var map: [String] { get }
  /// A value for a field that cannot just be any of its type.
  func value(of field: String, in table: String, for viewer: String, _ random: inout SplitMix) -> JSONValue?
  /// Makes a row one that the viewer sees.
  func reveal(_ row: inout SecretRow, in table: String, to viewer: String)
  /// Makes a row one that is concealed from the viewer by itself; false where its table has no such rows.
  func conceal(
    _ row: inout SecretRow, in table: String, from viewer: String, _ visible: SecretWorld, _ random: inout SplitMix
  ) -> Bool
  /// Whether a field of a row that the viewer sees is concealed.
  func isMasked(_ field: String, of id: String, in table: String, from viewer: String, _ visible: SecretWorld) -> Bool
  /// Whether a row stays one that the viewer sees when the field refers to a concealed row.
  func mayRefer(_ field: String, in table: String, to concealed: SecretRow) -> Bool
  /// Sees to it that a good part of the requests is legal.
  func settle(_ world: inout SecretWorld, for viewer: String, _ random: inout SplitMix)
  /// Whether what a legal deed changes and says depends on nothing concealed.
  func isExact(_ deed: SecretDeed, _ pair: SecretPair) -> Bool
  /// Whether what follows from the figures of concealed rows, which the host edits, changes nothing that is seen.
  var mayEditHidden: Bool { get }
  /// What a user reads where only fact forbids: the words of the first concealment by name that conceals a row.
  func telling(_ world: SecretWorld, hidden: [Set<String>], from viewer: String) -> String?
}

extension SecretGame {
  var program: TypedProgram { rules.program }

  func mayRefer(_ field: String, in table: String, to concealed: SecretRow) -> Bool { true }

  /// Gives the turn to a creature of the viewer, most times.
  func settleTurn(_ world: inout SecretWorld, for viewer: String, _ random: inout SplitMix) -> String? {
    world.state["turn"] = world.state["turn"]?.with("deadline", nil)
    let own = world["creatures"].filter { $0.value["controller"]?.string == viewer }.keys.sorted()
    guard let actor = own.randomElement(using: &random) else { return nil }
    if random.chance(85) { world.state["turn"] = world.state["turn"]?.with("current", .text(actor)) }
    for id in world["items"].keys.sorted() where random.chance(50) {
      for holder in ["heldBy", "carrier"] where world["items"][id]?[holder] != nil {
        world["items"][id]?[holder] = .text(actor)
      }
    }
    return actor
  }

  /// The words of the first of some concealments, given by name, that holds for a row that the viewer does not see.
  func telling(
    _ concealments: [(name: String, table: String, telling: String, holds: (SecretRow) -> Bool)], _ world: SecretWorld,
    _ hidden: [Set<String>]
  ) -> String? {
    let found = concealments.filter { concealment in
      guard let entity = program.entities.firstIndex(where: { $0.table == concealment.table }) else { return false }
      return hidden[entity].contains { id in world.tables[entity][id].map(concealment.holds) ?? false }
    }
    return found.min { $0.name < $1.name }?.telling
  }
}

/// What a user asks for.
struct SecretDeed {
  let json: String
  let action: String
  /// The cells that it names, of a path too.
  var cells: [(x: Int64, y: Int64)] = []
}

/// A visible world with two hidden ones laid over it, and who does not see them.
struct SecretPair {
  let viewer: String
  let visible: SecretWorld
  /// With all that is hidden.
  let worlds: [SecretWorld]
  /// By world and entity: the ids of concealed rows.
  let hidden: [[Set<String>]]
  /// Whether the hidden worlds are alike but for names, ids and figures: so whoever refers to a concealed row in one
  /// does so in the other.
  let areTwins: Bool

  /// Whether a concealed row stands at one of some cells, or beside one.
  func hasHidden(near cells: [(x: Int64, y: Int64)], in table: Int? = nil) -> Bool {
    zip(worlds, hidden).contains { world, hidden in
      hidden.enumerated().contains { entity, ids in
        guard table == nil || table == entity else { return false }
        return ids.contains { id in
          guard let spot = world.tables[entity][id]?["cell"]?.asCell else { return false }
          return cells.contains { abs($0.x - spot.x) <= 1 && abs($0.y - spot.y) <= 1 }
        }
      }
    }
  }
}
