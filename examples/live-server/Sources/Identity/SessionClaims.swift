internal import Foundation
internal import JWTKit

/// What a token says, once its signature has been seen to hold.
struct SessionClaims: JWTPayload {
  let json: ForeignJSON

  init(from decoder: any Decoder) throws {
    json = try ForeignJSON(from: decoder)
  }

  func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }

  /// Claims are judged by ``ClerkVerifier``, which knows the time and the settings.
  func verify(using algorithm: some JWTAlgorithm) {}

  /// A claim that may be missing, but not be anything but a text.
  func text(_ claim: String) throws(TokenFlaw) -> String? {
    guard let value = json[claim] else { return nil }
    guard let text = value.text else { throw .claims }
    return text
  }

  /// A moment that may be missing, but not be anything but a number.
  func date(_ claim: String) throws(TokenFlaw) -> Date? {
    guard let value = json[claim] else { return nil }
    guard let number = value.number else { throw .claims }
    return Date(timeIntervalSince1970: number)
  }

  func has(_ claim: String) -> Bool { json[claim] != nil }
}
