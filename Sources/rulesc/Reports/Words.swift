internal import RulesLang

/// Small phrases of reports.
enum Words {
  /// "1 file", "3 files".
  static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  /// "`a`, `b` and `c`".
  static func list(_ names: [String], last: String = "and") -> String {
    let quoted = names.map { "`\($0)`" }
    guard quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " \(last) " + quoted[quoted.count - 1]
  }
}

extension JSONValue {
  static func text(_ text: String) -> JSONValue { JSONValue(.string(text)) }
  static func number(_ number: Int) -> JSONValue { JSONValue(.integer(Int64(number))) }
  static func list(_ elements: [JSONValue]) -> JSONValue { JSONValue(.array(elements)) }
}
