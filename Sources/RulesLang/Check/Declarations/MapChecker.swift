// The map: what a cell measures, how distance counts, what the terrain is, what stands on it and when that is in the
// way.

struct MapChecker {
  private let context: CheckContext
  private var terrains: [(name: Identifier, mark: TextLiteral, marks: [Identifier])] = []
  private var placements: [PlacementSyntax] = []
  private var cell: (size: Int64, unit: UnitID)?
  private var metric: MapInfo.Metric?
  private var told: [String: SourceRange] = [:]
  private let range: SourceRange
  /// A state keeps the terrain of each cell in eight bits.
  private static let mostTerrains = 256

  /// Nil where the rule set declares no map; of several all but the first are told.
  init?(_ context: CheckContext, _ table: DeclarationTable) {
    guard let first = table.maps.first else { return nil }
    self.context = context
    range = first.range
    for other in table.maps.dropFirst() { context.report(.mapTwice(other.range, first: first.range)) }
    for item in first.items { read(item) }
  }

  private mutating func read(_ item: MapItemSyntax) {
    switch item.kind {
    case .cell(let size): if isFirst("cell", item.range) { cell = cellSize(size) }
    case .distance(let name):
      guard isFirst("distance", item.range), !name.isMissing else { return }
      metric = MapInfo.Metric(rawValue: name.text)
      if metric == nil { context.report(.unknownMetric(name)) }
    case .terrain(let name, let mark, let marks): terrains.append((name, mark, marks))
    case .placement(let placement): placements.append(placement)
    }
  }

  private mutating func isFirst(_ item: String, _ range: SourceRange) -> Bool {
    if let first = told[item] {
      context.report(.mapItemTwice(item, range, first: first))
      return false
    }
    told[item] = range
    return true
  }

  private func cellSize(_ syntax: ExpressionSyntax) -> (Int64, UnitID)? {
    var checker = ExpressionChecker(context, .constant("the map"))
    let size = checker.infer(syntax)
    guard size.type != .error else { return nil }
    guard case .unit(let unit) = size.type, let number = size.constantInt, (1...1_000_000).contains(number) else {
      context.report(.cellSize(size.range))
      return nil
    }
    return (number, unit)
  }

  // MARK: Terrain and what stands on it

  /// Puts the map into the program, placements without their expressions: what they read may ask for marks themselves.
  mutating func declare() {
    let marks = ["solid", "opaque"] + Set(allMarks.map(\.text)).subtracting(["solid", "opaque"]).sorted()
    if marks.count > 64, let last = allMarks.last { context.report(.tooManyMarks(last)) }
    let made = terrains.compactMap { terrain(of: $0, marks) }
    if let surplus = terrains.dropFirst(Self.mostTerrains).first { context.report(.tooManyTerrains(surplus.name)) }
    if made.isEmpty, terrains.isEmpty { context.report(.mapMisses("terrain", "terrain floor \".\"", range)) }
    if told["cell"] == nil { context.report(.mapMisses("cell", "cell 5 ft", range)) }
    if told["distance"] == nil { context.report(.mapMisses("distance", "distance equal", range)) }
    let placed = placements.compactMap { placement(of: $0) }
    guard let cell, let metric, marks.count <= 64 else {
      context.isMapBroken = true
      return
    }
    context.program.map = MapInfo(
      cellSize: cell.size, unit: cell.unit, metric: metric, marks: marks, terrains: made, placements: placed,
      range: range)
  }

  private var allMarks: [Identifier] {
    (terrains.flatMap(\.marks) + placements.flatMap { $0.marks.flatMap(\.marks) }).filter { !$0.isMissing }
  }

  private mutating func terrain(
    of syntax: (name: Identifier, mark: TextLiteral, marks: [Identifier]), _ marks: [String]
  ) -> MapInfo.Terrain? {
    guard let character = syntax.mark.value.first, syntax.mark.value.count == 1, character != " ", character != "*"
    else {
      context.report(.terrainCharacter(syntax.mark))
      return nil
    }
    for (key, place) in [("terrain \(syntax.name.text)", syntax.name.range), ("\"\(character)\"", syntax.mark.range)] {
      if let first = told[key] {
        context.report(.mapItemTwice(key, place, first: first))
        return nil
      }
      told[key] = place
    }
    return MapInfo.Terrain(name: syntax.name.text, character: character, marks: Self.bits(syntax.marks, marks))
  }

  private static func bits(_ names: [Identifier], _ marks: [String]) -> UInt64 {
    names.reduce(0) { bits, name in
      guard let index = marks.firstIndex(of: name.text), index < 64 else { return bits }
      return bits | 1 << UInt64(index)
    }
  }

  private mutating func placement(of syntax: PlacementSyntax) -> MapInfo.Placement? {
    if syntax.type.isMissing || syntax.cell.isMissing { return nil }
    guard case .entity(let id) = context.names.types[syntax.type.text] else {
      context.report(.placesNoEntity(syntax.type, known: context.program.entities.map(\.header.name)))
      context.isMapBroken = true
      return nil
    }
    guard isFirst("place \(syntax.type.text)", syntax.type.range) else { return nil }
    let fields = context.program.entities[id].fields
    guard let cell = fields.firstIndex(where: { $0.header.name == syntax.cell.text }) else {
      context.report(
        .unknownMember(
          syntax.cell, of: .entity(id),
          nearest: Suggestion.nearest(to: syntax.cell.text, among: fields.map(\.header.name)),
          fields: fields.map(\.header.name), context.program))
      context.isMapBroken = true
      return nil
    }
    guard [.cell, .error].contains(fields[cell].shape.type.unwrapped) else {
      context.report(.placeNeedsCell(syntax.cell, fields[cell], context.program))
      context.isMapBroken = true
      return nil
    }
    let height = self.cell.flatMap { cell in
      fields.firstIndex { $0.header.name == "height" && $0.shape.type == .unit(cell.unit) }
    }
    return MapInfo.Placement(
      entity: id, cellField: cell, locals: [], side: nil, narrow: nil, marks: [], heightField: height)
  }

  // MARK: Expressions

  /// Checks widths and conditions, when all that they may read is known.
  func finish() {
    guard var map = context.program.map else { return }
    for (index, placement) in map.placements.enumerated() {
      let name = context.program.entities[placement.entity].header.name
      guard let syntax = placements.first(where: { $0.type.text == name }) else { continue }
      var checker = ExpressionChecker(context, Setting(name: "the map"))
      let row = Local("it", .entity(placement.entity), syntax.type.range)
      checker.locals.append(row)
      checker.receiver = LocalID(0)
      map.placements[index].side = syntax.width.map { checker.check($0, as: .int) }
      map.placements[index].narrow = syntax.narrow.map { checker.check($0, as: .int) }
      map.placements[index].marks = syntax.marks.map { clause in
        MapInfo.Placement.Marks(
          marks: Self.bits(clause.marks, map.marks), condition: clause.condition.map { checker.condition($0) })
      }
      map.placements[index].locals = checker.localInfos
    }
    context.program.map = map
  }
}
