import RulesLang
import TestKit

/// Makes a visible world, and hidden ones over it: rows that are concealed, rows that hang on them, concealed rows in
/// the sets, lists and optionals of visible rows, and other values in concealed fields.
struct SecretMaker {
  let game: any SecretGame
  let viewer: String
  var random: SplitMix
  /// By entity: the ids that a value may refer to.
  private var known: [[String]]

  /// Ids of visible and of hidden rows, in all tables: near one another, and before, between and behind.
  static let ids = [
    "a", "ab", "aria", "ariadne", "ariel", "b1", "b12", "bel", "bela", "belle", "bryn", "bryna", "dag", "dagr", "m",
    "mo", "mol", "z", "zed", "zeda",
  ]

  init(_ game: any SecretGame, viewer: String, seed: UInt64) {
    self.game = game
    self.viewer = viewer
    random = SplitMix(seed: seed)
    known = Array(repeating: [], count: game.program.entities.count)
  }

  var program: TypedProgram { game.program }

  // MARK: What the viewer sees

  mutating func visible() -> SecretWorld {
    var world = SecretWorld(program)
    for (entity, info) in program.entities.enumerated() {
      known[entity] = someIds(1 + random.below(info.table == "creatures" ? 5 : 3), but: [])
    }
    for (entity, info) in program.entities.enumerated() {
      for id in known[entity] {
        var row = self.row(info.fields, in: info.table)
        game.reveal(&row, in: info.table, to: viewer)
        world.tables[entity][id] = row
      }
    }
    world.state = row(program.state, in: "")
    game.settle(&world, for: viewer, &random)
    return world
  }

  mutating func someIds(_ count: Int, but taken: [String]) -> [String] {
    Array(Self.ids.filter { !taken.contains($0) }.shuffled(using: &random).prefix(count))
  }

  private mutating func row(_ fields: [FieldInfo], in table: String) -> SecretRow {
    var row: SecretRow = [:]
    for field in fields { row[field.header.name] = value(of: field, in: table) }
    return row
  }

  mutating func value(of field: FieldInfo, in table: String) -> JSONValue {
    game.value(of: field.header.name, in: table, for: viewer, &random) ?? value(field.shape)
  }

  // MARK: Values

  private mutating func value(_ shape: Shape) -> JSONValue {
    let size = shape.size?.constant.map { Int(clamping: $0.lowerBound)...Int(clamping: min($0.upperBound, 3)) } ?? 0...3
    return value(shape.type, shape.range?.constant ?? 0...12, size)
  }

  private mutating func value(_ type: Type, _ range: ClosedRange<Int64>, _ size: ClosedRange<Int>) -> JSONValue {
    switch type {
    case .bool: return JSONValue(.bool(random.chance(40)))
    case .int, .unit: return JSONValue(.integer(Int64.random(in: range, using: &random)))
    case .text: return .text(random.pick("Ann", "Bo", "Cy", "Di"))
    case .user: return .text(game.users.randomElement(using: &random) ?? viewer)
    case .cell: return cell()
    case .enumeration(let id):
      return .text(program.enums[id].cases.randomElement(using: &random)?.name ?? "")
    case .kind(let id): return .text(program.kinds[id].rows.randomElement(using: &random)?.name ?? "")
    case .entity(let id): return .text(known[id.index].randomElement(using: &random) ?? "")
    case .optional(let inner): return random.chance(45) ? nil : value(inner, range, size)
    case .set(let element), .list(let element): return collection(of: element, range, size)
    case .record(let id):
      let fields = program.records[id].fields
      return JSONValue(.object(fields.map { JSONValue.Member(key: $0.header.name, value: value($0.shape)) }))
    case .keyed(let inner, let key):
      let keys = program.keyNames(key)
      return JSONValue(.object(keys.map { JSONValue.Member(key: $0, value: value(inner, range, size)) }))
    default: return nil
    }
  }

  /// Without repeats, which sets do not take.
  private mutating func collection(
    of element: Type, _ range: ClosedRange<Int64>, _ size: ClosedRange<Int>
  ) -> JSONValue {
    var elements: [JSONValue] = []
    for _ in 0..<Int.random(in: size, using: &random) {
      if case .entity(let id) = element, known[id.index].isEmpty { break }
      let next = value(element, range, size)
      if !elements.contains(next) { elements.append(next) }
    }
    return JSONValue(.array(elements))
  }

  private mutating func cell() -> JSONValue {
    let width = game.map.first?.count ?? 4
    let spots = [Int64(random.below(width)), Int64(random.below(max(game.map.count, 4)))]
    return JSONValue(.array(spots.map { JSONValue(.integer($0)) }))
  }

  // MARK: What is hidden

