internal import Measuring
internal import Validator

extension Workload {
  /// What a server does besides judging: states in and out, changes, and what viewers are told.
  static let round = Workload(name: "round", summary: "load, apply, snapshot, deltas, and a whole round") { run in
    let rules = try ShippedRules.load()
    return try [20, 200].flatMap { count in
      try TableTimes(rules, creatures: count).measure(run, suffix: "-\(count)")
    }
  }

  /// The text of a request in, the text of a verdict out.
  static let json = Workload(name: "json", summary: "request text in, verdict text out, legal and refused") { run in
    let combat = Combat(creatures: 12, width: 40, height: 40)
    let shipped = try ShippedRules.load()
    let attacks = try AttackData.read()
    let duel = try AttackByRules.rules()
    let asked = try attacks.requests.map { (room: $0.current, user: $0.user, body: try $0.body) }
    var duels: [String: State] = [:]
    for creature in attacks.creatures {
      duels[creature.id] = try duel.state(json: attacks.state(current: creature.id))
    }
    let fights = try combat.creatures.indices.map { try shipped.state(json: combat.state(current: $0)) }
    return try run.sampler.measure([texts(of: try combat.attacks(in: fights), legal: true)], of: "json-legal")
      + run.sampler.measure([texts(of: try combat.attacks(in: fights), legal: false)], of: "json-refused")
      + run.sampler.measure(
        [texts(of: asked.compactMap { a in duels[a.room].map { ($0, a.user, a.body) } }, legal: true)],
        of: "json-duel-legal")
      + run.sampler.measure(
        [texts(of: asked.compactMap { a in duels[a.room].map { ($0, a.user, a.body) } }, legal: false)],
        of: "json-duel-refused")
  }

  /// A program that answers all requests of one kind.
  private static func texts(of all: [(state: State, user: String, body: String)], legal: Bool) throws -> Subject {
    let asked = all.map { (state: $0.state, user: $0.user, body: Array($0.body.utf8)) }.filter { asked in
      asked.state.judge(asked.state.request(json: asked.body, user: asked.user, now: 0)).isLegal == legal
    }
    guard !asked.isEmpty else { throw Disagreement(description: "no attack is \(legal ? "legal" : "refused")") }
    return Subject("rules", parts: asked.count) {
      var bytes = 0
      for one in asked {
        let request = one.state.request(json: one.body, user: one.user, now: 0)
        bytes += one.state.verdictJSON(of: one.state.decide(request)).count
      }
      guard bytes > asked.count * 2 else { throw Disagreement(description: "verdicts are empty") }
    }
  }
}

extension Combat {
  /// Attacks of whose turn it is, with each thing on each of the others.
  func attacks(in fights: [State]) throws -> [(state: State, user: String, body: String)] {
    try zip(creatures.indices, fights).flatMap { actor, state in
      try items.filter { $0.carrier == actor }.flatMap { item in
        try creatures.map { target in
          let arguments = ["actor": creatures[actor].id, "weapon": item.id, "target": target.id]
          return (state, creatures[actor].user, try jsonText(["action": "attack", "arguments": arguments]))
        }
      }
    }
  }
}

/// A table at peace, where someone walks to and fro.
struct TableTimes {
  private let rules: RuleSet
  private let text: String
  private let start: State
  /// A step, and the step back.
  private let steps: [Request]
  private static let viewers = ["ana", "ben", "cleo", "dan", "eve", "gm"]

  init(_ rules: RuleSet, creatures count: Int) throws {
    let size = count > 100 ? 80 : 40
    let combat = Combat(creatures: count, width: size, height: size)
    self.rules = rules
    text = try combat.state(current: nil)
    start = try rules.state(json: text)
    steps = try Self.steps(of: combat, start)
  }

  /// Finds someone who can take a step and go back again.
  private static func steps(of combat: Combat, _ state: State) throws -> [Request] {
    for creature in combat.creatures where creature.hp > 0 {
      for (dx, dy) in [(1, 0), (0, 1), (-1, 0), (0, -1)] {
        let (there, back) = ([creature.x + dx, creature.y + dy], [creature.x, creature.y])
        let requests = try [there, back].map { cell in
          let arguments: [String: Any] = ["actor": creature.id, "path": [cell]]
          return state.request(
            json: try jsonText(["action": "move", "arguments": arguments]), user: creature.user, now: 0)
        }
        var state = state
        let isDone = requests.allSatisfy { state.perform($0) { _ in 1 }.isDone }
        if isDone { return requests }
      }
    }
    throw Disagreement(description: "nobody can take a step")
  }

  func measure(_ run: Run, suffix: String) throws -> [Figure] {
    try run.sampler.measure([Subject("rules") { _ = try rules.state(json: text) }], of: "load" + suffix)
      + run.sampler.measure([apply("rules", keepsBefore: false)], of: "apply" + suffix)
      + run.sampler.measure([apply("rules", keepsBefore: true)], of: "apply-kept" + suffix)
      + run.sampler.measure([Subject("rules") { _ = start.snapshot }], of: "snapshot" + suffix)
      + run.sampler.measure([try deltas()], of: "deltas" + suffix)
      + run.sampler.measure([try performance()], of: "perform" + suffix)
  }

  /// Applying a decision that was made before, and nothing else.
  ///
  /// - Parameter keepsBefore: whether someone still holds the state before, as a host does that tells viewers what has
  ///   changed: then the tables that are written to are copied.
  private func apply(_ name: String, keepsBefore: Bool) -> Subject {
    var (state, judge) = (start, Judge(rules))
    // The state of `start` is shared; after the first change this one is alone.
    return Subject(name) { times in
      var taken = 0.0
      for number in 0..<times * 2 {
        let decision = Workloads.judge(steps[number % 2], in: state, by: judge)
        let before = keepsBefore ? state : nil
        let start = threadNanoseconds()
        try state.apply(decision)
        taken += threadNanoseconds() - start
        withExtendedLifetime(before) {}
      }
      judge = Judge(rules)
      return taken / Double(times * 2)
    }
  }

  /// What six viewers are told of one step.
  private func deltas() throws -> Subject {
    var after = start
    guard after.perform(steps[0], roll: { _ in 1 }).isDone else { throw Disagreement(description: "nobody moved") }
    let there = after
    return Subject("rules") { _ = there.deltas(from: start, viewers: Self.viewers).map(\.json) }
  }

  /// All of it: the request, the changes, and what six viewers are told.
  private func performance() throws -> Subject {
    var state = start
    return Subject("rules", parts: 2) {
      for step in steps {
        let performed = state.perform(step, viewers: Self.viewers) { _ in 1 }
        guard performed.isDone, performed.deltas.map(\.json).count == Self.viewers.count else {
          throw Disagreement(description: "nobody moved")
        }
      }
    }
  }
}
