import RulesLang
import TestKit

/// Makes requests: sensible ones of what the viewer sees, and others that name what is hidden, what is misspelt,
/// what is nothing, or that are no requests at all.
struct SecretRequests {
  let game: any SecretGame
  let pair: SecretPair
  var random: SplitMix

  private var program: TypedProgram { game.program }

  mutating func next() -> SecretDeed {
    if random.chance(4) { return malformed() }
    let action = program.actions[random.below(program.actions.count)]
    let isSensible = random.chance(65)
    var deed = SecretDeed(json: "", action: action.header.name)
    var members: [JSONValue.Member] = []
    var actor: String?
    for (place, parameter) in action.parameters.enumerated() {
      let name = parameter.header.name
      if parameter.defaultValue != nil, random.chance(50) { continue }
      if !isSensible, random.chance(3) { continue }
      let value: JSONValue
      if place == action.actor, isSensible, let own = own(parameter) {
        value = .text(own)
      } else if parameter.shape.type.unwrapped == .path {
        deed.cells = path(from: actor, isSensible)
        value = JSONValue(.array(deed.cells.map { Self.cell($0) }))
      } else {
        value = self.value(parameter.shape.type, parameter.shape, isSensible)
      }
      if place == action.actor { actor = value.string }
      if parameter.shape.type == .cell, let cell = value.asCell { deed.cells.append(cell) }
      members.append(JSONValue.Member(key: name, value: value))
    }
    if random.chance(1) { members.append(JSONValue.Member(key: "targt", value: .text(anyID()))) }
    let body: JSONValue = ["action": .text(action.header.name), "arguments": JSONValue(.object(members))]
    return SecretDeed(json: JSONWriter.text(of: body), action: deed.action, cells: deed.cells)
  }

  private mutating func malformed() -> SecretDeed {
    let hidden = anyID()
    let text = random.pick(
      "", "{", "[]", "null", "{\"action\":\"\(hidden)\"}", "{\"action\":\"moov\",\"arguments\":{}}",
      "{\"action\":\"\(program.actions[0].header.name)\",\"arguments\":[\"\(hidden)\"]}",
      "{\"action\":\"\(program.actions[0].header.name)\",\"arguments\":{\"actor\":{\"\(hidden)\":1}}}",
      "{\"action\":\"dash\",\"arguments\":{\"actor\":\"\(hidden)\"},\"user\":\"gm\"}",
      "{\"action\":\"dash\",\"arguments\":{\"actor\":\"\(hidden)\",\"actor\":\"a\"}}")
    return SecretDeed(json: text, action: "")
  }

  /// A row that the viewer plays.
  private mutating func own(_ parameter: ParameterInfo) -> String? {
    guard case .entity(let id) = parameter.shape.type else { return nil }
    let rows = pair.visible.tables[id.index].sorted { $0.key < $1.key }
    return rows.filter { $0.value["controller"]?.string == pair.viewer }.randomElement(using: &random)?.key
  }

  // MARK: Values

  private mutating func value(_ type: Type, _ shape: Shape, _ isSensible: Bool) -> JSONValue {
    switch type {
    case .bool: return JSONValue(.bool(random.chance(50)))
    case .int, .unit: return JSONValue(.integer(Int64(random.below(12) - 1)))
    case .text: return .text(random.pick("hm", "Ann"))
    case .user: return .text(game.users.randomElement(using: &random) ?? "")
    case .cell: return Self.cell(cell())
    case .point: return Self.cell(cell())
    case .enumeration(let id): return .text(program.enums[id].cases.randomElement(using: &random)?.name ?? "")
    case .kind(let id): return .text(program.kinds[id].rows.randomElement(using: &random)?.name ?? "")
    case .entity(let entity): return .text(id(entity, isSensible))
    case .optional(let inner): return random.chance(45) ? nil : value(inner, shape, isSensible)
    case .set(let element), .list(let element):
      let elements = (0..<(1 + random.below(isSensible ? 2 : 4))).map { _ in value(element, shape, isSensible) }
      // A set takes no repeats; sometimes one is sent all the same.
      let unique = elements.enumerated().filter { !elements.prefix($0.offset).contains($0.element) }.map(\.element)
      return JSONValue(.array(isSensible ? unique : elements))
    default: return nil
    }
  }

  private mutating func anyID() -> String { id(EntityID(random.below(program.entities.count)), false) }

  /// An id: of what is seen, or a guess.
  mutating func id(_ entity: EntityID, _ isSensible: Bool) -> String {
    let seen = pair.visible.ids(entity)
    if isSensible { return seen.randomElement(using: &random) ?? "none" }
    switch random.below(10) {
    case 0..<3: return seen.randomElement(using: &random) ?? "none"
    case 3..<6:
      let hidden = pair.hidden[random.below(2)][entity.index].sorted()
      return hidden.randomElement(using: &random) ?? "none"
    case 6..<8: return misspelt(SecretMaker.ids.randomElement(using: &random) ?? "")
    case 8:
      let other = pair.hidden[random.below(2)].flatMap { $0.sorted() }
      return other.randomElement(using: &random) ?? ""
    default: return SecretMaker.ids.randomElement(using: &random) ?? ""
    }
  }

  private mutating func misspelt(_ id: String) -> String {
    switch random.below(4) {
    case 0: return id + random.pick("a", "x", "e")
    case 1: return String(id.dropLast())
    case 2: return id.uppercased()
    default: return String(id.dropFirst()) + "a"
    }
  }

  private mutating func cell() -> (x: Int64, y: Int64) {
    let spots = pair.worlds[random.below(2)].tables.flatMap { rows in
      rows.sorted { $0.key < $1.key }.compactMap { $0.value["cell"]?.asCell }
    }
    if random.chance(50), let spot = spots.randomElement(using: &random) { return spot }
    return (Int64(random.below(10) - 1), Int64(random.below(8) - 1))
  }

  private mutating func path(from actor: String?, _ isSensible: Bool) -> [(x: Int64, y: Int64)] {
    let start = pair.visible.tables.lazy.compactMap { rows in actor.flatMap { rows[$0]?["cell"]?.asCell } }.first
    guard var here = isSensible || random.chance(50) ? start : cell() else { return [cell()] }
    return (0..<(1 + random.below(4))).map { _ in
      here = (here.x + Int64(random.below(3) - 1), here.y + Int64(random.below(3) - 1))
      return here
    }
  }

  private static func cell(_ cell: (x: Int64, y: Int64)) -> JSONValue {
    JSONValue(.array([JSONValue(.integer(cell.x)), JSONValue(.integer(cell.y))]))
  }
}
