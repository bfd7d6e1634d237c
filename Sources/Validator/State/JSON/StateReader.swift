internal import RulesLang

/// Reads a state: first the ids of all tables, so that rows can name one another in any order, then their fields.
struct StateReader {
  private let rules: RuleSet
  private let root: JSONValue
  /// The whole text, for the paths of problems.
  private let text: JSONValue
  private var texts: TextOverlay
  private var problems = JSONProblems()
  /// For each table of the layout its rows, in the order of their ids' bytes.
  private var rows: [[(id: Word, json: JSONValue)]]
  private var rowsByID: [[Word: Int]]

  /// - Parameter text: the whole text, where the state is a part of it.
  init(_ root: JSONValue, in text: JSONValue? = nil, rules: RuleSet) {
    self.rules = rules
    self.root = root
    self.text = text ?? root
    texts = TextOverlay(base: rules.constants.texts)
    rows = Array(repeating: [], count: rules.layout.tables.count)
    rowsByID = Array(repeating: [:], count: rules.layout.tables.count)
  }

  mutating func read(clock: Int64 = 0, revision: Int64 = 0) throws(StateFailure) -> State {
    guard let members = root.members else {
      problems.add(.wrongType, at: root.offset, "an object with the tables of the state is due here, not \(root.kind)")
      throw StateFailure(problems, in: text)
    }
    readIDs(members)
    var tables: [TableStorage] = []
    for table in rules.layout.tables.indices { tables.append(readTable(table)) }
    let terrain = readTerrain(members)
    guard problems.isEmpty else { throw StateFailure(problems, in: text) }
    return State(
      rules: rules, tables: tables, texts: texts.merged(), terrain: terrain, clock: clock, revision: revision)
  }

  // MARK: Rows

  private mutating func readIDs(_ members: [JSONValue.Member]) {
    rows[0] = [(id: texts.intern(""), json: root)]
    for member in members {
      guard let entity = rules.names.tables.find(member.key) else { continue }
      let table = Layout.table(of: EntityID(entity))
      guard let rows = member.value.members else {
        problems.add(
          .wrongType, at: member.value.offset, "an object with a row for each id is due here, not \(member.value.kind)")
        continue
      }
      let limit = rules.layout.tables[table].limit
      if rows.count > limit {
        problems.add(.wrongSize, at: member.value.offset, "\(rows.count) rows stand here, where up to \(limit) may")
        continue
      }
      read(rows, of: table)
    }
  }

  private mutating func read(_ members: [JSONValue.Member], of table: Int) {
    for member in members where !(1...State.idLimit).contains(member.key.utf8.count) {
      problems.add(.wrongSize, at: member.keyOffset, "an id has 1 to \(State.idLimit) bytes")
    }
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    rows[table] = sorted.map { (id: texts.intern($0.key), json: $0.value) }
    for (row, entry) in rows[table].enumerated() { rowsByID[table][entry.id] = row }
  }

  private mutating func readTable(_ index: Int) -> TableStorage {
    let table = rules.layout.tables[index]
    let rows = self.rows[index]
    var reader = valueReader(Span.Region.table(index))
    var columns = [Word](repeating: 0, count: rows.count * table.columnCount)
    var words: [Word] = []
    for (row, entry) in rows.enumerated() {
      words.removeAll(keepingCapacity: true)
      if index == 0 { readState(&reader, to: &words) } else { readRow(entry.json, index, &reader, to: &words) }
      for (column, word) in words.enumerated() { columns[column * rows.count + row] = word }
    }
    texts = reader.texts
    problems = reader.problems
    return TableStorage(ids: rows.map(\.id), columns: columns, pool: reader.pool)
  }

  private func valueReader(_ region: Int) -> ValueReader {
    let rowsByID = self.rowsByID
    let (rules, rows, texts) = (self.rules, self.rows, self.texts)
    var reader = ValueReader(
      rules: rules, texts: texts, region: region, row: { rowsByID[Layout.table(of: $0)][$1] },
      ids: { entity in rows[Layout.table(of: entity)].map { texts[$0.id] } })
    reader.problems = problems
    return reader
  }

  private func readRow(_ json: JSONValue, _ index: Int, _ reader: inout ValueReader, to words: inout [Word]) {
    let table = rules.layout.tables[index]
    reader.readFields(
      json, table.fields, rules.names.tableFields[index], defaults: rules.constants.tableDefaults[index],
      what: table.entity.map { rules.program.entities[$0].header.name } ?? "", dropped: table.dropped, to: &words)
  }

  private func readState(_ reader: inout ValueReader, to words: inout [Word]) {
    let table = rules.layout.tables[0]
    let isMapped = rules.program.map != nil
    let values = reader.match(
      root.members ?? [], table.fields, rules.names.tableFields[0], what: "the state", dropped: table.dropped
    ) { key in
      rules.names.tables.find(key) != nil || isMapped && key == "map"
    }
    for (place, field) in table.fields.enumerated() {
      let defaults = rules.constants.tableDefaults[0]
      reader.readField(values[place], of: root, field, default: defaults[place], to: &words)
    }
  }

  // MARK: The map

  private mutating func readTerrain(_ members: [JSONValue.Member]) -> Terrain {
    guard let map = rules.program.map, let json = members.first(where: { $0.key == "map" })?.value else {
      return .empty
    }
    guard let rows = json["rows"]?.elements, json.members?.count == 1 else {
      problems.add(.wrongType, at: json.offset, "a map is written `{\"rows\": [\"####\", \"#..#\"]}`")
      return .empty
    }
    let width = rows.first?.string?.count ?? 0
    guard max(rows.count, width) <= Grid.longestEdge, rows.count * width <= Grid.mostCells else {
      problems.add(
        .wrongSize, at: json.offset, "a map has up to \(Grid.longestEdge) cells a side and \(Grid.mostCells) in all")
      return .empty
    }
    var cells: [UInt8] = []
    cells.reserveCapacity(rows.count * width)
    for row in rows { readTerrain(row, map, width: width, to: &cells) }
    return Terrain(width: width, height: rows.count, cells: cells)
  }

  private mutating func readTerrain(_ json: JSONValue, _ map: MapInfo, width: Int, to cells: inout [UInt8]) {
    guard let row = json.string else {
      problems.add(.wrongType, at: json.offset, "a row of the map is a text, not \(json.kind)")
      return
    }
    guard row.count == width else {
      problems.add(.badMap, at: json.offset, "this row has \(row.count) cells, the first one \(width)")
      return
    }
    for character in row {
      if let terrain = map.terrains.firstIndex(where: { $0.character == character }) {
        cells.append(UInt8(truncatingIfNeeded: terrain))
      } else {
        let known = map.terrains.map { "`\($0.character)` \($0.name)" }.joined(separator: ", ")
        problems.add(.badMap, at: json.offset, "\(quoted(String(character))) is no terrain; there are \(known)")
      }
    }
  }
}
