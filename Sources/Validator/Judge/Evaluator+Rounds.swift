import RulesLang

// What follows from a request: after its changes, each consequence whose condition was false before and is true now
// does its event, all of a round together and on the same state; then again, until nothing comes true any more. No pair
// of a consequence and a row runs twice, so it ends.
//
// The rounds look at copies of the columns that have changed. Sets and lists that they build stay in the arena, so the
// sum of all changes is told by comparing copies and columns.

extension Evaluator {
  /// Does what follows from the changes of a legal request, from the passing of time or from an edit. The decision
  /// holds the sum of all changes then.
  func follow(_ request: Request, now: Word) {
    guard isLegal, let state else { return }
    var older: State?
    var isTick = false
    switch request.occasion {
    case .asked:
      let asksTime = program.readsNow && request.action == program.opening
      if !asksTime, !isTouched { return }
      guard asksTime || record.changes.contains(where: { !concerns(of: $0).isEmpty }) else { return }
      ask(concernedBy: record.changes) { asksTime && $0.readsNow }
    case .tick:
      isTick = true
      ask { $0.readsNow }
    case .edited(let state):
      older = state
      ask { _ in true }
    }
    guard !rounds.asked.isEmpty else { return }
    forgetWhoAsked()
    var before = state.heard ?? .min
    while true {
      registers[Int(Global.now)] = before
      if let older { keepThoseNew(since: older, state) } else { keepThoseThatDoNotHold() }
      registers[Int(Global.now)] = now
      (before, older) = (now, nil)
      makeChanges()
      keepThoseThatHold(dropsFaults: isTick)
      guard record.failures.isEmpty, !rounds.asked.isEmpty else { break }
      notes.round += 1
      runEvents(dropsFaults: isTick)
      guard isLegal else { break }
      combineRound(dropsFaults: isTick)
      guard record.failures.isEmpty else { break }
      ask(concernedBy: record.changes)
    }
    sumUp()
  }

  /// What follows happens of itself: there is no user and no action, and no waiver of an action lifts anything.
  func forgetWhoAsked() {
    registers[Int(Global.user)] = .none
    registers[Int(Global.action)] = .none
    clearLifts()
  }

  // MARK: Which conditions are asked

  /// Finds the consequences that some changes concern, with the rows of each, and those that are asked of all rows
  /// anyway.
  private func ask(
    concernedBy changes: [Decision.Change] = [], orWhere isWhole: (ConsequenceCode) -> Bool = { _ in false }
  ) {
    rounds.asked.removeAll(keepingCapacity: true)
    if rounds.isWhole.isEmpty { rounds.isWhole = Array(repeating: false, count: program.consequences.count) }
    for (index, consequence) in program.consequences.enumerated() { rounds.isWhole[index] = isWhole(consequence) }
    for change in changes {
      for concern in concerns(of: change) {
        if concern.isOwn {
          rounds.asked.append(RoundNotes.Pair(consequence: concern.consequence, row: change.row))
        } else {
          rounds.isWhole[Int(concern.consequence)] = true
        }
      }
    }
    for index in rounds.isWhole.indices where rounds.isWhole[index] { askAboutAllRows(of: index) }
    guard rounds.asked.count > 1 || !rounds.ran.isEmpty else { return }
    rounds.asked.sort()
    var last: RoundNotes.Pair?
    keep { pair in
      defer { last = pair }
      return pair != last && !rounds.ran.contains(pair)
    }
  }

  private func concerns(of change: Decision.Change) -> [Concern] {
    program.concerns[program.columnStarts[Int(change.table)] + Int(change.column)]
  }

  private func keep(where isKept: (RoundNotes.Pair) -> Bool) {
    // They are taken out meanwhile: what is asked of them writes to the notes of the rounds.
    var asked: [RoundNotes.Pair] = []
    swap(&asked, &rounds.asked)
    asked.removeAll { !isKept($0) }
    swap(&asked, &rounds.asked)
  }

  private func askAboutAllRows(of index: Int) {
    for row in 0..<rowCount(of: program.consequences[index]) {
      rounds.asked.append(
        RoundNotes.Pair(consequence: Int32(truncatingIfNeeded: index), row: Int32(truncatingIfNeeded: row)))
    }
  }

  func rowCount(of consequence: ConsequenceCode) -> Int { consequence.table.map { rowCounts[$0] } ?? 1 }

  // MARK: Asking

  /// Whether the condition of a consequence holds of a row; nil where it faults, with the reason in ``fault``.
  func holds(_ pair: RoundNotes.Pair) -> Bool? {
    isTouched = true
    rounds.conditionsAsked += 1
    let built = arena.count
    let word = call(program.consequences[Int(pair.consequence)].condition, Word(pair.row))
    // Nothing that a condition builds outlives its answer.
    arena.shorten(to: built)
    if word == nil { collected.removeAll() }
    return word.map { $0 != 0 }
  }

  /// Leaves those whose condition does not hold; whether it faults is kept in mind.
  private func keepThoseThatDoNotHold() {
    keep { pair in
      let answer = holds(pair)
      if answer == nil { rounds.faulty.insert(pair) }
      return answer != true
    }
  }

