import Metrics
import Testing

@testable import Gateway

/// What the server counts and measures, as Prometheus reads it.
struct PrometheusTests {
  private let metrics = PrometheusMetrics(seconds: [0.1, 1], amounts: [1, 10])

  /// The text without the lines that are always there.
  private func lines(_ metrics: PrometheusMetrics? = nil) -> [String] {
    (metrics ?? self.metrics).text().split(separator: "\n").map(String.init).filter { !$0.contains("metrics_dropped") }
  }

  private func dropped(_ metrics: PrometheusMetrics) -> String? {
    metrics.text().split(separator: "\n").last { $0.hasPrefix("metrics_dropped_total ") }?.split(separator: " ").last
      .map(String.init)
  }

  @Test func allKindsAreShown() {
    let calls = Counter(label: "calls_total", dimensions: [("procedure", "act"), ("outcome", "OK")], factory: metrics)
    calls.increment()
    calls.increment(by: 4)
    calls.increment(by: -3)
    let bytes = FloatingPointCounter(label: "load", factory: metrics)
    for amount in [0.25, 0.5, -1, .infinity, .nan, 0] { bytes.increment(by: amount) }
    let rooms = Gauge(label: "rooms", factory: metrics)
    rooms.record(7)
    rooms.record(2.5)
    let open = Meter(label: "open", factory: metrics)
    open.increment(by: 3)
    open.decrement()
    open.increment(by: Double.nan)
    let sizes = Recorder(label: "sizes", factory: metrics)
    for size in [0, 1, 5, 11] { sizes.record(size) }
    for size in [Double.nan, .infinity] { sizes.record(size) }
    let times = Timer(label: "took_seconds", dimensions: [("procedure", "act")], factory: metrics)
    times.recordNanoseconds(100_000_000)
    times.recordMilliseconds(250)
    times.recordSeconds(2)
    times.recordNanoseconds(-5)
    #expect(
      lines() == [
        "# TYPE calls_total counter", "calls_total{outcome=\"OK\",procedure=\"act\"} 5", "# TYPE load counter",
        "load 0.75", "# TYPE open gauge", "open 2", "# TYPE rooms gauge", "rooms 2.5", "# TYPE sizes histogram",
        "sizes_bucket{le=\"1\"} 2", "sizes_bucket{le=\"10\"} 3", "sizes_bucket{le=\"+Inf\"} 4", "sizes_sum 17",
        "sizes_count 4", "# TYPE took_seconds histogram", "took_seconds_bucket{procedure=\"act\",le=\"0.1\"} 2",
        "took_seconds_bucket{procedure=\"act\",le=\"1\"} 3", "took_seconds_bucket{procedure=\"act\",le=\"+Inf\"} 4",
        "took_seconds_sum{procedure=\"act\"} 2.35", "took_seconds_count{procedure=\"act\"} 4",
      ])
    #expect(metrics.text().hasSuffix("metrics_dropped_total 0\n"))
  }

  @Test func theSameNameAndLabelsAreTheSameSeries() {
    for _ in 0..<3 {
      Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: metrics).increment()
      Counter(label: "a", dimensions: [("y", "2"), ("x", "1")], factory: metrics).increment()
      Counter(label: "a", dimensions: [("y", "2")], factory: metrics).increment()
      FloatingPointCounter(label: "a", dimensions: [("y", "2")], factory: metrics).increment(by: 0.5)
    }
    #expect(lines() == ["# TYPE a counter", "a{x=\"1\",y=\"2\"} 6", "a{y=\"2\"} 4.5"])
  }

  @Test func namesAndValuesAreMadeReadable() {
    let names = ["http.server.requests", "1st", "", "größe", "a:b", "a{b}", "x\ny"]
    for name in names { Counter(label: name, factory: metrics).increment() }
    Counter(
      label: "labels",
      dimensions: [
        ("http.route", "a\\b\"c\nd{}é"), ("le", "5"), ("__name__", "x"), ("empty", ""), ("a:b", "1"), ("a_b", "2"),
      ], factory: metrics
    ).increment()
    let found = lines()
    #expect(found.contains("http_server_requests 1") && found.contains("_1st 1") && found.contains("_ 1"))
    #expect(found.contains("gr____e 1") && found.contains("a:b 1") && found.contains("a_b_ 1"))
    #expect(found.contains("x_y 1"))
    #expect(
      found.contains(
        #"labels{a_b="1",http_route="a\\b\"c\nd{}é",label___name__="x",label_le="5"} 1"#))
  }

  @Test func longValuesAreCut() {
    Counter(label: "a", dimensions: [("x", String(repeating: "é", count: 5000))], factory: metrics).increment()
    Counter(label: String(repeating: "n", count: 5000), factory: metrics).increment()
    #expect(lines().contains("a{x=\"" + String(repeating: "é", count: 128) + "\"} 1"))
    #expect(lines().allSatisfy { $0.utf8.count < 300 })
  }

  @Test func numbersAreWrittenAsTheyAre() {
    for (value, text) in [
      (0, "0"), (-0.0, "0"), (-3, "-3"), (1e15, "1000000000000000"), (1e300, "1e+300"), (0.0005, "0.0005"),
      (1e-7, "1e-07"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ] as [(Double, String)] {
      Gauge(label: "g", factory: metrics).record(value)
      #expect(lines() == ["# TYPE g gauge", "g \(text)"])
    }
    Counter(label: "c", factory: metrics).increment(by: Int64.max)
    #expect(lines().contains("c 9223372036854775807"))
  }

  @Test func aNameStandsForOneThing() {
    Counter(label: "a", factory: metrics).increment()
    Gauge(label: "a", factory: metrics).record(5)
    Timer(label: "a", dimensions: [("x", "1")], factory: metrics).recordSeconds(1)
    Timer(label: "t", factory: metrics).recordSeconds(1)
    Counter(label: "t_count", factory: metrics).increment()
    Counter(label: "s_sum", factory: metrics).increment()
    Timer(label: "s", factory: metrics).recordSeconds(1)
    Counter(label: "metrics_dropped_total", factory: metrics).increment()
    Counter(label: "metrics.dropped.total", factory: metrics).increment()
    #expect(
      lines().filter { !$0.hasPrefix("t_") } == [
        "# TYPE a counter", "a 1", "# TYPE s_sum counter", "s_sum 1", "# TYPE t histogram",
      ])
    #expect(dropped(metrics) == "6")
  }

  @Test func thereIsABound() {
    let metrics = PrometheusMetrics(limits: .init(series: 20, seriesOfAName: 15))
    for name in ["a", "b", "c"] {
      for number in 0..<100 {
        Counter(label: name, dimensions: [("n", "\(number)")], factory: metrics).increment()
      }
      Counter(label: name, dimensions: [("n", "1")], factory: metrics).increment()
    }
    let found = lines(metrics)
    #expect(found.count { $0.hasPrefix("a{") } == 15)
    #expect(found.count { $0.hasPrefix("b{") } == 5)
    #expect(found.contains("a{n=\"1\"} 2") && found.contains("b{n=\"1\"} 2") && !found.contains("# TYPE c counter"))
    #expect(dropped(metrics) == String(85 + 95 + 101))
    let none = PrometheusMetrics(limits: .init(series: 5, seriesOfAName: 0))
    Counter(label: "a", factory: none).increment()
    #expect(lines(none) == [])
  }

  @Test func whatIsDestroyedIsGoneAndMakesPlace() {
    let metrics = PrometheusMetrics(limits: .init(series: 1))
    for round in 1...3 {
      let counter = Counter(label: "a", factory: metrics)
      counter.increment(by: round)
      #expect(lines(metrics) == ["# TYPE a counter", "a \(round)"], "it starts anew")
      counter.destroy()
      counter.increment()
      #expect(lines(metrics) == [])
      let timer = Timer(label: "a", factory: metrics)
      timer.recordSeconds(1)
      counter.destroy()
      #expect(lines(metrics).contains("a_count 1"), "the name is free for another kind")
      timer.destroy()
      timer.destroy()
    }
    let dropped = [Counter(label: "b", factory: metrics), Counter(label: "c", factory: metrics)]
    for counter in dropped.reversed() { counter.destroy() }
    let others: [() -> Void] = [
      { FloatingPointCounter(label: "f", factory: metrics).destroy() },
      { Meter(label: "m", factory: metrics).destroy() },
      { Gauge(label: "g", factory: metrics).destroy() }, { Recorder(label: "r", factory: metrics).destroy() },
    ]
    for other in others {
      other()
      #expect(lines(metrics) == [])
    }
  }

  @Test func countersCanBeReset() {
    let counter = Counter(label: "a", factory: metrics)
    counter.increment(by: 5)
    let floating = FloatingPointCounter(label: "a", factory: metrics)
    floating.increment(by: 1.5)
    #expect(lines().last == "a 6.5")
    floating.reset()
    counter.increment()
    #expect(lines().last == "a 1")
  }

  @Test func bucketsAreSorted() {
    let metrics = PrometheusMetrics(seconds: [5, 1, .nan, 1, .infinity], amounts: [])
    Timer(label: "t", factory: metrics).recordSeconds(3)
    Recorder(label: "r", factory: metrics).record(3)
    #expect(
      lines(metrics) == [
        "# TYPE r histogram", "r_bucket{le=\"+Inf\"} 1", "r_sum 3", "r_count 1", "# TYPE t histogram",
        "t_bucket{le=\"1\"} 0", "t_bucket{le=\"5\"} 1", "t_bucket{le=\"+Inf\"} 1", "t_sum 3", "t_count 1",
      ])
    #expect(HistogramSeries.bounds(PrometheusMetrics.secondsBuckets) == PrometheusMetrics.secondsBuckets)
    #expect(HistogramSeries.bounds(PrometheusMetrics.amountBuckets) == PrometheusMetrics.amountBuckets)
  }

  @Test func nothingIsLostWhereManyCountAtOnce() async {
    let metrics = metrics
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for round in 0..<2000 {
            let dimensions = [("n", "\(round % 10)")]
            Counter(label: "c", dimensions: dimensions, factory: metrics).increment()
            FloatingPointCounter(label: "f", dimensions: dimensions, factory: metrics).increment(by: 0.5)
            Meter(label: "m", dimensions: dimensions, factory: metrics).increment(by: task % 2 == 0 ? 1 : -1)
            Timer(label: "t", dimensions: dimensions, factory: metrics).recordSeconds(0.5)
            if round % 500 == 0 {
              _ = metrics.text()
              Counter(label: "gone", factory: metrics).destroy()
            }
          }
        }
      }
    }
    let found = lines()
    for number in 0..<10 {
      #expect(found.contains("c{n=\"\(number)\"} 1600") && found.contains("f{n=\"\(number)\"} 800"))
      #expect(found.contains("m{n=\"\(number)\"} 0") && found.contains("t_count{n=\"\(number)\"} 1600"))
      #expect(found.contains("t_bucket{n=\"\(number)\",le=\"1\"} 1600") && found.contains("t_sum{n=\"\(number)\"} 800"))
    }
  }
}
