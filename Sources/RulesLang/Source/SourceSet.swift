/// All texts that one rule set is compiled from: the layers of an overlay chain, base first.
public struct SourceSet: Sendable {
  /// A directory with a `ruleset.rules`: the base, or an overlay over the layers before it.
  public struct Layer: Sendable {
    /// What the directory is called in messages, such as `rules` or `house`.
    public let name: String
    /// Places of the layer's `.rules` files in ``SourceSet/files``, in the order of their names' bytes.
    public let files: [Int]
    /// The data tables that the layer's kinds may be read from, by the path written in `from "…"`.
    public let data: [String: Int]
  }

  public private(set) var files: [SourceFile] = []
  /// Base first, the overlay that was asked for last.
  public private(set) var layers: [Layer] = []

  public init() {}

  /// A rule set of one layer, as tests and embedders with texts in memory use it.
  ///
  /// - Parameter sources: texts by name; names that end in `.rules` are rules, all others data tables.
  public init(name: String = "rules", sources: [String: String]) {
    addLayer(name: name, files: sources.map { SourceFile(name: $0.key, text: $0.value) })
  }

  /// Adds a layer over those there are.
  public mutating func addLayer(name: String, files added: [SourceFile], dataPaths: [String: String] = [:]) {
    var rules: [Int] = []
    var data: [String: Int] = [:]
    for file in added.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      if file.name.hasSuffix(".rules") {
        rules.append(files.count)
      } else {
        data[dataPaths[file.name] ?? file.name] = files.count
      }
      files.append(file)
    }
    layers.append(Layer(name: name, files: rules, data: data))
  }

  /// The file of a range; an empty file where the range is of none.
  public func file(_ index: Int) -> SourceFile {
    files.indices.contains(index) ? files[index] : SourceFile(name: "", text: "")
  }

  /// `turns.rules:9:3`, as verdicts and messages name a place.
  public func place(_ range: SourceRange) -> String {
    let file = file(range.file)
    let (line, column) = file.position(of: range.lower)
    return "\(file.name):\(line):\(column)"
  }
}
