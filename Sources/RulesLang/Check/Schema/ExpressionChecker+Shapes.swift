// Types as they are written, with the bounds of what holds them. What a type may be depends on what it is for: a
// field is kept in the state, so it holds no path; a kind is constant, so it holds no row.

/// What a type is written for.
enum TypeUse {
  case field, kindField, parameter, defineParameter, result, pattern
}

extension ExpressionChecker {
  /// The type and its bounds; of type `error`, reported, where it is a mistake. Bounds may read what is in scope.
  mutating func shape(_ syntax: TypeSyntax, for use: TypeUse) -> Shape {
    switch syntax.kind {
    case .error: return Shape(type: .error)
    case .int(let range, let isClamped):
      guard let range else { return Shape(type: .int) }
      return intShape(range, isClamped: isClamped, for: use)
    case .named(let name): return Shape(type: named(name, for: use))
    case .unit(let name): return Shape(type: unit(name))
    case .optional(let inner):
      var shape = shape(inner, for: use)
      if shape.type != .error { shape.type = .optional(shape.type) }
      return shape
    case .set(let element, let size): return collection(element, size, syntax.range, for: use) { .set($0) }
    case .list(let element, let size, let allowsRepeats):
      var shape = collection(element, size, syntax.range, for: use) { .list($0) }
      shape.repeats = allowsRepeats
      return shape
    case .table(let value, let key): return keyed(value, key, for: use)
    }
  }

  private func named(_ name: Identifier, for use: TypeUse) -> Type {
    if name.isMissing { return .error }
    guard let type = context.type(named: name.text) else {
      context.report(.unknownType(name, known: context.typeNames))
      return .error
    }
    let isStored = use == .field || use == .kindField
    if isStored, type == .path || type == .step {
      context.report(.notStored(name))
      return .error
    }
    if use == .kindField {
      switch type {
      case .user, .entity:
        context.report(.notConstantType(name))
        return .error
      default: break
      }
    }
    return type
  }

  private func unit(_ name: Identifier) -> Type {
    if name.isMissing { return .error }
    if case .unit(let id) = context.names.types[name.text] { return .unit(id) }
    context.report(.unknownUnit(name, known: context.program.units.map(\.header.name)))
    return .error
  }

  // MARK: Bounds

  private mutating func intShape(_ range: RangeSyntax, isClamped: Bool, for use: TypeUse) -> Shape {
    if use == .pattern || (isClamped && use != .field) {
      context.report(.boundsHere(range.range, isClamped: isClamped))
      return Shape(type: .int)
    }
    let bounds = bounds(range.lower, range.upper, range.range, for: use)
    return Shape(type: .int, range: bounds, clamped: isClamped)
  }

  private mutating func collection(
    _ element: TypeSyntax, _ size: SizeSyntax?, _ range: SourceRange, for use: TypeUse, made: (Type) -> Type
  ) -> Shape {
    var shape = shape(element, for: use)
    guard shape.type != .error else { return shape }
    let isSet = if case .set = made(shape.type) { true } else { false }
    guard shape.type.isElement(ofSet: isSet) else {
      context.report(.elementType(shape.type, element.range, context.program))
      return Shape(type: .error)
    }
    shape.type = made(shape.type)
    if let size {
      if use == .result || use == .pattern || use == .defineParameter {
        context.report(.boundsHere(size.range, isClamped: false))
      } else {
        shape.size = bounds(of: size, for: use)
      }
    }
    return shape
  }

  private mutating func bounds(of size: SizeSyntax, for use: TypeUse) -> Shape.Bounds? {
    switch size.kind {
    case .upTo(let upper):
      guard let upper = bound(upper, for: use) else { return nil }
      let lower = TypedExpression(.int(0), .int, size.range)
      return verified(Shape.Bounds(lower: lower, upper: upper), size.range, least: 0)
    case .exactly(let count):
      guard let count = bound(count, for: use) else { return nil }
      return verified(Shape.Bounds(lower: count, upper: count), size.range, least: 0)
    case .between(let lower, let upper): return bounds(lower, upper, size.range, for: use, least: 0)
    }
  }

  private mutating func bounds(
    _ lower: ExpressionSyntax, _ upper: ExpressionSyntax, _ range: SourceRange, for use: TypeUse, least: Int64? = nil
  ) -> Shape.Bounds? {
    let lower = bound(lower, for: use)
    let upper = bound(upper, for: use)
    guard let lower, let upper else { return nil }
    return verified(Shape.Bounds(lower: lower, upper: upper), range, least: least)
  }

  /// A number; a constant where the bounds are not those of a request's parameter.
  private mutating func bound(_ syntax: ExpressionSyntax, for use: TypeUse) -> TypedExpression? {
    let value = check(syntax, as: .int)
    if value.type == .error { return nil }
    if use != .parameter, value.constantInt == nil {
      context.report(.notConstant(value.range, what: "a bound"))
      return nil
    }
    return value
  }

  private func verified(_ bounds: Shape.Bounds, _ range: SourceRange, least: Int64?) -> Shape.Bounds? {
    let isEmpty = if let a = bounds.lower.constantInt, let b = bounds.upper.constantInt { a > b } else { false }
    let isNegative = if let least, let bound = bounds.lower.constantInt { bound < least } else { false }
    guard isEmpty || isNegative else { return bounds }
    context.report(.emptyBounds(range))
    return nil
  }

  // MARK: Keyed types

  private mutating func keyed(_ value: TypeSyntax, _ key: TypeSyntax.KeySyntax, for use: TypeUse) -> Shape {
    var shape = shape(value, for: use)
    guard let key = self.key(key, for: use), shape.type != .error else { return Shape(type: .error) }
    shape.type = .keyed(shape.type, by: key)
    return shape
  }

  private mutating func key(_ syntax: TypeSyntax.KeySyntax, for use: TypeUse) -> Type.Key? {
    switch syntax {
    case .named(let name):
      if name.isMissing { return nil }
      switch context.type(named: name.text) {
      case .enumeration(let id): return .enumeration(id)
      case .kind(let id): return .kind(id)
      case nil: context.report(.unknownType(name, known: context.typeNames))
      default: context.report(.notFinite(name))
      }
      return nil
    case .range(let range):
      guard let bounds = bounds(range.lower, range.upper, range.range, for: .field)?.constant else { return nil }
      // A value is kept for each key, so that a range is a small one.
      let (span, overflow) = bounds.upperBound.subtractingReportingOverflow(bounds.lowerBound)
      if overflow || span >= CheckContext.mostKeys {
        context.report(.tooManyKeys(range.range))
        return nil
      }
      return .range(bounds.lowerBound, bounds.upperBound)
    }
  }
}

extension CheckContext {
  static let mostKeys: Int64 = 1_000

  /// A type that starts with a capital, or a unit.
  func type(named name: String) -> Type? {
    switch names.types[name] {
    case .unit(let id): .unit(id)
    case .enumeration(let id): .enumeration(id)
    case .record(let id): .record(id)
    case .kind(let id): .kind(id)
    case .entity(let id): .entity(id)
    case nil: Names.builtinTypes[name]
    }
  }

  func isType(_ name: String) -> Bool { type(named: name) != nil }

  var typeNames: [String] { names.types.keys + Array(Names.builtinTypes.keys) }
}

extension Type {
  /// Whether sets, or lists, hold values of it.
  fileprivate func isElement(ofSet isSet: Bool) -> Bool {
    switch self {
    case .bool, .dice: !isSet
    case .record, .step: !isSet
    default: isScalar
    }
  }
}
