import TestKit
import Testing

@testable import RulesLang

/// What the checker makes of correct texts.
@Suite struct CheckProgramTests {
  private static let schema = """
    ruleset test
    unit ft
    ordered enum Size { small, large }
    record Mark { size: Size = small, by: optional Creature }
    entity Creature in creatures up to 10 {
      name: Text, owner: User, hp: Int 0..20 = 10, speed: ft = 30 ft, moved: ft = 0 ft, foe: optional Creature
      marks: list of up to 5 Mark = [], slots: Int for each 1..3 = {1: 2, otherwise 0}
      size: Size = large, dice: Dice = 2d6 + 1
    }
    state { round: Int = 1, turn: optional Creature }

    """

  private static func program(_ text: String) throws -> TypedProgram {
    let compilation = Compilation(SourceText.sources(schema + text))
    let told = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
    return try #require(compilation.program, "\(told)")
  }

  /// The statements of the action `act`.
  private static func block(_ text: String) throws -> [Statement] {
    let program = try program("action act(actor: Creature, other: Creature) by anyone {\n\(text)\n}")
    return try #require(program.actions.first).body
  }

  // MARK: Tables

  @Test func tablesStandInTheOrderOfNames() throws {
    let program = try Self.program(
      """
      define weak(c: Creature): Bool is c.hp < 5
      define able(c: Creature): Bool is not c.weak
      action zap() by anyone { set round to 2 }
      action act(actor: Creature) by anyone { require not actor.weak and actor.able else "no" }
      """)
    #expect(program.functions.map(\.header.name) == ["able", "weak"])
    #expect(program.actions.map(\.header.name) == ["act", "zap"])
    #expect(program.enums.map(\.header.name) == ["Action", "Cover", "Movement", "Size"])
    #expect(program.enums[program.actionEnum].cases.map(\.name) == ["act", "zap"])
    #expect(program.units.map(\.header.name) == ["s", "ft"])
  }

  @Test func theOrderOfDeclarationsDoesNotMatter() throws {
    let forward = try Self.program(
      "define weak(c: Creature): Bool is c.hp < 5\ninvariant strong: no c in creatures where c.weak")
    let backward = try Self.program(
      "invariant strong: no c in creatures where c.weak\ndefine weak(c: Creature): Bool is c.hp < 5")
    #expect(forward.functions.map(\.header.name) == backward.functions.map(\.header.name))
    #expect(forward.invariants.map(\.header.name) == backward.invariants.map(\.header.name))
  }

  @Test func defaultsAreConstants() throws {
    let creature = try #require(try Self.program("").entities.first)
    let defaults = Dictionary(uniqueKeysWithValues: creature.fields.map { ($0.header.name, $0.defaultValue) })
    #expect(defaults["name"] == .some(nil))
    #expect(defaults["speed"] == .some(.int(30)))
    #expect(defaults["foe"] == .some(Value.none))
    #expect(defaults["slots"] == .some(.keyed([.int(2), .int(0), .int(0)])))
    #expect(defaults["dice"] == .some(.dice(Dice(count: 2, sides: 6, modifier: 1))))
  }

