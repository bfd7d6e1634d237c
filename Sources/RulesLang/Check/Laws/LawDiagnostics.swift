// All wording of the laws of a whole program.

extension Diagnostic {
  // MARK: Cycles

  /// A closed chain of uses. `names[i]` is what the use at `ranges[i]` leads to; the last leads back to the first one's
  /// user.
  static func cycle(_ code: DiagnosticCode, _ chain: [(name: String, range: SourceRange)], verb: String) -> Diagnostic?
  {
    guard let first = chain.first, let last = chain.last else { return nil }
    let path = ([last.name] + chain.map(\.name)).joined(separator: " → ")
    var labels: [Label] = []
    for (step, next) in zip(chain, chain.dropFirst()) {
      labels.append(Label(next.range, "\(step.name) \(verb) \(next.name) here"))
    }
    let message: String
    switch code {
    case .eventCycle: message = "the event \(last.name) would be done again by what it does: \(path)"
    case .waiverCycle: message = "the waiver \(last.name) would lift itself: \(path)"
    default: message = "\(last.name) would be made of itself: \(path)"
    }
    return Diagnostic(code, at: first.range, message, help: "one of these steps has to go", labels: labels)
  }

  // MARK: Guards

  static func unguarded(_ action: ActionInfo) -> Diagnostic {
    let help =
      action.actor == nil
      ? "add a requirement that always asks who the user is, such as `require owner: user == owner else \"…\"`; or say "
        + "`by anyone` behind the parameters"
      : "add a rule such as `rule controlsActor for any action(actor: T) { require actor.controller == user "
        + "else \"…\" }`; or say `by anyone` behind the parameters"
    return Diagnostic(
      .unguardedAction, at: action.header.range, "nothing asks who may do `\(action.header.name)`", help: help)
  }

  static func lastGuardWaived(
    _ waiver: WaiverInfo, requirement: RequirementInfo, action: ActionInfo
  ) -> Diagnostic {
    Diagnostic(
      .lastGuardWaived, at: waiver.header.range,
      "where this waiver holds, nothing asks who may do `\(action.header.name)`",
      help: "let its `when` read `user`, or do not lift `\(requirement.id)`",
      labels: [Label(requirement.range, "the last requirement that reads `user`")])
  }

  // MARK: Waivers

  static func waivedNarrowing(_ requirement: RequirementInfo, waiver: WaiverInfo, user: Statement) -> Diagnostic {
    Diagnostic(
      .waivedNarrowing, at: waiver.header.range,
      "`\(requirement.id)` cannot be lifted: what comes after it rests on it",
      help: "without it there may be no value to go on with; put what rests on it into an `if`, or do not lift it",
      labels: [
        Label(requirement.range, "supplies a value, or makes sure that there is one"),
        Label(user.range, "this uses it"),
      ])
  }

  static func waiverLiftsNothing(_ waiver: WaiverInfo) -> Diagnostic {
    Diagnostic(
      .waiverLiftsNothing, at: waiver.header.range, "nothing that this waiver is for meets what it lifts",
      help: "see with `rulesc check --bindings` which rules bind what")
  }

  static func notMet(_ name: String, by waiver: WaiverInfo) -> Diagnostic {
    Diagnostic(
      .waiverLiftsNothing, at: waiver.header.range, "nothing that this waiver is for meets `\(name)`",
      help: "see with `rulesc check --bindings` which rules bind what")
  }

  // MARK: Steps and the map

  static func stepRuleStatement(_ statement: Statement, rule: RuleInfo) -> Diagnostic {
    Diagnostic(
      .stepRuleStatement, at: statement.range, "a rule for steps holds only `require` and `let`",
      help: "a search tries steps without taking them; a step's price is an `extra` of its movement")
  }

  /// - Parameter part: what reads more, in the expression or in a define that it uses.
  static func mapReadsMore(
    _ placement: MapInfo.Placement, in expression: TypedExpression, at part: SourceRange, program: TypedProgram
  ) -> Diagnostic {
    let entity = program.entities[placement.entity].header.name
    return Diagnostic(
      .mapReadsMore, at: expression.range,
      "what the map keeps of \(article(entity)) `\(entity)` may read that row alone",
      help: "the grids are kept up as rows change, one by one; keep the fact in a field of `\(entity)`",
      labels: part == expression.range ? [] : [Label(part, "this reads more")])
  }

  private static func article(_ noun: String) -> String {
    "AEIOU".contains(noun.prefix(1).uppercased()) ? "an" : "a"
  }

  // MARK: Facts and dice

