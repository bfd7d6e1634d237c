import RulesLang
import TestKit

@testable import Validator

/// The two states of a pair, asked the same. Each question gives a leak, told with the two answers, or nil.
struct SecretTable {
  let game: any SecretGame
  let pair: SecretPair
  let jsons: [String]
  let states: [State]

  init(_ game: any SecretGame, _ pair: SecretPair, _ random: inout SplitMix) throws {
    self.game = game
    self.pair = pair
    var jsons: [String] = []
    for world in pair.worlds { jsons.append(world.json(game.program, map: game.map, shuffled: &random)) }
    self.jsons = jsons
    states = try jsons.map { try game.rules.state(json: $0) }
  }

  /// What a request came to in both states.
  enum Answer {
    case leak(SecretLeak)
    /// Refused in both, or told in one.
    case refused(isTold: Bool)
    case legal
  }

  // MARK: Verdicts

  func ask(_ deed: SecretDeed) -> Answer {
    let verdicts = states.map { $0.judge($0.request(json: deed.json, user: pair.viewer, now: 0)) }
    let texts = verdicts.map(\.json)
    func leak(_ what: String) -> Answer { .leak(SecretLeak(what: "verdict: \(what)", texts: texts)) }
    let told = verdicts.map(Self.isTold)
    for (place, verdict) in verdicts.enumerated() where told[place] {
      guard isPlain(verdict, in: place) else { return leak("the \(place + 1). says more than its one telling") }
    }
    if told.contains(true) {
      let others = zip(verdicts, told).filter { !$0.1 }.map(\.0)
      return others.allSatisfy(\.isLegal) ? .refused(isTold: true) : leak("told, where it is illegal as seen")
    }
    guard verdicts[0].isLegal, verdicts[1].isLegal else {
      return texts[0] == texts[1] ? .refused(isTold: false) : leak("different")
    }
    if game.isExact(deed, pair) {
      return texts[0] == texts[1] ? .legal : leak("different, and legal")
    }
    return Self.asSeen(verdicts[0]) == Self.asSeen(verdicts[1]) ? .legal : leak("different as seen, and legal")
  }

  private static func isTold(_ verdict: Verdict) -> Bool { verdict.reasons.contains { $0.rule == "request.hidden" } }

  /// Whether a verdict says nothing but the telling that belongs to what is concealed there.
  private func isPlain(_ verdict: Verdict, in place: Int) -> Bool {
    guard verdict.reasons.count == 1, let reason = verdict.reasons.first, let telling = telling(in: place) else {
      return false
    }
    return reason.message == telling && reason.needed == nil && reason.actual == nil && reason.arguments == [:]
      && !reason.isLater && !reason.isFault && reason.source == "$" && verdict.waived.isEmpty && verdict.notes.isEmpty
      && verdict.costs.isEmpty && verdict.needs.isEmpty && verdict.events.isEmpty && verdict.patch.isEmpty
  }

  private func telling(in place: Int) -> String? {
    game.telling(pair.worlds[place], hidden: pair.hidden[place], from: pair.viewer)
  }

  /// A legal verdict without its changes and events, which go by fact.
  private static func asSeen(_ verdict: Verdict) -> String {
    "\(verdict.waived) \(verdict.notes) \(verdict.costs) \(verdict.needs) \(verdict.basis) \(verdict.rules)"
  }

  // MARK: Views and options

  func look() -> SecretLeak? { compare("view", states.map { $0.view(for: pair.viewer).json }) }

  /// Whether the view is what was made visible, without concealed fields: neither more nor less.
  func lookThrough() throws -> SecretLeak? {
    var random = SplitMix(seed: 1)
    let plain = try game.rules.state(json: pair.visible.json(game.program, map: game.map, shuffled: &random)).json
    let value = try JSONReader().read(plain)
    let expected = JSONWriter.text(of: withoutMasked(value))
    return compare("view, and what was made visible", [states[0].view(for: pair.viewer).json, expected])
  }

