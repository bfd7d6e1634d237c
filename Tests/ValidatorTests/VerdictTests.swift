import RulesLang
import Testing
import Validator

/// Decisions made by hand, as clients read them.
struct VerdictTests {
  private static let rules: RuleSet = {
    var program = StateRules.program
    let here = StateRules.range
    func local(_ place: Int, _ type: Type) -> TypedExpression { TypedExpression(.local(LocalID(place)), type, here) }
    let creature = Type.entity(StateRules.creature)
    let target = LocalInfo(name: "target", type: creature, range: here)
    let because = Message(segments: [.hole(local(0, creature), absent: nil), .text(" may.")], range: here)
    let pattern = Pattern(subject: .anyAction(tag: nil), parameters: [], exclusions: [], range: here)
    program.events = [
      EventInfo(
        header: StateRules.header("falls"),
        parameters: [StateRules.parameter("c", creature), StateRules.parameter("by", .set(creature))], locals: [],
        tags: [
          TagClause(tags: ["snapshot"], condition: nil),
          TagClause(tags: ["loud", "snapshot"], condition: nil),
        ],
        says: Message(segments: [.hole(local(0, creature), absent: nil), .text(" falls.")], range: here), to: nil,
        body: [])
    ]
    program.requirements = [
      RequirementInfo(
        id: "bless.near", label: "near", kind: .require, owner: .action(ActionID(0)), range: here, doc: nil)
    ]
    program.rolls = [RollInfo(id: "falls.save", owner: .event(EventID(0)), range: here)]
    program.waivers = [
      WaiverInfo(
        header: StateRules.header("readied"), lifts: [.requirement(RequirementID(0))], pattern: pattern,
        locals: [target], condition: nil, because: because)
    ]
    program.noteWords = ["disadvantage"]
    program.notes = [
      NoteInfo(
        header: StateRules.header("onTheGround"), word: 0, pattern: pattern, locals: [target], condition: nil,
        because: because)
    ]
    program.budgets = [
      BudgetInfo(
        header: StateRules.header("movement"), locals: [target], type: .unit(UnitID(1)), limit: FunctionID(0),
        counter: Place(root: .state, steps: [], shape: Shape(type: .int), range: here))
    ]
    return RuleSet(program)
  }()

  private let rules = Self.rules
  private let state: State

  init() throws { state = try Self.rules.state(json: StateRules.json) }

  private func shape(_ id: String, _ segments: [Message.Segment], tags: [String] = []) -> FailureShape {
    FailureShape(
      id: id, range: StateRules.range, message: Message(segments: segments, range: StateRules.range),
      needed: .unit(UnitID(1)), actual: .unit(UnitID(1)),
      arguments: [LocalInfo(name: "target", type: .entity(StateRules.creature), range: StateRules.range)], tags: tags)
  }

  private func hole(_ type: Type, absent: String? = nil) -> Message.Segment {
    .hole(TypedExpression(.none, type, StateRules.range), absent: absent)
  }

  private func verdict(_ body: (inout Decision) -> Void) -> Verdict {
    var decision = Decision()
    decision.stamp = state.stamp
    decision.revision = 41
    body(&decision)
    return state.verdict(of: decision)
  }

