import RulesLang

// A request's arguments in the arena.

extension Evaluator {
  /// Takes in the pool in which the sets, lists and paths of a request lie, at the very start of the arena.
  func takeIn(_ pool: UnsafeBufferPointer<Word>) {
    guard reserve(pool.count) else { return }
    arena.append(contentsOf: pool)
  }

  /// Puts before the cells of each path the one that it starts from: where the actor stands.
  func layOutPaths(of action: ActionID, at first: Int) {
    let info = rules.program.actions[action]
    let layout = rules.layout.actions[action.index]
    for (index, parameter) in info.parameters.enumerated() where parameter.shape.type.unwrapped == .path {
      let register = first + layout.column(index)
      let word = registers[register]
      guard word != .none else { continue }
      let span = Span(word: word)
      guard reserve(span.count + 1) else { continue }
      let offset = arena.count + 1
      arena.append(start(of: info, at: first, layout))
      for step in 0..<span.count { arena.append(arena.base[span.offset + step]) }
      registers[register] = Span(region: Span.Region.arena, count: span.count, offset: offset).word
    }
  }

  private func start(of info: ActionInfo, at first: Int, _ layout: Layout.Fields) -> Word {
    guard let actor = info.actor, case .entity(let entity) = info.parameters[actor].shape.type,
      let placement = rules.program.map?.placements.first(where: { $0.entity == entity })
    else { return 0 }
    let table = Layout.table(of: entity)
    let column = program.columnStarts[table] + rules.layout.tables[table].column(placement.cellField)
    return columns[column][Int(registers[first + layout.column(actor)])]
  }
}
