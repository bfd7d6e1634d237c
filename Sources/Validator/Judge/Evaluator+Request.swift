import RulesLang

// A request's arguments in the arena.

extension Evaluator {
  /// Takes in what a request brings besides its arguments.
  @inline(__always)
  func take(_ request: Request, in state: State) {
    if !request.isPlain || hasBrought { takeBrought(request, state) }
    if rollCount > 0 { prepareNotes() }
    if !notes.uncovered.isEmpty { notes.uncovered.removeAll(keepingCapacity: true) }
  }

  /// Gets ready for what brings nothing but its arguments.
  func takeNothing() {
    if hasBrought {
      addedTexts = TextPool()
      rolls = []
      hasBrought = false
    }
    if rollCount > 0 { prepareNotes() }
    if !notes.uncovered.isEmpty { notes.uncovered.removeAll(keepingCapacity: true) }
  }

  /// Puts the arguments of a trial where the run of its action looks for them.
  func layOut(_ trial: Trial, _ code: ActionEntry) {
    if !trial.pool.isEmpty { trial.pool.withUnsafeBufferPointer { takeIn($0) } }
    for (index, word) in trial.words.prefix(Int(code.words)).enumerated() {
      registers[Int(code.arguments) + index] = word
    }
    for index in 0..<Int(code.defaults) { registers[Int(code.defaulted) + index] = 0 }
    for index in trial.defaulted where index < code.defaults { registers[Int(code.defaulted) + index] = 1 }
  }

  @inline(never)
  private func prepareNotes() { notes.prepare(rolls: rollCount, given: rolls.count) }

  @inline(never)
  private func takeBrought(_ request: Request, _ state: State) {
    addedTexts = request.texts
    // Dice are for the state that asked for them.
    rolls = request.rollsAskedAt ?? state.revision == state.revision ? request.rolls : []
    hasBrought = addedTexts.count > 0 || !rolls.isEmpty
  }

  /// Puts a request's arguments where the run of its action looks for them.
  @inline(__always)
  func layOut(_ request: Request, _ code: ActionEntry) {
    if !request.isPlain { takePool(of: request) }
    request.copyWords(to: registers + Int(code.arguments), atMost: Int(code.words))
    guard code.defaults > 0 else { return }
    for index in 0..<Int(code.defaults) { registers[Int(code.defaulted) + index] = 0 }
    guard !request.isPlain else { return }
    for index in request.defaulted where index < code.defaults { registers[Int(code.defaulted) + index] = 1 }
  }

  @inline(never)
  private func takePool(of request: Request) { request.pool.withUnsafeBufferPointer { takeIn($0) } }

  /// Nothing lifts step rules before a run says so.
  func clearLifts() {
    for flag in Int(Global.lifts)..<max(Int(Global.lifts), program.globals) { registers[flag] = 0 }
  }

  /// Takes in the pool in which the sets, lists and paths of a request lie, at the very start of the arena.
  func takeIn(_ pool: UnsafeBufferPointer<Word>) {
    guard reserve(pool.count) else { return }
    arena.append(contentsOf: pool)
  }

  /// Puts before the cells of each path the one that it starts from: where the actor stands.
  func layOutPaths(of action: ActionID) {
    let action = program.actions[action.index]
    for register in action.paths {
      let word = registers[Int(register)]
      guard word != .none else { continue }
      let span = Span(word: word)
      guard reserve(span.count + 1) else { continue }
      let offset = arena.count + 1
      arena.append(action.start.map { columns[$0.column][Int(registers[Int($0.actor)])] } ?? 0)
      for step in 0..<span.count { arena.append(arena.base[span.offset + step]) }
      registers[Int(register)] = Span(region: Span.Region.arena, count: span.count, offset: offset).word
    }
  }
}
