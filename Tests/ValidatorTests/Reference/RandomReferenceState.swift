import RulesLang
import TestKit

/// Random states of a program, as values and as JSON text.
struct RandomReferenceState {
  let program: TypedProgram
  var random: SplitMix
  private var ids: [[String]] = []

  init(program: TypedProgram, seed: UInt64) {
    self.program = program
    random = SplitMix(seed: seed)
    for entity in program.entities {
      let count = 1 + random.below(5)
      ids.append((0..<count).map { "\(entity.table.prefix(1))\($0 * 7 % 10)" }.sorted())
    }
  }

  mutating func make() -> ReferenceState {
    var state = ReferenceState(tables: [], state: [], map: [])
    for (number, entity) in program.entities.enumerated() {
      var rows: [String: [ReferenceValue]] = [:]
      for id in ids[number] { rows[id] = entity.fields.map { value($0.shape) } }
      state.tables.append(rows)
    }
    state.state = program.state.map { value($0.shape) }
    return state
  }

  mutating func value(_ shape: Shape) -> ReferenceValue {
    if shape.type.isNumber, let bounds = shape.range?.constant { return .int(Int64.random(in: bounds, using: &random)) }
    let size = shape.size?.constant.map { Int(clamping: $0.upperBound) } ?? 4
    return value(shape.type, size)
  }

  mutating func value(_ type: Type, _ size: Int = 4) -> ReferenceValue {
    switch type {
    case .bool: return .bool(random.chance(50))
    case .int: return .int(Int64(random.pick(random.below(12), random.below(12), random.below(60) - 10)))
    case .unit: return .int(Int64(random.below(60)))
    case .text: return .text("t\(random.below(3))")
    case .user: return .text(random.pick("ana", "gm"))
    case .cell: return .cell(Int64(random.below(8)), Int64(random.below(8)))
    case .enumeration(let id): return .enumCase(random.below(program.enums[id].cases.count))
    case .entity(let id): return .row(id, ids[id.index].randomElement(using: &random) ?? "")
    case .kind(let id): return .kindRow(random.below(program.kinds[id].rows.count))
    case .record(let id): return .record(program.records[id].fields.map { value($0.shape) })
    case .optional(let inner): return random.chance(35) ? .none : value(inner)
    case .set(let element):
      return .canonicalSet((0..<random.below(min(size, 3) + 1)).map { _ in value(element) })
    case .list(let element): return .list((0..<random.below(min(size, 4) + 1)).map { _ in value(element) })
    case .keyed(let inner, let keys): return .keyed((0..<count(keys)).map { _ in value(inner) })
    default: return .none
    }
  }

  private func count(_ keys: Type.Key) -> Int {
    switch keys {
    case .enumeration(let id): return program.enums[id].cases.count
    case .range(let low, let high): return Int(high - low + 1)
    case .kind(let id): return program.kinds[id].rows.count
    }
  }
}

extension TypedProgram {
  /// A state as JSON text, every field written.
  func json(_ state: ReferenceState) -> String {
    var members: [String] = []
    for (entity, rows) in zip(entities, state.tables) {
      let texts = rows.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\(json($0.value, entity.fields))" }
      members.append("\"\(entity.table)\":{\(texts.joined(separator: ","))}")
    }
    for (field, value) in zip(self.state, state.state) { members.append("\"\(field.header.name)\":\(json(value, field.shape.type))") }
    return "{\(members.joined(separator: ","))}"
  }

  private func json(_ values: [ReferenceValue], _ fields: [FieldInfo]) -> String {
    "{" + zip(fields, values).map { "\"\($0.header.name)\":\(json($1, $0.shape.type))" }.joined(separator: ",") + "}"
  }

  func json(_ value: ReferenceValue, _ type: Type) -> String {
    switch (value, type.unwrapped) {
    case (.none, _): return "null"
    case (.bool(let value), _): return value ? "true" : "false"
    case (.int(let value), _): return "\(value)"
    case (.text(let value), _): return "\"\(value)\""
    case (.row(_, let id), _): return "\"\(id)\""
    case (.cell(let x, let y), _): return "[\(x),\(y)]"
    case (.enumCase(let number), .enumeration(let id)): return "\"\(enums[id].cases[number].name)\""
    case (.kindRow(let number), .kind(let id)): return "\"\(kinds[id].rows[number].name)\""
    case (.record(let values), .record(let id)): return json(values, records[id].fields)
    case (.set(let values), .set(let element)), (.list(let values), .list(let element)):
      return "[" + values.map { json($0, element) }.joined(separator: ",") + "]"
    case (.keyed(let values), .keyed(let inner, let keys)):
      return "{" + zip(keyNames(keys), values).map { "\"\($0)\":\(json($1, inner))" }.joined(separator: ",") + "}"
    default: return "null"
    }
  }

  func keyNames(_ keys: Type.Key) -> [String] {
    switch keys {
    case .enumeration(let id): return enums[id].cases.map(\.name)
    case .range(let low, let high): return (low...high).map(String.init)
    case .kind(let id): return kinds[id].rows.map(\.name)
    }
  }
}
