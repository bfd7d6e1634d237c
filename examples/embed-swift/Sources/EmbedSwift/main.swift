// A live server's whole loop: a room with its dice, its timer and its clients. What any of it means, the rules say.

import Foundation
import RulesLang
import Validator

let folder = URL(filePath: #filePath).appending(path: "../../../../ambush").standardized
let log = try String(contentsOf: folder.appending(path: "actions.ndjson"), encoding: .utf8).split(separator: "\n")
let state = try String(contentsOf: folder.appending(path: "state.json"), encoding: .utf8)
// The same number behind the command plays the same.
let seed = CommandLine.arguments.dropFirst().first.flatMap { UInt64($0) } ?? .random(in: 0...(.max))
let room = Room(try RuleSet(directory: folder.path).state(json: state), viewers: ["ana", "gm"], seed: seed)
let recorded = try log.map { try JSONReader().read(String($0)) }
for sent in recorded where !room.isLive { room.receive(sent, from: sent["user"]?.string) }
var clients = ["ana", "ben", "cleo", "dan", "gm"].map { Client(user: $0, recorded) }
while !room.isOver, room.clock < 1_500 {
  room.wait(seconds: .random(in: 1...40, using: &room.random))
  for client in clients.indices { clients[client].act(in: room) }
}

// Whoever is not done by then is interrupted by what closed the room in the recording.
for sent in recorded.reversed() where !room.isOver { room.receive(sent, from: sent["user"]?.string) }

final class Room {
  var (table, random): (State, Randomness)
  private(set) var (clock, isLive, isOver): (Int64, Bool, Bool)
  private let viewers: [String]

  init(_ table: State, viewers: [String], seed: UInt64) {
    (self.table, self.viewers, random) = (table, viewers, Randomness(seed: seed))
    (clock, isLive, isOver) = (table.clock, false, false)
  }

  /// Takes what a client sent. Who sent it, and when, the server knows.
  func receive(_ sent: JSONValue, from user: String?) {
    let body = JSONWriter.text(of: ["action": sent["action"] ?? nil, "arguments": sent["arguments"] ?? [:]])
    let performed = table.perform(table.request(json: body, user: user, now: clock), viewers: viewers, roll: roll)
    for reason in performed.verdict.reasons { print("\(clock) s, to \(user ?? "host") alone: \(reason.message)") }
    send(performed)
  }

  /// Lets time pass, as a timer does that is set to the next wake.
  func wait(seconds: Int64) {
    clock += seconds
    if let wake = table.nextWake, wake <= clock { send(table.tick(now: clock, viewers: viewers, roll: roll)) }
  }

  /// Tells each viewer what happened, as that viewer may know it.
  private func send(_ performed: Performed) {
    for delta in performed.deltas {
      for line in delta.events.compactMap(\.message) { print("\(clock) s, \(delta.viewer ?? "host"): \(line)") }
    }
    isLive = isLive || performed.tags.contains("turn")
    isOver = isOver || !performed.tags.isDisjoint(with: ["outcome", "complete"])
  }

  private func roll(_ sides: Int) -> Int { .random(in: 1...sides, using: &random) }
}
