/// Spoils texts at random, by a seed, so that a failure can be repeated.
struct Mutator {
  private var random: Generator

  init(seed: UInt64) { random = Generator(state: seed) }

  /// Pieces that mean something to some reader.
  private static let pieces: [[UInt8]] =
    [
      "%", "%2", "%00", "%2C", ",", "&", "=", "?", "+", "{", "}", "[", "]", "\"", "\\", "\\ud800", "\n", "\r\n", "\0",
      "é",
      "\u{2028}", ":", "null", "1e400", "-", "batch=1", "input=", "lastEventId", "PING", "room.events",
    ].map { Array($0.utf8) } + [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80]]

  /// The text with up to four changes, and now and then as it is.
  mutating func mutated(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 0...4, using: &random) { change(&bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// For what is of no use once it is spoilt: one in twenty is.
  mutating func rarely(_ text: String) -> String {
    Int.random(in: 0..<20, using: &random) == 0 ? mutated(text) : text
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...4, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
    case 2: bytes.replaceSubrange(place..<end, with: Self.pieces.randomElement(using: &random) ?? [])
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes.replaceSubrange(place..<end, with: [UInt8.random(in: 0...255, using: &random)])
    default: bytes.removeSubrange(place...)
    }
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }
}