  /// Leaves those whose condition did not hold in an older state, and those about rows that it did not have.
  private func keepThoseNew(since older: State, _ state: State) {
    lookAt(older)
    keep { pair in
      var row = Int(pair.row)
      if let table = program.consequences[Int(pair.consequence)].table {
        guard let old = older.row(of: state.table(table).ids[row], in: table) else { return true }
        row = old
      }
      let answer = holds(RoundNotes.Pair(consequence: pair.consequence, row: Int32(truncatingIfNeeded: row)))
      if answer == nil { rounds.faulty.insert(pair) }
      return answer != true
    }
    lookAt(state)
  }

  /// Leaves those whose condition holds. A fault refuses, or leaves the consequence out; one that was there before is
  /// none of what is judged.
  private func keepThoseThatHold(dropsFaults: Bool) {
    defer { if !rounds.faulty.isEmpty { rounds.faulty.removeAll() } }
    keep { pair in
      if let holds = holds(pair) { return holds }
      if !dropsFaults, rounds.faulty.contains(pair) { return false }
      let shape = program.consequences[Int(pair.consequence)].shape
      let start = words.count
      if !shape.arguments.isEmpty { words.append(Word(pair.row)) }
      let failure = Decision.Failure(shape: shape, fault: fault, words: start)
      if dropsFaults {
        noting.dropped.append(failure)
        rounds.ran.insert(pair)
      } else {
        add(failure, arguments: start..<words.count)
      }
      return false
    }
  }

  // MARK: Events

  private func runEvents(dropsFaults: Bool) {
    effects.removeAll(keepingCapacity: true)
    rounds.runs.removeAll(keepingCapacity: true)
    for pair in rounds.asked {
      rounds.ran.insert(pair)
      let run = RoundNotes.Run(
        pair: pair, effects: Int32(truncatingIfNeeded: effects.count), events: record.events.count,
        needs: record.needs.count, notes: record.notes.count, waived: record.waived.count)
      let code = program.consequences[Int(pair.consequence)]
      registers[Int(code.row)] = Word(pair.row)
      // INVARIANT: every instruction of a run belongs to a statement, which contains its faults.
      _ = self.run(from: Int(code.entry))
      if dropsFaults, !record.failures.isEmpty {
        dropFailures()
        forget(after: run)
      } else {
        rounds.runs.append(run)
      }
    }
  }

  /// Forgets what was noted since a run started.
  private func forget(after run: RoundNotes.Run) {
    effects.removeLast(effects.count - Int(run.effects))
    noting.events.removeLast(record.events.count - run.events)
    noting.needs.removeLast(record.needs.count - run.needs)
    noting.notes.removeLast(record.notes.count - run.notes)
    noting.waived.removeLast(record.waived.count - run.waived)
  }

  private func dropFailures() {
    noting.dropped += record.failures
    noting.failures.removeAll(keepingCapacity: true)
    notes.arguments.removeAll(keepingCapacity: true)
  }

  // MARK: Changes

  /// Makes the changes of the last round in the copies of the columns.
  private func makeChanges() {
    for change in record.changes {
      let table = Int(change.table)
      let column = program.columnStarts[table] + Int(change.column)
      rounds.places.append(RoundNotes.Place(table: change.table, row: change.row, column: change.column))
      overlay.write(change.word, row: Int(change.row), column: column, rows: rowCounts[table], into: columns)
      if program.columnsOfPlaces[column] { moveMap() }
    }
    noting.changes.removeAll(keepingCapacity: true)
  }

  /// Puts together what the events of a round do. Where that cannot be had, a tick leaves out the consequence that
  /// asked for it last, and tries again with the rest.
  private func combineRound(dropsFaults: Bool) {
    combineEffects()
    while dropsFaults, let blamed = notes.blamed.first, !record.failures.isEmpty {
      noting.failures.removeLast(record.failures.count - 1)
      dropFailures()
      noting.changes.removeAll(keepingCapacity: true)
      leaveOut(blamed)
      combineEffects()
    }
  }

  /// Takes out all that was noted by the run that an effect belongs to.
  private func leaveOut(_ sequence: Int32) {
    guard let index = rounds.runs.lastIndex(where: { $0.effects <= sequence }) else { return }
    let run = rounds.runs.remove(at: index)
    let next = index < rounds.runs.count ? rounds.runs[index] : nil
    let end = next?.effects ?? .max
    effects.removeAll { run.effects <= $0.sequence && $0.sequence < end }
    let events = run.events..<(next?.events ?? record.events.count)
    let noted = run.notes..<(next?.notes ?? record.notes.count)
    let waived = run.waived..<(next?.waived ?? record.waived.count)
    noting.events.removeSubrange(events)
    noting.notes.removeSubrange(noted)
    noting.waived.removeSubrange(waived)
    for later in rounds.runs.indices.dropFirst(index) {
      rounds.runs[later].events -= events.count
      rounds.runs[later].notes -= noted.count
      rounds.runs[later].waived -= waived.count
    }
  }

  /// The changes of all rounds together: what the copies hold that the state does not.
  private func sumUp() {
    makeChanges()
    rounds.places.sort()
    var last: RoundNotes.Place?
    for place in rounds.places where place != last {
      last = place
      let column = program.columnStarts[Int(place.table)] + Int(place.column)
      guard let original = overlay.original(of: column) else { continue }
      let (old, new) = (original[Int(place.row)], columns[column][Int(place.row)])
      let width = image.columns[Int(place.table)][Int(place.column)].width
      if width > 0 ? areEqual(old, new, width: width) : old == new { continue }
      noting.changes.append(
        Decision.Change(table: place.table, row: place.row, column: place.column, word: new))
    }
  }
}
