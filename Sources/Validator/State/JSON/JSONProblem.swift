package import RulesLang

/// What is wrong with a value that was read: what it is, where it stands, and what to do.
package struct JSONProblem: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case unknownKey, missing, wrongType, outOfRange, wrongSize, repeated, badMap
    /// No row has this id.
    case unknownID(EntityID, String)
    /// No case, kind's row or action has this name.
    case unknownName
  }
  package let kind: Kind
  /// The first byte of the value.
  package let offset: Int
  /// The member of that value that is meant, where it has none.
  package let member: String?
  package let message: String
}

/// The problems of one text, all of them, up to a bound.
package struct JSONProblems: Sendable {
  package private(set) var list: [JSONProblem] = []
  /// So many are told.
  package static let limit = 100

  package var isEmpty: Bool { list.isEmpty }

  /// The message is only made where it is told.
  package mutating func add(
    _ kind: JSONProblem.Kind, at offset: Int, member: String? = nil, _ message: @autoclosure () -> String
  ) {
    guard list.count < Self.limit else { return }
    list.append(JSONProblem(kind: kind, offset: offset, member: member, message: message()))
  }
}

/// A name out of data as messages show it, in backticks and not too long.
func quoted(_ name: String) -> String {
  let shown = String(name.unicodeScalars.prefix(40).filter { !$0.isHidden }.map(Character.init))
  return "`\(shown)\(name.unicodeScalars.count > 40 ? "…" : "")`"
}

/// `: did you mean …?`, where one of the names is near enough.
func suggestion(for name: String, among names: some Sequence<String>) -> String {
  // What is much longer than any name is no misspelling of one, and would be slow to compare.
  guard name.utf8.count <= 64, let nearest = Suggestion.nearest(to: name, among: names) else { return "" }
  return ": did you mean \(quoted(nearest))?"
}
