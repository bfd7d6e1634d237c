internal import RulesLang
internal import Validator

// Values of tests as the JSON that states and requests are written in.

extension TypedExpression {
  /// The JSON of a literal, a row, a user, or what is made of these; nil for what has to be worked out on a state.
  ///
  /// - Parameter locals: the JSON of the names that are bound: rows and users their ids, columns their values.
  func plainJSON(in program: TypedProgram, locals: [LocalID: JSONValue]) -> JSONValue? {
    func inner(_ expression: TypedExpression) -> JSONValue? { expression.plainJSON(in: program, locals: locals) }
    func all(_ expressions: [TypedExpression]) -> [JSONValue]? {
      let values = expressions.compactMap(inner)
      return values.count == expressions.count ? values : nil
    }
    switch kind {
    case .bool(let value): return JSONValue(.bool(value))
    case .int(let number): return JSONValue(.integer(number))
    case .text(let text), .userLiteral(let text): return .text(text)
    case .dice(let dice): return .text(dice.text)
    case .enumCase(let id, let index): return .text(program.enums[id].cases[index].name)
    case .kindRow(let id, let row): return .text(program.kinds[id].rows[row].name)
    case .none: return JSONValue.null
    case .local(let id): return locals[id]
    case .present(let value): return inner(value)
    case .negate(let number): return inner(number)?.integer.map { JSONValue(.integer(0 &- $0)) }
    case .cell(let x, let y): return all([x, y]).map(JSONValue.list)
    case .setLiteral(let elements), .listLiteral(let elements): return all(elements).map(JSONValue.list)
    case .record(let id, let values):
      return all(values).map { .object(program.records[id].fields.map(\.header.name), $0) }
    case .keyedLiteral(let values):
      guard case .keyed(_, by: let key) = type else { return nil }
      return all(values).map { .object(program.names(of: key), $0) }
    default: return nil
    }
  }
}

extension JSONValue {
  static let null = JSONValue(.null)

  static func object(_ keys: [String], _ values: [JSONValue]) -> JSONValue {
    JSONValue(.object(zip(keys, values).map { Member(key: $0, value: $1) }))
  }

  /// The same object with one member set.
  func setting(_ key: String, to value: JSONValue) -> JSONValue {
    var members = (members ?? []).filter { $0.key != key }
    members.append(Member(key: key, value: value))
    return JSONValue(.object(members))
  }
}
