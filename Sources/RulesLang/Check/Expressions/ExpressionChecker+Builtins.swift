// The built-in functions, by name. Each takes its arguments as its signature in the reference says; what they mean is
// the validator's matter.

/// What the name of a built-in stands for before its arguments are looked at.
enum BuiltinName {
  case simple(Builtin), count, first, last, line, area(Builtin, lengths: Int), cells, cost
  case occupantsAt(EntityID), occupantsIn(EntityID), mark(Int)

  /// Names that no define can have. The names of tables and marks come with the rule set.
  static let fixed: [String: BuiltinName] = [
    "divideUp": .simple(.divideUp), "min": .simple(.min), "max": .simple(.max), "abs": .simple(.abs),
    "next": .simple(.nextCase), "previous": .simple(.previousCase), "steps": .simple(.steps),
    "union": .simple(.union), "without": .simple(.without), "common": .simple(.common), "position": .simple(.position),
    "count": .count, "first": .first, "last": .last,
    "distance": .simple(.distance), "adjacent": .simple(.adjacent), "sees": .simple(.sees),
    "clearPath": .simple(.clearPath), "cover": .simple(.cover), "squeezed": .simple(.squeezed),
    "burstPoint": .simple(.burstPoint), "line": .line, "cells": .cells, "cost": .cost,
    "sphere": .area(.sphere, lengths: 1), "cube": .area(.cube, lengths: 1), "cone": .area(.cone, lengths: 1),
    "cylinder": .area(.cylinder, lengths: 2),
  ]
}

extension CheckContext {
  /// The built-in of a name: fixed, `creaturesAt` and `creaturesIn` of a placed table, or a mark of the map.
  func builtin(named name: String) -> BuiltinName? {
    if let fixed = BuiltinName.fixed[name] { return fixed }
    guard let map = program.map else { return nil }
    if let mark = map.marks.firstIndex(of: name) { return .mark(mark) }
    for placement in map.placements {
      let table = program.entities[placement.entity].table
      if name == table + "At" { return .occupantsAt(placement.entity) }
      if name == table + "In" { return .occupantsIn(placement.entity) }
    }
    return nil
  }

  /// All names of built-ins, for suggestions.
  var builtinNames: [String] {
    let tables = program.map?.placements.map { program.entities[$0.entity].table } ?? []
    return BuiltinName.fixed.keys.sorted() + (program.map?.marks ?? []) + tables.flatMap { [$0 + "At", $0 + "In"] }
  }
}

extension ExpressionChecker {
  mutating func builtinCall(_ builtin: BuiltinName, _ call: CallArguments) -> TypedExpression {
    switch builtin {
    case .simple(let function): return simpleCall(function, call)
    case .count: return collectionCall(.count, call) { _ in .int }
    case .first: return collectionCall(.first, call) { .optional($0) }
    case .last: return collectionCall(.last, call) { .optional($0) }
    case .line: return lineCall(call)
    case .area(let area, let lengths): return areaCall(area, lengths: lengths, call)
    case .cells: return areaUse(.cells, gives: .set(.cell), call)
    case .occupantsIn(let entity): return areaUse(.occupantsIn(entity), gives: .set(.entity(entity)), call)
    case .occupantsAt(let entity):
      return fixedCall(.occupantsAt(entity), [.cell], gives: .set(.entity(entity)), call)
    case .mark(let mark): return fixedCall(.mark(mark), [.cell], gives: .bool, call)
    case .cost: return costCall(call)
    }
  }

  private mutating func simpleCall(_ function: Builtin, _ call: CallArguments) -> TypedExpression {
    switch function {
    case .divideUp, .min, .max: return numbersCall(function, call)
    case .abs:
      guard let arguments = take(1, of: call) else { return error(call.range) }
      let operand = number(arguments[0])
      return made(function, [operand], operand.type, call)
    case .nextCase, .previousCase: return neighbourCall(function, call)
    case .steps: return stepsCall(call)
    case .union, .without, .common: return setsCall(function, call)
    case .position: return positionCall(call)
    case .distance: return placesCall(function, call) { $0.map { .unit($0.unit) } ?? .error }
    case .adjacent, .sees, .clearPath: return placesCall(function, call) { _ in .bool }
    case .cover:
      let cover = context.program.coverEnum
      return placesCall(function, call) { _ in .enumeration(cover) }
    case .burstPoint: return placesCall(function, call) { _ in .point }
    case .squeezed: return squeezedCall(call)
    default: return error(call.range)
    }
  }

