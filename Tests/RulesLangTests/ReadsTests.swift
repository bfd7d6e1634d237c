import TestKit
import Testing

@testable import RulesLang

/// What expressions are found to read, through all that they call.
struct ReadsTests {
  private static let schema = """
    ruleset reads
    unit ft
    entity Creature in creatures up to 10 {
      name: Text
      hp: Int = 5
      used: Int = 0
      reach: ft = 5 ft
      leader: optional Creature
      cell: Cell
      width: Int 1..2 = 1
      diagonals: Int = 0
    }
    record Turn { current: optional Creature, deadline: optional s }
    state { turn: Turn, total: Int = 0 }
    map {
      cell 5 ft
      distance equal
      terrain floor "."
      place Creature at cell, width cells wide
    }
    movement walk(mover: Creature) {
      step eight ways
      may enter cell c when mover.hp > 1
      cost mover.reach
      diagonals cost 5 ft then 10 ft, counted by mover.diagonals
    }
    budget effort(c: Creature): Int is c.hp, of which c.used is used
    define half(c: Creature): Int is c.hp / 2
    adjust led: half(x) is raised by x.leader.used when x.leader exists
    define weakest(): Int is min(c in creatures: c.half) otherwise 0
    exception nobody: weakest() is total when total > 3

    """

  /// What `let subject = …` of the action reads; `c` is its parameter, `other` a `let` before it that stands for
  /// `turn.current`'s row or `c`.
  private func reads(_ expression: String, before: String = "") throws -> [String] {
    let text = Self.schema + """
      action probe(c: Creature, path: Path) by anyone {
        \(before)
        let subject = \(expression)
        require fine: subject == subject else "No."
      }
      """
    let compilation = Compilation(SourceText.sources(text))
    let program = try #require(
      compilation.program, "\(compilation.diagnostics.filter { $0.severity == .error }.map(\.message))")
    var values: [LocalID: TypedExpression] = [:]
    var last: TypedExpression?
    let action = program.actions[0]
    for statement in action.body {
      guard case .let(let local, let value, _) = statement.kind else { continue }
      last = value
      if action.locals[local.index].name != "subject" { values[local] = value }
    }
    let found = ReadAnalysis(program).reads(of: try #require(last), values: values)
    let fields = found.fields.map { field -> String in
      let infos = field.entity.map { program.entities[$0].fields } ?? program.state
      let owner =
        switch field.owner {
        case .local(let id): action.locals[id.index].name
        case .any: "any"
        case .state: "state"
        }
      return "\(owner).\(infos[field.field].header.name)"
    }
    let tables = found.tables.map { program.entities[$0].table }
    return (fields + tables + (found.readsNow ? ["now"] : [])).sorted()
  }

  @Test func aFieldIsReadOfItsRow() throws {
    #expect(try reads("c.hp + total") == ["c.hp", "state.total"])
    #expect(try reads("now") == ["now"])
  }

  @Test func whatADefineReadsIsReadOfTheArgument() throws {
    #expect(try reads("c.half") == ["any.used", "c.hp", "c.leader"])
    #expect(try reads("c.effort") == ["c.hp", "c.used"])
  }

  @Test func anotherRowIsAnyRow() throws {
    #expect(try reads("(c.leader otherwise c).hp") == ["any.hp", "c.leader"])
    #expect(try reads("weakest()") == ["any.hp", "any.leader", "any.used", "creatures", "state.total"])
  }

  @Test func aNameIsReadThroughWhatItStandsFor() throws {
    #expect(try reads("other.hp", before: "let other = c") == ["c.hp"])
    #expect(try reads("n * 2", before: "let n = c.half") == ["any.used", "c.hp", "c.leader"])
    #expect(
      try reads("other.hp", before: "let other = turn.current otherwise c") == ["any.hp", "state.turn"])
  }

  @Test func wallsAndWaysAreReadWhereTheMapIs() throws {
    #expect(try reads("distance(c, (1, 1))") == ["any.cell", "any.width", "creatures"])
    #expect(
      try reads("cost(path, walk, c)")
        == ["any.cell", "any.width", "c.diagonals", "c.hp", "c.reach", "creatures"])
  }

  @Test func namesThatAreReadAreTold() throws {
    let text = Self.schema + "invariant met: all c in creatures: (some d in creatures where d.hp > c.hp)\n"
    let program = try #require(Compilation(SourceText.sources(text)).program)
    let invariant = program.invariants[0]
    let found = ReadAnalysis(program).reads(of: invariant.condition)
    #expect(Set(found.locals.map { invariant.locals[$0.index].name }) == ["c", "d"])
    #expect(found.tables.count == 1)
  }
}
