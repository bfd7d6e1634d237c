internal import RulesLang

/// Writes a state in its canonical form: the fields of `state` in the order of the rules, the map, then each table by
/// name with its rows by id; every field of every row, sets sorted.
struct StateWriter {
  private let state: State
  private let values: ValueWriter

  init(_ state: State) {
    self.state = state
    values = ValueWriter(WordSource(state))
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      for (index, table) in state.rules.layout.tables.enumerated() {
        if index == 0 { writeState(table, to: &writer) } else { writeRows(index, table, to: &writer) }
      }
    }
  }

  private func writeState(_ table: Layout.Table, to writer: inout JSONWriter) {
    let words = state.words(0, row: 0)
    for field in table.fields {
      writer.key(field.name)
      values.write(words.dropFirst(field.column).prefix(field.words), field.type, to: &writer)
    }
    guard let map = state.rules.program.map else { return }
    writer.key("map")
    writer.object { writer in
      writer.key("rows")
      writer.array { writer in
        for row in state.terrain.rows(map) { writer.string(row) }
      }
    }
  }

  private func writeRows(_ index: Int, _ table: Layout.Table, to writer: inout JSONWriter) {
    writer.key(table.name)
    writer.object { writer in
      for (row, id) in state.table(index).ids.enumerated() {
        writer.key(state.texts[id])
        values.write(state.words(index, row: row), table.fields, to: &writer)
      }
    }
  }
}
