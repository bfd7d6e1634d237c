internal import RulesLang

extension ShownState {
  /// The canonical JSON of what is shown: that of the state, without what is left out.
  var json: JSONValue {
    let values = ValueWriter(WordSource(state))
    var members = self.members(ofRow: 0, in: 0, values)
    if let map { members.append(JSONValue.Member(key: "map", value: map)) }
    for (index, table) in state.rules.layout.tables.enumerated().dropFirst() {
      let rows = state.table(index).ids.enumerated().map { row, id in
        JSONValue.Member(key: state.texts[id], value: json(ofRow: row, in: index, values))
      }
      members.append(JSONValue.Member(key: table.name, value: JSONValue(.object(rows))))
    }
    return JSONValue(.object(members))
  }

  /// A row as an object.
  func json(ofRow row: Int, in table: Int, _ values: ValueWriter) -> JSONValue {
    JSONValue(.object(members(ofRow: row, in: table, values)))
  }

  private func members(ofRow row: Int, in table: Int, _ values: ValueWriter) -> [JSONValue.Member] {
    let words = state.words(table, row: row)
    return state.rules.layout.tables[table].fields.enumerated().compactMap { place, field in
      guard shows(place, of: row, in: table) else { return nil }
      let own = words.dropFirst(field.column).prefix(field.words)
      return JSONValue.Member(key: field.name, value: values.json(own, field.type))
    }
  }

  /// The drawing of the map, where the rules have one.
  var map: JSONValue? {
    state.rules.program.map.map { map in
      ["rows": JSONValue(.array(state.terrain.rows(map).map { JSONValue(.string($0)) }))]
    }
  }
}
