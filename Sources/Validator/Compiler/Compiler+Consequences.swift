import RulesLang

/// A consequence: how its condition is asked, and the run of its event.
struct ConsequenceCode: Sendable {
  /// The unit of the condition, with what picks the rows; its parameter is the row, where it is about rows.
  let condition: Int
  let readsNow: Bool
  /// The table of the rows that it is about; nil where it stands once.
  let table: Int?
  /// Names it where its condition faults, with the row as argument.
  let shape: FailureShape
  var entry: Int32 = 0
  /// The register of its row.
  var row: Int32 = 0
}

/// A consequence that looks at what a column holds.
struct Concern: Sendable {
  let consequence: Int32
  /// Whether it looks only at the row that it is about.
  let isOwn: Bool
}

extension Compiler {
  /// Conditions are callables like others: they come before the runs.
  func compileConditions() -> [ConsequenceCode] {
    guard !program.consequences.isEmpty else { return [] }
    let analysis = ReadAnalysis(program)
    notesWakes = true
    defer { notesWakes = false }
    return program.consequences.enumerated().map { index, info in
      let condition = info.wholeCondition
      let reads = analysis.reads(of: condition)
      note(reads, of: index, info)
      let row = info.binder.map { ($0.local, info.locals[$0.local.index].type) }
      let shape = FailureShape(
        id: info.header.name, range: info.header.range, message: nil, needed: nil, actual: nil,
        arguments: info.binder.map { [info.locals[$0.local.index]] } ?? [])
      return ConsequenceCode(
        condition: self.condition(condition, locals: info.locals, parameters: row.map { [$0] } ?? []),
        readsNow: reads.readsNow, table: info.table, shape: shape)
    }
  }

  /// Notes for each column that a consequence looks at that it does.
  private func note(_ reads: Reads, of index: Int, _ info: ConsequenceInfo) {
    for field in reads.fields {
      let isOwn = info.binder.map { field.owner == .local($0.local) } ?? false
      for column in columns(of: field) {
        // Consequences come one after the other: if this one is there it is the last.
        if let last = concerns[column].indices.last, Int(concerns[column][last].consequence) == index {
          if !isOwn { concerns[column][last] = Concern(consequence: Int32(index), isOwn: false) }
        } else {
          concerns[column].append(Concern(consequence: Int32(index), isOwn: isOwn))
        }
      }
    }
  }

  func columns(of field: Reads.Field) -> Range<Int> {
    let table = field.entity.map { Layout.table(of: $0) } ?? 0
    let place = layout.tables[table].fields[field.field]
    let first = columnStarts[table] + place.column
    return first..<first + place.words
  }

  var opening: ActionID? {
    program.actions.firstIndex { $0.isHost && $0.header.name == "opened" }.map { ActionID($0) }
  }

  /// For each column whether where things stand on the map depends on it.
  func columnsOfPlaces() -> [Bool] {
    var all = [Bool](repeating: false, count: concerns.count)
    guard program.map != nil, !program.consequences.isEmpty else { return all }
    for field in ReadAnalysis(program).placements.fields {
      for column in columns(of: field) { all[column] = true }
    }
    return all
  }

  /// The straight run of a consequence: its event's arguments, then the event.
  func compile(_ info: ConsequenceInfo, _ consequence: ConsequenceCode) -> ConsequenceCode {
    var consequence = consequence
    code.openWindow()
    let base = code.top
    consequence.entry = code.here
    consequence.row = code.registers()
    scope = Scope(count: info.locals.count)
    if let binder = info.binder { scope[binder.local] = consequence.row }
    lifted = [:]
    block = Block(
      name: info.header.name, locals: info.locals,
      arguments: consequence.shape.arguments.map { ($0, consequence.row) }, failed: -1, flags: [:])
    code.owner = Int32(openRecord(consequence.shape))
    let end = code.label()
    resumes.append((Int(code.owner), end))
    seeTaken(info.header.range)
    traceBegin(
      .consequence(info.header.name), info.header.range,
      arguments: consequence.shape.arguments.map { ($0, consequence.row) })
    perform(info.event, info.arguments)
    code.bind(end)
    traceEnd(info.header.range)
    code.emit(.halt)
    emitDeferred()
    (block, code.owner) = (nil, CompiledProgram.nobody)
    runsEnd = max(runsEnd, code.highest)
    code.closeWindow(at: base)
    return consequence
  }
}

extension ConsequenceInfo {
  /// Its condition, and before it what picks the rows.
  fileprivate var wholeCondition: TypedExpression {
    guard let picks = binder?.condition else { return condition }
    return TypedExpression(.and([picks, condition]), .bool, condition.range)
  }

  /// The table of its rows.
  fileprivate var table: Int? {
    guard case .table(let entity)? = binder?.domain.kind else { return nil }
    return Layout.table(of: entity)
  }
}
