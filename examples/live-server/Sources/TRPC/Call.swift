public import RulesLang

/// A procedure that somebody calls, by whichever way the call came.
public struct Call: Sendable, Hashable {
  /// The name of the procedure; nested ones are joined by dots.
  public let path: String
  /// What the procedure is, and what it was called as.
  public let kind: ProcedureKind
  /// nil for `undefined`. The id to resume behind stands in it as `lastEventId`, where there is one.
  public let input: JSONValue?
  /// For a subscription, the id of the last value that the client has seen; never empty.
  public let lastEventID: String?

  /// A call as it is, without looking for an id in the input.
  public init(path: String, kind: ProcedureKind, input: JSONValue?, lastEventID: String? = nil) {
    self.path = path
    self.kind = kind
    self.input = input
    self.lastEventID = lastEventID
  }
}

extension Call {
  private static let resumeKey = "lastEventId"

  /// A call whose transport says apart what to resume behind.
  ///
  /// A client that lost its connection says the id apart. One that gave the connection up for dead says it in the
  /// input, and says that one again, with a newer id apart, when the next connection is lost. So what is said apart
  /// goes before what stands in the input.
  init(path: String, kind: ProcedureKind, input: JSONValue?, resumedBehind id: String?) {
    let input = id.map { Self.merging($0, into: input) } ?? input
    let known = id ?? input?[Self.resumeKey]?.string
    self.init(
      path: path, kind: kind, input: input, lastEventID: kind == .subscription && known != "" ? known : nil)
  }

  /// An id fits into an object, or stands for an input that is not there; all else stays as it is.
  private static func merging(_ id: String, into input: JSONValue?) -> JSONValue? {
    let member = JSONValue.Member(key: resumeKey, value: JSONValue(.string(id)))
    guard let input, !input.isNull else { return JSONValue(.object([member])) }
    guard var members = input.members else { return input }
    if let index = members.firstIndex(where: { $0.key == resumeKey }) {
      members.replaceSubrange(index...index, with: [member])
    } else {
      members.append(member)
    }
    return JSONValue(.object(members))
  }
}
