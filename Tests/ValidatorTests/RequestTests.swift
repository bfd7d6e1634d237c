import RulesLang
import Testing
import TestKit
import Validator

/// Requests as users and the command line send them.
struct RequestTests {
  private let state: State
  private let reader = JSONReader()

  init() throws { state = try StateRules.ruleSet.state(json: StateRules.json) }

  private func problems(_ json: String, user: String? = "ana") -> [String] {
    state.request(json: json, user: user, now: 0).problems.map { "\($0.id) \($0.path) \($0.message)" }
  }

  @Test func argumentsBecomeWordsOfTheState() {
    let request = state.request(
      json: #"{"action": "bless", "arguments": {"targets": ["goblin", "aria"], "actor": "goblin", "power": 9}}"#,
      user: "ana", now: 12, basis: 3)
    #expect(request.problems == [])
    #expect(request.action.map { StateRules.program.actions[$0].header.name } == "bless")
    #expect(request.user.map { state.texts[$0] } == "ana")
    #expect(request.now == 12)
    #expect(request.basis == 3)
    #expect(request.words[0] == 1)
    #expect(Span(word: request.words[1]).region == Span.Region.arena)
    #expect(request.pool == [0, 1])
    #expect(request.words[2] == 9)
    #expect(request.defaulted == [])
  }

  @Test func whatIsLeftOutHasItsDefault() {
    let bless = state.request(
      json: #"{"action": "bless", "arguments": {"targets": ["aria"], "actor": "aria"}}"#, user: "ana", now: 0)
    #expect(bless.problems == [])
    #expect(bless.defaulted == [2])
    let say = state.request(json: #"{"action": "say", "arguments": {"text": "hello"}}"#, user: "new", now: 0)
    #expect(say.words[1] == Word.none)
    #expect(say.texts.count == 2)
    #expect(TextOverlay(base: state.texts, added: say.texts)[say.words[0]] == "hello")
  }

  @Test func timeDoesNotGoBack() throws {
    let later = try StateRules.ruleSet.state(snapshot: state.snapshot.replacing(#""clock":0"#, with: #""clock":90"#))
    #expect(later.request(json: #"{"action": "opened"}"#, user: nil, now: 5).now == 90)
  }

  @Test func allThatDoesNotFitIsAReason() {
    #expect(
      problems(
        #"{"action": "bless", "arguments": {"actor": "arya", "targets": ["aria", "nobody"], "power": 10, "hue": 1}}"#)
        == [
          "request.extra $.arguments.hue bless has no argument `hue`",
          "request.unknown $.arguments.actor there is no `arya` in creatures: did you mean `aria`?",
          "request.unknown $.arguments.targets[1] there is no `nobody` in creatures",
          "request.range $.arguments.power 10 is not within 1..9",
        ])
    #expect(
      problems(#"{"action": "bless", "arguments": {"targets": []}}"#) == [
        "request.missing $.arguments.actor `actor` is missing",
        "request.size $.arguments.targets 0 elements stand here, where 1 to 3 may",
      ])
    #expect(
      problems(#"{"action": "bless", "arguments": {"actor": 1, "targets": ["aria", "aria"]}}"#) == [
        "request.type $.arguments.actor the id of a Creature is due here, not a number"
      ])
    #expect(
      problems(#"{"action": "bless", "arguments": {"actor": "aria", "targets": ["aria", "aria"]}}"#) == [
        "request.repeated $.arguments.targets[1] this stands here already: remove it"
      ])
  }

  @Test func pathsHave1To256Cells() {
    func path(_ count: Int) -> [String] {
      let cells = Array(repeating: "[1,1]", count: count).joined(separator: ",")
      return problems(#"{"action": "move", "arguments": {"actor": "aria", "path": [\#(cells)]}}"#)
    }
    #expect(path(0) == ["request.size $.arguments.path a path has 1 to 256 cells, this one 0"])
    #expect(path(1) == [])
    #expect(path(256) == [])
    #expect(path(257) == ["request.size $.arguments.path a path has 1 to 256 cells, this one 257"])
  }

  @Test func theHostsPartIsRefusedInWhatAUserSends() {
    #expect(
      problems(#"{"action": "say", "arguments": {"text": ""}, "user": "gm"}"#) == [
        "request.untrusted $.user `user` is for the host to say: leave it out"
      ])
    #expect(
      problems(#"{"action": "say", "argument": {}}"#) == [
        "request.form $.argument a request has no `argument`: did you mean `arguments`?"
      ])
    #expect(problems("[1, 2") == ["request.form $ the text ends in the middle of a list"])
  }

  @Test func hostActionsAreUnknownToUsers() {
    #expect(problems(#"{"action": "opened"}"#) == ["request.action $.action there is no action `opened`"])
    #expect(problems(#"{"action": "opened"}"#, user: nil) == [])
    #expect(
      problems(#"{"action": "mov"}"#) == ["request.action $.action there is no action `mov`: did you mean `move`?"])
    #expect(problems(#"{"action": "move"}"#, user: nil) == ["request.action $.action there is no host action `move`"])
  }

  @Test func theCommandLinePutsAllInOneObject() throws {
    let json = try reader.read(
      #"{"action": "say", "arguments": {"text": "x"}, "user": "ana", "now": 7, "basis": 2, "rolls": {}}"#)
    let request = state.request(trusted: json)
    #expect(request.problems == [])
    #expect(request.now == 7)
    #expect(request.basis == 2)
    let wrong = state.request(trusted: try reader.read(#"{"action": "say", "user": 5, "now": "x"}"#))
    #expect(wrong.problems.map(\.path) == ["$.user", "$.now"])
    let rolls = state.request(
      trusted: try reader.read(#"{"action": "say", "arguments": {"text": ""}, "user": "a", "rolls": {"a.b#0": [1]}}"#))
    #expect(rolls.problems.map(\.message) == ["there is no roll `a.b#0`"])
  }

  @Test func noRequestTraps() {
    var random = SplitMix(seed: 3)
    let seed = Array(
      #"{"action":"bless","arguments":{"actor":"aria","targets":["goblin","aria"],"power":9,"path":[[1,1]]}}"#.utf8)
    for _ in 0..<3000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let other = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.swapAt(place, other)
        default: bytes.insert(bytes[other], at: place)
        }
      }
      let request = state.request(json: bytes, user: "ana", now: 0)
      // Whatever was sent: it is either wholly understood or has a reason.
      if request.problems.isEmpty {
        let words = request.action.map { StateRules.ruleSet.layout.actions[$0.index].words }
        #expect(words == request.words.count)
      }
    }
  }
}
