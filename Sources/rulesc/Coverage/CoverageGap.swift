internal import RulesLang
internal import Validator

/// Something that tests have not seen in all its ways.
struct CoverageGap {
  let entry: CoverageReport.Entry
  /// How many gaps stand in it and are no wonder: it never came to them.
  let inside: Int

  /// All gaps of some files, those in other gaps left out.
  static func all(in entries: [CoverageReport.Entry], of files: Set<Int>) -> [CoverageGap] {
    func isOpen(_ index: Int) -> Bool { !entries[index].isCovered && files.contains(entries[index].item.range.file) }

    /// The outermost gap around one. Parents stand before what is in them.
    func cause(of index: Int) -> Int {
      guard let parent = entries[index].item.parent, isOpen(parent.item) else { return index }
      let tests = entries[parent.item].tests
      let isReached = parent.outcome.map { tests[$0] > 0 } ?? tests.contains { $0 > 0 }
      return isReached ? index : cause(of: parent.item)
    }

    var inside: [Int: Int] = [:]
    var shown: [Int] = []
    for index in entries.indices where isOpen(index) {
      let cause = cause(of: index)
      if cause == index { shown.append(index) } else { inside[cause, default: 0] += 1 }
    }
    return shown.map { CoverageGap(entry: entries[$0], inside: inside[$0] ?? 0) }
  }

  /// `strike.inReach: never refused by a test`.
  var words: String {
    let more = inside == 0 ? "" : inside == 1 ? ", nor is what is in it" : ", nor are the \(inside) things in it"
    return (name.map { "\($0): " } ?? "") + "never \(missing)" + more
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
    case .consequence: "come true in a test"
    default: "applied in a test"
    }
  }
}
