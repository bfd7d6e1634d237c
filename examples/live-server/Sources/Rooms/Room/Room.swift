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
  /// A claim under which something may be stored late, as the store has not answered; void before the room is read.
  var doubtful: Claim?
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
      var letters = mailbox.fairly(using: &random)
      mailbox = []
      let isOpen = play != nil
      guard await isReady(for: letters) else { continue }
      if !isOpen { letters.insert(.opened, at: 0) }
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
      for letter in letters { letter.fail(error as? RoomError ?? .unavailable) }
      if !(error is RoomError) { await services.errors.report("the room could not be read: \(error)", in: id) }
      return false
    }
  }

  /// What comes of some letters, until it is stored.
  private struct Work {
    var play: Play
    var circumstances: Play.Circumstances
    var record: Record
    var answers: [(Letter.Reply, Result<String, RoomError>)] = []
    /// The letters of those who come or leave, in their order.
    var visits: [Letter] = []

    func fail() {
      for (reply, _) in answers { reply.resume(returning: .failure(.unavailable)) }
      for case .arrival(let arrival) in visits { arrival.fail(.unavailable) }
    }

    /// Whether a user has come or left; nil for neither.
    func isComing(_ user: String) -> Bool? {
      for visit in visits.reversed() {
        if case .arrival(let arrival) = visit, arrival.user == user { return true }
        if case .leave(user, _) = visit { return false }
      }
      return nil
    }
  }

  private func work(through letters: [Letter]) async {
    guard let play, let claim else {
      for letter in letters { letter.fail(.unavailable) }
      return
    }
    let circumstances = Play.Circumstances(
      now: clock.now, testDice: interaction.testDice, newRules: newRules(for: play))
    var work = Work(play: play, circumstances: circumstances, record: Record(audience: audience))
    let left = Stopwatch.time("live_judging_seconds") { handle(letters, &work) }
    // What is left waits for the turns that it goes back to.
    mailbox.insert(contentsOf: left, at: 0)
    do {
      if !work.record.entries.isEmpty {
        let started = ContinuousClock.now
        try await store.append(work.record.entries.map(\.stored), under: claim)
        Stopwatch.note("live_storing_seconds", since: started)
      }
    } catch {
      work.fail()
      if self.claim == claim { await lose(error) }
      return
    }
    // Who asks again finds what was stored while the room was lost.
    guard self.claim == claim else { return work.fail() }
    self.play = work.play
    Stopwatch.time("live_telling_seconds") { publish(work.record) }
    for visit in work.visits { receive(visit) }
    for (reply, answer) in work.answers { reply.resume(returning: answer) }
    await keep(work.record)
    if !left.isEmpty, await !learnTurns(), !mailbox.isEmpty {
      hasTickedInVain = true
      mailbox.removeFirst().fail(.unavailable)
    }
  }

  /// Does what letters say, one after the other.
  ///
  /// - Returns: those that have to be done later, when all turns are known.
  private func handle(_ letters: [Letter], _ work: inout Work) -> ArraySlice<Letter> {
    var left = letters[...]
    while let letter = left.first {
      let before = work
      do {
        let answer = try handle(letter, &work)
        if let reply = letter.reply { work.answers.append((reply, answer)) }
        left.removeFirst()
      } catch {
        work = before
        break
      }
    }
    return left
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
  private func handle(_ letter: Letter, _ work: inout Work) throws(Play.Objection) -> Result<String, RoomError> {
    let now = work.circumstances.now
    switch letter {
    case .ask(let ask, _):
      do {
        return .success(try work.play.take(ask, work.circumstances, into: &work.record))
      } catch {
        switch error {
        case .conflict(let revision): return .failure(.conflict(revision: revision))
        case .queueIsFull: return .failure(.tooMany("too many of your requests wait here"))
        case .turnsUnknown: throw error
        }
      }
    case .withdraw(let queued, let user, _):
      let isGone = work.play.withdraw(queued, of: user, now: now, into: &work.record)
      return .success(#"{"withdrawn":\#(isGone)}"#)
    case .say(let text, let user, let audience, let key, _):
      return .success(
        work.play.say(
          text, from: user, to: audience, key: key, at: WallClock.milliseconds, now: now, into: &work.record))
    case .presence(let user, let isHere):
      // They may have come back, or left, while the letter lay here.
      if isHere == work.isComing(user) ?? isExpected(user) { try note(user, isHere: isHere, &work) }
    case .leave(let user, _):
      try note(user, isHere: false, &work)
      work.visits.append(letter)
    case .arrival(let arrival):
      try note(arrival.user, isHere: true, &work)
      work.visits.append(letter)
    case .opened: try work.play.serveQueue(work.circumstances, into: &work.record)
    case .tick:
      let number = work.play.number
      try work.play.tick(work.circumstances, into: &work.record)
      hasTickedInVain = work.play.number == number
    case .wake: break
    }
    // Rules that did not fit once are not tried again in this drain.
    if !work.record.aboutRules.isEmpty { work.circumstances.newRules = nil }
    return .success("{}")
  }

  /// Reports that a user is here or gone, where that is new and the rules want to hear of it.
  private func note(_ user: String, isHere: Bool, _ work: inout Work) throws(Play.Objection) {
    guard work.play.present.contains(user) != isHere,
      let deed = Presence.report(user, isHere: isHere, in: work.play.table.rules)
    else { return }
    try work.play.report(deed, work.circumstances, into: &work.record)
  }

  // MARK: Time

  /// Wakes the room when the state says so.
  private func setTimer() {
    timer?.cancel()
    timer = nil
    guard let wake = play?.table.nextWake else { return }
    let delay = max(clock.delay(until: wake), hasTickedInVain ? .seconds(1) : .zero)
    timer = Task {
      // Nobody can sleep until the end of time, which a state may well name.
      try? await Task.sleep(for: min(delay, Self.longestSleep))
      guard !Task.isCancelled else { return }
      if delay > Self.longestSleep { setTimer() } else { post(.tick) }
    }
  }

  private static let longestSleep = Duration.seconds(3_600)

  /// Clears the room when nobody has done anything for long. Ticks are no activity.
  private func watchForRest() {
    guard idle == nil, play != nil else { return }
    idle = Task {
      while !Task.isCancelled, play != nil {
        let rest = settings.inactivity - (ContinuousClock.now - lastActivity)
        if rest <= .zero, !isDraining { await clear() }
        // A room that is busy, or could not be kept, is looked at again.
        if play != nil { try? await Task.sleep(for: rest > .zero ? rest : .seconds(1)) }
      }
      idle = nil
    }
  }

  /// Writes the room, and forgets what is in play. Whoever follows it goes on to do so.
  private func clear() async {
    isDraining = true
    await save()
    if savedNumber == play?.number {
      timer?.cancel()
      play = nil
    }
    isDraining = false
    startDraining()
  }

  /// Nothing of the room is in memory any more, and nobody follows it.
  private var isVacant: Bool { play == nil && feeds.isEmpty && leaving.isEmpty && mailbox.isEmpty && !isDraining }

  /// Says goodbye to a room that nobody needs: whoever still asks it is sent to its successor.
  func retire() async -> Bool {
    guard isVacant else { return false }
    // Whoever comes now waits for that: a successor could be given this room's claim, and lose it again.
    isDraining = true
    await giveBack()
    isDraining = false
    if isVacant { isRetired = true }
    startDraining()
    return isRetired
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
    // A snapshot that is being kept already must not come behind the end of the claim.
    saving?.cancel()
    await saving?.value
    await save()
    play = nil
    cutFeeds()
    await giveBack()
  }
}
