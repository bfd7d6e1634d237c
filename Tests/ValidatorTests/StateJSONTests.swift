import RulesLang
import Testing
import TestKit
import Validator

/// States as JSON, both ways.
struct StateJSONTests {
  private let rules = StateRules.ruleSet

  private func problems(_ json: String) -> [String] {
    do {
      _ = try rules.state(json: json)
      return []
    } catch {
      return error.problems.map { "\($0.path) \($0.message)" }
    }
  }

  @Test func theWrittenFormHasEveryFieldAndSortsSets() throws {
    let state = try rules.state(json: StateRules.json)
    #expect(
      state.json == """
        {"owner":"gm","turn":{"current":"aria","round":1,"order":["goblin","aria"],"last":null},\
        "lights":{"tiny":false,"small":true,"medium":false},"map":{"rows":["...#","...."]},"creatures":{\
        "aria":{"name":"Aria","controller":"ana","cell":[0,0],"hp":30,"size":"medium","slots":{"1":4,"2":1,"3":0},\
        "conditions":["prone","stunned"],"spells":["spell3","spell69"],"afflictions":[{"condition":"prone",\
        "source":"goblin"},{"condition":"stunned","source":null}],"enemies":["goblin"],"friends":["bob","zoe"],\
        "weapon":"longbow","mount":"goblin","throws":"2d20 keep lowest - 3","cursed":false,"trail":[[0,1],[0,0]]},\
        "goblin":{"name":"Goblin","controller":"gm","cell":[2,1],"hp":7,"size":"medium",\
        "slots":{"1":4,"2":2,"3":0},"conditions":[],"spells":["spell3","spell69"],"afflictions":[],"enemies":["aria"],\
        "friends":[],"weapon":null,"mount":null,"throws":"2d20 keep lowest - 3","cursed":false,"trail":null}},\
        "items":{"ring":{"owner":"aria","marks":[[1,1]]}}}
        """)
    #expect(try rules.state(json: state.json).json == state.json)
  }

  @Test func olderNamesAreUnderstood() throws {
    let state = try rules.state(
      json: """
        {"owner": "gm", "turn": {}, "creatures": {"a": {"name": "", "controller": "x", "cell": [0, 0], "hitPoints": 5,
         "size": "wee", "mana": 3}}}
        """)
    #expect(state.json.contains(#""hp":5,"size":"tiny""#))
  }

  @Test func allThatIsWrongIsToldAtOnce() {
    let found = problems(
      """
      {"turn": {"current": "arya", "round": "one"}, "extra": 1, "map": {"rows": ["..", "x.", "."]},
       "creatures": {"aria": {"name": 5, "controler": "ana", "cell": [1], "hp": 100, "conditions": ["pron"],
         "enemies": ["aria", "aria"], "slots": {"4": 1}, "throws": "many", "hitPoints": 3}},
       "items": {"ring": {"owner": null, "marks": [[0, 0], [0, 0], [0, 0], [0, 0]]}}}
      """)
    #expect(
      found == [
        "$.owner `owner` is missing",
        "$.turn.current there is no `arya` in creatures: did you mean `aria`?",
        "$.turn.round a number is due here, not a text",
        "$.extra the state has no field `extra`",
        "$.map.rows[1] `x` is no terrain; there are `.` floor, `#` wall",
        "$.map.rows[2] this row has 1 cells, the first one 2",
        "$.creatures.aria.controller `controller` is missing",
        "$.creatures.aria.name a text is due here, not a number",
        "$.creatures.aria.controler Creature has no field `controler`: did you mean `controller`?",
        "$.creatures.aria.cell `[x, y]` is due here, not a list",
        "$.creatures.aria.conditions[0] there is no Condition `pron`: did you mean `prone`?",
        "$.creatures.aria.slots.4 `4` is no key here: they are 1 to 3",
        "$.creatures.aria.throws dice such as `\"2d6 + 3\"` is due here, not a text",
        "$.creatures.aria.hitPoints `hp` is given twice, once by its older name",
        "$.items.ring.owner the id of a Creature is due here, not `null`",
        "$.items.ring.marks 4 elements stand here, where up to 3 may",
      ])
  }

  @Test func boundsAndRepeatsAreChecked() {
    let head = #"{"owner": "gm", "turn": {}, "creatures": {"a": {"name": "", "controller": "x", "cell": [0, 0], "#
    #expect(problems(head + #""hp": 100}}}"#) == ["$.creatures.a.hp 100 is not within 0..99"])
    #expect(problems(head + #""hp": -1}}}"#) == ["$.creatures.a.hp -1 is not within 0..99"])
    #expect(problems(head + #""slots": {"1": 10}}}}"#) == ["$.creatures.a.slots.1 10 is not within 0..9"])
    #expect(
      problems(head + #""enemies": ["a", "a"]}}}"#)
        == ["$.creatures.a.enemies[1] this stands here already: remove it"])
    #expect(
      problems(head + #""trail": []}}}"#) == ["$.creatures.a.trail a path has 1 to 256 cells, this one 0"])
  }

  @Test func tablesKeepToTheirLimit() {
    func items(_ count: Int) -> String {
      let rows = (0..<count).map { #""i\#($0)": {"owner": "a"}"# }.joined(separator: ",")
      return """
        {"owner": "gm", "turn": {}, "creatures": {"a": {"name": "", "controller": "x", "cell": [0, 0]}},
         "items": {\(rows)}}
        """
    }
    #expect(problems(items(5)) == [])
    #expect(problems(items(6)) == ["$.items 6 rows stand here, where up to 5 may"])
  }

  @Test func snapshotsCarryTheClockAndTheDigests() throws {
    let state = try rules.state(json: StateRules.json)
    let again = try rules.state(snapshot: state.snapshot.replacing(#""clock":0"#, with: #""clock":90"#))
    #expect(again.clock == 90)
    #expect(again.json == state.json)
    #expect(again.snapshot.hasPrefix(#"{"rules":"\#(rules.digest)","schema":"\#(rules.schemaDigest)","clock":90,"#))
    #expect(throws: StateFailure.self) { try rules.state(snapshot: #"{"state": {}, "clok": 1}"#) }
    do {
      _ = try rules.state(snapshot: #"{"state": {"turn": {}}}"#)
    } catch {
      #expect(error.description == "$.state.owner: `owner` is missing")
    }
  }

  @Test func theDigestNamesTheTextsAndNothingElse() {
    func digest(_ sources: [String: String]) -> String {
      let enums = (EnumID(0), EnumID(1), EnumID(2))
      return RuleSet(
        TypedProgram(
          name: "", sources: SourceSet(sources: sources), actionEnum: enums.0, movementEnum: enums.1,
          coverEnum: enums.2)
      ).digest
    }
    let first = digest(["a.rules": "x", "b.rules": "y", "d.json": "{}"])
    #expect(first == digest(["c.rules": "y", "a.rules": "x", "d.json": "{}", "a_test.rules": "z"]))
    #expect(first != digest(["a.rules": "xy", "b.rules": "", "d.json": "{}"]))
    #expect(first != digest(["a.rules": "x", "b.rules": "y", "e.json": "{}"]))
  }

  @Test func atMostAHundredProblemsAreTold() {
    let keys = (0..<300).map { #""k\#($0)": 0"# }.joined(separator: ",")
    #expect(problems("{\(keys)}").count == 100)
  }

  @Test func textsThatAreNoJSONHaveTheirPlace() {
    #expect(problems(#"{"owner": 'gm'}"#) == ["$.owner a text stands in double quotes"])
    #expect(problems("[]") == ["$ an object with the tables of the state is due here, not a list"])
  }

  @Test func randomStatesSurviveTheRoundTrip() throws {
    var random = SplitMix(seed: 1)
    for _ in 0..<100 {
      let text = RandomState.json(using: &random)
      let state = try rules.state(json: text)
      #expect(try rules.state(json: state.json).json == state.json)
    }
  }

  @Test func noTextTrapsTheReader() throws {
    var random = SplitMix(seed: 2)
    let seed = Array(try rules.state(json: StateRules.json).json.utf8)
    let alphabet = Array(#"{}[]",:0123456789-eabcdfr\u"#.utf8)
    var accepted = 0
    for _ in 0..<3000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: place)
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        default: bytes.replaceSubrange(place..<min(place + 20, bytes.count), with: bytes[0..<min(20, bytes.count)])
        }
      }
      // What is accepted is a state, and so survives the round trip.
      if let state = try? rules.state(json: bytes) {
        accepted += 1
        #expect(try rules.state(json: state.json).json == state.json)
      }
    }
    #expect(accepted > 0)
  }
}
