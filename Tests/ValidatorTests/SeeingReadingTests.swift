import RulesLang
import Testing

@testable import Validator

/// What a viewer sees of a state: a state of its own.
struct SeeingReadingTests {
  @Test func aConcealedRowIsGoneWithAllThatNeedsIt() throws {
    let with = try SeeingTable.state(goblin: true)
    let without = try SeeingTable.state(goblin: false)
    for viewer in ["ana", "bob", "nobody"] {
      #expect(with.view(for: viewer).json == without.view(for: viewer).json)
      let reading = with.reading(for: viewer)
      #expect(reading.hidesRows && !reading.isWhole)
      #expect(reading.state.json == without.json)
      #expect(reading.telling == "Something unseen is in the way.")
    }
  }

  @Test func theyHaveTheirNames() throws {
    let state = try SeeingTable.state(goblin: true)
    let reading = state.reading(for: "ana")
    let creature = try #require(state.rules.names.tables.find("creatures"))
    let item = try #require(state.rules.names.tables.find("items"))
    let goblin = Word(try #require(state.row(of: "goblin", in: EntityID(creature))))
    let ring = Word(try #require(state.row(of: "ring", in: EntityID(item))))
    #expect(reading.alias(of: goblin, in: EntityID(creature)) == "someone")
    #expect(reading.alias(of: ring, in: EntityID(item)) == "something")
    #expect(reading.alias(of: 0, in: EntityID(creature)) == nil)
    #expect(reading.rows[creature] == [0, 1, Transplant.gone])
  }

  @Test func concealedFieldsAreLeftOut() throws {
    let state = try SeeingTable.state(goblin: true)
    let view = state.view(for: "bob").value
    #expect(view["creatures"]?["aria"]?["hp"] == nil)
    #expect(view["creatures"]?["borin"]?["hp"] == 3)
    #expect(state.view(for: "gm").value["creatures"]?["goblin"]?["hp"] == 9)
    #expect(state.view(for: nil).json == state.json)
  }

  @Test func whereNothingIsConcealedItIsTheVeryState() throws {
    let state = try SeeingTable.state(goblin: true)
    #expect(state.reading(for: "gm").state.stamp == state.stamp)
    #expect(!state.reading(for: "gm").hidesRows)
    #expect(state.reading(for: nil).isWhole)
    let plain = try StateRules.ruleSet.state(json: StateRules.json)
    #expect(plain.reading(for: "ana").isWhole)
    #expect(plain.view(for: "ana").json == plain.json)
  }

  @Test func aJudgeRemembersThem() throws {
    let state = try SeeingTable.state(goblin: true)
    let judge = Judge(state.rules)
    let first = judge.reading(of: state, for: "ana")
    #expect(judge.reading(of: state, for: "ana").state.stamp == first.state.stamp)
    #expect(judge.reading(of: state, for: "bob").state.stamp != first.state.stamp)
    for viewer in 0..<40 { _ = judge.reading(of: state, for: "\(viewer)") }
    #expect(judge.sights.count <= 16)
  }

  @Test func whatCannotBeToldIsConcealed() throws {
    let rules = try RuleSet(sources: [
      "a.rules": """
      /// Doubtful things.
      ruleset doubt
      entity Thing in things up to 5 { weight: Int = 1, parts: Int = 1 }
      conceal odd: t in things from viewer as "a thing" when t.weight / t.parts > 1 telling "Something is there."
      """
    ])
    let state = try rules.state(json: #"{"things": {"a": {}, "b": {"parts": 0}, "c": {"weight": 4}}}"#)
    #expect(state.view(for: "ana").json == #"{"things":{"a":{"weight":1,"parts":1}}}"#)
  }
}
