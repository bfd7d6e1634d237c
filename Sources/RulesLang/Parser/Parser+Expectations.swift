// What a test expects.
extension Parser {
  /// Expectation = Verdict | Call { "," Call } | name "does" "not" "see" name | "reach" "of" Sum "by" name BLOCK
  ///             | "cells" "of" Sum BLOCK | name
  mutating func expectation() throws(Abandon) -> ExpectationSyntax {
    if atWord(.legal) || atWord(.illegal) { return .verdict(try verdict()) }
    if at(.reach), peek().keyword == .of {
      advance()
      advance()
      let who = try sum()
      try expect(.by, form: "expect reach of WHO by MOVEMENT \"\"\"…\"\"\"")
      return .reach(who, movement: try name("a movement"), try drawing("what is reached"))
    }
    if at(.cells), peek().keyword == .of {
      advance()
      advance()
      return .cells(try sum(), try drawing("the cells"))
    }
    guard atName else { throw fail(.expectedExpectation(here, found)) }
    if peek().keyword == .does {
      let user = try name("a user")
      try expect(.does, .not, .see, form: "expect USER does not see ROW")
      return .doesNotSee(user: user, row: try name("a row"))
    }
    if peek().kind == .leftParenthesis { return .events(try calls()) }
    return .column(try name("a column of the table"))
  }

  private mutating func calls() throws(Abandon) -> [CallSyntax] {
    var calls = [try call("an event")]
    while accept(.comma) { calls.append(try call("an event")) }
    return calls
  }

  /// Verdict = "legal" { costing … | needing … | with … | noting … }
  ///         | "illegal" [ "by" [ "at" "least" ] ids ] [ "saying" TEXT ] [ "as" "unknown" name ]
  mutating func verdict() throws(Abandon) -> VerdictSyntax {
    let start = current
    let isLegal = at(.legal)
    advance()
    let kind: VerdictSyntax.Kind = isLegal ? .legal(try legal()) : .illegal(try illegal())
    return VerdictSyntax(kind: kind, range: range(from: start))
  }

  private mutating func legal() throws(Abandon) -> LegalSyntax {
    var costs: [LegalSyntax.Cost]?
    var allowsOtherCosts = false
    var needs: [RollNameSyntax]?
    var events: [CallSyntax] = []
    var notes: [PartNameSyntax] = []
    while true {
      if acceptClause(.costing) {
        repeat {
          if accept(.ellipsis) {
            allowsOtherCosts = true
          } else {
            costs = (costs ?? []) + [try cost()]
          }
        } while accept(.comma)
        costs = costs ?? []
      } else if acceptClause(.needing) {
        repeat { needs = (needs ?? []) + [try rollName()] } while accept(.comma)
      } else if acceptClause(.with) {
        events += try calls()
      } else if acceptClause(.noting) {
        notes += try partNames("a note")
      } else {
        break
      }
    }
    if !current.startsLine, atWord(.by) || atWord(.saying) || atWord(.as) {
      throw fail(.illegalClauseOfLegal(here, text(current)))
    }
    return LegalSyntax(
      costs: costs, allowsOtherCosts: allowsOtherCosts, needs: needs, events: events, notes: notes)
  }

  /// Cost = "…" | Sum "from" Place
  private mutating func cost() throws(Abandon) -> LegalSyntax.Cost {
    let amount = try sum()
    guard accept(.from) else { throw fail(.costWithoutPlace(here)) }
    return LegalSyntax.Cost(amount: amount, place: try place())
  }

  private mutating func illegal() throws(Abandon) -> IllegalSyntax {
    var reasons: [PartNameSyntax]?
    var allowsOthers = false
    if acceptClause(.by) {
      if at(.at), peek().keyword == .least {
        advance()
        advance()
        allowsOthers = true
      }
      reasons = try partNames("a requirement")
    }
    let saying = acceptClause(.saying) ? try plainText("what the player reads") : nil
    var unknown: Identifier?
    if acceptClause(.as) {
      try expect(.unknown, form: "illegal as unknown ROW")
      unknown = try name("a row")
    }
    return IllegalSyntax(reasons: reasons, allowsOtherReasons: allowsOthers, saying: saying, unknown: unknown)
  }
}
