internal import Identity
internal import Metrics
internal import Rooms
internal import RulesLang
internal import Storage
internal import TRPC

/// What the procedures do: they find out who calls, and ask the room. None of them knows what an action means.
struct Procedures: Sendable {
  let list: ProcedureList
  let rooms: LiveRooms
  let doorkeeper: Doorkeeper
  let limiter: RateLimiter

  /// Answers a query or a mutation.
  ///
  /// - Returns: the JSON of the output.
  func answer(_ call: Call, _ access: Access) async -> Result<String?, TRPCError> {
    let start = ContinuousClock.now
    let result: Result<String?, TRPCError>
    do throws(TRPCError) {
      let caller = try doorkeeper.caller(access)
      guard limiter.allows(caller.id) else { throw TRPCError(.tooManyRequests, "you ask too much at once") }
      result = .success(try await output(call, caller))
    } catch {
      result = .failure(error)
    }
    Self.count(call, result, since: start)
    return result
  }

  private func output(_ call: Call, _ caller: Caller) async throws(TRPCError) -> String {
    switch call.path {
    case "joinRoom": return try await join(call, caller)
    case "leaveRoom":
      let input = try Input(call, known: ["interactionId"])
      return try await room(input, caller) { room throws(RoomError) in
        try await room.leave(caller.id)
        return "{}"
      }
    case "queueTurn":
      let input = try Input(call, known: ["interactionId", "action", "arguments", "basis", "key"])
      return try await act(input, caller, as: .any, mayWait: true)
    case "withdrawTurn":
      let input = try Input(call, known: ["interactionId", "queued"])
      let queued = try Input.due(input.number("queued"), "queued")
      return try await room(input, caller) { room throws(RoomError) in
        try await room.withdraw(queued, of: caller.id)
      }
    case "sendChat":
      let input = try Input(call, known: ["interactionId", "to", "text", "key"])
      let (to, text) = (try Input.due(input.text("to"), "to"), try Input.due(input.text("text"), "text"))
      let key = try input.text("key")
      return try await room(input, caller) { room throws(RoomError) in
        try await room.say(text, from: caller.id, to: to, key: key)
      }
    case "startTest": return try await startTest(call, caller)
    case "view":
      let input = try Input(call, known: ["interactionId"])
      return try await room(input, caller) { room throws(RoomError) in
        let seen = try await room.view(for: caller.id)
        return #"{"revision":\#(seen.revision),"clock":\#(seen.clock),"view":\#(seen.view)}"#
      }
    case "options":
      let input = try Input(call, known: ["interactionId", "actor", "action", "given"])
      let (actor, action) = (try input.text("actor"), try input.text("action"))
      let given = try input.object("given") ?? [:]
      return try await room(input, caller) { room throws(RoomError) in
        try await room.options(for: caller.id, actor: actor, action: action, given: given)
      }
    case "explain":
      let input = try Input(call, known: ["interactionId", "action", "arguments"])
      let ask = try ask(input, caller, as: .any, mayWait: false)
      return try await room(input, caller) { room throws(RoomError) in try await room.explain(ask) }
    default:
      guard let actions = list.actions(of: call.path) else {
        throw TRPCError(.notFound, "No procedure found on path \"\(call.path)\"")
      }
      let input = try Input(call, known: ["interactionId", "action", "arguments", "basis", "key"])
      return try await act(input, caller, as: actions, mayWait: false)
    }
  }

  // MARK: Acting

  private func act(
    _ input: Input, _ caller: Caller, as actions: ProcedureList.Actions, mayWait: Bool
  ) async throws(TRPCError) -> String {
    let ask = try ask(input, caller, as: actions, mayWait: mayWait)
    return try await room(input, caller) { room throws(RoomError) in try await room.take(ask) }
  }

  private func ask(
    _ input: Input, _ caller: Caller, as actions: ProcedureList.Actions, mayWait: Bool
  ) throws(TRPCError) -> Ask {
    let named = try input.text("action")
    let action: String
    switch actions {
    case .any: action = try Input.due(named, "action")
    case .some(let known):
      if let named, !known.contains(named) {
        throw TRPCError(.badRequest, "`action` is one of \(known.joined(separator: ", "))")
      }
      action = try Input.due(named ?? (known.count == 1 ? known.first : nil), "action")
    }
    return Ask(
      user: caller.id, action: action, arguments: try input.object("arguments") ?? [:],
      basis: try input.number("basis"), key: try input.text("key"), mayWait: mayWait)
  }