  /// A call whose arguments have fixed types.
  mutating func fixedCall(_ function: Builtin, _ types: [Type], gives result: Type, _ call: CallArguments)
    -> TypedExpression
  {
    guard expect(types.count, call), noLabels(call) else { return error(call.range) }
    let arguments = zip(call.items, types).map { check($0, as: $1) }
    return made(function, arguments, result, call)
  }

  /// The call with its arguments, or a mistake's remains where one of them is one.
  func made(_ function: Builtin, _ arguments: [TypedExpression], _ type: Type, _ call: CallArguments) -> TypedExpression
  {
    if type == .error || arguments.contains(where: { $0.type == .error }) { return error(call.range) }
    return TypedExpression(.builtin(function, arguments), type, call.range)
  }

  // MARK: Arguments

  /// The arguments, each by its own type; nil, reported, where there are more or fewer.
  mutating func take(_ count: Int, of call: CallArguments) -> [TypedExpression]? {
    guard expect(count, call), noLabels(call) else { return nil }
    return call.items.map { infer($0) }
  }

  func expect(_ count: Int, _ call: CallArguments) -> Bool {
    if call.count == count { return true }
    context.report(.argumentCount(call.name, due: count, found: call.count, at: call.range))
    return false
  }

  /// Most arguments go by their place.
  func noLabels(_ call: CallArguments) -> Bool {
    guard let label = call.items.lazy.compactMap(\.label).first else { return true }
    context.report(.strayLabel(label, of: call.name))
    return false
  }

  mutating func infer(_ item: CallArguments.Item, hint: Type? = nil) -> TypedExpression {
    switch item.content {
    case .checked(let expression): return expression
    case .written(let argument): return infer(argument.value, hint: hint)
    }
  }

  mutating func check(_ item: CallArguments.Item, as type: Type) -> TypedExpression {
    convert(infer(item, hint: type), to: type)
  }

  // MARK: Numbers

  private mutating func numbersCall(_ function: Builtin, _ call: CallArguments) -> TypedExpression {
    guard let arguments = take(2, of: call) else { return error(call.range) }
    let left = number(arguments[0])
    let right = number(arguments[1])
    if left.type == .error || right.type == .error { return error(call.range) }
    if function == .divideUp {
      guard let type = Self.type(of: .divide, left.type, right.type) else {
        return mistake(.arithmetic(.divide, left, right, call.range, context.program), call.range)
      }
      if right.constantInt == 0 { return mistake(.zeroDivisor(right.range), call.range) }
      return made(function, [left, right], type, call)
    }
    guard left.type == right.type else {
      return mistake(.incomparable(left, right, call.range, context.program), call.range)
    }
    return made(function, [left, right], left.type, call)
  }

  // MARK: Ordered enums

  private mutating func neighbourCall(_ function: Builtin, _ call: CallArguments) -> TypedExpression {
    guard let arguments = take(1, of: call) else { return error(call.range) }
    let operand = orderedCase(arguments[0])
    return made(function, [operand], operand.type == .error ? .error : .optional(operand.type), call)
  }

  private mutating func stepsCall(_ call: CallArguments) -> TypedExpression {
    guard expect(2, call), noLabels(call) else { return error(call.range) }
    let from = orderedCase(infer(call.items[0]))
    let to = from.type == .error ? infer(call.items[1]) : check(call.items[1], as: from.type)
    return made(.steps, [from, to], .int, call)
  }

  private mutating func orderedCase(_ expression: TypedExpression) -> TypedExpression {
    let operand = value(expression)
    if operand.type == .error { return operand }
    guard case .enumeration(let id) = operand.type, context.program.enums[id].ordered else {
      return mistake(.orderedCaseDue(operand, context.program), operand.range)
    }
    return operand
  }
}
