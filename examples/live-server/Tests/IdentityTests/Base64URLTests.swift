import Foundation
import Testing

@testable import Identity

/// The encoding of tokens: one text for any bytes.
struct Base64URLTests {
  @Test func itIsTheUsualEncoding() {
    var random = Seeded(seed: 2)
    for length in 0..<200 {
      let bytes = random.bytes(length)
      let usual = Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
        .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
      #expect(Base64URL.text(of: bytes) == usual)
      #expect(Base64URL.bytes(of: usual[...]) == bytes)
    }
  }

  @Test func noOtherTextIsRead() {
    let texts = ["A", "AAAAA", "AB", "AAB", "AA==", "AA=", "A+AA", "A/AA", "AA AA", "AA\n", "ÄAAA", "AAA\u{0}", "Zg=="]
    for text in texts { #expect(Base64URL.bytes(of: text[...]) == nil, "\(text)") }
    #expect(Base64URL.bytes(of: "") == [])
    // Of all texts of two letters, those without spare bits are the 256 bytes.
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let read = letters.flatMap { first in letters.compactMap { Base64URL.bytes(of: "\(first)\($0)") } }
    #expect(Set(read) == Set((UInt8.min...UInt8.max).map { [$0] }) && read.count == 256)
  }
}
