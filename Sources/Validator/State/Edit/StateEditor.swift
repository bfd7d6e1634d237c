internal import RulesLang

/// Makes edits on a copy of a state: first rows come and go and all references follow their new numbers, then values
/// are read into what is there by then. The revision stays: it rises when all that follows is done as well.
struct StateEditor {
  private let old: State
  private var new: State
  private var problems: [EditFailure.Problem] = []
  /// The ids that edits name, also those that are new.
  private var texts: TextOverlay
  /// For each table ids that come and go, with the edits that say so.
  private var inserted: [[Word: Int]]
  private var removed: [[Word: Int]]
  /// Plain references that lead nowhere until a value is set there.
  private var broken: [Hole: (edit: Int, message: String)] = [:]

  private struct Hole: Hashable {
    let table: Int
    let row: Int
    let field: Int
  }

  init(_ state: State) {
    old = state
    new = state
    texts = TextOverlay(base: state.texts)
    inserted = Array(repeating: [:], count: state.rules.layout.tables.count)
    removed = inserted
  }

  private var rules: RuleSet { old.rules }

  mutating func edit(_ edits: [Edit]) throws(EditFailure) -> State {
    for (index, edit) in edits.enumerated() { noteRow(edit, index) }
    checkLimits()
    try stopIfWrong()
    if inserted.contains(where: { !$0.isEmpty }) || removed.contains(where: { !$0.isEmpty }) { renumber() }
    for (index, edit) in edits.enumerated() { writeValue(edit, index) }
    for (hole, mistake) in broken {
      note(mistake.edit, name(of: hole), mistake.message)
    }
    try stopIfWrong()
    return new
  }

  private mutating func note(_ edit: Int, _ path: String, _ message: String) {
    problems.append(EditFailure.Problem(edit: edit, path: path, message: message))
  }

  private func stopIfWrong() throws(EditFailure) {
    guard !problems.isEmpty else { return }
    let sorted = problems.sorted { ($0.edit, $0.path) < ($1.edit, $1.path) }
    throw EditFailure(problems: Array(sorted.prefix(JSONProblems.limit)))
  }

  // MARK: Rows

  /// Notes which rows come and go.
  private mutating func noteRow(_ edit: Edit, _ index: Int) {
    switch (edit, StatePointer.read(edit.path, in: rules)) {
    case (_, .failure(let mistake)): note(index, edit.path, mistake.message)
    case (.set, .success(.row)), (.insert, .success(.value)), (.remove, .success(.value)):
      note(index, edit.path, "rows are inserted and removed, values are set")
    case (.set, _): break
    case (_, .success(.row(let table, let name))):
      let id = texts.intern(name)
      let isThere = old.row(of: id, in: table) != nil
      if inserted[table][id] != nil || removed[table][id] != nil {
        note(index, edit.path, "this row comes or goes twice in one edit")
      } else if case .remove = edit {
        if !isThere { note(index, edit.path, "there is no such row") }
        removed[table][id] = index
      } else {
        if isThere { note(index, edit.path, "there is such a row already") }
        if name.utf8.count > State.idLimit { note(index, edit.path, "an id has 1 to \(State.idLimit) bytes") }
        inserted[table][id] = index
      }
    }
  }

  private mutating func checkLimits() {
    for (table, layout) in rules.layout.tables.enumerated() {
      guard let edit = inserted[table].values.max() else { continue }
      let count = old.table(table).rowCount + inserted[table].count - removed[table].count
      guard count > layout.limit else { continue }
      note(edit, "/\(layout.name)", "there would be \(count) rows, where up to \(layout.limit) may")
    }
  }

  /// Gives rows their new numbers, in the order of ids, and moves all tables that have or name such rows.
  private mutating func renumber() {
    var numbers = [[Word]?](repeating: nil, count: rules.layout.tables.count - 1)
    var ids: [[Word]] = rules.layout.tables.indices.map { old.table($0).ids }
    for table in ids.indices where !inserted[table].isEmpty || !removed[table].isEmpty {
      let kept = ids[table].filter { removed[table][$0] == nil }
      let sorted = (kept + inserted[table].keys).sorted(by: texts.isLess)
      let places = Dictionary(uniqueKeysWithValues: zip(sorted, 0...).map { ($0, Word($1)) })
      numbers[table - 1] = ids[table].map { places[$0] ?? Transplant.gone }
      ids[table] = sorted
    }
    let added = texts.added
    new.write { storage in
      storage.add(added)
      storage.renumber()
    }
    for (index, table) in rules.layout.tables.enumerated() {
      let isRenumbered = index > 0 && numbers[index - 1] != nil
      guard isRenumbered || table.references.contains(where: { numbers[$0.index] != nil }) else { continue }
      let moved = moved(index, ids: ids[index], numbers)
      new.write { $0.replace(index, with: moved) }
    }
  }

