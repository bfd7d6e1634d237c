/// What refused requests have in common: notes of a ``ReasonBook``, and how often each reason occurs.
struct ReasonTally: Sendable {
  /// Where what was written down of the first of the requests lies.
  let start: ReasonBook.Mark
  private(set) var stop: ReasonBook.Mark
  /// Those of its notes that all others share.
  var notes: Range<Int>
  /// How often each reason occurs, by the number of its name.
  private(set) var counts: [Int] = []
  /// Whether there was no request at all.
  private(set) var isEmpty: Bool
  /// Whether `counts` are there already: for a single request they are not, but for those that have no notes.
  var isCounted = false

  /// That of no request.
  init() {
    start = ReasonBook.Mark(notes: 0, words: 0, pool: 0)
    stop = start
    notes = 0..<0
    isEmpty = true
  }

  /// That of one request, which is written down from here on.
  init(at mark: ReasonBook.Mark) {
    start = mark
    stop = mark
    notes = mark.notes..<mark.notes
    isEmpty = false
  }

  mutating func end(at mark: ReasonBook.Mark) {
    stop = mark
    notes = start.notes..<mark.notes
  }

  mutating func add(_ count: Int, of name: Int) {
    if counts.count <= name { counts += Array(repeating: 0, count: name + 1 - counts.count) }
    counts[name] += count
  }

  mutating func add(_ other: ReasonTally) {
    for (name, count) in other.counts.enumerated() where count > 0 { add(count, of: name) }
  }

  mutating func multiply(by times: Int) {
    guard times != 1 else { return }
    for name in counts.indices { counts[name] *= times }
  }
}
