// What is known of a number when the rules compile: enough to prove that `slots[level]` has a value for each level
// there is.

extension CheckContext {
  /// The bounds of a field's number, of an element of it, or of a value of a keyed field.
  static func bounds(of shape: Shape) -> ClosedRange<Int64>? { shape.range?.constant }

  /// The least and the most that a number can be; nil where nothing is known.
  func bounds(of expression: TypedExpression, locals: [Local]) -> ClosedRange<Int64>? {
    func inner(_ expression: TypedExpression) -> ClosedRange<Int64>? { bounds(of: expression, locals: locals) }
    func hull(_ a: TypedExpression, _ b: TypedExpression) -> ClosedRange<Int64>? {
      guard let a = inner(a), let b = inner(b) else { return nil }
      return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }
    switch expression.kind {
    case .int(let value): return value...value
    case .local(let id): return locals.indices.contains(id.index) ? locals[id.index].bounds : nil
    case .stateField(let index):
      return program.state.indices.contains(index) ? Self.bounds(of: program.state[index].shape) : nil
    case .field(let base, let index):
      let fields = program.fields(of: base.type)
      return fields.indices.contains(index) ? Self.bounds(of: fields[index].shape) : nil
    case .call(let id, _): return resultBounds[id]
    case .match(_, let arms, let otherwise):
      let all = (arms.map(\.value) + (otherwise.map { [$0] } ?? [])).map(inner)
      guard let first = all.first ?? nil, !all.contains(nil) else { return nil }
      return all.compactMap { $0 }.reduce(first) {
        min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
      }
    case .index(let base, _), .narrowed(let base), .present(let base): return inner(base)
    case .choose(_, let then, let otherwise): return hull(then, otherwise)
    case .coalesce(let value, let otherwise): return hull(value, otherwise)
    case .arithmetic(.add, let a, let b): return combine(inner(a), inner(b)) { $0.addingReportingOverflow($1) }
    case .arithmetic(.subtract, let a, let b):
      return combine(inner(a), inner(b)) { $0.subtractingReportingOverflow($1) }
    case .builtin(.min, let both) where both.count == 2: return least(inner(both[0]), inner(both[1]))
    case .builtin(.max, let both) where both.count == 2: return most(inner(both[0]), inner(both[1]))
    default: return nil
    }
  }

  /// Of `min(a, b)`: one bounded side is enough to bound it above.
  private func least(_ a: ClosedRange<Int64>?, _ b: ClosedRange<Int64>?) -> ClosedRange<Int64>? {
    let (a, b) = (a ?? Self.numbers, b ?? Self.numbers)
    return min(a.lowerBound, b.lowerBound)...min(a.upperBound, b.upperBound)
  }

  private func most(_ a: ClosedRange<Int64>?, _ b: ClosedRange<Int64>?) -> ClosedRange<Int64>? {
    let (a, b) = (a ?? Self.numbers, b ?? Self.numbers)
    return max(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
  }

  private static let numbers: ClosedRange<Int64> = -Int64.max...Int64.max

  /// Of a sum or difference: both are greatest and least where their parts are.
  private func combine(
    _ a: ClosedRange<Int64>?, _ b: ClosedRange<Int64>?,
    _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> ClosedRange<Int64>? {
    guard let a, let b else { return nil }
    let corners = [
      operation(a.lowerBound, b.lowerBound), operation(a.lowerBound, b.upperBound),
      operation(a.upperBound, b.lowerBound),
      operation(a.upperBound, b.upperBound),
    ]
    guard !corners.contains(where: \.overflow), let least = corners.map(\.partialValue).min(),
      let most = corners.map(\.partialValue).max()
    else { return nil }
    return least...most
  }

  /// The bounds of the numbers that a collection holds.
  func elementBounds(of domain: TypedExpression, locals: [Local]) -> ClosedRange<Int64>? {
    switch domain.kind {
    case .interval(let lower, let upper): return hull(lower, upper, locals: locals)
    case .filter(let binder): return elementBounds(of: binder.domain, locals: locals)
    default: return bounds(of: domain, locals: locals)
    }
  }
}

extension CheckContext {
  /// From the least that one number can be to the most that another can.
  func hull(_ lower: TypedExpression, _ upper: TypedExpression, locals: [Local]) -> ClosedRange<Int64>? {
    guard let low = bounds(of: lower, locals: locals)?.lowerBound,
      let high = bounds(of: upper, locals: locals)?.upperBound,
      low <= high
    else { return nil }
    return low...high
  }
}
