// Values of data tables, read as the fields they are for. The forms are those of the state: numbers of a unit are plain
// integers, enum cases and rows of kinds their names, a cell `[x, y]`, an absent optional null or left out.

/// Reads JSON values as constants of the program.
struct DataReader {
  let context: CheckContext
  let data: DataFile

  /// The values of an object for some fields; nil where one of them is wrong. All that is wrong is reported.
  func values(of object: JSONValue, named owner: String, at range: SourceRange, for fields: [FieldInfo]) -> [Value]? {
    guard let members = object.members else {
      context.report(.dataObject(owner, at: data.range(at: object.offset), found: object))
      return nil
    }
    let names = fields.map(\.header.name)
    var found: [String: JSONValue] = [:]
    // A field that seems to be missing may be one that is misspelt.
    let isMisspelt = members.contains { !names.contains($0.key) }
    for member in members {
      if names.contains(member.key) {
        found[member.key] = member.value
      } else {
        context.report(.dataUnknownField(member.key, of: owner, at: data.range(at: member.keyOffset), fields: names))
      }
    }
    let values = fields.map { field -> Value? in
      if let json = found[field.header.name] { return value(of: json, for: field.shape) }
      if let value = field.defaultValue { return value }
      if !isMisspelt, field.shape.type != .error, !context.brokenDefaults.contains(field.header.range) {
        context.report(.dataMissingField(field, of: owner, at: range))
      }
      return nil
    }
    let read = values.compactMap { $0 }
    return read.count == fields.count && members.count == found.count ? read : nil
  }

  /// One value for a field, within its bounds.
  private func value(of json: JSONValue, for shape: Shape) -> Value? {
    guard let value = value(of: json, as: shape.type) else { return nil }
    if let misfit = shape.misfit(of: value) {
      context.report(.dataOutOfBounds(misfit, at: data.range(at: json.offset)))
      return nil
    }
    return value
  }

  private func value(of json: JSONValue, as type: Type) -> Value? {
    switch type {
    case .optional(let inner): return json.isNull ? Value.none : value(of: json, as: inner)
    case .bool: if let value = json.bool { return .bool(value) }
    case .int, .unit: if let value = json.integer { return .int(value) }
    case .text: if let value = json.string { return .text(value) }
    case .dice:
      if let text = json.string {
        if let dice = Dice(text: text) { return .dice(dice) }
        context.report(.dataDice(text, at: data.range(at: json.offset)))
        return nil
      }
    case .enumeration(let id):
      return name(of: json, among: context.program.enums[id].cases.map(\.name)).map(Value.enumCase)
    case .kind(let id): return row(of: json, id).map(Value.kindRow)
    case .cell, .point: if let cell = cell(json) { return cell }
    case .record(let id):
      let record = context.program.records[id]
      let range = data.range(at: json.offset)
      return values(of: json, named: record.header.name, at: range, for: record.fields).map(Value.record)
    case .set(let element): if let elements = json.elements { return set(of: elements, element) }
    case .list(let element):
      if let elements = json.elements { return all(elements.map { value(of: $0, as: element) }).map(Value.list) }
    case .keyed(let value, let key): if let members = json.members { return keyed(members, value, key, at: json) }
    case .error: return nil
    case .user, .entity, .path, .step, .area, .roll, .rolls, .nothing: break
    }
    context.report(.dataType(json, at: data.range(at: json.offset), due: context.program.dataPhrase(of: type)))
    return nil
  }

  /// A case or a row by its name; nil, reported, where it is none.
  private func name(of json: JSONValue, among names: [String]) -> Int? {
    guard let text = json.string else {
      context.report(.dataType(json, at: data.range(at: json.offset), due: "a name in quotes"))
      return nil
    }
    if let index = names.firstIndex(of: text) { return index }
    context.report(.dataUnknownCase(text, at: data.range(at: json.offset), names: names))
    return nil
  }

  private func row(of json: JSONValue, _ kind: KindID) -> Int? {
    if let text = json.string, let row = context.rows[kind]?[text] { return row }
    // What is not found is told as of any name.
    return name(of: json, among: context.program.kinds[kind].rows.map(\.name))
  }

  private func cell(_ json: JSONValue) -> Value? {
    guard let parts = json.elements, parts.count == 2, let x = parts[0].integer, let y = parts[1].integer else {
      return nil
    }
    return .cell(x, y)
  }

  private func set(of elements: [JSONValue], _ element: Type) -> Value? {
    var seen: Set<Value> = []
    let values = elements.map { json -> Value? in
      guard let value = value(of: json, as: element) else { return nil }
      if seen.insert(value).inserted { return value }
      context.report(.dataRepeated(at: data.range(at: json.offset)))
      return nil
    }
    return all(values).map(Value.sortedSet)
  }

  private func keyed(_ members: [JSONValue.Member], _ type: Type, _ key: Type.Key, at json: JSONValue) -> Value? {
    let names = context.program.names(of: key)
    var found: [String: Value] = [:]
    var isWhole = true
    for member in members {
      if !names.contains(member.key) {
        context.report(.dataUnknownCase(member.key, at: data.range(at: member.keyOffset), names: names))
        isWhole = false
      } else if let value = value(of: member.value, as: type) {
        found[member.key] = value
      } else {
        isWhole = false
      }
    }
    guard isWhole else { return nil }
    if let missing = names.first(where: { found[$0] == nil }) {
      context.report(.dataMissingKey(missing, at: data.range(at: json.offset)))
      return nil
    }
    return .keyed(names.compactMap { found[$0] })
  }

  private func all(_ values: [Value?]) -> [Value]? {
    let read = values.compactMap { $0 }
    return read.count == values.count ? read : nil
  }
}

extension TypedProgram {
  /// What a data file writes for a type.
  func dataPhrase(of type: Type) -> String {
    switch type {
    case .bool: "`true` or `false`"
    case .int: "a whole number"
    case .unit(let id): "a whole number (of `\(units[id].header.name)`)"
    case .text: "a text"
    case .dice: "dice in quotes, such as \"2d6+1\""
    case .cell, .point: "a place as `[x, y]`"
    case .set, .list: "a list"
    case .keyed: "an object"
    default: "`\(name(of: type))`"
    }
  }
}
