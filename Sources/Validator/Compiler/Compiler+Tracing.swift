import RulesLang

/// Something that a traced run tells of, known since it was compiled.
struct TraceRecord: Sendable {
  enum Kind: Sendable {
    /// Opens a part of the trace: a block, a statement, the head of a rule. Its words are the arguments.
    case begin(Title, arguments: [LocalInfo])
    /// Closes the part that is open.
    case end
    /// What an expression came to.
    case value(Type)
    /// What became of the part that is open.
    case outcome(Outcome)
  }
  enum Title: Sendable {
    case action(String), event(String), rule(String), waiver(String), note(String), consequence(String)
    case statement
  }
  enum Outcome: String, Sendable {
    case holds, met, failed, lifted
    case passedOver = "passed over"
    case doesNotApply = "does not apply"
  }
  let kind: Kind
  let range: SourceRange
}

// Tracing. An explanation runs the same code as a judgement, compiled once more with instructions between that tell
// what is being done: there is no second reading of the rules that could drift from the first.

extension Compiler {
  /// Whether what is compiled here is told of: a run, and in it what its own text says, not what defines say.
  private var isTraced: Bool { traces && code.owner >= 0 && !scope.isInlined }

  private func trace(_ kind: TraceRecord.Kind, _ range: SourceRange, _ register: Int32 = 0, words: Int = 0) {
    traceRecords.append(TraceRecord(kind: kind, range: range))
    code.emit(.trace, register, Int32(traceRecords.count - 1), n: words)
  }

  /// Opens a part, with the arguments that are its names' values.
  func traceBegin(_ title: TraceRecord.Title, _ range: SourceRange, arguments: [(LocalInfo, Int32)] = []) {
    guard isTraced else { return }
    trace(.begin(title, arguments: arguments.map(\.0)), range)
    for (info, register) in arguments { trace(.value(info.type), info.range, register, words: words(info.type)) }
  }

  func traceEnd(_ range: SourceRange) {
    if isTraced { trace(.end, range) }
  }

  func trace(_ outcome: TraceRecord.Outcome, _ range: SourceRange) {
    if isTraced { trace(.outcome(outcome), range) }
  }

  /// Tells what an expression came to; constants say so themselves.
  func trace(_ expression: TypedExpression, _ register: Int32) {
    guard isTraced else { return }
    switch expression.kind {
    case .bool, .int, .text, .dice, .enumCase, .kindRow, .none, .setLiteral, .listLiteral: return
    case .present(let inner) where !Layout.hasPresence(inner.type): trace(inner, register)
    default: trace(.value(expression.type), expression.range, register, words: words(expression.type))
    }
  }

  /// Where to jump where something is not done: straight there, or in a traced run by way of saying so.
  func telling(_ outcome: TraceRecord.Outcome, _ range: SourceRange, to label: Label) -> Label {
    guard isTraced else { return label }
    let told = code.label()
    putOff(at: told) { [self] in
      trace(outcome, range)
      code.jump(to: label)
    }
    return told
  }
}
