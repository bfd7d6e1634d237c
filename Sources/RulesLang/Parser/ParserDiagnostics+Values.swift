// Wording: statements, values, types.

// MARK: - Statements
extension Diagnostic {
  static func missingMessage(_ range: SourceRange, _ found: String, of what: String) -> Diagnostic {
    Diagnostic(
      .missingElseMessage, at: range, "a \(what) says what a player reads: `else` is due before \(found)",
      help: "end it with `else \"…\"`")
  }

  static func whenAsStatement(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedWhen, at: range, "`when` stands behind a statement and opens none", help: "a block is `if C { … }`")
  }

  static func whenBehindMessage(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedWhen, at: range, "`when` stands before `else` and the message", help: "write `… when C else \"…\"`")
  }

  static func whenBehindLet(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedWhen, at: range, "a `let` has no `when`: its name would mean nothing where the condition fails",
      help: "write `let x = if C then A otherwise B`")
  }

  static func whenOnTerrain(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedWhen, at: range, "the marks of a terrain have no condition", help: "take out `when` and what follows")
  }

  static func conditionalCost(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .misplacedWhen, at: range, "the cost holds for every step and has no condition",
      help: "what costs more now and then is `extra LABEL: … when C`")
  }

  static func thenInStatement(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .ifForm, at: range, "as a statement `if` has a block, and no `then`",
      help: "write `if C { … }`; `if C then A otherwise B` is a value")
  }

  static func elseAsOtherwise(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .ifForm, at: range, "the other block of an `if` is `otherwise { … }`", help: "`else` brings messages only",
      fixIts: [FixIt(range, "otherwise")])
  }

  static func otherwiseWithoutIf(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .ifForm, at: range, "`otherwise` stands behind the block of an `if`", help: "write `if C { … } otherwise { … }`")
  }

  static func elseInChoice(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .ifForm, at: range, "the other value of an `if` is `otherwise …`", help: "`else` brings messages only",
      fixIts: [FixIt(range, "otherwise")])
  }

  static func expectedThen(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(
      .ifForm, at: range, "`then` is due here, not \(found)", help: "as a value it is `if C then A otherwise B`")
  }

  static func forWithoutEach(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.forEachForm, at: range, "`for` needs `each` here", help: "write `for each x in xs`")
  }

  static func expectedIn(_ range: SourceRange, _ found: String, name: String) -> Diagnostic {
    Diagnostic(
      .forEachForm, at: range, "`in` is due behind `\(name)`, not \(found)",
      help: "say of what it is one: `\(name) in xs`")
  }

  static func singleEquals(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.equalsSign, at: range, "`=` names, `==` compares", help: "write `==`", fixIts: [FixIt(range, "==")])
  }

  static func equalsInSet(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .equalsSign, at: range, "`to` is due here, not `=`", help: "write `set PLACE to VALUE`",
      fixIts: [FixIt(range, "to")])
  }

  static func callAsPlace(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .notAPlace, at: range, "a place is a path, not a call",
      help: "name a field or budget of something, as in `actor.hp` or `actor.movement`")
  }

  static func removeWithoutWhere(_ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(
      .missingClause, at: range, "`remove \(name) in …` says which are removed: `where` is due here",
      help: "write `remove \(name) in PLACE where C`, or `remove VALUE from PLACE`")
  }

  static func rollForm(_ range: SourceRange, _ found: String, _ name: String) -> Diagnostic {
    Diagnostic(
      .diceForm, at: range, "`:` is due behind the roll's name, not \(found)", help: "write `roll \(name): DICE`")
  }

  static func keepForm(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(
      .diceForm, at: range, "which dice are kept is due here, not \(found)",
      help: "write `keep lowest` or `keep highest`")
  }

  static func keepNotBehindDice(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .diceForm, at: range, "`keep` stands right behind the dice", help: "write it there, as in `2d20 keep lowest + 3`")
  }
}

// MARK: - Values and conditions
extension Diagnostic {
  static func expectedValue(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(.expectedValue, at: range, "a value is due here, not \(found)")
  }

  static func blockAsValue(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(
      .expectedValue, at: range, "a value is due here, not a block: `\(word)` opens a statement",
      help: "`{…}` as a value is a set; statements stand in actions, events and rules")
  }

