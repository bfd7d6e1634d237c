package import RulesLang

/// An expression that was compiled after its program, as tests and explanations do: instructions that are put behind
/// those of the program.
package struct ExpressionCode: Sendable {
  let code: [Instruction]
  let entry: Int32
  /// The first register of the locals, and of the value.
  let locals: Int32
  let result: Int32
  let localWords: Int
  let resultWords: Int
  /// One past the last register it uses.
  let registers: Int
  let texts: [String]
  package let type: Type
}

/// The words of a value; spans of ``Span/Region/arena`` lie in the pool.
package struct EvaluatedValue: Sendable {
  package let words: [Word]
  package let pool: [Word]
}

extension RuleSet {
  /// Compiles an expression of the checker's against this rule set.
  ///
  /// - Parameter locals: all names that may be bound in it; the words of the first ones are given when it is evaluated.
  package func compile(_ expression: TypedExpression, locals: [LocalInfo]) -> ExpressionCode {
    let compiler = Compiler(behind: image, of: program, layout: layout, coverage: coverage?.table)
    return compiler.compile(expression, locals: locals)
  }
}

extension Compiler {
  fileprivate func compile(_ expression: TypedExpression, locals: [LocalInfo]) -> ExpressionCode {
    scope = Scope(count: locals.count)
    let first = code.top
    for (index, local) in locals.enumerated() { scope[LocalID(index)] = code.registers(words(local.type)) }
    let localWords = Int(code.top - first)
    let result = code.registers(max(1, words(expression.type)))
    let entry = code.here
    value(expression, into: result)
    code.emit(.halt)
    emitDeferred()
    code.resolveJumps()
    return ExpressionCode(
      code: code.code, entry: entry, locals: first, result: result, localWords: localWords,
      resultWords: words(expression.type), registers: Int(code.highest), texts: texts, type: expression.type)
  }
}

extension Judge {
  /// The value of an expression in a state.
  ///
  /// - Parameters:
  ///   - locals: the words of its first names, behind one another.
  ///   - pool: what spans of ``Span/Region/arena`` among them lie in.
  package func evaluate(
    _ expression: ExpressionCode, locals: [Word] = [], pool: [Word] = [], user: Word? = nil, now: Int64? = nil,
    in state: State
  ) throws(Fault) -> EvaluatedValue {
    let evaluator = self.evaluator
    guard evaluator.hasRoom(for: expression.registers) else { throw .outOfSize }
    evaluator.prepare(state)
    defer { evaluator.finish() }
    evaluator.append(expression.code)
    evaluator.expressionTexts = expression.texts.enumerated().map { index, text in
      // A text that the state does not have is equal to none that it has.
      state.texts.find(text) ?? Word(state.texts.count + index)
    }
    let registers = evaluator.registers
    registers[Int(Global.user)] = user ?? .none
    registers[Int(Global.now)] = now ?? state.clock
    registers[Int(Global.action)] = 0
    pool.withUnsafeBufferPointer { evaluator.takeIn($0) }
    for (index, word) in locals.prefix(expression.localWords).enumerated() {
      registers[Int(expression.locals) + index] = word
    }
    guard evaluator.run(from: Int(expression.entry)) else { throw evaluator.fault }
    return EvaluatedValue(
      words: (0..<expression.resultWords).map { registers[Int(expression.result) + $0] },
      pool: (0..<evaluator.arena.count).map { evaluator.arena.base[$0] })
  }

  /// The cells that a row reaches by a movement, cheapest first; for nil, with what is left of the budget that paths of
  /// this movement are paid from.
  package func reach(
    of mover: Int, by movement: MovementID, budget: Int64?, in state: State
  ) throws(Fault) -> [MovementSearch.End] {
    evaluator.prepare(state)
    defer { evaluator.finish() }
    evaluator.registers[Int(Global.user)] = .none
    evaluator.registers[Int(Global.now)] = state.clock
    var limit = budget
    if limit == nil, let unit = evaluator.program.movements[movement.index].budget {
      guard let left = evaluator.call(unit, Word(mover)) else { throw evaluator.fault }
      limit = left
    }
    let most = limit.map { Int(clamping: $0) } ?? MovementSearch.largestBudget
    guard evaluator.reach(Word(mover), movement, budget: most) else { throw evaluator.fault }
    return evaluator.search.ends
  }
}

extension Fault: Error {}
