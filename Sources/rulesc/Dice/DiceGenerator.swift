/// Dice from a seed: SplitMix64, whose numbers are the same everywhere and always.
///
/// A face of a die with n sides is the upper half of the next 64-bit number times n, plus 1.
struct DiceGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// What a die with so many sides shows.
  mutating func face(of sides: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(max(sides, 1))).high) + 1 }
}
