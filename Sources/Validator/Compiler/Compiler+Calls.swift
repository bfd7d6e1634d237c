import RulesLang

// Defines: called, or laid into their callers where they are small; with what bends them.

extension Compiler {
  func call(_ function: FunctionID, _ arguments: [TypedExpression], into target: Int32?) -> Int32 {
    call(function, registers: self.arguments(arguments), into: target)
  }

  /// A call with arguments in registers that nothing it does can change.
  func call(_ function: FunctionID, registers arguments: [Int32], into target: Int32?) -> Int32 {
    let info = program.functions[function]
    if isInlined(function) {
      return within(scope(of: info, arguments)) { value(info.body, into: target) }
    }
    guard let unit = unit(of: function) else { return constant(.none, into: target) }
    enter(unit, arguments, info.locals.prefix(info.parameterCount).map(\.type))
    // The next call of the same define would overwrite its value.
    let result = registers(for: info.result, target)
    code.move(unit.result, to: result, words: words(info.result))
    return result
  }

  /// Arguments in registers: all are worked out before the first is handed over, for working one out may call the same.
  func arguments(_ arguments: [TypedExpression]) -> [Int32] { arguments.map { value($0) } }

  /// Hands over arguments and jumps there and back.
  func enter(_ unit: Unit, _ arguments: [Int32], _ types: [Type]) {
    var parameter = unit.parameters
    for (argument, type) in zip(arguments, types) {
      code.move(argument, to: parameter, words: words(type))
      parameter += Int32(words(type))
    }
    code.emit(.call, unit.returnRegister, 0, unit.entry)
  }

  func scope(of info: FunctionInfo, _ arguments: [Int32]) -> Scope {
    var inner = Scope(count: info.locals.count)
    for (index, argument) in arguments.enumerated() { inner[LocalID(index)] = argument }
    inner.isInlined = true
    return inner
  }

  /// Small defines that nothing bends are laid into their callers.
  func isInlined(_ function: FunctionID) -> Bool {
    let info = program.functions[function]
    guard info.adjustments.isEmpty, info.exceptions.isEmpty else { return false }
    return expandedWeight(function) <= Self.inlineLimit
  }

  /// Whether a loop over the define's value may walk its definition instead: a view.
  func isView(_ function: FunctionID) -> Bool {
    let info = program.functions[function]
    return info.exceptions.isEmpty && info.adjustments.isEmpty && expandedWeight(function) <= Self.viewLimit
  }

  private static var inlineLimit: Int { 16 }
  private static var viewLimit: Int { 200 }

  /// How many expressions a define is made of, all defines in it laid in: what keeps code from growing without end.
  private func expandedWeight(_ function: FunctionID) -> Int {
    if let weight = weights[function] { return weight }
    var weight = 0
    program.functions[function].body.walk { expression in
      weight += 1
      if case .call(let callee, _) = expression.kind { weight += expandedWeight(callee) }
      weight = min(weight, Self.viewLimit + 1)
    }
    weights[function] = weight
    return weight
  }

  private func unit(of function: FunctionID) -> Unit? {
    functionUnits[function.index].map { units[$0] }
  }

  /// Compiles a define whose callees are compiled.
  func compileFunction(_ function: FunctionID) {
    let info = program.functions[function]
    let types = info.locals.prefix(info.parameterCount).map(\.type)
    functionUnits[function.index] = unit(parameters: types, result: info.result) { parameters, result in
      let done = code.label()
      if !info.exceptions.isEmpty { exceptions(info, parameters, result, done: done) }
      within(scope(of: info, parameters)) { _ = value(info.body, into: result) }
      if !info.adjustments.isEmpty { adjust(info, parameters, result) }
      code.bind(done)
    }
  }

  // MARK: Exceptions

