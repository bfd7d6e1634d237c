/// Why a room does not do what it is asked for. A request that the rules refuse is no error.
public enum RoomError: Error, Sendable, Hashable {
  /// There is no such interaction, or none for this user: which of the two, nobody is told.
  case notFound
  /// Somebody has acted for the same actor since the revision that the user saw.
  case conflict(revision: Int64)
  /// What was asked for makes no sense, in plain words.
  case invalid(String)
  case tooMany(String)
  /// Another server has the room.
  case elsewhere
  /// The store did not take or give what was needed; whether the request was done is not known.
  case unavailable
  /// This room is gone from memory: its successor is to be asked.
  case retired
}
