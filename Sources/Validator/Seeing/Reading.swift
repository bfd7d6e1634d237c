package import RulesLang

/// A state as one viewer sees it.
///
/// It is a state of its own, out of which what is concealed has been taken with the machinery that edits use: whatever
/// is judged, searched or written in it cannot tell what it never held.
package struct Reading: Sendable {
  /// Who sees it; nil for the host, who sees all.
  package let viewer: String?
  /// The state without concealed rows and whatever needs them; the very same state where no row is concealed.
  package let state: State
  let sight: Sight

  init(of state: State, for viewer: String?, _ sight: Sight) {
    self.viewer = viewer
    self.state = sight.without?.state ?? state
    self.sight = sight
  }

  /// Whether nothing is concealed at all.
  package var isWhole: Bool { sight.fact.isEmpty }
  package var hidesRows: Bool { sight.without != nil }
  /// For each entity the number that each row of the true state has here, ``Transplant/gone`` for a concealed one; nil
  /// where none is.
  package var rows: [[Word]?] {
    sight.without?.rows ?? Array(repeating: nil, count: state.rules.program.entities.count)
  }
  /// What the viewer reads where only a concealed fact is in the way.
  package var telling: String? { sight.telling }

  /// What is concealed, by the numbers of the true state.
  package var fact: Veil { sight.fact }
  /// What is concealed of the rows that are left, by the numbers they have here.
  package var veil: Veil { sight.without?.veil ?? sight.fact }

  /// The state and what of its rows is left out, as views show it.
  var shown: ShownState {
    guard !veil.fields.isEmpty else { return ShownState(state) }
    var omissions = [[Bool]?](repeating: nil, count: state.tableCount)
    for (concealed, rows) in veil.fields {
      let table = Layout.table(of: concealed.entity)
      let width = state.rules.layout.tables[table].fields.count
      var omitted = omissions[table] ?? Array(repeating: false, count: state.table(table).rowCount * width)
      for row in rows { omitted[Int(row) * width + concealed.field] = true }
      omissions[table] = omitted
    }
    return ShownState(state, omissions: omissions)
  }

  /// Whether a field of a row of the true state is concealed.
  package func conceals(_ field: Int, of row: Word, in entity: EntityID) -> Bool {
    fact.conceals(field, of: row, in: entity)
  }

  /// What a concealed row of the true state is called; nil for one that is seen.
  package func alias(of row: Word, in entity: EntityID) -> String? { fact.alias(of: row, in: entity) }
}

/// What is concealed from a viewer of a state. Where no row is, it does not hold on to the state, so that the state can
/// still be written to in place.
struct Sight: Sendable {
  /// By the numbers of the true state.
  var fact = Veil()
  var telling: String?
  var without: Without?

  /// The state without what is concealed.
  struct Without: Sendable {
    let state: State
    let rows: [[Word]?]
    let veil: Veil
  }
}
