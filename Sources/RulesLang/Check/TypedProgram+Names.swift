// How types are said to people: in the words of the rule set, as they would be written in it.

extension TypedProgram {
  /// The type as a rule set writes it: `optional Creature`, `set of Condition`, `ft`.
  package func name(of type: Type) -> String {
    switch type {
    case .bool: "Bool"
    case .int: "Int"
    case .unit(let id): units[id].header.name
    case .text: "Text"
    case .user: "User"
    case .cell: "Cell"
    case .point: "Point"
    case .path: "Path"
    case .step: "Step"
    case .dice: "Dice"
    case .area: "area"
    case .enumeration(let id): enums[id].header.name
    case .entity(let id): entities[id].header.name
    case .kind(let id): kinds[id].header.name
    case .record(let id): records[id].header.name
    case .optional(let inner): "optional \(name(of: inner))"
    case .set(let element): "set of \(name(of: element))"
    case .list(let element): "list of \(name(of: element))"
    case .keyed(let value, let key): "\(name(of: value)) for each \(name(of: key))"
    case .roll: "roll"
    case .rolls(let element): "roll for each \(name(of: element))"
    case .nothing: "none"
    case .error: "?"
    }
  }

  package func name(of key: Type.Key) -> String {
    switch key {
    case .enumeration(let id): enums[id].header.name
    case .range(let lower, let upper): "\(lower)..\(upper)"
    case .kind(let id): kinds[id].header.name
    }
  }

  /// The fields of an entity, kind or record; none where the type has no fields.
  package func fields(of type: Type) -> [FieldInfo] {
    switch type {
    case .entity(let id): entities[id].fields
    case .kind(let id): kinds[id].fields
    case .record(let id): records[id].fields
    default: []
    }
  }

  /// The keys of a keyed value, as a rule set writes them, in order.
  package func names(of key: Type.Key) -> [String] {
    switch key {
    case .enumeration(let id): enums[id].cases.map(\.name)
    case .range(let lower, let upper): lower <= upper ? (lower...upper).map(String.init) : []
    case .kind(let id): kinds[id].rows.map(\.name)
    }
  }

  /// The type of a key.
  package func type(of key: Type.Key) -> Type {
    switch key {
    case .enumeration(let id): .enumeration(id)
    case .range: .int
    case .kind(let id): .kind(id)
    }
  }
}
