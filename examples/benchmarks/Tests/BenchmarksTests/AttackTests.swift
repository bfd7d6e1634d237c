import Foundation
import Measuring
import RulesLang
import Synchronization
import Testing
import Validator

@testable import Workloads

struct AttackTests {
  @Test func halfIsLegal() throws {
    let requests = try AttackData.read().requests
    #expect(requests.count == 2000)
    #expect(requests.count { $0.legal } == 1000)
  }

  @Test func theRulesDecideRight() throws {
    let data = try AttackData.read()
    let rules = try AttackByRules(data, AttackByRules.rules())
    #expect(rules.answers { $0.outcome(of: $1, in: $2) == .ready } == data.requests.map(\.legal))
    #expect(rules.answers { $0.validate($1, in: $2).outcome == .ready } == data.requests.map(\.legal))
  }

  @Test func byHandItIsDecidedRight() throws {
    let data = try AttackData.read()
    let hand = AttackByHand(data)
    #expect(hand.requests.map { hand.isLegal($0) } == data.requests.map(\.legal))
    #expect(hand.requests.map { hand.reasons($0).isEmpty } == data.requests.map(\.legal))
  }

  /// The rules and the hand name the same requirements, not only the same outcome.
  @Test func reasonsAreTheSame() throws {
    let data = try AttackData.read()
    let rules = try AttackByRules(data, AttackByRules.rules())
    let hand = AttackByHand(data)
    let names: [(AttackByHand.Reasons, String)] = [
      (.controller, "controlsActor"), (.turn, "ownTurn"), (.alive, "ableToAct.alive"), (.awake, "ableToAct.awake"),
      (.equipped, "attack.equipped"), (.armed, "attack.armed"), (.action, "attack.action"),
      (.standing, "attack.standing"), (.other, "attack.other"), (.reach, "attack.inReach"),
      (.bothHands, "attack.bothHands"),
    ]
    let asked = rules.rooms.flatMap { room in room.requests.map { (room.state, $0) } }
    for (number, (state, request)) in asked.enumerated() {
      let verdict = state.judge(request)
      let reasons = hand.reasons(hand.requests[number])
      let expected = Set(names.filter { reasons.contains($0.0) }.map(\.1))
      #expect(Set(verdict.reasons.map(\.rule)) == expected, "request \(number)")
    }
  }

  @Test func theRulesAreWellWritten() throws {
    let folder = try Resources.url("attack/rules")
    var sources: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(try RulesFormatter.format(SourceFile(name: name, text: text)) == text, "\(name)")
      sources[name] = text
    }
    let set = SourceSet(sources: sources)
    #expect(RulesLang.compile(set).diagnostics.map(\.message) == [])
  }

  @Test func whoIsNotInstalledIsLeftOut() throws {
    let told = Mutex<[String]>([])
    let run = Run(sampler: .quick, path: "/nowhere") { line in told.withLock { $0.append(line) } }
    let results = try Workload.attack.measure(run)
    #expect(results.map(\.program) == ["rules", "rules-decision", "swift-early-exit", "swift-all-reasons"])
    #expect(
      told.withLock { $0 } == [
        "node is left out: Node is not installed", "luajit is left out: LuaJIT is not installed",
        "cedar is left out: Python's package cedarpy is not installed",
      ])
  }

  /// A peer of ours stands for those that may not be installed here.
  @Test func peersAreAskedAndCompared() throws {
    let script = #"echo '{"decisions": [true, false]}'; while read times; do echo "{\"ns\": $times}"; done"#
    let started = try Peer("sh", "sh", probe: ["-c", "true"], arguments: ["-c", script])
    let peer = try #require(started)
    defer { peer.stop() }
    #expect(peer.decisions == [true, false])
    #expect(try peer.sample(7) == 7)
    #expect(throws: Disagreement.self) { try Disagreement.check("sh", peer.decisions, are: [true, true]) }
    #expect(try Peer("sh", "sh", probe: ["-c", "exit 1"], arguments: []) == nil)
  }

  @Test func whoIsInstalledTakesPart() throws {
    let told = Mutex<[String]>([])
    let run = Run(sampler: .quick) { line in told.withLock { $0.append(line) } }
    let results = try Workload.attack.measure(run)
    // Of seven programs, each has figures or is said to be left out.
    #expect(results.count + told.withLock { $0.count } == 7)
    #expect(results.allSatisfy { ($0.ns ?? 0) > 0 })
  }
}
