import RulesLang
import Testing

@testable import Validator

/// The compiled program agrees with a plain tree walk, on random rule sets, states and requests: on what is legal, on the
/// names of all reasons, and on the state after.
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
    for seed in Self.seeds.prefix(400) { try Self.compare(seed: UInt64(seed), follows: true, &tally) }
    #expect(tally.followed > 100, "\(tally)")
    #expect(tally.rounds > 5, "\(tally)")
  }

  private struct Tally {
    var compared = 0
    /// Requests from which something followed, and those with more than one round.
    var followed = 0
    var rounds = 0
    var legal = 0
    var refused = 0
  }

  private static func compare(seed: UInt64, follows: Bool, _ tally: inout Tally) throws {
    let text = RandomRules.text(seed: seed, consequences: follows)
    let sources = SourceSet(name: "generated", sources: ["generated.rules": text])
    let compilation = RulesLang.compile(sources)
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    guard let program = compilation.program, errors.isEmpty else {
      Issue.record("seed \(seed) does not compile:\n\(DiagnosticRenderer(sources: sources).render(errors))\n\(text)")
      return
    }
    let rules = RuleSet(program)
    for round in 0..<UInt64(statesEach) {
      var random = RandomReferenceState(program: program, seed: seed &* 1000 &+ round)
      let reference = random.make()
      let state = try rules.state(json: program.json(reference))
      for _ in 0..<requestsEach { try judge(rules, state, reference, &random, text, &tally) }
    }
  }

  private static func judge(
    _ rules: RuleSet, _ state: State, _ reference: ReferenceState, _ random: inout RandomReferenceState, _ text: String,
    _ tally: inout Tally
  ) throws {
    let program = rules.program
    let host = program.actions.firstIndex(where: \.isHost).flatMap { random.random.chance(80) ? $0 : nil }
    let number = host ?? random.random.below(program.actions.count)
    let action = program.actions[number]
    let arguments = action.parameters.map { random.value($0.shape) }
    let user = random.random.chance(85) ? try owner(of: arguments[0], reference) : random.random.pick("ana", "gm")
    let members = zip(action.parameters, arguments).map { "\"\($0.header.name)\":\(program.json($1, $0.shape.type))" }
    let body = "{\"action\":\"\(action.header.name)\",\"arguments\":{\(members.joined(separator: ","))}}"

    let evaluator = ReferenceEvaluator(program: program, state: reference, user: user, now: 7, action: number)
    let expected = ReferenceJudge.judge(ActionID(number), arguments, evaluator)
    let verdict = state.verdict(of: state.decide(state.request(json: body, user: action.isHost ? nil : user, now: 7)))

    tally.compared += 1
    let rounds = verdict.decision.events.map(\.round).max() ?? 0
    if rounds > 0 { tally.followed += 1 }
    if rounds > 1 { tally.rounds += 1 }
    if expected.isLegal { tally.legal += 1 } else { tally.refused += 1 }
    let reasons = Set(verdict.reasons.filter { !$0.isFault }.map(\.rule))
    let faulted = verdict.reasons.contains(where: \.isFault)
    var detail: String {
      "\(user): \(body)\n\(program.json(reference))\n\(text)"
    }
    guard reasons == expected.reasons, faulted == expected.faulted else {
      let got = verdict.reasons.map { "\($0.rule): \($0.message)\($0.isFault ? " (fault)" : "")" }
      Issue.record("expected \(expected.reasons.sorted()), fault \(expected.faulted); got \(got)\n\(detail)")
      return
    }
    guard let after = expected.after else { return }
    var applied = state
    try applied.apply(verdict)
    let read = JSONReader()
    let (mine, theirs) = (try read.read(program.json(after)), try read.read(applied.json))
    if mine.withoutNulls != theirs.withoutNulls {
      Issue.record("expected \(program.json(after))\ngot \(applied.json)\n\(detail)")
    }
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
