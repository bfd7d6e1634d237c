package import RulesLang

/// What a judgement comes to, in words and row numbers of the state that was judged: no texts, no state.
///
/// It holds its request, and one reference to what was noted of it, if anything was; so a decision costs next to
/// nothing to hand on, and a legal one no allocation. Why rules refuse a request is worked out when it is asked for:
/// see ``State/verdict(of:)``.
public struct Decision: Sendable {
  public enum Outcome: Sendable {
    case refused
    /// Legal, and in want of dice.
    case awaiting
    /// Legal, with its changes.
    case ready
  }

  /// Whether it is legal, and ready to be applied.
  public package(set) var outcome = Outcome.ready
  /// Whether `failures` say why it is refused; where they do not, the request has to be judged for them once more.
  package var isExplained = true
  /// Of the state that was judged.
  package var stamp: UInt64 = 0
  /// What was judged.
  package var request: Request?
  /// What was noted; nil where nothing was.
  private var record: DecisionRecord?

  package init() {}

  @inline(__always)
  init(_ outcome: Outcome, of request: Request, stamp: UInt64, _ record: DecisionRecord?) {
    self.outcome = outcome
    self.stamp = stamp
    self.request = request
    self.record = record
  }

  /// Who asked; nil for the host.
  package var viewer: String? { request?.viewer }
  /// Of the state that was judged; nil where nothing was noted.
  package var revision: Int64? {
    get { record?.revision }
    set { own.revision = newValue }
  }
  /// The request's time, which becomes the state's clock.
  package var now: Int64? {
    get { record?.now ?? request?.now }
    set { own.now = newValue }
  }
}

/// What a judgement notes. A judge fills the same record again and again, as long as nobody else holds it.
///
/// Values lie in `words`, each where its owner says; what follows what is said there. Spans among them that name
/// ``Span/Region/arena`` lie in `pool`.
///
/// INVARIANT: only a judge writes into it, while no decision has it; so what is shared between threads does not change.
final class DecisionRecord: @unchecked Sendable {
  @exclusivity(unchecked) var revision: Int64?
  @exclusivity(unchecked) var now: Int64?
  @exclusivity(unchecked) var seen: Seen?
  @exclusivity(unchecked) var problems: [RequestProblem] = []
  @exclusivity(unchecked) var failures: [Decision.Failure] = []
  @exclusivity(unchecked) var dropped: [Decision.Failure] = []
  @exclusivity(unchecked) var waived: [Decision.Waived] = []
  @exclusivity(unchecked) var notes: [Decision.Noted] = []
  @exclusivity(unchecked) var costs: [Decision.Cost] = []
  @exclusivity(unchecked) var costParts: [Decision.CostPart] = []
  @exclusivity(unchecked) var needs: [Decision.Need] = []
  @exclusivity(unchecked) var events: [Decision.Event] = []
  @exclusivity(unchecked) var changes: [Decision.Change] = []
  @exclusivity(unchecked) var words: [Word] = []
  @exclusivity(unchecked) var pool: [Word] = []
  @exclusivity(unchecked) var texts = TextPool()

  init() {}

  init(copyOf other: DecisionRecord) {
    revision = other.revision
    now = other.now
    seen = other.seen
    problems = other.problems
    failures = other.failures
    dropped = other.dropped
    waived = other.waived
    notes = other.notes
    costs = other.costs
    costParts = other.costParts
    needs = other.needs
    events = other.events
    changes = other.changes
    words = other.words
    pool = other.pool
    texts = other.texts
  }

  /// Forgets everything but the memory.
  func clear() {
    seen = nil
    if !problems.isEmpty { problems.removeAll(keepingCapacity: true) }
    if !failures.isEmpty { failures.removeAll(keepingCapacity: true) }
    if !dropped.isEmpty { dropped.removeAll(keepingCapacity: true) }
    if !waived.isEmpty { waived.removeAll(keepingCapacity: true) }
    if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
    if !costs.isEmpty { costs.removeAll(keepingCapacity: true) }
    if !costParts.isEmpty { costParts.removeAll(keepingCapacity: true) }
    if !needs.isEmpty { needs.removeAll(keepingCapacity: true) }
    if !events.isEmpty { events.removeAll(keepingCapacity: true) }
    if !changes.isEmpty { changes.removeAll(keepingCapacity: true) }
    if !words.isEmpty { words.removeAll(keepingCapacity: true) }
    if !pool.isEmpty { pool.removeAll(keepingCapacity: true) }
    if texts.count > 0 { texts = TextPool() }
  }
}

