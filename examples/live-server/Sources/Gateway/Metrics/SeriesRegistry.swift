/// All series, by name and labels.
struct SeriesRegistry {
  /// How often a series was asked for that is not kept.
  static let droppedName = "metrics_dropped_total"

  /// All series of one name, as ``PrometheusMetrics/text()`` writes them.
  struct Family {
    let name: String
    let kind: SeriesKind
    let series: [any Series]
  }

  private struct Group {
    let kind: SeriesKind
    var series: [[SeriesID.Label]: any Series] = [:]
  }

  private let limits: PrometheusMetrics.Limits
  private var groups: [String: Group] = [:]
  /// Which group has lines of a name: a name stands for one thing, or nobody can read the text.
  private var owners = [droppedName: droppedName]
  private var count = 0
  private(set) var dropped: UInt64 = 0

  init(limits: PrometheusMetrics.Limits) { self.limits = limits }

  /// The series that is there, or a new one; nil where there are enough, or the name stands for something else.
  mutating func series<Made: Series>(_ id: SeriesID, _ kind: SeriesKind, _ make: (SeriesID) -> Made) -> Made? {
    if let group = groups[id.name] {
      if let series = group.series[id.labels] {
        if let series = series as? Made { return series }
        dropped += 1
        return nil
      }
      guard group.kind == kind, group.series.count < limits.seriesOfAName else {
        dropped += 1
        return nil
      }
    }
    let names = kind.sampleNames(of: id.name)
    guard count < limits.series, limits.seriesOfAName > 0,
      names.allSatisfy({ owners[$0] == nil || owners[$0] == id.name && id.name != Self.droppedName })
    else {
      dropped += 1
      return nil
    }
    let series = make(id)
    groups[id.name, default: Group(kind: kind)].series[id.labels] = series
    for name in names { owners[name] = id.name }
    count += 1
    return series
  }

  mutating func remove(_ series: any Series) {
    let id = series.id
    // Another one may have taken its place.
    guard let kind = groups[id.name]?.kind, groups[id.name]?.series[id.labels] === series else { return }
    groups[id.name]?.series[id.labels] = nil
    count -= 1
    guard groups[id.name]?.series.isEmpty == true else { return }
    groups[id.name] = nil
    for name in kind.sampleNames(of: id.name) { owners[name] = nil }
  }

  /// By names and labels.
  var snapshot: [Family] {
    groups.sorted { $0.key < $1.key }.map { name, group in
      Family(
        name: name, kind: group.kind,
        series: group.series.values.map { ($0.id.text(), $0) }.sorted { $0.0 < $1.0 }.map(\.1))
    }
  }
}
