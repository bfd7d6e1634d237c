/// A name and labels that Prometheus can read, whatever they were called.
struct SeriesID: Hashable, Sendable {
  struct Label: Hashable, Sendable {
    let name: String
    let value: String
  }

  let name: String
  /// By name, each once.
  let labels: [Label]

  /// Values may be what clients sent; nobody reads them to their end.
  private static let maximumBytes = 256

  init(name: String, dimensions: [(String, String)]) {
    self.name = Self.readable(name, colons: true)
    var labels: [Label] = []
    for (name, value) in dimensions {
      var name = Self.readable(name, colons: false)
      // `le` says which bucket a line is of, and what starts with two underscores is Prometheus's own.
      if name == "le" || name.hasPrefix("__") { name = "label_" + name }
      // A label without a value is the same as none.
      guard !value.isEmpty, !labels.contains(where: { $0.name == name }) else { continue }
      labels.append(Label(name: name, value: Self.shortened(value)))
    }
    if labels.count > 1 { labels.sort { $0.name < $1.name } }
    self.labels = labels
  }

  /// `{a="1",b="2"}` with one more label where it is given; nothing where there is none.
  func text(_ extra: Label? = nil) -> String {
    let all = labels + (extra.map { [$0] } ?? [])
    guard !all.isEmpty else { return "" }
    return "{" + all.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
  }

  /// Letters, digits and underscores, and not a digit first.
  private static func readable(_ name: String, colons: Bool) -> String {
    func fits(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      case UInt8(ascii: ":"): colons
      default: false
      }
    }
    let startsWell = name.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    if startsWell, name.utf8.count <= maximumBytes, name.utf8.allSatisfy(fits) { return name }
    let bytes = name.utf8.prefix(maximumBytes).map { fits($0) ? $0 : UInt8(ascii: "_") }
    return (startsWell ? "" : "_") + String(decoding: bytes, as: UTF8.self)
  }

  private static func shortened(_ value: String) -> String {
    guard value.utf8.count > maximumBytes else { return value }
    var kept = String.UnicodeScalarView()
    var bytes = 0
    for scalar in value.unicodeScalars {
      bytes += UTF8.width(scalar)
      if bytes > maximumBytes { break }
      kept.append(scalar)
    }
    return String(kept)
  }

  private static func escaped(_ value: String) -> String {
    let special = [UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "\n")]
    guard value.utf8.contains(where: special.contains) else { return value }
    var text = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text.append(contentsOf: "\\\\".unicodeScalars)
      case "\"": text.append(contentsOf: "\\\"".unicodeScalars)
      case "\n": text.append(contentsOf: "\\n".unicodeScalars)
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
