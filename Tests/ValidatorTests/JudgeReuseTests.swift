import RulesLang
import TestKit
import Testing

@testable import Validator

/// A judge answers alike however often and for whatever it was used before.
struct JudgeReuseTests {
  /// The rules and requests of all golden cases of judging.
  private static func cases() throws -> [(name: String, state: State, requests: [Request])] {
    try GoldenSuite("judge").cases().map { name, text in
      var files = Dictionary(uniqueKeysWithValues: SourceText.files(text).map { ($0.name, $0.text) })
      let lines = (files.removeValue(forKey: "requests.txt") ?? "").split(separator: "\n")
      let json = files.removeValue(forKey: "state.json") ?? "{}"
      let state = try RuleSet(sources: files).state(json: json)
      let requests = try lines.filter { $0.hasPrefix("{") }.map {
        state.request(trusted: try JSONReader().read(Array($0.utf8)))
      }
      return (name, state, requests)
    }
  }

  @Test func nothingIsLeftOfTheRequestBefore() throws {
    for (name, state, requests) in try Self.cases() {
      let reused = Judge(state.rules)
      for (first, request) in requests.enumerated() {
        let fresh = state.verdict(of: Judge(state.rules).validate(request, in: state)).json
        for other in requests {
          _ = reused.validate(other, in: state)
          let again = state.verdict(of: reused.validate(request, in: state)).json
          #expect(again == fresh, "\(name), request \(first + 1)")
        }
      }
    }
  }

  @Test func decisionsStayAsTheyWere() throws {
    for (_, state, requests) in try Self.cases() {
      let judge = Judge(state.rules)
      let decisions = requests.map { judge.validate($0, in: state) }
      for (request, decision) in zip(requests, decisions) {
        let fresh = Judge(state.rules).validate(request, in: state)
        #expect(state.verdict(of: decision).json == state.verdict(of: fresh).json)
      }
    }
  }

  @Test func theStateBehindAJudgeMayChange() throws {
    let rules = try RuleSet(sources: [
      "ruleset.rules": """
        ruleset growing
        entity Thing in things up to 50 { n: Int = 0, marks: set of Thing = {} }
        action grow(t: Thing) by anyone {
          add 1 to t.n
          add t to t.marks
        }
        """
    ])
    var state = try rules.state(json: #"{"things": {"a": {}, "b": {}}}"#)
    let judge = Judge(rules)
    for round in 1...5 {
      let request = state.request(json: #"{"action": "grow", "arguments": {"t": "b"}}"#, user: "u", now: 0)
      try state.apply(judge.validate(request, in: state))
      #expect(state.json.contains("\"n\":\(round)"))
    }
  }

  @Test func aRequestOutlivesTheRowsItWasReadWith() throws {
    let (_, state, requests) = try #require(try Self.cases().first { $0.name == "blocks" })
    let other = try state.rules.state(json: state.json)
    let request = try #require(requests.first)
    // Another state numbers texts for itself: what was read for the one is read anew for the other.
    #expect(!request.isResolved(in: other))
    let verdict = other.verdict(of: Judge(state.rules).validate(request, in: other))
    #expect(verdict.reasons == state.judge(request).reasons)
    let words = Request(ActionID(0), in: state, user: nil, now: 0, words: [])
    #expect(Judge(state.rules).validate(words, in: other).problems.map(\.kind) == [.form])
  }

  @Test func manyThreadsShareOneRuleSet() async throws {
    let cases = try Self.cases()
    for (_, state, requests) in cases {
      let expected = requests.map { state.judge($0).json }
      await withTaskGroup(of: [String].self) { group in
        for _ in 0..<8 { group.addTask { requests.map { state.judge($0).json } } }
        for await verdicts in group { #expect(verdicts == expected) }
      }
    }
  }
}
