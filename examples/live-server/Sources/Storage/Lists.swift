internal import RulesLang

/// Lists of an interaction as one JSON text, as they are kept where a list has no place of its own.
enum Lists {
  static func json(of texts: [String]) -> String {
    JSONWriter.text(of: JSONValue(.array(texts.map { JSONValue(.string($0)) })))
  }

  static func json(of numbers: [Int]) -> String {
    JSONWriter.text(of: JSONValue(.array(numbers.map { JSONValue(.integer(Int64($0))) })))
  }

  static func texts(_ json: String) throws -> [String] { try elements(json).compactMap(\.string) }

  static func numbers(_ json: String) throws -> [Int] { try elements(json).compactMap { $0.integer.map(Int.init) } }

  private static func elements(_ json: String) throws -> [JSONValue] { try JSONReader().read(json).elements ?? [] }
}
