import RulesLang
import Testing

@testable import Validator

/// Nothing leaks: two states that differ only in what is concealed from a viewer give that viewer the same bytes, for
/// every request, list of options, view and delta, save for the one telling.
///
/// A pair is two states and a request: two hidden worlds are laid over a visible one, and both states are asked twenty
/// requests; so these are 100,800 pairs. Verdicts are compared for each pair, views for each two worlds; options,
/// deltas to other worlds and deltas after edits of hidden rows for one in four worlds each; of legal deeds two in
/// five are done, with dice. One view in ten is compared with the visible world it was made from. `SECRECY_FACTOR=10`
/// in the environment makes ten times as many.
///
/// What is concealed of a row is shown or not; it is no part of what is judged. So the rules of these tests show
/// concealed fields in every way and ask no requirement for them.
struct SecrecyTests {
  @Test(arguments: 0..<8)
  func theRulesMadeForIt(part: UInt64) throws {
    var search = SecretSearch(try HandMadeGame(), worlds: 560, seed: 1 + part << 32)
    try search.run()
    // All ways must be well met, or it says little.
    let count = search.count
    #expect(count.legal * 12 > count.requests, "\(count)")
    #expect(count.told * 200 > count.requests, "\(count)")
    #expect(count.refused * 4 > count.requests, "\(count)")
  }

  @Test(arguments: 0..<2)
  func theSkirmish(part: UInt64) throws {
    var search = SecretSearch(try SkirmishGame(), worlds: 140, seed: 101 + part << 32)
    try search.run()
    #expect(search.count.legal * 30 > search.count.requests, "\(search.count)")
  }

  @Test(arguments: 0..<2)
  func theShippedRules(part: UInt64) throws {
    var search = SecretSearch(try ShippedGame(), worlds: 140, seed: 201 + part << 32)
    try search.run()
    #expect(search.count.legal * 30 > search.count.requests, "\(search.count)")
  }
}
