internal import RulesLang

/// What turns the JSON that was shown before into the JSON that is shown now: as small as fields, parts of records and
/// keys are; sets, lists, optional records, and rows that come or go, as a whole.
///
/// It is a function of the two JSON texts alone, so it tells a viewer nothing that they do not. Its order is that of
/// the canonical form: the fields of `state`, the map, then tables, their rows by id, and fields.
struct ViewDifference {
  private let old: ShownState
  private let new: ShownState
  private let oldValues: ValueWriter
  private let newValues: ValueWriter
  private let comparison: ValueComparison
  private var found: [PatchOperation] = []

  init(old: ShownState, new: ShownState) {
    self.old = old
    self.new = new
    oldValues = ValueWriter(WordSource(old.state))
    newValues = ValueWriter(WordSource(new.state))
    comparison = ValueComparison(old: old.state, new: new.state)
  }

  var operations: [PatchOperation] {
    guard old.state.rules === new.state.rules else { return JSONDifference.operations(from: old.json, to: new.json) }
    var walk = self
    walk.compareTables()
    return walk.found
  }

  private var layout: Layout { new.state.rules.layout }

  // MARK: Rows

  private mutating func compareTables() {
    for table in layout.tables.indices {
      // INVARIANT: states share a table only while all that its words refer to has the same numbers in both.
      if old.state.table(table) !== new.state.table(table) || old.omissions[table] != new.omissions[table] {
        if table == 0 { compareRow(0, 0, in: 0) } else { compareRows(of: table) }
      }
      if table == 0, old.state.terrain != new.state.terrain, let map = new.map {
        found.append(.replace("/map", map))
      }
    }
  }

  /// Both tables have their rows in the order of ids.
  private mutating func compareRows(of table: Int) {
    let oldCount = old.state.table(table).rowCount
    let newCount = new.state.table(table).rowCount
    var oldRow = 0
    var newRow = 0
    while oldRow < oldCount || newRow < newCount {
      let order =
        oldRow == oldCount ? 1 : newRow == newCount ? -1 : comparison.orderOfRows(oldRow, newRow, in: table)
      if order < 0 {
        found.append(.remove(path(of: oldRow, in: table, old.state)))
      } else if order > 0 {
        let row = new.json(ofRow: newRow, in: table, newValues)
        found.append(.add(path(of: newRow, in: table, new.state), row))
      } else {
        compareRow(oldRow, newRow, in: table)
      }
      if order <= 0 { oldRow += 1 }
      if order >= 0 { newRow += 1 }
    }
  }

  private func path(of row: Int, in table: Int, _ state: State) -> String {
    guard table > 0 else { return "" }
    return PatchOperation.step(layout.tables[table].name)
      + PatchOperation.step(state.texts[state.table(table).ids[row]])
  }

  private mutating func compareRow(_ oldRow: Int, _ newRow: Int, in table: Int) {
    let oldWords = old.state.words(table, row: oldRow)
    let newWords = new.state.words(table, row: newRow)
    for (place, field) in layout.tables[table].fields.enumerated() {
      let was = oldWords.dropFirst(field.column).prefix(field.words)
      let now = newWords.dropFirst(field.column).prefix(field.words)
      let wasShown = old.shows(place, of: oldRow, in: table)
      let isShown = new.shows(place, of: newRow, in: table)
      guard wasShown || isShown, wasShown != isShown || !comparison.isSame(was, now, field.type) else { continue }
      let path = path(of: newRow, in: table, new.state) + PatchOperation.step(field.name)
      if wasShown, isShown {
        compare(was, now, field.type, path: path)
      } else {
        found.append(isShown ? .add(path, newValues.json(now, field.type)) : .remove(path))
      }
    }
  }

  // MARK: Values

  private mutating func compare(_ was: ArraySlice<Word>, _ now: ArraySlice<Word>, _ type: Type, path: String) {
    guard !comparison.isSame(was, now, type) else { return }
    switch type {
    case .record(let id):
      for field in layout.fields(of: id) {
        compare(
          was.dropFirst(field.column).prefix(field.words), now.dropFirst(field.column).prefix(field.words), field.type,
          path: path + PatchOperation.step(field.name))
      }
    case .keyed(let value, let key):
      let stride = layout.words(value)
      for place in 0..<layout.count(key) {
        let name = new.state.rules.name(of: place, in: key)
        compare(
          was.dropFirst(place * stride).prefix(stride), now.dropFirst(place * stride).prefix(stride), value,
          path: path + PatchOperation.step(name))
      }
    default: found.append(.replace(path, newValues.json(now, type)))
    }
  }
}
