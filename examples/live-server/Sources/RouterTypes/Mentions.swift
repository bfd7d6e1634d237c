internal import Validator

/// The types that what is written speaks of: those that only the rules themselves use are of no use to a client.
struct Mentions {
  private(set) var types: Set<String> = []
  /// Records by where they are spoken of.
  private(set) var given: Set<String> = []
  private(set) var told: Set<String> = []

  private let schema: Schema

  init(_ schema: Schema) {
    self.schema = schema
    for field in schema.state + schema.entities.flatMap(\.fields) { add(field.type, in: .view) }
    for action in schema.actions where !action.isHost {
      for parameter in action.parameters { add(parameter.type, in: .given) }
    }
    for event in schema.events {
      for parameter in event.parameters { add(parameter.type, in: .told) }
    }
  }

  private mutating func add(_ type: SchemaType, in place: TypeWriter.Place) {
    switch type {
    case .enumeration(let name), .kind(let name): types.insert(name)
    case .record(let name): add(record: name, in: place)
    case .optional(let inner), .set(let inner, _), .list(let inner, _): add(inner, in: place)
    case .keyed(let inner, let kind, _):
      if let kind { types.insert(kind) }
      add(inner, in: place)
    case .bool, .integer, .text, .user, .cell, .point, .path, .step, .dice, .entity: break
    }
  }

  private mutating func add(record name: String, in place: TypeWriter.Place) {
    switch place {
    case .view: types.insert(name)
    case .given: given.insert(name)
    case .told: told.insert(name)
    }
    for field in schema.record(named: name)?.fields ?? [] { add(field.type, in: place) }
  }
}
