internal import RulesLang

/// Why a request could not be judged: a reason of its own, before any rule is asked.
package struct RequestProblem: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// No JSON, or not of the form of a request.
    case form
    case action, unknown, missing, extra, type, range, size, repeated, rolls
    /// The host's part, in what the user sent.
    case untrusted
    /// Something is due by time alone, and has to happen first.
    case tick
  }
  package let kind: Kind
  /// The id that no row has.
  package let unknownID: String?
  /// What it is about, as `$.arguments.target`.
  package let path: String
  package let message: String

  package init(_ kind: Kind, path: String, _ message: String, unknownID: String? = nil) {
    self.kind = kind
    self.unknownID = unknownID
    self.path = path
    self.message = message
  }

  /// The name of this reason in a verdict.
  package var id: String { "request.\(kind.rawValue)" }

  /// A consequence is due by time alone: the host ticks first, and judges the request again.
  static let tickFirst = RequestProblem(
    .tick, path: "$.now", "tick first: something has come due by time alone before this request")

  /// Stands for the next two where it is not told.
  static let outOfBounds = RequestProblem(.range, path: "$.arguments", "an argument is out of bounds")

  /// An argument beyond bounds that read other arguments.
  package static func outOfRange(_ parameter: String, _ number: Int64, _ range: ClosedRange<Int64>) -> RequestProblem {
    RequestProblem(
      .range, path: "\(JSONPath.root.key("arguments").key(parameter))",
      "\(number) is not within \(range.lowerBound)..\(range.upperBound)")
  }

  /// A set or list with fewer or more elements than bounds that read other arguments allow.
  package static func outOfSize(_ parameter: String, _ count: Int, _ size: ClosedRange<Int64>) -> RequestProblem {
    RequestProblem(
      .size, path: "\(JSONPath.root.key("arguments").key(parameter))",
      "\(count) elements stand here, where \(ValueReader.sizeText(size)) may")
  }

  init(_ problem: JSONProblem, in text: JSONValue, under start: JSONPath) {
    let inner = text.path(to: problem.offset)
    let path = JSONPath(start.components + inner.components + (problem.member.map { [.key($0)] } ?? []))
    var unknown: String?
    if case .unknownID(_, let id) = problem.kind { unknown = id }
    self.init(Self.kind(of: problem.kind), path: "\(path)", problem.message, unknownID: unknown)
  }

  private static func kind(of kind: JSONProblem.Kind) -> Kind {
    switch kind {
    case .unknownID, .unknownName: .unknown
    case .unknownKey: .extra
    case .missing: .missing
    case .wrongType, .badMap: .type
    case .outOfRange: .range
    case .wrongSize: .size
    case .repeated: .repeated
    }
  }
}