  static func expectedOperator(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(
      .expectedOperator, at: range, "nothing joins \(found) to what is before it",
      help: "an operator is missing before it, or it belongs on a line of its own")
  }

  static func chainedComparison(_ range: SourceRange, _ sign: String) -> Diagnostic {
    Diagnostic(
      .chainedComparison, at: range, "comparisons do not chain: `\(sign)` is one too many",
      help: "join them with `and`, as in `1 < x and x < 5`")
  }

  static func mixedAndOr(_ range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .mixedAndOr, at: range, "`and` and `or` do not mix without parentheses",
      help: "say which belong together: `(a and b) or c`",
      labels: [Label(first, "the other one")])
  }

  static func needsParentheses(_ range: SourceRange, _ word: String, _ place: String = "") -> Diagnostic {
    let what = word == "if" ? "`if … then … otherwise …`" : "`\(word) x in xs …`"
    return Diagnostic(
      .needsParentheses, at: range, "\(what) is a whole value or stands in parentheses",
      help: "put it into parentheses\(place)")
  }

  static func notInValue(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .needsParentheses, at: range, "`not …` is a condition, and stands in parentheses here", help: "write `(not …)`")
  }

  static func otherwiseBesideCondition(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .needsParentheses, at: range, "`x otherwise y` needs parentheses beside conditions and comparisons",
      help: "write `(x otherwise y)`")
  }

  static func otherwiseInChoice(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .needsParentheses, at: range, "this `if` has its `otherwise`: `x otherwise y` inside it needs parentheses",
      help: "write `if C then A otherwise (x otherwise y)`")
  }

  static func quantifierForm(_ range: SourceRange, _ word: String) -> Diagnostic {
    let form = word == "all" ? "all x in xs: …" : "\(word) x in xs where …"
    return Diagnostic(
      .conditionForm, at: range, "`\(word)` begins a condition on many things, which stands whole or in parentheses",
      help: "write `\(form)`")
  }

  static func allWithoutColon(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .conditionForm, at: range, "`all x in xs` says what holds of all, behind a colon", help: "write `all x in xs: …`")
  }

  static func quantifierWithoutWhere(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(
      .conditionForm, at: range, "`\(word) x in xs` says which: `where` is due here",
      help: "write `\(word) x in xs where …`")
  }

  static func colonInQuantifier(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(
      .conditionForm, at: range, "only `all` has a colon", help: "join the conditions: `\(word) x in xs where … and …`")
  }

  static func hasBinds(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(
      .conditionForm, at: range, "`has \(word)` takes a set, and names no element",
      help: "write `has \(word) {…}`, or `some x in xs where …` in parentheses")
  }

  static func notBehindValue(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(.conditionForm, at: range, "`not` stands before the whole comparison", help: "write `not x \(word) …`")
  }

  static func doubleNot(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.conditionForm, at: range, "one `not` is enough: two say nothing", help: "take both out")
  }

  static func isAsComparison(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .conditionForm, at: range, "`is` defines; it compares nothing",
      help: "write `==` or `!=`, or `exists` to ask whether something is there")
  }

  static func otherwiseArmForm(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .otherwiseForm, at: range, "the last arm has a colon", help: "write `otherwise: …`",
      fixIts: [FixIt(range.end, ":")])
  }

  static func otherwiseColonInKeyed(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .otherwiseForm, at: range, "between keys `otherwise` has no colon", help: "write `{1: 4, otherwise 0}`",
      fixIts: [FixIt(range, "")])
  }

  static func otherwiseNotLast(_ range: SourceRange, _ form: String) -> Diagnostic {
    Diagnostic(
      .otherwiseForm, at: range, "`otherwise` stands last, and this is behind it", help: "put `\(form)` at the end")
  }

  static func otherwiseWithoutKeys(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .otherwiseForm, at: range, "`otherwise` stands behind at least one key", help: "write `{1: 4, otherwise 0}`")
  }

  static func sortedWithoutKey(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(
      .aggregateForm, at: range, "`sorted` says by what: `by` is due here, not \(found)",
      help: "write `sorted(x in xs by e)`")
  }

  static func nextWithoutAfter(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(
      .aggregateForm, at: range, "`next` says behind which: `after` is due here, not \(found)",
      help: "write `next(x in xs after y where p)`")
  }

  static func aggregateWithoutValue(_ range: SourceRange, _ found: String, _ function: String) -> Diagnostic {
    Diagnostic(
      .aggregateForm, at: range, "`\(function)` says of what: `:` and a value are due here, not \(found)",
      help: "write `\(function)(x in xs: e)`")
  }

  static func aggregateWithValue(_ range: SourceRange, _ function: String) -> Diagnostic {
    Diagnostic(
      .aggregateForm, at: range, "`\(function)` takes no value behind a colon", help: "only `sum`, `min` and `max` do")
  }
}

