import RulesLang
import TestKit
import Testing

@testable import Validator

/// The round as a host asks for it: ticks, dice, changes and what viewers are told.
struct TableRoundTests {
  static let rules = """
    ruleset round
    entity Creature in creatures up to 50 { name: Text, hp: Int 0..30 clamped = 10, hidden: Bool = false }
    state { deadline: optional s, turn: Int = 0, word: Text = "", heat: Int = 9007199254740992 }
    action strike(c: Creature) by anyone {
      require alive: c.hp > 0 else "{c} is down."
      do hit(c)
    }
    event hit(c: Creature) tags turn, loud says "{c} is hit." {
      roll damage: 2d6
      subtract damage.total from c.hp
    }
    action shake(them: set of 1..9 Creature) by anyone {
      roll save for each t in them: 1d20
    }
    action speak(what: Text) by anyone {
      set word to what
    }
    action whisper(what: Text, whom: User) by anyone {
      do whispered(what, whom)
    }
    event whispered(what: Text, whom: User) says "Psst: {what}" to {whom} { }
    action hurry(more: s) by anyone {
      set deadline to now + more
    }
    action burn() by anyone {
      add 1 to heat
    }
    consequence fallen for each c in creatures as soon as c.hp == 0 do falls(c)
    event falls(c: Creature) tags snapshot says "{c} falls." {
      roll groan: 1d4
      set turn to groan.total
    }
    consequence late as soon as deadline exists and now >= deadline do timeUp()
    event timeUp() tags complete says "Time is up." {
      roll lost: 1d2
      add lost.total to turn
      set deadline to now + 90 s
    }
    host action opened() {
      if deadline exists {
        set deadline to now + 60 s
      }
    }
    """
  private static let json = #"{"creatures": {"a": {"name": "Ann", "hp": 9}, "b": {"name": "Bob", "hp": 2}}}"#

  private let viewers = ["ann", "bob"]

  private func table(_ text: String = rules) throws -> State {
    try RuleSet(sources: ["ruleset.rules": text]).state(json: Self.json)
  }

