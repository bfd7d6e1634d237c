public import RulesLang

/// Something that the host brings into a state or takes out of it. Paths are those of patches: `/creatures/aria/hp`.
public enum Edit: Sendable {
  /// A new row, at `/creatures/orc`.
  case insert(String, JSONValue)
  /// Takes a row out. Optionals, sets and lists that refer to it lose it.
  case remove(String)
  /// Another value for a field, or for a part of one: `/turn/round`, `/creatures/aria/slots/3`.
  case set(String, JSONValue)

  var path: String {
    switch self {
    case .insert(let path, _), .remove(let path), .set(let path, _): path
    }
  }
}

/// Why nothing was edited.
public struct EditFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public struct Problem: Sendable, Hashable {
    /// The edit, counted from 0.
    public let edit: Int
    /// What it is about, as `/creatures/aria/hp`.
    public let path: String
    /// What is wrong and what to do, in plain words.
    public let message: String
  }
  public let problems: [Problem]

  public var description: String {
    problems.map { "edit \($0.edit), \($0.path): \($0.message)" }.joined(separator: "\n")
  }
}
