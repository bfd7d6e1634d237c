internal import Logging
internal import Metrics
internal import RulesLang
public import Storage
internal import Validator

/// One live interaction: its state in memory, and everyone who follows it.
///
/// Whatever changes the room goes through its mailbox. A drain takes all that has come, does it to a copy of the play
/// without waiting for anything, stores the entries, and only then makes the copy the play, tells everyone and answers.
/// So whatever somebody has heard of survives a crash, and one that is stored but not told is found in the store.
public actor Room {
  public nonisolated let interaction: Interaction
  let services: RoomServices

  /// nil while the room is not in memory.
  var play: Play?
  var claim: Claim?
  var clock = RoomClock()
  /// Rules that the state did not fit, by digest: they are not tried again.
  var rejectedRules: String?

  private var mailbox: [Letter] = []
  private var isDraining = false
  private var random = SystemRandomNumberGenerator()
  private(set) var isRetired = false

  /// How many letters wait.
  var mailboxCount: Int { mailbox.count }

  // Who follows.
  var feeds: [Int: FeedWriter] = [:]
  var lastFeed = 0
  /// What those were told who are here, or may be back soon.
  var memories: [String: FeedMemory] = [:]
  var leaving: [String: Task<Void, Never>] = [:]
  /// How often each user has spoken lately.
  var spoken: [String: [ContinuousClock.Instant]] = [:]
  var lastTurnMessage: Int64 = 0

  // Time, and what is kept.
  private var timer: Task<Void, Never>?
  private var idle: Task<Void, Never>?
  private var lastActivity = ContinuousClock.now
  var saving: Task<Void, Never>?
  var lastSaved: ContinuousClock.Instant?
  var savedNumber: Int64 = 0
  var handedOver: Int64 = 0
  /// A tick that changed nothing is not repeated at once.
  private var hasTickedInVain = false

  init(_ interaction: Interaction, services: RoomServices) {
    self.interaction = interaction
    self.services = services
  }

  var id: String { interaction.id }
  var store: any Store { services.store }
  var settings: RoomSettings { services.settings }

  // MARK: The mailbox

  /// Puts a letter into the mailbox and waits until it was dealt with.
  func deliver<Value>(_ make: (Letter.Answer<Value>) -> Letter) async throws(RoomError) -> Value {
    if isRetired { throw .retired }
    guard mailbox.count < settings.mostLetters else { throw .tooMany("the room has too much to do") }
    let result = await withCheckedContinuation { answer in post(make(answer)) }
    return try result.get()
  }

  func post(_ letter: Letter) {
    mailbox.append(letter)
    startDraining()
  }

  private func startDraining() {
    guard !isDraining, !mailbox.isEmpty else { return }
    isDraining = true
    Task { await drain() }
  }

  /// Somebody does something here, so the room stays in memory.
  func noteActivity() { lastActivity = .now }

  private func drain() async {
    while !mailbox.isEmpty {
      let letters = mailbox.fairly(using: &random)
      mailbox = []
      guard await isReady(for: letters) else { continue }
      await work(through: letters)
    }
    isDraining = false
    setTimer()
    watchForRest()
  }

  /// Loads the room where it is not in memory; nobody is answered where that fails.
  private func isReady(for letters: [Letter]) async -> Bool {
    guard play == nil else { return true }
    // Where nothing but time has passed, there is nobody for whom it has.
    guard letters.contains(where: \.wakes) else { return false }
    do {
      try await load()
      return true
    } catch {
      for letter in letters { letter.fail(error) }
      return false
    }
  }

  private func work(through letters: [Letter]) async {
    guard var next = play, let claim else {
      for letter in letters { letter.fail(.unavailable) }
      return
    }
    var circumstances = Play.Circumstances(
      now: clock.now, testDice: interaction.testDice, newRules: newRules(for: next))
    var record = Record(audience: audience)
    var answers: [(Letter.Reply, Result<String, RoomError>)] = []
    var arrivals: [Arrival] = []
    var left = letters[...]
    var needsTurns = false
    while let letter = left.first, !needsTurns {
      do {
        let answer = try handle(letter, &next, &circumstances, &record)
        if let reply = letter.reply { answers.append((reply, answer)) }
        if case .arrival(let arrival) = letter { arrivals.append(arrival) }
        left.removeFirst()
      } catch {
        needsTurns = true
      }
    }
    // What is left waits for the turns that it goes back to.
    mailbox.insert(contentsOf: left, at: 0)
    do {
      if !record.entries.isEmpty { try await store.append(record.entries.map(\.stored), under: claim) }
    } catch {
      await lose(error)
      for (reply, _) in answers { reply.resume(returning: .failure(.unavailable)) }
      for arrival in arrivals { arrival.fail(.unavailable) }
      return
    }
    play = next
    publish(record)
    for arrival in arrivals { show(arrival) }
    for (reply, answer) in answers { reply.resume(returning: answer) }
    await keep(record)
    if needsTurns { await learnTurns() }
  }

  /// The rules as they are written by now, where the room could go over to them.
  private func newRules(for play: Play) -> RuleSet? {
    guard let rules = services.rules.current(play.follows), rules.digest != play.table.rules.digest,
      rules.digest != rejectedRules
    else { return nil }
    return rules
  }

  /// Does what a letter says.
  ///
  /// - Throws: where it has to be done later, when all turns are known.
  private func handle(
    _ letter: Letter, _ play: inout Play, _ circumstances: inout Play.Circumstances, _ record: inout Record
  ) throws(Play.Objection) -> Result<String, RoomError> {
    switch letter {
    case .ask(let ask, _):
      do {
        return .success(try play.take(ask, circumstances, into: &record))
      } catch {
        switch error {
        case .conflict(let revision): return .failure(.conflict(revision: revision))
        case .queueIsFull: return .failure(.tooMany("too many of your requests wait here"))
        case .turnsUnknown: throw error
        }
      }
    case .withdraw(let queued, let user, _):
      let isGone = play.withdraw(queued, of: user, now: circumstances.now, into: &record)
      return .success(#"{"withdrawn":\#(isGone)}"#)
    case .say(let text, let user, let audience, let key, _):
      return .success(
        play.say(
          text, from: user, to: audience, key: key, at: WallClock.milliseconds, now: circumstances.now, into: &record))
    case .presence(let user, let isHere, _): note(user, isHere: isHere, &play, circumstances, &record)
    case .arrival(let arrival): note(arrival.user, isHere: true, &play, circumstances, &record)
    case .tick:
      let number = play.number
      play.tick(circumstances, into: &record)
      hasTickedInVain = play.number == number
    case .wake: break
    }
    // Rules that did not fit once are not tried again in this drain.
    if !record.aboutRules.isEmpty { circumstances.newRules = nil }
    return .success("{}")
  }

  /// Reports that a user is here or gone, where that is new and the rules want to hear of it.
  private func note(
    _ user: String, isHere: Bool, _ play: inout Play, _ circumstances: Play.Circumstances, _ record: inout Record
  ) {
    guard play.present.contains(user) != isHere,
      let deed = Presence.report(user, isHere: isHere, in: play.table.rules)
    else { return }
    play.report(deed, circumstances, into: &record)
  }

  // MARK: Time

  /// Wakes the room when the state says so.
  private func setTimer() {
    timer?.cancel()
    timer = nil
    guard let wake = play?.table.nextWake else { return }
    let delay = max(clock.delay(until: wake), hasTickedInVain ? .seconds(1) : .zero)
    timer = Task {
      try? await Task.sleep(for: delay)
      if !Task.isCancelled { post(.tick) }
    }
  }

  /// Clears the room when nobody has done anything for long. Ticks are no activity.
  private func watchForRest() {
    guard idle == nil, play != nil else { return }
    idle = Task {
      while !Task.isCancelled, play != nil {
        let rest = settings.inactivity - (ContinuousClock.now - lastActivity)
        if rest <= .zero, !isDraining {
          await clear()
          break
        }
        try? await Task.sleep(for: max(rest, .milliseconds(100)))
      }
      idle = nil
    }
  }

  /// Writes the room, and forgets what is in play. Whoever follows it goes on to do so.
  private func clear() async {
    isDraining = true
    await save()
    timer?.cancel()
    if savedNumber == play?.number { play = nil }
    isDraining = false
    startDraining()
  }

  /// Nothing of the room is in memory any more, and nobody follows it.
  private var isVacant: Bool { play == nil && feeds.isEmpty && leaving.isEmpty && mailbox.isEmpty && !isDraining }

  /// Says goodbye to a room that nobody needs: whoever still asks it is sent to its successor.
  func retire() async -> Bool {
    guard isVacant else { return false }
    isRetired = true
    await giveBack()
    return true
  }

  /// Writes the room and lets go of it, as the server stops.
  func close() async {
    isRetired = true
    while isDraining { try? await Task.sleep(for: .milliseconds(5)) }
    isDraining = true
    timer?.cancel()
    idle?.cancel()
    for task in leaving.values { task.cancel() }
    leaving = [:]
    for letter in mailbox { letter.fail(.unavailable) }
    mailbox = []
    await save()
    play = nil
    cutFeeds()
    await giveBack()
  }
}