  /// The exceptions' value, where one holds: then neither the definition nor the adjustments count. Two that hold and
  /// disagree are a fault.
  private func exceptions(_ info: FunctionInfo, _ parameters: [Int32], _ result: Int32, done: Label) {
    let holds = conditions(info.exceptions.map { ($0.locals.count, $0.condition) }, parameters)
    let active = switchedOff(holds, by: info.exceptions.map(\.insteadOf))
    let found = code.registers()
    code.emit(.move, found, constant(0))
    for (exception, holds) in zip(info.exceptions, active) {
      let (next, agree) = (code.label(), code.label())
      code.emit(.jumpIfFalse, holds, to: next)
      releasing {
        var inner = Scope(count: exception.locals.count)
        for (index, parameter) in parameters.enumerated() { inner[LocalID(index)] = parameter }
        let own = within(inner) { value(exception.value) }
        if info.exceptions.count > 1 {
          let first = code.label()
          code.emit(.jumpIfFalse, found, to: first)
          branchEqual(info.result, own, result, to: agree, when: true)
          code.emit(.fault, flag: Fault.clash.rawValue)
          code.bind(first)
        }
        code.move(own, to: result, words: words(info.result))
      }
      code.emit(.move, found, constant(1))
      code.bind(agree)
      code.bind(next)
    }
    code.emit(.jumpIfTrue, found, to: done)
  }

  /// For each condition a register that says whether it holds.
  private func conditions(_ all: [(locals: Int, condition: TypedExpression?)], _ parameters: [Int32]) -> [Int32] {
    all.map { locals, condition in
      guard let condition else { return constant(1) }
      var inner = Scope(count: locals)
      for (index, parameter) in parameters.enumerated() { inner[LocalID(index)] = parameter }
      return within(inner) { value(condition, into: code.registers()) }
    }
  }

  /// `instead of M` switches M off where both hold.
  private func switchedOff(_ holds: [Int32], by insteadOf: [Int?]) -> [Int32] {
    holds.indices.map { index in
      let rivals = insteadOf.indices.filter { insteadOf[$0] == index }
      guard !rivals.isEmpty else { return holds[index] }
      let active = code.registers()
      code.emit(.move, active, holds[index])
      for rival in rivals { code.emit(.without, active, active, holds[rival]) }
      return active
    }
  }

  // MARK: Adjustments

  /// All raises and lowers; one exact ratio of the doublings and halvings, rounded down once; all bounds.
  private func adjust(_ info: FunctionInfo, _ parameters: [Int32], _ result: Int32) {
    for adjustment in info.adjustments where adjustment.condition == nil { seeTaken(adjustment.header.range) }
    let holds = conditions(info.adjustments.map { ($0.locals.count, $0.condition) }, parameters)
    let active = switchedOff(holds, by: info.adjustments.map(\.insteadOf))
    let all = Array(zip(info.adjustments, active))

    func each(_ op: Opcode, _ operand: (FunctionInfo.Adjustment.Bend) -> TypedExpression?) {
      for (adjustment, holds) in all {
        guard let operand = operand(adjustment.bend) else { continue }
        let next = code.label()
        code.emit(.jumpIfFalse, holds, to: next)
        releasing {
          var inner = Scope(count: adjustment.locals.count)
          for (index, parameter) in parameters.enumerated() { inner[LocalID(index)] = parameter }
          let amount = within(inner) { value(operand) }
          code.emit(op, result, result, amount)
        }
        code.bind(next)
      }
    }

    each(.add) { if case .raised(let amount) = $0 { amount } else { nil } }
    each(.subtract) { if case .lowered(let amount) = $0 { amount } else { nil } }
    scale(all, result)
    each(.maximum) { if case .atLeast(let bound) = $0 { bound } else { nil } }
    each(.minimum) { if case .atMost(let bound) = $0 { bound } else { nil } }
  }

  private func scale(_ all: [(FunctionInfo.Adjustment, Int32)], _ result: Int32) {
    let power = code.registers()
    var scales = false
    code.emit(.move, power, constant(0))
    for (adjustment, holds) in all {
      switch adjustment.bend {
      case .doubled: code.emit(.add, power, power, holds)
      case .halved: code.emit(.subtract, power, power, holds)
      default: continue
      }
      scales = true
    }
    if scales { code.emit(.scale, result, result, power) }
  }
}
