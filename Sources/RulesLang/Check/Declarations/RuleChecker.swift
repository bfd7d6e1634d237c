// Rules, and what rides on them: waivers and notes.

struct RuleChecker {
  let context: CheckContext
  let table: DeclarationTable
  let parts: PartTable

  func check() {
    let patterns = PatternChecker(context: context)
    context.program.rules = table.rules.map { rule($0, patterns) }
    context.program.notes = table.notes.map { note($0, patterns) }
    // A waiver may lift any of the others, so it comes last.
    let lifts = LiftResolver(context: context)
    context.program.waivers = table.waivers.map { waiver($0, patterns, lifts) }
  }

  private func rule(_ rule: Named<RuleDeclaration>, _ patterns: PatternChecker) -> RuleInfo {
    var (pattern, checker) = patterns.check(rule.syntax.pattern, in: .block)
    let condition = head(rule.syntax.condition, &checker)
    var block = BlockChecker(checker, parts: parts)
    let body = block.block(rule.syntax.body)
    return RuleInfo(
      header: rule.header, tags: rule.syntax.tags.filter { !$0.isMissing }.map(\.text), pattern: pattern,
      locals: block.expressions.localInfos, condition: condition, body: body)
  }

  private func note(_ note: Named<NoteDeclaration>, _ patterns: PatternChecker) -> NoteInfo {
    var (pattern, checker) = patterns.check(note.syntax.pattern, in: .head("a note"))
    let condition = head(note.syntax.condition, &checker)
    let because = checker.message(note.syntax.reason, about: .holding(condition))
    return NoteInfo(
      header: note.header, word: context.names.noteWords[note.syntax.word.text] ?? 0, pattern: pattern,
      locals: checker.localInfos, condition: condition, because: because)
  }

  private func waiver(
    _ waiver: Named<WaiverDeclaration>, _ patterns: PatternChecker, _ resolver: LiftResolver
  ) -> WaiverInfo {
    var (pattern, checker) = patterns.check(waiver.syntax.pattern, in: .head("a waiver"))
    let condition = head(waiver.syntax.condition, &checker)
    let because = checker.message(waiver.syntax.reason, about: .holding(condition))
    var info = WaiverInfo(
      header: waiver.header, lifts: waiver.syntax.lifts.flatMap { resolver.lifts($0) }, pattern: pattern,
      locals: checker.localInfos, condition: condition, because: because)
    info.liftedSubjects = waiver.syntax.lifts.compactMap { lift in
      if case .any(let any, _) = lift { Pattern.Subject(any) } else { nil }
    }
    return info
  }

  /// What `when` makes sure of holds in the block and behind `because`.
  private func head(_ syntax: ExpressionSyntax?, _ checker: inout ExpressionChecker) -> TypedExpression? {
    guard let syntax else { return nil }
    let setting = checker.setting
    // Whether something is noted is asked in rolls, and a rule's head decides before there are any.
    checker.setting.readsNotes = false
    let condition = checker.condition(syntax)
    checker.setting = setting
    checker.learn(from: condition)
    return condition
  }
}
