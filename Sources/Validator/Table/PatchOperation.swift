public import RulesLang

/// A change of JSON as RFC 6902 writes it.
///
/// Members of an object have no order there: what is added to one stands wherever the client's object puts it.
public struct PatchOperation: Sendable, Hashable {
  /// What is done at the path.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A member that was not there: a row that came, or a field that is no longer concealed.
    case add
    /// A member that goes: a row, or a field that is concealed from now on.
    case remove
    /// Another value for a member that is there.
    case replace
  }

  public let op: Kind
  /// A JSON pointer (RFC 6901), as `/creatures/aria/hp`.
  public let path: String
  /// What stands there from now on; nil for what is removed.
  public let value: JSONValue?

  /// A member that comes.
  public static func add(_ path: String, _ value: JSONValue) -> Self { Self(op: .add, path: path, value: value) }
  /// A member that goes.
  public static func remove(_ path: String) -> Self { Self(op: .remove, path: path, value: nil) }
  /// A member with another value.
  public static func replace(_ path: String, _ value: JSONValue) -> Self {
    Self(op: .replace, path: path, value: value)
  }

  /// The operation as an object: `{"op": "replace", "path": "/turn/round", "value": 2}`.
  public var json: JSONValue {
    var members = [
      JSONValue.Member(key: "op", value: JSONValue(.string(op.rawValue))),
      JSONValue.Member(key: "path", value: JSONValue(.string(path))),
    ]
    if let value { members.append(JSONValue.Member(key: "value", value: value)) }
    return JSONValue(.object(members))
  }

  /// One step of a JSON pointer.
  package static func step(_ name: String) -> String {
    "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
