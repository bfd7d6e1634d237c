import RulesLang

// Failures, events, notes, spends and rolls: what a run leaves behind besides its effects.

extension Evaluator {
  /// Does a step that notes something; false for a fault.
  func judgingStep(_ i: Instruction) -> Bool {
    isTouched = true
    let r = registers
    let (a, b, c) = (Int(i.a), Int(i.b), Int(i.c))
    switch i.op {
    case .due:
      r[a] = Word(r[Int(Global.now)] >= r[b])
      if r[a] == 0 { rounds.nextDue = min(rounds.nextDue, r[b]) }
    case .fail: notes.open = (a, words.count)
    case .failEnd: if let open = notes.open { close(open) }
    case .event:
      noting.events.append(
        Decision.Event(
          event: EventID(a), clauses: UInt64(truncatingIfNeeded: r[b]), words: words.count, round: notes.round))
    case .recipients: if let last = record.events.indices.last { noting.events[last].recipients = r[a] }
    case .noted: noting.notes.append(Decision.Noted(note: NoteID(a), words: words.count))
    case .waived:
      let lift = rules.program.waivers[a].lifts[b]
      noting.waived.append(Decision.Waived(waiver: WaiverID(a), lift: lift, words: words.count))
    case .rollReached: notes.reach(Int(i.n))
    case .findRoll: findRoll(Span(word: r[b]), r[c], into: a)
    case .spendSum:
      guard let (sum, left) = notes.explained else { return true }
      r[a] = sum
      r[a + 1] = left
    case .checkBound: checkBound(program.bounds[Int(i.n)], r[a], r[b], r[c])
    case .seen: rules.coverage?.see(a)
    default: return false
    }
    return true
  }

  func tell(_ record: Int, words: UnsafePointer<Word>, count: Int) {
    guard let log = trace, log.entries.count < TraceLog.limit else { return }
    trace?.entries.append(TraceLog.Entry(record: record, words: log.words.count, round: notes.round))
    trace?.words.append(contentsOf: UnsafeBufferPointer(start: words, count: count))
  }

  // MARK: Failures

  /// Ends a failure whose values have been put; those that are missing are nothing.
  func close(_ open: (record: Int, words: Int)) {
    notes.open = nil
    let record = program.failures[open.record]
    while words.count < open.words + record.words { words.append(0) }
    let end = open.words + record.words
    add(
      Decision.Failure(shape: record.shape, words: open.words), arguments: end - record.argumentWords..<end)
    notes.explained = nil
  }

  /// Reasons equal in id and arguments are given once.
  func add(_ failure: Decision.Failure, arguments: Range<Int>) {
    for (index, other) in record.failures.enumerated()
    where other.shape.id == failure.shape.id && other.fault == failure.fault {
      let earlier = notes.arguments[index]
      guard earlier.count == arguments.count else { continue }
      if zip(earlier, arguments).allSatisfy({ words.base[$0] == words.base[$1] }) { return }
    }
    if notes.explained != nil { notes.spendFailures.append(record.failures.count) }
    noting.failures.append(failure)
    notes.arguments.append(arguments)
  }

  private func checkBound(_ bound: BoundRecord, _ measured: Word, _ low: Word, _ high: Word) {
    guard measured < low || measured > high else { return }
    // In a trial nobody reads it.
    if notesUnmet { return noting.problems.append(.outOfBounds) }
    let range = min(low, high)...high
    noting.problems.append(
      bound.isSize
        ? .outOfSize(bound.parameter, Int(clamping: measured), range)
        : .outOfRange(bound.parameter, measured, range))
  }

  // MARK: Spends

  /// Notes a spend; true where it is to be explained instead, nil for a fault.
  func spend(_ i: Instruction, _ operand: Instruction, owner: Int32) -> Bool? {
    isTouched = true
    let amount = registers[Int(i.c)]
    guard amount >= 0 else {
      fault = .negativeSpend
      return nil
    }
    let number = notes.spendCount
    notes.spendCount += 1
    if let sums = notes.uncovered[number] {
      notes.explained = sums
      return true
    }
    let record = program.spends[Int(i.a)]
    let hasParts = record.movement != nil && notes.lastPrice < notes.priceParts.count
    spends.append(
      Spend(
        record: i.a, row: registers[Int(i.b)],
        column: Int32(record.column) + Int32(truncatingIfNeeded: registers[Int(operand.b)]), amount: amount,
        left: registers[Int(operand.a)], owner: owner, firstPart: notes.lastPrice,
        partCount: hasParts ? notes.priceParts.count - notes.lastPrice : 0))
    return false
  }

  // MARK: Rolls

  /// Puts what was rolled into registers: that it was, the total, the kept dice. False where the faces are missing, nil
  /// for a fault.
  func roll(_ i: Instruction, element: Word) -> Bool? {
    let word = registers[Int(i.b)]
    let roll = RollID(Int(i.n))
    let occurrence = notes.occurrences[roll.index]
    let owner = element == .none ? nil : element
    let dice = word.dice
    // No dice are nothing to ask for.
    guard let faces = rolled(roll, occurrence, owner)?.faces ?? (dice.count == 0 ? [] : nil) else {
      noting.needs.append(
        Decision.Need(
          roll: roll, occurrence: occurrence, element: owner,
          elementType: owner == nil ? nil : rules.names.rollElements[roll.index], dice: word))
      return false
    }
    guard faces.count == dice.count, faces.allSatisfy({ 1 <= $0 && $0 <= dice.sides }) else {
      noting.problems.append(
        RequestProblem(.rolls, path: "$.rolls", "these are not the faces of \(dice.count)d\(dice.sides)"))
      return false
    }
    let natural = Self.sum(faces, dice)
    let (total, overflow) = natural.addingReportingOverflow(dice.modifier)
    guard !overflow else {
      fault = .overflow
      return nil
    }
    registers[Int(i.a)] = 1
    registers[Int(i.a) + 1] = total
    registers[Int(i.a) + 2] = natural
    return true
  }

  private func rolled(_ roll: RollID, _ occurrence: Int, _ element: Word?) -> Request.Rolled? {
    guard
      let index = rolls.firstIndex(where: { $0.roll == roll && $0.occurrence == occurrence && $0.element == element })
    else { return nil }
    notes.usedRolls[index] = true
    return rolls[index]
  }

  /// The sum of the dice that are kept.
  private static func sum(_ faces: [Int64], _ dice: Dice) -> Word {
    switch dice.keep {
    case .all: faces.reduce(0, &+)
    case .lowest: faces.sorted().prefix(dice.kept).reduce(0, &+)
    case .highest: faces.sorted().suffix(dice.kept).reduce(0, &+)
    }
  }

  /// What was rolled for an element; nothing where it is none of them.
  private func findRoll(_ all: Span, _ element: Word, into result: Int) {
    let start = elements(all)
    for index in 0..<all.count where start[index * 4] == element {
      for part in 0..<3 { registers[result + part] = start[index * 4 + 1 + part] }
      return
    }
    for part in 0..<3 { registers[result + part] = 0 }
  }
}
