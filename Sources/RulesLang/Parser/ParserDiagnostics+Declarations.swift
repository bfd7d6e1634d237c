// Wording: declarations, overlays, maps, tests.

// MARK: - Clauses
extension Diagnostic {
  private static func missing(_ range: SourceRange, _ message: String, _ help: String) -> Diagnostic {
    Diagnostic(.missingClause, at: range, message, help: help)
  }

  static func entityWithoutLimit(_ range: SourceRange) -> Diagnostic {
    missing(range, "an entity has a limit: `up to` is due here", "write `entity NAME in TABLE up to 500 { … }`")
  }

  static func budgetWithoutCounter(_ range: SourceRange, _ found: String) -> Diagnostic {
    missing(
      range, "a budget says what is used: \(found) does not fit here",
      "write `budget NAME(…): TYPE is LIMIT, of which COUNTER is used`")
  }

  static func exceptionWithoutCondition(_ range: SourceRange) -> Diagnostic {
    missing(range, "an exception has a condition: `when` is due here", "write `exception NAME: f(x) is VALUE when C`")
  }

  static func missingBecause(_ range: SourceRange, _ found: String, _ what: String) -> Diagnostic {
    missing(range, "\(what) says why: `because` is due here, not \(found)", "write `because \"…\"`")
  }

  static func concealWithoutTable(_ range: SourceRange, _ found: String, _ name: String) -> Diagnostic {
    missing(range, "a concealment says which rows: `in` is due here, not \(found)", "write `\(name) in TABLE`")
  }

  static func concealWithoutCondition(_ range: SourceRange) -> Diagnostic {
    missing(range, "what is always concealed would be seen by nobody: `when` is due here", "write `when C`")
  }

  static func concealWithoutWords(_ range: SourceRange) -> Diagnostic {
    missing(range, "a concealed row is told of in other words: `as` is due here", "write `as \"someone\"`")
  }

  static func concealWithoutTelling(_ range: SourceRange) -> Diagnostic {
    missing(range, "concealed rows say what a refused user reads: `telling` is due here", "write `telling \"…\"`")
  }

  static func tellingOfField(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(
      .misplacedClause, at: range, "a concealed field has no `\(word)`",
      help: word == "as"
        ? "it is left out of what a viewer is shown" : "it refuses nothing, so there is nothing to tell")
  }

  static func byAnyoneOnHost(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedClause, at: range, "a host action has no user: `by anyone` says nothing here", help: "take it out")
  }

  static func saysOnAction(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedClause, at: range, "`says` belongs to an event", help: "let the action `do` an event that says it")
  }

  static func clauseOrder(_ range: SourceRange, _ word: String, before other: String) -> Diagnostic {
    Diagnostic(.misplacedClause, at: range, "`\(word)` stands before `\(other)`", help: "move it there")
  }

  static func expectedBend(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(
      .bendForm, at: range, "an adjustment bends a value: \(found) does not",
      help: "write `raised by`, `lowered by`, `doubled`, `halved`, `at least` or `at most`; "
        + "an `exception` gives a value")
  }

  static func bendInException(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(
      .bendForm, at: range, "an exception gives a value: `\(word)` bends one",
      help: "write a value, or make it an `adjust`")
  }
}

// MARK: - Patterns and parameters
extension Diagnostic {
  private static func pattern(_ range: SourceRange, _ message: String, _ help: String) -> Diagnostic {
    Diagnostic(.patternForm, at: range, message, help: help)
  }

  static func expectedPattern(_ range: SourceRange, _ found: String) -> Diagnostic {
    pattern(
      range, "`for` and what it binds are due here, not \(found)",
      "write `for any action`, `for attack(actor: Creature)` or the like")
  }

  static func expectedSubject(_ range: SourceRange, _ found: String, allowsStep: Bool) -> Diagnostic {
    pattern(
      range, "`action`\(allowsStep ? ", `event` or `step`" : " or `event`") is due behind `any`, not \(found)",
      "write `any action`, or `any TAG action` for those with a tag")
  }

  static func tagOfStep(_ range: SourceRange) -> Diagnostic {
    pattern(range, "steps have no tags", "write `any step`")
  }

