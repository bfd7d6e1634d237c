internal import Logging
internal import RulesLang
public import Storage
internal import Validator

/// All rooms of a server: each is in memory once, from when somebody asks for it until nobody needs it.
public actor LiveRooms {
  public nonisolated let services: RoomServices
  private var rooms: [String: Room] = [:]
  private var isClosing = false

  public init(_ services: RoomServices) { self.services = services }

  /// How many rooms there are.
  public var count: Int { rooms.count }

  /// Does something in a room, for a user who belongs there.
  public nonisolated func with<Result: Sendable>(
    _ id: String, as user: String, _ body: (Room) async throws(RoomError) -> Result
  ) async throws(RoomError) -> Result {
    // A room that was just about to go sends whoever asks it on to the next.
    for _ in 0..<3 {
      let room = try await room(id)
      guard room.interaction.members.contains(user) else { throw .notFound }
      do { return try await body(room) } catch {
        guard error == .retired else { throw error }
        await forget(room)
      }
    }
    throw .unavailable
  }

  private func room(_ id: String) async throws(RoomError) -> Room {
    if let room = rooms[id] { return room }
    let found: Interaction?
    do { found = try await services.store.interaction(id) } catch {
      await services.errors.report("an interaction could not be looked up: \(error)", in: id)
      throw .unavailable
    }
    guard !isClosing else { throw .unavailable }
    guard let found else { throw .notFound }
    // Somebody else may have looked it up meanwhile.
    if let room = rooms[id] { return room }
    let room = Room(found, services: services)
    rooms[id] = room
    return room
  }

  private func forget(_ room: Room) {
    if rooms[room.interaction.id] === room { rooms[room.interaction.id] = nil }
  }

  // MARK: Interactions

  /// Makes an interaction of a state, unless it is there already.
  ///
  /// - Parameters:
  ///   - state: its JSON.
  ///   - rules: the name of the rules that it goes along with.
  /// - Throws: where the rules are not there, or the state does not fit them.
  public func create(_ interaction: Interaction, state: String, rules name: String) async throws {
    guard let rules = services.rules.current(name) else {
      throw RoomError.invalid("there are no rules called `\(name)`, or none that compile")
    }
    let play = Play(try rules.state(json: state), follows: name)
    _ = try await services.store.create(interaction, opening: play.snapshot)
  }

  /// Makes a copy of an interaction as it began, to try things out in.
  ///
  /// - Parameter dice: the faces that dice show, over and over; nil lets chance throw.
  /// - Returns: its id.
  public func startTest(of id: String, by user: String, dice: [Int]?) async throws(RoomError) -> String {
    do {
      guard let original = try await services.store.interaction(id),
        let opening = try await services.store.opening(of: id)
      else { throw RoomError.notFound }
      let number = UInt64.random(in: 0 ... .max)
      let members = original.members.contains(user) ? original.members : original.members + [user]
      let test = Interaction(
        id: "\(id)-test-\(String(number, radix: 36))", owner: original.owner, members: members, testDice: dice)
      guard try await services.store.create(test, opening: opening) else { throw RoomError.unavailable }
      return test.id
    } catch let error as RoomError {
      throw error
    } catch {
      await services.errors.report("a test could not be started: \(error)", in: id)
      throw .unavailable
    }
  }

  // MARK: Upkeep

  /// Says that rooms are still this server's, and lets go of those that nobody needs. To be asked for a few times
  /// within a lease.
  public func maintain() async {
    // All at the same time: with many rooms, and a store that is far away, a lease would be over before its turn came.
    await withDiscardingTaskGroup { group in
      for room in rooms.values {
        group.addTask {
          await room.renew()
          if await room.retire() { await self.forget(room) }
        }
      }
    }
  }

  /// Reads rules anew. Owners hear of versions that cannot be used.
  public func refreshRules() async {
    for problem in await services.rules.refresh() {
      await services.errors.report("the rules `\(problem.name)` cannot be used:\n\(problem.message)")
      for room in rooms.values { await room.tell(problem) }
    }
  }

  /// Writes all rooms and lets go of them.
  public func close() async {
    isClosing = true
    let all = Array(rooms.values)
    await withDiscardingTaskGroup { group in
      for room in all { group.addTask { await room.close() } }
    }
    rooms = [:]
  }
}

extension Room {
  /// Tells the owner that the rules that the room goes along with cannot be used as they are written by now.
  func tell(_ problem: RulesShelf.Problem) {
    if play?.follows == problem.name { tellOwner(["problem": JSONValue(.string(problem.message))]) }
  }
}
