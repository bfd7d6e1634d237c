import Foundation
import Logging
import RulesLang
import Synchronization

@testable import Identity

/// Makes tokens that are right but for what a test changes.
struct Forge {
  /// When all tests happen.
  static let time = Date(timeIntervalSince1970: 1_800_000_000)

  private static let firstIssuer = Result { try DevelopmentIssuer(mode: .development, now: { time }) }
  private static let secondIssuer = Result { try DevelopmentIssuer(mode: .development, now: { time }) }

  let issuer: DevelopmentIssuer

  private init(_ issuer: DevelopmentIssuer) { self.issuer = issuer }

  static func first() throws -> Forge { Forge(try firstIssuer.get()) }
  /// One with another key, and nothing else different.
  static func second() throws -> Forge { Forge(try secondIssuer.get()) }

  /// A change is a value or, to leave the member out, nil.
  typealias Changes = [String: JSONValue?]

  func header(_ changes: Changes = [:]) -> String {
    let kid = JSONValue(.string(issuer.keyIdentifier))
    return Self.text(["alg": "RS256", "cat": "cl_B7d4PD111AAA", "kid": kid, "typ": "JWT"], changes)
  }

  func claims(_ changes: Changes = [:]) -> String {
    let base: JSONValue = [
      "iss": JSONValue(.string(issuer.issuer)), "sub": "user_ana", "sid": "sess_1", "v": 2, "iat": 1_800_000_000,
      "nbf": 1_799_999_990, "exp": 1_800_000_060,
    ]
    return Self.text(base, changes)
  }

  func token(header: Changes = [:], _ claims: Changes = [:]) throws -> String {
    try issuer.signed(header: self.header(header), claims: self.claims(claims))
  }

  private static func text(_ base: JSONValue, _ changes: Changes) -> String {
    var members = (base.members ?? []).filter { !changes.keys.contains($0.key) }
    for (key, value) in changes.sorted(by: { $0.key < $1.key }) {
      if let value { members.append(JSONValue.Member(key: key, value: value)) }
    }
    return JSONWriter.text(of: JSONValue(.object(members)))
  }

  /// For users of Clerk's names, some seconds after the tests' time.
  func verifier(
    keys: (any KeySource)? = nil, after seconds: TimeInterval = 0, _ change: (inout ClerkSettings) -> Void = { _ in }
  ) throws -> ClerkVerifier {
    var settings = ClerkSettings(issuer: issuer.issuer)
    change(&settings)
    let source: any KeySource
    if let keys { source = keys } else { source = try StaticKeys(jwks: issuer.jwks) }
    return try ClerkVerifier(
      settings: settings, keys: source, logger: quiet, now: { Self.time.addingTimeInterval(seconds) })
  }
}

let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

extension ClerkVerifier {
  /// What is wrong with a token; nil where it holds.
  func flaw(of token: String) async -> TokenFlaw? {
    do {
      _ = try await checked(token)
      return nil
    } catch {
      return error
    }
  }
}

/// A clock that stands until a test moves it.
final class TestClock: Sendable {
  private let date = Mutex(Forge.time)

  @Sendable func now() -> Date { date.withLock { $0 } }
  func pass(_ seconds: TimeInterval) { date.withLock { $0 += seconds } }
}

/// Random numbers that are the same in each run.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
  }
}
