import RulesLang
import Storage
import Testing
import Validator

@testable import Rooms

/// Whatever is done to a play, what the store holds leads to the very same: from the beginning, and from any snapshot.
struct ReplayTests {
  private static let users = ["ann", "ben", "cyd", "olga"]
  private static let actions = [
    "run", "run", "run", "cheer", "rest", "rest", "goBack", "goBackLater", "pause", "goOn", "start", "finish", "fly",
  ]

  /// Does something by chance.
  private func step(_ play: inout Play, _ now: Int64, _ number: Int, _ record: inout Record) throws {
    let circumstances = Play.Circumstances(now: now, testDice: nil, newRules: nil)
    let user = Self.users.randomElement() ?? ""
    switch Int.random(in: 0..<12) {
    case 0: try play.tick(circumstances, into: &record)
    case 1:
      let isHere = !play.present.contains(user)
      guard let deed = Presence.report(user, isHere: isHere, in: play.table.rules) else { return }
      try play.report(deed, circumstances, into: &record)
    case 2:
      let to: ChatMessage.Audience = [.party, .owner("olga"), .user("ben")].randomElement() ?? .party
      _ = play.say(
        "\(number)", from: user, to: to, key: Bool.random() ? "c\(number)" : nil, at: 7, now: now, into: &record)
    case 3: _ = play.withdraw(Int64.random(in: 1...8), of: user, now: now, into: &record)
    default:
      let action = Self.actions.randomElement() ?? ""
      let name = action.hasPrefix("goBack") ? "whose" : "actor"
      let hasRunner = !["pause", "goOn", "start", "finish"].contains(action)
      let runner = JSONValue(.string(["a", "b", "c", "d"].randomElement() ?? ""))
      let owner = ["goBack", "goBackLater", "pause", "goOn", "start", "finish"].contains(action) ? "olga" : user
      let ask = Ask(
        user: Bool.random() ? owner : user, action: action,
        arguments: JSONValue(.object(hasRunner ? [.init(key: name, value: runner)] : [])),
        basis: Int.random(in: 0..<4) == 0 ? play.table.revision - 1 : nil,
        key: Bool.random() ? "k\(number)" : nil, mayWait: Bool.random())
      do { _ = try play.take(ask, circumstances, into: &record) } catch { if error == .turnsUnknown { throw error } }
    }
  }

  private func text(_ play: Play, withoutAnswers: Bool = true) throws -> String {
    let json = try JSONReader().read(play.snapshot.content)
    let room = (json["room"]?.members ?? []).filter { !withoutAnswers || $0.key != "answers" }
    return JSONWriter.text(of: ["room": JSONValue(.object(room)), "state": json["state"] ?? nil])
  }

  @Test func whateverIsDoneComesToTheSameAgain() async throws {
    let race = try await Race()
    let rules = try #require(race.shelf.current("race"))
    let opening = try #require(await race.store.opening(of: "race"))
    for _ in 0..<20 {
      var play = try Play(opening, rules: rules)
      var record = Record(audience: Self.users)
      var now: Int64 = 0
      var snapshots = [opening]
      _ = try play.take(
        Ask(user: "olga", action: "start", arguments: [:]),
        Play.Circumstances(now: 0, testDice: nil, newRules: nil), into: &record)
      for number in 0..<60 {
        now += [0, 0, 1, 5, 30, 100].randomElement() ?? 0
        try step(&play, now, number, &record)
        if number.isMultiple(of: 20) { snapshots.append(play.snapshot) }
      }
      // Each delta begins where the one before has ended.
      let deltas = record.changes.flatMap(\.deltas).filter { $0.viewer == "ann" }
      #expect(zip(deltas, deltas.dropFirst()).allSatisfy { $0.revision == $1.basis })
      #expect(record.entries.map(\.number) == (1...Int64(record.entries.count)).map { $0 })

      let entries = try record.entries.map { try Entry($0.stored) }
      for snapshot in snapshots {
        var again = try Play(snapshot, rules: rules)
        for entry in entries where entry.number > again.number {
          try again.replay(entry, rules: [rules.digest: rules])
        }
        #expect(try text(again) == text(play))
        guard snapshot == opening else { continue }
        #expect(again.turns.map(\.number) == play.turns.map(\.number))
        #expect(again.turns.map(\.table.json) == play.turns.map(\.table.json))
        #expect(again.turns.map(\.present) == play.turns.map(\.present))
        for user in Self.users {
          for key in (0..<60).map({ "k\($0)" }) {
            guard let first = play.answers[user, key], !first.contains(#""status":"refused""#) else { continue }
            #expect(again.answers[user, key] == first)
          }
        }
      }
    }
  }
}
