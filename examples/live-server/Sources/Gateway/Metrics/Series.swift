/// One name with its labels, and what was counted or measured under them.
protocol Series: AnyObject, Sendable {
  var id: SeriesID { get }

  /// Appends the lines of this series.
  func write(to text: inout String)
}

/// What Prometheus has to know of a name.
enum SeriesKind: String {
  case counter, gauge, histogram

  /// The names that lines of this kind start with.
  func sampleNames(of name: String) -> [String] {
    switch self {
    case .counter, .gauge: [name]
    case .histogram: [name, name + "_bucket", name + "_sum", name + "_count"]
    }
  }
}
