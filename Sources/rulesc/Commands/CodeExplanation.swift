internal import RulesLang

/// `rulesc explain CODE`.
struct CodeExplanation {
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    if let option = ["--rules", "--state", "--action", "--format"].first(where: { arguments[$0] != nil }) {
      throw arguments.wrong("`\(option)` has no use beside a code", help: nil)
    }
    // As it is copied from a terminal: `error[unknown-name]`, or in brackets.
    let name = arguments.operands[0].split { "[]".contains($0) }.last.map(String.init) ?? ""
    guard let code = DiagnosticCode(rawValue: name), let entry = DiagnosticCatalogue.entry(for: code) else {
      let codes = DiagnosticCode.allCases.map(\.rawValue)
      let nearest =
        Suggestion.nearest(to: name, among: codes) ?? codes.first { name.count > 2 && $0.hasPrefix(name) }
      throw .usage(
        "there is no diagnostic `\(name)`",
        help: nearest.map { "did you mean `\($0)`?" } ?? "the code stands in brackets: error[unknown-name]")
    }
    print(entry)
    return .success
  }

  private func print(_ entry: DiagnosticEntry) {
    let style = console.style
    let compilation = Compilation(ExampleText.sources(entry.failing))
    let told = DiagnosticRenderer(sources: compilation.sources, colour: style.isColoured).render(
      compilation.diagnostics)
    console.print(
      """
      \(style.bold(entry.code.rawValue))

      \(entry.meaning)

      For example:

      \(indented(entry.failing))

      rulesc says:

      \(indented(told))

      Mended:

      \(indented(whatDiffers(in: entry)))
      """)
  }

  /// The mended example without those files that are as they were.
  private func whatDiffers(in entry: DiagnosticEntry) -> String {
    let before = ExampleText.files(entry.failing)
    let changed = ExampleText.files(entry.mended).filter { file in !before.contains { $0 == file } }
    if changed.count <= 1, before.count == 1 { return entry.mended }
    return changed.map { "--- \($0.name)\n\($0.text)" }.joined(separator: "\n")
  }

  private func indented(_ text: String) -> String {
    text.trimmingSuffix { $0.isNewline }.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while fits: (Character) -> Bool) -> String {
    var text = String(self)
    while let last = text.last, fits(last) { text.removeLast() }
    return text
  }
}
