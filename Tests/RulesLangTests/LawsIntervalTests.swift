import Testing

@testable import RulesLang

@Suite struct LawsIntervalTests {
  @Test func sumsAndProductsKeepTheirBounds() {
    let a = Interval(-2...3)
    let b = Interval(4...5)
    #expect((a + b).lower == 2)
    #expect((a - b).upper == -1)
    #expect((a * b).lower == -10)
    #expect((a * b).upper == 15)
  }

  @Test func whatOverflowsIsUnknown() {
    #expect((Interval(.max) + Interval(1)).upper == nil)
    #expect((Interval(.min) * Interval(-1)).upper == nil)
  }

  @Test func divisionRoundsDown() {
    let halved = Interval(-3...3).divided(by: 2)
    #expect(halved.lower == -2)
    #expect(halved.upper == 1)
    #expect(Interval(1...2).divided(by: 0).upper == nil)
  }

  @Test func theLeastOfTwoNeedsOneUpperBound() {
    let capped = Interval.least(.unknown, Interval(20))
    #expect(capped.upper == 20)
    #expect(capped.lower == nil)
  }

  @Test func aSpanCountsBothEnds() {
    #expect(Interval.span(from: Interval(1), to: Interval(9)) == 9)
    #expect(Interval.span(from: Interval(9), to: Interval(1)) == 0)
    #expect(Interval.span(from: Interval(.min), to: Interval(.max)) == Steps(.max))
    #expect(Interval.span(from: Interval(1), to: .unknown) == nil)
  }

  @Test func stepsStopAtTheGreatest() {
    #expect(Steps(.max) + 1 == Steps(.max))
    #expect(Steps(.max) * 2 == Steps(.max))
    #expect(Steps(500).logarithm == 9)
  }

  @Test func numbersAreGroupedForPeople() {
    #expect(CostReport.grouped(0) == "0")
    #expect(CostReport.grouped(999) == "999")
    #expect(CostReport.grouped(50_000_000) == "50,000,000")
  }
}
