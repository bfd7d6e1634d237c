import Foundation
import Testing

/// The sources keep what the project promises: no rule of any game, nothing that traps, small files.
struct TidyTests {
  private struct Text {
    let path: String
    let lines: [String]
  }

  private static func texts(in folder: String) throws -> [Text] {
    let top = URL(filePath: #filePath).appending(path: "../../../\(folder)").standardized
    let paths = try FileManager.default.subpathsOfDirectory(atPath: top.path).filter { $0.hasSuffix(".swift") }.sorted()
    try #require(!paths.isEmpty, "nothing is read in \(folder)")
    return try paths.map { path in
      let text = try String(contentsOf: top.appending(path: path), encoding: .utf8)
      return Text(path: "\(folder)/\(path)", lines: text.components(separatedBy: "\n"))
    }
  }

  private static func places(in folder: String, where broken: (String) -> Bool) throws -> [String] {
    try texts(in: folder).flatMap { text in
      text.lines.indices.filter { broken(text.lines[$0]) }.map { "\(text.path):\($0 + 1): \(text.lines[$0])" }
    }
  }

  @Test(
    "The server holds no word of the game",
    arguments: [
      "armou?rs?", "attacks?", "blows?", "characters? sheets?", "combats?", "creatures?", "d20", "damage", "doors?",
      "dragons?", "dungeons?", "encounters?", "enem(y|ies)", "fights?", "foes?", "goblins?", "heal(s|ing)?",
      "hit points?",
      "hp", "initiative", "monsters?", "npcs?", "spells?", "swords?", "weapons?", "wounds?",
    ])
  func gameWords(word: String) throws {
    let expression = try Regex("\\b\(word)\\b").ignoresCase()
    #expect(try Self.places(in: "Sources") { $0.contains(expression) } == [])
  }

  @Test(
    "Nothing in the sources traps, or is left for later",
    arguments: [
      "try" + "!", "as" + "! ", "fatal" + "Error(", "precondition" + "Failure(", "unowned" + " ", "unsafe" + "BitCast",
      "TO" + "DO", "FIX" + "ME",
    ])
  func bannedWords(word: String) throws {
    for folder in ["Sources", "Tests"] { #expect(try Self.places(in: folder) { $0.contains(word) } == []) }
  }

  @Test("Files are small, and lines have at most 120 columns")
  func sizes() throws {
    for folder in ["Sources", "Tests"] {
      #expect(try Self.texts(in: folder).filter { $0.lines.count > 501 }.map(\.path) == [])
    }
    #expect(try Self.places(in: "Sources") { $0.count > 120 } == [])
  }
}
