import LiveClient
import RulesLang

/// Does one thing by itself, as soon as there is something to do, and says what came of it.
///
/// It knows no names. What leaves much to choose is played for, more likely than what leaves nothing, as the end of a
/// turn: so of what is enabled it takes what offers the most values, and of these one in the middle.
struct Automaton {
  let room: Room
  let terminal: Terminal
  let avoided: Set<String>

  /// - Returns: whether something was done in time.
  func run(for time: Duration) async throws -> Bool {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
      do {
        for chosen in try await completions() where try await isDone(chosen) { return true }
      } catch let error as RemoteError where Self.passing.contains(error.name) {
        await terminal.say(Wording.error(error))
      }
      await waitForChange(until: end)
    }
    return false
  }

  /// What may be otherwise a little later.
  private static let passing: Set<String> = ["CONFLICT", "TOO_MANY_REQUESTS"]

  private func isDone(_ chosen: ChoiceAsker.Completion) async throws -> Bool {
    await terminal.say("I do this: \(Wording.request(chosen)).")
    let outcome = try await room.send(chosen, isQueued: false)
    for line in Wording.outcome(outcome) + Wording.events(outcome) { await terminal.say(line) }
    return outcome["status"]?.string == "done"
  }

  /// What can be done now, at most one way for each action, the one with the most to choose first.
  private func completions() async throws -> [ChoiceAsker.Completion] {
    var found: [(chosen: ChoiceAsker.Completion, choices: Int)] = []
    for action in try await room.asker.choices().actions
    where action.availability == .enabled && !avoided.contains(action.name) {
      var choices = 0
      let chosen = try await room.asker.complete(action.name) { offered in
        let enabled = offered.candidates.filter { $0.availability == .enabled }
        choices += enabled.count
        let valued = enabled.filter { $0.value != nil }
        return valued.isEmpty ? enabled.first : valued[valued.count / 2]
      }
      if let chosen { found.append((chosen, choices)) }
    }
    return found.sorted { $0.choices > $1.choices }.map(\.chosen)
  }

  /// Time alone may change things as well, so it looks again every now and then.
  private func waitForChange(until end: ContinuousClock.Instant) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await Task.sleep(until: min(end, .now + .seconds(2)), clock: .continuous) }
      group.addTask { for await _ in room.changes { return } }
      await group.next()
      group.cancelAll()
    }
  }
}
