import RulesLang

/// Dice that fall by the name of the throw, so that both evaluators throw the same without asking each other.
enum ReferenceDice {
  /// - Parameter throwing: as `hit.damage`, or `hit.damage#2` for a second one.
  static func faces(_ throwing: String, count: Int, sides: Int) -> [Int] {
    var random = throwing.utf8.reduce(UInt64(1_469_598_103_934_665_603)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    return (0..<count).map { _ in
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 1 + Int((random >> 33) % UInt64(max(1, sides)))
    }
  }

  /// What the faces come to: the kept ones alone, and with what is added to them.
  static func rolled(_ dice: Dice, _ faces: [Int]) -> ReferenceValue {
    let sorted = faces.sorted()
    let kept: [Int] =
      switch dice.keep {
      case .all: sorted
      case .lowest: Array(sorted.prefix(dice.kept))
      case .highest: Array(sorted.suffix(dice.kept))
      }
    let natural = Int64(kept.reduce(0, +))
    return .rolled(total: natural + dice.modifier, natural: natural)
  }
}
