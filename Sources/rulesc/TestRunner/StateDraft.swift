internal import RulesLang
internal import Validator

/// A state while a test describes it: JSON, which becomes a state by the same door as any other.
struct StateDraft {
  private let program: TypedProgram
  private(set) var json: JSONValue

  /// What there is before a fixture says anything: nothing, and defaults.
  init(_ program: TypedProgram) {
    self.program = program
    json = JSONValue(.object([]))
    for field in program.state where Self.isRecordOfDefaults(field, program) {
      json = json.setting(field.header.name, to: JSONValue(.object([])))
    }
  }

  /// A fixture.
  init(_ fixture: FixtureInfo, of program: TypedProgram, locals: [LocalID: JSONValue]) {
    self.init(program)
    if !fixture.map.isEmpty { json = json.setting("map", to: ["rows": .list(fixture.map.map(JSONValue.text))]) }
    set(fixture.setters, locals)
    for row in fixture.rows {
      let entity = program.entities[row.entity]
      var value = JSONValue(.object([]))
      for field in entity.fields where Self.isRecordOfDefaults(field, program) {
        value = value.setting(field.header.name, to: JSONValue(.object([])))
      }
      let placement = program.map?.placements.first { $0.entity == row.entity }
      if let cell = row.cell, let placement {
        value = value.setting(entity.fields[placement.cellField].header.name, to: [.number(cell.x), .number(cell.y)])
      }
      json = json.setting(entity.table, to: (json[entity.table] ?? JSONValue(.object([]))).setting(row.id, to: value))
      set(row.setters, of: row, locals)
    }
  }

  /// A state that there is, to be changed.
  init(_ state: State) throws(JSONError) {
    program = state.rules.program
    json = try JSONReader().read(state.json)
  }

  mutating func set(_ setters: [SetterInfo], _ locals: [LocalID: JSONValue]) {
    json = apply(setters, to: json, program.state, locals)
  }

  mutating func set(_ setters: [SetterInfo], of row: FixtureInfo.Row, _ locals: [LocalID: JSONValue]) {
    let entity = program.entities[row.entity]
    let table = json[entity.table] ?? JSONValue(.object([]))
    let value = table[row.id] ?? JSONValue(.object([]))
    json = json.setting(entity.table, to: table.setting(row.id, to: apply(setters, to: value, entity.fields, locals)))
  }

  private func apply(
    _ setters: [SetterInfo], to object: JSONValue, _ fields: [FieldInfo], _ locals: [LocalID: JSONValue]
  ) -> JSONValue {
    setters.reduce(object) { object, setter in
      let field = fields[setter.field]
      switch setter.kind {
      case .value(let expression):
        guard let value = expression.plainJSON(in: program, locals: locals) else { return object }
        return object.setting(field.header.name, to: value)
      case .fields(let inner):
        guard case .record(let id) = field.shape.type.unwrapped else { return object }
        let old = object[field.header.name].flatMap { $0.isNull ? nil : $0 } ?? JSONValue(.object([]))
        return object.setting(field.header.name, to: apply(inner, to: old, program.records[id].fields, locals))
      }
    }
  }

  /// A field without a default of its own whose record has one for everything.
  private static func isRecordOfDefaults(_ field: FieldInfo, _ program: TypedProgram) -> Bool {
    guard field.defaultValue == nil, case .record = field.shape.type else { return false }
    return program.hasDefault(field)
  }
}
