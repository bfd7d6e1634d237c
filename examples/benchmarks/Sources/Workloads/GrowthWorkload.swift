internal import Foundation
internal import Measuring
internal import Validator

extension Workload {
  /// How costs grow with what there is. The rules are the shipped ones, but for 1,000 creatures.
  static let growth = Workload(name: "growth", summary: "how costs grow with creatures, rules and the map") { run in
    let (shipped, skirmish) = (try ShippedRules.load(), try ShippedRules.roomySkirmish())
    let creatures = try [10, 100, 1000].map { count in
      let combat = Combat(creatures: count, width: 100, height: 100)
      return ("\(count) creatures", try GrownTable(skirmish, combat, state: combat.skirmish))
    }
    let combat = Combat(creatures: 12, width: 40, height: 40)
    let rules = try [0, 50, 500, 5000].map { count in
      ("\(count) more rules", try GrownTable(RuleSet(sources: Self.sources(more: count)), combat))
    }
    let maps = try [40, 200, 1000].map { size in
      ("\(size)×\(size) cells", try GrownTable(shipped, Combat(creatures: 12, width: size, height: size)))
    }
    return try [("creatures", creatures), ("rules", rules), ("map", maps)].flatMap { dimension, tables in
      try GrownTable.costs.flatMap { cost, work in
        let subjects = tables.map { size, table in Subject("rules, \(size)") { try work(table) } }
        return try run.sampler.measure(subjects, of: "growth-\(dimension)-\(cost)")
      }
    }
  }

  /// The shipped rules and so many others: about actions that nobody asks for, and consequences that never bind.
  private static func sources(more count: Int) throws -> [String: String] {
    var sources = try ShippedRules.sources()
    var text = ""
    for number in 0..<count / 10 {
      text += """

        /// One more thing to do.
        action other\(number)(actor: Creature) {
        }

        /// One more thing that never happens.
        event never\(number)(c: Creature) {
        }

        /// Nobody is as strong as that.
        consequence never\(number) for each c in creatures as soon as c.strength > 30 + \(number) do never\(number)(c)

        """
      for part in 1..<9 {
        text += """

          /// One more rule.
          rule other\(number)Part\(part) for other\(number)(actor: Creature) {
            require actor.strength >= \(part) else "{actor} is too weak."
          }

          """
      }
    }
    sources["growth.rules"] = text
    return sources
  }
}

/// What is measured of a table, however large it is.
struct GrownTable {
  private let rules: RuleSet
  private let text: String
  private let state: State
  private let judge: Judge
  /// Who acts, and for whom.
  private let actor: String
  private let user: String
  private let attack: Request
  private let move: Request
  private let decision: Decision

  /// - Parameter state: the fight as JSON, in the turn of one of its creatures; nil for that of the shipped rules.
  init(_ rules: RuleSet, _ combat: Combat, state json: ((Int) throws -> String)? = nil) throws {
    guard
      let actor = combat.creatures.firstIndex(where: {
        $0.hp > 0 && $0.conditions.isEmpty && $0.actionsUsed == 0 && $0.side == 1
      })
    else { throw Disagreement(description: "nobody can act") }
    let creature = combat.creatures[actor]
    self.rules = rules
    self.actor = creature.id
    user = creature.user
    text = try json?(actor) ?? combat.state(current: actor)
    state = try rules.state(json: text)
    judge = Judge(rules)
    let arguments = ["actor": creature.id, "weapon": "i0", "target": combat.creatures[1].id]
    attack = state.request(
      json: try jsonText(["action": "attack", "arguments": arguments]), user: creature.user, now: 0)
    guard let move = try Self.step(of: creature, in: state) else {
      throw Disagreement(description: "\(creature.id) cannot take a step")
    }
    self.move = move
    decision = Workloads.judge(move, in: state, by: judge)
  }

  private static func step(of creature: Combat.Creature, in state: State) throws -> Request? {
    for (dx, dy) in [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)] {
      let arguments: [String: Any] = ["actor": creature.id, "path": [[creature.x + dx, creature.y + dy]]]
      let request = state.request(
        json: try jsonText(["action": "move", "arguments": arguments]), user: creature.user, now: 0)
      if state.decide(request).outcome == .ready { return request }
    }
    return nil
  }

  /// What costs are looked at.
  static let costs: [(name: String, work: @Sendable (GrownTable) throws -> Void)] = [
    ("attack", { _ = Workloads.judge($0.attack, in: $0.state, by: $0.judge) }),
    ("move", { _ = Workloads.judge($0.move, in: $0.state, by: $0.judge) }),
    (
      "apply",
      {
        var after = $0.state
        try after.apply($0.decision)
      }
    ),
    ("options", { _ = try $0.state.options(user: $0.user, actor: $0.actor) }),
    ("reach", { _ = Workloads.reach(of: $0.actor, by: "walk", budget: 60, in: $0.state, $0.judge) }),
    ("load", { _ = try $0.rules.state(json: $0.text) }),
  ]
}
