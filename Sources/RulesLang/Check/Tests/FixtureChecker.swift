/// Checks one fixture: who there is, what stands where, and what differs from the defaults.
struct FixtureChecker {
  private let context: CheckContext
  private var expressions: ExpressionChecker
  private var rows: [(syntax: RowSyntax, range: SourceRange, marker: TextLiteral?)] = []
  private var users: [Identifier] = []
  private var drawing: Drawing?
  private var setters: [SetterSyntax] = []
  /// Where each name of a row or user was given.
  private var named: [String: SourceRange] = [:]

  init(_ context: CheckContext) {
    self.context = context
    expressions = ExpressionChecker(context, .test(users: []))
  }

  mutating func check(_ fixture: Named<FixtureDeclaration>) -> FixtureInfo {
    for item in fixture.syntax.items { sort(item) }
    bindNames()
    let markers = Dictionary(rows.compactMap { row in row.marker.map { ($0.value, $0) } }) { first, _ in first }
    let map = drawing.map { DrawingReader($0, in: context).readFixture(markers: markers) }
    if map == nil, let marker = rows.lazy.compactMap(\.marker).first {
      context.report(.markerWithoutDrawing(marker))
    }
    let infos = rows.compactMap { row in check(row.syntax, row.range, marker: row.marker, map: map) }
    let state = SetterOwner(name: "the state", fields: context.program.state)
    let stateSetters = expressions.setters(setters, of: state)
    reportMissing(in: state, written: setters, drawn: nil, at: fixture.name.range, subject: fixture.name.text)
    return FixtureInfo(
      header: fixture.header, users: users.map(\.text), map: map?.rows ?? [], rows: infos, setters: stateSetters,
      locals: expressions.localInfos)
  }

  private mutating func sort(_ item: FixtureItemSyntax) {
    switch item.kind {
    case .marker(let marker, let row):
      if let other = rows.first(where: { $0.marker?.value == marker.value })?.marker {
        context.report(.markerTwice(marker, first: other.range))
      }
      add(row, item.range, marker)
    case .row(let row): add(row, item.range, nil)
    case .users(let names):
      for name in names where claim(name) { users.append(name) }
    case .map(let drawn):
      if let drawing { context.report(.secondDrawing(drawn.range, first: drawing.range)) }
      drawing = drawing ?? drawn
    case .setter(let setter): setters.append(setter)
    }
  }

  /// A row of a known type and with a name of its own; others are told of and left out.
  private mutating func add(_ row: RowSyntax, _ range: SourceRange, _ marker: TextLiteral?) {
    guard entity(of: row) != nil else {
      if !row.type.isMissing {
        context.report(.unknownEntity(row.type, known: context.program.entities.map(\.header.name)))
      }
      return
    }
    if claim(row.id) { rows.append((row, range, marker)) }
  }

  private mutating func claim(_ name: Identifier) -> Bool {
    if name.isMissing { return false }
    if let first = named[name.text] {
      context.report(.fixtureNameTwice(name, first: first))
      return false
    }
    named[name.text] = name.range
    return true
  }

  private func entity(of row: RowSyntax) -> EntityID? {
    if case .entity(let id) = context.names.types[row.type.text] { id } else { nil }
  }

  /// Rows may name rows and users that stand below them.
  private mutating func bindNames() {
    for row in rows {
      guard let entity = entity(of: row.syntax) else { continue }
      expressions.bind(Local(row.syntax.id.text, .entity(entity), row.syntax.id.range))
    }
    for user in users { expressions.bind(Local(user.text, .user, user.range)) }
  }

  private mutating func check(
    _ row: RowSyntax, _ range: SourceRange, marker: TextLiteral?, map: DrawingReader.Map?
  ) -> FixtureInfo.Row? {
    guard let entity = entity(of: row) else { return nil }
    let info = context.program.entities[entity]
    let owner = SetterOwner(name: info.header.name, fields: info.fields)
    let setters = expressions.setters(row.setters, of: owner)
    let placement = context.program.map?.placements.first { $0.entity == entity }
    if let marker {
      if placement == nil { context.report(.markerOfUnplaced(marker, row.type)) }
      let drawn = setters.first { $0.field == placement?.cellField }
      if let drawn, let field = placement?.cellField {
        context.report(.cellTwice(row.id, field: info.fields[field].header.name, at: drawn.range, marker: marker.range))
      }
    }
    reportMissing(
      in: owner, written: row.setters, drawn: marker == nil ? nil : placement?.cellField, at: row.id.range,
      subject: row.id.text)
    return FixtureInfo.Row(
      entity: entity, id: row.id.text, range: range, cell: marker.flatMap { map?.cells[$0.value] }, setters: setters)
  }

  /// All values that have no default and are not written either, told at once.
  private func reportMissing(
    in owner: SetterOwner, written: [SetterSyntax], drawn: Int?, at range: SourceRange, subject: String
  ) {
    let names = Set(written.map(\.name.text))
    // What a misspelt name was meant for is written, and a default that is wrong is there: both are told already.
    let known = owner.fields.map(\.header.name)
    let meant = Set(names.subtracting(known).compactMap { Suggestion.nearest(to: $0, among: known) })
    let missing = owner.fields.indices.filter { index in
      let field = owner.fields[index]
      return index != drawn && !names.contains(field.header.name) && !meant.contains(field.header.name)
        && field.shape.type != .error && !context.program.hasDefault(field)
        && !context.brokenDefaults.contains(field.header.range)
    }
    if missing.isEmpty { return }
    context.report(.missingValues(missing.map { owner.fields[$0].header.name }, of: subject, at: range))
  }
}

extension TypedProgram {
  /// Whether a field has a value where none is given: its default, nothing, or a record whose fields all have one.
  package func hasDefault(_ field: FieldInfo) -> Bool {
    if field.defaultValue != nil || field.shape.type.isOptional { return true }
    guard case .record(let id) = field.shape.type else { return false }
    return records[id].fields.allSatisfy(hasDefault)
  }
}
