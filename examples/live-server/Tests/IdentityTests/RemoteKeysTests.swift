import Foundation
import RulesLang
import Synchronization
import Testing

@testable import Identity

/// When keys are fetched, and how long they hold.
struct RemoteKeysTests {
  /// An issuer's server, which counts.
  private final class Server: Sendable {
    struct Down: Error {}

    private let state: Mutex<(answer: String?, count: Int)>

    init(_ answer: String?) { state = Mutex((answer, 0)) }

    var count: Int { state.withLock { $0.count } }
    /// From now on it serves this; nil is an outage.
    func serve(_ answer: String?) { state.withLock { $0.answer = answer } }

    @Sendable func fetch() async throws -> [UInt8] {
      let answer = state.withLock { state in
        state.count += 1
        return state.answer
      }
      // Long enough for others to come while it lasts.
      try await Task.sleep(for: .milliseconds(5))
      guard let answer else { throw Down() }
      return Array(answer.utf8)
    }
  }

  private let clock = TestClock()

  private func keys(_ server: Server) -> RemoteKeys {
    RemoteKeys(logger: quiet, now: clock.now, fetch: server.fetch)
  }

  @Test func keysAreKeptForFiveMinutes() async throws {
    let forge = try Forge.first()
    let server = Server(forge.issuer.jwks)
    let keys = keys(server)
    let verifier = try forge.verifier(keys: keys)
    let token = try forge.token()
    #expect(server.count == 0)
    for (seconds, count) in [(0, 1), (0, 1), (299, 1), (1, 2), (299, 2), (2, 3)] as [(TimeInterval, Int)] {
      clock.pass(seconds)
      #expect(await verifier.flaw(of: token) == nil)
      #expect(server.count == count)
    }
  }

  @Test func aNewKeyIsKnownAtOnceAndAWithdrawnOneIsNot() async throws {
    let old = try Forge.first()
    let new = try Forge.second()
    let server = Server(old.issuer.jwks)
    let verifier = try old.verifier(keys: keys(server))
    #expect(try await verifier.flaw(of: old.token()) == nil)
    clock.pass(60)
    server.serve(new.issuer.jwks)
    #expect(try await verifier.flaw(of: old.token()) == nil, "nobody has told us yet")
    #expect(try await verifier.flaw(of: new.token()) == nil)
    #expect(server.count == 2)
    #expect(try await verifier.flaw(of: old.token()) == .unknownKey)
  }

  @Test func inventedNamesFetchOnceInAWhile() async throws {
    let forge = try Forge.first()
    let server = Server(forge.issuer.jwks)
    let verifier = try forge.verifier(keys: keys(server))
    for round in 1...3 {
      await withTaskGroup(of: TokenFlaw?.self) { group in
        for name in 0..<100 {
          group.addTask {
            guard let token = try? forge.token(header: ["kid": .init(.string("ins_\(name)"))]) else { return nil }
            return await verifier.flaw(of: token)
          }
        }
        for await flaw in group { #expect(flaw == .unknownKey) }
      }
      #expect(try await verifier.flaw(of: forge.token()) == nil, "who has a right key does not suffer")
      #expect(server.count == round)
      clock.pass(9.5)
      #expect(try await verifier.flaw(of: forge.token(header: ["kid": "x"])) == .unknownKey)
      #expect(server.count == round)
      clock.pass(0.5)
    }
  }

  @Test func aTokenWithoutANameFetchesNothing() async throws {
    let forge = try Forge.first()
    let server = Server(forge.issuer.jwks)
    #expect(try await forge.verifier(keys: keys(server)).flaw(of: forge.token(header: ["kid": nil])) == .unknownKey)
    #expect(server.count == 0)
  }

  @Test func allWaitForOneFetch() async throws {
    let forge = try Forge.first()
    let server = Server(forge.issuer.jwks)
    let verifier = try forge.verifier(keys: keys(server))
    let token = try forge.token()
    await withTaskGroup(of: TokenFlaw?.self) { group in
      for _ in 0..<200 { group.addTask { await verifier.flaw(of: token) } }
      for await flaw in group { #expect(flaw == nil) }
    }
    #expect(server.count == 1)
  }

  @Test func oldKeysDoWhileTheIssuerIsDown() async throws {
    let forge = try Forge.first()
    let server = Server(forge.issuer.jwks)
    let verifier = try forge.verifier(keys: keys(server))
    #expect(try await verifier.flaw(of: forge.token()) == nil)
    for broken in [nil, "", "{\"keys\":[]}", "<html>"] {
      server.serve(broken)
      clock.pass(800)
      #expect(try await verifier.flaw(of: forge.token()) == nil)
    }
    let count = server.count
    #expect(count == 5)
    // Still the same outage: nobody waits for the next attempt.
    clock.pass(5)
    #expect(try await verifier.flaw(of: forge.token()) == nil)
    #expect(server.count == count)
    clock.pass(395)
    #expect(try await verifier.flaw(of: forge.token()) == .noKeys, "for an hour, not for ever")
    await #expect(throws: IdentityError.unavailable) { try await verifier.caller(token: forge.token()) }
    server.serve(forge.issuer.jwks)
    clock.pass(10)
    #expect(try await verifier.flaw(of: forge.token()) == nil)
  }

  @Test func withoutKeysNobodyIsLetIn() async throws {
    let forge = try Forge.first()
    let server = Server(nil)
    let keys = keys(server)
    let verifier = try forge.verifier(keys: keys)
    #expect(await !keys.prepare())
    #expect(try await verifier.flaw(of: forge.token()) == .noKeys)
    #expect(server.count == 1)
    server.serve(forge.issuer.jwks)
    #expect(await !keys.prepare())
    clock.pass(10)
    #expect(await keys.prepare())
    #expect(await keys.prepare())
    #expect(try await verifier.flaw(of: forge.token()) == nil)
    #expect(server.count == 2)
  }

  @Test func aClockThatWasSetBackLocksNobodyOut() async throws {
    let forge = try Forge.first()
    let server = Server(forge.issuer.jwks)
    let verifier = try forge.verifier(keys: keys(server))
    #expect(try await verifier.flaw(of: forge.token()) == nil)
    clock.pass(-100_000)
    #expect(try await verifier.flaw(of: forge.token()) == nil)
    #expect(server.count == 2)
  }

  @Test func whoGivesUpTakesNobodyAlong() async throws {
    let forge = try Forge.first()
    let server = Server(forge.issuer.jwks)
    let keys = keys(server)
    let name = forge.issuer.keyIdentifier
    let impatient = Task { try await keys.key(name) }
    impatient.cancel()
    #expect(try await keys.key(name) != nil)
    #expect(server.count == 1)
    _ = await impatient.result
  }
}