  private func request(_ action: String, _ arguments: String = "{}", in state: State, now: Int64 = 0) -> Request {
    state.request(json: #"{"action": "\#(action)", "arguments": \#(arguments)}"#, user: "ann", now: now)
  }

  /// Faces one after the other, and then only ones.
  private func dice(_ faces: [Int]) -> (Int) -> Int {
    var rest = faces[...]
    return { _ in rest.popFirst() ?? 1 }
  }

  @Test func aRoundRollsUntilNothingIsNeeded() throws {
    var state = try table()
    let start = state
    let performed = state.perform(
      request("strike", #"{"c": "b"}"#, in: state, now: 5), viewers: viewers, roll: dice([4, 3, 2]))
    #expect(performed.verdict.outcome == .ready)
    #expect(performed.verdict.events.map(\.message) == ["Bob is hit.", "Bob falls."])
    #expect(performed.tags == ["turn", "snapshot"])
    #expect(JSONWriter.text(of: performed.rolls) == #"{"hit.damage":[4,3],"falls.groan":[2]}"#)
    #expect((performed.now, performed.revision, state.clock, state.revision) == (5, 1, 5, 1))
    #expect(performed.ticks.isEmpty)
    #expect(performed.deltas.map(\.viewer) == viewers)
    #expect(
      performed.deltas[0].json == """
        {"basis":0,"revision":1,"patch":[{"op":"replace","path":"/turn","value":2},\
        {"op":"replace","path":"/creatures/b/hp","value":0}],\
        "events":[{"event":"hit","arguments":{"c":"b"},"message":"Bob is hit."},\
        {"event":"falls","arguments":{"c":"b"},"message":"Bob falls."}]}
        """)
    #expect(performed.truth.events.map(\.tags) == [["turn", "loud"], ["snapshot"]])
    #expect(performed.truth.patch == performed.deltas[1].patch)
    // The same request with the same dice comes to the same.
    var again = start
    let body = #"{"action": "strike", "arguments": {"c": "b"}}"#
    let rolled = again.request(
      json: Array(body.utf8), user: "ann", now: 5, rolls: Array(JSONWriter.text(of: performed.rolls).utf8))
    let replayed = again.perform(rolled, viewers: viewers, roll: { _ in 0 })
    #expect((again.json, replayed.deltas, replayed.rolls) == (state.json, performed.deltas, performed.rolls))
  }

  @Test func diceForEachElementAreTold() throws {
    var state = try table()
    let performed = state.perform(request("shake", #"{"them": ["b", "a"]}"#, in: state), roll: dice([20, 7]))
    #expect(JSONWriter.text(of: performed.rolls) == #"{"shake.save":{"a":[20],"b":[7]}}"#)
    #expect(performed.deltas.isEmpty)
  }

  @Test func aRefusalChangesNothing() throws {
    var state = try table()
    _ = state.perform(request("strike", #"{"c": "b"}"#, in: state), roll: dice([]))
    let before = state
    let performed = state.perform(request("strike", #"{"c": "b"}"#, in: state), viewers: viewers, roll: dice([]))
    #expect(performed.verdict.reasons.map(\.message) == ["Bob is down."])
    #expect((state.stamp, performed.deltas, performed.isDone, performed.tags) == (before.stamp, [], false, []))
  }

  @Test(arguments: [0, 7, -1, Int.max, Int.min]) func nonsenseFacesAreTheHostsFault(face: Int) throws {
    var state = try table()
    let before = state.stamp
    let performed = state.perform(request("strike", #"{"c": "b"}"#, in: state), viewers: viewers, roll: { _ in face })
    #expect(performed.verdict.reasons.map(\.rule) == ["request.rolls"])
    #expect(state.stamp == before)
    _ = state.perform(request("hurry", #"{"more": 1}"#, in: state), roll: { _ in face })
    // The tick fails for its dice, and the request may not come before it.
    let late = state.perform(request("speak", #"{"what": "x"}"#, in: state, now: 9), roll: { _ in face })
    #expect(late.ticks.map(\.outcome) == [.refused])
    #expect(late.verdict.reasons.map(\.rule) == ["request.tick"])
    #expect(throws: EditFailure.self) { try state.edit([.set("/creatures/b/hp", 0)], roll: { _ in face }) }
    #expect(state.revision == 1)
  }

  @Test func whatIsDueComesFirst() throws {
    var state = try table()
    _ = state.perform(request("hurry", #"{"more": 30}"#, in: state, now: 10), roll: dice([]))
    #expect(state.nextWake == 40)
    let start = state
    let performed = state.perform(
      request("speak", #"{"what": "hello"}"#, in: state, now: 50), viewers: ["bob"], roll: dice([2]))
    #expect(performed.ticks.map { $0.events.map(\.message) } == [["Time is up."]])
    #expect(JSONWriter.text(of: JSONValue(.array(performed.tickRolls))) == #"[{"timeUp.lost":[2]}]"#)
    #expect(performed.tags == ["complete"])
    #expect(performed.deltas.map(\.basis) == [1])
    #expect(performed.deltas.map(\.revision) == [3])
    #expect(performed.deltas[0].patch.map(\.path) == ["/deadline", "/turn", "/word"])
    #expect(performed.deltas[0].events.map(\.message) == ["Time is up."])
    #expect(state.nextWake == 140)
    // The request is refused, what was due is done nevertheless.
    var other = start
    let refused = other.perform(request("dance", in: start, now: 50), viewers: ["bob"], roll: dice([2]))
    #expect((refused.isDone, other.revision, other.clock, refused.deltas.count) == (false, 2, 50, 1))
  }

  @Test func aTickMovesTheClock() throws {
    var state = try table()
    let performed = state.tick(now: 12, viewers: ["bob"], roll: dice([]))
    #expect((performed.isDone, performed.now, performed.deltas[0].isEmpty) == (true, 12, true))
    _ = state.tick(now: 3, roll: dice([]))
    #expect(state.clock == 12)
    // A host that counts in something smaller than seconds can still read what it kept.
    _ = state.tick(now: .max, roll: dice([]))
    #expect(try state.rules.state(snapshot: state.snapshot).clock == state.clock)
    _ = state.tick(now: .min, roll: dice([]))
    #expect(state.clock == 1 << 53)
  }

  @Test func editsHaveTheirConsequences() throws {
    var state = try table()
    let performed = try state.edit(
      [.set("/creatures/a/hp", 0), .insert("/creatures/c", ["name": "Cid"])], viewers: ["bob"], roll: dice([3]))
    #expect(performed.deltas[0].patch.map { "\($0.op.rawValue) \($0.path)" } == [
      "replace /turn", "replace /creatures/a/hp", "add /creatures/c",
    ])
    #expect(performed.deltas[0].events.map(\.message) == ["Ann falls."])
    #expect(performed.deltas[0].basis == 0)
    #expect(performed.deltas[0].revision == state.revision)
    #expect(performed.tags == ["snapshot"])
  }

  @Test func aVerdictIsAppliedWithDeltas() throws {
    var state = try table()
    let verdict = state.judge(request("speak", #"{"what": "hello"}"#, in: state))
    let deltas = try state.apply(verdict, viewers: viewers)
    #expect(deltas.map { $0.patch } == [[.replace("/word", "hello")], [.replace("/word", "hello")]])
    #expect(throws: ApplyError.stale) { try state.apply(verdict, viewers: viewers) }
  }

  @Test func whatIsForOneIsToldToNobodyElse() throws {
    var state = try table()
    let performed = state.perform(
      request("whisper", #"{"what": "run", "whom": "bob"}"#, in: state), viewers: viewers, roll: dice([]))
    #expect(performed.deltas.map { $0.events.map(\.message) } == [[], ["Psst: run"]])
  }

  @Test func requestsAreReadAnewWhenRowsHaveCome() throws {
    var state = try table()
    let request = request("strike", #"{"c": "b"}"#, in: state)
    _ = try state.edit([.insert("/creatures/aa", ["name": "Abe"])], roll: dice([]))
    let performed = state.perform(request, roll: dice([6, 6]))
    #expect(performed.verdict.events.map(\.message) == ["Bob is hit.", "Bob falls."])
  }

  @Test func aFaultRefusesTheRequest() throws {
    var state = try table()
    let before = state.stamp
    #expect(!state.perform(request("burn", in: state), viewers: viewers, roll: dice([])).isDone)
    #expect(state.stamp == before)
  }

  // MARK: Opening and going back

  @Test func deadlinesSurvivePauseRestoreAndRollback() throws {
    var state = try table()
    _ = state.perform(request("hurry", #"{"more": 30}"#, in: state, now: 10), roll: dice([]))
    let kept = state.snapshot
    let older = state
    _ = state.tick(now: 500, roll: dice([]))
    // Read back, the clock stands where it stood, and `opened` gives the deadline its time anew.
    var read = try state.rules.state(snapshot: kept)
    #expect((read.clock, read.revision, read.nextWake) == (10, 1, 40))
    let opened = read.open(now: 10, viewers: viewers, roll: dice([]))
    #expect(opened?.isDone == true)
    #expect(read.nextWake == 70)
    // Overdue, too: nobody loses a turn to a server that was away.
    var late = try state.rules.state(snapshot: kept)
    #expect(late.open(now: 1000, roll: dice([]))?.verdict.events.isEmpty == true)
    #expect(late.nextWake == 1060)
    // Going back keeps the clock, and counts on.
    let revision = state.revision
    state.rollBack(to: older)
    #expect((state.clock, state.revision, state.heard) == (500, revision + 1, nil))
    #expect(state.json == older.json)
    #expect(older.clock == 10)
    _ = state.open(now: 510, roll: dice([]))
    #expect((state.clock, state.nextWake) == (510, 570))
  }

  @Test func withoutOpenedWhatIsPastIsDueAtOnce() throws {
    var state = try table(Self.rules.replacing("host action opened()", with: "host action shut()"))
    _ = state.perform(request("hurry", #"{"more": 30}"#, in: state, now: 10), roll: dice([]))
    var older = state
    _ = state.tick(now: 500, roll: dice([]))
    state.rollBack(to: older)
    #expect(state.open(now: 500, roll: dice([])) == nil)
    #expect(state.nextWake == 500)
    #expect(state.tick(now: 500, roll: dice([2])).verdict.events.map(\.message) == ["Time is up."])
    older.rollBack(to: state)
    #expect((older.clock, older.revision) == (500, state.revision + 1))
  }

  @Test func viewsOfAnyTwoStatesCanBeCompared() throws {
    var state = try table()
    let older = state
    _ = state.perform(request("strike", #"{"c": "a"}"#, in: state, now: 8), roll: dice([1, 2]))
    let (moved, _) = try state.moved(to: RuleSet(bundle: state.rules.bundle))
    for newer in [state, moved] {
      let deltas = newer.deltas(from: older, viewers: viewers)
      #expect(deltas.map(\.viewer) == viewers)
      #expect(deltas[0].patch == [.replace("/creatures/a/hp", 6)])
      #expect((deltas[0].basis, deltas[0].revision, deltas[0].events) == (0, newer.revision, []))
    }
  }

  @Test func manyRoundsAtRandomStayInStepWithTheirViews() throws {
    var random = SplitMix(seed: 9)
    var state = try table()
    var view = state.view(for: "bob").value
    var now: Int64 = 0
    for _ in 0..<300 {
      now += Int64.random(in: 0...40, using: &random)
      let body =
        [
          #"{"action": "strike", "arguments": {"c": "a"}}"#, #"{"action": "strike", "arguments": {"c": "b"}}"#,
          #"{"action": "hurry", "arguments": {"more": 20}}"#, #"{"action": "burn"}"#, "{", #"{"action": "dance"}"#,
        ].randomElement(using: &random) ?? ""
      let deltas: [Delta]
      switch Int.random(in: 0..<8, using: &random) {
      case 0: deltas = state.tick(now: now, viewers: ["bob"], roll: { _ in 1 }).deltas
      case 1:
        deltas = (try? state.edit([.set("/creatures/a/hp", 10)], viewers: ["bob"], roll: { _ in 1 }).deltas) ?? []
      case 2:
        let older = state
        state.rollBack(to: older)
        deltas = state.deltas(from: older, viewers: ["bob"])
      default:
        let request = state.request(json: body, user: "ann", now: now)
        deltas = state.perform(request, viewers: ["bob"], roll: { Int.random(in: 1...$0, using: &random) }).deltas
      }
      for delta in deltas { view = try PatchApplier.apply(delta.patch, to: view) }
      #expect(PatchApplier.text(view) == PatchApplier.text(state.view(for: "bob").value))
    }
  }
}
