import RulesLang

/// What has been asked about cells for one mover and movement, by the marks of cells that are alike; forgotten as soon
/// as anything may have changed.
struct StepMemo {
  /// What it was asked for, and when.
  struct Subject: Equatable {
    private let moment: UInt64
    private let globals: SIMD4<Word>
    private let movement: Int
    private let mover: Word

    init(_ evaluator: Evaluator, _ movement: MovementID, _ mover: Word) {
      let registers = evaluator.registers
      moment = evaluator.moment
      globals = SIMD4(
        registers[Int(Global.user)], registers[Int(Global.now)], registers[Int(Global.action)], 0)
      self.movement = movement.index
      self.mover = mover
    }
  }

  /// The places of answers, behind the marks. Those of extras come last.
  enum Slot {
    static let enter = 1
    static let end = 2
    /// An ``Arrival``, which holds for one search.
    static let arrival = 3
    static let extras = 4
  }

  private var subject: Subject?
  /// Row by row; ``Word/none`` where nothing was asked yet.
  private var words: [Word] = []
  private var stride = Slot.extras
  /// Rises whenever rows are forgotten.
  private(set) var version: UInt64 = 0

  /// Cells of so many kinds are told apart; of those that come later nothing is noted.
  private static let mostRows = 16

  /// Forgets what was asked for others.
  mutating func prepare(for subject: Subject, extras: Int) {
    guard subject != self.subject else { return }
    self.subject = subject
    words.removeAll(keepingCapacity: true)
    stride = Slot.extras + extras
    version &+= 1
  }

  /// Forgets everything.
  mutating func removeAll() {
    subject = nil
    words.removeAll(keepingCapacity: true)
    version &+= 1
  }

  /// Where the answers for cells with these marks stand; nil where there is no room for them.
  mutating func row(of marks: UInt64) -> Int? {
    let marks = Word(bitPattern: marks)
    var row = 0
    while row < words.count {
      if words[row] == marks { return row }
      row += stride
    }
    guard row < Self.mostRows * stride else { return nil }
    words.append(marks)
    words.append(contentsOf: repeatElement(.none, count: stride - 1))
    return row
  }

  subscript(place: Int) -> Word {
    get { words[place] }
    set { words[place] = newValue }
  }
}

/// The price of a path, worked out once for all who ask for it one after another.
struct PricedPath {
  private var subject: StepMemo.Subject?
  private var start: Word = .none
  private var cells: [Word] = []
  private var parts = 0
  private var total: Word = 0

  /// The price, if this very path was priced last.
  func price(of path: UnsafeBufferPointer<Word>, from start: Word, for subject: StepMemo.Subject, parts: Int) -> Word? {
    guard subject == self.subject, start == self.start, parts == self.parts, path.elementsEqual(cells) else {
      return nil
    }
    return total
  }

  /// Notes a price, and how many parts all prices have with it.
  mutating func note(
    _ total: Word, of path: UnsafeBufferPointer<Word>, from start: Word, for subject: StepMemo.Subject, parts: Int
  ) {
    (self.subject, self.start, self.parts, self.total) = (subject, start, parts, total)
    cells.removeAll(keepingCapacity: true)
    cells.append(contentsOf: path)
  }
}
