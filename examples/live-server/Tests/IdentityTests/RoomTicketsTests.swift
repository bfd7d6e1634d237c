import Foundation
import RulesLang
import Testing

@testable import Identity

/// Tickets for one interaction.
struct RoomTicketsTests {
  private static let secret = Array("0123456789abcdef0123456789abcdef".utf8)
  private let clock = TestClock()

  private func tickets(secret: [UInt8]? = Self.secret) throws -> RoomTickets {
    try RoomTickets(secret: secret, now: clock.now)
  }

  @Test func aTicketStandsForItsUserThere() throws {
    let tickets = try tickets()
    for caller in [
      Caller(id: "user_ana", session: "sess_1"), Caller(id: "Bär \"x\"", session: nil),
      Caller(id: "user_gm", isAdmin: true, session: "sess_2"),
    ] {
      let ticket = tickets.make(caller: caller, interaction: "room/1")
      let found = try tickets.caller(ticket: ticket, interaction: "room/1")
      #expect(found == Caller(id: caller.id, isAdmin: false, session: caller.session), "never an admin")
      for other in ["room/2", "", "room/", "room/11", "Room/1"] {
        #expect(throws: IdentityError.ticketRefused) { try tickets.caller(ticket: ticket, interaction: other) }
      }
    }
  }

  @Test func aTicketExpires() throws {
    let tickets = try tickets()
    let ticket = tickets.make(caller: Caller(id: "user_ana"), interaction: "1")
    clock.pass(12 * 60 * 60 - 1)
    #expect(throws: Never.self) { try tickets.caller(ticket: ticket, interaction: "1") }
    clock.pass(1)
    #expect(throws: IdentityError.ticketExpired) { try tickets.caller(ticket: ticket, interaction: "1") }
    #expect(throws: IdentityError.ticketRefused) { try tickets.caller(ticket: ticket, interaction: "2") }
    let short = try RoomTickets(secret: Self.secret, lifetime: 60, now: clock.now)
    let brief = short.make(caller: Caller(id: "user_ana"), interaction: "1")
    clock.pass(60)
    #expect(throws: IdentityError.ticketExpired) { try short.caller(ticket: brief, interaction: "1") }
  }

  @Test func theSecretDecides() throws {
    let caller = Caller(id: "user_ana")
    let ticket = try tickets().make(caller: caller, interaction: "1")
    #expect(try tickets().caller(ticket: ticket, interaction: "1") == caller, "another server with the same secret")
    let others = [try tickets(secret: nil), try tickets(secret: Self.secret + [0]), try tickets(secret: nil)]
    for other in others {
      #expect(throws: IdentityError.ticketRefused) { try other.caller(ticket: ticket, interaction: "1") }
      #expect(try other.caller(ticket: other.make(caller: caller, interaction: "1"), interaction: "1") == caller)
    }
    for count in [0, 1, 31] {
      #expect(throws: IdentitySetupError.shortSecret(bytes: count, atLeast: 32)) {
        try tickets(secret: [UInt8](repeating: 7, count: count))
      }
    }
    for lifetime in [0, -1, .infinity, .nan, 1e12] {
      #expect(throws: IdentitySetupError.lifetime) { try RoomTickets(lifetime: lifetime) }
    }
  }

  @Test func everyBitOfATicketCounts() throws {
    let tickets = try tickets()
    let ticket = Array(tickets.make(caller: Caller(id: "user_ana", session: "sess_1"), interaction: "1").utf8)
    for index in ticket.indices {
      for bit in 0..<8 {
        var changed = ticket
        changed[index] ^= 1 << UInt8(bit)
        let text = String(decoding: changed, as: UTF8.self)
        #expect(throws: IdentityError.ticketRefused, "byte \(index), bit \(bit)") {
          try tickets.caller(ticket: text, interaction: "1")
        }
      }
    }
    let text = String(decoding: ticket, as: UTF8.self)
    for length in 0..<text.count {
      #expect(throws: IdentityError.ticketRefused) {
        try tickets.caller(ticket: String(text.prefix(length)), interaction: "1")
      }
    }
    for changed in [text + "=", text + ".", text + "A", " " + text, text + "." + text, text + "\n"] {
      #expect(throws: IdentityError.ticketRefused) { try tickets.caller(ticket: changed, interaction: "1") }
    }
  }

  /// What was signed for one ticket cannot be put together with the payload of another.
  @Test func halvesOfTwoTicketsAreNone() throws {
    let tickets = try tickets()
    let halves = ["ana", "ben"].map {
      tickets.make(caller: Caller(id: $0), interaction: "1").split(separator: ".").map(String.init)
    }
    let mixed = [halves[0][0], halves[1][1]].joined(separator: ".")
    #expect(throws: IdentityError.ticketRefused) { try tickets.caller(ticket: mixed, interaction: "1") }
  }

  @Test func aTicketIsNoTokenAndATokenNoTicket() async throws {
    let forge = try Forge.first()
    let tickets = try tickets()
    let ticket = tickets.make(caller: Caller(id: "user_ana"), interaction: "1")
    #expect(try await forge.verifier().flaw(of: ticket) == .malformed)
    #expect(throws: IdentityError.ticketRefused) { try tickets.caller(ticket: forge.token(), interaction: "1") }
  }

  @Test func garbageIsRefused() throws {
    let tickets = try tickets()
    var random = Seeded(seed: 11)
    for length in 0..<300 {
      let texts = [
        String(decoding: random.bytes(length), as: UTF8.self),
        Base64URL.text(of: random.bytes(length)) + "." + Base64URL.text(of: random.bytes(32)),
        Base64URL.text(of: "{\"user\":\"a\"}".utf8) + "." + Base64URL.text(of: random.bytes(length)),
      ]
      for text in texts {
        #expect(throws: IdentityError.ticketRefused) { try tickets.caller(ticket: text, interaction: "1") }
      }
    }
    let long = String(repeating: "a", count: 10 << 20)
    #expect(throws: IdentityError.ticketRefused) { try tickets.caller(ticket: long, interaction: "1") }
  }
}