  static func factRefuses(_ statement: Statement, owner: String, chain: [ChainLink]) -> Diagnostic {
    Diagnostic(
      .factRefuses, at: statement.range, "`\(owner)` follows from a fact and cannot refuse",
      help: "what has happened is not asked for: use `if` for what depends on a condition",
      labels: chain.map { Label($0.range, $0.text) })
  }

  static func factReadsUser(at part: TypedExpression, owner: String, chain: [ChainLink]) -> Diagnostic {
    Diagnostic(
      .factReadsUser, at: part.range, "`\(owner)` follows from a fact: there is no `user` in it",
      help: "give what it needs as an argument, or read it from the state",
      labels: chain.map { Label($0.range, $0.text) })
  }

  static func diceDecide(_ range: SourceRange, behind: ChainLink?) -> Diagnostic {
    Diagnostic(
      .diceDecide, at: range, "whether an action is legal never depends on dice",
      help: "dice are thrown for what is already allowed; let them decide what happens, with `if` and changes",
      labels: behind.map { [Label($0.range, $0.text)] } ?? [])
  }

  // MARK: Concealment

  static func concealedReference(_ field: FieldInfo, to entity: String, by conceal: ConcealInfo) -> Diagnostic {
    Diagnostic(
      .concealedReference, at: field.header.range,
      "`\(field.header.name)` of the state may lead to \(article(entity)) `\(entity)` that is concealed from some",
      help: "as they see it there is no such row, and the state cannot do without a value: make it "
        + "`optional \(entity)`",
      labels: [Label(conceal.header.range, "concealed by this")])
  }

  // MARK: Changes

  static func conflictingSets(_ range: SourceRange, earlier: SourceRange, action: String) -> Diagnostic {
    Diagnostic(
      .conflictingSets, at: range, "`\(action)` sets the same place to two different values",
      help: "all changes apply together, so neither is the last; put one behind a condition, or take it away",
      labels: [Label(earlier, "the other value")])
  }

  // MARK: Exceptions

  static func exceptionsMayClash(
    _ a: FunctionInfo.Exception, _ b: FunctionInfo.Exception, of function: FunctionInfo, state: [String]
  ) -> Diagnostic {
    let example = state.isEmpty ? "" : ", for example where \(state.map { "`\($0)`" }.joined(separator: " and "))"
    let both = "`\(a.header.name)` and `\(b.header.name)` may both hold"
    return Diagnostic(
      .exceptionsMayClash, at: b.header.range,
      "\(both) and give `\(function.header.name)` different values\(example)",
      help: "say which one wins with `instead of \(a.header.name)`, or narrow their conditions",
      labels: [Label(a.header.range, "the other exception")], severity: .warning)
  }

  // MARK: Cost

  static func overBudget(_ action: ActionInfo, cost: Steps, budget: Steps) -> Diagnostic {
    Diagnostic(
      .overBudget, at: action.header.range,
      "`\(action.header.name)` may take \(CostReport.grouped(cost)) steps; \(CostReport.grouped(budget)) are allowed",
      help:
        "lower the limits of the tables and lists it walks, or walk one inside another less; see `rulesc check --cost`")
  }

  static func consequencesOverBudget(
    _ all: Steps, dearest: ConsequenceInfo, _ cost: ConsequenceCost
  ) -> Diagnostic {
    let rounds = cost.rounds == 1 ? "one round" : "\(CostReport.grouped(cost.rounds)) rounds"
    return Diagnostic(
      .overBudget, at: dearest.header.range,
      "what follows from one request may take \(CostReport.grouped(all)) steps; "
        + "\(CostReport.grouped(CostModel.budget)) are allowed",
      help: "`\(dearest.header.name)` alone may take \(CostReport.grouped(cost.steps)) in \(rounds): let its condition "
        + "read its own row alone, or its event write less of what consequences read; see `rulesc check --cost`")
  }

  static func concealsOverBudget(_ all: Steps, dearest: ConcealInfo, _ cost: Steps) -> Diagnostic {
    Diagnostic(
      .overBudget, at: dearest.header.range,
      "to find what is concealed from one viewer may take \(CostReport.grouped(all)) steps; "
        + "\(CostReport.grouped(CostModel.budget)) are allowed",
      help: "`\(dearest.header.name)` alone may take \(CostReport.grouped(cost)): walk less in its condition; see "
        + "`rulesc check --cost`")
  }

  static func unbounded(_ range: SourceRange, what: String) -> Diagnostic {
    Diagnostic(
      .unbounded, at: range, "\(what) has no limit",
      help: what == "this range"
        ? "say how far it may go, such as `1..min(n, 20)`" : "say how many it may hold, such as `list of up to 20 T`")
  }
}
