// All that a server needs: rules, a state, requests, verdicts. No word of the game stands here.

import Foundation
import Validator

let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
let ambush = examples.appending(path: "ambush")

let rules = try RuleSet(directory: ambush.path)
var table = try rules.state(json: String(contentsOf: ambush.appending(path: "state.json"), encoding: .utf8))

/// Judges what a user sent, applies it where it is legal, and answers with what the client is shown.
func answer(_ body: String, from user: String, at now: Int64, in table: inout State) throws -> String {
  let verdict = table.judge(table.request(json: body, user: user, now: now))
  guard verdict.isLegal else { return "no:  " + verdict.reasons.map(\.message).joined(separator: " ") }
  try table.apply(verdict)
  return "yes: " + verdict.patch.map(\.path).joined(separator: " ")
}

// The body is what came over the wire; who sent it, and when, the server knows.
let bodies = [
  ("ana", #"{"action": "move", "arguments": {"actor": "aria", "path": [[3, 2]]}}"#),
  ("ben", #"{"action": "move", "arguments": {"actor": "bryn", "path": [[4, 5], [4, 6]]}}"#),
  ("ben", #"{"action": "endTurn", "arguments": {"actor": "bryn"}}"#),
  ("gm", #"{"action": "endTurn", "arguments": {"actor": "snag"}, "user": "ana"}"#),
]
for (number, (user, body)) in bodies.enumerated() {
  print("\(user): \(try answer(body, from: user, at: Int64(number), in: &table))")
}
print("revision \(table.revision)")
