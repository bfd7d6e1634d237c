// The schema: units, enums, records, kinds, entities and the state. First all types, then the names of the rows of
// kinds, then defaults (records before what holds them), then the rows themselves: each step needs only what the
// steps before it have made.

struct SchemaChecker {
  let context: CheckContext
  let table: DeclarationTable
  let sources: [String: [MergedRuleSet.TableSource]]

  func check() {
    declareTypes()
    let records = fieldTypes()
    let tables = KindTables(context, table.kinds, sources: sources)
    tables.nameRows()
    for index in RecordOrder(context, table.records).order { fillRecord(index, records[index]) }
    boundSizes()
    fillDefaults()
    tables.readRows()
    dropFields()
  }

  // MARK: Types

  private func declareTypes() {
    let units = [UnitInfo(header: Header(name: "s", range: .nowhere, doc: nil))]
    context.program.units = units + table.units.map { UnitInfo(header: $0.header) }
    let enums = Dictionary(table.enums.map { ($0.name.text, $0) }) { first, _ in first }
    context.program.enums = table.enumNames.map { name in enums[name].map { declared($0) } ?? builtin(name) }
    context.program.records = table.records.map { RecordInfo(header: $0.header, fields: []) }
    context.program.kinds = table.kinds.map {
      KindInfo(header: $0.header, table: $0.syntax.table.text, fields: [], rows: [])
    }
    context.program.entities = table.entities.map { entity in
      EntityInfo(header: entity.header, table: entity.syntax.table.text, limit: limit(of: entity.syntax), fields: [])
    }
    if let surplus = table.entities.dropFirst(CheckContext.mostEntities).first {
      context.report(.tooManyEntities(surplus.name))
    }
    for (name, type) in [
      ("Action", \TypedProgram.actionEnum), ("Movement", \.movementEnum), ("Cover", \.coverEnum),
    ] as [(String, WritableKeyPath<TypedProgram, EnumID>)] {
      if let index = table.enumNames.firstIndex(of: name) { context.program[keyPath: type] = EnumID(index) }
    }
  }

  private func declared(_ declaration: Named<EnumDeclaration>) -> EnumInfo {
    var cases: [Header] = []
    var first: [String: SourceRange] = [:]
    var was: [String: Int] = [:]
    for enumCase in declaration.syntax.cases where !enumCase.name.isMissing {
      if let first = first[enumCase.name.text] {
        context.report(.memberTwice(enumCase.name, of: declaration.name.text, first: first))
        continue
      }
      first[enumCase.name.text] = enumCase.name.range
      if let old = enumCase.was { was[old.text] = cases.count }
      cases.append(Header(enumCase.name, enumCase.doc))
    }
    if cases.isEmpty { context.report(.emptyEnum(declaration.name)) }
    return EnumInfo(header: declaration.header, ordered: declaration.syntax.isOrdered, cases: cases, was: was)
  }

  private func builtin(_ name: String) -> EnumInfo {
    let cases: [Header] =
      switch name {
      case "Action": table.actions.map(\.header)
      case "Movement": table.movements.map(\.header)
      default: ["open", "half", "threeQuarters", "total"].map { Header(name: $0, range: .nowhere, doc: nil) }
      }
    return EnumInfo(header: Header(name: name, range: .nowhere, doc: nil), ordered: name == "Cover", cases: cases)
  }

  private func limit(of entity: EntityDeclaration) -> Int64 {
    var checker = ExpressionChecker(context, .constant("a limit"))
    let limit = checker.check(entity.limit, as: .int)
    guard limit.type != .error else { return 0 }
    guard let number = limit.constantInt else {
      context.report(.notConstant(limit.range, what: "a limit"))
      return 0
    }
    guard (1...1_000_000).contains(number) else {
      context.report(.tableLimit(limit.range))
      return 0
    }
    return number
  }

  // MARK: Fields

  /// Sets the fields of all owners, without defaults; gives those of the records.
  private func fieldTypes() -> [[FieldDeclaration]] {
    for (index, kind) in table.kinds.enumerated() {
      context.program.kinds[index].fields = fields(kind.syntax.fields, of: kind.name.text, for: .kindField).infos
    }
    for (index, entity) in table.entities.enumerated() {
      context.program.entities[index].fields = fields(entity.syntax.fields, of: entity.name.text, for: .field).infos
    }
    context.program.state = fields(table.state, of: "state", for: .field).infos
    return table.records.enumerated().map { index, record in
      let (infos, kept) = fields(record.syntax, of: record.name.text, for: .field)
      context.program.records[index].fields = infos
      return kept
    }
  }

