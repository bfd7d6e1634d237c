internal import Foundation
internal import Measuring
internal import Validator

extension Workload {
  /// Whether an attack may be dealt: the same 2,000 decisions by everything a server's author might take for them.
  static let attack = Workload(name: "attack", summary: "an attack, by rules, by hand, on Node, in LuaJIT, by Cedar") {
    run in
    let data = try AttackData.read()
    let right = data.requests.map(\.legal)
    var subjects: [Subject] = []

    let rules = try AttackByRules(data, AttackByRules.rules())
    try Disagreement.check("rules", rules.answers { $0.outcome(of: $1, in: $2) == .ready }, are: right)
    try Disagreement.check("rules-decision", rules.answers { $0.validate($1, in: $2).outcome == .ready }, are: right)
    subjects.append(
      Subject("rules", parts: right.count) {
        try expectHalf(rules.count { $0.outcome(of: $1, in: $2) == .ready }, of: right)
      })
    subjects.append(
      Subject("rules-decision", parts: right.count) {
        try expectHalf(rules.count { $0.validate($1, in: $2).outcome == .ready }, of: right)
      })

    let hand = AttackByHand(data)
    try Disagreement.check("swift-early-exit", hand.requests.map { hand.isLegal($0) }, are: right)
    subjects.append(
      Subject("swift-early-exit", parts: right.count) { try count(right) { hand.isLegal(hand.requests[$0]) } })
    try Disagreement.check("swift-all-reasons", hand.requests.map { hand.reasons($0).isEmpty }, are: right)
    subjects.append(
      Subject("swift-all-reasons", parts: right.count) { try count(right) { hand.reasons(hand.requests[$0]).isEmpty } })

    var peers: [Peer] = []
    defer { for peer in peers { peer.stop() } }
    for known in AttackPeer.all {
      guard let peer = try known.start(run) else {
        run.tell("\(known.name) is left out: \(known.lack)")
        continue
      }
      peers.append(peer)
      try Disagreement.check(known.name, peer.decisions, are: right)
      subjects.append(Subject(known.name) { try peer.sample($0) })
    }
    return try run.sampler.measure(subjects, of: "attack")
  }

  /// Decides all requests once. That the legal ones are counted, and their number looked at, keeps the work from being
  /// left out as useless.
  @inline(__always)
  private static func count(_ right: [Bool], _ isLegal: (Int) -> Bool) throws {
    var legal = 0
    for number in right.indices where isLegal(number) { legal += 1 }
    try expectHalf(legal, of: right)
  }

  private static func expectHalf(_ legal: Int, of right: [Bool]) throws {
    guard legal * 2 == right.count else { throw Disagreement(description: "\(legal) of \(right.count) are legal") }
  }
}

/// A program in another language, and what it takes to run it.
struct AttackPeer {
  let name: String
  let executable: String
  let probe: [String]
  let file: String
  /// What is said where it is not there.
  let lack: String

  static let all = [
    AttackPeer(
      name: "node", executable: "node", probe: ["--version"], file: "attack.js", lack: "Node is not installed"),
    AttackPeer(
      name: "luajit", executable: "luajit", probe: ["-v"], file: "attack.lua", lack: "LuaJIT is not installed"),
    AttackPeer(
      name: "cedar", executable: "python3", probe: ["-c", "import cedarpy"], file: "attack_cedar.py",
      lack: "Python's package cedarpy is not installed"),
  ]

  func start(_ run: Run) throws -> Peer? {
    try Peer(
      name, executable, probe: probe,
      arguments: [Resources.url("attack/" + file).path, Resources.url("attack/workload.json").path],
      searching: run.path)
  }
}
