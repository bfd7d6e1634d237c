import RulesLang

// The loop. What is asked at every step of every rule stands here; what takes longer than its dispatch has functions of
// its own in the other files.

extension Evaluator {
  /// Runs from an instruction to the end of the run, or to the return of a callable that the host called. False where a
  /// fault left it that no statement contains.
  func run(from start: Int) -> Bool {
    profile == nil ? loop(from: start, counts: false) : loop(from: start, counts: true)
  }

  /// The loop, made twice: what runs without being counted does not ask whether it is.
  @inline(__always)
  private func loop(from start: Int, counts: Bool) -> Bool {
    let r = registers
    let code = UnsafePointer(self.code)
    var next = code + start
    let columns = self.columns
    let regions = self.regions
    let isQuick = self.isQuick

    while true {
      let here = next
      next += 1
      if counts { profile?.count(here - code) }
      // Operands are read where a case asks for them, and no sooner.
      var i: Instruction { here.pointee }
      var a: Int { Int(here.pointee.a) }
      var b: Int { Int(here.pointee.b) }
      var c: Int { Int(here.pointee.c) }
      // A case goes on with `continue`; what falls out of the switch has set `fault`.
      switch here.pointee.op {
      // MARK: Moving words
      case .move:
        r[a] = r[b]
        continue
      case .constant:
        r[a] = Word(bitPattern: UInt64(UInt32(bitPattern: i.b)) | UInt64(UInt32(bitPattern: i.c)) << 32)
        continue
      case .text:
        r[a] = expressionTexts[b]
        continue
      case .load:
        r[a] = columns[c][Int(r[b])]
        continue
      case .loadAt:
        r[a] = columns[Int(r[c])][Int(r[b])]
        continue
      case .moveAt:
        r[a] = r[b + Int(r[c])]
        continue
      case .keyPlace:
        r[a] = r[b] &- r[c]
        continue
      case .scaleKey:
        if r[a] >= 0, r[a] < Word(b) {
          r[a] &*= Word(c)
          continue
        }
        fault = .badKey
      case .lookup:
        if r[b] >= 0, r[b] < Word(i.n) {
          r[a] = image.lookups[c + Int(r[b])]
          continue
        }
        fault = .badKey

      // MARK: Numbers
      case .add:
        let (sum, overflow) = r[b].addingReportingOverflow(r[c])
        if !overflow, sum != .none {
          r[a] = sum
          continue
        }
        fault = .overflow
      case .subtract:
        let (difference, overflow) = r[b].subtractingReportingOverflow(r[c])
        if !overflow, difference != .none {
          r[a] = difference
          continue
        }
        fault = .overflow
      case .multiply:
        let (product, overflow) = r[b].multipliedReportingOverflow(by: r[c])
        if !overflow, product != .none {
          r[a] = product
          continue
        }
        fault = .overflow
      case .addConstant:
        let (sum, overflow) = r[b].addingReportingOverflow(Word(i.c))
        if !overflow, sum != .none {
          r[a] = sum
          continue
        }
        fault = .overflow
      case .divide, .modulo, .divideUp:
        // INVARIANT: the least Int64 is no number, so only a divisor of zero can go wrong.
        if r[c] != 0, r[b] != .none {
          r[a] = Self.quotient(i.op, r[b], r[c])
          continue
        }
        fault = .zeroDivisor
      case .minimum:
        r[a] = min(r[b], r[c])
        continue
      case .maximum:
        r[a] = max(r[b], r[c])
        continue
      case .absolute:
        r[a] = r[b] < 0 ? 0 &- r[b] : r[b]
        continue
      case .before:
        r[a] = r[b] &- 1
        continue
      case .budgetLeft:
        let (left, overflow) = r[b].subtractingReportingOverflow(r[c])
        if !overflow {
          r[a] = max(0, left)
          continue
        }
        fault = .overflow
      case .scale, .dicePlus, .diceTimes, .makeCell:
        if let word = scaled(i) {
          r[a] = word
          continue
        }
      case .nextCase:
        r[a] = r[b] < Word(c) - 1 ? r[b] + 1 : .none
        continue
      case .previousCase:
        r[a] = r[b] > 0 ? r[b] - 1 : .none
        continue
      case .steps:
        r[a] = r[c] &- r[b]
        continue
      case .cellX:
        r[a] = r[b].cellX
        continue
      case .cellY:
        r[a] = r[b].cellY
        continue

      // MARK: Jumps
      case .jump:
        next = code + c
        continue
      case .jumpIfTrue:
        if _slowPath(r[a] != 0) { next = code + c }
        continue
      case .jumpIfFalse:
        if _slowPath(r[a] == 0) { next = code + c }
        continue
      case .jumpIfPresent:
        if _slowPath(r[a] != .none) { next = code + c }
        continue
      case .jumpIfAbsent:
        if _slowPath(r[a] == .none) { next = code + c }
        continue
      case .jumpIfEqual:
        if _slowPath(r[a] == r[b]) { next = code + c }
        continue
      case .jumpIfNotEqual:
        if _slowPath(r[a] != r[b]) { next = code + c }
        continue
      case .jumpIfLess:
        if _slowPath(r[a] < r[b]) { next = code + c }
        continue
      case .jumpIfLessOrEqual:
        if _slowPath(r[a] <= r[b]) { next = code + c }
        continue

      // MARK: Jumps that look at a field
      case .jumpIfField:
        if _slowPath(columns[Int(i.n)][Int(r[a])] == r[b]) { next = code + c }
        continue
      case .jumpIfFieldIsNot:
        if _slowPath(columns[Int(i.n)][Int(r[a])] != r[b]) { next = code + c }
        continue
      case .jumpIfFieldLess:
        if _slowPath(columns[Int(i.n)][Int(r[a])] < r[b]) { next = code + c }
        continue
      case .jumpIfFieldAtMost:
        if _slowPath(columns[Int(i.n)][Int(r[a])] <= r[b]) { next = code + c }
        continue
      case .jumpIfFieldMore:
        if _slowPath(columns[Int(i.n)][Int(r[a])] > r[b]) { next = code + c }
        continue
      case .jumpIfFieldAtLeast:
        if _slowPath(columns[Int(i.n)][Int(r[a])] >= r[b]) { next = code + c }
        continue
      case .jumpIfFieldMeets:
        if _slowPath(columns[Int(i.n)][Int(r[a])] & r[b] != 0) { next = code + c }
        continue
      case .jumpIfFieldAvoids:
        if _slowPath(columns[Int(i.n)][Int(r[a])] & r[b] == 0) { next = code + c }
        continue
      case .jumpIfFieldHas:
        if _slowPath(has(Span(word: columns[Int(i.n)][Int(r[a])]), r[b], isSorted: i.flag == 1)) { next = code + c }
        continue
      case .jumpIfFieldLacks:
        if _slowPath(!has(Span(word: columns[Int(i.n)][Int(r[a])]), r[b], isSorted: i.flag == 1)) { next = code + c }
        continue

      // MARK: Calls
      case .call:
        r[a] = Word(next - code)
        next = code + c
        continue
      case .return:
        let back = r[a]
        if back == CompiledProgram.hostReturn { return true }
        next = code + Int(back)
        continue
      case .halt: return true
      case .fault: fault = Fault(rawValue: i.flag) ?? .overflow
      case .operand: continue

      // MARK: Loops
      case .nextNumber:
        if r[a] < r[b] {
          r[a] &+= 1
          next = code + c
        }
        continue
      case .nextBit:
        let rest = r[b]
        if rest != 0 {
          r[a] = Word(rest.trailingZeroBitCount)
          r[b] = rest & (rest &- 1)
          next = code + c
        }
        continue
      case .nextElement:
        let span = Span(word: r[b])
        if span.count > 0 {
          let element = regions[span.region] + span.offset
          for word in 0..<Int(i.n) { r[a + word] = element[word] }
          r[b] = span.word &+ Word(i.n) &- Self.oneElement
          next = code + c
        }
        continue
      case .nextRow:
        let column = columns[Int(next.pointee.a)]
        next += 1
        let wanted = r[b]
        let count = rowCounts[Int(i.n)]
        var row = Int(r[a]) &+ 1
        while row < count, column[row] != wanted { row &+= 1 }
        if row < count {
          r[a] = Word(row)
          next = code + c
        }
        continue
      case .lastRow:
        r[a] = Word(rowCounts[Int(i.n)]) &- 1
        continue

      // MARK: Sets and lists
      case .union:
        r[a] = r[b] | r[c]
        continue
      case .common:
        r[a] = r[b] & r[c]
        continue
      case .without:
        r[a] = r[b] & ~r[c]
        continue
      case .setBit:
        r[a] |= 1 << (r[b] & 63)
        continue
      case .hasBit:
        r[a] = r[c] >= 0 && r[c] < 63 ? r[b] >> r[c] & 1 : 0
        continue
      case .bitCount:
        r[a] = Word(r[b].nonzeroBitCount)
        continue
      case .spanCount:
        r[a] = Word(Span(word: r[b]).count)
        continue
      case .spanHas:
        r[a] = Word(has(Span(word: r[b]), r[c], isSorted: i.flag == 1))
        continue
      case .lastElement:
        let span = Span(word: r[b])
        r[a] = span.count > 0 ? regions[span.region][span.offset + span.count - 1] : .none
        continue
      case .spansEqual, .elementAt, .prefix, .unionSpans, .commonSpans, .withoutSpans, .collectStart, .collect,
        .collectEnd, .collectSorted:
        if collectionStep(i) { continue }

      // MARK: The map
      case .cellDistance:
        let cells = next
        next += 1
        let first = columns[Int(cells.pointee.a)][Int(r[b])]
        let second = columns[Int(cells.pointee.b)][Int(r[c])]
        if first != .none, second != .none, let distance = measure.distance(first, second) {
          r[a] = distance
          continue
        }
        fault = .offMap
      case .rowDistance:
        let tables = Int(i.n)
        if let distance = distance(r[b], tables & 255, r[c], tables >> 8) {
          r[a] = distance
          continue
        }
        fault = .offMap
      case .distance, .adjacent, .sees, .clearPath, .cover, .occupantsAt, .occupantsIn, .cells, .burstPoint, .line,
        .squeezed, .mark, .stepHere:
        if mapStep(i) { continue }
      case .canFollow, .pathCost, .reportSteps:
        if movementStep(i) { continue }

      // MARK: Judging
      case .unmet:
        if isQuick {
          unmet &+= 1
          if notesUnmet { unmetStatements.append(Word(owners[here - code])) }
          if i.flag == 1 { r[a] = 1 }
          next = code + c
        }
        continue
      case .put:
        words.append(contentsOf: UnsafeBufferPointer(start: r + a, count: Int(i.n)))
        continue
      case .effect:
        let place = next.pointee
        next += 1
        effects.append(
          Effect(
            kind: EffectKind(rawValue: i.flag) ?? .set, table: Int32(i.n),
            column: place.a + Int32(truncatingIfNeeded: r[Int(place.b)]), row: r[b], value: r[a],
            owner: owners[next - code - 1], sequence: Int32(truncatingIfNeeded: effects.count)))
        continue
      case .spend:
        let operand = next.pointee
        next += 1
        if let explains = spend(i, operand, owner: owners[next - code - 1]) {
          if explains { next = code + Int(operand.c) }
          continue
        }
      case .roll:
        let element = r[Int(next.pointee.a)]
        next += 1
        if let isThere = roll(i, element: element) {
          if _slowPath(!isThere) { next = code + c }
          continue
        }
      case .trace:
        tell(b, words: r + a, count: Int(i.n))
        continue
      case .haltIfUnbound:
        if !record.problems.isEmpty { return true }
        continue
      case .due, .fail, .failEnd, .event, .recipients, .noted, .waived, .rollReached, .findRoll, .spendSum, .checkBound,
        .seen:
        if judgingStep(i) { continue }
      }
      guard let resume = contain(at: here - code) else { return false }
      next = code + resume
    }
  }

