internal import RulesLang

// What the decision changes.

extension VerdictWriter {
  /// False where a change is of a part of a value that is told as a whole.
  mutating func writePatch() -> Bool {
    put(",\"patch\":[")
    let start = bytes.count
    for change in decision.changes {
      let (table, row) = (Int(change.table), Int(change.row))
      let column = forms.columns[table][Int(change.column)]
      guard let value = column.value else { return false }
      guard !isSame(state.table(table)[row, Int(change.column)], change.word, value) else { continue }
      separate(from: start)
      put("{\"op\":\"replace\",\"path\":\"")
      if table > 0 {
        put(forms.tables[table])
        putStep(text: state.table(table).ids[row])
      }
      put(column.path)
      put("\",\"value\":")
      putJSON(change.word, value)
      put("}")
    }
    put("]")
    return true
  }

  /// Whether a value is what it was: sets and lists by their elements, wherever these lie.
  private func isSame(_ was: Word, _ now: Word, _ form: ValueForm) -> Bool {
    if was == now { return true }
    switch form {
    case .optional(let inner): return was != Word.none && now != Word.none && isSame(was, now, inner)
    case .list(_, nil):
      let count = Span(word: was).count
      return count == Span(word: now).count
        && (0..<count).allSatisfy { element($0, of: was, nil) == element($0, of: now, nil) }
    default: return false
    }
  }
}
