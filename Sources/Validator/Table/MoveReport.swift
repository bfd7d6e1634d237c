public import RulesLang

/// What became of the values of a state that was moved to other rules.
public struct MoveReport: Sendable, Hashable, CustomStringConvertible {
  public enum Change: Sendable, Hashable {
    /// A field, or a case of an enum, that has another name now.
    case renamed(from: String, to: String)
    /// A value that the new rules do not want.
    case dropped
    /// A value that the old rules did not have.
    case filledIn(JSONValue)
  }

  /// The same change in all places where it was made.
  public struct Entry: Sendable, Hashable, CustomStringConvertible {
    /// As `/creatures/*/hp`: a star stands for each row, and for each element of a list.
    public let path: String
    public let change: Change
    /// In so many places.
    public internal(set) var count: Int

    /// For the host's log.
    public var description: String {
      let places = count == 1 ? "1 place" : "\(count) places"
      switch change {
      case .renamed(let from, let to): return "\(path): `\(from)` is now `\(to)`, in \(places)"
      case .dropped: return count == 0 ? "\(path): gone, and nothing was in it" : "\(path): dropped, in \(places)"
      case .filledIn(let value): return "\(path): filled in with \(JSONWriter.text(of: value)), in \(places)"
      }
    }
  }

  /// In the order of the state's JSON.
  public internal(set) var entries: [Entry] = []

  /// Whether every value is what and where it was.
  public var isEmpty: Bool { entries.isEmpty }

  public var description: String { entries.map(\.description).joined(separator: "\n") }
}
