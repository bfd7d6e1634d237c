import RulesLang

// The end of a judgement: outcome, costs, and what all effects together make of each place.

extension Evaluator {
  /// Puts together what a run left behind: what it costs and what it changes.
  @inline(__always)
  func settle() {
    if spends.isEmpty, effects.isEmpty { return }
    putTogether()
  }

  @inline(never)
  private func putTogether() {
    guard unmet == 0, record.problems.isEmpty, record.failures.isEmpty else { return }
    putCosts()
    guard record.needs.isEmpty else { return }
    putSpendEffects()
    combineEffects()
  }

  /// Makes a decision of all that was noted.
  @inline(__always)
  func conclude(_ request: Request, _ state: State, _ now: Word) -> Decision {
    if hasNothingNoted {
      var decision = Decision(countedOutcome, of: request, stamp: state.stamp, nil)
      decision.isExplained = unmet == 0
      return decision
    }
    return concludeNotes(request, state, now)
  }

  /// Whether a request is legal and comes to nothing, or is refused for what is only counted.
  @inline(__always) var hasNothingNoted: Bool { !isTouched && rolls.isEmpty }

  /// What it comes to then.
  @inline(__always) var countedOutcome: Decision.Outcome { unmet == 0 ? .ready : .refused }

  /// Whether anything is to be spent.
  @inline(__always) var hasSpends: Bool { !spends.isEmpty }

  @inline(never)
  private func concludeNotes(_ request: Request, _ state: State, _ now: Word) -> Decision {
    if unmet == 0, record.problems.isEmpty, record.failures.isEmpty { noteSurplusRolls() }
    if record.problems.isEmpty, unmet > 0 {
      // Why it is refused is asked for another time.
      var decision = Decision(.refused, of: request, stamp: state.stamp, nil)
      decision.isExplained = false
      return decision
    }
    var outcome = Decision.Outcome.ready
    if !record.problems.isEmpty {
      record.failures.removeAll(keepingCapacity: true)
      outcome = .refused
    } else if !record.failures.isEmpty {
      putSpendsLast()
      outcome = .refused
    } else if !record.needs.isEmpty {
      outcome = .awaiting
      record.changes.removeAll(keepingCapacity: true)
    }
    if outcome == .refused { forgetWhatIsLegal() }
    putWords()
    record.revision = state.revision
    record.now = now
    return Decision(outcome, of: request, stamp: state.stamp, record)
  }

  /// Whether nothing speaks against the request so far, and no dice are missing.
  var isLegal: Bool {
    unmet == 0 && (!isTouched || record.problems.isEmpty && record.failures.isEmpty && record.needs.isEmpty)
  }

  private func forgetWhatIsLegal() {
    record.dropped.removeAll(keepingCapacity: true)
    record.notes.removeAll(keepingCapacity: true)
    record.costs.removeAll(keepingCapacity: true)
    record.costParts.removeAll(keepingCapacity: true)
    record.needs.removeAll(keepingCapacity: true)
    record.events.removeAll(keepingCapacity: true)
    record.changes.removeAll(keepingCapacity: true)
  }

  private func putWords() {
    record.words.append(contentsOf: UnsafeBufferPointer(start: words.base, count: words.count))
    record.pool.append(contentsOf: UnsafeBufferPointer(start: arena.base, count: arena.count))
    if addedTexts.count > 0 { record.texts = addedTexts }
  }

  private func putSpendsLast() {
    guard !notes.spendFailures.isEmpty else { return }
    let last = notes.spendFailures.map { record.failures[$0] }
    for index in notes.spendFailures.reversed() { noting.failures.remove(at: index) }
    noting.failures += last
  }

  /// Dice that nobody asked for are a mistake of the host's.
  private func noteSurplusRolls() {
    guard !rolls.isEmpty else { return }
    for (index, isUsed) in notes.usedRolls.enumerated() where !isUsed {
      let id = rules.program.rolls[rolls[index].roll].id
      noting.problems.append(RequestProblem(.rolls, path: "$.rolls", "no dice are due for \(id) here"))
    }
  }

  // MARK: Effects

  /// What all effects together make of each place, as changes.
  func combineEffects() {
    if !notes.blamed.isEmpty { notes.blamed.removeAll(keepingCapacity: true) }
    guard !effects.isEmpty else { return }
    sortEffects()
    var start = 0
    while start < effects.count {
      var end = start + 1
      while end < effects.count, effects[end].isSamePlace(as: effects[start]) { end += 1 }
      combine(start..<end)
      start = end
    }
  }

