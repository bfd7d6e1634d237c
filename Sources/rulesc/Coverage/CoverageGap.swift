internal import RulesLang
internal import Validator

/// Something that tests have not seen in all its ways.
struct CoverageGap {
  let entry: CoverageReport.Entry
  /// Whether others stand in it that are no wonder: it never came to them.
  let hasGapsInside: Bool

  /// All gaps of some files, those in other gaps left out.
  static func all(in entries: [CoverageReport.Entry], of files: Set<Int>) -> [CoverageGap] {
    func isOpen(_ index: Int) -> Bool { !entries[index].isCovered && files.contains(entries[index].item.range.file) }

    /// The outermost gap around one.
    func cause(of index: Int) -> Int {
      guard let parent = entries[index].item.parent, isOpen(parent.item) else { return index }
      let tests = entries[parent.item].tests
      let isReached = parent.outcome.map { tests[$0] > 0 } ?? tests.contains { $0 > 0 }
      return isReached ? index : cause(of: parent.item)
    }

    let open = entries.indices.filter(isOpen)
    let causes = open.map(cause)
    let outer = Set(zip(open, causes).filter { $0 != $1 }.map(\.1))
    return zip(open, causes).filter { $0 == $1 }.map { index, _ in
      CoverageGap(entry: entries[index], hasGapsInside: outer.contains(index))
    }
  }

  /// `strike.inReach: never refused by a test`.
  var words: String {
    (name.map { "\($0): " } ?? "") + "never \(missing)" + (hasGapsInside ? ", nor anything in it" : "")
  }

  /// What a test would call it, where it does not stand under the marks.
  private var name: String? {
    switch entry.item.kind {
    case .requirement: entry.item.name
    case .rule, .waiver, .note, .adjust, .exception, .conceal, .movement:
      entry.item.outcomes == .taken ? nil : entry.item.name
    case .action, .event, .when, .if, .choice, .arm, .forEach, .consequence, .tags, .place: nil
    }
  }

  private var missing: String {
    let isUnseen = entry.covered == 0
    let lacksFirst = entry.tests.first == 0
    switch entry.item.outcomes {
    case .heldOrRefused: return isUnseen ? "asked by a test" : lacksFirst ? "met by a test" : "refused by a test"
    case .trueOrFalse: return isUnseen ? "asked in a test" : lacksFirst ? "true in a test" : "false in a test"
    case .taken: return taken
    }
  }

  private var taken: String {
    switch entry.item.kind {
    case .action: "asked for by a test"
    case .event: "done in a test"
    case .arm: "chosen in a test"
    case .forEach: "entered in a test"
    case .consequence: "came true in a test"
    default: "applied in a test"
    }
  }
}
