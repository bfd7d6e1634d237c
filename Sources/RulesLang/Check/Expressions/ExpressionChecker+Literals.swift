// Literals of collections and records: what is due says what their elements are.

extension ExpressionChecker {
  mutating func setLiteral(_ elements: [ExpressionSyntax], hint: Type?, _ range: SourceRange) -> TypedExpression {
    if case .keyed = hint?.unwrapped, elements.isEmpty { return mistake(.emptyKeyed(range), range) }
    if case .list(let element) = hint?.unwrapped {
      // Told as what it is: a set where a list is due.
      let typed = self.elements(elements, hint: element)
      if typed.contains(where: { $0.type == .error }) { return error(range) }
      return mistake(.bracketsDue(range), range)
    }
    let typed = self.elements(elements, hint: hint == .error ? .error : hint?.unwrapped.element)
    guard let type = typed.first?.type else { return TypedExpression(.setLiteral([]), .nothing, range) }
    if typed.contains(where: { $0.type == .error }) { return error(range) }
    guard type.isScalar, type != .bool else { return mistake(.elementType(type, range, context.program), range) }
    if let repeated = repeatedConstant(typed) { return mistake(.repeatedElement(repeated.range), range) }
    return TypedExpression(.setLiteral(typed), .set(type), range)
  }

  mutating func listLiteral(_ elements: [ExpressionSyntax], hint: Type?, _ range: SourceRange) -> TypedExpression {
    if case .set(let element) = hint?.unwrapped {
      let typed = self.elements(elements, hint: element)
      if typed.contains(where: { $0.type == .error }) { return error(range) }
      return mistake(.bracesDue(range), range)
    }
    let typed = self.elements(elements, hint: hint == .error ? .error : hint?.unwrapped.element)
    guard let type = typed.first?.type else { return TypedExpression(.listLiteral([]), .nothing, range) }
    if typed.contains(where: { $0.type == .error }) { return error(range) }
    return TypedExpression(.listLiteral(typed), .list(type), range)
  }

  /// All of one type: the one that is due, or that of the first.
  private mutating func elements(_ elements: [ExpressionSyntax], hint: Type?) -> [TypedExpression] {
    if let hint { return elements.map { check($0, as: hint) } }
    guard let first = elements.first else { return [] }
    let head = value(infer(first))
    return [head] + elements.dropFirst().map { head.type == .error ? infer($0) : check($0, as: head.type) }
  }

  private func repeatedConstant(_ elements: [TypedExpression]) -> TypedExpression? {
    var seen: Set<Value> = []
    return elements.first { element in element.constant.map { !seen.insert($0).inserted } ?? false }
  }

  // MARK: Keyed values

  /// `{1: 4, otherwise 0}`: a value for each key.
  mutating func keyedLiteral(
    _ written: [KeyedSyntax], otherwise: ExpressionSyntax?, hint: Type?, _ range: SourceRange
  ) -> TypedExpression {
    guard case .keyed(let type, by: let keys) = hint?.unwrapped else {
      return hint == .error ? error(range) : mistake(.unclearType(range), range)
    }
    let fallback = otherwise.map { check($0, as: type) }
    let names = context.program.names(of: keys)
    var values: [TypedExpression?] = Array(repeating: fallback, count: names.count)
    var first: [Int: SourceRange] = [:]
    var isWhole = fallback?.type != .error
    for item in written {
      let value = check(item.value, as: type)
      guard let place = keyPlace(item.key, within: keys), value.type != .error else {
        isWhole = false
        continue
      }
      if let earlier = first[place] {
        isWhole = false
        context.report(.keyTwice(names[place], at: item.key.range, first: earlier))
      }
      first[place] = item.key.range
      values[place] = value
    }
    guard isWhole else { return error(range) }
    let missing = zip(names, values).filter { $0.1 == nil }.map(\.0)
    guard missing.isEmpty else { return mistake(.missingKeys(missing, range), range) }
    if fallback != nil, first.count == names.count, let otherwise {
      return mistake(.unreachableOtherwise(otherwise.range), range)
    }
    return TypedExpression(.keyedLiteral(values.compactMap { $0 }), .keyed(type, by: keys), range)
  }

  /// The place of a constant key among all keys; nil, reported, where it is none.
  private mutating func keyPlace(_ key: ExpressionSyntax, within keys: Type.Key) -> Int? {
    let typed = check(key, as: context.program.type(of: keys))
    if typed.type == .error { return nil }
    switch (typed.kind, keys) {
    case (.enumCase(_, let index), .enumeration): return index
    case (.kindRow(_, let row), .kind): return row
    case (.int(let number), .range(let lower, let upper)):
      if number >= lower, number <= upper { return Int(number - lower) }
      context.report(.keyOutOfRange(typed, lower...max(lower, upper), found: number...number))
      return nil
    default:
      context.report(.notConstant(typed.range, what: "a key"))
      return nil
    }
  }

  // MARK: Records

  /// `Affliction(condition: prone)`: by label, with defaults for the fields that are not named.
  mutating func record(_ name: Identifier, _ arguments: [ArgumentSyntax], _ range: SourceRange) -> TypedExpression {
    guard case .record(let id) = context.names.types[name.text] else {
      for argument in arguments { _ = infer(argument.value) }
      if name.isMissing { return error(range) }
      return mistake(
        .notRecord(name, isType: context.isType(name.text), context.program.records.map(\.header.name)), range)
    }
    let fields = context.program.records[id].fields
    var given: [Int: TypedExpression] = [:]
    var isWhole = true
    for argument in arguments {
      guard argument.label != nil || isWhole else { continue }
      guard let place = fieldPlace(argument, in: fields, of: name.text) else {
        _ = infer(argument.value)
        isWhole = false
        continue
      }
      if given[place] != nil {
        context.report(.fieldTwice(argument.label ?? name))
        isWhole = false
      }
      let value = check(argument.value, as: fields[place].shape.type)
      if let constant = value.constant, let misfit = fields[place].shape.misfit(of: constant) {
        context.report(.outOfBounds(misfit, at: value.range, field: fields[place].header))
        isWhole = false
      }
      given[place] = value
    }
    guard isWhole, !given.values.contains(where: { $0.type == .error }) else { return error(range) }
    let missing = fields.indices.filter { given[$0] == nil && fields[$0].defaultValue == nil }
    guard missing.isEmpty else {
      let isBroken = missing.contains { index in
        fields[index].shape.type == .error || context.brokenDefaults.contains(fields[index].header.range)
      }
      if isBroken { return error(range) }
      return mistake(.missingFields(missing.map { fields[$0].header.name }, of: name.text, range), range)
    }
    let values = fields.indices.compactMap { index in
      given[index]
        ?? fields[index].defaultValue?.expression(of: fields[index].shape.type, at: range, in: context.program)
    }
    return TypedExpression(.record(id, values), .record(id), range)
  }

  private func fieldPlace(_ argument: ArgumentSyntax, in fields: [FieldInfo], of record: String) -> Int? {
    guard let label = argument.label else {
      context.report(.recordLabel(record, at: argument.value.range, fields: fields.map(\.header.name)))
      return nil
    }
    if let place = fields.firstIndex(where: { $0.header.name == label.text }) { return place }
    context.report(.unknownRecordField(label, of: record, fields: fields.map(\.header.name)))
    return nil
  }
}
