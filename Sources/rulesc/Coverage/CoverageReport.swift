internal import RulesLang
internal import Validator

/// What the tests that ran saw of a rule set's own text: of an overlay the files of its directory, not those of what it
/// extends.
struct CoverageReport {
  /// A requirement or branch, and in how many tests it turned out how.
  struct Entry {
    let item: CoverageItem
    /// One number for each outcome, in the order of ``CoverageItem/Outcomes``.
    let tests: [Int]

    var covered: Int { tests.count { $0 > 0 } }
    var isCovered: Bool { covered == tests.count }
  }

  struct File {
    /// As the person at the working directory finds it.
    let name: String
    let entries: [Entry]
    /// What nobody saw and has to be told: not what stands in something that never came to be looked at.
    let gaps: [CoverageGap]

    var sum: CoverageSum { CoverageSum(entries) }
  }

  let sources: SourceSet
  /// Those in which there is anything to see, in the order of their names.
  let files: [File]

  init(_ coverage: Coverage, _ sources: SourceSet, _ places: Places) {
    self.sources = sources
    let entries = coverage.items.enumerated().map { index, item in
      Entry(item: item, tests: (0..<item.outcomes.count).map { coverage.tests(seeing: index, $0) })
    }
    let own = (sources.layers.last?.files ?? []).filter { !sources.file($0).isTest }
    let gaps = CoverageGap.all(in: entries, of: Set(own))
    files = own.compactMap { file in
      let inside = entries.filter { $0.item.range.file == file }
      guard !inside.isEmpty else { return nil }
      return File(
        name: places.shown(sources.file(file).name), entries: inside.sorted { $0.isBefore($1) },
        gaps: gaps.filter { $0.entry.item.range.file == file }.sorted { $0.entry.isBefore($1.entry) })
    }
  }
}

/// How much was seen of some text.
struct CoverageSum {
  private(set) var requirements = (covered: 0, total: 0)
  private(set) var branches = (covered: 0, total: 0)
  private var outcomes = (covered: 0, total: 0)

  init(_ entries: [CoverageReport.Entry]) {
    for entry in entries {
      outcomes.covered += entry.covered
      outcomes.total += entry.tests.count
      if entry.item.kind == .requirement {
        requirements.covered += entry.isCovered ? 1 : 0
        requirements.total += 1
      } else {
        branches.covered += entry.covered
        branches.total += entry.tests.count
      }
    }
  }

  /// Of all outcomes, those of requirements and the branches, rounded down: 100 means all of them.
  var percent: Int { outcomes.covered * 100 / max(1, outcomes.total) }
}

extension CoverageReport.Entry {
  fileprivate func isBefore(_ other: CoverageReport.Entry) -> Bool {
    (item.range.lower, item.range.upper) < (other.item.range.lower, other.item.range.upper)
  }
}
