import TestKit
import Testing

@testable import RulesLang

/// Texts that are nearly right: tokens of the skirmish dropped, doubled, swapped and replaced by others. Whatever
/// comes of it, compiling ends, and either there is a program or something is told.
@Suite struct CheckFuzzTests {
  @Test func compilingIsTotal() throws {
    let files = try GoldenSuite("format").cases().filter { $0.name.hasPrefix("tour-") && $0.name != "tour-house" }
    let texts = files.map { name, text in
      SourceFile(name: name.contains("test") ? "tour_test.rules" : "\(name).rules", text: text)
    }
    var random = SplitMix(seed: 7)
    for round in 0..<250 {
      let place = round % texts.count
      var changed = texts
      changed[place] = SourceFile(name: texts[place].name, text: Self.mutated(texts[place], &random))
      var sources = SourceSet()
      sources.addLayer(name: "tour", files: changed + [Self.weapons(round, &random)])
      let compilation = Compilation(sources)
      let hasErrors = compilation.diagnostics.contains { $0.severity == .error }
      #expect((compilation.program == nil) == hasErrors, "round \(round)")
      // What is told points into a text, and can be shown.
      #expect(compilation.diagnostics.allSatisfy { sources.files.indices.contains($0.range.file) }, "round \(round)")
      let told = DiagnosticRenderer(sources: sources).render(compilation.diagnostics)
      #expect(told.isEmpty == compilation.diagnostics.isEmpty, "round \(round)")
    }
  }

  /// One to three changes of tokens.
  private static func mutated(_ file: SourceFile, _ random: inout SplitMix) -> String {
    let tokens = Parser.parse(file, index: 0).tree.tokens.filter { $0.upper > $0.lower }
    var parts = tokens.map { file.text($0.lower..<$0.upper) }
    let breaks = tokens.map(\.startsLine)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let a = Int.random(in: parts.indices, using: &random)
      let b = Int.random(in: parts.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: parts[a] = ""
      case 1: parts[a] += " " + parts[a]
      case 2: parts.swapAt(a, b)
      default: parts[a] = parts[b]
      }
    }
    return zip(parts, breaks).map { ($1 ? "\n" : " ") + $0 }.joined()
  }

  /// The table of weapons, in every other round with a byte changed.
  private static func weapons(_ round: Int, _ random: inout SplitMix) -> SourceFile {
    let table = #"{"longsword": {"name": "Longsword", "damage": "1d8", "range": 5, "properties": ["heavy"]}}"#
    var bytes = Array(table.utf8)
    if !round.isMultiple(of: 2) {
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 32...126, using: &random)
    }
    return SourceFile(name: "data/weapons.json", bytes: bytes)
  }

  // MARK: Limits

  @Test func deepRecordsAreRefused() {
    let records = (0..<500).map { "record R\($0) { next: optional R\($0 + 1) }" }.joined(separator: "\n")
    let text = "ruleset deep\n\(records)\nrecord R500 { x: Int }\nstate { first: optional R0 }\n"
    let codes = Compilation(SourceText.sources(text)).diagnostics.map(\.code)
    #expect(Set(codes) == [.tableLimit])
  }

  @Test func largeValuesAreRefused() {
    let records = (1...60).map { "record R\($0) { a: R\($0 - 1), b: R\($0 - 1) }" }.joined(separator: "\n")
    let text = "ruleset large\nrecord R0 { x: Int = 0 }\n\(records)\nstate { all: R60 }\n"
    let codes = Compilation(SourceText.sources(text)).diagnostics.map(\.code)
    #expect(codes.contains(.tableLimit))
  }

  @Test func manyKeysAreRefused() {
    let text = """
      ruleset keys
      record R { a: Int for each 1..1000 = {1: 1, otherwise 0} }
      state { all: R for each 1..1000 }
      """
    #expect(Compilation(SourceText.sources(text)).diagnostics.map(\.code) == [.tableLimit])
  }
}
