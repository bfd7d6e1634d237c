internal import Foundation
public import TRPC

/// All procedures that clients can call: those that every server has, and names that stand for actions of its rules.
public struct ProcedureList: Sendable {
  /// What a name stands for.
  public enum Actions: Sendable, Hashable {
    /// Any action; the client says which.
    case any
    /// One of some; where there are several, the client says which.
    case some([String])
  }

  private static let queries: Set<String> = ["view", "options", "explain"]
  private static let mutations: Set<String> = [
    "joinRoom", "leaveRoom", "act", "queueTurn", "withdrawTurn", "sendChat", "startTest",
  ]
  private static let subscriptions: Set<String> = ["stateDelta", "logEvent", "turnUpdate", "chatMessage"]

  /// In the order of their names.
  public let named: [(name: String, actions: Actions)]
  private let byName: [String: Actions]

  public init(_ named: [String: Actions] = [:]) {
    byName = named
    self.named = named.map { (name: $0.key, actions: $0.value) }.sorted { $0.name < $1.name }
  }

  /// Reads `{"moveEntity": "move", "equipItem": ["equip", "unequip"], "takeTurn": "*"}`.
  public init(file: String) throws {
    let read: [String: Value]
    do { read = try JSONDecoder().decode([String: Value].self, from: Data(contentsOf: URL(filePath: file))) } catch {
      throw SettingsError("`\(file)` cannot be used: \(error)")
    }
    let own = Self.queries.union(Self.mutations).union(Self.subscriptions)
    for name in read.keys.sorted() where own.contains(name) {
      throw SettingsError("`\(file)`: `\(name)` has a meaning of its own")
    }
    for (name, value) in read where value.actions == .some([]) || name.contains(",") || name.isEmpty {
      throw SettingsError("`\(file)`: `\(name)` stands for nothing")
    }
    self.init(read.mapValues(\.actions))
  }

  /// The kind of a procedure; nil where there is no such procedure.
  public func kind(of name: String) -> ProcedureKind? {
    if Self.queries.contains(name) { return .query }
    if Self.subscriptions.contains(name) { return .subscription }
    return Self.mutations.contains(name) || byName[name] != nil ? .mutation : nil
  }

  /// What a name stands for.
  func actions(of name: String) -> Actions? { name == "act" ? .any : byName[name] }

  private enum Value: Decodable {
    case one(String)
    case several([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(String.self) { self = .one(one) } else {
        self = .several(try container.decode([String].self))
      }
    }

    var actions: Actions {
      switch self {
      case .one("*"): .any
      case .one(let action): .some([action])
      case .several(let actions): .some(actions)
      }
    }
  }
}
