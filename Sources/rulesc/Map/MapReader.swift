internal import RulesLang
internal import Validator

/// Reads from a state what a map shows.
struct MapReader {
  private let state: State
  private let judge: Judge

  init(_ state: State) {
    self.state = state
    judge = Judge(state.rules)
  }

  private var program: TypedProgram { state.rules.program }

  func picture() -> MapPicture {
    let terrain = state.terrain
    let rows = (0..<terrain.height).map { y in
      (0..<terrain.width).map { x in Int(terrain.cells[y * terrain.width + x]) }
    }
    return MapPicture(terrain: rows, terrains: program.map?.terrains ?? [], tokens: tokens())
  }

  // MARK: Who stands where

  private func tokens() -> [MapPicture.Token] {
    var tokens: [MapPicture.Token] = []
    var letters = Set((program.map?.terrains ?? []).map(\.character) + ["*", "+"])
    for placement in program.map?.placements ?? [] {
      let table = Layout.table(of: placement.entity)
      let field = state.rules.layout.tables[table].fields[placement.cellField]
      for row in state.table(table).ids.indices {
        guard let word = state.words(table, row: row, field).first, word != .none else { continue }
        let id = state.id(of: Word(row), in: placement.entity)
        tokens.append(
          MapPicture.Token(
            letter: Self.letter(for: id, &letters), id: TextRenderer.shown(id),
            name: TextRenderer(WordSource(state)).text([Word(row)], .entity(placement.entity)),
            cell: MapPicture.Point(x: Int(word.cellX), y: Int(word.cellY)), side: side(of: row, placement)))
      }
    }
    return tokens
  }

  /// The first letter of an id that is still free, else any letter or digit.
  private static func letter(for id: String, _ taken: inout Set<Character>) -> Character {
    let own = id.filter { $0.isASCII && $0.isLetter }.flatMap {
      [Character($0.uppercased()), Character($0.lowercased())]
    }
    let all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    guard let letter = (own + all).first(where: { !taken.contains($0) }) else { return "@" }
    taken.insert(letter)
    return letter
  }

  private func side(of row: Int, _ placement: MapInfo.Placement) -> Int {
    guard let side = placement.side else { return 1 }
    let code = state.rules.compile(side, locals: placement.locals)
    let word = (try? judge.evaluate(code, locals: [Word(row)], in: state))?.words.first ?? 1
    return min(max(Int(clamping: word), 1), 64)
  }

  // MARK: Reach and sight

  func reach(of id: String, by name: String?) throws(CommandError) -> MapPicture.Overlay {
    let (entity, row) = try placed(id)
    let ways = program.movements.indices.filter { program.movements[$0].locals.first?.type == .entity(entity) }
    let names = ways.map { program.movements[$0].header.name }
    guard let way = ways.first(where: { name == nil || program.movements[$0].header.name == name }) else {
      let nearest = name.flatMap { Suggestion.nearest(to: $0, among: names) }
      throw .usage(
        name.map { "`\(id)` has no movement `\($0)`" } ?? "`\(id)` has no movement",
        help: nearest.map { "did you mean `\($0)`?" } ?? (names.isEmpty ? nil : "there is \(Words.list(names))"))
    }
    do {
      let ends = try judge.reach(of: row, by: MovementID(way), budget: nil, in: state)
      let cells = ends.map { MapPicture.Point(x: Int($0.cell.x), y: Int($0.cell.y)) }
      return MapPicture.Overlay(cells: Set(cells), meaning: "\(id) reaches by \(program.movements[way].header.name)")
    } catch {
      throw CommandError(exit: .shortfall, message: "the way cannot be worked out: \(error.message)", help: nil)
    }
  }

  func sight(of id: String) throws(CommandError) -> Set<MapPicture.Point> {
    let (entity, row) = try placed(id)
    let range = SourceRange(file: 0, lower: 0, upper: 0)
    let locals = [
      LocalInfo(name: "who", type: .entity(entity), range: range), LocalInfo(name: "cell", type: .cell, range: range),
    ]
    let parts = locals.enumerated().map { TypedExpression(.local(LocalID($0)), $1.type, range) }
    let code = state.rules.compile(TypedExpression(.builtin(.sees, parts), .bool, range), locals: locals)
    var seen: Set<MapPicture.Point> = []
    for y in 0..<state.terrain.height {
      for x in 0..<state.terrain.width {
        guard let cell = Cell(x: x, y: y) else { continue }
        let value = try? judge.evaluate(code, locals: [Word(row), cell.packed], in: state)
        if value?.words == [1] { seen.insert(MapPicture.Point(x: x, y: y)) }
      }
    }
    return seen
  }

  /// A row that the map places.
  private func placed(_ id: String) throws(CommandError) -> (EntityID, Int) {
    let entities = (program.map?.placements ?? []).map(\.entity)
    for entity in entities {
      if let row = state.row(of: id, in: entity) { return (entity, row) }
    }
    let ids = entities.flatMap { entity in
      state.table(Layout.table(of: entity)).ids.map { state.texts[$0] }
    }
    throw .usage(
      "nobody on the map is called `\(id)`",
      help: Suggestion.nearest(to: id, among: ids).map { "did you mean `\($0)`?" })
  }
}