extension Decision {
  /// What the request comes to as its user sees the state; nil where no row is concealed from the user.
  package var seen: Seen? {
    get { record?.seen }
    set { own.seen = newValue }
  }
  /// Why the request could not be judged; there is nothing else then.
  package var problems: [RequestProblem] {
    get { record?.problems ?? [] }
    set { own.problems = newValue }
  }
  package var failures: [Failure] {
    get { record?.failures ?? [] }
    set { own.failures = newValue }
  }
  /// The faults for which a tick left consequences out.
  package var dropped: [Failure] {
    get { record?.dropped ?? [] }
    set { own.dropped = newValue }
  }
  package var waived: [Waived] {
    get { record?.waived ?? [] }
    set { own.waived = newValue }
  }
  package var notes: [Noted] {
    get { record?.notes ?? [] }
    set { own.notes = newValue }
  }
  package var costs: [Cost] {
    get { record?.costs ?? [] }
    set { own.costs = newValue }
  }
  /// What costs are made up of, each cost's behind one another.
  package var costParts: [CostPart] {
    get { record?.costParts ?? [] }
    set { own.costParts = newValue }
  }
  package var needs: [Need] {
    get { record?.needs ?? [] }
    set { own.needs = newValue }
  }
  package var events: [Event] {
    get { record?.events ?? [] }
    set { own.events = newValue }
  }
  /// By table, row and column, each place once; only what is not so already.
  package var changes: [Change] {
    get { record?.changes ?? [] }
    set { own.changes = newValue }
  }
  package var words: [Word] {
    get { record?.words ?? [] }
    set { own.words = newValue }
  }
  package var pool: [Word] {
    get { record?.pool ?? [] }
    set { own.pool = newValue }
  }
  /// Texts of the request that the state does not have.
  package var texts: TextPool {
    get { record?.texts ?? TextPool() }
    set { own.texts = newValue }
  }

  /// The record, parted from all who share it.
  private var own: DecisionRecord {
    mutating get {
      if record != nil, isKnownUniquelyReferenced(&record), let record { return record }
      let own = record.map { DecisionRecord(copyOf: $0) } ?? DecisionRecord()
      record = own
      return own
    }
  }
}

extension Decision {
  /// A requirement that is not met, or a fault.
  package struct Failure: Sendable {
    /// What it is, known since the rules were compiled.
    package let shape: FailureShape
    /// Why it could not be judged at all; nil for a requirement that is not met.
    package let fault: Fault?
    /// Where its values start: needed, actual, the holes of the message, the arguments. A fault has arguments only.
    package let words: Int

    package init(shape: FailureShape, fault: Fault? = nil, words: Int) {
      self.shape = shape
      self.fault = fault
      self.words = words
    }
  }

  /// A rule, requirement or note that a waiver lifted.
  package struct Waived: Sendable {
    package let waiver: WaiverID
    package let lift: WaiverInfo.Lift
    /// Where the holes of `because` start.
    package let words: Int

    package init(waiver: WaiverID, lift: WaiverInfo.Lift, words: Int) {
      self.waiver = waiver
      self.lift = lift
      self.words = words
    }
  }

  package struct Noted: Sendable {
    package let note: NoteID
    /// Where the holes of `because` start.
    package let words: Int

    package init(note: NoteID, words: Int) {
      self.note = note
      self.words = words
    }
  }

  /// The sum that is spent from one place.
  package struct Cost: Sendable {
    package enum Source: Hashable, Sendable {
      case budget(BudgetID, row: Int)
      case field(table: Int, row: Int, column: Int)
    }
    package let source: Source
    package let amount: Int64
    /// So many of the parts behind one another, from this one.
    package let firstPart: Int
    package let partCount: Int

    package init(source: Source, amount: Int64, firstPart: Int, partCount: Int) {
      self.source = source
      self.amount = amount
      self.firstPart = firstPart
      self.partCount = partCount
    }
  }

  package struct CostPart: Sendable {
    package enum Source: Hashable, Sendable {
      case spend(RequirementID)
      /// Of a spend for a path: what its steps cost, one of the movement's extras, what diagonals add.
      case steps(MovementID), extra(MovementID, Int), diagonals(MovementID)
    }
    package let source: Source
    package let amount: Int64

    package init(source: Source, amount: Int64) {
      self.source = source
      self.amount = amount
    }
  }

  /// Dice that the host has to bring.
  package struct Need: Sendable {
    package let roll: RollID
    /// From 1, in the order of events.
    package let occurrence: Int
    /// Whose roll it is, where it is one for each of some.
    package let element: Word?
    package let elementType: Type?
    package let dice: Word

    package init(roll: RollID, occurrence: Int, element: Word?, elementType: Type?, dice: Word) {
      self.roll = roll
      self.occurrence = occurrence
      self.element = element
      self.elementType = elementType
      self.dice = dice
    }
  }

  package struct Event: Sendable {
    package let event: EventID
    /// Bits of those of its tag clauses that hold.
    package let clauses: UInt64
    /// Where its values start: the arguments, then the holes of `says`.
    package let words: Int
    /// 0 for what the request itself does, then the round of consequences.
    package let round: Int
    /// The value of `to`, a set of users; nil where everyone may know.
    package var recipients: Word?

    package init(event: EventID, clauses: UInt64, words: Int, round: Int = 0, recipients: Word? = nil) {
      self.event = event
      self.clauses = clauses
      self.words = words
      self.round = round
      self.recipients = recipients
    }
  }

  /// One word of the state, and what it becomes.
  package struct Change: Sendable {
    package let table: Int32
    package let row: Int32
    package let column: Int32
    package let word: Word

    package init(table: Int32, row: Int32, column: Int32, word: Word) {
      self.table = table
      self.row = row
      self.column = column
      self.word = word
    }
  }
}
