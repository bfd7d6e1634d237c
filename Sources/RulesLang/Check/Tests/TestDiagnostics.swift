// All wording of the checker of fixtures and tests.

extension Diagnostic {
  // MARK: Fixtures

  static func fixtureTwice(_ name: Identifier, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .fixtureTwice, at: name.range, "there is a fixture `\(name.text)` already",
      labels: [Label(first, "the first one")])
  }

  static func fixtureNameTwice(_ name: Identifier, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .fixtureTwice, at: name.range, "this fixture has a `\(name.text)` already",
      help: "rows and users share their names, so that a test can say either", labels: [Label(first, "the first one")])
  }

  static func unknownEntity(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownEntity, name, "there is no entity `\(name.text)`", among: known,
      otherwise: "a row is one of \(list(known))")
  }

  static func unknownSetter(_ name: Identifier, of owner: SetterOwner) -> Diagnostic {
    let names = owner.fields.map(\.header.name)
    let what = owner.name == "the state" ? owner.name : "`\(owner.name)`"
    return unknown(
      .unknownSetter, name, "\(what) has no field `\(name.text)`", among: names,
      otherwise: names.isEmpty ? nil : "it has \(list(names))")
  }

  static func unknownRowOrField(_ name: Identifier, rows: [String], fields: [String]) -> Diagnostic {
    unknown(
      .unknownSetter, name, "`\(name.text)` is neither a row of the fixture nor a field of the state",
      among: rows + fields, otherwise: rows.isEmpty ? nil : "the rows are \(list(rows))")
  }

  static func setTwice(_ name: Identifier, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .setTwice, at: name.range, "`\(name.text)` has a value already", labels: [Label(first, "given here")])
  }

  static func nestedSetter(_ name: Identifier, _ type: Type, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .nestedSetter, at: name.range, "`\(name.text)` is `\(program.name(of: type))` and has no fields",
      help: "write `\(name.text): VALUE`")
  }

  static func notPlain(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .notPlain, at: range, "a plain value is due here: nothing is worked out before there is a state",
      help: "write a literal, a row, a user, or a record, list or set of these")
  }

  static func missingValues(_ fields: [String], of subject: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .missingValues, at: range, "`\(subject)` needs a value for \(list(fields))",
      help: "give one, or a default where the field is declared")
  }

  // MARK: Drawings

  static func drawingWithoutMap(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .drawing, at: range, "this rule set has no map to draw",
      help: "declare one: `map { … }` with the terrains and their characters")
  }

  static func nothingToDrawOn(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .drawing, at: range, "the test's fixture draws no map that this could be compared with",
      help: "begin the test with `given` and a fixture that has a `map`")
  }

  static func emptyDrawing(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.drawing, at: range, "this drawing is empty")
  }

  static func raggedDrawing(at range: SourceRange, width: Int, found: Int) -> Diagnostic {
    Diagnostic(
      .drawing, at: range, "this row is \(found) wide, the first one \(width)", help: "all rows are of one width")
  }

  static func drawingSize(_ drawing: Drawing, width: Int, height: Int, fixture: FixtureInfo) -> Diagnostic {
    let found = "\(drawing.rows.first?.count ?? 0) × \(drawing.rows.count)"
    return Diagnostic(
      .drawing, at: drawing.range, "this drawing is \(found), the map of `\(fixture.header.name)` \(width) × \(height)",
      help: "copy the fixture's map and mark cells with `*`", labels: [Label(fixture.header.range, "the fixture")])
  }

  static func unknownTerrain(_ character: Character, at range: SourceRange, known: [MapInfo.Terrain]) -> Diagnostic {
    let terrains = known.map { "`\($0.character)` (\($0.name))" }.joined(separator: ", ")
    return Diagnostic(
      .drawing, at: range, "`\(character)` is neither a terrain nor a marker of this fixture",
      help: "terrains are \(terrains); a marker is `\"\(character)\": Creature … { … }`")
  }

  static func secondDrawing(_ range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(.drawing, at: range, "a fixture draws one map", labels: [Label(first, "the first one")])
  }

  static func markerTwice(_ marker: TextLiteral, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .marker, at: marker.range, "`\(marker.value)` marks another row already", labels: [Label(first, "this one")])
  }

  static func markerIsTerrain(_ marker: TextLiteral) -> Diagnostic {
    Diagnostic(
      .marker, at: marker.range, "`\(marker.value)` is drawn for a terrain and cannot mark a row",
      help: "take a character that no terrain has")
  }

  static func markerDrawnTwice(_ marker: TextLiteral, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .marker, at: range, "`\(marker.value)` is drawn twice, and marks one row",
      help: "a creature wider than a cell is drawn at its north-west cell alone",
      labels: [Label(marker.range, "the row it marks")])
  }

  static func markerNotDrawn(_ marker: TextLiteral) -> Diagnostic {
    Diagnostic(
      .marker, at: marker.range, "`\(marker.value)` is not in the drawing",
      help: "draw it where the row stands; a row without a marker is written without one")
  }

  static func markerWithoutDrawing(_ marker: TextLiteral) -> Diagnostic {
    Diagnostic(
      .marker, at: marker.range, "this fixture draws no map for `\(marker.value)` to stand on",
      help: "draw one: `map` and the rows between `\"\"\"`")
  }

  static func markerOfUnplaced(_ marker: TextLiteral, _ type: Identifier) -> Diagnostic {
    Diagnostic(
      .marker, at: marker.range, "a `\(type.text)` does not stand on the map",
      help: "`place \(type.text) at FIELD` in the map says where one stands; or leave the marker out")
  }

  static func cellTwice(_ row: Identifier, field: String, at range: SourceRange, marker: SourceRange) -> Diagnostic {
    Diagnostic(
      .marker, at: range, "`\(row.text)` stands where its marker is drawn", help: "leave `\(field)` or the marker out",
      labels: [Label(marker, "the marker")])
  }

  // MARK: Tests

  static func testTwice(_ title: TextLiteral, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .testTwice, at: title.range, "there is a test with this title already", help: "say what this one is about",
      labels: [Label(first, "the first one")])
  }

  static func unknownFixture(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownFixture, name, "there is no fixture `\(name.text)`", among: known,
      otherwise: known.isEmpty ? "declare one: `fixture \(name.text) { … }`" : nil)
  }

  static func secondFixture(_ name: Identifier, first: Identifier) -> Diagnostic {
    Diagnostic(
      .secondFixture, at: name.range, "a test rests on one fixture, and this one on `\(first.text)`",
      help: "write a second test", labels: [Label(first.range, "given here")])
  }

  static func unknownUser(_ name: Identifier, known: [String], hasFixture: Bool) -> Diagnostic {
    let message = "there is no user `\(name.text)`"
    guard hasFixture else {
      return Diagnostic(
        .unknownUser, at: name.range, message, help: "begin the test with `given` and a fixture: it names the users")
    }
    let help =
      known.isEmpty ? "the fixture names them: `users \(name.text)`" : "the fixture has the users \(list(known))"
    return unknown(.unknownUser, name, message, among: known + ["host"], otherwise: help)
  }

  static func unknownAction(_ name: Identifier, known: [String], isEvent: Bool) -> Diagnostic {
    guard isEvent else {
      return unknown(.unknownAction, name, "there is no action `\(name.text)`", among: known)
    }
    return Diagnostic(
      .unknownAction, at: name.range, "`\(name.text)` is an event: it happens, nobody does it",
      help: "do an action that brings it about, and `expect \(name.text)(…)`")
  }

  static func onlyHostDoes(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .hostAction, at: name.range, "`\(name.text)` is a host action: no user can do it",
      help: "write `host does \(name.text)(…)`")
  }

  static func hostDoesNot(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .hostAction, at: name.range, "`\(name.text)` is done by users: the host only reports host actions",
      help: "name the user that does it")
  }

  static func missingArguments(_ names: [String], of call: CallSyntax, _ action: ActionInfo) -> Diagnostic {
    Diagnostic(
      .missingArguments, at: call.range, "`\(call.name.text)` needs \(list(names))",
      labels: [Label(action.header.range, "declared here")])
  }

  static func surplusArgument(_ range: SourceRange, of name: Identifier, takes: [String]) -> Diagnostic {
    Diagnostic(
      .surplusArgument, at: range,
      takes.isEmpty ? "`\(name.text)` takes no arguments" : "`\(name.text)` takes \(list(takes)) and no more")
  }

  static func unknownArgument(_ label: Identifier, of name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .surplusArgument, label, "`\(name.text)` has no parameter `\(label.text)`", among: known,
      otherwise: known.isEmpty ? nil : "it has \(list(known))")
  }

  static func routeWithoutMover(_ range: SourceRange, _ action: ActionInfo) -> Diagnostic {
    Diagnostic(
      .strayRoute, at: range, "this route starts nowhere: `\(action.header.name)` has nobody who stands on the map",
      help: "write the cells as a list: `[(2, 1), (3, 1)]`")
  }

  static func strayRoute(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .strayRoute, at: range, "a route stands only among the arguments of what is done",
      help: "`ana does move(aria, east 3 then south 1)`: it starts where the mover stands then")
  }

  static func nothingDone(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .nothingDone, at: range, "nothing has been done yet of which this could be expected",
      help: "say before it who does what, or `at` which time")
  }

  // MARK: Dice

  static func severalRolls(_ name: String, at range: SourceRange, ids: [String]) -> Diagnostic {
    Diagnostic(
      .unknownPart, at: range, "several rolls are called `\(name)`", help: "there is \(list(ids)): say which")
  }

  static func rollNeedsElement(_ range: SourceRange, _ roll: String, _ type: String) -> Diagnostic {
    Diagnostic(
      .rollElement, at: range, "`\(roll)` is thrown once for each `\(type)`", help: "say whose: `\(roll)[…] 12`")
  }

  static func rollWithoutElement(_ range: SourceRange, _ roll: String) -> Diagnostic {
    Diagnostic(.rollElement, at: range, "`\(roll)` is thrown once, not for each of some", help: "leave the `[…]` out")
  }

  // MARK: Expectations

  static func unknownPart(_ id: String, _ what: String, at range: SourceRange, known: [String]) -> Diagnostic {
    unknown(
      .unknownPart, Identifier(text: id, range: range), "there is no \(what) `\(id)`", among: known,
      otherwise: known.isEmpty ? nil : "there is \(list(known))")
  }

  static func unknownReason(_ id: String, at range: SourceRange, parts: [String], known: [String]) -> Diagnostic {
    if !parts.isEmpty {
      return Diagnostic(
        .unknownReason, at: range, "`\(id)` is no requirement itself", help: "it has several: \(list(parts))")
    }
    let last = id.split(separator: ".").last.map(String.init) ?? id
    let sameLabel = known.filter { $0.hasSuffix("." + last) }
    return unknown(
      .unknownReason, Identifier(text: id, range: range), "no requirement is called `\(id)`", among: known,
      otherwise: sameLabel.isEmpty ? nil : "there is \(list(sameLabel))")
  }

  static func unknownEvent(_ name: Identifier, known: [String], isAction: Bool) -> Diagnostic {
    guard isAction else { return unknown(.unknownEvent, name, "there is no event `\(name.text)`", among: known) }
    return Diagnostic(
      .unknownEvent, at: name.range, "`\(name.text)` is an action: it is done, it does not follow")
  }

  static func eventArguments(_ call: CallSyntax, names: [String]) -> Diagnostic {
    let found = call.arguments.isEmpty ? "none" : "\(call.arguments.count)"
    return Diagnostic(
      .missingArguments, at: call.range,
      names.isEmpty
        ? "`\(call.name.text)` takes no arguments"
        : "`\(call.name.text)` takes \(list(names)), and \(found) stand here")
  }

  static func cellsDue(_ found: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .cellsDue, at: found.range, "this is `\(program.name(of: found.type))`, where cells are due",
      help: "as in `cells(sphere(20 ft), at: (3, 4))`")
  }

  // MARK: Tables

  static func emptyTable(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .testTable, at: range, "this table has no rows", help: "a row is `(VALUE, …)`, one value for each column")
  }

  static func tableInTable(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.testTable, at: range, "a table cannot stand in another", help: "write all combinations as rows of one")
  }

  static func rowWidth(_ range: SourceRange, columns: [String], found: Int) -> Diagnostic {
    Diagnostic(
      .testTable, at: range,
      "this row has \(found == 1 ? "1 value" : "\(found) values") for the columns \(list(columns))")
  }

  static func mixedColumn(_ range: SourceRange, column: String) -> Diagnostic {
    Diagnostic(
      .testTable, at: range, "the column `\(column)` says in some rows what is expected, in this one it does not",
      help: "a column is of one kind")
  }

  static func notVerdictColumn(_ name: Identifier, known: [String]) -> Diagnostic {
    Diagnostic(
      .testTable, at: name.range, "`\(name.text)` is no column of expectations",
      help: known.first.map { "did you mean `\($0)`?" }
        ?? "`expect` is followed by `legal`, `illegal`, an event, `reach of`, `cells of`, or such a column")
  }
}
