import RulesLang

/// What a judgement remembers on its way that is no part of its decision.
struct JudgingNotes {
  /// The failure whose values are being worked out: its record, and where its values start.
  var open: (record: Int, words: Int)?
  /// For each failure so far where its arguments lie.
  var arguments: [Range<Int>] = []
  /// How often each roll was reached.
  private(set) var occurrences: [Int] = []
  /// The rolls that were reached at all.
  private var reached: [Int] = []
  /// Which of the request's rolls were used.
  var usedRolls: [Bool] = []
  /// The spends that are not covered, by the order in which they come: the sum, and what there is.
  var uncovered: [Int: (sum: Word, left: Word)] = [:]
  /// The sums for the spend that is being explained.
  var explained: (sum: Word, left: Word)?
  /// Failures of spends, which come last.
  var spendFailures: [Int] = []
  var spendCount = 0
  /// What the last path cost, part by part.
  var priceParts: [Decision.CostPart] = []
  var lastPrice = 0
  /// What each of a movement's extras comes to on the path that is priced.
  var extraSums: [Word] = []
  /// What each extra of every step comes to.
  var extraAmounts: [Word] = []

  /// The effects that could not be had, when all were put together.
  var blamed: [Int32] = []
  /// 0 for the request itself, then the round of consequences.
  var round = 0

  /// Makes room for a request's dice.
  mutating func prepare(rolls: Int, given: Int) {
    if occurrences.count != rolls { occurrences = Array(repeating: 0, count: rolls) }
    if usedRolls.count != given { usedRolls = Array(repeating: false, count: given) }
  }

  /// Counts one more occurrence of a roll.
  mutating func reach(_ roll: Int) {
    if occurrences[roll] == 0 { reached.append(roll) }
    occurrences[roll] += 1
  }

  /// Forgets everything but the memory, and which spends are not covered.
  mutating func clear() {
    open = nil
    if !arguments.isEmpty { arguments.removeAll(keepingCapacity: true) }
    if !reached.isEmpty {
      for roll in reached { occurrences[roll] = 0 }
      reached.removeAll(keepingCapacity: true)
    }
    for index in usedRolls.indices { usedRolls[index] = false }
    explained = nil
    if !spendFailures.isEmpty { spendFailures.removeAll(keepingCapacity: true) }
    spendCount = 0
    if !priceParts.isEmpty { priceParts.removeAll(keepingCapacity: true) }
    lastPrice = 0
    round = 0
  }
}
