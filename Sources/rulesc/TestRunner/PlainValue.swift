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

  /// The same value of a type with the elements of its sets in one order, each once: a text may name them in any.
  func inOrder(of type: Type, _ program: TypedProgram) -> JSONValue {
    switch type {
    case .optional(let inner): return inOrder(of: inner, program)
    case .list(let element):
      return elements.map { .list($0.map { $0.inOrder(of: element, program) }) } ?? self
    case .set(let element):
      guard let elements else { return self }
      let texts = Dictionary(
        elements.map { $0.inOrder(of: element, program) }.map { (JSONWriter.text(of: $0), $0) },
        uniquingKeysWith: { first, _ in first })
      return .list(texts.sorted { $0.key < $1.key }.map(\.value))
    case .record(let id):
      let types = Dictionary(
        program.records[id].fields.map { ($0.header.name, $0.shape.type) }, uniquingKeysWith: { first, _ in first })
      return mapMembers { name, value in types[name].map { value.inOrder(of: $0, program) } ?? value }
    case .keyed(let inner, _):
      return mapMembers { _, value in value.inOrder(of: inner, program) }
    default: return self
    }
  }

  /// The same object with other values; what is none stays as it is.
  private func mapMembers(_ value: (String, JSONValue) -> JSONValue) -> JSONValue {
    guard let members else { return self }
    return JSONValue(.object(members.map { Member(key: $0.key, value: value($0.key, $0.value)) }))
  }

  /// The same object with one member set.
  func setting(_ key: String, to value: JSONValue) -> JSONValue {
    var members = (members ?? []).filter { $0.key != key }
    members.append(Member(key: key, value: value))
    return JSONValue(.object(members))
  }
}
