internal import Validator

/// A fight as it stands in the turn of each of its creatures: a room each, with its state and its judge, and the same
/// by hand.
struct CombatRooms {
  struct Room {
    let state: State
    let judge: Judge
    let hand: CombatByHand
  }

  let combat: Combat
  let rooms: [Room]

  init(_ combat: Combat, _ rules: RuleSet) throws {
    self.combat = combat
    rooms = try combat.creatures.indices.map { current in
      Room(
        state: try rules.state(json: combat.state(current: current)), judge: Judge(rules),
        hand: CombatByHand(combat, current: current))
    }
  }

  /// What is asked, and who asks whom for what, as numbers.
  struct Asked<Question> {
    let room: Int
    let request: Request
    let question: Question
  }

  /// Makes up requests until there are so many legal and so many illegal ones, by turns.
  ///
  /// - Parameters:
  ///   - make: a question for a room, and the body and user of the request; nil where it will not do.
  func ask<Question: HandQuestion>(
    _: Question.Type, _ count: Int, seed: UInt64,
    make: (Int, inout Randomness) throws -> (question: Question, body: String, user: Int)?
  ) throws -> [Asked<Question>] {
    var random = Randomness(seed: seed)
    var (legal, illegal): ([Asked<Question>], [Asked<Question>]) = ([], [])
    for _ in 0..<count * 1000 where legal.count < count / 2 || illegal.count < count / 2 {
      let room = Int.random(in: rooms.indices, using: &random)
      guard let (question, body, user) = try make(room, &random) else { continue }
      let fits = question.isLegal(in: rooms[room].hand)
      guard (fits ? legal.count : illegal.count) < count / 2 else { continue }
      let request = rooms[room].state.request(json: body, user: Combat.users[user], now: 0)
      let asked = Asked(room: room, request: request, question: question)
      if fits { legal.append(asked) } else { illegal.append(asked) }
    }
    guard legal.count == count / 2, illegal.count == count / 2 else {
      throw Disagreement(description: "only \(legal.count) legal and \(illegal.count) illegal requests were found")
    }
    return zip(legal, illegal).flatMap { [$0, $1] }
  }

  /// Who acts in a room, mostly the one whose turn it is, and who asks for it, mostly its player.
  func actor(in room: Int, _ random: inout Randomness) -> (actor: Int, user: Int) {
    let actor = random.chance(93) ? room : Int.random(in: combat.creatures.indices, using: &random)
    let own = Combat.users.firstIndex(of: combat.creatures[actor].user) ?? 0
    return (actor, random.chance(95) ? own : Int.random(in: Combat.users.indices, using: &random))
  }

  /// A thing of an actor's, mostly.
  func item(of actor: Int, _ random: inout Randomness) -> Int {
    let own = combat.items.indices.filter { combat.items[$0].carrier == actor }
    let any = Int.random(in: combat.items.indices, using: &random)
    return random.chance(92) ? own.randomElement(using: &random) ?? any : any
  }
}

/// A request as the fight by hand takes it.
protocol HandQuestion {
  /// Whether it is legal: the first failure ends it.
  func isLegal(in fight: CombatByHand) -> Bool
  /// The same with all that speaks against it looked at.
  func hasNoReasons(in fight: CombatByHand) -> Bool
}

extension CombatByHand.Equip: HandQuestion {
  func isLegal(in fight: CombatByHand) -> Bool { fight.isLegal(self) }
  func hasNoReasons(in fight: CombatByHand) -> Bool { fight.reasons(self).isEmpty }
}

extension CombatByHand.Use: HandQuestion {
  func isLegal(in fight: CombatByHand) -> Bool { fight.isLegal(self) }
  func hasNoReasons(in fight: CombatByHand) -> Bool { fight.reasons(self).isEmpty }
}

extension CombatByHand.Move: HandQuestion {
  func isLegal(in fight: CombatByHand) -> Bool { fight.isLegal(self) }
  func hasNoReasons(in fight: CombatByHand) -> Bool { fight.reasons(self).isEmpty }
}
