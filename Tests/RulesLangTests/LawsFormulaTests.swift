import Testing

@testable import RulesLang

@Suite struct LawsFormulaTests {
  private var atoms = AtomTable()

  private mutating func atom(_ fact: AtomTable.Fact) -> Formula { atoms.literal(fact, holds: "", not: "") }

  @Test mutating func oneTermHasOneValue() {
    let tiny = atom(.equals(term: "size", constant: "0", cases: 3))
    let small = atom(.equals(term: "size", constant: "1", cases: 3))
    #expect(atoms.model(of: .and([tiny, small])) == nil)
    #expect(atoms.model(of: .and([tiny, small.negated])) != nil)
  }

  @Test mutating func anEnumHasOneOfItsCases() {
    let tiny = atom(.equals(term: "size", constant: "0", cases: 2))
    let small = atom(.equals(term: "size", constant: "1", cases: 2))
    #expect(atoms.model(of: .and([tiny.negated, small.negated])) == nil)
  }

  @Test mutating func numbersLieBetweenTheirBounds() {
    let belowFive = atom(.less(term: "hp", than: 5))
    let belowThree = atom(.less(term: "hp", than: 3))
    let isFour = atom(.equals(term: "hp", constant: "4", cases: 0))
    #expect(atoms.model(of: .and([belowThree, belowFive.negated])) == nil)
    #expect(atoms.model(of: .and([isFour, belowThree])) == nil)
    #expect(atoms.model(of: .and([isFour, belowFive, belowThree.negated])) != nil)
  }

  @Test mutating func whatIsEqualToAValueIsThere() {
    let there = atom(.exists(term: "range"))
    let isOne = atom(.equals(term: "range", constant: "1", cases: 0))
    #expect(atoms.model(of: .and([isOne, there.negated])) == nil)
  }

  @Test mutating func aModelSaysNoMoreThanItNeeds() throws {
    let cursed = atom(.other(key: "cursed"))
    let hasted = atom(.other(key: "hasted"))
    let model = try #require(atoms.model(of: .or([cursed, hasted])))
    #expect(model.count == 1)
  }
}
