internal import RulesLang

/// Tells how a state of older rules was read, by going along its JSON once more with the new rules in hand.
struct MoveReporter {
  private let rules: RuleSet
  private let values: ValueWriter
  private var report = MoveReport()
  /// Where each change stands among the entries.
  private var places: [Key: Int] = [:]

  private struct Key: Hashable {
    let path: String
    let change: MoveReport.Change
  }

  /// - Parameters:
  ///   - json: what was read.
  ///   - gone: tables that were left out because they are empty.
  ///   - state: what it was read as.
  static func report(on json: JSONValue, without gone: [String], in state: State) -> MoveReport {
    var reporter = MoveReporter(state)
    reporter.addState(json.members ?? [])
    for table in gone { reporter.note(.dropped, at: PatchOperation.step(table), count: 0) }
    return reporter.report
  }

  private init(_ state: State) {
    rules = state.rules
    values = ValueWriter(WordSource(state))
  }

  private mutating func note(_ change: MoveReport.Change, at path: String, count: Int = 1) {
    let key = Key(path: path, change: change)
    if let place = places[key] {
      report.entries[place].count += count
    } else {
      places[key] = report.entries.count
      report.entries.append(MoveReport.Entry(path: path, change: change, count: count))
    }
  }

  // MARK: Fields

  private mutating func addState(_ members: [JSONValue.Member]) {
    let others = rules.names.tables.names + ["map"]
    addFields(members.filter { !others.contains($0.key) }, of: 0, path: "")
    if rules.program.map != nil, !members.contains(where: { $0.key == "map" }) {
      note(.filledIn(["rows": []]), at: "/map")
    }
    for member in members {
      guard let entity = rules.names.tables.find(member.key) else { continue }
      let path = PatchOperation.step(member.key) + "/*"
      for row in member.value.members ?? [] {
        addFields(row.value.members ?? [], of: Layout.table(of: EntityID(entity)), path: path)
      }
    }
  }

  private mutating func addFields(_ members: [JSONValue.Member], of table: Int, path: String) {
    add(
      members, rules.layout.tables[table].fields, rules.names.tableFields[table],
      defaults: rules.constants.tableDefaults[table], path: path)
  }

  private mutating func add(
    _ members: [JSONValue.Member], _ fields: [Layout.Field], _ names: Names.Index, defaults: [[Word]?], path: String
  ) {
    var given = Set<Int>()
    for member in members {
      let inner = path + PatchOperation.step(member.key)
      guard let place = names.find(member.key) else {
        note(.dropped, at: inner)
        continue
      }
      given.insert(place)
      let field = fields[place]
      noteName(member.key, field.name, at: inner)
      add(member.value, field.type, default: defaults[place], path: path + PatchOperation.step(field.name))
    }
    for (place, field) in fields.enumerated() where !given.contains(place) {
      guard let words = defaults[place] else { continue }
      note(.filledIn(values.json(words[...], field.type)), at: path + PatchOperation.step(field.name))
    }
  }

  private mutating func noteName(_ old: String, _ new: String, at path: String) {
    if !old.utf8.elementsEqual(new.utf8) { note(.renamed(from: old, to: new), at: path) }
  }

  // MARK: Values

  private mutating func add(_ json: JSONValue, _ type: Type, default fallback: [Word]? = nil, path: String) {
    switch type {
    case .optional(let inner): if !json.isNull { add(json, inner, path: path) }
    case .record(let id):
      add(
        json.members ?? [], rules.layout.fields(of: id), rules.names.recordFields[id.index],
        defaults: rules.constants.recordDefaults[id.index], path: path)
    case .keyed(let value, let key): addKeyed(json.members ?? [], value, key, fallback, path: path)
    case .set(let element), .list(let element):
      for json in json.elements ?? [] { add(json, element, path: path + "/*") }
    case .enumeration(let id):
      let names = rules.names.cases[id.index]
      if let old = json.string, let place = names.find(old) { noteName(old, names.names[place], at: path) }
    default: break
    }
  }

  private mutating func addKeyed(
    _ members: [JSONValue.Member], _ type: Type, _ key: Type.Key, _ fallback: [Word]?, path: String
  ) {
    var given = Set<Int>()
    for member in members {
      guard let place = rules.place(of: member.key, in: key) else { continue }
      given.insert(place)
      let name = rules.name(of: place, in: key)
      noteName(member.key, name, at: path + PatchOperation.step(member.key))
      add(member.value, type, path: path + PatchOperation.step(name))
    }
    let stride = rules.layout.words(type)
    for place in 0..<rules.layout.count(key) where !given.contains(place) {
      guard let words = fallback?.dropFirst(place * stride).prefix(stride) else { continue }
      note(.filledIn(values.json(words, type)), at: path + PatchOperation.step(rules.name(of: place, in: key)))
    }
  }
}
