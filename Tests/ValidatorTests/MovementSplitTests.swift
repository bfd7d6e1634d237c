import RulesLang
import TestKit
import Testing

@testable import Validator

/// Questions split by mover, cell and step, and shared by cells that are alike, come to the same as all questions asked
/// for each step; and a map that follows the changes of a state is the one that is made of it.
struct MovementSplitTests {
  private static func rules(_ random: inout RandomMovement) throws -> RuleSet {
    let text = random.rules()
    let sources = SourceSet(name: "generated", sources: ["generated.rules": text])
    let compilation = RulesLang.compile(sources)
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    return RuleSet(
      try #require(
        errors.isEmpty ? compilation.program : nil,
        "\(DiagnosticRenderer(sources: sources).render(errors))\n\(text)"))
  }

  @Test(arguments: 0..<4)
  func reachesTheSame(part: UInt64) throws {
    var (found, faults, paths) = (0, 0, 0)
    for seed in 0..<150 as Range<UInt64> {
      var random = RandomMovement(seed: seed * 4 + part)
      let rules = try Self.rules(&random)
      let judge = Judge(rules)
      let plain = Evaluator(rules)
      for _ in 0..<4 {
        let movers = random.number(1...8)
        let state = try rules.state(
          json: random.state(on: random.drawing(), movers: movers, doors: random.number(0...3)))
        plain.prepare(state)
        defer { plain.finish() }
        plain.registers[Int(Global.now)] = state.clock
        for mover in 0..<min(3, movers) {
          guard var steps = PlainSteps(plain, MovementID(0), mover: Word(mover)) else { continue }
          let budget = [12, 30, 60, 1000][random.number(0...3)]
          let ends = try? judge.reach(of: mover, by: MovementID(0), budget: Int64(budget), in: state)
          let start = try #require(steps.map.space(steps.movement.table, Word(mover))?.cell)
          var search = MovementSearch()
          let isOdd = steps.isOdd()
          let isRight = search.run(from: start, isOdd: isOdd, budget: budget, on: steps.map.grid, by: &steps)
          #expect(ends == (isRight && !steps.isFaulty ? search.ends : nil), "seed \(seed * 4 + part)")
          found += ends?.count ?? 0
          faults += ends == nil ? 1 : 0
          if let ends { paths += try followsTheSame(steps, start, ends, search, state, judge, mover: mover) }
        }
      }
    }
    // Much must be reached, and some rules fault, or the comparison says little.
    #expect(found > 1000 && faults > 5 && paths > 300, "\(found) \(faults) \(paths)")
  }

  /// Asks about paths to what is reached, and about others that are less likely to be allowed.
  private func followsTheSame(
    _ steps: PlainSteps, _ start: Cell, _ ends: [MovementSearch.End], _ search: MovementSearch, _ state: State,
    _ judge: Judge, mover: Int
  ) throws -> Int {
    var steps = steps
    var count = 0
    var path: [Cell] = []
    for (index, end) in ends.enumerated() where index % 5 == 0 || index < 3 {
      guard search.path(to: end.cell, into: &path) else { continue }
      if index % 2 == 1, let last = path.popLast() { path += [Cell(near: Int(last.x), Int(last.y) + 1)] }
      let words = path.map { "[\($0.x), \($0.y)]" }.joined(separator: ", ")
      let request = state.request(
        json: #"{"action": "go", "arguments": {"actor": "m\#(mover)", "path": [\#(words)]}}"#, user: "u", now: 0)
      let decision = judge.facts(of: request, in: state)
      guard decision.problems.isEmpty else { continue }
      count += 1
      var here = start
      var (isAllowed, total): (Bool, Word?) = (true, 0)
      var isOdd = steps.isOdd()
      for there in path {
        isAllowed = isAllowed && steps.allows(here, there)
        let isDiagonal = here.x != there.x && here.y != there.y
        total = total.flatMap { sum in
          steps.price(here, there, isDiagonal: isDiagonal, isOdd: isOdd).map { sum + $0 }
        }
        if isDiagonal { isOdd.toggle() }
        here = there
      }
      isAllowed = isAllowed && steps.mayEnd(on: here)
      guard !steps.isFaulty, let total else { return count }
      let reasons = Set(decision.failures.map(\.shape.id))
      #expect(isAllowed == reasons.isSubset(of: ["go.pace"]), "\(reasons)")
      #expect((total > 30) == reasons.contains("go.pace"), "\(total)")
    }
    return count
  }

  @Test func mapsFollowTheirState() throws {
    for seed in 0..<60 as Range<UInt64> {
      var random = RandomMovement(seed: seed)
      let rules = try Self.rules(&random)
      let following = Evaluator(rules)
      let drawing = random.drawing()
      let movers = random.number(1...8)
      for round in 0..<8 {
        let rows = round == 5 ? drawing.reversed() : drawing
        let state = try rules.state(
          json: random.state(on: rows, movers: round == 6 ? movers + 1 : movers, doors: 3))
        let fresh = Evaluator(rules)
        following.prepare(state)
        fresh.prepare(state)
        defer {
          following.finish()
          fresh.finish()
        }
        let map = try #require(following.mapIndex())
        let other = try #require(fresh.mapIndex())
        for y in -1...rows.count {
          for x in -1...(rows.first?.count ?? 0) {
            let cell = Cell(near: x, y)
            #expect(map.grid[cell] == other.grid[cell], "seed \(seed), round \(round), \(cell)")
            for table in other.placed.indices {
              let rows = [map, other].map { Array($0.placed[table].occupancy.rows(at: cell)) }
              #expect(rows[0] == rows[1], "seed \(seed), round \(round), \(cell)")
            }
          }
        }
        for table in other.placed.indices { #expect(map.placed[table].spaces == other.placed[table].spaces) }
      }
    }
  }
}
