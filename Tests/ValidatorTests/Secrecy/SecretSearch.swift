import Foundation
import RulesLang
import TestKit
import Testing

/// Searches for leaks: makes pairs of states, asks both the same, and reports where a viewer gets two answers.
struct SecretSearch {
  let game: any SecretGame
  /// How many pairs of worlds are made. Of each, several pairs of states and requests are asked.
  let worlds: Int
  let seed: UInt64
  private(set) var count = SecretCount()
  private var reported = 0

  /// Requests of one pair of worlds.
  static let requestsEach = 20
  /// Leaks that are told, of any number.
  private static let mostReported = 3

  init(_ game: any SecretGame, worlds: Int, seed: UInt64) {
    self.game = game
    self.worlds = worlds
    self.seed = seed
  }

  /// So many times the usual number, as the environment says.
  static var factor: Double {
    ProcessInfo.processInfo.environment["SECRECY_FACTOR"].flatMap(Double.init) ?? 1
  }

  mutating func run() throws {
    let times = max(1, Int(Double(worlds) * Self.factor))
    for number in 0..<times where reported < Self.mostReported {
      try search(seed &+ UInt64(number) &* 0x9e37_79b9)
    }
  }

  private mutating func search(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let viewer = game.users.randomElement(using: &random) ?? ""
    var maker = SecretMaker(game, viewer: viewer, seed: random.next())
    let pair = maker.pair()
    let table = try SecretTable(game, pair, &random)
    count.worlds += 1
    report(table.look(), nil, table, seed)
    if random.chance(10) { report(try table.lookThrough(), nil, table, seed) }
    var requests = SecretRequests(game: game, pair: pair, random: SplitMix(seed: random.next()))
    for _ in 0..<Self.requestsEach where reported < Self.mostReported {
      let deed = requests.next()
      try ask(deed, table, seed, &random)
    }
    if random.chance(25) { try choose(&requests, table, seed, &random) }
    if game.mayEditHidden, random.chance(25) { report(table.edit(&random), nil, table, seed) }
    guard random.chance(25) else { return }
    count.deltas += 1
    var other = SecretMaker(game, viewer: viewer, seed: random.next())
    let next = try SecretTable(game, other.pair(), &random)
    report(table.move(to: next), nil, next, seed)
  }

  private mutating func ask(
    _ deed: SecretDeed, _ table: SecretTable, _ seed: UInt64, _ random: inout SplitMix
  ) throws {
    count.requests += 1
    switch table.ask(deed) {
    case .leak(let leak): report(leak, deed, table, seed)
    case .refused(let isTold): if isTold { count.told += 1 } else { count.refused += 1 }
    case .legal:
      count.legal += 1
      guard random.chance(40), game.isExact(deed, table.pair) else { return }
      count.done += 1
      report(table.perform(deed, face: random.below(20)), deed, table, seed)
    }
  }

  private mutating func choose(
    _ requests: inout SecretRequests, _ table: SecretTable, _ seed: UInt64, _ random: inout SplitMix
  ) throws {
    count.options += 1
    let creatures = EntityID(game.program.entities.firstIndex { $0.table == "creatures" } ?? 0)
    let actor = random.chance(70) ? requests.id(creatures, random.chance(60)) : nil
    let deed = random.chance(60) ? requests.next() : nil
    report(try table.choose(deed, actor: actor, &random), deed, table, seed)
  }

  private mutating func report(_ leak: SecretLeak?, _ deed: SecretDeed?, _ table: SecretTable, _ seed: UInt64) {
    guard let leak else { return }
    reported += 1
    Issue.record(
      """
      \(leak.what), seed \(seed), viewer \(table.pair.viewer)\(table.pair.areTwins ? ", twins" : "")
      \(table.jsons[0])
      \(table.jsons[1])
      hidden: \(table.pair.hidden.map { $0.map { $0.sorted() } })
      request: \(deed?.json ?? "none")
      first:  \(leak.texts[0])
      second: \(leak.texts[1])
      """)
  }
}

/// What a search looked at.
struct SecretCount {
  var worlds = 0
  var requests = 0
  var refused = 0
  var told = 0
  var legal = 0
  var done = 0
  var options = 0
  var deltas = 0
}
