import Foundation
import LiveClient
import RulesLang

/// A whole run: makes the rooms, joins, measures, compares.
struct Run {
  let settings: Settings
  let note: @Sendable (String) -> Void
  private static let admin = "admin"

  func report() async throws -> Report {
    let tokens = Tokens(settings.server, admin: Self.admin)
    var options = WebSocketClient.Options()
    options.useThreads(settings.threads)
    let rooms = try await joinedRooms(tokens, options)
    note("all joined, playing")
    let figures = Figures()
    let (deltas, start, ownStart) = (deltas(rooms), ContinuousClock.now, Self.ownTime)
    let end = start + settings.time
    await withTaskGroup(of: Void.self) { group in
      for (number, room) in rooms.enumerated() {
        group.addTask { await room.play(until: end, settings, number: number, figures) }
      }
    }
    let seconds = Double((ContinuousClock.now - start).microseconds) / 1e6
    let (told, own) = (self.deltas(rooms) - deltas, Self.ownTime - ownStart)
    note("comparing views")
    let comparison = await Comparison.of(rooms)
    var reconnections = 0
    for seat in rooms.flatMap(\.seats) { reconnections += await seat.client.connections - 1 }
    for room in rooms { await room.leave() }
    return Report(
      settings: settings, figures: figures.all, deltas: told, seconds: seconds, ownTime: own,
      reconnections: reconnections, comparison: comparison)
  }

  /// Makes the rooms one by one, so that joining is no load of its own.
  private func joinedRooms(_ tokens: Tokens, _ options: WebSocketClient.Options) async throws -> [PlayedRoom] {
    let admin = HTTPCaller(url: settings.server.http) { try await tokens.token(of: Self.admin) }
    var rooms: [PlayedRoom] = []
    for number in 1...settings.rooms {
      let original: JSONValue = ["interactionId": JSONValue(.string(settings.interaction))]
      let made = try await patiently { try await admin.mutate("startTest", original) }
      guard let id = made["interactionId"]?.string else { throw ClientFailure.unreadable("no id of a room") }
      // Who takes part in a copy, the admin is told who made it.
      let joined = try await patiently { try await admin.mutate("joinRoom", ["interactionId": JSONValue(.string(id))]) }
      let members = (joined["members"]?.elements ?? []).compactMap { $0.string ?? $0["user"]?.string }
      guard !members.isEmpty else { throw ClientFailure.unreadable("no members") }
      rooms.append(try await PlayedRoom.join(id, members: members, settings, tokens, options))
      if number % 20 == 0 { note("\(number) of \(settings.rooms) rooms joined") }
    }
    return rooms
  }

  private func deltas(_ rooms: [PlayedRoom]) -> Int { rooms.flatMap(\.seats).map(\.deltas).reduce(0, +) }

  /// The processor time of this process, in seconds.
  private static var ownTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
