internal import Foundation
internal import Measuring
internal import Synchronization
internal import Validator

extension Workload {
  /// One rule set shared by threads, each with a judge and a state of its own.
  static let threads = Workload(name: "threads", summary: "attacks judged by one thread, and by two at a time") { run in
    let data = try AttackData.read()
    let rules = try AttackByRules.rules()
    let rooms = try (0..<2).map { _ in OwnRooms(rooms: try AttackByRules(data, rules)) }
    let subjects = [1, 2].map { count in
      Subject("rules on \(count) thread\(count == 1 ? "" : "s")") { times in
        try Self.judge(Array(rooms.prefix(count)), data.requests.count, times: times)
      }
    }
    return try run.sampler.measure(subjects, of: "threads")
  }

  /// Rooms that one thread uses at a time, and no other.
  private struct OwnRooms: @unchecked Sendable { let rooms: AttackByRules }

  /// The nanoseconds that one decision takes of the time of all threads together: half as many where two are twice as
  /// fast as one.
  private static func judge(_ rooms: [OwnRooms], _ count: Int, times: Int) throws -> Double {
    let ready = Mutex(0)
    let legal = Mutex(0)
    let starts = Mutex<[ContinuousClock.Instant]>([])
    DispatchQueue.concurrentPerform(iterations: rooms.count) { thread in
      ready.withLock { $0 += 1 }
      // All begin together.
      while ready.withLock({ $0 < rooms.count }) {}
      starts.withLock { $0.append(.now) }
      var own = 0
      for _ in 0..<times {
        own += rooms[thread].rooms.count { $0.validate($1, in: $2).outcome == .ready }
      }
      legal.withLock { [own] in $0 += own }
    }
    let end = ContinuousClock.now
    let all = rooms.count * times * count
    guard legal.withLock({ $0 * 2 == all }), let start = starts.withLock({ $0.min() }) else {
      throw Disagreement(description: "threads decide otherwise")
    }
    return (end - start).nanoseconds / Double(all)
  }

  /// What a room of 20 creatures keeps in memory, its rules not counted: those are shared.
  static let memory = Workload(name: "memory", summary: "bytes of a room of 20 creatures, the mean of 1,000") { run in
    let text = try Combat(creatures: 20, width: 40, height: 40).state(current: 0)
    let rules = try ShippedRules.load()
    let count = run.sampler == .quick ? 100 : 1000
    // Read one by one, so that they share nothing with each other. As many again come before, for what compiling has
    // left free.
    var states = try (0..<count).map { _ in try rules.state(json: text) }
    guard let before = residentBytes() else {
      run.tell("memory is left out: this system does not say in /proc how much a process has")
      return []
    }
    while states.count < count * 2 { states.append(try rules.state(json: text)) }
    let bytes = withExtendedLifetime(states) { residentBytes().map { Double($0 - before) / Double(count) } }
    return [Figure(workload: "memory", program: "rules", bytes: bytes)]
  }

  /// What the process has of the machine's memory.
  private static func residentBytes() -> Int? {
    guard let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let numbers = statm.split(separator: " ").compactMap { Int($0) }
    return numbers.count > 1 ? numbers[1] * sysconf(Int32(_SC_PAGESIZE)) : nil
  }
}
