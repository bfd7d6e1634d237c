import RulesLang
import TestKit
import Testing

/// Texts and numbers as bytes of JSON.
struct JSONBytesTests {
  @Test func textsAreReadAsTheyWereWritten() throws {
    var random = SplitMix(seed: 9)
    let scalars: [Unicode.Scalar] = [
      "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1f}", " ", "~", "\u{7f}", "\u{80}", "\u{9f}", "\u{a0}", "é",
      "\u{2027}", "\u{2028}", "\u{2029}", "\u{202a}", "字", "😀", "a",
    ]
    for _ in 0..<500 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<9, using: &random) { text.append(scalars.randomElement(using: &random) ?? "a") }
      var bytes: [UInt8] = []
      bytes.appendQuoted(String(text))
      #expect(try JSONReader().read(bytes) == JSONValue(.string(String(text))))
      // Nothing that some reader takes for the end of a line, and no control character.
      let isHidden = String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { scalar in
        scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
      }
      #expect(!isHidden)
    }
  }

  @Test func escapesAreShort() {
    var bytes: [UInt8] = []
    bytes.appendQuoted("\"\\/\n\r\t\u{8}\u{1f}\u{7f}\u{9f}\u{2028}\u{2029}é")
    #expect(String(decoding: bytes, as: UTF8.self) == #""\"\\/\n\r\t\u0008\u001f\u007f\u009f\u2028\u2029é""#)
  }

  @Test(arguments: [0, 1, 9, 10, -1, -10, 1234567890, .max, .min])
  func numbersAreDecimal(number: Int64) {
    var bytes: [UInt8] = [0x20]
    bytes.appendDecimal(number)
    #expect(String(decoding: bytes, as: UTF8.self) == " \(number)")
  }
}
