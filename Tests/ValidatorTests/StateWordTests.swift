import RulesLang
import Testing
import TestKit
import Validator

/// How values are packed, laid out and pooled.
struct StateWordTests {
  @Test func cellsAreOrderedByYThenX() throws {
    let edge = Word.coordinates
    let cells: [(Int64, Int64)] = [
      (0, edge.lowerBound), (edge.upperBound, -1), (edge.lowerBound, 0), (-1, 0), (0, 0), (5, 0), (0, 1),
      (edge.upperBound, edge.upperBound),
    ]
    let words = try cells.map { try #require(Word.cell(x: $0.0, y: $0.1)) }
    #expect(words == words.sorted())
    #expect(words.allSatisfy { $0 >= 0 })
    for (word, cell) in zip(words, cells) { #expect((word.cellX, word.cellY) == cell) }
    #expect(Word.cell(x: edge.upperBound + 1, y: 0) == nil)
    #expect(Word.cell(x: 0, y: edge.lowerBound - 1) == nil)
    #expect(Word.cell(x: .min, y: .max) == nil)
  }

  /// A span names its table in eight bits: the last table that fits is read and judged, one more is refused.
  @Test func asManyEntitiesAsSpansCanName() throws {
    func sources(_ count: Int) -> [String: String] {
      let entities = (1...count).map { "entity E\($0) in e\($0) up to 5 { n: Int = 0, ns: list of up to 3 Int = [] }" }
      let action = "action last(e: E\(count)) by anyone { set e.n to sum(n in e.ns: n) }"
      return ["ruleset.rules": (["ruleset many"] + entities + [action]).joined(separator: "\n")]
    }
    let rules = try RuleSet(sources: sources(Span.Region.tableLimit - 1))
    var state = try rules.state(json: #"{"e1": {"a": {"ns": [1]}}, "e253": {"a": {"ns": [3, 4]}}}"#)
    let request = state.request(json: #"{"action": "last", "arguments": {"e": "a"}}"#, user: "u", now: 0)
    try state.apply(Judge(rules).validate(request, in: state))
    #expect(state.json.contains(#""e253":{"a":{"n":7,"ns":[3,4]}}"#))
    let failure = #expect(throws: CompileFailure.self) { try RuleSet(sources: sources(Span.Region.tableLimit)) }
    #expect(failure?.diagnostics.map(\.code) == [.tableLimit])
  }

  /// A state keeps terrain in eight bits: one more kind of it than they count is refused.
  @Test func asManyTerrainsAsCellsCanName() throws {
    func map(_ count: Int) -> String {
      let terrains = (0..<count).compactMap { Unicode.Scalar(0x4E00 + $0) }.enumerated().map {
        "  terrain t\($0.offset) \"\($0.element)\""
      }
      return (["ruleset many", "unit ft", "map {", "  cell 5 ft", "  distance equal"] + terrains + ["}"])
        .joined(separator: "\n")
    }
    let rules = try RuleSet(sources: ["ruleset.rules": map(256)])
    let last = try #require(Unicode.Scalar(0x4E00 + 255))
    let json = "{\"map\":{\"rows\":[\"\(last)\"]}}"
    #expect(try rules.state(json: json).json == json)
    let failure = #expect(throws: CompileFailure.self) { try RuleSet(sources: ["ruleset.rules": map(257)]) }
    #expect(failure?.diagnostics.map(\.code) == [.tableLimit])
  }

  @Test func diceComeBackAsTheyWere() throws {
    let all = [
      Dice(count: 0, sides: 1), Dice(count: 4095, sides: 65535, keep: .highest, kept: 4094, modifier: 1_000_000),
      Dice(count: 2, sides: 20, keep: .lowest, kept: 1, modifier: -1_000_000), Dice(count: 1, sides: 6, modifier: 3),
    ]
    for dice in all {
      let word = try #require(Word.dice(dice))
      #expect(word >= 0)
      #expect(word.dice == dice)
      #expect(Dice(text: dice.text) == dice)
    }
    // Dice that mean the same are the same word.
    #expect(Word.dice(Dice(count: 2, sides: 6, keep: .lowest, kept: 2)) == Word.dice(Dice(count: 2, sides: 6)))
    for wrong in [
      Dice(count: 4096, sides: 6), Dice(count: -1, sides: 6), Dice(count: 1, sides: 0), Dice(count: 1, sides: 65536),
      Dice(count: 1, sides: 6, modifier: 1_000_001),
    ] {
      #expect(Word.dice(wrong) == nil)
    }
  }

  @Test func spansComeBackAsTheyWere() {
    let span = Span(region: 255, count: Span.countLimit, offset: Span.offsetLimit)
    #expect((span.region, span.count, span.offset) == (255, Span.countLimit, Span.offsetLimit))
    #expect(span.word == Word.max)
    #expect(Span(region: 7, count: 0, offset: 99) == Span.empty)
  }

  @Test func fieldsLieBehindOneAnother() {
    let layout = StateRules.ruleSet.layout
    for table in layout.tables {
      var column = 0
      for field in table.fields {
        #expect(field.column == column)
        #expect(field.words == layout.words(field.type))
        column += field.words
      }
      #expect(table.columnCount == column)
      #expect(table.spans.count == column)
    }
    #expect(layout.words(.keyed(.int, by: .range(1, 3))) == 3)
    #expect(layout.words(.record(RecordID(0))) == 2)
    #expect(layout.words(.optional(.record(RecordID(0)))) == 3)
    #expect(layout.words(.optional(.entity(StateRules.creature))) == 1)
    #expect(layout.bits(.set(.enumeration(StateRules.condition))) == 3)
    // Seventy cases are too many for the bits of a word.
    #expect(layout.bits(.set(.enumeration(EnumID(5)))) == nil)
    #expect(layout.tables[2].references == [StateRules.creature])
  }

  @Test func constantsHaveTheirWords() {
    let rules = StateRules.ruleSet
    let longbow = rules.constants.kinds[0]
    let kind = rules.layout.kinds[0]
    func word(_ field: Int, row: Int) -> Word { longbow[kind.column(field) * 2 + row] }
    #expect(rules.constants.texts[word(0, row: 0)] == "Longbow")
    #expect(word(1, row: 1).dice == Dice(count: 1, sides: 6, modifier: 1))
    #expect((word(2, row: 0), word(2, row: 1)) == (150, Word.none))
    #expect(word(3, row: 0) == 0b101)
    var builder = ConstantsBuilder(StateRules.program, layout: rules.layout)
    let spells = Type.set(.enumeration(EnumID(5)))
    let first = builder.words(of: .set([.enumCase(3), .enumCase(69)]), type: spells)
    // A constant that is there already takes no more room.
    #expect([first] == [rules.constants.tableDefaults[1][7]])
    #expect(builder.build().pool == rules.constants.pool)
  }

  @Test func textsAreToldApartByTheirBytes() {
    var random = SplitMix(seed: 5)
    var pool = TextPool()
    var known: [[UInt8]] = []
    #expect(pool.find("a") == nil)
    for _ in 0..<2000 {
      let scalars: [Unicode.Scalar] = ["e", "\u{301}", "\u{e9}", "a", "\u{10ffff}"]
      let text = (0..<Int.random(in: 0...4, using: &random)).reduce(into: "") { text, _ in
        text.unicodeScalars.append(scalars[Int.random(in: 0..<5, using: &random)])
      }
      let place = pool.intern(text)
      #expect(pool.find(text) == place)
      if Int(place) == known.count { known.append(Array(text.utf8)) }
      #expect(known[Int(place)] == Array(text.utf8))
    }
    #expect(pool.count == known.count)
    for (place, bytes) in known.enumerated() {
      #expect(Array(pool[Word(place)].utf8) == bytes)
      #expect(pool.isLess(0, Word(place)) == known[0].lexicographicallyPrecedes(bytes))
    }
    #expect(pool[Word(known.count)] == "")
    #expect(pool[-1] == "")
  }
}
