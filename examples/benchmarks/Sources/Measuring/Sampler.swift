/// Takes samples of several programs by turns, so that whatever slows the machine down for a while slows all of them:
/// their ratios hold where their times do not.
public struct Sampler: Sendable, Equatable {
  /// How many samples of each program there are; their median counts.
  public var rounds: Int
  /// How long a sample takes, about.
  public var length: Duration

  public init(rounds: Int, length: Duration) {
    self.rounds = max(1, rounds)
    self.length = length
  }

  /// For figures that are to be told.
  public static let thorough = Sampler(rounds: 31, length: .milliseconds(20))
  /// For tests: whether everything runs, and about how long it takes.
  public static let quick = Sampler(rounds: 3, length: .milliseconds(1))

  /// The median of each program's samples.
  public func measure(_ subjects: [Subject], of workload: String) throws -> [Figure] {
    let plans = try subjects.map { try plan($0) }
    let rounds = plans.map(\.rounds).min() ?? rounds
    var samples: [[Double]] = Array(repeating: [], count: subjects.count)
    for round in 0..<rounds {
      // There and back, so that nobody always comes after the same neighbour.
      let order = Array(subjects.indices)
      for index in round.isMultiple(of: 2) ? order : order.reversed() {
        samples[index].append(try subjects[index].sample(plans[index].times))
      }
    }
    return zip(subjects, samples).map { subject, samples in
      Figure(workload: workload, program: subject.name, ns: median(samples))
    }
  }

  /// How often the work fits into a sample, and how many samples fit into the time there is, which is not endless where
  /// doing the work once takes longer than a sample should. Finding out warms the program up.
  private func plan(_ subject: Subject) throws -> (times: Int, rounds: Int) {
    var times = 1
    let clock = ContinuousClock()
    while true {
      let start = clock.now
      _ = try subject.sample(times)
      let taken = (clock.now - start).nanoseconds
      if taken * 2 >= length.nanoseconds || times >= 1 << 30 {
        let fitting = max(1, Int(Double(times) * length.nanoseconds / max(1, taken)))
        let affordable = Int(Self.most.nanoseconds * Double(times) / (max(1, taken) * Double(fitting)))
        return (fitting, min(rounds, max(3, affordable)))
      }
      times *= 2
    }
  }

  /// So long may all samples of a program take, if that allows three.
  private static let most = Duration.seconds(10)
}

/// The one in the middle, or between the two in the middle.
public func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
