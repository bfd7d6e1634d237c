internal import RulesLang

// Names for rules and for the shape of their states, so that what was saved or judged under one is not taken for
// another.

extension TypedProgram {
  /// Names the texts of the rules, layer by layer. Neither the names of files nor their order matter, as they do not
  /// matter to the rules (only the paths of data tables do); tests are no part of it.
  var rulesDigest: String {
    var hash = SHA256()
    for layer in sources.layers {
      let rules = layer.files.map { sources.file($0) }.filter { !$0.name.hasSuffix("_test.rules") }
      let texts = rules.map { Self.digest($0.bytes) }
      let tables = layer.data.map { Self.digest(Array($0.key.utf8)) + Self.digest(sources.file($0.value).bytes) }
      for parts in [texts, tables] {
        hash.update(parts.count.description.utf8)
        for part in parts.sorted(by: { $0.lexicographicallyPrecedes($1) }) { hash.update(part) }
      }
    }
    return "sha256:" + hash.hexDigest()
  }

  private static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest()
  }

  /// Names the shape of a state: tables, fields, types and the names that values are written with.
  var schemaDigest: String {
    var hash = SHA256()
    func add(_ line: String) { hash.update((line + "\n").utf8) }
    func add(_ fields: [FieldInfo]) {
      for field in fields { add("field \(field.header.name): \(name(of: field.shape.type))") }
    }
    for unit in units { add("unit \(unit.header.name)") }
    for info in enums { add("enum \(info.header.name): \(info.cases.map(\.name).joined(separator: " "))") }
    for kind in kinds { add("kind \(kind.header.name): \(kind.rows.map(\.name).joined(separator: " "))") }
    for record in records {
      add("record \(record.header.name)")
      add(record.fields)
    }
    for entity in entities {
      add("entity \(entity.header.name) in \(entity.table)")
      add(entity.fields)
    }
    add("state")
    add(state)
    for terrain in map?.terrains ?? [] { add("terrain \(terrain.character)") }
    return "sha256:" + hash.hexDigest()
  }
}
