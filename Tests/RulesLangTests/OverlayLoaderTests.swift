import Testing

@testable import RulesLang

/// Files in memory, by path.
private struct Files: SourceReader {
  let texts: [String: String]
  var broken: [String: [UInt8]] = [:]

  private func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  func fileNames(in directory: String) -> [String]? {
    let prefix = normal(directory) + "/"
    let inside = (Array(texts.keys) + Array(broken.keys)).filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
    return inside.isEmpty ? nil : inside.filter { !$0.contains("/") }.map(String.init)
  }

  func bytes(of file: String, limit: Int) -> [UInt8]? {
    broken[normal(file)] ?? texts[normal(file)].map { Array($0.utf8) }
  }

  func identity(of directory: String) -> String { normal(directory) }
}

@Suite struct OverlayLoaderTests {
  private func failure(_ files: Files, in directory: String) throws -> String {
    let failure = try #require(throws: SourceFailure.self) { try SourceLoader.load(directory, from: files) }
    return failure.description
  }

  @Test func layersAreReadBaseFirstAndNamedAsSeenFromTheTop() throws {
    let files = Files(texts: [
      "/game/ruleset.rules": "ruleset game\nkind Weapon in weapons from \"data/weapons.json\" { name: Text }",
      "/game/turns.rules": "",
      "/game/data/weapons.json": "{}",
      "/game/notes.txt": "not read",
      "/game/house/ruleset.rules": "ruleset house extends \"..\"\nextend weapons from \"data/more.json\"",
      "/game/house/data/more.json": "{}",
    ])
    let sources = try SourceLoader.load("/game/house", from: files)
    #expect(sources.layers.map(\.name) == ["game", "house"])
    let names = sources.layers.map { layer in layer.files.map { sources.file($0).name } }
    #expect(names == [["../ruleset.rules", "../turns.rules"], ["ruleset.rules"]])
    #expect(sources.layers[0].data.mapValues { sources.file($0).name } == ["data/weapons.json": "../data/weapons.json"])
    #expect(sources.layers[1].data.mapValues { sources.file($0).name } == ["data/more.json": "data/more.json"])
  }

  @Test func aCircleIsToldWithItsChain() throws {
    let files = Files(texts: [
      "/a/ruleset.rules": "ruleset a extends \"../b\"", "/b/ruleset.rules": "ruleset b extends \"../a\"",
    ])
    #expect(try failure(files, in: "/a") == "../b/ruleset.rules:1:19: the rule set extends itself: `a` → `b` → `a`")
  }

  @Test func whatIsMissingIsToldWhereItIsNamed() throws {
    let files = Files(texts: ["/a/ruleset.rules": "ruleset a\nextends \"../core\"", "/c/turns.rules": ""])
    #expect(try failure(files, in: "/a") == "ruleset.rules:2:9: there is no directory `/a/../core`")
    #expect(try failure(files, in: "/nowhere") == "there is no directory `/nowhere`")
    #expect(try failure(files, in: "/c") == "`/c` is no rule set: it has no file `ruleset.rules`")
  }

  @Test func noMoreLayersThanTheLimit() throws {
    var texts: [String: String] = [:]
    for depth in 0...SourceLoader.mostLayers {
      texts["/r\(depth)/ruleset.rules"] = "ruleset r\(depth)" + (depth == 0 ? "" : " extends \"../r\(depth - 1)\"")
    }
    let files = Files(texts: texts)
    #expect(try SourceLoader.load("/r\(SourceLoader.mostLayers - 1)", from: files).layers.count == SourceLoader.mostLayers)
    #expect(try failure(files, in: "/r\(SourceLoader.mostLayers)").contains("more than 16 rule sets lie over one another"))
  }

  @Test func textsAreWholeAndOfBoundedSize() throws {
    let broken = Files(texts: [:], broken: ["/a/ruleset.rules": Array("ruleset ".utf8) + [0xC3, 0x28]])
    #expect(try failure(broken, in: "/a") == "`ruleset.rules` is no UTF-8 text: byte 8 is none")
    let large = [UInt8](repeating: UInt8(ascii: " "), count: SourceLoader.mostBytes + 1)
    #expect(try failure(Files(texts: [:], broken: ["/a/ruleset.rules": large]), in: "/a") == "`ruleset.rules` is larger than 8 MiB")
  }

  @Test func tablesLieInTheirOwnRuleSet() throws {
    let files = Files(texts: ["/a/ruleset.rules": "ruleset a\nkind W in ws from \"../../etc/passwd\" { name: Text }"])
    #expect(
      try failure(files, in: "/a")
        == "ruleset.rules:2:19: a table lies in the directory of its rule set, and `../../etc/passwd` does not")
  }
}
