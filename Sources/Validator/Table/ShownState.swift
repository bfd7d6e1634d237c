internal import RulesLang

/// What somebody is shown of a state: its rows without those that are concealed, and of these the fields that are not.
struct ShownState: Sendable {
  /// Without the rows that are concealed.
  let state: State
  /// For each table, for each row and in it for each field, whether it is left out; nil where nothing is.
  let omissions: [[Bool]?]

  /// All of a state.
  init(_ state: State) {
    self.state = state
    omissions = Array(repeating: nil, count: state.tableCount)
  }

  init(_ state: State, omissions: [[Bool]?]) {
    self.state = state
    self.omissions = omissions
  }

  /// Whether both show the same of the very same state.
  func isSame(as other: ShownState) -> Bool { state.stamp == other.state.stamp && omissions == other.omissions }

  func shows(_ field: Int, of row: Int, in table: Int) -> Bool {
    guard let omissions = omissions[table] else { return true }
    return !omissions[row * state.rules.layout.tables[table].fields.count + field]
  }
}
