import RulesLang

extension Judge {
  /// The state as a viewer sees it; the host sees all.
  package func reading(of state: State, for viewer: String?) -> Reading {
    guard let viewer, !state.rules.concealment.isNothing else { return Reading(of: state, for: viewer, Sight()) }
    return Reading(of: state, for: viewer, sight(of: state, for: viewer))
  }

  private func sight(of state: State, for viewer: String) -> Sight {
    if let known = sights.first(where: { $0.stamp == state.stamp && $0.viewer.utf8.elementsEqual(viewer.utf8) }) {
      return known.sight
    }
    evaluator.prepare(state)
    defer { evaluator.finish() }
    var texts = TextOverlay(base: state.texts)
    let word = texts.intern(viewer)
    evaluator.addedTexts = texts.added
    evaluator.registers[Int(Global.user)] = .none
    evaluator.registers[Int(Global.now)] = state.clock
    evaluator.registers[Int(Global.action)] = 0
    var maker = SightMaker(state)
    let sight = maker.make { number, row in
      evaluator.arena.removeAll()
      evaluator.collected.removeAll()
      // What cannot be told is concealed.
      return evaluator.call(evaluator.program.conceals[number], row, word) != 0
    }
    if sights.count >= Self.sightLimit { sights.removeFirst() }
    sights.append(KnownSight(stamp: state.stamp, viewer: viewer, sight: sight))
    return sight
  }

  /// What was found out about a state last.
  struct KnownSight {
    let stamp: UInt64
    let viewer: String
    let sight: Sight
  }

  /// So many are remembered: those of a table, before and after a request.
  private static let sightLimit = 16
}
