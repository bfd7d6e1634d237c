package import RulesLang
import Synchronization

/// What tests see of a rule set: how each requirement and branch of its text turned out, and in how many tests.
///
/// A rule set that is covered is compiled once more, with instructions between that note what turns out. All that is
/// judged, asked or worked out by it counts: requests, what follows from them, what is concealed, the conditions that a
/// test states.
package final class Coverage: Sendable {
  package let items: [CoverageItem]
  let table: CoverageTable
  private let tally: Mutex<Tally>

  private struct Tally {
    /// For each outcome, two for an item: whether the test that runs saw it, and how many saw it before.
    var seen: [Bool]
    var tests: [Int]
  }

  package init(_ program: TypedProgram) {
    table = CoverageTable(program)
    items = table.items
    let outcomes = table.items.count * 2
    tally = Mutex(
      Tally(seen: Array(repeating: false, count: outcomes), tests: Array(repeating: 0, count: outcomes)))
  }

  /// In how many tests an item turned out so.
  package func tests(seeing item: Int, _ outcome: Int) -> Int { tally.withLock { $0.tests[item * 2 + outcome] } }

  /// Says that what is seen from here on is seen by another test.
  package func endTest() {
    tally.withLock { tally in
      for outcome in tally.seen.indices where tally.seen[outcome] {
        tally.seen[outcome] = false
        tally.tests[outcome] += 1
      }
    }
  }

  /// Notes an outcome by its number: twice the item's, and one more for the second.
  ///
  /// INVARIANT: numbers come from the table alone, by way of the compiler.
  func see(_ number: Int) { tally.withLock { $0.seen[number] = true } }

  func seeHeld(_ id: RequirementID) {
    if let item = table.requirement(id) { see(item * 2) }
  }
}
