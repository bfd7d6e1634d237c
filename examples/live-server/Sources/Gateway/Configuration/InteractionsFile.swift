internal import Foundation

/// The interactions that a server of its own brings along, and the folders of the rules they are played by:
///
///     {"rules": {"ambush": "../ambush"},
///      "interactions": [{"id": "ambush", "rules": "ambush", "state": "../ambush/state.json",
///                        "owner": "gm", "members": ["gm", "ana"]}]}
///
/// Where interactions are made elsewhere, in the store, only `rules` is needed.
struct InteractionsFile: Sendable, Decodable {
  /// An interaction and the state that it begins with.
  struct Entry: Sendable, Decodable {
    let id: String
    /// The name of its rules.
    let rules: String
    /// The file of its state.
    let state: String
    let owner: String
    let members: [String]
  }

  /// Folders by name.
  var rules: [String: String] = [:]
  var interactions: [Entry] = []
  /// Relative paths begin here.
  private var folder = URL(filePath: ".")

  private enum CodingKeys: CodingKey { case rules, interactions }

  init() {}

  init(file: String) throws {
    let url = URL(filePath: file)
    do {
      self = try JSONDecoder().decode(InteractionsFile.self, from: Data(contentsOf: url))
    } catch {
      throw SettingsError("`\(file)` cannot be used: \(error)")
    }
    folder = url.deletingLastPathComponent()
    for (name, path) in rules { rules[name] = self.path(path) }
    for entry in interactions where rules[entry.rules] == nil {
      throw SettingsError("`\(file)`: `\(entry.id)` is played by rules that are not there: `\(entry.rules)`")
    }
  }

  func state(of entry: Entry) throws -> String { try String(contentsOfFile: path(entry.state), encoding: .utf8) }

  private func path(_ path: String) -> String { URL(filePath: path, relativeTo: folder).standardizedFileURL.path }
}
