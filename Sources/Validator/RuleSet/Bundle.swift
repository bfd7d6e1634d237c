internal import RulesLang

/// Why a text is no bundle of rules.
public struct BundleFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Which value of the bundle it is about, as `$.layers[0].name`.
  public let path: String
  /// What is wrong, in plain words.
  public let reason: String

  public var description: String { "the bundle is damaged: \(path): \(reason)" }
}

extension RuleSet {
  /// All texts of the rules in one, layer by layer, as JSON: what a host keeps beside the states that are played by
  /// them. ``init(bundle:)`` makes the same rules of it, with the same ``digest``.
  public var bundle: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("rules")
      writer.string(digest)
      writer.key("layers")
      writer.array { writer in
        for layer in program.sources.layers { writer.object { write(layer, to: &$0) } }
      }
    }
    return writer.text
  }

  private func write(_ layer: SourceSet.Layer, to writer: inout JSONWriter) {
    writer.key("name")
    writer.string(layer.name)
    writer.key("files")
    writer.array { writer in
      for file in layer.files { writer.object { write(program.sources.file(file), to: &$0) } }
    }
    writer.key("tables")
    writer.array { writer in
      for (path, file) in layer.data.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        writer.object { writer in
          writer.key("path")
          writer.string(path)
          write(program.sources.file(file), to: &writer)
        }
      }
    }
  }

  private func write(_ file: SourceFile, to writer: inout JSONWriter) {
    writer.key("name")
    writer.string(file.name)
    writer.key("text")
    writer.string(file.text)
  }

  /// Compiles the rules of a ``bundle``.
  ///
  /// - Throws: ``BundleFailure`` where the text is no bundle or not as it was made, ``CompileFailure`` where this
  ///   version of the compiler takes the rules for mistaken.
  public convenience init(bundle: String) throws {
    let (sources, digest) = try BundleReader.read(bundle)
    try self.init(sources: sources)
    guard self.digest == digest else {
      throw BundleFailure(path: "$.rules", reason: "its texts are not those that it was made of")
    }
  }
}

/// Reads bundles: strict, and told where it fails.
private enum BundleReader {
  static func read(_ text: String) throws(BundleFailure) -> (SourceSet, digest: String) {
    let root: JSONValue
    do { root = try JSONReader().read(text) } catch {
      throw BundleFailure(path: "\(error.path)", reason: error.message)
    }
    let path = JSONPath.root
    let digest = try string("rules", of: root, path)
    let layers = try list("layers", of: root, path)
    guard (1...SourceLoader.mostLayers).contains(layers.count) else {
      throw BundleFailure(path: "$.layers", reason: "1 to \(SourceLoader.mostLayers) layers are due here")
    }
    var sources = SourceSet()
    for (layer, path) in layers {
      var files: [SourceFile] = []
      var dataPaths: [String: String] = [:]
      for (file, path) in try list("files", of: layer, path) { files.append(try self.file(file, path)) }
      for (table, path) in try list("tables", of: layer, path) {
        let file = try file(table, path)
        files.append(file)
        dataPaths[file.name] = try string("path", of: table, path)
      }
      sources.addLayer(name: try string("name", of: layer, path), files: files, dataPaths: dataPaths)
    }
    return (sources, digest)
  }

  private static func file(_ json: JSONValue, _ path: JSONPath) throws(BundleFailure) -> SourceFile {
    SourceFile(name: try string("name", of: json, path), text: try string("text", of: json, path))
  }

  private static func string(_ key: String, of json: JSONValue, _ path: JSONPath) throws(BundleFailure) -> String {
    if let string = json[key]?.string { return string }
    throw BundleFailure(path: "\(path.key(key))", reason: "a text is due here")
  }

  private static func list(
    _ key: String, of json: JSONValue, _ path: JSONPath
  ) throws(BundleFailure) -> [(JSONValue, JSONPath)] {
    guard let elements = json[key]?.elements else {
      throw BundleFailure(path: "\(path.key(key))", reason: "a list is due here")
    }
    return elements.enumerated().map { ($1, path.key(key).index($0)) }
  }
}
