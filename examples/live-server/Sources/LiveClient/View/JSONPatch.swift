public import RulesLang

/// Applies changes to a JSON value as RFC 6902 tells, by `add`, `remove` and `replace`.
///
/// It is stricter than the RFC in one thing: what is added to an object must not be there yet. A delta that adds what
/// is there was made for another view, and a client that took it would go on with a view that no one else has.
public enum JSONPatch {
  /// An operation that cannot be done.
  public struct Misfit: Error, Sendable, Hashable, CustomStringConvertible {
    /// As it came.
    public let operation: JSONValue
    /// What stands in its way.
    public let why: String

    /// For people.
    public var description: String { "\(JSONWriter.text(of: operation)): \(why)" }
  }

  /// Applies all operations in order, or none: a value is changed by making another.
  ///
  /// - Parameter patch: a list of `{"op": …, "path": …, "value": …}`.
  public static func apply(_ patch: JSONValue, to json: JSONValue) throws(Misfit) -> JSONValue {
    guard let operations = patch.elements else { throw Misfit(operation: patch, why: "a patch is a list") }
    var json = json
    for operation in operations {
      do throws(Problem) {
        json = try changed(json, by: Change(operation), at: Pointer.steps(of: operation)[...])
      } catch {
        throw Misfit(operation: operation, why: error.why)
      }
    }
    return json
  }

  private struct Problem: Error { let why: String }

  private enum Change {
    case add(JSONValue)
    case remove
    case replace(JSONValue)

    init(_ operation: JSONValue) throws(Problem) {
      switch (operation["op"]?.string, operation["value"]) {
      case ("add", let value?): self = .add(value)
      case ("remove", _): self = .remove
      case ("replace", let value?): self = .replace(value)
      case ("add", nil), ("replace", nil): throw Problem(why: "there is no value")
      default: throw Problem(why: "only `add`, `remove` and `replace` are known")
      }
    }
  }

  private enum Pointer {
    /// The keys and places of a JSON pointer (RFC 6901).
    static func steps(of operation: JSONValue) throws(Problem) -> [String] {
      guard let path = operation["path"]?.string else { throw Problem(why: "there is no path") }
      if path.isEmpty { return [] }
      guard path.hasPrefix("/") else { throw Problem(why: "a path begins with `/`") }
      return path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
        String($0.replacing("~1", with: "/").replacing("~0", with: "~"))
      }
    }

    /// A place in a list: digits without needless zeros.
    static func index(_ step: String) -> Int? {
      guard let first = step.utf8.first, step.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
      return first == 0x30 && step.utf8.count > 1 ? nil : Int(step)
    }
  }

  private static func changed(
    _ json: JSONValue, by change: Change, at steps: ArraySlice<String>
  ) throws(Problem) -> JSONValue {
    guard let step = steps.first else {
      // The whole value is always there.
      guard case .replace(let value) = change else { throw Problem(why: "the whole can only be replaced") }
      return value
    }
    let rest = steps.dropFirst()
    switch json.content {
    case .object(let members): return JSONValue(.object(try self.members(members, changedBy: change, step, rest)))
    case .array(let elements): return JSONValue(.array(try self.elements(elements, changedBy: change, step, rest)))
    default: throw Problem(why: "\(json.kind) has no `\(step)`")
    }
  }

  private static func members(
    _ members: [JSONValue.Member], changedBy change: Change, _ key: String, _ rest: ArraySlice<String>
  ) throws(Problem) -> [JSONValue.Member] {
    var members = members
    let place = members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
    switch (change, place, rest.isEmpty) {
    case (_, let place?, false):
      members[place] = .init(key: key, value: try changed(members[place].value, by: change, at: rest))
    case (.add(let value), nil, true): members.append(.init(key: key, value: value))
    case (.remove, let place?, true): members.remove(at: place)
    case (.replace(let value), let place?, true): members[place] = .init(key: key, value: value)
    case (.add, .some, true): throw Problem(why: "`\(key)` is there already")
    default: throw Problem(why: "there is no `\(key)`")
    }
    return members
  }

  private static func elements(
    _ elements: [JSONValue], changedBy change: Change, _ step: String, _ rest: ArraySlice<String>
  ) throws(Problem) -> [JSONValue] {
    var elements = elements
    if case .add(let value) = change, rest.isEmpty {
      guard let place = step == "-" ? elements.count : Pointer.index(step), place <= elements.count
      else { throw Problem(why: "the list has no place `\(step)`") }
      elements.insert(value, at: place)
      return elements
    }
    guard let place = Pointer.index(step), place < elements.count
    else { throw Problem(why: "the list has no place `\(step)`") }
    switch (change, rest.isEmpty) {
    case (.remove, true): elements.remove(at: place)
    case (.replace(let value), true): elements[place] = value
    default: elements[place] = try changed(elements[place], by: change, at: rest)
    }
    return elements
  }
}
