internal import RulesLang

// Records, rows and keyed values: what JSON writes as objects.

extension ValueReader {
  /// A value for each of some fields, defaults where nothing is said.
  ///
  /// - Parameter dropped: names of older versions whose values go.
  mutating func readFields(
    _ json: JSONValue, _ fields: [Layout.Field], _ names: Names.Index, defaults: [[Word]?], what: String,
    dropped: [String] = [], to words: inout [Word]
  ) {
    guard let members = json.members else {
      _ = wrong(json, "an object with the fields of \(what)")
      words.append(contentsOf: repeatElement(0, count: fields.reduce(0) { $0 + $1.words }))
      return
    }
    let values = match(members, fields, names, what: what, dropped: dropped)
    for (place, field) in fields.enumerated() {
      readField(values[place], of: json, field, default: defaults[place], to: &words)
    }
  }

  /// The values of fields in their order; notes members that are none.
  mutating func match(
    _ members: [JSONValue.Member], _ fields: [Layout.Field], _ names: Names.Index, what: String, noun: String = "field",
    dropped: [String], others: (String) -> Bool = { _ in false }
  ) -> [JSONValue?] {
    var values = [JSONValue?](repeating: nil, count: fields.count)
    for member in members where !others(member.key) {
      guard let place = names.find(member.key) else {
        if dropped.contains(where: { $0.utf8.elementsEqual(member.key.utf8) }) { continue }
        problems.add(
          .unknownKey, at: member.keyOffset,
          "\(what) has no \(noun) \(quoted(member.key))\(suggestion(for: member.key, among: names.names))")
        continue
      }
      if values[place] != nil {
        problems.add(
          .repeated, at: member.keyOffset, "\(quoted(fields[place].name)) is given twice, once by its older name")
      }
      values[place] = member.value
    }
    return values
  }

  /// One field's value, or its default.
  mutating func readField(
    _ value: JSONValue?, of owner: JSONValue, _ field: Layout.Field, default: [Word]?, to words: inout [Word]
  ) {
    guard let value else {
      if `default` == nil {
        problems.add(.missing, at: owner.offset, member: field.name, "\(quoted(field.name)) is missing")
      }
      words.append(contentsOf: `default` ?? Array(repeating: 0, count: field.words))
      return
    }
    if case .keyed(let type, let key) = field.type {
      readKeyed(value, type, key, Bounds(field), fallback: `default`, to: &words)
    } else {
      read(value, field.type, Bounds(field), to: &words)
    }
  }

  mutating func readRecord(_ json: JSONValue, _ id: RecordID, to words: inout [Word]) {
    readFields(
      json, rules.layout.fields(of: id), rules.names.recordFields[id.index],
      defaults: rules.constants.recordDefaults[id.index], what: rules.program.records[id].header.name, to: &words)
  }

  /// A value for every key; a key that is left out has what the default says for it.
  mutating func readKeyed(
    _ json: JSONValue, _ type: Type, _ key: Type.Key, _ bounds: Bounds, fallback: [Word]?, to words: inout [Word]
  ) {
    let count = rules.layout.count(key)
    let stride = rules.layout.words(type)
    guard let members = json.members else {
      _ = wrong(json, "an object with a value for each key")
      words.append(contentsOf: repeatElement(0, count: count * stride))
      return
    }
    var values = [JSONValue?](repeating: nil, count: count)
    for member in members {
      guard let place = rules.place(of: member.key, in: key) else {
        problems.add(
          .unknownKey, at: member.keyOffset,
          "\(quoted(member.key)) is no key here\(rules.hint(for: member.key, in: key))")
        continue
      }
      if values[place] != nil {
        problems.add(.repeated, at: member.keyOffset, "\(quoted(member.key)) is given twice, once by its older name")
      }
      values[place] = member.value
    }
    for (place, value) in values.enumerated() {
      if let value {
        read(value, type, bounds, to: &words)
      } else if let fallback {
        words.append(contentsOf: fallback[place * stride..<(place + 1) * stride])
      } else {
        let name = rules.name(of: place, in: key)
        problems.add(.missing, at: json.offset, member: name, "\(quoted(name)) is missing")
        words.append(contentsOf: repeatElement(0, count: stride))
      }
    }
  }
}
