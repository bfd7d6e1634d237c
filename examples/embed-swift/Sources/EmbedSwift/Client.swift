import RulesLang
import Validator

/// Does what its user did when the play was recorded. Where that does not fit any more, and when it has done all of it
/// once, it presses the same buttons again and picks of what is offered there.
struct Client {
  private let user: String
  private let memories: [JSONValue]
  /// Places of memories that were followed to the letter.
  private var done: Set<Int> = []
  private var next = 0

  init(user: String, _ recorded: [JSONValue]) {
    self.user = user
    memories = recorded.filter { $0["user"]?.string == user && $0["arguments"]?["actor"] != nil }
  }

  /// Goes through its memories from the last one on, until something can be done.
  mutating func act(in room: Room) {
    for _ in memories.indices {
      let (memory, isNew) = (memories[next], done.insert(next).inserted)
      next = (next + 1) % memories.count
      if let arguments = fitting(memory, isNew, in: room) {
        return room.receive(["action": memory["action"] ?? nil, "arguments": arguments], from: user)
      }
    }
  }

  /// Arguments with which a remembered action can be done now.
  private func fitting(_ memory: JSONValue, _ isNew: Bool, in room: Room) -> JSONValue? {
    guard let action = memory["action"], let name = action.string, let remembered = memory["arguments"]
    else { return nil }
    let body = JSONWriter.text(of: ["action": action, "arguments": remembered])
    let verdict = room.table.judge(room.table.request(json: body, user: user, now: room.clock))
    if verdict.isLegal, isNew { return remembered }
    // What only has to wait is tried again later.
    if verdict.reasons.contains(where: \.isLater) { return nil }
    var chosen = remembered.members?.filter { $0.key == "actor" } ?? []
    while true {
      let given = JSONValue(.object(chosen))
      // A memory may name what is there no more, or never was.
      let options = try? room.table.options(user: user, action: name, given: given, now: room.clock, budget: 50)
      guard let button = options?.actions.first, button.availability == .enabled else { return nil }
      guard let parameter = button.parameter else { return given }
      let offered = button.candidates.filter { $0.availability == .enabled }
      // What can be left out has no value.
      guard let value = pick(remembered[parameter], of: offered, in: room)?.value else { return given }
      chosen.append(JSONValue.Member(key: parameter, value: value))
    }
  }

  /// Of ways the one that ends nearest to where it went; else any.
  private func pick(
    _ wanted: JSONValue?, of offered: [Options.Candidate], in room: Room
  ) -> Options.Candidate? {
    if let goal = wanted?.elements?.last?.elements {
      func distance(_ candidate: Options.Candidate) -> Int64 {
        let end = candidate.value?.elements?.last?.elements ?? []
        return zip(end, goal).map { abs(($0.integer ?? 0) - ($1.integer ?? 0)) }.max() ?? .max
      }
      return offered.min { distance($0) < distance($1) }
    }
    return offered.randomElement(using: &room.random)
  }
}
