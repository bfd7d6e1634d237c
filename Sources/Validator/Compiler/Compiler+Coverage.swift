import RulesLang

// Coverage. What is covered is compiled once more with instructions that note how things turn out; what is not has none
// of them.

extension Compiler {
  private func see(_ item: Int, _ outcome: Int) { code.emit(.seen, Int32(item * 2 + outcome)) }

  /// Notes that what stands at a place has happened.
  func seeTaken(_ range: SourceRange) {
    if let item = coverage?.occurrence(range) { see(item, 0) }
  }

  func seeHeld(_ id: RequirementID) {
    if let item = coverage?.requirement(id) { see(item, 0) }
  }

  func seeRefused(_ id: RequirementID) {
    if let item = coverage?.requirement(id) { see(item, 1) }
  }

  /// Whether how a condition turns out has to be noted.
  func isSeen(_ condition: TypedExpression) -> Bool {
    guard let coverage, condition.type == .bool, coverage.condition(condition.range) != nil else { return false }
    return !seenConditions.contains(condition.range)
  }

  /// Branches on a condition, and notes on both ways how it turned out.
  func branchSeen(_ condition: TypedExpression, to label: Label, when truth: Bool) {
    seenConditions.insert(condition.range)
    defer { seenConditions.remove(condition.range) }
    let (jumped, done) = (code.label(), code.label())
    branch(condition, to: jumped, when: truth)
    see(condition, is: !truth)
    code.jump(to: done)
    code.bind(jumped)
    see(condition, is: truth)
    code.jump(to: label)
    code.bind(done)
  }

  /// The same for a condition that was compiled part by part: goes on where it holds, and comes from `missed` where it
  /// does not.
  func seeParts(of condition: TypedExpression, missed: Label, to label: Label) {
    let done = code.label()
    see(condition, is: true)
    code.jump(to: done)
    code.bind(missed)
    see(condition, is: false)
    code.jump(to: label)
    code.bind(done)
  }

  private func see(_ condition: TypedExpression, is truth: Bool) {
    if let item = coverage?.condition(condition.range) { see(item, truth ? 0 : 1) }
  }
}
