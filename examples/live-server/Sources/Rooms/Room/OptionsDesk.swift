internal import Foundation
internal import RulesLang
internal import Validator

/// Works out what users can ask for, one after the other.
///
/// Thousands of requests are tried for that. So it is done beside the rooms, which go on meanwhile, and by fewer
/// threads than there are processors: who looks around holds up nobody who acts.
actor OptionsDesk {
  func options(
    of table: State, user: String, actor: String?, action: String?, given: JSONValue, now: Int64, budget: Int
  ) throws(RoomError) -> String {
    do {
      return try table.options(
        user: user, actor: actor, action: action, given: given, now: now, budget: budget
      ).json
    } catch {
      throw .invalid(error.description)
    }
  }
}

/// As many desks as leave a processor to the rooms.
struct OptionsDesks: Sendable {
  private let first = OptionsDesk()
  private let others: [OptionsDesk]

  init() {
    let count = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    others = (1..<count).map { _ in OptionsDesk() }
  }

  /// The one that serves a room.
  func desk(for room: String) -> OptionsDesk {
    let place = Int(UInt(bitPattern: room.hashValue) % UInt(others.count + 1))
    return others.indices.contains(place) ? others[place] : first
  }
}
