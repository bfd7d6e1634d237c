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

  /// Both tables have the same rows under the same numbers: only columns that they do not share can differ.
  private mutating func compareSameRows(of table: Int) {
    let (was, now) = (old.state.table(table), new.state.table(table))
    let (spans, fields) = (layout.tables[table].spans, layout.tables[table].fields)
    let isAlikeShown = old.omissions[table] == new.omissions[table]
    let touched = fields.indices.filter { place in
      let field = fields[place]
      return !isAlikeShown
        || !(field.column..<field.column + field.words).allSatisfy { was.sharesColumn($0, with: now) }
    }
    guard !touched.isEmpty else { return }
    for row in 0..<now.rowCount {
      for place in touched {
        let columns = fields[place].column..<fields[place].column + fields[place].words
        // Words that name no place in a pool are the same values where they are the same words.
        let isSame = isAlikeShown && columns.allSatisfy { spans[$0] == nil && was[row, $0] == now[row, $0] }
        if !isSame { compareField(place, row, row, in: table) }
      }
    }
  }

  /// Both tables have their rows in the order of ids.
  private mutating func compareRows(of table: Int) {
    if old.state.numbering == new.state.numbering, old.state.table(table).ids == new.state.table(table).ids {
      return compareSameRows(of: table)
    }
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
    for place in layout.tables[table].fields.indices { compareField(place, oldRow, newRow, in: table) }
  }

  private mutating func compareField(_ place: Int, _ oldRow: Int, _ newRow: Int, in table: Int) {
    let wasShown = old.shows(place, of: oldRow, in: table)
    let isShown = new.shows(place, of: newRow, in: table)
    guard wasShown || isShown else { return }
    let field = layout.tables[table].fields[place]
    let was = old.state.words(table, row: oldRow, field)[...]
    let now = new.state.words(table, row: newRow, field)[...]
    guard wasShown != isShown || !comparison.isSame(was, now, field.type) else { return }
    let path = path(of: newRow, in: table, new.state) + PatchOperation.step(field.name)
    if wasShown, isShown {
      compare(was, now, field.type, path: path)
    } else {
      found.append(isShown ? .add(path, newValues.json(now, field.type)) : .remove(path))
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
