import LiveClient
import RulesLang

/// One room, with all its clients.
struct PlayedRoom: Sendable {
  /// What is kept for later is applied when there is so much of it.
  private static let keptLimit = 256 << 10

  let id: String
  let seats: [Seat]
  private let arrivals: Arrivals

  /// Joins with all clients, and waits until each has its view.
  static func join(
    _ id: String, members: [String], _ settings: Settings, _ tokens: Tokens, _ options: WebSocketClient.Options
  ) async throws -> PlayedRoom {
    let arrivals = Arrivals(clients: settings.clients)
    var seats: [Seat] = []
    for number in 0..<settings.clients {
      let user = members[number % members.count]
      let client = try await WebSocketClient.connect(
        url: settings.server.webSocket, parameters: { ["token": try await tokens.token(of: user)] }, options: options)
      _ = try await patiently { try await client.mutate("joinRoom", ["interactionId": JSONValue(.string(id))]) }
      let seat = Seat(user, client)
      try await seat.listen(to: id, number, arrivals)
      seats.append(seat)
    }
    return PlayedRoom(id: id, seats: seats, arrivals: arrivals)
  }

  /// Plays until the time is over.
  func play(until end: ContinuousClock.Instant, _ settings: Settings, number: Int, _ figures: Figures) async {
    var random = Randomness(seed: settings.seed, stream: number)
    let choices = Randomness(seed: settings.seed, stream: -1 - number)
    var player = Player(id, seats, avoided: settings.avoided, choices, figures)
    // Rooms do not act in step, and do not ask in step either.
    var due = ContinuousClock.now + settings.pace * Double.random(in: 0..<1, using: &random)
    try? await Task.sleep(until: due, clock: .continuous)
    while ContinuousClock.now < end {
      do {
        let next = try await player.next()
        try await Task.sleep(until: min(due, end), clock: .continuous)
        due = max(due, .now) + settings.pace
        guard ContinuousClock.now < end else { return }
        if let next {
          if try await !act(next.button.seat, next.chosen, figures) { player.refuse(next.button) }
        } else {
          // Time may bring something.
          try await Task.sleep(for: .milliseconds(250))
        }
        for seat in seats where seat.keptBytes > Self.keptLimit { try seat.fold() }
      } catch let error as RemoteError {
        figures.failed(error.name)
        try? await Task.sleep(for: .milliseconds(100))
      } catch {
        figures.failed("\(error)")
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// - Returns: whether it was done.
  private func act(_ seat: Int, _ chosen: ChoiceAsker.Completion, _ figures: Figures) async throws -> Bool {
    let input: JSONValue = [
      "interactionId": JSONValue(.string(id)), "action": JSONValue(.string(chosen.action)),
      "arguments": chosen.arguments,
    ]
    arrivals.begin()
    let start = ContinuousClock.now
    let reply = try await seats[seat].client.exchange(.mutation, "act", input)
    let outcome = try reply.data()
    guard outcome["status"]?.string == "done", let revision = outcome["revision"]?.integer else {
      figures.refused(reply: reply.time - start)
      return false
    }
    let times = await arrivals.times(of: revision, within: .seconds(10))
    figures.done(chosen.action, reply: reply.time - start, deltas: times.map { $0.map { $0 - start } })
    return true
  }

  func leave() async { for seat in seats { await seat.client.close() } }
}

/// Asks again while the server says that it is asked too much.
func patiently<Value>(_ ask: () async throws -> Value) async throws -> Value {
  var pause = Duration.milliseconds(100)
  while true {
    do {
      return try await ask()
    } catch let error as RemoteError where error.name == "TOO_MANY_REQUESTS" && pause < .seconds(10) {
      try await Task.sleep(for: pause)
      pause *= 2
    }
  }
}
