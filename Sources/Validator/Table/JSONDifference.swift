internal import RulesLang

/// What turns one JSON value into another, where the two have no shape in common: states of different rules.
///
/// Objects are compared member by member, everything else is replaced as a whole. What goes comes first.
struct JSONDifference {
  private var found: [PatchOperation] = []

  static func operations(from old: JSONValue, to new: JSONValue) -> [PatchOperation] {
    var difference = JSONDifference()
    difference.compare(old, new, path: "")
    return difference.found
  }

  private mutating func compare(_ old: JSONValue, _ new: JSONValue, path: String) {
    guard let oldMembers = old.members, let newMembers = new.members else {
      if old != new { found.append(.replace(path, new)) }
      return
    }
    // Looked up by bytes: to a `String` two spellings of one character are the same key.
    let before = Self.values(of: oldMembers)
    let after = Self.values(of: newMembers)
    for member in oldMembers where after[Array(member.key.utf8)] == nil {
      found.append(.remove(path + PatchOperation.step(member.key)))
    }
    for member in newMembers {
      let inner = path + PatchOperation.step(member.key)
      if let value = before[Array(member.key.utf8)] {
        compare(value, member.value, path: inner)
      } else {
        found.append(.add(inner, member.value))
      }
    }
  }

  private static func values(of members: [JSONValue.Member]) -> [[UInt8]: JSONValue] {
    Dictionary(members.map { (Array($0.key.utf8), $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
