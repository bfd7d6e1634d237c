internal import Foundation
internal import Measuring
internal import Synchronization
internal import Validator

extension Workload {
  /// One rule set shared by threads, each with a judge and a state of its own.
  static let threads = Workload(name: "threads", summary: "attacks judged by one thread, and by two at a time") { run in
    let data = try AttackData.read()
    let rules = try AttackByRules.rules()
    let subjects = [1, 2].map { count in
      Subject("rules on \(count) thread\(count == 1 ? "" : "s")") { times in
        try Self.judge(data, rules, threads: count, times: times)
      }
    }
    return try run.sampler.measure(subjects, of: "threads")
  }

  /// The nanoseconds that one decision takes of the time of all threads together: half as many where two are twice as
  /// fast as one.
  private static func judge(_ data: AttackData, _ rules: RuleSet, threads: Int, times: Int) throws -> Double {
    let span = Mutex<(start: ContinuousClock.Instant?, end: ContinuousClock.Instant?)>((nil, nil))
    let failure = Mutex<String?>(nil)
    let isReady = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      do {
        let rooms = try AttackByRules(data, rules)
        isReady.withLock { $0 += 1 }
        // All begin together.
        while isReady.withLock({ $0 < threads }) {}
        let start = ContinuousClock.now
        var legal = 0
        for _ in 0..<times {
          for number in data.requests.indices where rooms.isLegal(number) { legal += 1 }
        }
        let end = ContinuousClock.now
        guard legal * 2 == times * data.requests.count else {
          throw Disagreement(description: "\(legal) decisions are legal")
        }
        span.withLock { span in
          span.start = span.start.map { min($0, start) } ?? start
          span.end = span.end.map { max($0, end) } ?? end
        }
      } catch {
        failure.withLock { $0 = "\(error)" }
        isReady.withLock { $0 += threads }
      }
    }
    if let text = failure.withLock({ $0 }) { throw Disagreement(description: text) }
    guard let (start, end) = span.withLock({ span in span.start.flatMap { s in span.end.map { (s, $0) } } }) else {
      throw Disagreement(description: "no thread was done")
    }
    return (end - start).nanoseconds / Double(threads * times * data.requests.count)
  }

  /// What a room of 20 creatures keeps in memory, its rules not counted: those are shared.
  static let memory = Workload(name: "memory", summary: "bytes of a room of 20 creatures, among 1,000") { run in
    let text = try Combat(creatures: 20, width: 40, height: 40).state(current: 0)
    let rules = try ShippedRules.load()
    let count = run.sampler == .quick ? 100 : 1000
    // Read one by one, so that they share nothing with each other.
    var states = [try rules.state(json: text)]
    guard let before = residentBytes() else {
      run.tell("memory is left out: this system does not say in /proc how much a process has")
      return []
    }
    while states.count <= count { states.append(try rules.state(json: text)) }
    guard let after = residentBytes() else { return [] }
    let bytes = withExtendedLifetime(states) { Double(after - before) / Double(count) }
    return [Figure(workload: "memory", program: "rules", bytes: bytes)]
  }

  private static func residentBytes() -> Int? {
    guard let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let numbers = statm.split(separator: " ").compactMap { Int($0) }
    return numbers.count > 1 ? numbers[1] * Int(sysconf(Int32(_SC_PAGESIZE))) : nil
  }
}
