// `hp: 12`, and `turn { current: aria }` for some fields of a record.

/// What setters set fields of.
struct SetterOwner {
  /// As messages say it: a type, or "the state".
  let name: String
  let fields: [FieldInfo]
}

extension ExpressionChecker {
  /// All setters that make sense; what is wrong with the others is reported.
  mutating func setters(_ written: [SetterSyntax], of owner: SetterOwner) -> [SetterInfo] {
    var first: [Int: SourceRange] = [:]
    var setters: [SetterInfo] = []
    for syntax in written {
      guard let setter = setter(syntax, of: owner) else { continue }
      if let range = first[setter.field] {
        context.report(.setTwice(syntax.name, first: range))
        continue
      }
      first[setter.field] = syntax.name.range
      setters.append(setter)
    }
    return setters
  }

  private mutating func setter(_ syntax: SetterSyntax, of owner: SetterOwner) -> SetterInfo? {
    let name = syntax.name
    if name.isMissing { return nil }
    guard let place = owner.fields.firstIndex(where: { $0.header.name == name.text }) else {
      context.report(.unknownSetter(name, of: owner))
      return nil
    }
    let type = owner.fields[place].shape.type
    switch syntax {
    case .value(_, let written):
      let value = check(written, as: type)
      return plain(value).map { SetterInfo(field: place, kind: .value($0), range: name.range.to(written.range)) }
    case .nested(_, let inner):
      guard case .record(let id) = type.unwrapped else {
        if type != .error { context.report(.nestedSetter(name, type, context.program)) }
        return nil
      }
      let record = context.program.records[id]
      let setters = setters(inner, of: SetterOwner(name: record.header.name, fields: record.fields))
      return SetterInfo(field: place, kind: .fields(setters), range: name.range)
    }
  }

  /// A value that can be written down without a state; nil, reported, for any other.
  func plain(_ value: TypedExpression) -> TypedExpression? {
    if value.type == .error { return nil }
    if value.isPlain { return value }
    context.report(.notPlain(value.range))
    return nil
  }
}

extension TypedExpression {
  /// Whether it is made of literals, rows, users and columns of a table alone.
  var isPlain: Bool {
    switch kind {
    case .bool, .int, .text, .dice, .enumCase, .kindRow, .none, .local, .userLiteral, .setLiteral, .listLiteral,
      .keyedLiteral, .record, .cell, .present:
      return children.allSatisfy(\.isPlain)
    case .negate(let number): return number.isPlain
    default: return false
    }
  }

  /// Whether a route such as `east 3` stands in it.
  var hasRoute: Bool { contains { if case .route = $0.kind { true } else { false } } }
}
