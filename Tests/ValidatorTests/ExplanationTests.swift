import RulesLang
import TestKit
import Testing

@testable import Validator

/// What an explanation tells of requests, as a tree.
struct ExplanationTests {
  @Test func explanationsAreAsExpected() throws {
    let problems = try GoldenSuite("explain").problems { text in
      var files = Dictionary(uniqueKeysWithValues: SourceText.files(text).map { ($0.name, $0.text) })
      let requests = files.removeValue(forKey: "requests.txt") ?? ""
      let json = files.removeValue(forKey: "state.json") ?? "{}"
      let state = try RuleSet(sources: files).state(json: json)
      return try requests.split(separator: "\n").map { line in
        let explanation = state.explain(state.request(trusted: try JSONReader().read(Array(line.utf8))))
        return "\(line)\n\(explanation.text)"
      }.joined(separator: "\n")
    }
    #expect(problems.isEmpty, Comment(rawValue: problems.joined(separator: "\n\n")))
  }

  /// Telling what is done does not change what is done.
  @Test func tracedRunsComeToTheSameVerdict() throws {
    for (name, text) in try GoldenSuite("judge").cases() {
      var files = Dictionary(uniqueKeysWithValues: SourceText.files(text).map { ($0.name, $0.text) })
      let requests = files.removeValue(forKey: "requests.txt") ?? ""
      let json = files.removeValue(forKey: "state.json") ?? "{}"
      let state = try RuleSet(sources: files).state(json: json)
      for line in requests.split(separator: "\n") where line.hasPrefix("{") {
        let request = state.request(trusted: try JSONReader().read(Array(line.utf8)))
        #expect(state.explain(request).verdict.json == state.judge(request).json, "\(name): \(line)")
      }
    }
  }
}
