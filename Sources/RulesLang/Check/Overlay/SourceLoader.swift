// From a directory to the texts of a rule set: its `*.rules`, the tables that its kinds are read from, and the same of
// every rule set it extends, base first. What is asked of the texts here is no more than which others belong to them;
// what is wrong inside them is told by the compiler, with the place.

/// Reads the layers of a rule set.
public struct SourceLoader {
  /// The most rule sets that lie over one another.
  public static let mostLayers = 16
  /// The most files of rules in one directory.
  public static let mostFiles = 1_000
  /// The most bytes of one file.
  public static let mostBytes = 8 * 1_048_576

  private let reader: any SourceReader

  /// - Returns: the texts of the directory and of all it extends, ready to be compiled. Files are named as seen from
  ///   the
  ///   directory: `turns.rules`, `../creatures.rules`.
  public static func load(_ directory: String, from reader: any SourceReader) throws -> SourceSet {
    try SourceLoader(reader: reader).load(directory)
  }

  private struct Layer {
    let name: String
    var files: [SourceFile]
    var dataPaths: [String: String] = [:]
  }

  private func load(_ directory: String) throws -> SourceSet {
    var layers: [Layer] = []
    var chain: [(identity: String, path: String)] = []
    var next: (path: String, shown: String, place: String?)? = (directory, "", nil)
    while let current = next {
      let identity = reader.identity(of: current.path)
      chain.append((identity, current.path))
      if let first = chain.dropLast().firstIndex(where: { $0.identity == identity }) {
        throw SourceFailure(
          current.path, .circle(chain[first...].map { Self.lastName(of: $0.identity) }), place: current.place)
      }
      guard layers.count < Self.mostLayers else {
        throw SourceFailure(current.path, .tooManyLayers(limit: Self.mostLayers), place: current.place)
      }
      let (layer, base) = try read(current.path, shown: current.shown, place: current.place, identity: identity)
      layers.append(layer)
      next = base.map { base in
        (Self.join(current.path, base.path), Self.normal(Self.join(current.shown, base.path)), base.place)
      }
    }
    var sources = SourceSet()
    for layer in layers.reversed() {
      sources.addLayer(name: layer.name, files: layer.files, dataPaths: layer.dataPaths)
    }
    return sources
  }

  private typealias Reference = (path: String, place: String)

  private func read(
    _ directory: String, shown: String, place: String?, identity: String
  ) throws -> (layer: Layer, base: Reference?) {
    guard let names = try reader.fileNames(in: directory) else {
      throw SourceFailure(directory, .noDirectory, place: place)
    }
    let rules = names.filter { $0.hasSuffix(".rules") }
    guard rules.contains("ruleset.rules") else { throw SourceFailure(directory, .noRuleset, place: place) }
    guard rules.count <= Self.mostFiles else {
      throw SourceFailure(directory, .tooManyFiles(limit: Self.mostFiles), place: place)
    }
    var layer = Layer(name: Self.lastName(of: identity), files: [])
    var base: Reference?
    var tables: [Reference] = []
    for name in rules {
      guard let file = try text(Self.join(directory, name), shown: Self.join(shown, name), place: nil) else { continue }
      layer.files.append(file)
      for declaration in Parser.parse(file, index: 0).tree.declarations {
        switch declaration.kind {
        case .ruleset(let ruleset): base = base ?? ruleset.base.map { Self.reference($0, in: file) }
        case .kind(let kind): tables.append(Self.reference(kind.source, in: file))
        case .replace(.declaration(let new)):
          if case .kind(let kind) = new.kind { tables.append(Self.reference(kind.source, in: file)) }
        case .extend(.table(_, from: let path)): tables.append(Self.reference(path, in: file))
        default: continue
        }
      }
    }
    for table in tables {
      if table.path.hasPrefix("/") || table.path.split(separator: "/").contains("..") {
        throw SourceFailure(table.path, .outside, place: table.place)
      }
      let name = Self.join(shown, table.path)
      if layer.dataPaths[name] != nil { continue }
      // A table that is not there is told by the compiler, where it is named.
      guard let file = try text(Self.join(directory, table.path), shown: name, place: table.place) else { continue }
      layer.files.append(file)
      layer.dataPaths[name] = table.path
    }
    return (layer, base)
  }

  private static func reference(_ path: TextLiteral, in file: SourceFile) -> Reference {
    let (line, column) = file.position(of: path.range.lower)
    return (path.value, "\(file.name):\(line):\(column)")
  }

  private func text(_ path: String, shown: String, place: String?) throws -> SourceFile? {
    guard let bytes = try reader.bytes(of: path, limit: Self.mostBytes) else { return nil }
    if bytes.count > Self.mostBytes { throw SourceFailure(shown, .tooLarge(limit: Self.mostBytes), place: place) }
    if let offset = Self.firstInvalidByte(of: bytes) {
      throw SourceFailure(shown, .notUTF8(offset: offset), place: place)
    }
    return SourceFile(name: shown, bytes: bytes)
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput, .error: return offset
      }
    }
  }

  // MARK: Paths

  private static func join(_ directory: String, _ path: String) -> String {
    if directory.isEmpty || path.hasPrefix("/") { return path }
    return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
  }

  /// Without `.`, and without `x/..`.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static func lastName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
