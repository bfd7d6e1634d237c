import RulesLang

/// States of ``StateRules`` at random: rows that refer to one another, fields that are there or left out.
enum RandomState {
  static func json(using random: inout some RandomNumberGenerator) -> String {
    let ids = (0..<Int.random(in: 1...8, using: &random)).map { "c\($0 * 37 % 11)" }
    var creatures: [JSONValue.Member] = []
    for id in ids { creatures.append(JSONValue.Member(key: id, value: creature(ids, using: &random))) }
    let items = (0..<Int.random(in: 0...4, using: &random)).map { index -> JSONValue.Member in
      let owner = JSONValue(.string(ids[index % ids.count]))
      return JSONValue.Member(key: "i\(index)", value: ["owner": owner, "marks": [[index == 0 ? -3 : 4, 5]]])
    }
    let state: JSONValue = [
      "owner": "gm", "turn": ["current": reference(ids, using: &random), "order": list(ids, using: &random)],
      "map": ["rows": ["..", "#."]], "creatures": JSONValue(.object(creatures)), "items": JSONValue(.object(items)),
    ]
    return JSONWriter.text(of: state)
  }

  private static func creature(_ ids: [String], using random: inout some RandomNumberGenerator) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue) { members.append(JSONValue.Member(key: key, value: value)) }
    add("name", JSONValue(.string(["", "Ari\u{301}a", "Ar\u{ed}a", "\u{1F9DD}"].randomElement(using: &random) ?? "")))
    add("controller", "ana")
    let coordinates = (0..<2).map { _ in JSONValue(.integer(.random(in: -5...5, using: &random))) }
    add("cell", JSONValue(.array(coordinates)))
    if Bool.random(using: &random) { add("hp", .init(.integer(.random(in: 0...99, using: &random)))) }
    if Bool.random(using: &random) { add("mount", reference(ids, using: &random)) }
    if Bool.random(using: &random) { add("enemies", list(ids, using: &random)) }
    if Bool.random(using: &random) { add("conditions", list(["prone", "stunned", "invisible"], using: &random)) }
    if Bool.random(using: &random) { add("spells", list(["spell1", "spell64", "spell0"], using: &random)) }
    if Bool.random(using: &random) { add("friends", list(["e\u{301}", "\u{e9}", "z", "a"], using: &random)) }
    if Bool.random(using: &random) {
      add("afflictions", [["condition": "stunned", "source": reference(ids, using: &random)], ["condition": "prone"]])
    }
    return JSONValue(.object(members))
  }

  private static func reference(_ ids: [String], using random: inout some RandomNumberGenerator) -> JSONValue {
    Bool.random(using: &random) ? nil : JSONValue(.string(ids.randomElement(using: &random) ?? ""))
  }

  /// Some of the names, in any order.
  private static func list(_ names: [String], using random: inout some RandomNumberGenerator) -> JSONValue {
    let chosen = names.shuffled(using: &random).prefix(Int.random(in: 0...names.count, using: &random))
    return JSONValue(.array(chosen.map { JSONValue(.string($0)) }))
  }
}
