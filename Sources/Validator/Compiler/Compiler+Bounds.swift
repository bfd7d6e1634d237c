import RulesLang

/// Bounds of a parameter that read other parameters.
struct BoundRecord: Sendable {
  let parameter: String
  /// Of the number of elements, not of the number itself.
  let isSize: Bool
}

// Bounds of parameters. What a request brings was held against those that are constants when it was decoded; what rules
// hand to an event is held against all of them.

extension Compiler {
  /// An argument out of bounds is a reason of its own, and then nothing else is judged.
  func checkBounds(of parameters: [ParameterInfo], _ registers: [Int32]) {
    var bounded = false
    eachBound(of: parameters, registers) { parameter, bounds, isSize, measured in
      guard bounds.constant == nil else { return }
      boundRecords.append(BoundRecord(parameter: parameter.header.name, isSize: isSize))
      let (low, high) = operands(bounds.lower, bounds.upper)
      code.emit(.checkBound, measured(), low, high, n: boundRecords.count - 1)
      bounded = true
    }
    if bounded { code.emit(.haltIfUnbound) }
  }

  /// An argument of an event out of bounds is a fault of the rules.
  func keepBounds(of parameters: [ParameterInfo], _ registers: [Int32]) {
    eachBound(of: parameters, registers) { _, bounds, isSize, measured in
      let outside = code.label()
      let (low, high) = operands(bounds.lower, bounds.upper)
      let number = measured()
      code.emit(.jumpIfLess, number, low, to: outside)
      code.emit(.jumpIfLess, high, number, to: outside)
      putOff(at: outside) { [self] in
        code.emit(.fault, flag: (isSize ? Fault.outOfSize : .outOfRange).rawValue)
      }
    }
  }

  /// Compiles something for each bound of the parameters that are there.
  private func eachBound(
    of parameters: [ParameterInfo], _ registers: [Int32],
    _ body: (ParameterInfo, Shape.Bounds, _ isSize: Bool, _ measured: () -> Int32) -> Void
  ) {
    for (parameter, register) in zip(parameters, registers) {
      let type = parameter.shape.type
      for (bounds, isSize) in [(parameter.shape.range, false), (parameter.shape.size, true)] {
        guard let bounds, isSize || type.unwrapped.isNumber else { continue }
        let next = code.label()
        if type.isOptional { code.emit(.jumpIfAbsent, register, to: next) }
        releasing {
          body(parameter, bounds, isSize) {
            guard isSize else { return register }
            let count = code.registers()
            code.emit(layout.bits(type.unwrapped) != nil ? .bitCount : .spanCount, count, register)
            return count
          }
        }
        code.bind(next)
      }
    }
  }
}
