import RulesLang
import Testing

@testable import Validator

/// The compiled program agrees with a plain tree walk, on random rule sets, states, requests and ticks: on what is legal
/// and what is due, on the names of all reasons, on the dice, on the events in their order, and on the state after.
struct DifferentialTests {
  /// Rule sets tried; each on several states, with several requests.
  private static let seeds = 0..<1000
  private static let statesEach = 4
  private static let requestsEach = 4

  @Test(arguments: 0..<10)
  func theCompiledProgramAgreesWithTheReference(part: Int) throws {
    var tally = Tally()
    for seed in Self.seeds where seed % 10 == part { try Self.compare(seed: UInt64(seed), follows: false, &tally) }
    // Both ways must be well met, or the comparison says little.
    #expect(tally.legal > 20)
    #expect(tally.refused > 20)
    #expect(tally.compared >= Self.seeds.count / 10 * Self.statesEach * Self.requestsEach)
  }

  @Test func whatFollowsAgreesWithTheReference() throws {
    var tally = Tally()
    for seed in Self.seeds.prefix(250) { try Self.compare(seed: UInt64(seed), follows: true, &tally) }
    #expect(tally.followed > 100, "\(tally)")
    #expect(tally.rounds > 5, "\(tally)")
    #expect(tally.ticks > 50 && tally.overdue > 50 && tally.rolled > 50, "\(tally)")
  }

  /// Noting what turns out changes nothing of it.
  @Test func coveredRulesAgreeWithTheReference() throws {
    var tally = Tally()
    for seed in Self.seeds.prefix(60) {
      try Self.compare(seed: UInt64(seed), follows: false, isCovered: true, &tally)
      try Self.compare(seed: UInt64(seed), follows: true, isCovered: true, &tally)
    }
    #expect(tally.legal > 20 && tally.refused > 20 && tally.followed > 20, "\(tally)")
  }

  private struct Tally {
    var compared = 0
    /// Requests from which something followed, and those with more than one round.
    var followed = 0
    var rounds = 0
    /// Ticks in which something happened, and requests that came too late.
    var ticks = 0
    var overdue = 0
    /// Requests and ticks that were legal and took dice.
    var rolled = 0
    var legal = 0
    var refused = 0
  }

  private static func compare(seed: UInt64, follows: Bool, isCovered: Bool = false, _ tally: inout Tally) throws {
    let text = RandomRules.text(seed: seed, consequences: follows, dice: follows)
    let sources = SourceSet(name: "generated", sources: ["generated.rules": text])
    let compilation = RulesLang.compile(sources)
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    guard let program = compilation.program, errors.isEmpty else {
      Issue.record("seed \(seed) does not compile:\n\(DiagnosticRenderer(sources: sources).render(errors))\n\(text)")
      return
    }
    let rules = RuleSet(program, coverage: isCovered ? Coverage(program) : nil)
    for round in 0..<UInt64(statesEach) {
      var random = RandomReferenceState(program: program, seed: seed &* 1000 &+ round)
      let reference = random.make()
      var table = Table(text: text, reference: reference, state: try rules.state(json: program.json(reference)))
      for _ in 0..<requestsEach {
        table.now += Int64(random.random.below(12))
        if follows, random.random.chance(40) {
          guard try tick(&table, &tally) else { break }
        } else {
          guard try judge(rules, &table, &random, &tally) else { break }
        }
        // Without consequences each request meets the state as it was made, so that more of them are legal.
        guard !follows else { continue }
        table = Table(text: text, reference: reference, state: try rules.state(json: program.json(reference)))
      }
    }
    if let coverage = rules.coverage { expectCauses(coverage, text) }
  }

  /// What was seen in something means that it came to that.
  private static func expectCauses(_ coverage: Coverage, _ text: String) {
    coverage.endTest()
    for (index, item) in coverage.items.enumerated() {
      guard let parent = item.parent, let outcome = parent.outcome else { continue }
      guard (0..<item.outcomes.count).contains(where: { coverage.tests(seeing: index, $0) > 0 }) else { continue }
      #expect(coverage.tests(seeing: parent.item, outcome) > 0, "\(item.kind) \(item.range)\n\(text)")
    }
  }

  /// One table by both: what it is like, and when its rules were asked last.
  private struct Table {
    let text: String
    var reference: ReferenceState
    var state: State
    var heard: Int64?
    var now: Int64 = 7
    var program: TypedProgram { state.rules.program }
  }

  /// - Returns: whether both go on from the same state.
  private static func judge(
    _ rules: RuleSet, _ table: inout Table, _ random: inout RandomReferenceState, _ tally: inout Tally
  ) throws -> Bool {
    let program = rules.program
    let host = program.actions.firstIndex(where: \.isHost).flatMap { random.random.chance(80) ? $0 : nil }
    let number = host ?? random.random.below(program.actions.count)
    let action = program.actions[number]
    let arguments = action.parameters.map { random.value($0.shape) }
    let user = random.random.chance(85) ? try owner(of: arguments[0], table.reference) : random.random.pick("ana", "gm")
    let members = zip(action.parameters, arguments).map { "\"\($0.header.name)\":\(program.json($1, $0.shape.type))" }
    let body = "{\"action\":\"\(action.header.name)\",\"arguments\":{\(members.joined(separator: ","))}}"

    let evaluator = ReferenceEvaluator(
      program: program, state: table.reference, user: user, now: table.now, action: number)
    guard let isOverdue = ReferenceJudge.isOverdue(evaluator, heard: table.heard) else { return false }
    let state = table.state
    let request = state.request(json: body, user: action.isHost ? nil : user, now: table.now)
    let (verdict, asked) = verdict(of: request, in: state)
    if isOverdue {
      tally.overdue += 1
      #expect(verdict.reasons.map(\.rule) == ["request.tick"], "at \(table.now)\n\(table.text)")
      return try tick(&table, &tally)
    }
    let expected = ReferenceJudge.judge(ActionID(number), arguments, evaluator, heard: table.heard)

    tally.compared += 1
    if expected.isLegal { tally.legal += 1 } else { tally.refused += 1 }
    return try agree(expected, verdict, "\(user): \(body)", asked, &table, &tally)
  }