  private func withoutMasked(_ value: JSONValue) -> JSONValue {
    JSONValue(
      .object(
        (value.members ?? []).map { table in
          guard game.program.entities.contains(where: { $0.table == table.key }) else { return table }
          let rows = (table.value.members ?? []).map { row in
            let fields = (row.value.members ?? []).filter { field in
              !game.isMasked(field.key, of: row.key, in: table.key, from: pair.viewer, pair.visible)
            }
            return JSONValue.Member(key: row.key, value: JSONValue(.object(fields)))
          }
          return JSONValue.Member(key: table.key, value: JSONValue(.object(rows)))
        }))
  }

  /// Options of one action, or of all, for somebody who may be hidden, with the first parameters of a request given.
  func choose(_ deed: SecretDeed?, actor: String?, _ random: inout SplitMix) throws -> SecretLeak? {
    var given: JSONValue = [:]
    if let deed, let members = try? JSONReader().read(deed.json)["arguments"]?.members {
      given = JSONValue(.object(Array(members.prefix(random.below(members.count + 1)))))
    }
    let texts = states.map { state in
      do {
        return try state.options(user: pair.viewer, actor: actor, action: deed?.action, given: given, budget: 300).json
      } catch { return "\(error)" }
    }
    return compare("options of \(deed?.action ?? "all") for \(actor ?? "-") given \(JSONWriter.text(of: given))", texts)
  }

  // MARK: Deltas

  /// Does a legal deed: what it says and changes for the viewer, and what the viewer sees then.
  func perform(_ deed: SecretDeed, face: Int) -> SecretLeak? {
    var after = states
    let texts = after.indices.map { place -> String in
      let request = after[place].request(json: deed.json, user: pair.viewer, now: 0)
      let done = after[place].perform(request, viewers: game.users) { 1 + face % $0 }
      return done.verdict.json + deltas(done.deltas) + after[place].view(for: pair.viewer).json
    }
    return compare("done", texts)
  }

  /// Goes on to other worlds, which differ in nothing that the viewer may know either.
  func move(to next: SecretTable) -> SecretLeak? {
    compare(
      "delta",
      zip(states, next.states).map { deltas($1.deltas(from: $0, viewers: game.users)) })
  }

  /// Lets the host change hidden rows, other ones in each state.
  func edit(_ random: inout SplitMix) -> SecretLeak? {
    var after = states
    let texts = after.indices.compactMap { place -> String? in
      let edits = hiddenEdits(in: place, &random)
      // What does not fit is refused to the host, of which no viewer learns.
      return (try? after[place].edit(edits, viewers: game.users) { $0 }).map { deltas($0.deltas) }
    }
    return texts.count < 2 ? nil : compare("edited", texts)
  }

  private func hiddenEdits(in place: Int, _ random: inout SplitMix) -> [Edit] {
    zip(game.program.entities, zip(pair.hidden[place], pair.worlds[place].tables)).flatMap { info, rows in
      rows.0.sorted().flatMap { id -> [Edit] in
        guard random.chance(60) else { return [] }
        return info.fields.compactMap { field in
          guard field.shape.type.isNumber, let range = field.shape.range?.constant else { return nil }
          let figure = random.chance(50) ? range.lowerBound : Int64.random(in: range, using: &random)
          return .set("/\(info.table)/\(id)/\(field.header.name)", JSONValue(.integer(figure)))
        }
      }
    }
  }

  private func deltas(_ deltas: [Delta]) -> String {
    deltas.filter { $0.viewer == pair.viewer }.map(\.json).joined()
  }

  private func compare(_ what: String, _ texts: [String]) -> SecretLeak? {
    texts[0] == texts[1] ? nil : SecretLeak(what: what, texts: texts)
  }
}

/// Two answers that differ where they must not.
struct SecretLeak {
  let what: String
  let texts: [String]
}
