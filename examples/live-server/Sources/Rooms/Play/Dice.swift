/// Where the faces of dice come from. Whoever throws them, what was thrown is kept for the log.
struct Dice: Sendable {
  enum Source: Sendable {
    /// The system's own randomness.
    case random
    /// A test's faces, over and over, from a place on. One that a die does not have is counted on from its first.
    case fixed([Int], from: Int)
    /// What a log says was thrown. A face that it does not have is 0, which no die shows.
    case recorded([Int])
  }

  private let source: Source
  /// The faces so far, in the order in which they were asked for.
  private(set) var thrown: [Int] = []

  init(_ source: Source) { self.source = source }

  mutating func roll(_ sides: Int) -> Int {
    let face = face(sides)
    thrown.append(face)
    return face
  }

  private func face(_ sides: Int) -> Int {
    guard sides > 0 else { return 0 }
    switch source {
    case .random:
      return .random(in: 1...sides)
    case .fixed(let faces, let start):
      guard !faces.isEmpty else { return 1 }
      let face = faces[(start + thrown.count) % faces.count]
      return face < 1 ? 1 : (face - 1) % sides + 1
    case .recorded(let faces):
      return thrown.count < faces.count ? faces[thrown.count] : 0
    }
  }
}