  @Test func aRefusalTellsNeededAndActual() {
    let near = shape(
      "bless.near", [hole(.entity(StateRules.creature)), .text(" is "), .actual, .text(" away; reach "), .needed])
    let verdict = verdict { decision in
      decision.outcome = .refused
      // needed, actual, the hole, the argument
      decision.words = [0, 30, 35, 1, 1]
      decision.failures = [
        Decision.Failure(shape: near, words: 1), Decision.Failure(shape: near, words: 1),
        Decision.Failure(shape: near, fault: .overflow, words: 0),
      ]
    }
    #expect(!verdict.isLegal)
    #expect(
      verdict.json == """
        {"legal":false,"reasons":[\
        {"rule":"bless.near","message":"Goblin is 35 ft away; reach 30 ft","needed":30,"actual":35,\
        "arguments":{"target":"goblin"},"source":"a.rules:1:1"},\
        {"rule":"bless.near","message":"The rules fail here: a number is too large.",\
        "arguments":{"target":"aria"},"source":"a.rules:1:1","fault":true}],\
        "waived":[],"notes":[],"costs":[],"needs":[],"events":[],"patch":[],"basis":41,"rules":"\(rules.digest)"}
        """)
  }

  @Test func aRefusalForNothingButTimeCanWait() {
    func isLater(_ tags: [[String]]) -> Bool {
      verdict { decision in
        decision.outcome = .refused
        decision.words = [0, 0, 0]
        decision.failures = tags.enumerated().map {
          Decision.Failure(shape: shape("r\($0)", [], tags: $1), words: 0)
        }
      }.isLater
    }
    #expect(isLater([["later"], ["loud", "later"]]))
    #expect(!isLater([["later"], []]))
  }

  @Test func problemsOfTheRequestAreReasons() {
    let request = state.request(
      json: #"{"action": "bless", "arguments": {"actor": "aria", "targets": ["goblyn"]}}"#, user: "ana", now: 0)
    let verdict = verdict { decision in
      decision.outcome = .refused
      decision.problems = request.problems
    }
    #expect(verdict.reasons.map(\.rule) == ["request.unknown"])
    #expect(verdict.reasons.map(\.message) == ["there is no `goblyn` in creatures: did you mean `goblin`?"])
    #expect(verdict.reasons.map(\.source) == ["$.arguments.targets[0]"])
  }

  @Test func aLegalVerdictTellsAllThatRidesOnIt() throws {
    let slots = try #require(rules.layout.tables[1].fields.first { $0.name == "slots" })
    let verdict = verdict { decision in
      decision.outcome = .awaiting
      decision.pool = [0, 1]
      // An event's arguments and the hole of its text; the hole of a note and of a waiver.
      decision.words = [1, Span(region: Span.Region.arena, count: 2, offset: 0).word, 1, 0]
      decision.events = [Decision.Event(event: EventID(0), clauses: 0b11, words: 0)]
      decision.notes = [Decision.Noted(note: NoteID(0), words: 3)]
      decision.waived = [Decision.Waived(waiver: WaiverID(0), lift: .requirement(RequirementID(0)), words: 2)]
      decision.costs = [
        Decision.Cost(source: .budget(BudgetID(0), row: 0), amount: 20, firstPart: 0, partCount: 1),
        Decision.Cost(
          source: .field(table: 1, row: 1, column: slots.column + 2), amount: 1, firstPart: 1, partCount: 0),
      ]
      decision.costParts = [Decision.CostPart(source: .spend(RequirementID(0)), amount: 20)]
      decision.needs = [
        Decision.Need(
          roll: RollID(0), occurrence: 2, element: 1, elementType: .entity(StateRules.creature),
          dice: Word.dice(Dice(count: 2, sides: 6, modifier: 3)) ?? 0)
      ]
    }
    #expect(
      verdict.json == """
        {"legal":true,"reasons":[],\
        "waived":[{"rule":"bless.near","by":"readied","because":"Goblin may."}],\
        "notes":[{"note":"onTheGround","word":"disadvantage","because":"Aria may."}],\
        "costs":[{"from":"aria.movement","amount":20,"parts":[{"for":"bless.near","amount":20}]},\
        {"from":"goblin.slots[3]","amount":1,"parts":[]}],\
        "needs":[{"roll":"falls.save#2","for":"goblin","dice":"2d6 + 3"}],\
        "events":[{"event":"falls","arguments":{"c":"goblin","by":["aria","goblin"]},"message":"Goblin falls.",\
        "tags":["snapshot","loud"]}],"patch":[],"basis":41,"rules":"\(rules.digest)"}
        """)
    #expect(verdict.outcome == .awaiting(verdict.needs))
  }

  @Test func thePatchNamesEachMemberThatChanges() throws {
    let layout = rules.layout
    func column(_ table: Int, _ name: String) throws -> Int32 {
      Int32(try #require(layout.tables[table].fields.first { $0.name == name }).column)
    }
    let turn = try column(0, "turn")
    let last = turn + Int32(layout.recordOffset(RecordID(1), 3))
    let (hp, slots, conditions) = (try column(1, "hp"), try column(1, "slots"), try column(1, "conditions"))
    let verdict = verdict { decision in
      decision.changes = [
        Decision.Change(table: 0, row: 0, column: turn, word: 1),
        Decision.Change(table: 0, row: 0, column: last, word: 1),
        Decision.Change(table: 0, row: 0, column: last + 1, word: 2),
        Decision.Change(table: 0, row: 0, column: last + 2, word: 0),
        Decision.Change(table: 1, row: 0, column: hp, word: 5),
        Decision.Change(table: 1, row: 0, column: slots + 1, word: 0),
        Decision.Change(table: 1, row: 1, column: conditions, word: 0b101),
      ]
    }
    #expect(
      verdict.patch == [
        .replace("/turn/current", "goblin"),
        .replace("/turn/last", ["condition": "invisible", "source": "aria"]),
        .replace("/creatures/aria/hp", 5),
        .replace("/creatures/aria/slots/2", 0),
        .replace("/creatures/goblin/conditions", ["prone", "invisible"]),
      ])
    // The patch says the same as the state after it.
    var applied = state
    try applied.apply(verdict)
    var edited = state
    try edited.edit(verdict.patch.map { .set($0.path, try #require($0.value)) })
    #expect(applied.json == edited.json)
  }

  @Test func aVerdictOfOtherRulesIsRefused() throws {
    let verdict = verdict { $0.outcome = .ready }
    var program = StateRules.program
    program.sources = SourceSet(sources: ["a.rules": "ruleset other\n"])
    var other = try RuleSet(program).state(json: StateRules.json)
    #expect(throws: ApplyError.otherRules) { try other.apply(verdict) }
  }

  @Test func valuesReadAsPlayersSayThem() {
    let texts = TextRenderer(WordSource(state, arena: [0, 1, 0]))
    func list(_ count: Int) -> Word { Span(region: Span.Region.arena, count: count, offset: 0).word }
    let creatures = Type.list(.entity(StateRules.creature))
    #expect(texts.text([list(0)], creatures) == "nothing")
    #expect(texts.text([list(1)], creatures) == "Aria")
    #expect(texts.text([list(2)], creatures) == "Aria and Goblin")
    #expect(texts.text([list(3)], creatures) == "Aria, Goblin and Aria")
    #expect(texts.text([2], .enumeration(StateRules.program.coverEnum)) == "three quarters")
    #expect(texts.text([0b110], .set(.enumeration(StateRules.condition))) == "stunned and invisible")
    #expect(texts.text([20], .unit(UnitID(1))) == "20 ft")
    #expect(texts.text([0], .kind(KindID(0))) == "Longbow")
    #expect(texts.text([Word.none], .optional(.entity(StateRules.creature)), absent: "nobody") == "nobody")
    #expect(texts.text([Word.cell(x: -3, y: 4) ?? 0], .cell) == "(-3, 4)")
    #expect(TextRenderer.shown("a\u{202e}b\u{7}c\n") == "abc")
    #expect(TextRenderer.shown(String(repeating: "x", count: 80)).count == 80)
    #expect(TextRenderer.shown(String(repeating: "x", count: 81)) == String(repeating: "x", count: 79) + "…")
    #expect(TextRenderer.shown("e" + String(repeating: "\u{301}", count: 100_000)).utf8.count < 2000)
  }
}
