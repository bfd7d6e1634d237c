internal import Identity
internal import TRPC

/// What a client has brought to say who it is.
struct Credentials: Sendable, Hashable {
  /// A session token.
  var token: String?
  /// A ticket for the subscriptions of one room.
  var ticket: String?

  init(token: String? = nil, ticket: String? = nil) {
    self.token = token
    self.ticket = ticket
  }

  /// From connection parameters, or a header `Authorization: Bearer …`.
  init(parameters: [String: String]?, header: String?) {
    token = parameters?["token"]
    ticket = parameters?["ticket"]
    if token == nil, ticket == nil, let header, header.lowercased().hasPrefix("bearer ") {
      token = String(header.dropFirst("bearer ".count)).trimmingBlanks
    }
  }
}

/// Who a client is, as far as is known.
enum Access: Sendable {
  /// A token was shown, and holds.
  case caller(Caller)
  /// A ticket was shown; for which room it holds is seen with the room.
  case ticket(String)
  case nobody(IdentityError?)
}

/// Finds out who clients are.
struct Doorkeeper: Sendable {
  private let verifier: any TokenVerifier
  private let tickets: RoomTickets

  init(verifier: any TokenVerifier, tickets: RoomTickets) {
    self.verifier = verifier
    self.tickets = tickets
  }

  func access(_ credentials: Credentials) async -> Access {
    if let token = credentials.token {
      do { return .caller(try await verifier.caller(token: token)) } catch { return .nobody(error) }
    }
    return credentials.ticket.map { .ticket($0) } ?? .nobody(nil)
  }

  /// Who subscribes to something in a room: a ticket is enough.
  func follower(_ access: Access, of interaction: String) throws(TRPCError) -> Caller {
    guard case .ticket(let ticket) = access else { return try caller(access) }
    do { return try tickets.caller(ticket: ticket, interaction: interaction) } catch { throw Self.refused(error) }
  }

  /// Who calls anything else.
  func caller(_ access: Access) throws(TRPCError) -> Caller {
    switch access {
    case .caller(let caller): return caller
    case .ticket: throw TRPCError(.unauthorized, "a ticket is for subscriptions: show a session token")
    case .nobody(let error): throw Self.refused(error)
    }
  }

  func ticket(for caller: Caller, in interaction: String) -> String {
    tickets.make(caller: caller, interaction: interaction)
  }

  static func refused(_ error: IdentityError?) -> TRPCError {
    guard let error else { return TRPCError(.unauthorized, "show a session token") }
    // Where tokens cannot be checked, clients try again by themselves.
    return TRPCError(error.isTemporary ? .serviceUnavailable : .unauthorized, error.description)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
