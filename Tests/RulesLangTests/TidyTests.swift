import Foundation
import Testing

/// The sources keep what CONTRIBUTING promises: nothing that traps, small files, and layers that know only what lies below.
struct TidyTests {
  private struct Text {
    let path: String
    let lines: [String]
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The files below a folder of the repository whose names end so, by path.
  private static func texts(in folder: String, _ ending: String) throws -> [Text] {
    let top = root.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: top.path).filter { $0.hasSuffix(ending) }.sorted()
    try #require(!paths.isEmpty, "nothing is read in \(folder)")
    return try paths.map { path in
      let text = try String(contentsOf: top.appending(path: path), encoding: .utf8)
      return Text(path: "\(folder)/\(path)", lines: text.components(separatedBy: "\n"))
    }
  }

  /// The lines that break a promise, as `file:line`.
  private static func places(in texts: [Text], where broken: (String) -> Bool) -> [String] {
    texts.flatMap { text in
      text.lines.indices.filter { broken(text.lines[$0]) }.map { "\(text.path):\($0 + 1)" }
    }
  }

  @Test("Nothing in the sources traps, or is left for later", arguments: [
    "try" + "!", "as" + "! ", "fatal" + "Error(", "precondition" + "Failure(", "unowned" + " ", "unsafe" + "BitCast",
    "TO" + "DO", "FIX" + "ME",
  ])
  func bannedWords(word: String) throws {
    for folder in ["Sources", "Tests"] {
      #expect(Self.places(in: try Self.texts(in: folder, ".swift")) { $0.contains(word) } == [])
    }
  }

  @Test("Files are small")
  func fileLength() throws {
    for (folder, ending, limit) in [("Sources", ".swift", 500), ("Tests", ".swift", 500), ("rules", ".rules", 250)] {
      let long = try Self.texts(in: folder, ending).filter { $0.lines.count > limit + 1 }
      #expect(long.map(\.path) == [])
    }
  }

  /// The catalogue's examples are texts of the language, one of which is long on purpose.
  @Test("Lines have at most 120 columns")
  func lineLength() throws {
    let texts = try Self.texts(in: "Sources", ".swift").filter { !$0.path.contains("/Catalogue/") }
    #expect(Self.places(in: texts) { $0.count > 120 } == [])
  }

  @Test("Each layer knows only those below it")
  func layers() throws {
    let language = try Self.texts(in: "Sources/RulesLang", ".swift")
    #expect(Self.places(in: language) { $0.contains("import Validator") } == [])
    let geometry = try Self.texts(in: "Sources/Validator/Geometry", ".swift")
    #expect(Self.places(in: geometry) { $0.split(separator: " ").contains("import") } == [])
    let validator = try Self.texts(in: "Sources/Validator", ".swift")
    #expect(Self.places(in: validator) { $0.contains("SyntaxTree") || $0.contains("Parser(") } == [])
  }

  @Test("Every public type says what it is")
  func documentation() throws {
    let kinds = ["struct", "enum", "class", "protocol", "typealias"]
    for text in try Self.texts(in: "Sources", ".swift") {
      var above = ""
      for (number, line) in text.lines.enumerated() {
        let words = line.split(separator: " ")
        if line.hasPrefix("public "), words.prefix(3).contains(where: { kinds.contains(String($0)) }) {
          #expect(above.hasPrefix("///"), "\(text.path):\(number + 1)")
        }
        if !line.hasPrefix("@") { above = line }
      }
    }
  }
}