// MARK: - Types
extension Diagnostic {
  static func expectedType(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(.missingType, at: range, "a type is due here, not \(found)")
  }

  static func fieldWithoutType(_ range: SourceRange, _ found: String, _ name: String) -> Diagnostic {
    Diagnostic(
      .missingType, at: range, "`:` and a type are due behind the field `\(name)`, not \(found)",
      help: "write `\(name): TYPE`")
  }

  static func parameterWithoutType(_ range: SourceRange, _ found: String, _ name: String) -> Diagnostic {
    Diagnostic(
      .missingType, at: range, "`:` and a type are due behind the parameter `\(name)`, not \(found)",
      help: "write `\(name): TYPE`")
  }

  static func valueWithoutType(_ range: SourceRange, _ found: String, _ what: String) -> Diagnostic {
    Diagnostic(
      .missingType, at: range, "a \(what) says its type: `:` is due here, not \(found)",
      help: "write `\(what) NAME(…): TYPE is …`")
  }

  static func bracketsAsType(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.typeForm, at: range, "a type has no brackets", help: "write `list of T`")
  }

  static func bracesAsType(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.typeForm, at: range, "a type has no braces", help: "write `set of T`, or `T for each K`")
  }

  static func doubleOptional(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .typeForm, at: range, "`optional optional` does not exist", help: "one `optional` says all",
      fixIts: [FixIt(range, "")])
  }

  static func nestedCollection(_ range: SourceRange, _ word: String, in collection: String) -> Diagnostic {
    let elements = collection == "set" ? "scalars" : "scalars or records"
    return Diagnostic(
      .typeForm, at: range, "the elements of a \(collection) are \(elements), not `\(word) …`",
      help: "put what belongs together into a record, or an entity")
  }

  static func expectedOf(_ range: SourceRange, _ found: String, behind word: String) -> Diagnostic {
    Diagnostic(
      .typeForm, at: range, "`of` and the element are due behind `\(word)`, not \(found)", help: "write `\(word) of T`")
  }

  static func sizeBehindElement(_ range: SourceRange, collection: String, element: String) -> Diagnostic {
    Diagnostic(
      .typeForm, at: range, "how many there are stands before the element",
      help: "write `\(collection) of 1..3 \(element)` or `\(collection) of up to 40 \(element)`")
  }

  static func repeatsInSet(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.typeForm, at: range, "a set has no repeats", help: "write `list of … repeats allowed`")
  }

  static func rangeAsType(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .typeForm, at: range, "a range stands behind `Int`", help: "write `Int 0..9`",
      fixIts: [FixIt(range.start, "Int ")])
  }

  static func rangeBehind(_ range: SourceRange, type: String) -> Diagnostic {
    Diagnostic(
      .typeForm, at: range, "a range stands behind `Int`, not behind `\(type)`",
      help: "state the bounds with an invariant or a requirement")
  }

  static func clampedWithoutRange(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.typeForm, at: range, "`clamped` stands behind a range", help: "write `Int 0..9 clamped`")
  }

  static func expectedRange(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.typeForm, at: range, "a range is due here", help: "write `LOW..HIGH`")
  }

  static func expectedBound(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(.typeForm, at: range, "a number or a value in parentheses is due here, not \(found)")
  }

  static func expectedForEachKey(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(
      .typeForm, at: range, "`each` is due behind `for`, not \(found)",
      help: "write `T for each K`, or `T for each 1..9`")
  }
}