  static func parametersInTheMiddle(_ range: SourceRange) -> Diagnostic {
    pattern(
      range, "one parameter list, at the end, holds for all names", "write `for attack, cast(actor: Creature)`")
  }

  static func liftsWhole(_ range: SourceRange) -> Diagnostic {
    pattern(
      range, "an action's own block cannot be lifted whole", "name one requirement of it: `any action.LABEL`")
  }

  static func asInParameter(_ range: SourceRange, _ name: String) -> Diagnostic {
    pattern(range, "`as` names no element of a parameter", "write `\(name): set of T, each target`")
  }

  static func misplacedEach(_ range: SourceRange) -> Diagnostic {
    pattern(
      range, "`each x` stands right behind the set or list whose elements it names",
      "write `targets: set of T, each target`")
  }
}

// MARK: - Overlays
extension Diagnostic {
  private static func overlay(_ range: SourceRange, _ message: String, _ help: String) -> Diagnostic {
    Diagnostic(.overlayForm, at: range, message, help: help)
  }

  static func extendOrdered(_ range: SourceRange) -> Diagnostic {
    overlay(range, "that the enum is ordered is known", "write `extend enum NAME { … }`")
  }

  static func extendWithWord(_ range: SourceRange, _ word: String, _ name: String) -> Diagnostic {
    overlay(range, "what is extended is told by its name alone, without `\(word)`", "write `extend \(name) { … }`")
  }

  static func extendCell(_ range: SourceRange) -> Diagnostic {
    overlay(
      range, "the size of a cell cannot be changed", "add `terrain` and `place`, or another metric with `distance`")
  }

  static func extendMovement(_ range: SourceRange, _ word: String) -> Diagnostic {
    overlay(
      range, "`\(word)` cannot be added to a movement",
      word == "may"
        ? "add an `extra` or `diagonals`; what forbids a step is a rule `for any step`"
        : "add an `extra` or `diagonals`; to change what is there, replace the movement")
  }

  static func replaceCost(_ range: SourceRange) -> Diagnostic {
    overlay(range, "the cost has no label and cannot be replaced", "replace the whole movement, or one `extra`")
  }

  static func replaceUnlabelled(_ range: SourceRange, _ word: String) -> Diagnostic {
    overlay(
      range, "`\(word)` has no label and cannot be replaced",
      "replace a labelled `require`, `spend`, `roll` or `extra`, or the whole declaration")
  }

  static func replaceNameless(_ range: SourceRange, _ word: String) -> Diagnostic {
    overlay(
      range, "`\(word)` has no id and cannot be replaced",
      word == "state" || word == "unit"
        ? "add to the state with `extend state { … }`"
        : word == "map" ? "add to the map with `extend map { … }`" : "declare what you need beside it")
  }

  static func expectedReplaced(_ range: SourceRange, _ found: String) -> Diagnostic {
    overlay(
      range, "a declaration or a labelled part is due behind `replace`, not \(found)",
      "say what it is, as in `replace define side(…)` or `replace extra walk.rubble: …`")
  }

  static func partWithoutLabel(_ range: SourceRange, _ found: String, _ word: String, _ owner: String) -> Diagnostic {
    overlay(
      range, "`replace \(word)` names the part by its id: `.` is due here, not \(found)", "write `\(owner).LABEL`")
  }
}

// MARK: - Maps and movements
extension Diagnostic {
  private static func map(_ range: SourceRange, _ message: String, _ help: String) -> Diagnostic {
    Diagnostic(.mapForm, at: range, message, help: help)
  }

  static func expectedMapItem(_ range: SourceRange, _ found: String) -> Diagnostic {
    map(range, "an item of a map is due here, not \(found)", "write `cell`, `distance`, `terrain` or `place`")
  }

  static func cellWithoutUnit(_ range: SourceRange) -> Diagnostic {
    map(range, "the size of a cell is a number with a unit", "write `cell 5 ft`")
  }

  static func expectedMovementItem(_ range: SourceRange, _ found: String) -> Diagnostic {
    map(
      range, "an item of a movement is due here, not \(found)",
      "write `step`, `may enter`, `may end on`, `cost`, `extra` or `diagonals`")
  }

