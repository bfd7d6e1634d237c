internal import Foundation

/// Something that is measured: a program that does a workload's work as often as it is told to.
public struct Subject {
  public let name: String
  /// Does the work so many times and tells how many nanoseconds one time took.
  let sample: (_ times: Int) throws -> Double

  /// A program that takes its own time, as one in another process does.
  public init(_ name: String, sample: @escaping (_ times: Int) throws -> Double) {
    self.name = name
    self.sample = sample
  }

  /// A program of this process, on this thread. Its time is what the thread has of a processor, so that it does not
  /// count what others take away.
  ///
  /// - Parameters:
  ///   - parts: how many of what is counted the work does at a time, such as the decisions of one pass.
  ///   - work: does the work once.
  public init(_ name: String, parts: Int = 1, work: @escaping () throws -> Void) {
    self.init(name) { times in
      let start = threadNanoseconds()
      for _ in 0..<times { try work() }
      return (threadNanoseconds() - start) / Double(times * max(1, parts))
    }
  }
}

extension Duration {
  /// As one number, for ratios.
  public var nanoseconds: Double {
    Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9
  }
}

/// How long this thread has had a processor.
public func threadNanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}
