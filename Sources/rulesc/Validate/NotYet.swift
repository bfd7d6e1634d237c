internal import RulesLang
internal import Validator

// What judgements as seen and deltas for viewers will bring; until then all is told as it is in fact.

extension Verdict {
  var truth: Verdict { self }
  var dropped: [Reason] { [] }
}

struct Delta {
  let events: [Verdict.Event]
  let json: String
}

extension State {
  mutating func apply(_ verdict: Verdict, viewers: [String]) throws(ApplyError) -> [Delta] {
    try apply(verdict)
    return viewers.map { _ in Delta(events: verdict.events, json: verdict.json) }
  }
}
