import RulesLang
import TestKit
import Testing

@testable import Validator

/// Differences of what is shown, checked against a strict reader of patches.
struct TablePatchTests {
  private let rules = StateRules.ruleSet

  private func operations(_ old: State, _ new: State) -> [PatchOperation] {
    ViewDifference(old: ShownState(old), new: ShownState(new)).operations
  }

  private func lines(_ patch: [PatchOperation]) -> [String] {
    patch.map { "\($0.op.rawValue) \($0.path) \($0.value.map { JSONWriter.text(of: $0) } ?? "")" }
  }

  @Test func theOrderIsThatOfTheCanonicalForm() throws {
    let old = try rules.state(json: StateRules.json)
    var new = old
    try new.edit([
      .remove("/items/ring"), .insert("/items/a~b", ["owner": "aria"]), .set("/creatures/goblin/slots/2", 0),
      .set("/creatures/aria/hp", 1), .set("/turn/round", 3), .set("/owner", "ana"),
    ])
    #expect(
      lines(operations(old, new)) == [
        #"replace /owner "ana""#, "replace /turn/round 3", "replace /creatures/aria/hp 1",
        "replace /creatures/goblin/slots/2 0", #"add /items/a~0b {"owner":"aria","marks":[]}"#, "remove /items/ring ",
      ])
    #expect(operations(old, old).isEmpty)
  }

  @Test func setsAndListsAreComparedByWhatIsInThem() throws {
    let state = try rules.state(json: StateRules.json)
    let again = try rules.state(json: state.json)
    #expect(operations(state, again).isEmpty)
    // Another spelling of the same letter is another text.
    let (one, two) = ("Ari\u{301}a", "Ar\u{ed}a")
    var (first, second) = (state, state)
    try first.edit([.set("/creatures/aria/name", JSONValue(.string(one)))])
    try second.edit([.set("/creatures/aria/name", JSONValue(.string(two)))])
    #expect(operations(first, second).map(\.path) == ["/creatures/aria/name"])
  }

  @Test func thePatchTurnsTheOldViewIntoTheNew() throws {
    var random = SplitMix(seed: 11)
    for round in 0..<400 {
      let old = try rules.state(json: RandomState.json(using: &random))
      // Half of them share tables and numbers, half have nothing in common.
      var new = round % 2 == 0 ? old : try rules.state(json: RandomState.json(using: &random))
      for _ in 0..<Int.random(in: 0...3, using: &random) { try? new.edit([edit(of: new, using: &random)]) }
      let shown = (shown(old, using: &random), shown(new, using: &random))
      let patch = ViewDifference(old: shown.0, new: shown.1).operations
      let patched = try PatchApplier.apply(patch, to: shown.0.json)
      #expect(PatchApplier.text(patched) == PatchApplier.text(shown.1.json))
      // However a state came about, the patch tells only what is shown.
      let reread = try (rules.state(json: old.json), rules.state(json: new.json))
      let other = ViewDifference(
        old: ShownState(reread.0, omissions: shown.0.omissions),
        new: ShownState(reread.1, omissions: shown.1.omissions)
      ).operations
      #expect(patch == other)
    }
  }

  @Test func statesOfOtherRulesAreComparedAsJSON() throws {
    var random = SplitMix(seed: 12)
    let others = RuleSet(StateRules.program)
    for _ in 0..<100 {
      let old = try rules.state(json: RandomState.json(using: &random))
      let new = try others.state(json: RandomState.json(using: &random))
      let patched = try PatchApplier.apply(operations(old, new), to: ShownState(old).json)
      #expect(PatchApplier.text(patched) == PatchApplier.text(ShownState(new).json))
      #expect(JSONWriter.text(of: ShownState(new).json) == new.json)
    }
  }

  private func edit(of state: State, using random: inout SplitMix) -> Edit {
    let path = "/creatures/c\(Int.random(in: 0..<11, using: &random))"
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return .remove(path)
    case 1: return .insert(path, ["name": "n", "controller": "u", "cell": [1, 2], "mount": "c0"])
    case 2: return .set("\(path)/hp", JSONValue(.integer(.random(in: 0...3, using: &random))))
    case 3: return .set("\(path)/friends", ["e\u{301}", JSONValue(.string("new\(path.utf8.count)"))])
    case 4: return .set("\(path)/mount", "c0")
    case 5: return .set("/turn/last", ["condition": "prone", "source": "c0"])
    default: return .set("/turn/order", ["c0", "c0"])
    }
  }

  /// Some fields left out of some tables.
  private func shown(_ state: State, using random: inout SplitMix) -> ShownState {
    let omissions = rules.layout.tables.indices.map { table -> [Bool]? in
      guard table > 0, Bool.random(using: &random) else { return nil }
      let count = state.table(table).rowCount * rules.layout.tables[table].fields.count
      return (0..<count).map { _ in Int.random(in: 0..<6, using: &random) == 0 }
    }
    return ShownState(state, omissions: omissions)
  }
}
