import LiveClient
import RulesLang

/// Chooses what the members of one room do next: something that the server offers, preferably not done lately.
///
/// To ask for everything that everyone can do costs the server more than to do it. So what was offered once is tried
/// until it is offered no more, and one member at a time is asked what there is besides.
struct Player {
  /// An action with a value for its first parameter.
  struct Button: Hashable {
    let seat: Int
    let action: String
    let first: JSONValue.Member?
  }

  /// After so many actions the next member is asked for.
  private static let stretch = 8

  private let room: String
  private let seats: [Seat]
  /// One place for each user.
  private let users: [Int]
  private let avoided: Set<String>
  private let figures: Figures
  private var random: Randomness
  private var buttons: [Button] = []
  /// When each action was taken last, counted in actions.
  private var last: [String: Int] = [:]
  /// How many parameters actions have, as far as it was found out.
  private var parameters: [String: Int] = [:]
  private var count = 0
  private var looks = 0

  init(_ room: String, _ seats: [Seat], avoided: Set<String>, _ random: Randomness, _ figures: Figures) {
    (self.room, self.seats, self.avoided, self.random) = (room, seats, avoided, random)
    self.figures = figures
    var known: Set<String> = []
    users = seats.indices.filter { known.insert(seats[$0].user).inserted }
  }

  /// - Returns: who does what; nil where nobody can do anything now.
  mutating func next() async throws -> (button: Button, chosen: ChoiceAsker.Completion)? {
    if count % Self.stretch == 0 { try await look() }
    for look in 0...users.count {
      if look > 0 { try await self.look() }
      while let button = rarest() {
        if let chosen = try await complete(button) {
          count += 1
          last[chosen.action] = count
          return (button, chosen)
        }
        refuse(button)
      }
    }
    return nil
  }

  /// What was refused is not tried again until it is offered anew.
  mutating func refuse(_ button: Button) { buttons.removeAll { $0 == button } }

  /// Of the buttons whose action was taken longest ago, any.
  private mutating func rarest() -> Button? {
    let least = buttons.map { last[$0.action] ?? 0 }.min()
    return buttons.filter { (last[$0.action] ?? 0) == least }.randomElement(using: &random)
  }

  private mutating func complete(_ button: Button) async throws -> ChoiceAsker.Completion? {
    let (asker, given) = (asker(button.seat), button.first.map { [$0] } ?? [])
    // Where nothing is left to choose, it may have become impossible since it was offered.
    if parameters[button.action] == given.count {
      let now = try await asker.choices(action: button.action, given: given).actions.first
      guard now?.availability == .enabled else { return nil }
    }
    var random = random
    let chosen = try await asker.complete(
      button.action, from: given, parameters: parameters[button.action]
    ) { offered in
      offered.candidates.filter { $0.availability == .enabled }.randomElement(using: &random)
    }
    self.random = random
    if let chosen, let count = chosen.parameters { parameters[chosen.action] = count }
    return chosen
  }

  /// Asks the next user for all that can be done.
  private mutating func look() async throws {
    let seat = users[looks % users.count]
    looks += 1
    buttons.removeAll { $0.seat == seat }
    for action in try await asker(seat).choices().actions
    where action.availability == .enabled && !avoided.contains(action.name) {
      guard let parameter = action.parameter else {
        buttons.append(Button(seat: seat, action: action.name, first: nil))
        continue
      }
      for candidate in action.candidates where candidate.availability == .enabled {
        let first = candidate.value.map { JSONValue.Member(key: parameter, value: $0) }
        buttons.append(Button(seat: seat, action: action.name, first: first))
      }
    }
  }

  private func asker(_ seat: Int) -> ChoiceAsker {
    let (client, figures) = (seats[seat].client, figures)
    return ChoiceAsker(interactionID: room) { input in
      figures.asked()
      return try await client.query("options", input)
    }
  }
}
