import RulesLang
import TestKit
import Testing

@testable import Validator

/// What viewers are told of a round in which some of it is concealed from them.
struct TableSecrecyTests {
  private static let rules = """
    ruleset hiding
    entity Creature in creatures up to 300 {
      name: Text, owner: User, hp: Int 0..30 clamped = 10, hidden: Bool = false, foe: optional Creature,
      next: optional Creature
    }
    state { last: optional Creature, count: Int = 0 }
    action hide(c: Creature) by anyone {
      set c.hidden to true
      do hides(c)
    }
    event hides(c: Creature) says "{c} hides." { }
    action show(c: Creature) by anyone {
      set c.hidden to false
    }
    action hurt(c: Creature) by anyone {
      roll pain: 1d6
      subtract pain.total from c.hp
      set last to c
      do hurts(c)
    }
    event hurts(c: Creature) tags turn says "{c} is hurt." { }
    consequence falls for each c in creatures as soon as c.hp == 0 do fall(c)
    event fall(c: Creature) says "{c} falls." {
      roll thud: 1d4
      if c.next exists {
        set c.next.hp to 0
      }
    }
    conceal unseen: c in creatures from viewer as "someone" when c.hidden and c.owner != viewer
      telling "Something is in the way."
    conceal health: hp of c in creatures from viewer when c.owner != viewer
    """

  private func table(_ json: String) throws -> State {
    try RuleSet(sources: ["ruleset.rules": Self.rules]).state(json: json)
  }

  private func two() throws -> State {
    try table(
      """
      {"creatures": {"a": {"name": "Ann", "owner": "ann", "foe": "b"}, "b": {"name": "Bob", "owner": "bob"}}}
      """)
  }

  private func lines(_ delta: Delta) -> [String] {
    delta.patch.map { "\($0.op.rawValue) \($0.path)" } + delta.events.compactMap(\.message)
  }

  private func perform(_ state: inout State, _ action: String, _ c: String, as user: String = "bob") -> Performed {
    let body = #"{"action": "\#(action)", "arguments": {"c": "\#(c)"}}"#
    return state.perform(state.request(json: body, user: user, now: 0), viewers: ["ann", "bob"], roll: { _ in 3 })
  }

  @Test func rowsAndFieldsAppearAndDisappear() throws {
    var state = try two()
    let hid = perform(&state, "hide", "b")
    #expect(hid.deltas.map(lines)[0].prefix(2) == ["replace /creatures/a/foe", "remove /creatures/b"])
    #expect(hid.deltas.map(lines)[1] == ["replace /creatures/b/hidden", "Bob hides."])
    // Nothing of what happens to whom they do not see.
    let hurt = perform(&state, "hurt", "b")
    #expect(hurt.deltas.map(lines) == [[], ["replace /last", "replace /creatures/b/hp", "Bob is hurt."]])
    #expect(lines(hurt.truth) == ["replace /last", "replace /creatures/b/hp", "Bob is hurt."])
    #expect(hurt.tags == ["turn"])
    // What appears comes without what is still concealed.
    let shown = perform(&state, "show", "b").deltas[0]
    #expect(lines(shown) == ["replace /last", "replace /creatures/a/foe", "add /creatures/b"])
    #expect(shown.patch.last?.value?["hp"] == nil)
    // And a field appears where its owner changes.
    let given = try state.edit([.set("/creatures/b/owner", "ann")], viewers: ["ann", "bob"], roll: { _ in 1 })
    #expect(given.deltas.map(lines)[0] == ["replace /creatures/b/owner", "add /creatures/b/hp"])
    #expect(given.deltas.map(lines)[1] == ["replace /creatures/b/owner", "remove /creatures/b/hp"])
  }

  @Test func viewsStayInStepAtRandom() throws {
    var random = SplitMix(seed: 21)
    var state = try two()
    let viewers = ["ann", "bob", "eve"]
    var views = viewers.map { state.view(for: $0).value }
    for _ in 0..<200 {
      let older = state
      let c = ["a", "b", "c"].randomElement(using: &random) ?? ""
      var deltas: [Delta] = []
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        let row: JSONValue = ["name": "Cid", "owner": "eve", "foe": "a"]
        deltas = (try? state.edit([.insert("/creatures/c", row)], viewers: viewers, roll: { _ in 1 }).deltas) ?? []
      case 1: deltas = (try? state.edit([.remove("/creatures/c")], viewers: viewers, roll: { _ in 1 }).deltas) ?? []
      case 2:
        let owner = JSONValue(.string(viewers.randomElement(using: &random) ?? ""))
        deltas =
          (try? state.edit([.set("/creatures/\(c)/owner", owner)], viewers: viewers, roll: { _ in 1 }).deltas) ?? []
      case 3:
        state.rollBack(to: older)
        deltas = state.deltas(from: older, viewers: viewers)
      default:
        let action = ["hide", "show", "hurt"].randomElement(using: &random) ?? ""
        let body = #"{"action": "\#(action)", "arguments": {"c": "\#(c)"}}"#
        let request = state.request(json: body, user: viewers.randomElement(using: &random), now: 0)
        deltas = state.perform(request, viewers: viewers, roll: { _ in 1 }).deltas
      }
      for (index, delta) in deltas.enumerated() { views[index] = try PatchApplier.apply(delta.patch, to: views[index]) }
      for (viewer, view) in zip(viewers, views) {
        #expect(PatchApplier.text(view) == PatchApplier.text(state.view(for: viewer).value))
      }
    }
  }

  @Test(arguments: [(40, true), (299, false)]) func diceThatCallForDiceEnd(count: Int, isDone: Bool) throws {
    let rows = (0..<count).map { index in
      let next = index + 1 < count ? #", "next": "c\#(index + 1)""# : ""
      return #""c\#(index)": {"name": "", "owner": "bob", "hp": 3\#(next)}"#
    }
    var state = try table(#"{"creatures": {\#(rows.joined(separator: ","))}}"#)
    let before = state.json
    let performed = perform(&state, "hurt", "c0")
    #expect(performed.isDone == isDone)
    if isDone {
      #expect(performed.truth.events.count == count + 1)
    } else {
      #expect(performed.verdict.truth.reasons.map(\.rule) == ["request.rolls"])
      #expect(state.json == before)
    }
  }
}
