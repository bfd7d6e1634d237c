// What built-in functions take.

extension CostModel {
  mutating func measure(_ builtin: Builtin, _ arguments: [TypedExpression], _ scope: Scope) -> Measure {
    let measured = arguments.map { measure($0, scope) }
    let before = measured.map(\.steps).total + 1
    let first = measured.first ?? Measure(steps: 0)
    let second = measured.dropFirst().first ?? Measure(steps: 0)
    switch builtin {
    case .min: return Measure(steps: before, interval: .least(first.interval, second.interval))
    case .max: return Measure(steps: before, interval: .greatest(first.interval, second.interval))
    case .divideUp:
      guard let divisor = second.interval.lower, divisor == second.interval.upper else { return Measure(steps: before) }
      return Measure(steps: before, interval: first.interval.divided(by: divisor) + Interval(lower: 0, upper: 1))
    case .abs: return Measure(steps: before, interval: .greatest(first.interval, Interval(0) - first.interval))
    case .union: return Measure(steps: before + first.size + second.size, size: first.size + second.size)
    case .without: return Measure(steps: before + first.size * second.size.logarithm + second.size, size: first.size)
    case .common:
      return Measure(
        steps: before + first.size * second.size.logarithm + second.size, size: min(first.size, second.size))
    case .position, .count:
      let isWalked = builtin == .position
      let most = Interval(lower: 0, upper: Int64(clamping: first.size.count))
      return Measure(steps: before + (isWalked ? first.size : 1), interval: most)
    case .first, .last: return Measure(steps: before)
    case .distance, .adjacent: return Measure(steps: before + MapCost.distance)
    case .sees, .clearPath: return Measure(steps: before + MapCost.sight)
    case .cover: return Measure(steps: before + MapCost.cover)
    case .squeezed, .burstPoint: return Measure(steps: before + MapCost.distance)
    case .mark: return Measure(steps: before + MapCost.lookup)
    case .line: return Measure(steps: before + MapCost.line, size: MapCost.line)
    case .occupantsAt(let entity):
      return Measure(steps: before + MapCost.lookup, size: Steps(clamping: program.entities[entity].limit))
    case .occupantsIn(let entity):
      let rows = Steps(clamping: program.entities[entity].limit)
      return Measure(steps: before + first.size * MapCost.lookup + rows, size: rows)
    case .cells: return Measure(steps: before + first.size * MapCost.lookup, size: first.size)
    case .sphere, .cube, .cone, .cylinder:
      let edge = cells(of: first.interval) * 2 + 1
      return Measure(steps: before, size: min(edge * edge, MapCost.area))
    case .lineArea:
      let size = (cells(of: first.interval) + 1) * (cells(of: second.interval) + 1)
      return Measure(steps: before, size: min(size, MapCost.area))
    case .pathSteps, .pathThrough: return Measure(steps: before + MapCost.path, size: MapCost.path)
    case .steps, .nextCase, .previousCase, .pathEnd, .pathBefore, .stepHere, .stepThere, .stepNumber, .cellX, .cellY:
      return Measure(steps: before)
    }
  }

  /// A length of the map in cells, rounded up.
  private func cells(of length: Interval) -> Steps {
    guard let most = length.upper, let cell = program.map?.cellSize, cell > 0 else { return MapCost.area }
    return Steps(clamping: max(0, most) / cell) + 1
  }
}
