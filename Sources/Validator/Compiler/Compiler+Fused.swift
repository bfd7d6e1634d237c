import RulesLang

// Instructions that do what several would: a requirement such as `actor.hp > 0` is one load, one comparison and one
// jump, and most of what a judgement costs is getting from one instruction to the next.

extension Compiler {
  /// A stored word that an instruction can look at where it lies.
  private struct StoredWord {
    /// A register with the row.
    let row: Int32
    let column: Int
  }

  /// Whether an expression is a stored word; nothing is compiled for that.
  private func isStored(_ expression: TypedExpression) -> Bool {
    // A traced run tells the values of both sides, so they are loaded there.
    !traces && isStoredPath(expression) && (columnStarts.last ?? 0) + widestKind <= Int(UInt16.max)
  }

  private func isStoredPath(_ expression: TypedExpression) -> Bool {
    switch expression.kind {
    case .stateField: return true
    case .field(let base, _):
      switch base.type {
      case .entity, .kind: return true
      case .record: return isStoredPath(base)
      default: return false
      }
    case .narrowed(let inner): return isStoredPath(inner)
    default: return false
    }
  }

  private var widestKind: Int { max(layout.kinds.map(\.words).max() ?? 0, layout.tables.map(\.columnCount).max() ?? 0) }

  /// Where a stored word lies; what finds its row is compiled.
  private func stored(_ expression: TypedExpression) -> StoredWord? {
    guard isStored(expression), let path = fieldPath(expression), path.offset == nil else { return nil }
    return StoredWord(row: path.row, column: path.column)
  }

  private func emit(_ op: Opcode, _ field: StoredWord, _ other: Int32, to label: Label, flag: UInt8 = 0) {
    code.emit(op, field.row, other, to: label, n: field.column, flag: flag)
  }

  /// Jumps where a comparison of single words has a truth value, with one instruction; false where there is none such.
  func branchFused(
    _ op: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, to label: Label, when truth: Bool
  ) -> Bool {
    guard isWord(left.type), isWord(right.type) else { return false }
    let op = truth ? op : op.opposite
    if isStored(left) {
      guard let field = stored(left) else { return false }
      emit(op.onField, field, value(right), to: label)
    } else if isStored(right) {
      let first = value(left)
      guard let field = stored(right) else { return false }
      emit(op.turned.onField, field, first, to: label)
    } else {
      return false
    }
    return true
  }

  /// Whether values of a type are one word each, and equal where the words are.
  private func isWord(_ type: Type) -> Bool {
    switch type {
    case .record, .keyed: false
    default: words(type) == 1 && layout.spanElement(type.unwrapped) == nil
    }
  }

  /// Jumps where a stored truth value, or the presence of a stored value, is as wanted.
  func branchFused(_ field: TypedExpression, is word: Word, to label: Label, when truth: Bool) -> Bool {
    guard isStored(field), let stored = stored(field) else { return false }
    emit(truth ? .jumpIfField : .jumpIfFieldIsNot, stored, constant(word), to: label)
    return true
  }

  /// Jumps where a stored set of few cases has some, or none, of others.
  func branchFused(
    _ set: TypedExpression, meets others: TypedExpression, to label: Label, when truth: Bool
  ) -> Bool {
    guard isStored(set), let stored = stored(set) else { return false }
    emit(truth ? .jumpIfFieldMeets : .jumpIfFieldAvoids, stored, value(others), to: label)
    return true
  }

  /// Jumps where a word is, or is not, an element of a stored set or list.
  func branchFused(
    _ element: Int32, in collection: TypedExpression, isSorted: Bool, to label: Label, when truth: Bool
  ) -> Bool {
    guard isStored(collection), let stored = stored(collection) else { return false }
    emit(truth ? .jumpIfFieldHas : .jumpIfFieldLacks, stored, element, to: label, flag: isSorted ? 1 : 0)
    return true
  }
}

extension ComparisonOperator {
  /// What holds where this does not.
  fileprivate var opposite: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  /// The same with its sides exchanged.
  fileprivate var turned: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  fileprivate var onField: Opcode {
    switch self {
    case .equal: .jumpIfField
    case .notEqual: .jumpIfFieldIsNot
    case .less: .jumpIfFieldLess
    case .lessOrEqual: .jumpIfFieldAtMost
    case .greater: .jumpIfFieldMore
    case .greaterOrEqual: .jumpIfFieldAtLeast
    }
  }
}
