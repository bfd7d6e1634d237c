import RulesLang

/// A state of the reference evaluator: dictionaries of values by id.
struct ReferenceState: Hashable {
  /// By entity: rows by id, each with a value for every field.
  var tables: [[String: [ReferenceValue]]]
  var state: [ReferenceValue]
  var map: [String]

  /// Ids in the order of walking.
  func ids(_ entity: EntityID) -> [String] {
    tables[entity.index].keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func row(_ entity: EntityID, _ id: String) throws -> [ReferenceValue] {
    guard let row = tables[entity.index][id] else { throw ReferenceFault(what: "no row \(id)") }
    return row
  }
}

/// Writing of one field, or a part of it.
struct ReferencePlace: Hashable {
  enum Root: Hashable {
    case state
    case row(EntityID, String)
  }
  let root: Root
  /// Field numbers and key offsets from the root inwards.
  let path: [Int]
}

extension ReferenceState {
  func value(at place: ReferencePlace) throws -> ReferenceValue {
    var fields: [ReferenceValue]
    switch place.root {
    case .state: fields = state
    case .row(let entity, let id): fields = try row(entity, id)
    }
    var value = ReferenceValue.none
    for step in place.path {
      guard fields.indices.contains(step) else { throw ReferenceFault(what: "no such place") }
      value = fields[step]
      switch value {
      case .record(let inner), .keyed(let inner): fields = inner
      default: fields = []
      }
    }
    return value
  }

  mutating func write(_ value: ReferenceValue, at place: ReferencePlace) {
    func replaced(_ fields: [ReferenceValue], _ path: ArraySlice<Int>) -> [ReferenceValue] {
      guard let step = path.first, fields.indices.contains(step) else { return fields }
      var result = fields
      if path.count == 1 {
        result[step] = value
      } else {
        switch fields[step] {
        case .record(let inner): result[step] = .record(replaced(inner, path.dropFirst()))
        case .keyed(let inner): result[step] = .keyed(replaced(inner, path.dropFirst()))
        default: break
        }
      }
      return result
    }
    switch place.root {
    case .state: state = replaced(state, place.path[...])
    case .row(let entity, let id):
      tables[entity.index][id] = replaced(tables[entity.index][id] ?? [], place.path[...])
    }
  }
}
