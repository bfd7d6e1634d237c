import RulesLang
import TestKit
import Testing

@testable import Validator

/// Rules, a state and requests, and what is said to each: a case holds all three, its expectation the verdicts.
///
/// A line of `requests.txt` is a request with all that the host says of it; `then` before it applies the verdict, and
/// `tick 90` lets time pass until then.
struct JudgeGoldenTests {
  @Test func verdictsAreAsExpected() throws {
    let problems = try GoldenSuite("judge").problems(Self.judge)
    #expect(problems.isEmpty, Comment(rawValue: problems.joined(separator: "\n\n")))
  }

  static func judge(_ text: String) throws -> String {
    var files = Dictionary(uniqueKeysWithValues: SourceText.files(text).map { ($0.name, $0.text) })
    let requests = files.removeValue(forKey: "requests.txt") ?? ""
    let json = files.removeValue(forKey: "state.json") ?? "{}"
    let sources = SourceSet(sources: files)
    let rules: RuleSet
    do {
      rules = try RuleSet(sources: sources)
    } catch {
      return DiagnosticRenderer(sources: sources).render(error.diagnostics.filter { $0.severity == .error })
    }
    var state = try rules.state(json: json)
    return try requests.split(separator: "\n").map { try answer(String($0), &state) }.joined(separator: "\n\n") + "\n"
  }

  private static func answer(_ line: String, _ state: inout State) throws -> String {
    let applies = line.hasPrefix("then ") || line.hasPrefix("tick ")
    let text = applies ? line.dropFirst(5) : line[...]
    let request =
      if let time = Int64(text) { state.tick(at: time) } else {
        state.request(trusted: try JSONReader().read(Array(text.utf8)))
      }
    let verdict = state.judge(request)
    let dropped = verdict.decision.dropped.map { "  dropped \($0.shape.id): \($0.fault?.message ?? "")" }
    if applies, verdict.outcome == .ready { try state.apply(verdict) }
    let wake = applies ? state.nextWake.map { ["  wakes at \($0)"] } ?? [] : []
    return ([line] + lines(of: verdict) + dropped + wake).joined(separator: "\n")
  }

  /// One line for each thing that a verdict says.
  private static func lines(of verdict: Verdict) -> [String] {
    let outcome =
      switch verdict.outcome {
      case .refused: verdict.isLater ? "  refused for now" : "  refused"
      case .awaiting: "  awaiting dice"
      case .ready: "  legal"
      }
    return [outcome]
      + verdict.reasons.map { reason in
        let sides = [reason.needed.map { "needed \($0.text)" }, reason.actual.map { "actual \($0.text)" }]
        let kind = reason.isFault ? "fault" : "reason"
        return (["  \(kind) \(reason.rule) \(reason.arguments.text): \(reason.message)"] + sides.compactMap { $0 })
          .joined(separator: ", ")
      } + verdict.waived.map { "  waived \($0.rule) by \($0.by): \($0.because)" }
      + verdict.notes.map { "  noted \($0.word) by \($0.note): \($0.because)" }
      + verdict.costs.map { cost in
        let parts = cost.parts.map { "\($0.source) \($0.amount)" }
        return "  costs \(cost.amount) from \(cost.from): \(parts.joined(separator: ", "))"
      } + verdict.needs.map { "  needs \($0.roll)\($0.element.map { " of \($0.text)" } ?? ""): \($0.dice)" }
      + zip(verdict.truth.events, verdict.decision.events).map { event, done in
        let round = done.round > 0 ? "round \(done.round): " : ""
        let tags = event.tags.isEmpty ? "" : " [\(event.tags.joined(separator: ", "))]"
        return "  \(round)event \(event.event) \(event.arguments.text)\(tags)\(event.message.map { ": \($0)" } ?? "")"
      } + verdict.patch.map { "  \($0.path) = \($0.value?.text ?? "")" }
  }
}

extension JSONValue {
  fileprivate var text: String {
    var writer = JSONWriter(layout: .compact)
    writer.value(self)
    return writer.text
  }
}
