import RulesLang

extension Evaluator {
  /// The word of an operation on numbers, dice or cells that is seldom asked for; nil for a fault.
  func scaled(_ i: Instruction) -> Word? {
    let (b, c) = (registers[Int(i.b)], registers[Int(i.c)])
    switch i.op {
    case .scale:
      fault = .overflow
      return Self.scale(b, by: c)
    case .makeCell:
      fault = .offMap
      return Word.cell(x: b, y: c)
    case .dicePlus:
      fault = .badDice
      var dice = b.dice
      let (sum, overflow) =
        i.flag == 1 ? dice.modifier.subtractingReportingOverflow(c) : dice.modifier.addingReportingOverflow(c)
      dice.modifier = sum
      return overflow ? nil : Word.dice(dice)
    case .diceTimes:
      fault = .badDice
      var dice = b.dice
      let (count, overflow) = Word(dice.count).multipliedReportingOverflow(by: c)
      let (modifier, modifierOverflow) = dice.modifier.multipliedReportingOverflow(by: c)
      guard !overflow, !modifierOverflow, let count = Int(exactly: count) else { return nil }
      dice.count = count
      dice.modifier = modifier
      return Word.dice(dice)
    default: return nil
    }
  }

  /// A number times a power of two, rounded down; nil where it is too large.
  private static func scale(_ number: Word, by power: Word) -> Word? {
    guard power > 0 else { return number >> min(63, 0 &- power) }
    guard number != 0 else { return 0 }
    guard power < 63 else { return nil }
    let scaled = number << power
    return scaled >> power == number && scaled != .none ? scaled : nil
  }
}
