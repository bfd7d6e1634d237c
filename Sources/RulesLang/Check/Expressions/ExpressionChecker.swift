// Checks expressions, in both directions: a type that is due gives bare enum cases, `{}`, `none` and literals their
// meaning; where none is due the expression says its own. Each expression is checked once, and what a mistake leaves
// has the type `error`, which fits everywhere: so one mistake gives one diagnostic.
//
// An optional is carried raw until something asks for a value; only then is it looked up whether it is known to be
// there. So a path costs no fact where an optional would do, and a statement rests on no more than it needs.

/// The checker of the expressions of one callable; it grows with the names that they bind.
struct ExpressionChecker {
  let context: CheckContext
  var setting: Setting
  /// All names bound so far, parameters first. Names leave the scope, their locals stay.
  var locals: [Local] = []
  var scope = Scope()
  /// A row whose fields and defines go by their bare names, as in `place Door at cell is solid when not open`.
  var receiver: LocalID?
  /// Names that were told to be unknown: a parameter that is missing is one mistake, however often it is used.
  var unknownNames: Set<String> = []
  /// Conditions that are mistakes, and might have made sure of something.
  var brokenConditions: Set<SourceRange> = []
  /// Statements that supplied a name or a fact that was used since this was last emptied.
  var used: Set<Int> = []

  init(_ context: CheckContext, _ setting: Setting) {
    self.context = context
    self.setting = setting
  }

  /// The locals as the typed program has them.
  var localInfos: [LocalInfo] { locals.map(\.info) }

  /// Runs in a scope of its own: what is bound and learnt in it is forgotten behind it.
  mutating func scoped<Result>(_ body: (inout Self) -> Result) -> Result {
    let outer = scope
    defer { scope = outer }
    return body(&self)
  }

  /// Brings a name into the scope. One that hides another of the same callable is a mistake, and wins all the same.
  @discardableResult
  mutating func bind(_ local: Local) -> LocalID {
    let id = LocalID(locals.count)
    locals.append(local)
    bind(local, at: id)
    return id
  }

  /// Brings a name into the scope whose place was kept for it.
  mutating func bind(_ local: Local, at id: LocalID) {
    if let first = scope.names[local.info.name] {
      context.report(.localTwice(local.info.name, at: local.info.range, first: locals[first.index].info.range))
    }
    locals[id.index] = local
    scope.names[local.info.name] = id
  }

  /// Learns what holds where a condition has come out as `truth`.
  mutating func learn(from condition: TypedExpression, when truth: Bool = true, supplier: Int? = nil) {
    if brokenConditions.contains(condition.range) { scope.facts.isUnsure = true }
    scope.facts.learn(condition.facts(when: truth), from: supplier.map { [$0] } ?? [])
  }

  func error(_ range: SourceRange) -> TypedExpression { TypedExpression(.error, .error, range) }

  /// Reports, and stands for what should have been there.
  func mistake(_ diagnostic: Diagnostic, _ range: SourceRange) -> TypedExpression {
    context.report(diagnostic)
    return error(range)
  }
}