  @Test func idsOfRequirements() throws {
    let program = try Self.program(
      """
      action act(actor: Creature) by anyone {
        require ready: actor.hp > 0 else "no"
        let foe = actor.foe else "no"
        if foe.hp > 1 { require near: foe.hp > 3 else "no" }
      }
      rule alone for act(actor: Creature) { require actor.hp > 1 else "no" }
      rule both for act(actor: Creature) {
        require first: actor.hp > 1 else "no"
        require second: actor.hp > 2 else "no"
      }
      """)
    #expect(
      program.requirements.map(\.id) == ["act.foe", "act.near", "act.ready", "alone", "both.first", "both.second"])
  }

  // MARK: Values

  @Test func constantsAreWorkedOut() throws {
    let body = try Self.block("set actor.hp to 2 + 3 * 4 - -7 / 2\nset actor.dice to 2 * (2d6 + 1) + 3")
    guard case .set(_, let sum, nil) = body[0].kind, case .set(_, let dice, nil) = body[1].kind else {
      Issue.record("two sets are due")
      return
    }
    // `/` rounds down: -7 / 2 is -4.
    #expect(sum.constant == .int(18))
    #expect(dice.constant == .dice(Dice(count: 4, sides: 6, modifier: 5)))
  }

  @Test func whatParametersBindComesBehindThem() throws {
    let program = try Self.program(
      """
      action act(
        one: optional Creature = first(c in creatures where c.hp < 5),
        more: set of 1..(count(d in creatures where d.hp > 2)) Creature,
        last: Int
      ) by anyone { set round to last }
      """)
    let action = try #require(program.actions.first)
    #expect(action.locals.map(\.name) == ["one", "more", "last", "c", "d"])
  }

  @Test func recordsAreFilledUp() throws {
    let body = try Self.block("add Mark(by: other) to actor.marks")
    guard case .add(let mark, _, nil) = body[0].kind, case .record(_, let fields) = mark.kind else {
      Issue.record("a record is due")
      return
    }
    #expect(fields.count == 2)
    #expect(fields[0].constant == .enumCase(0))
    guard case .present = fields[1].kind else {
      Issue.record("a T stands for an optional T")
      return
    }
  }

  @Test func aPathEndsInItsLastRow() throws {
    let body = try Self.block("require there: actor.foe exists else \"no\"\nset actor.foe.slots[2] to 1")
    guard case .set(let place, _, nil) = body[1].kind, case .row(_, let row) = place.root else {
      Issue.record("a place of a row is due")
      return
    }
    guard case .narrowed(let foe) = row.kind, case .field = foe.kind else {
      Issue.record("the row is the one that the path goes through")
      return
    }
    #expect(place.steps.count == 2)
  }

  // MARK: What statements rest on

  @Test func statementsRestOnWhatSuppliesTheirFacts() throws {
    let body = try Self.block(
      """
      require there: actor.foe exists else "no"
      require strong: actor.foe.hp > 3 else "no"
      require alive: actor.hp > 0 else "no"
      if actor.hp > 5 {
        set actor.hp to actor.foe.hp
        set round to 2
      }
      """)
    #expect(body.map(\.restsOn) == [[], [0], [], []])
    guard case .if(_, let then, _) = body[3].kind else {
      Issue.record("an `if` is due")
      return
    }
    #expect(then.map(\.restsOn) == [[0], []])
    #expect(then.map(\.number) == [4, 5])
  }

  @Test func statementsRestOnWhatSuppliesTheirNames() throws {
    let body = try Self.block(
      """
      let foe = actor.foe else "no"
      let strength = foe.hp
      set other.hp to strength
      require fair: other.hp > actor.foe.hp else "no"
      """)
    #expect(body.map(\.restsOn) == [[], [0], [1], [0]])
  }

  @Test func aGuardedRequirementSuppliesNothing() throws {
    let compilation = Compilation(
      SourceText.sources(
        Self.schema + """
          action act(actor: Creature) by anyone {
            require there: actor.foe exists when actor.hp > 3 else "no"
            set actor.hp to actor.foe.hp
          }
          """))
    #expect(compilation.diagnostics.map(\.code) == [.optionalNotNarrowed])
  }

  @Test func theFirstSupplierIsTheOneThatCounts() throws {
    let body = try Self.block(
      """
      require there: actor.foe exists else "no"
      require again: actor.foe == other else "no"
      set actor.hp to actor.foe.hp
      """)
    #expect(body[2].restsOn == [0])
  }

  // MARK: Bounds

  @Test func boundsOfNumbersAreFollowed() throws {
    _ = try Self.program(
      """
      define pick(c: Creature, level: Int 1..3): Int is c.slots[level]
      action cast(actor: Creature, level: Int 1..2) by anyone {
        require next: actor.slots[level + 1] > 0 else "no"
        require enough: pick(actor, level) > 0 else "no"
        let low = min(max(actor.hp, 1), 3)
        spend slot: 1 from actor.slots[low] else "no"
        for each n in 1..3 { set actor.slots[n] to 0 }
      }
      """)
  }

  @Test func budgetsAreSpentFrom() throws {
    let program = try Self.program(
      """
      budget movement(c: Creature): ft is c.speed, of which c.moved is used
      adjust slow: movement(c) is halved when c.hp < 5
      action act(actor: Creature) by anyone { spend pace: 5 ft from actor.movement else "{needed} of {actual}" }
      """)
    let budget = try #require(program.budgets.first)
    #expect(program.functions[budget.limit].adjustments.map(\.header.name) == ["slow"])
    guard case .spend(_, _, let place, _, let message) = program.actions[0].body[0].kind, case .budget = place.root
    else {
      Issue.record("a spend from a budget is due")
      return
    }
    #expect(message.segments.count == 3)
  }
}
