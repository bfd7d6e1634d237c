import RulesLang
import TestKit
import Testing
import Validator

/// Options against plain trial: on random rules and states, each combination of what is offered is asked for in a
/// request of its own.
struct OptionsTrialTests {
  @Test(arguments: 0..<4)
  func optionsAgreeWithTryingAllCombinations(part: UInt64) throws {
    var tally = Tally()
    for seed in 0..<UInt64(40) { try Self.compare(seed: seed * 4 + part, &tally) }
    // All ways must be well met, or the comparison says little.
    #expect(tally.enabled > 5 && tally.disabled > 100 && tally.shared > 100, "\(tally)")
  }

  private struct Tally {
    var enabled = 0
    var disabled = 0
    /// Reasons that all refused completions of a candidate share.
    var shared = 0
  }

  private static func compare(seed: UInt64, _ tally: inout Tally) throws {
    let rules = try RuleSet(sources: ["generated.rules": RandomRules.text(seed: seed)])
    var random = RandomReferenceState(program: rules.program, seed: seed)
    let state = try rules.state(json: rules.program.json(random.make()))
    let table = try #require(rules.layout.tables.first { $0.name == "pawns" })
    let pawns = state.table(Layout.table(of: try #require(table.entity))).ids.map { state.texts[$0] }
    for user in ["ana", "gm"] {
      let actor = random.random.pick(pawns[0], pawns[pawns.count - 1])
      let trial = Trial(state: state, user: user, pawns: pawns)
      for action in try state.options(user: user, actor: actor).actions {
        let info = try #require(rules.program.actions.first { $0.header.name == action.action })
        let given = [JSONValue.Member(key: "actor", value: .init(.string(actor)))]
        for candidate in action.candidates {
          let key = try #require(action.parameter)
          let value = try #require(candidate.value)
          let refusals = trial.refusals(of: info, given + [.init(key: key, value: value)])
          let what = "seed \(seed), \(user): \(action.action) of \(actor) with \(candidate.text)"
          try agree(candidate.availability, refusals, what, &tally)
        }
      }
    }
  }

  private static func agree(
    _ availability: Options.Availability, _ refusals: [Set<String>]?, _ what: String, _ tally: inout Tally
  ) throws {
    switch availability {
    case .enabled:
      #expect(refusals == nil, "\(what)")
      tally.enabled += 1
    case .unsure: #expect(refusals != nil, "\(what)")
    case .disabled(let obstacle):
      tally.disabled += 1
      let refusals = try #require(refusals, "\(what)")
      guard case .shared(let reasons) = obstacle.why else { return }
      for reason in reasons {
        #expect(refusals.allSatisfy { $0.contains(reason.rule) }, "\(what): \(reason.rule)")
        tally.shared += 1
      }
    }
  }

  /// Requests made one by one.
  private struct Trial {
    let state: State
    let user: String
    let pawns: [String]

    /// The names of the reasons against each completion of some arguments; nil where one is legal.
    func refusals(of action: ActionInfo, _ arguments: [JSONValue.Member]) -> [Set<String>]? {
      guard arguments.count < action.parameters.count else { return refusal(of: action, arguments).map { [$0] } }
      let parameter = action.parameters[arguments.count]
      var all: [Set<String>] = []
      for value in values(of: parameter.shape.type) {
        let next = arguments + [JSONValue.Member(key: parameter.header.name, value: value)]
        guard let refusals = refusals(of: action, next) else { return nil }
        all += refusals
      }
      return all
    }

    private func refusal(of action: ActionInfo, _ arguments: [JSONValue.Member]) -> Set<String>? {
      let body: JSONValue = [
        "action": .init(.string(action.header.name)), "arguments": .init(.object(arguments)),
      ]
      let request = state.request(json: JSONWriter.text(of: body), user: user, now: state.clock)
      let verdict = state.judge(request)
      return verdict.isLegal ? nil : Set(verdict.reasons.map(\.rule))
    }

    /// What options try: all rows and cases, sets of one and of none, and one number for all.
    private func values(of type: Type) -> [JSONValue] {
      switch type {
      case .entity: pawns.map { JSONValue(.string($0)) }
      case .enumeration(let id):
        state.rules.program.enums[id].cases.map { JSONValue(.string($0.name)) }
      case .set(let element): values(of: element).map { JSONValue(.array([$0])) } + [[]]
      default: [1]
      }
    }
  }
}

/// What a search leaves out is told as if it had been tried.
struct OptionsPruningTests {
  private static let text = """
    /// A table of one page.
    ruleset small

    enum Phase { live, paused }

    entity Creature in creatures up to 20 {
      name: Text
      controller: User
    }

    entity Item in items up to 20 {
      name: Text
      most: Int 0..8 = 1
      used: Bool = false
    }

    state { phase: Phase = live }

    action use(actor: Creature, item: Item, targets: set of 1..(item.most) Creature) {
      require own: actor.controller == user else "You do not control {actor}."
      require unused: not item.used else "{item} is used up."
    }

    action greet(actor: Creature, whom: Creature, again: Bool) {
      require own: actor.controller == user else "You do not control {actor}."
      require live: phase == live else "{actor} cannot greet {whom} now."
    }
    """

  private func state(_ phase: String) throws -> State {
    try RuleSet(sources: ["small.rules": Self.text]).state(
      json: """
        {"phase": "\(phase)", "creatures": {
          "aria": {"name": "Aria", "controller": "ana"}, "goblin": {"name": "Goblin", "controller": "gm"},
          "orc": {"name": "Orc", "controller": "gm"}},
         "items": {"kit": {"name": "Kit"}, "rope": {"name": "Rope", "most": 0}, "wand": {"name": "Wand", "used": true}}}
        """)
  }

  private func told(_ availability: Options.Availability) -> String {
    switch availability {
    case .enabled: "yes"
    case .unsure: "unsure"
    case .disabled(let obstacle): told(obstacle)
    }
  }

  private func told(_ obstacle: Options.Obstacle) -> String {
    switch obstacle.why {
    case .noCandidates: "none"
    case .shared(let reasons): reasons.map(\.message).joined(separator: " ")
    case .counts(let counts):
      counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
  }

  @Test func whatBoundsForbidIsCountedForEachValue() throws {
    let use = try state("live").options(user: "ana", actor: "aria", action: "use").actions[0]
    #expect(use.candidates.map { "\($0.text): \(told($0.availability))" } == [
      "Kit: yes", "Rope: unsure", "Wand: Wand is used up.",
    ])
    let rope = try state("live").options(user: "ana", actor: "aria", action: "use", given: ["item": "rope"]).actions[0]
    #expect(rope.candidates.map { told($0.availability) } == Array(repeating: "request.size 1", count: 3))
    #expect(told(rope.availability) == "unsure")
  }

  @Test func boundsAreAskedBeforeRules() throws {
    let use = try state("live").options(user: "gm", actor: "aria", action: "use").actions[0]
    #expect(use.candidates.map { "\($0.text): \(told($0.availability))" } == [
      "Kit: You do not control Aria.", "Rope: unsure", "Wand: You do not control Aria.",
    ])
    #expect(told(use.availability) == "You do not control Aria.")
  }

  @Test func eachValueIsNamedInItsOwnWords() throws {
    let greet = try state("paused").options(user: "ana", actor: "aria", action: "greet").actions[0]
    #expect(greet.candidates.map { told($0.availability) } == [
      "Aria cannot greet Aria now.", "Aria cannot greet Goblin now.", "Aria cannot greet Orc now.",
    ])
    #expect(told(greet.availability) == "Aria cannot greet Aria now.")
    let other = try state("live").options(user: "gm", actor: "aria", action: "greet").actions[0]
    #expect(other.candidates.map { told($0.availability) } == Array(repeating: "You do not control Aria.", count: 3))
  }

  @Test func whatBudgetsDoNotReachIsUnsureAlsoWhereItIsTheSame() throws {
    let state = try state("live")
    let greet = try state.options(user: "gm", actor: "aria", action: "greet", budget: 2).actions[0]
    #expect(greet.candidates.map { told($0.availability) } == [
      "You do not control Aria.", "You do not control Aria.", "unsure",
    ])
  }
}
