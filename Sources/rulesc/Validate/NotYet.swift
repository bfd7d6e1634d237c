internal import RulesLang
internal import Validator

// What deltas for viewers will bring.

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
