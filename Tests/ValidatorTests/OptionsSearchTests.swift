import Foundation
import RulesLang
import Testing
import Validator

/// What the search leaves out must not change what it finds: on the rules that are shipped, its answers are those of
/// trying everything.
struct OptionsSearchTests {
  private let state: State

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let ambush = root.appendingPathComponent("examples/ambush")
    let rules = try RuleSet(sources: try SourceLoader.load(ambush.path, from: DirectoryReader()))
    // The fight is on, and it is Bryn's turn.
    let json = try String(contentsOf: ambush.appendingPathComponent("state.json"), encoding: .utf8)
      .replacingOccurrences(of: "\"waiting\"", with: "\"live\"")
      .replacingOccurrences(of: "\"turn\": {}", with: #""turn": {"current": "bryn", "order": ["bryn", "snag"]}"#)
    state = try rules.state(json: json)
  }

  private func isLegal(_ action: String, _ arguments: [JSONValue.Member], user: String) -> Bool {
    let request: JSONValue = ["action": .init(.string(action)), "arguments": .init(.object(arguments))]
    let read = state.request(json: JSONWriter.text(of: request), user: user, now: 0)
    #expect(read.problems.isEmpty)
    return state.decide(read).outcome != .refused
  }

  /// Whether some completion of the arguments is legal, found by trying all that options offer.
  private func isPossible(
    _ action: ActionInfo, _ arguments: [JSONValue.Member], user: String, _ known: inout [String: [JSONValue?]]
  ) throws -> Bool {
    guard arguments.count < action.parameters.count else { return isLegal(action.header.name, arguments, user: user) }
    let parameter = action.parameters[arguments.count].header.name
    if known[parameter] == nil {
      let options = try state.options(
        user: user, action: action.header.name, given: .init(.object(arguments)), budget: 1)
      known[parameter] = options.actions.first?.candidates.map(\.value)
    }
    for value in known[parameter] ?? [] {
      // What is left out has to be the last argument, for all before it are given.
      let isFound =
        try value.map { try isPossible(action, arguments + [.init(key: parameter, value: $0)], user: user, &known) }
        ?? isLegal(action.header.name, arguments, user: user)
      if isFound { return true }
    }
    return false
  }

  @Test(arguments: ["bryn"])
  func leavingOutChangesNothing(actor: String) throws {
    let user = try #require(self.user(of: actor))
    var compared = 0
    for action in try state.options(user: user, actor: actor, budget: 1).actions where action.parameter != nil {
      let info = try #require(state.rules.program.actions.first { $0.header.name == action.action })
      // All spells with all slots on everyone and everywhere are millions.
      guard info.parameters.count < 5 else { continue }
      let found = try #require(try state.options(user: user, actor: actor, action: action.action).actions.first)
      let given = info.actor == nil ? [] : [JSONValue.Member(key: "actor", value: .init(.string(actor)))]
      var known: [String: [JSONValue?]] = [:]
      // A few candidates from all over the list: trying everything takes its time.
      for candidate in found.candidates.enumerated().filter({ $0.offset % 7 == 1 }).map(\.element) {
        guard let value = candidate.value, let parameter = found.parameter else { continue }
        let isPossible = try isPossible(info, given + [.init(key: parameter, value: value)], user: user, &known)
        switch candidate.availability {
        case .enabled: #expect(isPossible, "\(found.action) \(candidate.text)")
        case .disabled: #expect(!isPossible, "\(found.action) \(candidate.text)")
        case .unsure: continue
        }
        compared += 1
      }
    }
    #expect(compared > 30)
  }

  private func user(of actor: String) -> String? {
    for table in state.rules.layout.tables {
      guard let entity = table.entity, let row = state.row(of: actor, in: entity),
        let field = table.fields.first(where: { $0.type == .user })
      else { continue }
      return state.texts[state.table(Layout.table(of: entity))[row, field.column]]
    }
    return nil
  }
}