  /// A hidden world laid over a visible one, and the ids of what is concealed.
  mutating func laid(over visible: SecretWorld) -> (world: SecretWorld, hidden: [Set<String>]) {
    var hidden = program.entities.indices.map { entity in
      someIds(random.pick(0, 1, 1, 2, 2, 3), but: visible.ids(EntityID(entity)))
    }
    var world = visible
    for entity in program.entities.indices { known[entity] = visible.ids(EntityID(entity)) + hidden[entity] }
    // Rows that hang on others come behind those: what they hang on is known to be concealed by then.
    for entity in Self.order(program) {
      let info = program.entities[entity]
      hidden[entity] = hidden[entity].filter { id in
        var row = self.row(info.fields, in: info.table)
        guard
          game.conceal(&row, in: info.table, from: viewer, visible, &random)
            || hang(&row, info.fields, on: hidden, not: entity)
        else { return false }
        world.tables[entity][id] = row
        return true
      }
    }
    withdraw(from: &world, hidden)
    var sets = hidden.map { Set($0) }
    refer(&world, visible, &sets)
    mask(&world, visible)
    return (world, sets)
  }

  /// Each entity behind those that its rows need.
  private static func order(_ program: TypedProgram) -> [Int] {
    func depth(_ entity: Int) -> Int {
      let needs = program.entities[entity].fields.compactMap { field -> Int? in
        guard case .entity(let id) = field.shape.type, id.index != entity else { return nil }
        return id.index
      }
      return needs.map { depth($0) + 1 }.max() ?? 0
    }
    return program.entities.indices.map { (depth($0), $0) }.sorted { $0 < $1 }.map(\.1)
  }

  /// Makes a row need a concealed one.
  private mutating func hang(
    _ row: inout SecretRow, _ fields: [FieldInfo], on hidden: [[String]], not own: Int
  ) -> Bool {
    let needs = fields.filter { field in
      guard case .entity(let id) = field.shape.type else { return false }
      return id.index != own && !hidden[id.index].isEmpty
    }
    guard let need = needs.randomElement(using: &random), case .entity(let id) = need.shape.type else { return false }
    row[need.header.name] = .text(hidden[id.index].randomElement(using: &random) ?? "")
    return true
  }

  /// References of hidden rows to ids that came to be no rows lead to visible ones.
  private mutating func withdraw(from world: inout SecretWorld, _ hidden: [[String]]) {
    let gone = zip(known, world.tables).map { known, rows in Set(known.filter { rows[$0] == nil }) }
    guard gone.contains(where: { !$0.isEmpty }) else { return }
    let visible = program.entities.indices.map { entity in
      world.ids(EntityID(entity)).first { !hidden[entity].contains($0) } ?? ""
    }
    let references = SecretReferences(program: program) { target, id in
      gone[target.index].contains(id) ? visible[target.index] : id
    }
    for (entity, ids) in hidden.enumerated() {
      for id in ids {
        for field in program.entities[entity].fields {
          guard let value = world.tables[entity][id]?[field.header.name] else { continue }
          world.tables[entity][id]?[field.header.name] = references.changed(value, field.shape.type)
        }
      }
    }
  }

  /// Lets visible rows refer to concealed ones where that leaves them visible.
  private mutating func refer(_ world: inout SecretWorld, _ visible: SecretWorld, _ hidden: inout [Set<String>]) {
    for (entity, info) in program.entities.enumerated() {
      for id in visible.ids(EntityID(entity)) {
        guard var row = world.tables[entity][id] else { continue }
        refer(&row, info.fields, in: info.table, world, hidden)
        world.tables[entity][id] = row
      }
    }
    refer(&world.state, program.state, in: "", world, hidden)
  }

  private mutating func refer(
    _ row: inout SecretRow, _ fields: [FieldInfo], in table: String, _ world: SecretWorld, _ hidden: [Set<String>]
  ) {
    for field in fields where random.chance(40) {
      let name = field.header.name
      guard let value = row[name] else { continue }
      let allowed = hidden.enumerated().map { entity, ids in
        ids.sorted().filter { id in
          world.tables[entity][id].map { game.mayRefer(name, in: table, to: $0) } ?? false
        }
      }
      var layer = SecretLayer(program: program, hidden: allowed, random: random)
      row[name] = layer.laid(over: value, field.shape)
      random = layer.random
    }
  }

  mutating func mask(_ world: inout SecretWorld, _ visible: SecretWorld) {
    for (entity, info) in program.entities.enumerated() {
      for id in visible.ids(EntityID(entity)) {
        for field in info.fields where game.isMasked(field.header.name, of: id, in: info.table, from: viewer, visible) {
          world.tables[entity][id]?[field.header.name] = value(of: field, in: info.table)
        }
      }
    }
  }
}
