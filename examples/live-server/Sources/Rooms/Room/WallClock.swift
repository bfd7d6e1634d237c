internal import Foundation

/// The time of day, for people who read chats and logs. Nothing is judged by it.
enum WallClock {
  /// Milliseconds since 1970.
  static var milliseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
