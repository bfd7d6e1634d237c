internal import RulesLang

/// What a path such as `/creatures/aria/slots/3` names in the states of some rules.
enum StatePointer {
  /// A row of a table, which may be there or not.
  case row(table: Int, id: String)
  /// A value in a row: its first column, its type and what it keeps to.
  case value(table: Int, id: String?, Value)

  struct Value {
    var column: Int
    var type: Type
    let bounds: ValueReader.Bounds
  }

  /// - Returns: what the path names, or why it names nothing.
  static func read(_ path: String, in rules: RuleSet) -> Result<StatePointer, Mistake> {
    var steps = JSONPointer.parts(of: path)
    guard steps.popFirst() == "", let first = steps.popFirst() else {
      return .failure(Mistake("a path starts with `/`, as `/creatures/aria/hp`"))
    }
    if let entity = rules.names.tables.find(first) {
      let table = Layout.table(of: EntityID(entity))
      guard let id = steps.popFirst(), !id.isEmpty else { return .failure(Mistake("the id of a row is due here")) }
      guard let name = steps.popFirst() else { return .success(.row(table: table, id: id)) }
      return field(name, steps, of: table, rules).map { .value(table: table, id: id, $0) }
    }
    return field(first, steps, of: 0, rules).map { .value(table: 0, id: nil, $0) }
  }

  struct Mistake: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  private static func field(
    _ name: String, _ steps: ArraySlice<String>, of table: Int, _ rules: RuleSet
  ) -> Result<Value, Mistake> {
    let names = rules.names.tableFields[table]
    guard let place = names.find(name) else {
      return .failure(Mistake("there is no field \(quoted(name))\(suggestion(for: name, among: names.names))"))
    }
    let field = rules.layout.tables[table].fields[place]
    let value = Value(column: field.column, type: field.type, bounds: ValueReader.Bounds(field))
    return steps.reduce(.success(value)) { result, step in result.flatMap { part(step, of: $0, rules) } }
  }

  private static func part(_ step: String, of value: Value, _ rules: RuleSet) -> Result<Value, Mistake> {
    switch value.type {
    case .record(let id):
      guard let place = rules.names.recordFields[id.index].find(step) else { break }
      let field = rules.layout.fields(of: id)[place]
      return .success(
        Value(column: value.column + field.column, type: field.type, bounds: ValueReader.Bounds(field)))
    case .keyed(let type, let key):
      guard let place = rules.place(of: step, in: key) else { break }
      return .success(
        Value(column: value.column + place * rules.layout.words(type), type: type, bounds: value.bounds))
    default: break
    }
    return .failure(Mistake("there is no \(quoted(step)) here"))
  }
}
