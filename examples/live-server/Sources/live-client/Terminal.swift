import Foundation

/// Where lines are written and read. What comes from the server may come while someone types, so a line that is written
/// goes above the question that waits for an answer.
actor Terminal {
  private let isInteractive = isatty(0) != 0 && isatty(1) != 0
  private var question: String?
  private let input: AsyncStream<String>

  init() {
    let (input, continuation) = AsyncStream.makeStream(of: String.self)
    self.input = input
    // Reading a line blocks, which no task may do.
    Thread.detachNewThread {
      while let line = readLine() { continuation.yield(line) }
      continuation.finish()
    }
  }

  func say(_ text: String) {
    guard isInteractive, let question else { return write(text + "\n") }
    write("\r\u{1b}[K" + text + "\n" + question)
  }

  /// - Returns: nil at the end of input.
  func ask(_ question: String) async -> String? {
    if isInteractive {
      self.question = question
      write(question)
    }
    var lines = input.makeAsyncIterator()
    let line = await lines.next(isolation: self)
    self.question = nil
    if line == nil, isInteractive { write("\n") }
    return line
  }

  private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
