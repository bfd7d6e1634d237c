// `match`: over an enum, or an optional one with a case `none`; each case once, all of them or `otherwise:`.

extension ExpressionChecker {
  mutating func matched(
    _ subject: ExpressionSyntax, _ arms: [MatchArmSyntax], hint: Type?, _ range: SourceRange
  ) -> TypedExpression {
    let subject = settled(infer(subject))
    guard case .enumeration(let id) = subject.type.unwrapped else {
      for arm in arms { _ = infer(arm.value, hint: hint) }
      if subject.type == .error { return error(range) }
      return mistake(.matchNeedsEnum(subject, context.program), range)
    }
    var coverage = MatchCoverage(context.program.enums[id], isOptional: subject.type.isOptional)
    var typed: [MatchArm] = []
    var otherwise: TypedExpression?
    var values: [TypedExpression] = []
    for arm in arms {
      let value = armValue(arm, of: subject, hint: hint ?? values.first?.type)
      values.append(value)
      switch arm.cases {
      case .cases(let cases): typed.append(MatchArm(cases: coverage.cover(cases, context), value: value))
      case .otherwise:
        otherwise = value
        coverage.coverRest()
      }
    }
    coverage.finish(at: range, context)
    if coverage.isBroken || values.contains(where: { $0.type == .error }) || values.isEmpty { return error(range) }
    let joined = branched(values, due: hint)
    guard let type = joined.first?.type, !joined.contains(where: { $0.type == .error }) else { return error(range) }
    let arms = zip(typed, joined).map { MatchArm(cases: $0.cases, value: $1) }
    return TypedExpression(
      .match(subject, arms, otherwise: otherwise == nil ? nil : joined.last), type, range)
  }

  /// In an arm that is not for `none` the subject is there.
  private mutating func armValue(_ arm: MatchArmSyntax, of subject: TypedExpression, hint: Type?) -> TypedExpression {
    scoped { checker in
      if case .cases(let cases) = arm.cases, let key = FactKey(subject),
        !cases.contains(where: { if case .none = $0 { true } else { false } })
      {
        checker.scope.facts.learn([key])
      }
      let value = checker.infer(arm.value, hint: hint)
      guard let hint, !hint.isOptional else { return checker.settled(value) }
      return value.type.isOptional ? checker.value(value) : value
    }
  }
}

/// Which cases the arms of a `match` have covered so far.
private struct MatchCoverage {
  private let info: EnumInfo
  private let isOptional: Bool
  private var covered: [Int?: SourceRange] = [:]
  private var hasOtherwise = false
  private(set) var isBroken = false

  init(_ info: EnumInfo, isOptional: Bool) {
    self.info = info
    self.isOptional = isOptional
  }

  private var count: Int { info.cases.count + (isOptional ? 1 : 0) }

  /// The numbers of an arm's cases, nil for `none`.
  mutating func cover(_ cases: [MatchCaseSyntax], _ context: CheckContext) -> [Int?] {
    cases.compactMap { matchCase -> Int?? in
      switch matchCase {
      case .none(let range):
        guard isOptional else { return refuse(.matchNone(range, of: info.header.name), context) }
        return cover(nil, range, context)
      case .named(let name):
        if name.isMissing {
          isBroken = true
          return nil
        }
        guard let index = info.cases.firstIndex(where: { $0.name == name.text }) else {
          return refuse(.unknownCase(name, of: info.header.name, cases: info.cases.map(\.name)), context)
        }
        return cover(index, name.range, context)
      }
    }
  }

  private mutating func cover(_ index: Int?, _ range: SourceRange, _ context: CheckContext) -> Int?? {
    if let first = covered[index] { return refuse(.matchUnreachable(range, first: first), context) }
    covered[index] = range
    return .some(index)
  }

  private mutating func refuse(_ diagnostic: Diagnostic, _ context: CheckContext) -> Int?? {
    isBroken = true
    context.report(diagnostic)
    return nil
  }

  /// It may stand behind all cases, so that an overlay can add some.
  mutating func coverRest() { hasOtherwise = true }

  mutating func finish(at range: SourceRange, _ context: CheckContext) {
    guard !hasOtherwise, !isBroken, covered.count < count else { return }
    var missing = info.cases.indices.filter { covered[$0] == nil }.map { info.cases[$0].name }
    if isOptional, covered[nil] == nil { missing.append("none") }
    _ = refuse(.matchMissing(missing, at: range), context)
  }
}
