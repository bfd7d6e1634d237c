import RulesLang

/// Where a stored value lies: a row of a table, and the first of its columns among all columns.
struct FieldPath {
  /// A register with the row.
  let row: Int32
  var column: Int
  /// A register with what a key adds to `column`.
  var offset: Int32?

  func advanced(by words: Int) -> FieldPath {
    var path = self
    path.column += words
    return path
  }
}

// Reading fields. A path such as `actor.turn.slots[level]` is one load of the word that is wanted: records that only
// lie on the way are never copied.

extension Compiler {
  func fieldValue(_ expression: TypedExpression, into target: Int32?) -> Int32 {
    if let path = fieldPath(expression) { return load(path, words: words(expression.type), into: target) }
    switch expression.kind {
    case .field(let base, let field):
      guard case .record(let record) = base.type else { return constant(.none, into: target) }
      return move(value(base) + Int32(layout.recordOffset(record, field)), expression.type, into: target)
    case .index(let base, let key): return element(of: base, key, expression.type, into: target)
    default: return constant(.none, into: target)
    }
  }

  /// Where an expression's value is stored; nil where it is not a stored value.
  func fieldPath(_ expression: TypedExpression) -> FieldPath? {
    switch expression.kind {
    case .stateField(let field):
      return FieldPath(row: constant(0), column: columnStarts[0] + layout.tables[0].column(field))
    case .field(let base, let field):
      switch base.type {
      case .entity(let id):
        let table = Layout.table(of: id)
        return FieldPath(row: value(base), column: columnStarts[table] + layout.tables[table].column(field))
      case .kind(let id):
        return FieldPath(row: value(base), column: columnStarts[table(of: id)] + layout.kinds[id.index].column(field))
      case .record(let record):
        return fieldPath(base)?.advanced(by: layout.recordOffset(record, field))
      default: return nil
      }
    case .narrowed(let inner):
      guard let path = fieldPath(inner) else { return nil }
      return Layout.hasPresence(inner.type.unwrapped) ? path.advanced(by: 1) : path
    case .index(let base, let key):
      guard case .keyed(let type, let keys) = base.type, var path = fieldPath(base) else { return nil }
      let width = words(type)
      if let number = constantWord(key), let place = Self.place(of: number, in: keys, count: layout.count(keys)) {
        return path.advanced(by: place * width)
      }
      let place = keyPlace(key, keys, width: width)
      if let offset = path.offset { code.emit(.add, place, place, offset) }
      path.offset = place
      return path
    default: return nil
    }
  }

  @discardableResult
  func load(_ path: FieldPath, words: Int, into target: Int32?) -> Int32 {
    let result = target ?? code.registers(words)
    for word in 0..<words {
      let column = Int32(path.column + word)
      if let offset = path.offset {
        let place = code.registers()
        code.emit(.addConstant, place, offset, column)
        code.emit(.loadAt, result + Int32(word), path.row, place)
      } else {
        code.emit(.load, result + Int32(word), path.row, column)
      }
    }
    return result
  }

  // MARK: Keyed values

  private static func place(of key: Word, in keys: Type.Key, count: Int) -> Int? {
    var place = key
    if case .range(let low, _) = keys { place = key &- low }
    return (0..<Int64(count)).contains(place) ? Int(place) : nil
  }

  /// A register with the words before the value of a key; a key that is none is a fault.
  func keyPlace(_ key: TypedExpression, _ keys: Type.Key, width: Int) -> Int32 {
    let result = code.registers()
    var low: Word = 0
    if case .range(let first, _) = keys { low = first }
    code.emit(.keyPlace, result, value(key), constant(low))
    code.emit(.scaleKey, result, Int32(layout.count(keys)), Int32(width))
    return result
  }

  private func element(
    of base: TypedExpression, _ key: TypedExpression, _ type: Type, into target: Int32?
  ) -> Int32 {
    guard case .keyed(_, let keys) = base.type else { return constant(.none, into: target) }
    let result = registers(for: type, target)
    let first = value(base)
    let place = keyPlace(key, keys, width: words(type))
    for word in 0..<Int32(words(type)) { code.emit(.moveAt, result + word, first + word, place) }
    return result
  }
}
