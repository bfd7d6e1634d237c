// Dice as data tables write them, and what constant arithmetic makes of them.

extension Dice {
  static let counts = 0...4_095
  static let sideCounts = 1...65_535
  static let modifiers: ClosedRange<Int64> = -1_000_000...1_000_000

  /// Whether all parts are within what dice can be.
  var isValid: Bool {
    Dice.counts.contains(count) && Dice.sideCounts.contains(sides) && Dice.modifiers.contains(modifier)
      && (keep == .all || (1...max(1, count)).contains(kept))
  }

  /// Reads `2d6`, `1d8 + 2`, `4d6 keep highest 3 - 1`. Nil where the text is no dice, or they are too many.
  package init?(text: String) {
    var reader = DiceReader(rest: Array(text.utf8)[...])
    guard let count = reader.number(), reader.accept("d"), let sides = reader.number() else { return nil }
    self.init(count: count, sides: sides)
    reader.skipBlanks()
    if reader.accept("keep") {
      reader.skipBlanks()
      if reader.accept("lowest") {
        keep = .lowest
      } else if reader.accept("highest") {
        keep = .highest
      } else {
        return nil
      }
      reader.skipBlanks()
      kept = reader.number() ?? 1
      reader.skipBlanks()
    }
    if let sign = reader.sign() {
      reader.skipBlanks()
      guard let number = reader.number() else { return nil }
      modifier = sign * Int64(number)
      reader.skipBlanks()
    }
    guard reader.isAtEnd, isValid else { return nil }
  }

  /// The dice with a number added; nil where they leave their bounds.
  func adding(_ number: Int64) -> Dice? {
    let (sum, overflow) = modifier.addingReportingOverflow(number)
    if overflow { return nil }
    var dice = self
    dice.modifier = sum
    return dice.isValid ? dice : nil
  }

  /// The same throw that many times over; nil for dice of which some are kept, and where they leave their bounds.
  func times(_ factor: Int64) -> Dice? {
    guard keep == .all, factor >= 0 else { return nil }
    let (count, tooMany) = Int64(count).multipliedReportingOverflow(by: factor)
    let (modifier, tooMuch) = modifier.multipliedReportingOverflow(by: factor)
    guard !tooMany, !tooMuch, let count = Int(exactly: count) else { return nil }
    let dice = Dice(count: count, sides: sides, modifier: modifier)
    return dice.isValid ? dice : nil
  }
}

private struct DiceReader {
  var rest: ArraySlice<UInt8>

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skipBlanks() { rest = rest.drop { $0 == UInt8(ascii: " ") } }

  mutating func accept(_ word: StaticString) -> Bool {
    let bytes = word.withUTF8Buffer { Array($0) }
    guard rest.starts(with: bytes) else { return false }
    rest = rest.dropFirst(bytes.count)
    return true
  }

  mutating func sign() -> Int64? {
    if accept("+") { return 1 }
    return accept("-") ? -1 : nil
  }

  /// At most seven digits: more than any part of dice can have.
  mutating func number() -> Int? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...7).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
