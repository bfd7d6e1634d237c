package import RulesLang

/// The places of what JSON names: tables, fields, cases, rows of kinds, actions and their parameters.
package struct Names: Sendable {
  /// Places by name, compared by bytes.
  package struct Index: Sendable {
    package let names: [String]
    private var texts = TextPool()
    /// For each of the texts.
    private var places: [Int] = []

    init(_ names: [String], others: [String: Int] = [:]) {
      self.names = names
      for (place, name) in names.enumerated() { add(name, place) }
      for (name, place) in others where find(name) == nil { add(name, place) }
    }

    private mutating func add(_ name: String, _ place: Int) {
      let text = Int(texts.intern(name))
      if text == places.count { places.append(place) } else { places[text] = place }
    }

    package func find(_ name: String) -> Int? { texts.find(name).map { places[Int($0)] } }

    /// The place of a name given by its UTF-8.
    func find(_ name: UnsafeRawBufferPointer) -> Int? { texts.find(name).map { places[Int($0)] } }

    /// The name that was probably meant.
    package func nearest(to name: String) -> String? { Suggestion.nearest(to: name, among: names) }
  }

  /// Entities by the name of their table.
  package let tables: Index
  /// For each table of the layout its fields, also by their names in older versions.
  package let tableFields: [Index]
  package let recordFields: [Index]
  /// For each enum its cases, also by their names in older versions.
  package let cases: [Index]
  package let kindRows: [Index]
  package let actions: Index
  package let parameters: [Index]
  package let rolls: Index
  /// For each roll what there is one for, where it is made for each of some.
  package let rollElements: [Type?]

  init(_ program: TypedProgram) {
    tables = Index(program.entities.map(\.table))
    tableFields = ([program.state] + program.entities.map(\.fields)).map(Self.fields)
    recordFields = program.records.map { Self.fields($0.fields) }
    cases = program.enums.map { Index($0.cases.map(\.name), others: $0.was) }
    kindRows = program.kinds.map { Index($0.rows.map(\.name)) }
    actions = Index(program.actions.map(\.header.name))
    parameters = program.actions.map { Index($0.parameters.map(\.header.name)) }
    rolls = Index(program.rolls.map(\.id))
    var elements = [Type?](repeating: nil, count: program.rolls.count)
    let blocks = program.actions.map { ($0.body, $0.locals) } + program.events.map { ($0.body, $0.locals) }
    for (body, locals) in blocks + program.rules.map({ ($0.body, $0.locals) }) {
      body.walk { statement in
        guard case .roll(let roll, let local, _, _, _) = statement.kind else { return }
        if case .rolls(let element) = locals[local].type { elements[roll.index] = element }
      }
    }
    rollElements = elements
  }

  private static func fields(_ fields: [FieldInfo]) -> Index {
    var others: [String: Int] = [:]
    for (place, field) in fields.enumerated() {
      if let was = field.was { others[was] = place }
    }
    return Index(fields.map(\.header.name), others: others)
  }
}