  static func labelledCost(_ range: SourceRange, _ label: String) -> Diagnostic {
    map(range, "the cost has no label", "write `cost COST`; a labelled part is `extra \(label): COST`")
  }

  static func extraWithoutLabel(_ range: SourceRange, _ found: String) -> Diagnostic {
    map(range, "an extra has a label, which is due here, not \(found)", "write `extra LABEL: COST`")
  }
}

// MARK: - Fixtures and tests
extension Diagnostic {
  private static func test(_ range: SourceRange, _ message: String, _ help: String) -> Diagnostic {
    Diagnostic(.testForm, at: range, message, help: help)
  }

  static func testOutsideTestFile(_ range: SourceRange, _ word: String) -> Diagnostic {
    test(range, "a `\(word)` stands in a test file", "move it to a file whose name ends in `_test.rules`")
  }

  static func expectedFixtureItem(_ range: SourceRange, _ found: String) -> Diagnostic {
    test(
      range, "an item of a fixture is due here, not \(found)",
      "write `users`, `map`, a row, a field of the state, or a marker between two `\"`: `\"+\": Door gate { … }`")
  }

  static func markerWithoutQuotes(_ range: SourceRange, _ marker: String) -> Diagnostic {
    test(range, "a marker is a text", "write `\"\(marker.prefix(1))\": …`")
  }

  static func markerLength(_ range: SourceRange) -> Diagnostic {
    test(range, "a marker is one character", "choose the one that stands on the map")
  }

  static func rowForm(_ range: SourceRange, _ name: String) -> Diagnostic {
    test(range, "no value has a `{` behind it", "a row is written as `TYPE \(name) { … }`")
  }

  static func setterForm(_ range: SourceRange, _ found: String, _ name: String) -> Diagnostic {
    test(
      range, "`:` or `{` is due behind `\(name)`, not \(found)",
      "write `\(name): VALUE`, or `\(name) { … }` for its parts")
  }

  static func expectedTestStep(_ range: SourceRange, _ found: String) -> Diagnostic {
    test(
      range, "a step of a test is due here, not \(found)",
      "write `given …`, `WHO does ACTION(…)`, `at TIME`, `expect …`, `then C` or `for each …`")
  }

  static func doesNotSeeWithoutExpect(_ range: SourceRange) -> Diagnostic {
    test(range, "`does not see` stands behind `expect`", "write `expect USER does not see ROW`")
  }

  static func expectedFaces(_ range: SourceRange, _ found: String, _ roll: String) -> Diagnostic {
    test(range, "what the dice show is due here, not \(found)", "write `\(roll) 15`, or every face: `\(roll) (15, 3)`")
  }

  static func occurrenceForm(_ range: SourceRange, _ roll: String) -> Diagnostic {
    test(range, "which occurrence of the roll is meant is a number", "write `\(roll)#2`")
  }

  static func verdictNotLast(_ range: SourceRange) -> Diagnostic {
    test(range, "what is expected is the last column of a table", "put it at the end of the row")
  }

  static func expectedLeg(_ range: SourceRange, _ found: String) -> Diagnostic {
    test(range, "the next leg is due behind `then`, not \(found)", "write a direction and a number, as in `east 3`")
  }

  static func legsWithoutThen(_ range: SourceRange) -> Diagnostic {
    test(range, "the legs of a route are joined with `then`", "write `east 3 then north 1`")
  }

  static func expectedExpectation(_ range: SourceRange, _ found: String) -> Diagnostic {
    test(
      range, "what is expected is due here, not \(found)",
      "write `legal`, `illegal`, an event, `reach of …`, `cells of …` or `USER does not see ROW`")
  }

  static func illegalClauseOfLegal(_ range: SourceRange, _ word: String) -> Diagnostic {
    test(range, "`\(word)` belongs to `illegal`", "what is legal has `costing`, `needing`, `with` and `noting`")
  }

  static func costWithoutPlace(_ range: SourceRange) -> Diagnostic {
    test(range, "a cost says from what: `from` is due here", "write `20 ft from aria.movement`")
  }
}
