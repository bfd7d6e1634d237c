import RulesLang

/// One row of a table, or the fields of `state`: values by the name of the field.
typealias SecretRow = [String: JSONValue]

/// What there is at a table, as JSON says it.
struct SecretWorld {
  /// By entity: rows by id.
  var tables: [[String: SecretRow]]
  var state: SecretRow = [:]

  /// The names of the tables.
  private let names: [String]

  init(_ program: TypedProgram) {
    names = program.entities.map(\.table)
    tables = Array(repeating: [:], count: names.count)
  }

  /// The rows of a table by its name.
  subscript(table: String) -> [String: SecretRow] {
    get { names.firstIndex(of: table).map { tables[$0] } ?? [:] }
    set { if let place = names.firstIndex(of: table) { tables[place] = newValue } }
  }

  func ids(_ entity: EntityID) -> [String] { tables[entity.index].keys.sorted() }

  /// The state as JSON, with its rows in some order: so rows and texts are met in another order than that of ids.
  func json(_ program: TypedProgram, map: [String], shuffled random: inout some RandomNumberGenerator) -> String {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue) { members.append(JSONValue.Member(key: key, value: value)) }
    if !map.isEmpty {
      let rows = JSONValue(.array(map.map { JSONValue(.string($0)) }))
      add("map", ["rows": rows])
    }
    for (entity, rows) in zip(program.entities, tables) {
      let written = rows.sorted { $0.key < $1.key }.shuffled(using: &random).map { id, row in
        JSONValue.Member(key: id, value: Self.object(row, entity.fields))
      }
      add(entity.table, JSONValue(.object(written)))
    }
    for field in program.state {
      if let value = state[field.header.name] { add(field.header.name, value) }
    }
    return JSONWriter.text(of: JSONValue(.object(members.shuffled(using: &random))))
  }

  private static func object(_ row: SecretRow, _ fields: [FieldInfo]) -> JSONValue {
    JSONValue(
      .object(
        fields.compactMap { field in
          row[field.header.name].map { JSONValue.Member(key: field.header.name, value: $0) }
        }))
  }
}

extension JSONValue {
  /// A cell, where it is one.
  var asCell: (x: Int64, y: Int64)? {
    guard let elements, elements.count == 2, let x = elements[0].integer, let y = elements[1].integer else {
      return nil
    }
    return (x, y)
  }

  static func text(_ text: String) -> JSONValue { JSONValue(.string(text)) }
  static func list(_ texts: [String]) -> JSONValue { JSONValue(.array(texts.map { .text($0) })) }

  func contains(_ text: String) -> Bool { (elements ?? []).contains { $0.string == text } }

  /// The same object with another value for a member that it has.
  func with(_ key: String, _ value: JSONValue) -> JSONValue {
    JSONValue(.object((members ?? []).map { $0.key == key ? Member(key: key, value: value) : $0 }))
  }
}
