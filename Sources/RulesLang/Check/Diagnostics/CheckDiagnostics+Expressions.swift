// All wording about single forms of expressions: choices, rolls, what only some places may read.

extension Diagnostic {
  static func notReadHere(_ word: String, in setting: String, _ range: SourceRange) -> Diagnostic {
    let help =
      word == "noted"
      ? "whether something is noted is asked in the blocks of actions, events and rules, for a roll"
      : "blocks, waivers and notes know `\(word)`; a define gets it as an argument"
    return Diagnostic(.notReadHere, at: range, "`\(word)` is not known in \(setting)", help: help)
  }

  static func nowInConsequence(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .nowInConsequence, at: range, "a consequence reads the clock only as `now >= E`",
      help: "so the state knows when it will be true: keep the time in a field, and compare `now >= deadline`")
  }

  static func conditionTurnsBack(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .nowInConsequence, at: range, "here `now` would not only make the condition true, but also false again",
      help: "a consequence waits for one moment: let `now >= E` stand by itself, or with `and`, `or` and `some`; and "
        + "let E be a time that is kept")
  }

  static func misplacedAt(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedAt, at: range, "`X at CELL` stands only where a built-in of the map asks for a place",
      help: "it is X as if it stood there, as in `distance(mover at there, target)`")
  }

  static func hasNeedsSet(_ found: TypedExpression, _ relation: SetRelation, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: found.range,
      "`has \(relation.rawValue)` compares with a set, and this is one `\(program.name(of: found.type.unwrapped))`",
      help: "write `has x`, or `has \(relation.rawValue) {x}`")
  }

  // MARK: match

  static func matchNeedsEnum(_ subject: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    let help =
      subject.type.unwrapped == .bool
      ? "write `if … then … otherwise …`" : "for other values write `if … then … otherwise …`"
    return Diagnostic(
      .matchNeedsEnum, at: subject.range,
      "this is `\(program.name(of: subject.type))`, and `match` tells the cases of an enum apart",
      help: help)
  }

  static func matchMissing(_ names: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .matchMissing, at: range, "this `match` says nothing for \(list(names))",
      help: "add \(names.count == 1 ? "an arm" : "arms"): `\(names.joined(separator: ", ")): …`; "
        + "or `otherwise: …` for all that are left")
  }

  static func matchUnreachable(_ range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .matchUnreachable, at: range, "an arm before has this case already", help: "leave one of them out",
      labels: [Label(first, "the first one")])
  }

  static func matchNone(_ range: SourceRange, of type: String) -> Diagnostic {
    Diagnostic(
      .matchUnreachable, at: range, "what is matched is always there, so `none` is never reached",
      help: "leave the case out; only an `optional \(type)` may be absent")
  }

  // MARK: Rolls

  static func mayNotBeRolled(_ range: SourceRange, _ program: TypedProgram) -> Diagnostic {
    let name = program.sourceText(range)
    return Diagnostic(
      .rollNotCertain, at: range, "`\(name)` is rolled only where its `when` holds",
      help: "ask first: `if \(name) is rolled { … }`")
  }

  static func rollDue(_ found: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: found.range,
      "this is `\(program.name(of: found.type))`, and `is rolled` asks of a roll of this block")
  }

  static func rollsWithoutElement(_ range: SourceRange, _ program: TypedProgram) -> Diagnostic {
    let name = program.sourceText(range)
    return Diagnostic(
      .rollWithoutElement, at: range, "`\(name)` is rolled for each, and this does not say whose is meant",
      help: "write `\(name)[x]`")
  }

  static func rollAsValue(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.typeMismatch, at: range, "a roll is no value by itself", help: "what was thrown is its `.total`")
  }

  static func areaAsValue(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: range, "an area is no value by itself",
      help: "it says which cells are meant: `cells(sphere(20 ft), at: p)`")
  }

  static func argumentBounds(
    _ argument: TypedExpression, due: ClosedRange<Int64>, found: ClosedRange<Int64>?, of name: Identifier
  ) -> Diagnostic {
    let bounds = "\(due.lowerBound)..\(due.upperBound)"
    let is_ = found.map { "this is within \($0.lowerBound)..\($0.upperBound)" } ?? "this could be any number"
    return Diagnostic(
      .keyOutOfRange, at: argument.range, "\(is_), and `\(name.text)` takes `Int \(bounds)`",
      help: "declare what it comes from as `Int \(bounds)`, or bring it there with `min(…)` and `max(…)`")
  }

  static func resultBounds(
    _ value: TypedExpression, due: ClosedRange<Int64>, found: ClosedRange<Int64>?
  ) -> Diagnostic {
    let bounds = "\(due.lowerBound)..\(due.upperBound)"
    let what = found.map { "this is within \($0.lowerBound)..\($0.upperBound)" } ?? "this could be any number"
    return Diagnostic(
      .keyOutOfRange, at: value.range, "\(what), and the define promises `Int \(bounds)`",
      help: "what it is made of must be within the bounds too: "
        + "declare that as `Int \(bounds)`, or use `min(…)` and `max(…)`")
  }
}
