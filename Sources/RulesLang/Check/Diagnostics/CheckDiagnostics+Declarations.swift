// All wording about declarations: the map, movements, defines, budgets, waivers, consequences.

extension Diagnostic {
  // MARK: The map

  static func mapTwice(_ range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateItem, at: range, "a rule set has one map", help: "put all of it into one `map { … }`",
      labels: [Label(first, "the first one")])
  }

  static func mapItemTwice(_ item: String, _ range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(.duplicateItem, at: range, "the map says `\(item)` twice", labels: [Label(first, "the first time")])
  }

  static func mapMisses(_ item: String, _ example: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(.missingItem, at: range, "the map does not say its `\(item)`", help: "add a line such as `\(example)`")
  }

  static func unknownMetric(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .unknownMetric, at: name.range, "`\(name.text)` is no way to count distance",
      help: "`equal`: a diagonal step counts one cell; `alternating`: every second one counts two")
  }

  static func cellSize(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .cellSize, at: range, "a cell measures 1 to 1000000 of a unit", help: "write it as `cell 5 ft`")
  }

  static func tooManyMarks(_ name: Identifier) -> Diagnostic {
    Diagnostic(.tableLimit, at: name.range, "a map has at most 64 marks")
  }

  static func tooManyTerrains(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .tableLimit, at: name.range, "a map has at most 256 terrains",
      help: "what differs from place to place can be an entity that stands there")
  }

  static func terrainCharacter(_ mark: TextLiteral) -> Diagnostic {
    Diagnostic(
      .terrainCharacter, at: mark.range, "terrain is drawn with one character",
      help: "as in `terrain wall \"#\"`; blanks and `*` have a meaning of their own in drawings")
  }

  static func placesNoEntity(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(.unknownType, name, "no entity is called `\(name.text)`", among: known)
  }

  static func placeNeedsCell(_ name: Identifier, _ field: FieldInfo, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .placeNeedsCell, at: name.range,
      "`\(name.text)` is `\(program.name(of: field.shape.type))`, and where something stands is a `Cell`",
      help: "declare the field as `Cell` or `optional Cell`", labels: [Label(field.header.range, "declared here")])
  }

  // MARK: Movements

  static func movementMover(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .movementMover, at: name.range, "a movement has one parameter: who moves",
      help: "write `movement \(name.text)(mover: Creature) { … }`, with an entity that the map places")
  }

  static func moverNotPlaced(_ name: Identifier, _ entity: EntityID, _ program: TypedProgram) -> Diagnostic {
    let type = program.name(of: .entity(entity))
    return Diagnostic(
      .notPlaced, at: name.range, "`\(type)` does not stand on the map, so it cannot move",
      help: "`place \(type) at FIELD` in the map says where it stands")
  }

  static func movementItemTwice(_ item: String, _ range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateItem, at: range, "the movement says `\(item)` twice",
      help: item == "cost" ? "what comes on top is an `extra LABEL: …`" : nil, labels: [Label(first, "the first time")])
  }

  static func movementMisses(_ item: String, _ example: String, _ name: Identifier) -> Diagnostic {
    Diagnostic(
      .missingItem, at: name.range, "`\(name.text)` does not say its `\(item)`", help: "add a line such as `\(example)`"
    )
  }

  // MARK: Defines, budgets, adjustments

  static func defineDefault(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedDefault, at: range, "a parameter of a define has no default",
      help: "defaults are for what a request may leave out: actions and events have them")
  }

  static func budgetType(_ range: SourceRange, _ type: String) -> Diagnostic {
    Diagnostic(.badBudget, at: range, "a budget is a number, and this is `\(type)`")
  }

  static func budgetOwner(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .badBudget, at: name.range, "a budget is of one row",
      help: "write `budget \(name.text)(c: Creature): … is …, of which c.used is used`")
  }

  static func budgetCounter(_ range: SourceRange, of owner: String) -> Diagnostic {
    Diagnostic(
      .badCounter, at: range, "what counts is a field of the budget's own row",
      help: "write `of which \(owner).FIELD is used`, so that each row counts for itself")
  }

  static func counterType(_ place: Place, due: Type, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .badCounter, at: place.range,
      "the counter is `\(program.name(of: place.shape.type))`, and the budget `\(program.name(of: due))`",
      help: "both count the same: give them one type")
  }

  static func diagonalsCounter(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .badCounter, at: range, "diagonal steps are counted by an Int of the mover",
      help: "write `counted by mover.FIELD`")
  }

  static func unknownBent(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownFunction, name, "no define or budget is called `\(name.text)`", among: known,
      otherwise: "adjustments and exceptions bend what a `define` or `budget` gives")
  }

  static func bendsNoNumber(_ name: Identifier, _ type: Type, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .bendsNoNumber, at: name.range, "`\(name.text)` is `\(program.name(of: type))`, and only numbers are adjusted",
      help: "an `exception` puts another value in its place")
  }

  static func bendsBounded(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .keyOutOfRange, at: name.range, "`\(name.text)` promises bounds, and an adjustment could leave them",
      help: "leave the bounds of the define out, or keep them with a define around it: `min(x.\(name.text), …)`")
  }

  static func unknownInsteadOf(_ name: Identifier, what: String, of function: String, known: [String]) -> Diagnostic {
    unknown(
      .unknownInsteadOf, name, "`\(function)` has no other \(what) `\(name.text)`", among: known,
      otherwise: known.isEmpty ? "it stands alone: leave `instead of` out" : "the others are \(list(known))")
  }

  // MARK: Waivers

  static func unknownLift(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownLift, name, "nothing that can be lifted is called `\(name.text)`", among: known,
      otherwise: "lifted are rules, notes, waivers, and requirements by their ids, such as `attack.cost`")
  }

  static func unknownLabel(_ label: Identifier, of owner: String, known: [String]) -> Diagnostic {
    unknown(
      .unknownLabel, label, "`\(owner)` has no requirement labelled `\(label.text)`", among: known,
      otherwise: known.isEmpty ? "none of its requirements has a label" : "its labels are \(list(known))")
  }

  static func liftsNothing(_ label: Identifier, what: String, known: [String]) -> Diagnostic {
    unknown(
      .unknownLabel, label, "no \(what) that is meant has a requirement labelled `\(label.text)`", among: known,
      otherwise: known.isEmpty ? nil : "the labels are \(list(known))")
  }

  static func liftsWhole(_ name: Identifier, labels: [String]) -> Diagnostic {
    Diagnostic(
      .liftsWhole, at: name.range, "`\(name.text)` is an action or event, and cannot be lifted whole",
      help: labels.first.map { "name what is lifted of it: `\(name.text).\($0)`" }
        ?? "give its requirements labels, and name those")
  }

  static func liftsName(_ range: SourceRange, id: String) -> Diagnostic {
    Diagnostic(
      .liftsName, at: range, "`\(id)` gives a name its value, and cannot be lifted",
      help: "what follows needs the value; lift the requirements that should not hold")
  }

  // MARK: Consequences and conceals

  static func consequenceTable(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .consequenceTable, at: range, "a consequence is of the rows of a table",
      help: "write `for each c in creatures`, and put the rest into `as soon as`")
  }

  static func openedParameters(_ parameter: ParameterInfo) -> Diagnostic {
    Diagnostic(
      .openedParameters, at: parameter.header.range, "`opened` takes no parameters",
      help: "it is done by itself after every load of a state, when nobody could give one; read what it needs from the "
        + "state")
  }

  static func holeInConceal(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .holeInConceal, at: range, "nothing of the state stands in the words of a `conceal`",
      help: "they are read by those from whom the row is concealed: write a plain text")
  }

  static func concealsNoTable(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownTable, name, "no table of the state is called `\(name.text)`", among: known,
      otherwise: known.isEmpty ? nil : "the tables are \(list(known))")
  }
}
