public import Metrics
internal import Synchronization

/// Keeps what the server counts and measures, and shows it as Prometheus reads it.
///
/// A handle is found by two look-ups under a lock; what happens at it from then on concerns no other one. As labels
/// may come from what clients send, there is a bound to how many there are, in all and of one name: what is beyond it
/// is not measured, but for how often that happened.
public final class PrometheusMetrics: MetricsFactory, Sendable {
  /// How much is kept.
  public struct Limits: Sendable, Hashable {
    /// So many series, that is, names with their labels.
    public var series: Int
    /// So many of them with the same name.
    public var seriesOfAName: Int

    /// 5000 and 500, where nothing else is said.
    public init(series: Int = 5000, seriesOfAName: Int = 500) {
      self.series = series
      self.seriesOfAName = seriesOfAName
    }
  }

  /// What the text of ``text()`` is sent as.
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// From half a millisecond, as which a verdict counts as quick, to the ten seconds after which people have left.
  public static let secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  /// For sizes and numbers of things.
  public static let amountBuckets: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6, 1e7]

  private let registry: Mutex<SeriesRegistry>
  private let seconds: [Double]
  private let amounts: [Double]

  /// - Parameters:
  ///   - seconds: the upper bounds of the buckets of timers.
  ///   - amounts: those of recorders that aggregate.
  public init(
    limits: Limits = Limits(), seconds: [Double] = PrometheusMetrics.secondsBuckets,
    amounts: [Double] = PrometheusMetrics.amountBuckets
  ) {
    self.registry = Mutex(SeriesRegistry(limits: limits))
    self.seconds = HistogramSeries.bounds(seconds)
    self.amounts = HistogramSeries.bounds(amounts)
  }

  /// Everything that is kept, in the text format 0.0.4, by names and labels.
  public func text() -> String {
    // Numbers are read one by one without the lock, so that no call waits while a long text is written.
    let (families, dropped) = registry.withLock { ($0.snapshot, $0.dropped) }
    var text = ""
    for family in families {
      text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
      for series in family.series { series.write(to: &text) }
    }
    text += "# HELP \(SeriesRegistry.droppedName) Asked for beyond the limit, and not kept.\n"
    text += "# TYPE \(SeriesRegistry.droppedName) counter\n\(SeriesRegistry.droppedName) \(dropped)\n"
    return text
  }

  /// The counter of this name and labels.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions, .counter, CounterSeries.init) ?? NOOPMetricsHandler.instance
  }

  /// The same as a counter of whole numbers.
  public func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    series(label, dimensions, .counter, CounterSeries.init) ?? NOOPMetricsHandler.instance
  }

  /// The gauge of this name and labels.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions, .gauge, GaugeSeries.init) ?? NOOPMetricsHandler.instance
  }

  /// A histogram where values are to be aggregated, a gauge of the last one otherwise.
  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    guard aggregate else { return series(label, dimensions, .gauge, GaugeSeries.init) ?? NOOPMetricsHandler.instance }
    let made = series(label, dimensions, .histogram) { HistogramSeries($0, bounds: self.amounts) }
    return made ?? NOOPMetricsHandler.instance
  }

  /// A histogram of seconds.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let made = series(label, dimensions, .histogram) { HistogramSeries($0, bounds: self.seconds) }
    return made ?? NOOPMetricsHandler.instance
  }

  private func series<Made: Series>(
    _ name: String, _ dimensions: [(String, String)], _ kind: SeriesKind, _ make: (SeriesID) -> Made
  ) -> Made? {
    let id = SeriesID(name: name, dimensions: dimensions)
    return registry.withLock { $0.series(id, kind, make) }
  }

  /// Forgets a counter. Whoever still holds a handle of it may go on; the next one that is made starts anew.
  public func destroyCounter(_ handler: any CounterHandler) { destroy(handler) }
  /// Forgets a counter.
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { destroy(handler) }
  /// Forgets a gauge.
  public func destroyMeter(_ handler: any MeterHandler) { destroy(handler) }
  /// Forgets a histogram or a gauge.
  public func destroyRecorder(_ handler: any RecorderHandler) { destroy(handler) }
  /// Forgets a histogram.
  public func destroyTimer(_ handler: any TimerHandler) { destroy(handler) }

  private func destroy(_ handler: AnyObject) {
    guard let series = handler as? any Series else { return }
    registry.withLock { $0.remove(series) }
  }
}
