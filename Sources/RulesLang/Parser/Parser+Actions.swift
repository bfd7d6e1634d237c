// What may be asked, what happens, and the rules, waivers and notes that bind them.
extension Parser {
  /// "action" name Params [ "by" "anyone" ] Tags Block | "host" "action" name Params Tags Block
  mutating func action() throws(Abandon) -> Declaration.Kind {
    let isHost = at(.host)
    advance()
    if isHost { try expect(.action, form: "host action NAME(…) { … }") }
    let name = try name(isHost ? "a host action" : "an action")
    let isByAnyone = try beforeBlock { (parser) throws(Abandon) in
      try parser.actionHead(isHost: isHost)
    }
    let body = try block(of: "the action `\(name.text)`")
    guard let (parameters, isByAnyone, tags) = isByAnyone else { throw Abandon() }
    return .action(
      ActionDeclaration(
        isHost: isHost, name: name, parameters: parameters, isByAnyone: isByAnyone, tags: tags, body: body))
  }

  private mutating func actionHead(isHost: Bool) throws(Abandon) -> ([ParameterSyntax], Bool, [TagClauseSyntax]) {
    let parameters = try parameters()
    var isByAnyone = false
    if at(.by) {
      if isHost { throw fail(.byAnyoneOnHost(here)) }
      advance()
      try expect(.anyone, form: "by anyone")
      isByAnyone = true
    }
    let tags = try tagClauses()
    if atWord(.says) { throw fail(.saysOnAction(here)) }
    if at(.by) { throw fail(.clauseOrder(here, "by anyone", before: "tags")) }
    guard at(.leftBrace) else { throw fail(.expectedBlock(here, found, "an action")) }
    return (parameters, isByAnyone, tags)
  }

  /// Tags = { "tags" names [ "when" Expr ] }
  private mutating func tagClauses() throws(Abandon) -> [TagClauseSyntax] {
    var clauses: [TagClauseSyntax] = []
    while acceptClause(.tags) {
      let tags = try names("a tag")
      // This `when` belongs to its tags, and stands on their line.
      let condition = accept(.when) ? try expression() : nil
      clauses.append(TagClauseSyntax(tags: tags, condition: condition))
    }
    return clauses
  }

