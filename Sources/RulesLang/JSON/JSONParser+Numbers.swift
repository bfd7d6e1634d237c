extension JSONParser {
  /// number = [ "-" ] ( "0" | digit-but-0 { digit } ) [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]
  ///
  /// Whole values only, however they are written: `30`, `30.0`, `3e1`, `3000e-2`. No floating number is involved: the
  /// significant digits and the power of ten behind them decide, so a megabyte of zeros is no harder than one.
  mutating func parseNumber() throws(JSONError) -> Int64 {
    let start = index
    let isNegative = accept("-")
    var decimal = Decimal()

    if accept("0") {
      if let byte, byte.isDigit { throw error(.leadingZero, at: start) }
    } else {
      try parseDigits(due: "behind `-`") { decimal.append($0) }
    }
    if accept(".") {
      try parseDigits(due: "behind the point") {
        decimal.append($0)
        decimal.exponent -= 1
      }
    }
    if accept("e") || accept("E") {
      let sign = accept("-") ? -1 : accept("+") ? 1 : 1
      var exponent = 0
      // Saturating far beyond any text's length keeps the sum exact where it matters.
      try parseDigits(due: "in the exponent") { exponent = min(exponent * 10 + Int($0), 1 << 50) }
      decimal.exponent += sign * exponent
    }

    let largest: Int64 = 1 << 53
    guard decimal.exponent >= 0 || decimal.value == 0 else { throw error(.fraction, at: start) }
    guard let magnitude = decimal.whole, magnitude <= largest else { throw error(.tooLarge, at: start) }
    return isNegative ? -magnitude : magnitude
  }

  private mutating func parseDigits(due place: String, each body: (UInt8) -> Void) throws(JSONError) {
    guard let first = byte, first.isDigit else { throw error(.digitDue(place)) }
    while let byte, byte.isDigit {
      body(byte - UInt8(ascii: "0"))
      index += 1
    }
  }
}

/// `value` · 10 to the `exponent`, where `value` ends in no zero.
private struct Decimal {
  private(set) var value: Int64 = 0
  var exponent = 0
  /// More significant digits than any exact number has.
  private var isLong = false
  /// Zeros that were read and are only part of the value if another digit follows.
  private var zeros = 0

  mutating func append(_ digit: UInt8) {
    guard digit != 0 else {
      if value != 0 {
        zeros += 1
        exponent += 1
      }
      return
    }
    exponent -= zeros
    scale(by: zeros + 1)
    zeros = 0
    if !isLong { value += Int64(digit) }
  }

  /// The number, where it is whole and has at most 18 digits.
  var whole: Int64? {
    guard value != 0 else { return 0 }
    guard !isLong, exponent <= 18 else { return nil }
    var copy = self
    copy.scale(by: exponent)
    return copy.isLong ? nil : copy.value
  }

  private mutating func scale(by power: Int) {
    guard value != 0 else { return }
    for _ in 0..<min(power, 19) where !isLong {
      if value >= 100_000_000_000_000_000 { isLong = true } else { value *= 10 }
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
