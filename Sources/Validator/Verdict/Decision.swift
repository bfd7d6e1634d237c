package import RulesLang

/// What a judgement comes to, in words and row numbers of the state that was judged: no texts, no state.
///
/// A judge fills the same decision again and again, so a legal one costs no allocation. Values lie in `words`, each
/// where its owner says; what follows what is said there. Spans among them that name ``Span/Region/arena`` lie in
/// `pool`.
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
  /// Who asked; nil for the host.
  package var viewer: String?
  /// What the request comes to as its user sees the state; nil where no row is concealed from the user.
  package var seen: Seen?
  /// Of the state that was judged.
  package var stamp: UInt64 = 0
  package var revision: Int64 = 0
  /// The request's time, which becomes the state's clock.
  package var now: Int64 = 0
  /// Why the request could not be judged; there is nothing else then.
  package var problems: [RequestProblem] = []
  package var failures: [Failure] = []
  /// The faults for which a tick left consequences out.
  package var dropped: [Failure] = []
  package var waived: [Waived] = []
  package var notes: [Noted] = []
  package var costs: [Cost] = []
  /// What costs are made up of, each cost's behind one another.
  package var costParts: [CostPart] = []
  package var needs: [Need] = []
  package var events: [Event] = []
  /// By table, row and column, each place once; only what is not so already.
  package var changes: [Change] = []
  package var words: [Word] = []
  package var pool: [Word] = []
  /// Texts of the request that the state does not have.
  package var texts = TextPool()

  package init() {}

  /// Forgets everything but the memory.
  package mutating func clear() {
    outcome = .ready
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
