import RulesLang

// What is said of a requirement that is not met: worked out behind the run, from the failing comparison itself.

extension Compiler {
  /// One side of the comparison that failed.
  typealias Side = TypedExpression

  /// Finds out which part of a condition failed and compiles a report for each that can be it: of an `and` its first
  /// failing part, of a quantifier its first witness. Code goes on behind it.
  func diagnose(_ condition: TypedExpression, _ report: (Side?, Side?) -> Void) {
    releasing {
      switch condition.kind {
      case .and(let parts):
        let done = code.label()
        for (index, part) in parts.enumerated() {
          let next = code.label()
          if index < parts.count - 1 { branch(part, to: next, when: true) }
          diagnose(part, report)
          if index < parts.count - 1 { code.jump(to: done) }
          code.bind(next)
        }
        code.bind(done)
      case .implies(_, let conclusion): diagnose(conclusion, report)
      case .choose(let choice, let then, let otherwise) where then.type == .bool:
        let (other, done) = (code.label(), code.label())
        branch(choice, to: other, when: false)
        diagnose(then, report)
        code.jump(to: done)
        code.bind(other)
        diagnose(otherwise, report)
        code.bind(done)
      case .quantifier(.all, let binder, let body):
        let (found, done) = (code.label(), code.label())
        walk(binder, strict: true) { _, loop in
          branch(body, to: loop.next, when: true)
          diagnose(body, report)
          code.jump(to: found)
        }
        report(nil, nil)
        code.jump(to: done)
        code.bind(found)
        code.bind(done)
      case .quantifier(.no, let binder, let body):
        let done = code.label()
        let conditions = conjuncts(binder.condition) + conjuncts(body)
        walk(binder.domain, as: binder.local, where: conditions, strict: true) { _, _ in
          if let (left, right) = body.sidesWhereHeld { report(right, left) } else { report(nil, nil) }
          code.jump(to: done)
        }
        report(nil, nil)
        code.bind(done)
      case .compare:
        if let (left, right) = condition.sidesWhereFailed { report(right, left) } else { report(nil, nil) }
      case .canFollow(let mover, let path, let movement):
        let passed = code.label()
        let (row, cells) = followOperands(mover, path)
        let own = code.registers()
        code.emit(.reportSteps, own, row, cells, n: movement.index)
        code.emit(.jumpIfTrue, own, to: passed)
        report(nil, nil)
        code.bind(passed)
        markFailed()
      default: report(nil, nil)
      }
    }
  }

  /// Compiles the record of a failure: which it is, then its values.
  func fail(
    _ id: RequirementID, _ message: Message, needed: Side?, actual: Side?, _ after: Label
  ) {
    let told = disclosures.map { analysis in
      [needed, actual].compactMap { $0 }.map { analysis.told(by: $0, analysis.context(of: block?.owner)) }
    }
    fail(id, message, needed: needed?.type, actual: actual?.type, telling: told ?? [], after) { [self] in
      for side in [needed, actual] {
        guard let side else { continue }
        releasing { _ = code.emit(.put, value(side), n: words(side.type)) }
      }
    }
  }

  func fail(
    _ id: RequirementID, _ message: Message, needed: Type?, actual: Type?, telling told: [Reads], _ after: Label,
    sides: () -> Void
  ) {
    let info = program.requirements[id]
    let arguments = block?.arguments ?? []
    let shape = FailureShape(
      id: info.id, range: info.range, message: message, needed: needed, actual: actual,
      arguments: arguments.map(\.info), tags: tags(of: info.owner), disclosures: disclosed(told, message))
    let shown = ([needed, actual].compactMap { $0 } + message.holes.map(\.type)).reduce(0) { $0 + words($1) }
    let argumentWords = arguments.reduce(0) { $0 + words($1.info.type) }
    failures.append(FailureRecord(shape: shape, words: shown + argumentWords, argumentWords: argumentWords))
    failureResumes.append((failures.count - 1, after))
    seeRefused(id)
    code.emit(.fail, Int32(failures.count - 1))
    markFailed()
    sides()
    put(message)
    for argument in arguments { code.emit(.put, argument.register, n: words(argument.info.type)) }
    code.emit(.failEnd)
  }

  private func tags(of owner: RequirementInfo.Owner) -> [String] {
    if case .rule(let rule) = owner { program.rules[rule].tags } else { [] }
  }

  /// Notes that a requirement of the block failed, and the statement with it.
  private func markFailed() {
    guard let block else { return }
    if block.failed >= 0 { code.emit(.move, block.failed, constant(1)) }
    guard code.owner >= 0 else { return }
    let flag = statements[Int(code.owner)].flag
    if flag >= 0 { code.emit(.move, flag, constant(1)) }
  }

  /// The values of a message's holes.
  func put(_ message: Message) {
    for hole in message.holes {
      releasing { _ = code.emit(.put, value(hole), n: words(hole.type)) }
    }
  }

  // MARK: What it discloses

  /// What the values of a failure disclose: its sides, the holes of its message, the arguments.
  func disclosed(_ sides: [Reads], _ message: Message?) -> [Disclosure] {
    guard let analysis = disclosures else { return [] }
    let context = analysis.context(of: block?.owner)
    let holes = (message?.holes ?? []).map { analysis.told(by: $0, context) }
    let arguments = (block?.arguments ?? []).map { argument in
      let name = (block?.locals ?? []).indices.first { scope[LocalID($0)] == argument.register }
      guard let name else { return Reads() }
      let value = TypedExpression(.local(LocalID(name)), argument.info.type, argument.info.range)
      return analysis.told(by: value, context)
    }
    return (sides + holes + arguments).map { told in
      analysis.disclosure(told) { local in
        scope[local].flatMap { register in block?.arguments.firstIndex { $0.register == register } }
      }
    }
  }
}