  private func join(_ call: Call, _ caller: Caller) async throws(TRPCError) -> String {
    let input = try Input(call, known: ["interactionId"])
    let id = try Input.due(input.text("interactionId"), "interactionId")
    return try await room(input, caller) { room throws(RoomError) in
      let joined = try await room.join(caller.id)
      let interaction = room.interaction
      let head = JSONWriter.text(
        of: [
          "interactionId": JSONValue(.string(id)), "user": JSONValue(.string(caller.id)),
          "owner": JSONValue(.string(interaction.owner)),
          "members": JSONValue(.array(interaction.members.map { JSONValue(.string($0)) })),
          "ticket": JSONValue(.string(doorkeeper.ticket(for: caller, in: id))),
          "revision": JSONValue(.integer(joined.revision)), "clock": JSONValue(.integer(joined.clock)),
        ])
      return #"\#(head.dropLast()),"view":\#(joined.view)}"#
    }
  }

  private func startTest(_ call: Call, _ caller: Caller) async throws(TRPCError) -> String {
    guard caller.isAdmin else { throw TRPCError(.forbidden, "only an admin may start a test") }
    let input = try Input(call, known: ["interactionId", "dice"])
    let id = try Input.due(input.text("interactionId"), "interactionId")
    let dice = try input.numbers("dice")
    guard (dice ?? [1]).allSatisfy({ (1...1_000_000).contains($0) }), (dice?.count ?? 1) <= 10_000, dice != [] else {
      throw TRPCError(.badRequest, "`dice` has 1 to 10000 faces, from 1 on")
    }
    do {
      let test = try await rooms.startTest(of: id, by: caller.id, dice: dice?.map { Int($0) })
      return JSONWriter.text(of: ["interactionId": JSONValue(.string(test))])
    } catch {
      throw Self.told(error)
    }
  }

  // MARK: Subscribing

  /// Begins a subscription; whoever asked ends it by ``end(_:of:as:)``.
  func subscribe(_ call: Call, _ access: Access) async throws(TRPCError) -> Following {
    let input = try Input(call, known: ["interactionId"])
    let id = try Input.due(input.text("interactionId"), "interactionId")
    let caller = try doorkeeper.follower(access, of: id)
    guard limiter.allows(caller.id) else { throw TRPCError(.tooManyRequests, "you ask too much at once") }
    guard let kind = FeedKind(rawValue: call.path) else {
      throw TRPCError(.notFound, "No procedure found on path \"\(call.path)\"")
    }
    do {
      return try await rooms.with(id, as: caller.id) { room throws(RoomError) in
        Following(room: room, feed: try await room.subscribe(caller.id, to: kind, after: call.lastEventID))
      }
    } catch {
      throw Self.told(error)
    }
  }

  // MARK: Rooms

  private func room(
    _ input: Input, _ caller: Caller, _ body: (Room) async throws(RoomError) -> String
  ) async throws(TRPCError) -> String {
    let id = try Input.due(input.text("interactionId"), "interactionId")
    do { return try await rooms.with(id, as: caller.id, body) } catch { throw Self.told(error) }
  }

  private static func told(_ error: RoomError) -> TRPCError {
    switch error {
    case .notFound: TRPCError(.notFound, "there is no such interaction for you")
    case .conflict(let revision):
      TRPCError(
        .conflict, "somebody has acted since: look again",
        data: [JSONValue.Member(key: "revision", value: JSONValue(.integer(revision)))])
    case .invalid(let reason): TRPCError(.badRequest, reason)
    case .tooMany(let reason): TRPCError(.tooManyRequests, reason)
    case .elsewhere: TRPCError(.serviceUnavailable, "another server has this interaction: connect again")
    case .unavailable, .retired: TRPCError(.internalServerError, "the interaction cannot be reached: try again")
    }
  }

  private static func count(_ call: Call, _ result: Result<String?, TRPCError>, since start: ContinuousClock.Instant) {
    let outcome = if case .failure(let error) = result { error.code.rawValue } else { "OK" }
    Counter(label: "live_calls_total", dimensions: [("procedure", call.path), ("outcome", outcome)]).increment()
    let took = ContinuousClock.now - start
    Timer(label: "live_call_seconds", dimensions: [("procedure", call.path)])
      .recordNanoseconds(took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000)
  }
}

/// A subscription that runs.
struct Following: Sendable {
  let room: Room
  let feed: Feed

  func end() async { await room.unsubscribe(feed.number) }
}
