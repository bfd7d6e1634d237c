internal import RulesLang

extension RuleSet {
  /// What there is in the rules, by name. It is made when it is first asked for, and kept.
  public var schema: Schema { knownSchema.value { SchemaMaker(rules: self).schema } }
}

/// Makes plain values of the typed program: names instead of places in tables.
private struct SchemaMaker {
  let rules: RuleSet

  private var program: TypedProgram { rules.program }

  var schema: Schema {
    Schema(
      name: program.name, units: program.units.map(\.header.name),
      enumerations: program.enums.map { info in
        Schema.Enumeration(
          name: info.header.name, doc: info.header.doc, isOrdered: info.ordered, cases: info.cases.map(\.name))
      },
      records: program.records.map {
        Schema.Record(name: $0.header.name, doc: $0.header.doc, fields: fields($0.fields))
      },
      kinds: program.kinds.map { info in
        Schema.Kind(
          name: info.header.name, doc: info.header.doc, table: info.table, fields: fields(info.fields),
          rows: info.rows.map(\.name))
      },
      entities: program.entities.map { info in
        Schema.Entity(
          name: info.header.name, doc: info.header.doc, table: info.table, limit: info.limit,
          fields: fields(info.fields))
      },
      state: fields(program.state), map: program.map.map(map), actions: program.actions.map(action),
      events: program.events.map(event))
  }

  // MARK: Declarations

  private func map(_ info: MapInfo) -> Schema.Map {
    Schema.Map(
      cellSize: info.cellSize, unit: program.units[info.unit].header.name,
      terrains: info.terrains.map { Schema.Map.Terrain(name: $0.name, character: String($0.character)) })
  }

  private func action(_ info: ActionInfo) -> Schema.Action {
    let parameters = parameters(info.parameters)
    let actor = info.actor.flatMap { parameters.indices.contains($0) ? parameters[$0] : nil }
    return Schema.Action(
      name: info.header.name, doc: info.header.doc, isHost: info.isHost, parameters: parameters, actor: actor,
      tags: tags(info.tags))
  }

  private func event(_ info: EventInfo) -> Schema.Event {
    Schema.Event(
      name: info.header.name, doc: info.header.doc, parameters: parameters(info.parameters),
      hostTags: Set(tags(info.tags).compactMap(HostTag.init)))
  }

  /// Each once, in the order of the text.
  private func tags(_ clauses: [TagClause]) -> [String] {
    var tags: [String] = []
    for tag in clauses.flatMap(\.tags) where !tags.contains(tag) { tags.append(tag) }
    return tags
  }

  private func fields(_ infos: [FieldInfo]) -> [Schema.Field] {
    infos.map { field($0.header, $0.shape, hasDefault: $0.defaultValue != nil) }
  }

  private func parameters(_ infos: [ParameterInfo]) -> [Schema.Field] {
    infos.map { field($0.header, $0.shape, hasDefault: $0.defaultValue != nil) }
  }

  private func field(_ header: Header, _ shape: Shape, hasDefault: Bool) -> Schema.Field {
    Schema.Field(
      name: header.name, doc: header.doc, type: type(shape.type, of: shape),
      isOptional: hasDefault || shape.type.isOptional)
  }

  // MARK: Types

  /// - Parameter shape: whose bounds hold wherever in the type a number, a set or a list stands.
  private func type(_ type: Type, of shape: Shape) -> SchemaType {
    switch type {
    case .bool: .bool
    case .int: .integer(unit: nil, bounds: bounds(shape))
    case .unit(let id): .integer(unit: program.units[id].header.name, bounds: bounds(shape))
    case .user: .user
    case .cell: .cell
    case .point: .point
    case .path: .path
    case .step: .step
    case .dice: .dice
    case .enumeration(let id): .enumeration(program.enums[id].header.name)
    case .entity(let id): .entity(program.entities[id].header.name)
    case .kind(let id): .kind(program.kinds[id].header.name)
    case .record(let id): .record(program.records[id].header.name)
    case .optional(let inner): .optional(self.type(inner, of: shape))
    case .set(let element): .set(of: self.type(element, of: shape), count: shape.size?.constant)
    case .list(let element): .list(of: self.type(element, of: shape), count: shape.size?.constant)
    case .keyed(let value, let key): .keyed(self.type(value, of: shape), by: name(of: key), keys: keys(of: key))
    // No field and no parameter is of the last five.
    case .text, .area, .roll, .rolls, .nothing, .error: .text
    }
  }

  private func bounds(_ shape: Shape) -> ClosedRange<Int64>? { shape.range?.constant?.clamped(to: Layout.numbers) }

  private func name(of key: Type.Key) -> String? {
    switch key {
    case .enumeration(let id): program.enums[id].header.name
    case .kind(let id): program.kinds[id].header.name
    case .range: nil
    }
  }

  private func keys(of key: Type.Key) -> [String] { (0..<rules.layout.count(key)).map { rules.name(of: $0, in: key) } }
}
