import AsyncHTTPClient
import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Identity

/// Keys fetched from a server by HTTP.
struct KeyAddressTests {
  /// Runs a server on this machine for the time of the body, which is told its address.
  private func withServer(_ jwks: String, _ body: @escaping @Sendable (String) async throws -> Void) async throws {
    let router = Router()
    router.get("jwks") { request, _ -> Response in
      if let authorization = request.headers[.authorization], authorization != "Bearer sk_1" {
        return Response(status: .unauthorized)
      }
      return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: jwks)))
    }
    router.get("moved") { _, _ in Response.redirect(to: "/jwks") }
    router.get("broken") { _, _ in HTTPResponse.Status.internalServerError }
    router.get("large") { _, _ -> Response in
      Response(
        status: .ok,
        body: ResponseBody { writer in
          for _ in 0..<1000 { try await writer.write(ByteBuffer(repeating: 0x20, count: 1000)) }
          try await writer.finish(nil)
        })
    }
    router.get("slow") { _, _ -> Response in
      Response(
        status: .ok,
        body: ResponseBody { writer in
          for _ in 0..<200 {
            try await writer.write(ByteBuffer(string: " "))
            try await Task.sleep(for: .milliseconds(100))
          }
          try await writer.finish(nil)
        })
    }
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
      logger: quiet)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      for await port in ports.prefix(1) { try await body("http://127.0.0.1:\(port)") }
      group.cancelAll()
    }
  }

  @Test func keysAreFetched() async throws {
    let forge = try Forge.first()
    try await withServer(forge.issuer.jwks) { server in
      for bearer in [nil, "sk_1"] {
        let address = try KeyAddress(url: server + "/jwks", bearer: bearer)
        let keys = RemoteKeys(logger: quiet, fetch: address.fetch)
        #expect(try await forge.verifier(keys: keys).flaw(of: forge.token()) == nil)
        #expect(try await forge.verifier(keys: keys).flaw(of: Forge.second().token()) == .unknownKey)
      }
    }
  }

  @Test func nothingElseIsTakenForKeys() async throws {
    let forge = try Forge.first()
    try await withServer(forge.issuer.jwks) { server in
      for path in ["moved", "broken", "large", "slow", "missing"] {
        let address = try KeyAddress(
          url: server + "/" + path, timeout: .milliseconds(500), maximumBytes: forge.issuer.jwks.utf8.count)
        await #expect(throws: (any Error).self, "\(path)") { try await address.fetch() }
      }
      await #expect(throws: (any Error).self) { try await KeyAddress(url: server + "/jwks", bearer: "sk_2").fetch() }
      let short = try KeyAddress(url: server + "/jwks", maximumBytes: forge.issuer.jwks.utf8.count - 1)
      await #expect(throws: NIOTooManyBytesError.self) { try await short.fetch() }
    }
  }

  @Test func aServerThatIsNotThere() async throws {
    let address = try KeyAddress(url: "http://127.0.0.1:1/jwks", timeout: .milliseconds(300))
    await #expect(throws: (any Error).self) { try await address.fetch() }
    let keys = RemoteKeys(logger: quiet, fetch: address.fetch)
    #expect(await !keys.prepare())
  }

  @Test func addressesThatAnyoneCouldAnswerForAreRefused() throws {
    for url in [
      "", "x", "https://", "http://clerk.example/.well-known/jwks.json", "ftp://localhost/x", "file:///etc/passwd",
      "http://localhost.evil.example/", "//clerk.example/x", "http://127.0.0.1.evil.example/",
    ] {
      #expect(throws: IdentitySetupError.keyAddress(url)) { try KeyAddress(url: url) }
    }
    for url in ["https://clerk.example/.well-known/jwks.json", "http://localhost:8080/jwks", "http://[::1]:80/x"] {
      #expect(throws: Never.self, "\(url)") { try KeyAddress(url: url) }
    }
  }

  @Test func theAddressFollowsFromTheIssuer() {
    for issuer in ["https://clerk.example", "https://clerk.example/"] {
      #expect(ClerkSettings(issuer: issuer).keyAddress == "https://clerk.example/.well-known/jwks.json")
    }
  }
}
