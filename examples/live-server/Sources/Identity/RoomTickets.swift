internal import Crypto
public import Foundation
internal import RulesLang

/// Tickets that stand for one user in one interaction, for longer than a session token lives.
///
/// A browser that lost its event stream asks again with the address that it has, and a token in there is long expired
/// by then. A ticket takes its place. It is made by this server and read by it alone, lets in nowhere else, is nobody's
/// admin, and says what it says under a signature, so nothing has to be kept. What is not kept cannot be taken back:
/// a ticket holds until its time is over, or until the secret is another.
public struct RoomTickets: Sendable {
  /// What a secret has to have at least.
  public static let minimumSecretBytes = 32

  private let key: SymmetricKey
  private let lifetime: TimeInterval
  private let now: @Sendable () -> Date

  private static let maximumBytes = 8 << 10

  /// - Parameters:
  ///   - secret: known to all servers that share rooms, and to nobody else. Nil makes one for this start: then tickets
  ///     end with it, and clients join again.
  ///   - lifetime: in seconds; 12 hours where nothing else is said.
  public init(
    secret: [UInt8]? = nil, lifetime: TimeInterval = 12 * 60 * 60, now: @escaping @Sendable () -> Date = { Date() }
  ) throws(IdentitySetupError) {
    let least = Self.minimumSecretBytes
    if let secret, secret.count < least { throw .shortSecret(bytes: secret.count, atLeast: least) }
    guard lifetime >= 1, lifetime <= 366 * 24 * 60 * 60 else { throw .lifetime }
    // A key for this purpose alone: nothing else that is ever signed with the secret passes for a ticket.
    self.key = HKDF<Crypto.SHA256>.deriveKey(
      inputKeyMaterial: secret.map { SymmetricKey(data: $0) } ?? SymmetricKey(size: .bits256),
      info: Array("room-ticket-1".utf8), outputByteCount: 32)
    self.lifetime = lifetime
    self.now = now
  }

  /// A ticket for this user in this interaction.
  public func make(caller: Caller, interaction: String) -> String {
    let expiry = (now().timeIntervalSince1970 + lifetime).rounded(.down)
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("user")
      writer.string(caller.id)
      writer.key("interaction")
      writer.string(interaction)
      if let session = caller.session {
        writer.key("session")
        writer.string(session)
      }
      writer.key("expiry")
      writer.integer(Int64(exactly: expiry) ?? 0)
    }
    let payload = Base64URL.text(of: writer.bytes)
    let code = HMAC<Crypto.SHA256>.authenticationCode(for: Array(payload.utf8), using: key)
    return payload + "." + Base64URL.text(of: code)
  }

  /// For whom this ticket was made, where it was made for this interaction.
  public func caller(ticket: String, interaction: String) throws(IdentityError) -> Caller {
    guard let payload = payload(of: ticket), let json = try? JSONReader().read(payload),
      let user = json["user"]?.string, let room = json["interaction"]?.string, isSame(room, interaction),
      let expiry = json["expiry"]?.integer
    else { throw .ticketRefused }
    guard now().timeIntervalSince1970 < Double(expiry) else { throw .ticketExpired }
    return Caller(id: user, isAdmin: false, session: json["session"]?.string)
  }

  /// What the ticket says, where we said it.
  private func payload(of ticket: String) -> [UInt8]? {
    guard ticket.utf8.count <= Self.maximumBytes else { return nil }
    let parts = ticket.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let text = parts.first, let payload = Base64URL.bytes(of: text),
      let code = parts.last.flatMap(Base64URL.bytes)
    else { return nil }
    // The comparison takes as long for a wrong first byte as for a wrong last one.
    let isOurs = HMAC<Crypto.SHA256>.isValidAuthenticationCode(code, authenticating: Array(text.utf8), using: key)
    return isOurs ? payload : nil
  }
}
