import Foundation
import Testing

@testable import rulesc

/// What cannot be told by transcripts: colours, large input, the shipped rules.
@Suite struct ConsoleTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func colourIsForTerminals() {
    #expect(Style(isTerminal: true, environment: [:]).isColoured)
    #expect(!Style(isTerminal: false, environment: [:]).isColoured)
    #expect(!Style(isTerminal: true, environment: ["TERM": "dumb"]).isColoured)
    #expect(!Style(isTerminal: true, environment: ["NO_COLOR": "1"]).isColoured)
    #expect(Style(isTerminal: true, environment: ["NO_COLOR": ""]).isColoured)
    #expect(Style(isTerminal: false, environment: ["CLICOLOR_FORCE": "1"]).isColoured)
    #expect(!Style(isTerminal: false, environment: ["CLICOLOR_FORCE": "0"]).isColoured)
    #expect(!Style(isTerminal: true, environment: ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"]).isColoured)
    #expect(Style(isColoured: true).red("x") == "\u{1B}[31mx\u{1B}[0m")
    #expect(Style.plain.red("x") == "x")
  }

  /// A line of ten megabytes is refused by its length, and the next one is judged.
  @Test func aHugeLineIsOneRefusal() throws {
    let session = try Session()
    defer { session.remove() }
    #expect(session.run(["init"]).status == 0)
    let request = #"{"user": "ana", "action": "move", "arguments": {"actor": "aria", "path": [[2, 1]]}}"#
    let huge = #"{"user": ""# + String(repeating: "x", count: 10 << 20) + #""}"#
    let result = session.run(
      ["validate", "--state", "state.json", "--actions", "-"], input: Array("\(huge)\n\(request)\n".utf8))
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "1 ✗ unreadable — the text is longer than 1048576 bytes")
    #expect(lines.dropFirst().first == "2 ✓ ana: move aria — costs 5 ft from aria.movement")
    #expect(lines.last == "1 legal, 1 refused")
  }

  /// Every request is answered once and in order, whatever stands between.
  @Test func randomBytesAreRefusedLineByLine() throws {
    let session = try Session()
    defer { session.remove() }
    #expect(session.run(["init"]).status == 0)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let noise = (0..<200).map { _ in UInt8.random(in: 14...255, using: &generator) }
      let input = noise + Array("\n{}\n".utf8)
      // A list is read as a whole, or not at all.
      if noise.first == UInt8(ascii: "[") { continue }
      let result = session.run(
        ["validate", "--state", "state.json", "--actions", "-", "--format", "json"], input: input)
      #expect(result.status == 1)
      #expect(result.output.split(separator: "\n").count == 2, "\(noise)")
    }
  }

  @Test(arguments: Rulesc.commands.map(\.name))
  func everyCommandHasHelpWithAnExample(name: String) throws {
    let session = try Session()
    defer { session.remove() }
    let help = session.run([name, "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("rulesc \(name)") && help.output.contains("Example"))
    #expect(session.run(["help", name]).output == help.output)
    #expect(session.run([name, "--no-such-option"]).status == 2)
  }

  /// What the documents show of the ambush is what it prints.
  @Test(arguments: ["README.md", "examples/ambush/README.md"])
  func shownVerdictsArePrinted(document: String) throws {
    let ambush = "examples/ambush"
    let printed = Session(in: Self.root).run([
      "validate", "--rules", ambush, "--state", "\(ambush)/state.json", "--actions", "\(ambush)/actions.ndjson",
    ]).output.split(separator: "\n")
    let text = try String(contentsOf: Self.root.appendingPathComponent(document), encoding: .utf8)
    let blocks = text.components(separatedBy: "```text\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    let shown = try #require(blocks.first { $0.contains("✗") }).split(separator: "\n")
    #expect(shown.count > 3)
    var rest = printed[...]
    for line in shown {
      rest = rest.drop { $0 != line }
      #expect(!rest.isEmpty, "not printed, or not in this order: \(line)")
      rest = rest.dropFirst()
    }
  }

  /// The rules and examples of this repository are fine, pass their tests and are in the one layout.
  @Test(arguments: ["check", "test", "fmt"])
  func shippedRulesAreFine(command: String) throws {
    let root = Self.root
    let examples = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("examples").path)
      .sorted().map { "examples/\($0)" }
      .filter { FileManager.default.fileExists(atPath: root.appendingPathComponent("\($0)/ruleset.rules").path) }
    let houses = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("rules/house").path)
      .sorted().map { "rules/house/\($0)" }
    let session = Session(in: root)
    let flags = command == "fmt" ? ["--check"] : command == "check" ? ["--strict"] : []
    let result = session.run([command] + flags + ["rules"] + houses + examples)
    #expect(result.status == 0, "\(result.output)")
  }

  /// There is nothing in the shipped rules that their tests never saw, and no requirement that never refused.
  @Test func shippedRulesAreCovered() {
    let result = Session(in: Self.root).run(["test", "--coverage", "rules"])
    let total = result.output.split(separator: "\n").last { $0.hasPrefix("in all: ") }
    #expect(result.status == 0 && total?.hasSuffix("100 %") == true, "\(result.output)")
  }

  /// The shipped rules say of the evening what its referee says.
  @Test(arguments: [".", "night", "morning"])
  func refereeAndRulesAgree(part: String) {
    let folder = "examples/evening/\(part)"
    let result = Session(in: Self.root).run([
      "validate", "--rules", "examples/evening", "--state", "\(folder)/state.json",
      "--actions", "\(folder)/actions.ndjson", "--expect", "\(folder)/referee.ndjson",
    ])
    #expect(result.status == 0 && result.output.contains("all as expected"), "\(result.output)")
  }
}
