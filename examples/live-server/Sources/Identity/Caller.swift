/// Who asks, as far as the server has seen proof of it.
public struct Caller: Sendable, Hashable {
  /// The user, by the name that the issuer of the token gave them.
  public let id: String
  /// Whether they may do what is for admins alone.
  public let isAdmin: Bool
  /// The sign-in that the proof belongs to, where it names one.
  public let session: String?

  /// Somebody whose proof has been checked, or whom a test makes up.
  public init(id: String, isAdmin: Bool = false, session: String? = nil) {
    self.id = id
    self.isAdmin = isAdmin
    self.session = session
  }

  /// Names go into logs, keys of stores and the state of a game, so they are short and hold no control characters.
  static func isName(_ id: String) -> Bool {
    (1...200).contains(id.utf8.count)
      && id.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "\u{0}"..<" ", "\u{7f}"..<"\u{a0}", "\u{2028}", "\u{2029}": false
        default: true
        }
      }
  }
}
