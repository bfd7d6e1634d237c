internal import RulesLang

/// Values as Convex takes and gives them.
extension JSONValue {
  static let object = JSONValue(.object([]))

  static func text(_ text: String) -> JSONValue { JSONValue(.string(text)) }

  /// Convex's numbers are those of JavaScript, exact to 2⁵³. Nothing that is counted here comes near.
  static func number(_ number: Int64) -> JSONValue { JSONValue(.integer(min(max(number, -1 << 53), 1 << 53))) }

  func text(_ key: String) throws -> String {
    guard let text = self[key]?.string else { throw unlike(key) }
    return text
  }

  func number(_ key: String) throws -> Int64 {
    guard let number = self[key]?.integer else { throw unlike(key) }
    return number
  }

  func list(_ key: String) throws -> [JSONValue] {
    guard let list = self[key]?.elements else { throw unlike(key) }
    return list
  }

  private func unlike(_ key: String) -> StoreError {
    .unavailable("Convex answered without `\(key)`: are the functions deployed those of this server?")
  }
}

extension Claim {
  var json: JSONValue {
    ["interaction": .text(interaction), "holder": .text(holder), "term": .number(term)]
  }
}