  /// By place, then in the order in which kinds of effects come, then as they came.
  private func sortEffects() {
    guard effects.count <= 64 else { return effects.sort { $0.precedes($1) } }
    for index in 1..<max(1, effects.count) {
      var place = index
      while place > 0, effects[place].precedes(effects[place - 1]) {
        effects.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  private func combine(_ range: Range<Int>) {
    let first = effects[range.lowerBound]
    let table = Int(first.table)
    let column = image.columns[table][Int(first.column)]
    let before = columns[program.columnStarts[table] + Int(first.column)][Int(first.row)]
    guard let after = combined(range, column, before) else {
      return blame(effects[range.upperBound - 1])
    }
    let isSame = column.width > 0 ? areEqual(before, after, width: column.width) : before == after
    guard !isSame else { return }
    noting.changes.append(
      Decision.Change(
        table: first.table, row: Int32(truncatingIfNeeded: first.row), column: first.column, word: after))
  }

  /// What all effects on a place make of it; nil for a fault.
  private func combined(_ range: Range<Int>, _ column: ColumnShape, _ before: Word) -> Word? {
    var word = before
    var isSet = false
    for index in range {
      let effect = effects[index]
      switch effect.kind {
      case .set:
        let agrees = column.width > 0 ? areEqual(word, effect.value, width: column.width) : word == effect.value
        if isSet, !agrees { return fault(.conflictingSets) }
        word = effect.value
        isSet = true
        if column.isNumber, word != .none, !column.allows(word) { return fault(.outOfRange) }
      default:
        guard let next = changed(word, by: effect, column) else { return nil }
        word = next
      }
      // Numbers that are clamped stop at the end of each kind of effect.
      let isLast = index + 1 == range.upperBound || effects[index + 1].kind.stage != effect.kind.stage
      if isLast, column.isNumber, column.isClamped, let limits = column.range, effect.kind != .set {
        word = min(max(word, limits.lowerBound), limits.upperBound)
      }
    }
    if column.isNumber, word != .none, !column.allows(word) { return fault(.outOfRange) }
    if let size = column.size, word != .none {
      let count = column.isBits ? word.nonzeroBitCount : Span(word: word).count
      if !size.contains(Int64(count)) { return fault(.outOfSize) }
    }
    return word
  }

  private func changed(_ word: Word, by effect: Effect, _ column: ColumnShape) -> Word? {
    switch effect.kind {
    case .set: effect.value
    case .subtract, .spend: sum(word, effect.value, column, isMinus: true)
    case .count: sum(word, effect.value, column, isMinus: false)
    case .remove: removing(effect.value, from: word, column)
    case .add:
      column.isNumber ? sum(word, effect.value, column, isMinus: false) : adding(effect.value, to: word, column)
    }
  }

  private func fault(_ fault: Fault) -> Word? {
    self.fault = fault
    return nil
  }

  private func sum(_ a: Word, _ b: Word, _ column: ColumnShape, isMinus: Bool) -> Word? {
    let (sum, overflow) = isMinus ? a.subtractingReportingOverflow(b) : a.addingReportingOverflow(b)
    return overflow || sum == .none || a == .none ? fault(.overflow) : sum
  }

  private func removing(_ part: Word, from word: Word, _ column: ColumnShape) -> Word? {
    if column.isBits { return word & ~part }
    if column.isSet { return merge(.withoutSpans, Span(word: word), Span(word: part), isText: column.isText) }
    return list(word, without: Span(word: part), with: Span.empty, width: column.width)
  }

  private func adding(_ part: Word, to word: Word, _ column: ColumnShape) -> Word? {
    if column.isBits { return word | part }
    if column.isSet { return merge(.unionSpans, Span(word: word), Span(word: part), isText: column.isText) }
    return list(word, without: Span.empty, with: Span(word: part), width: column.width)
  }

  /// A list without some elements, and with others at its end.
  private func list(_ word: Word, without removed: Span, with added: Span, width: Int) -> Word? {
    let base = collected.count
    let list = Span(word: word)
    let (kept, gone) = (elements(list), elements(removed))
    for index in 0..<list.count {
      let element = kept + index * width
      let isGone = (0..<removed.count).contains { other in
        (0..<width).allSatisfy { element[$0] == gone[other * width + $0] }
      }
      if !isGone { collected.append(contentsOf: UnsafeBufferPointer(start: element, count: width)) }
    }
    collected.append(contentsOf: UnsafeBufferPointer(start: elements(added), count: added.count * width))
    return build(from: base, width: width, order: .kept) ?? fault(.outOfSize)
  }

  /// Names whose effect it was that could not be had.
  private func blame(_ effect: Effect) {
    guard program.statements.indices.contains(Int(effect.owner)) else { return }
    let statement = program.statements[Int(effect.owner)]
    notes.blamed.append(effect.sequence)
    add(Decision.Failure(shape: statement.combined, fault: fault, words: words.count), arguments: 0..<0)
  }
}

extension Effect {
  func isSamePlace(as other: Effect) -> Bool {
    table == other.table && row == other.row && column == other.column
  }

  func precedes(_ other: Effect) -> Bool {
    if table != other.table { return table < other.table }
    if row != other.row { return row < other.row }
    if column != other.column { return column < other.column }
    return kind == other.kind ? sequence < other.sequence : kind.rawValue < other.kind.rawValue
  }
}

extension EffectKind {
  /// First what sets, then what takes away, then what adds.
  var stage: Int {
    switch self {
    case .set: 0
    case .subtract, .remove, .spend: 1
    case .count, .add: 2
    }
  }
}
