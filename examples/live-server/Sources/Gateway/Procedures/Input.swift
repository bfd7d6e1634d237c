internal import RulesLang
internal import TRPC

/// The input of a call, read strictly: what is missing, of another type or unknown is told by name.
struct Input {
  private let members: [JSONValue.Member]

  /// - Parameter known: the keys that the procedure knows.
  init(_ call: Call, known: [String]) throws(TRPCError) {
    guard let members = call.input?.members else {
      let keys = known.map { "`\($0)`" }.joined(separator: ", ")
      throw TRPCError(.badRequest, "\(call.path) takes an object with \(keys)")
    }
    for member in members where !known.contains(member.key) {
      // What clients of the protocol add to the input of subscriptions.
      if member.key == "lastEventId", call.kind == .subscription { continue }
      throw TRPCError(
        .badRequest, "\(call.path) does not know `\(member.key.prefix(40))`, but \(known.joined(separator: ", "))")
    }
    self.members = members
  }

  /// A value; nil where it is left out or null.
  func value(_ key: String) -> JSONValue? {
    members.first { $0.key == key && !$0.value.isNull }?.value
  }

  func text(_ key: String) throws(TRPCError) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.string else { throw TRPCError(.badRequest, "`\(key)` is a text, not \(value.kind)") }
    return text
  }

  func number(_ key: String) throws(TRPCError) -> Int64? {
    guard let value = value(key) else { return nil }
    guard let number = value.integer else { throw TRPCError(.badRequest, "`\(key)` is a number, not \(value.kind)") }
    return number
  }

  func object(_ key: String) throws(TRPCError) -> JSONValue? {
    guard let value = value(key) else { return nil }
    guard value.members != nil else { throw TRPCError(.badRequest, "`\(key)` is an object, not \(value.kind)") }
    return value
  }

  func numbers(_ key: String) throws(TRPCError) -> [Int64]? {
    guard let value = value(key) else { return nil }
    let numbers = value.elements?.compactMap(\.integer)
    guard let numbers, numbers.count == value.elements?.count else {
      throw TRPCError(.badRequest, "`\(key)` is a list of numbers")
    }
    return numbers
  }

  static func due<Value>(_ value: Value?, _ key: String) throws(TRPCError) -> Value {
    guard let value else { throw TRPCError(.badRequest, "`\(key)` is missing") }
    return value
  }
}
