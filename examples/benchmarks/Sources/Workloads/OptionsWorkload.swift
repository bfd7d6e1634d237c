internal import Measuring
internal import Validator

extension Workload {
  /// All that a table can do, with the reasons for the rest, by the shipped rules.
  static let options = Workload(name: "options", summary: "all options of one creature, with why not, and of each of 20") { run in
    let combat = Combat(creatures: 20, width: 40, height: 40)
    // The turn of someone who can do something.
    guard let actor = combat.creatures.firstIndex(where: { $0.hp > 0 && $0.conditions.isEmpty && $0.actionsUsed == 0 })
    else { throw Disagreement(description: "nobody can act") }
    let state = try ShippedRules.load().state(json: combat.state(current: actor))
    let who = combat.creatures.map { (id: $0.id, user: $0.user) }
    let enabled = try state.options(user: who[actor].user, actor: who[actor].id).actions
      .filter { $0.availability == .enabled }.map(\.action)
    guard enabled.contains("move"), enabled.contains("endTurn") else {
      throw Disagreement(description: "\(who[actor].id) cannot even move: \(enabled)")
    }
    let one = Subject("rules") {
      guard try !state.options(user: who[actor].user, actor: who[actor].id).actions.isEmpty else {
        throw Disagreement(description: "there are no options")
      }
    }
    let all = Subject("rules") {
      for (id, user) in who { _ = try state.options(user: user, actor: id) }
    }
    let why = Subject("rules") {
      for action in try state.options(user: who[actor].user, actor: who[actor].id).actions {
        for candidate in action.candidates {
          if case .disabled(let obstacle) = candidate.availability { _ = obstacle.why }
        }
      }
    }
    let json = Subject("rules") { _ = try state.options(user: who[actor].user, actor: who[actor].id).json }
    return try run.sampler.measure([one], of: "options-1") + run.sampler.measure([all], of: "options-20")
      + run.sampler.measure([why], of: "options-why") + run.sampler.measure([json], of: "options-json")
  }
}
