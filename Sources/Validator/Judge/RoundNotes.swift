/// What a judgement remembers while consequences follow, in memory that is used again.
struct RoundNotes {
  /// A consequence and the row that it is about; row 0 where it stands once.
  struct Pair: Hashable, Comparable {
    let consequence: Int32
    let row: Int32

    static func < (a: Pair, b: Pair) -> Bool {
      a.consequence == b.consequence ? a.row < b.row : a.consequence < b.consequence
    }
  }

  /// A pair whose event was done in this round, and how much had been noted before it.
  struct Run {
    let pair: Pair
    var effects: Int32
    var events: Int
    var needs: Int
    var notes: Int
    var waived: Int
  }

  /// A word of the state that some round changed.
  struct Place: Hashable, Comparable {
    let table: Int32
    let row: Int32
    let column: Int32

    static func < (a: Place, b: Place) -> Bool { (a.table, a.row, a.column) < (b.table, b.row, b.column) }
  }

  /// The pairs that the round asks about, in their order; in the end those that come true.
  var asked: [Pair] = []
  /// For each consequence whether the round asks about all its rows.
  var isWhole: [Bool] = []
  /// Those whose condition could not be worked out before.
  var faulty: Set<Pair> = []
  /// Those that have run: each runs once.
  var ran: Set<Pair> = []
  var runs: [Run] = []
  var places: [Place] = []
  /// The least time beyond now that a `now >= E` has waited for.
  var nextDue = Word.max
  /// How many conditions were asked, of all rows.
  var conditionsAsked = 0

  mutating func clear() {
    if !asked.isEmpty { asked.removeAll(keepingCapacity: true) }
    if !faulty.isEmpty { faulty.removeAll(keepingCapacity: true) }
    if !ran.isEmpty { ran.removeAll(keepingCapacity: true) }
    if !runs.isEmpty { runs.removeAll(keepingCapacity: true) }
    if !places.isEmpty { places.removeAll(keepingCapacity: true) }
    conditionsAsked = 0
  }
}
