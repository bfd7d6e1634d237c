import RulesLang
import TestKit
import Testing

/// Random trees and random damage, from fixed seeds.
@Suite struct JSONFuzzTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func decodingWhatWasEncodedGivesTheSame(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let value = tree(&random, depth: 5)
    let compact = JSONWriter.text(of: value)
    #expect(try JSONReader().read(compact) == value)
    #expect(try JSONReader().read(JSONWriter.text(of: value, layout: .indented)) == value)
    #expect(JSONWriter.text(of: try JSONReader().read(compact)) == compact)
  }

  /// Whatever is done to a text, it is either refused at a place within it, or means what its canonical form means.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func damagedTextsNeverTrap(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let bytes = Array(JSONWriter.text(of: tree(&random, depth: 4), layout: .indented).utf8)
    for _ in 0..<50 {
      var damaged = bytes
      for _ in 0...Int.random(in: 0..<4, using: &random) { damage(&damaged, &random) }
      do {
        let value = try JSONReader().read(damaged)
        #expect(try JSONReader().read(JSONWriter.text(of: value)) == value)
      } catch {
        #expect((0...damaged.count).contains(error.offset))
        let (line, column) = error.position(in: damaged)
        #expect(line >= 1 && column >= 1)
      }
    }
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(Array("{}[]\",:\\u0-e.\u{0}é".utf8).randomElement(using: &random) ?? 0, at: place)
    case 3: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: bytes[place...].prefix(8), at: place)
    }
  }

  private func tree(_ random: inout SplitMix, depth: Int) -> JSONValue {
    switch Int.random(in: depth > 0 ? 0..<8 : 2..<8, using: &random) {
    case 0:
      let count = Int.random(in: 0..<12, using: &random)
      return JSONValue(
        .object((0..<count).map { .init(key: text(&random) + "\($0)", value: tree(&random, depth: depth - 1)) }))
    case 1:
      return JSONValue(.array((0..<Int.random(in: 0..<6, using: &random)).map { _ in tree(&random, depth: depth - 1) }))
    case 2: return nil
    case 3: return JSONValue(.bool(Bool.random(using: &random)))
    case 4: return JSONValue(.integer(Int64.random(in: -(1 << 53)...(1 << 53), using: &random)))
    case 5: return JSONValue(.integer(Int64.random(in: -20...20, using: &random)))
    default: return JSONValue(.string(text(&random)))
    }
  }

  private func text(_ random: inout SplitMix) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<6, using: &random) {
      let range: ClosedRange<UInt32> = Bool.random(using: &random) ? 0...0x7f : 0...0x10ffff
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
