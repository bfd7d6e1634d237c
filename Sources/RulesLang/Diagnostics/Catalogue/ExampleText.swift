/// Several texts in one: each begins with a line `--- NAME`. Text before the first such line is `ruleset.rules`.
///
/// A directory with a `ruleset.rules` of its own is a layer: `--- house/ruleset.rules` lies over what stands before it.
package enum ExampleText {
  package static func files(_ text: String) -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- ") {
        files.append((String(line.dropFirst(4)), ""))
      } else {
        if files.isEmpty { files.append(("ruleset.rules", "")) }
        files[files.count - 1].text += line + "\n"
      }
    }
    return files.map { ($0.name, String($0.text.dropLast())) }
  }

  package static func sources(_ text: String) -> SourceSet {
    let files = files(text)
    let directories = files.filter { $0.name.hasSuffix("/ruleset.rules") }.map {
      String($0.name.dropLast("ruleset.rules".count))
    }
    var sources = SourceSet()
    for directory in [""] + directories {
      let own = files.filter { file in
        let inside = directories.filter { file.name.hasPrefix($0) }
        return inside.max { $0.count < $1.count } ?? "" == directory
      }
      var paths: [String: String] = [:]
      for file in own { paths[file.name] = String(file.name.dropFirst(directory.count)) }
      let name = directory.isEmpty ? "rules" : String(directory.dropLast())
      sources.addLayer(
        name: name, files: own.map { SourceFile(name: $0.name, text: $0.text) }, dataPaths: paths)
    }
    return sources
  }
}
