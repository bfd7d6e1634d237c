internal import Foundation

/// A fight of twelve and what is asked in it, half of it legal, each with its right answer.
struct AttackData: Codable {
  struct Creature: Codable {
    var id: String
    var controller: String
    var hp: Int
    var x: Int
    var y: Int
    var conditions: [String]
    var actions: Int
    var equipped: [String]
  }

  struct Item: Codable {
    var id: String
    var weapon: Bool
    var rng: Int
    var twoHanded: Bool
  }

  struct Request: Codable {
    var user: String
    var actor: String
    var target: String
    var item: String
    /// Whose turn it is.
    var current: String
    var legal: Bool
  }

  var creatures: [Creature]
  var items: [Item]
  var requests: [Request]

  static func read() throws -> AttackData {
    try JSONDecoder().decode(AttackData.self, from: Data(contentsOf: Resources.url("attack/workload.json")))
  }
}