  /// What taking one element off a span takes off its word.
  private static let oneElement: Word = 1 << 35

  /// Rounded down, or up; the rest goes with rounding down.
  private static func quotient(_ op: Opcode, _ a: Word, _ b: Word) -> Word {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    let isBelow = rest != 0 && (rest < 0) != (b < 0)
    switch op {
    case .modulo: return isBelow ? rest + b : rest
    case .divideUp: return rest != 0 && !isBelow ? quotient + 1 : quotient
    default: return isBelow ? quotient - 1 : quotient
    }
  }

  // MARK: Faults

  /// Where to go on after a fault: behind the statement that it happened in. Noted as a failure, unless a requirement
  /// of its block failed before. nil where the host called what faults.
  func contain(at place: Int) -> Int? {
    var pc = place
    while let unit = CompiledProgram.unit(ofOwner: owners[pc]) {
      let back = registers[Int(program.units[unit].returnRegister)]
      guard back != CompiledProgram.hostReturn else { return nil }
      pc = Int(back) - 1
    }
    guard owners[pc] >= 0 else { return nil }
    let statement = program.statements[Int(owners[pc])]
    collected.removeAll()
    if statement.flag >= 0 { registers[Int(statement.flag)] = 1 }
    if isQuick {
      // It refuses the request, unless a requirement of its block does so already.
      unmet += 1
      if notesUnmet { unmetStatements.append(Self.faulty) }
      return Int(statement.resume)
    }
    if let open = notes.open {
      // The requirement is known not to be met; what could not be worked out stays nothing.
      let record = program.failures[open.record]
      words.shorten(to: open.words + record.words - record.argumentWords)
      while words.count < open.words + record.words - record.argumentWords { words.append(0) }
      putArguments(of: statement)
      close(open)
      return Int(record.resume)
    }
    if statement.failed < 0 || registers[Int(statement.failed)] == 0 { report(statement) }
    return Int(statement.resume)
  }

  private func report(_ statement: StatementRecord) {
    let start = words.count
    putArguments(of: statement)
    add(Decision.Failure(shape: statement.shape, fault: fault, words: start), arguments: start..<words.count)
  }

  private func putArguments(of statement: StatementRecord) {
    for run in statement.arguments {
      words.append(contentsOf: UnsafeBufferPointer(start: registers + Int(run.first), count: run.words))
    }
  }
}
