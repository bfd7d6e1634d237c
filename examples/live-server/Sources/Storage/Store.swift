/// Where interactions are kept: who takes part, what was played, and how it stands.
///
/// A store knows nothing of what is kept: states, requests and messages are texts to it. Each call is done as a whole
/// or not at all, and survives a crash of the server once it has returned. Calls may be repeated: what is there already
/// is not written twice.
///
/// A room is written by one server at a time. It takes the room with ``claim(_:holder:seconds:)`` and gets a term,
/// which rises with each holder; a write with an older term throws ``StoreError/superseded``. It is the term that
/// protects the room, not the time: who lets the time run out may write on until somebody else takes the room.
///
/// What writes to an interaction that is not there throws ``StoreError/unknown(_:)``. The answer to a question about
/// one is nil, or nothing.
public protocol Store: Sendable {
  /// What was said of an interaction when it was made; nil for one that is not there.
  func interaction(_ id: String) async throws -> Interaction?

  /// Keeps a new interaction with the state it begins with, which stays as it is to the end.
  ///
  /// - Parameter opening: with the number 0.
  /// - Returns: false where there is one with this id already, which is left as it is.
  func create(_ interaction: Interaction, opening: Snapshot) async throws -> Bool

  /// Makes a server the only one that may write to a room, unless another one still is.
  ///
  /// - Parameters:
  ///   - holder: names the server.
  ///   - seconds: for how long from now, by the store's clock. Claiming again before that goes on with the same term,
  ///     and so it does after that where nobody else had the room in between.
  /// - Returns: nil while another server has the room.
  func claim(_ interaction: String, holder: String, seconds: Int) async throws -> Claim?

  /// Gives a room back, so that another server can have it at once. The claim is void from then on. One that is void
  /// already is passed over.
  func release(_ claim: Claim) async throws

  /// The state that the interaction began with, and the one that was kept last; nil for an interaction that is not
  /// there. Before anything was kept the two are one.
  func opening(of interaction: String) async throws -> Snapshot?
  func snapshot(of interaction: String) async throws -> Snapshot?

  /// Puts a snapshot in place of the one before. One with a smaller number than that is passed over. The one that the
  /// interaction began with is not touched.
  func replace(_ snapshot: Snapshot, under claim: Claim) async throws

  /// The entries of the log behind a number, in order, `limit` at most; fewer only where the log ends.
  func entries(of interaction: String, after number: Int64, limit: Int) async throws -> [LogEntry]

  /// Writes entries to the end of the log. Those that are there already are passed over; another one of a number
  /// that is there throws ``StoreError/superseded``, and a gap ``StoreError/gap(expected:)``. Of a list of many
  /// megabytes the first ones may be there where the call fails with ``StoreError/unavailable(_:)``.
  func append(_ entries: [LogEntry], under claim: Claim) async throws

  /// Keeps what is handed over when an interaction is paused or over, in place of what was handed over before.
  func hand(over record: Handover, under claim: Claim) async throws
  /// What was handed over last.
  func handover(of interaction: String) async throws -> Handover?

  /// Keeps a text of rules by its digest. Where there is one already, it stays.
  func keep(rules bundle: String, digest: String) async throws
  func rules(_ digest: String) async throws -> String?

  /// Notes an error of the application. Refused requests are none. A message of many kilobytes may be cut.
  func report(_ error: ErrorReport) async throws
  /// The errors that were noted last, newest first, `limit` at most.
  func reports(limit: Int) async throws -> [ErrorReport]

  /// Throws where the store cannot be used.
  func check() async throws
  /// Lets go of files and connections.
  func close() async throws
}

/// What was said of an interaction when it was made.
public struct Interaction: Sendable, Hashable {
  public let id: String
  /// Whose interaction it is: rules and chat know this user as the owner.
  public let owner: String
  /// Who may join it, the owner included.
  public let members: [String]
  /// Faces that dice show one after the other, for an interaction that is a test; nil for all others.
  public let testDice: [Int]?

  public init(id: String, owner: String, members: [String], testDice: [Int]? = nil) {
    self.id = id
    self.owner = owner
    self.members = members
    self.testDice = testDice
  }
}

/// The right to write to a room.
public struct Claim: Sendable, Hashable {
  public let interaction: String
  public let holder: String
  /// Rises whenever another holder takes the room.
  public let term: Int64

  public init(interaction: String, holder: String, term: Int64) {
    self.interaction = interaction
    self.holder = holder
    self.term = term
  }
}

/// How a room stood behind an entry of its log.
public struct Snapshot: Sendable, Hashable {
  /// Of the last entry that it holds the outcome of; 0 before the first.
  public let number: Int64
  /// The digest of the rules that it is played by; empty for an opening that leaves them to the server.
  public let rules: String
  /// JSON, made and read by the room: a few kilobytes to a few megabytes.
  public let content: String

  public init(number: Int64, rules: String, content: String) {
    self.number = number
    self.rules = rules
    self.content = content
  }
}

/// One thing that happened in a room.
public struct LogEntry: Sendable, Hashable {
  /// From 1, without gaps.
  public let number: Int64
  /// JSON, made and read by the room.
  public let content: String

  public init(number: Int64, content: String) {
    self.number = number
    self.content = content
  }
}

/// What goes back to where interactions are made, once one is paused or over.
public struct Handover: Sendable, Hashable {
  public let interaction: String
  /// Of the last entry of the log that it covers.
  public let number: Int64
  /// JSON: the final state, the turn log, outcomes, and chat where that is wanted.
  public let content: String

  public init(interaction: String, number: Int64, content: String) {
    self.interaction = interaction
    self.number = number
    self.content = content
  }
}

/// An error of the application.
public struct ErrorReport: Sendable, Hashable {
  /// Milliseconds since 1970.
  public let at: Int64
  public let interaction: String?
  public let message: String

  public init(at: Int64, interaction: String?, message: String) {
    self.at = at
    self.interaction = interaction
    self.message = message
  }
}

/// What a store can say no to.
public enum StoreError: Error, Sendable, Hashable {
  /// Another server has the room by now.
  case superseded
  /// An entry before these is missing.
  case gap(expected: Int64)
  /// There is no such interaction.
  case unknown(String)
  /// The store cannot be reached or does not answer as it should; the call may have been done or not.
  case unavailable(String)
}