  private func fields(
    _ declarations: [FieldDeclaration], of owner: String, for use: TypeUse
  ) -> (infos: [FieldInfo], kept: [FieldDeclaration]) {
    var infos: [FieldInfo] = []
    var kept: [FieldDeclaration] = []
    var first: [String: SourceRange] = [:]
    for field in declarations where !field.name.isMissing {
      if let first = first[field.name.text] {
        context.report(.memberTwice(field.name, of: owner, first: first))
        continue
      }
      first[field.name.text] = field.name.range
      var checker = ExpressionChecker(context, .constant("a bound"))
      let shape = checker.shape(field.type, for: use)
      infos.append(
        FieldInfo(header: Header(field.name, field.doc), shape: shape, defaultValue: nil, was: field.was?.text))
      kept.append(field)
    }
    return (infos, kept)
  }

  /// Rows, constants and the state are kept in memory whole.
  private func boundSizes() {
    for index in context.program.kinds.indices {
      context.program.kinds[index].fields = context.kept(context.program.kinds[index].fields)
    }
    for index in context.program.entities.indices {
      context.program.entities[index].fields = context.kept(context.program.entities[index].fields)
    }
    context.program.state = context.kept(context.program.state)
  }

  // MARK: Defaults

  private func fillRecord(_ index: Int, _ declarations: [FieldDeclaration]) {
    context.program.records[index].fields = withDefaults(context.program.records[index].fields, declarations)
  }

  private func fillDefaults() {
    for (index, kind) in table.kinds.enumerated() {
      context.program.kinds[index].fields = withDefaults(context.program.kinds[index].fields, kind.syntax.fields)
    }
    for (index, entity) in table.entities.enumerated() {
      context.program.entities[index].fields = withDefaults(
        context.program.entities[index].fields, entity.syntax.fields)
    }
    context.program.state = withDefaults(context.program.state, table.state)
  }

  private func withDefaults(_ fields: [FieldInfo], _ declarations: [FieldDeclaration]) -> [FieldInfo] {
    let written = Dictionary(declarations.map { ($0.name.text, $0.defaultValue) }) { first, _ in first }
    return fields.map { field in
      var field = field
      field.defaultValue =
        (written[field.header.name] ?? nil).map { constant($0, for: field) }
        ?? context.impliedDefault(of: field.shape.type)
      return field
    }
  }

  /// Nil, reported, where the default is no constant of the field.
  private func constant(_ syntax: ExpressionSyntax, for field: FieldInfo) -> Value? {
    var checker = ExpressionChecker(context, .constant("a default"))
    let typed = checker.check(syntax, as: field.shape.type)
    if typed.type == .error {
      context.brokenDefaults.insert(field.header.range)
      return nil
    }
    guard let value = typed.constant else {
      context.report(.notConstant(typed.range, what: "a default"))
      context.brokenDefaults.insert(field.header.range)
      return nil
    }
    if let misfit = field.shape.misfit(of: value) {
      context.report(.outOfBounds(misfit, at: typed.range, field: field.header))
    }
    return value
  }

  // MARK: Fields of older versions

  private func dropFields() {
    for (field, type) in table.dropped where !field.isMissing && !type.isMissing {
      guard case .entity(let id) = context.names.types[type.text] else {
        context.report(.droppedFrom(type, known: context.program.entities.map(\.header.name)))
        continue
      }
      context.program.entities[id.index].dropped.append(field.text)
    }
  }
}

extension CheckContext {
  /// What a field has where nothing is said: an optional is absent, a record whose fields all have defaults has those.
  func impliedDefault(of type: Type) -> Value? {
    switch type {
    case .optional: return Value.none
    case .record(let id):
      let values = program.records[id].fields.compactMap(\.defaultValue)
      return values.count == program.records[id].fields.count ? .record(values) : nil
    case .keyed(let inner, by: let key):
      guard let value = impliedDefault(of: inner) else { return nil }
      return .keyed(program.names(of: key).map { _ in value })
    default: return nil
    }
  }
}

extension SourceRange {
  /// Of what no text declares.
  static let nowhere = SourceRange(file: -1, lower: 0, upper: 0)
}
