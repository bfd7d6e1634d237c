// How large stored and given collections may be.

extension CostModel {
  /// Looks at all fields and parameters: the largest collection of each element, and those without a limit.
  mutating func measureShapes() {
    for field in program.state + program.entities.flatMap(\.fields) + program.records.flatMap(\.fields) {
      record(field.shape, name: field.header.name, at: field.header.range, isDistinct: false)
    }
    for kind in program.kinds {
      for field in kind.fields {
        record(field.shape, name: field.header.name, at: field.header.range, isDistinct: false)
      }
    }
    for parameters in program.actions.map(\.parameters) + program.events.map(\.parameters) {
      for parameter in parameters {
        guard parameter.shape.size?.constant == nil, parameter.shape.size != nil else {
          record(parameter.shape, name: parameter.header.name, at: parameter.header.range, isDistinct: true)
          continue
        }
        // Bounds that read other parameters are measured where those are known.
      }
    }
  }

  private mutating func record(_ shape: Shape, name: String, at range: SourceRange, isDistinct: Bool) {
    guard let element = Self.collection(in: shape.type) else { return }
    guard let size = size(of: shape, isDistinct: isDistinct) else {
      note(unlimited: "`\(name)`", at: range)
      return
    }
    largest[element] = max(largest[element] ?? 1, size)
  }

  /// The element of the collection that a value is, or holds for each key.
  static func collection(in type: Type) -> Type? {
    switch type {
    case .set(let element), .list(let element): return element
    case .optional(let inner), .keyed(let inner, _): return collection(in: inner)
    default: return nil
    }
  }

  /// The most elements, by the bounds or by how many different ones there are.
  ///
  /// - Parameter isDistinct: whether a list names no element twice, as that of a parameter.
  func size(of shape: Shape, isDistinct: Bool) -> Steps? {
    guard let element = Self.collection(in: shape.type) else { return 1 }
    let isSet = if case .set = Self.unkeyed(shape.type) { true } else { false }
    let natural = isSet || (isDistinct && !shape.repeats) ? values(of: element, range: shape.range) : nil
    let bound = shape.size?.constant.map { Steps(clamping: $0.upperBound) }
    return [natural, bound].compactMap { $0 }.min()
  }

  private static func unkeyed(_ type: Type) -> Type {
    switch type {
    case .optional(let inner), .keyed(let inner, _): return unkeyed(inner)
    default: return type
    }
  }

  /// How many different values a type has, where they are few.
  func values(of type: Type, range: Shape.Bounds? = nil) -> Steps? {
    switch type {
    case .bool: return 2
    case .enumeration(let id): return Steps(clamping: program.enums[id].cases.count)
    case .entity(let id): return Steps(clamping: program.entities[id].limit)
    case .kind(let id): return Steps(clamping: program.kinds[id].rows.count)
    case .int, .unit: return range?.constant.flatMap { Interval.span(from: Interval($0), to: Interval($0)) }
    default: return nil
    }
  }

  /// Of a define's parameter: no larger than the largest there is.
  func largestCollection(of type: Type) -> Steps {
    guard let element = Self.collection(in: type) else { return type == .path ? MapCost.path : 1 }
    return largest[element] ?? values(of: element) ?? MapCost.path
  }

  /// A field by the type it stands in.
  func field(_ place: Int, of type: Type) -> FieldInfo? {
    let fields: [FieldInfo]
    switch type.unwrapped {
    case .entity(let id): fields = program.entities[id].fields
    case .record(let id): fields = program.records[id].fields
    case .kind(let id): fields = program.kinds[id].fields
    default: return nil
    }
    return fields.indices.contains(place) ? fields[place] : nil
  }

  func measure(stored field: FieldInfo) -> Measure {
    let size = size(of: field.shape, isDistinct: false) ?? 1
    return Measure(steps: 1, size: size, interval: field.shape.range?.constant.map { Interval($0) } ?? .unknown)
  }

  /// The numbers that the rows of a kind have are known.
  func interval(ofField place: Int, in kind: KindID) -> Interval {
    let values = program.kinds[kind].rows.compactMap { row -> Int64? in
      guard row.values.indices.contains(place), case .int(let value) = row.values[place] else { return nil }
      return value
    }
    guard let low = values.min(), let high = values.max() else { return .unknown }
    return Interval(low...high)
  }
}
