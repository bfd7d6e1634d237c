internal import RulesLang

/// Makes the patch of a decision: each member of the state's JSON that becomes another, as small as fields, parts of
/// records and keys are; sets, lists and optional records as a whole.
struct PatchMaker {
  private let decision: Decision
  private let state: State
  private let values: ValueWriter
  private var operations: [PatchOperation] = []

  init(_ decision: Decision, of state: State, _ values: ValueWriter) {
    self.decision = decision
    self.state = state
    self.values = values
  }

  func make() -> [PatchOperation] {
    var maker = self
    var rest = decision.changes[...]
    while let first = rest.first {
      let row = rest.prefix { $0.table == first.table && $0.row == first.row }
      maker.add(row, table: Int(first.table), row: Int(first.row))
      rest = rest.dropFirst(row.count)
    }
    return maker.operations
  }

  private var layout: Layout { state.rules.layout }

  private mutating func add(_ changes: ArraySlice<Decision.Change>, table: Int, row: Int) {
    let old = state.words(table, row: row)
    var new = old
    for change in changes { new[new.startIndex + Int(change.column)] = change.word }
    var path = ""
    if let entity = layout.tables[table].entity {
      path = Self.step(layout.tables[table].name) + Self.step(state.id(of: Word(row), in: entity))
    }
    add(layout.tables[table].fields, path, old, new)
  }

  private mutating func add(
    _ fields: [Layout.Field], _ path: String, _ old: ArraySlice<Word>, _ new: ArraySlice<Word>
  ) {
    for field in fields {
      add(
        field.type, path + Self.step(field.name), old.dropFirst(field.column).prefix(field.words),
        new.dropFirst(field.column).prefix(field.words))
    }
  }

  private mutating func add(_ type: Type, _ path: String, _ old: ArraySlice<Word>, _ new: ArraySlice<Word>) {
    guard !old.elementsEqual(new) else { return }
    switch type {
    case .record(let id): add(layout.fields(of: id), path, old, new)
    case .keyed(let value, let key):
      let stride = layout.words(value)
      for place in 0..<layout.count(key) {
        add(
          value, path + Self.step(state.rules.name(of: place, in: key)), old.dropFirst(place * stride).prefix(stride),
          new.dropFirst(place * stride).prefix(stride))
      }
    default: operations.append(PatchOperation(path: path, value: values.json(new, type)))
    }
  }

  /// One step of a JSON pointer (RFC 6901).
  private static func step(_ name: String) -> String {
    "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