  /// Judges until no dice are needed; with the dice that were asked for.
  private static func verdict(of request: Request, in state: State) -> (verdict: Verdict, asked: Set<String>) {
    var request = request
    var asked: Set<String> = []
    while true {
      let verdict = state.verdict(of: state.decide(request))
      guard case .awaiting = verdict.truth.outcome else { return (verdict.truth, asked) }
      var faces: [Verdict.Need: [Int]] = [:]
      for (need, known) in zip(verdict.truth.needs, verdict.decision.needs) {
        // INVARIANT: nothing is asked for twice, so this ends.
        guard asked.insert(need.roll).inserted else { return (verdict.truth, asked) }
        faces[need] = ReferenceDice.faces(need.roll, count: known.dice.dice.count, sides: known.dice.dice.sides)
      }
      request = request.rolling(faces, for: verdict)
    }
  }

  private static func tick(_ table: inout Table, _ tally: inout Tally) throws -> Bool {
    let evaluator = ReferenceEvaluator(
      program: table.program, state: table.reference, user: "", now: table.now, action: -1)
    let expected = ReferenceJudge.tick(evaluator, heard: table.heard)
    let (verdict, asked) = verdict(of: table.state.tick(at: table.now), in: table.state)
    // A tick leaves out what faults; the reference does not say which.
    guard expected.isLegal else { return false }
    if !expected.events.isEmpty { tally.ticks += 1 }
    return try agree(expected, verdict, "a tick", asked, &table, &tally)
  }

  private static func agree(
    _ expected: ReferenceVerdict, _ verdict: Verdict, _ what: String, _ asked: Set<String>, _ table: inout Table,
    _ tally: inout Tally
  ) throws -> Bool {
    let program = table.program
    let rounds = verdict.decision.events.map(\.round).max() ?? 0
    if rounds > 0 { tally.followed += 1 }
    if rounds > 1 { tally.rounds += 1 }
    let reasons = Set(verdict.reasons.filter { !$0.isFault }.map(\.rule))
    let faulted = verdict.reasons.contains(where: \.isFault)
    let heard = table.heard ?? -1
    let detail = "\(what) at \(table.now), heard \(heard)\n\(program.json(table.reference))\n\(table.text)"
    guard reasons == expected.reasons, faulted == expected.faulted else {
      let got = verdict.reasons.map { "\($0.rule): \($0.message)\($0.isFault ? " (fault)" : "")" }
      Issue.record("expected \(expected.reasons.sorted()), fault \(expected.faulted); got \(got)\n\(detail)")
      return false
    }
    guard let after = expected.after else { return true }
    let mine = try expected.events.map { try line($0, program) }
    let theirs = zip(verdict.decision.events, verdict.events).map {
      "\($0.round) \($1.event) \($1.arguments.withoutNulls)"
    }
    if !expected.throwings.isEmpty { tally.rolled += 1 }
    guard mine == theirs, Set(expected.throwings) == asked else {
      Issue.record("expected \(mine) with \(expected.throwings)\ngot \(theirs) with \(asked.sorted())\n\(detail)")
      return false
    }
    try table.state.apply(verdict)
    let read = JSONReader()
    let (due, got) = (try read.read(program.json(after)), try read.read(table.state.json))
    guard due.withoutNulls == got.withoutNulls else {
      Issue.record("expected \(program.json(after))\ngot \(table.state.json)\n\(detail)")
      return false
    }
    table.reference = after
    table.heard = table.now
    return true
  }

  private static func line(_ event: ReferenceEvent, _ program: TypedProgram) throws -> String {
    let info = program.events[event.event]
    let members = zip(info.parameters, event.arguments).map {
      "\"\($0.header.name)\":\(program.json($1, $0.shape.type))"
    }
    let arguments = try JSONReader().read("{\(members.joined(separator: ","))}")
    return "\(event.round) \(info.header.name) \(arguments.withoutNulls)"
  }

  /// Who may act for the actor, the first argument of every generated action.
  private static func owner(of actor: ReferenceValue, _ state: ReferenceState) throws -> String {
    guard case .row(let entity, let id) = actor, case .text(let owner) = try state.row(entity, id)[1] else { return "ana" }
    return owner
  }
}

extension JSONValue {
  /// The same with members sorted and nulls left out: what two writers agree on.
  fileprivate var withoutNulls: JSONValue {
    switch content {
    case .object(let members):
      let kept = members.filter { !$0.value.isNull }.map { Member(key: $0.key, value: $0.value.withoutNulls) }
      return JSONValue(.object(kept.sorted { $0.key < $1.key }))
    case .array(let elements): return JSONValue(.array(elements.map(\.withoutNulls)))
    default: return JSONValue(content)
    }
  }
}