  private mutating func moved(_ index: Int, ids: [Word], _ numbers: [[Word]?]) -> TableStorage {
    let fields = rules.layout.tables[index].fields
    let old = self.old
    return old.renumbered(index, ids: ids, numbers, takingOut: false) { words, row, field, isBroken in
      check(words, fields[field], Hole(table: index, row: row, field: field), isBroken: isBroken)
    }
  }

  private mutating func check(_ words: [Word], _ field: Layout.Field, _ hole: Hole, isBroken: Bool) {
    let edit = removed.flatMap(\.values).min() ?? 0
    if isBroken {
      broken[hole] = (edit, "this refers to a row that is removed: set it to another, or remove this row too")
    } else if let size = field.size, rules.layout.spanElement(field.type) != nil,
      Span(word: words[0]).count < size.lowerBound
    {
      broken[hole] = (edit, "this keeps fewer elements than the \(size.lowerBound) that it needs")
    }
  }

  // MARK: Values

  private mutating func writeValue(_ edit: Edit, _ index: Int) {
    guard case .success(let pointer) = StatePointer.read(edit.path, in: rules) else { return }
    switch (edit, pointer) {
    case (.insert(_, let json), .row(let table, let id)):
      guard let row = new.row(of: id, in: EntityID(table - 1)) else { return }
      let layout = rules.layout.tables[table]
      let (rules, entity) = (self.rules, EntityID(table - 1))
      read(json, edit.path, index, into: table, row: row, column: 0) { reader, json, words in
        reader.readFields(
          json, layout.fields, rules.names.tableFields[table], defaults: rules.constants.tableDefaults[table],
          what: rules.program.entities[entity].header.name, to: &words)
      }
    case (.set(_, let json), .value(let table, let id, let value)):
      guard let row = id.map({ new.row(of: $0, in: EntityID(table - 1)) }) ?? 0 else {
        return note(index, edit.path, "there is no such row")
      }
      read(json, edit.path, index, into: table, row: row, column: value.column) { reader, json, words in
        reader.read(json, value.type, value.bounds, to: &words)
      }
      mend(table, row, column: value.column)
    default: break
    }
  }

  /// Reads words and puts them into columns from one on.
  private mutating func read(
    _ json: JSONValue, _ path: String, _ edit: Int, into table: Int, row: Int, column: Int,
    _ body: (inout ValueReader, JSONValue, inout [Word]) -> Void
  ) {
    // Values that a program makes have no places in a text, and problems are told by places.
    let placed: JSONValue
    do { placed = try JSONReader().read(JSONWriter.text(of: json)) } catch { return note(edit, path, error.message) }
    var reader = ValueReader(
      new, texts: TextOverlay(base: new.texts), region: Span.Region.table(table),
      poolStart: new.table(table).pool.count)
    var words: [Word] = []
    body(&reader, placed, &words)
    for problem in reader.problems.list {
      let inner = placed.path(to: problem.offset).components.map(\.text) + [problem.member].compactMap { $0 }
      note(edit, ([path] + inner).joined(separator: "/"), problem.message)
    }
    guard reader.problems.isEmpty else { return }
    new.write { storage in
      storage.add(reader.texts.added)
      let storage = storage.writable(table)
      _ = storage.addToPool(reader.pool)
      for (word, column) in zip(words, column...) { storage[row, column] = word }
    }
  }

  /// A value was set: where it stands nothing is missing any more.
  private mutating func mend(_ table: Int, _ row: Int, column: Int) {
    guard let field = rules.layout.tables[table].fields.lastIndex(where: { $0.column <= column }) else { return }
    broken[Hole(table: table, row: row, field: field)] = nil
  }

  private func name(of hole: Hole) -> String {
    let table = rules.layout.tables[hole.table]
    let field = table.fields[hole.field].name
    guard let entity = table.entity else { return "/\(field)" }
    return "/\(table.name)/\(new.id(of: Word(hole.row), in: entity))/\(field)"
  }
}

extension JSONPath.Component {
  fileprivate var text: String {
    switch self {
    case .key(let key): key
    case .index(let index): String(index)
    }
  }
}
