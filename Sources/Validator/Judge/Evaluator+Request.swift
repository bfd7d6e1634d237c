import RulesLang

// A request's arguments in the arena.

extension Evaluator {
  /// Takes in the pool in which the sets, lists and paths of a request lie, at the very start of the arena.
  func takeIn(_ pool: UnsafeBufferPointer<Word>) {
    guard reserve(pool.count) else { return }
    arena.append(contentsOf: pool)
  }

  /// Puts before the cells of each path the one that it starts from: where the actor stands.
  func layOutPaths(_ action: ActionCode) {
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