  /// "event" name Params Tags [ "says" TEXT [ "to" Sum ] ] [ Block ]
  mutating func event() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("an event")
    let parameters = try parameters()
    let tags = try tagClauses()
    var says: MessageSyntax?
    var audience: ExpressionSyntax?
    if acceptClause(.says) {
      says = try message("the line of the log")
      if accept(.to) { audience = try sum() }
    }
    if atWord(.tags) { throw fail(.clauseOrder(here, "tags", before: "says")) }
    let body = at(.leftBrace) ? try block(of: "the event `\(name.text)`") : nil
    return .event(
      EventDeclaration(
        name: name, parameters: parameters, tags: tags, says: says, audience: audience, body: body))
  }

  /// "consequence" name [ "for" "each" Binder ] "as" "soon" "as" Expr "do" Call
  mutating func consequence() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the consequence")
    let form = "consequence NAME for each x in TABLE as soon as CONDITION do EVENT(x)"
    var binder: BinderSyntax?
    if atWord(.for) {
      let start = current
      advance()
      guard accept(.each) else { throw fail(.forWithoutEach(range(start))) }
      binder = try self.binder()
    }
    mark(.clause)
    try expect(.as, .soon, .as, form: form)
    let condition = try expression()
    guard acceptClause(.do) else { throw fail(.expectedForm(here, found, form)) }
    return .consequence(
      ConsequenceDeclaration(name: name, binder: binder, condition: condition, event: try call("an event")))
  }

  /// "rule" name [ "tags" names ] Pattern [ "when" Expr ] Block
  mutating func rule() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the rule")
    let head = try beforeBlock { (parser) throws(Abandon) in try parser.ruleHead() }
    let body = try block(of: "the rule `\(name.text)`")
    guard let (tags, pattern, condition) = head else { throw Abandon() }
    return .rule(RuleDeclaration(name: name, tags: tags, pattern: pattern, condition: condition, body: body))
  }

  private mutating func ruleHead() throws(Abandon) -> ([Identifier], PatternSyntax, ExpressionSyntax?) {
    let tags = acceptClause(.tags) ? try names("a tag") : []
    let pattern = try pattern()
    if atWord(.tags) { throw fail(.clauseOrder(here, "tags", before: "for")) }
    let condition = try tail()
    if atWord(.tags) { throw fail(.clauseOrder(here, "tags", before: "for")) }
    guard at(.leftBrace) else { throw fail(.expectedBlock(here, found, "a rule")) }
    return (tags, pattern, condition)
  }

  /// "waiver" name "lifts" Lifted { "," Lifted } Pattern [ "when" Expr ] "because" TEXT
  mutating func waiver() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the waiver")
    mark(.clause)
    try expect(.lifts, form: "waiver NAME lifts RULE for ACTION because \"…\"")
    var lifts = [try lifted()]
    while accept(.comma) { lifts.append(try lifted()) }
    let pattern = try pattern()
    let condition = try tail()
    return .waiver(
      WaiverDeclaration(
        name: name, lifts: lifts, pattern: pattern, condition: condition, reason: try reason("a waiver")))
  }

  private mutating func reason(_ what: String) throws(Abandon) -> MessageSyntax {
    guard acceptClause(.because) else { throw fail(.missingBecause(here, found, what)) }
    return try message("why it is so")
  }

  /// Lifted = "any" AnyOf "." any | id
  private mutating func lifted() throws(Abandon) -> WaiverDeclaration.Lifted {
    guard atWord(.any) else { return .part(try partName("what is lifted")) }
    let start = current
    advance()
    let anyOf = try anyOf(from: start, allowsStep: false)
    guard accept(.dot) else { throw fail(.liftsWhole(anyOf.range)) }
    return .any(anyOf, label: try anyWord("a label"))
  }

  /// "note" name ":" name Pattern [ "when" Expr ] "because" TEXT
  mutating func note() throws(Abandon) -> Declaration.Kind {
    advance()
    let name = try name("the note")
    try expectColon(behind: "the name `\(name.text)`")
    let word = try self.name("what is noted")
    let pattern = try pattern()
    let condition = try tail()
    return .note(
      NoteDeclaration(
        name: name, word: word, pattern: pattern, condition: condition, reason: try reason("a note")))
  }

  /// Pattern = "for" ( "any" ( AnyOf | "step" ) | names ) [ PParams ] [ "but" "not" Except { "," Except } ]
  private mutating func pattern() throws(Abandon) -> PatternSyntax {
    let start = current
    mark(.clause)
    guard accept(.for) else { throw fail(.expectedPattern(here, found)) }
    let subject = try patternSubject()
    var parameters: [PatternSyntax.Parameter] = []
    if at(.leftParenthesis) {
      parameters = try patternParameters()
      if at(.comma) { throw fail(.parametersInTheMiddle(here)) }
    }
    var exclusions: [PatternSyntax.Exclusion] = []
    if accept(.but) {
      try expect(.not, form: "but not NAME")
      repeat { exclusions.append(try exclusion()) } while accept(.comma)
    }
    return PatternSyntax(
      subject: subject, parameters: parameters, exclusions: exclusions, range: range(from: start))
  }

  private mutating func patternSubject() throws(Abandon) -> PatternSyntax.Subject {
    guard atWord(.any) else { return .named(try names("an action or event")) }
    let start = current
    advance()
    if at(.step) {
      advance()
      return .anyStep
    }
    return .any(try anyOf(from: start, allowsStep: true))
  }

  /// AnyOf = [ name ] ( "action" | "event" ); name is a tag.
  private mutating func anyOf(from start: Token, allowsStep: Bool) throws(Abandon) -> AnyOfSyntax {
    var tag: Identifier?
    if atName, !(at(.action) || at(.event)) || peek().keyword == .action || peek().keyword == .event {
      tag = identifier(current)
      advance()
      if at(.step), allowsStep { throw fail(.tagOfStep(here)) }
    }
    guard at(.action) || at(.event) else { throw fail(.expectedSubject(here, found, allowsStep: allowsStep)) }
    let subject: AnyOfSyntax.Subject = at(.action) ? .action : .event
    advance()
    return AnyOfSyntax(tag: tag, subject: subject, range: range(from: start))
  }

  /// Except = "any" AnyOf | name
  private mutating func exclusion() throws(Abandon) -> PatternSyntax.Exclusion {
    guard atWord(.any) else { return .named(try name("an action or event")) }
    let start = current
    advance()
    return .any(try anyOf(from: start, allowsStep: false))
  }

  /// PParams = "(" [ PParam { "," PParam } [ "," ] ] ")";  PParam = [ "each" ] name ":" Type
  private mutating func patternParameters() throws(Abandon) -> [PatternSyntax.Parameter] {
    mark(.open)
    advance()
    var parameters: [PatternSyntax.Parameter] = []
    while !at(.rightParenthesis) {
      let isEach = accept(.each)
      let name = try name("a parameter")
      guard accept(.colon) else { throw fail(.parameterWithoutType(here, found, name.text)) }
      parameters.append(PatternSyntax.Parameter(isEach: isEach, name: name, type: try type()))
      if !accept(.comma) { break }
    }
    guard accept(.rightParenthesis) else { throw fail(.missingComma(here, found, closing: ")")) }
    return parameters
  }
}
