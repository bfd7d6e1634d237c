import RulesLang

/// The register machine: runs compiled code on a state, and keeps what a judgement notes until it is put together.
///
/// It is the unshared half of a rule set. All memory is taken once and used again, so a judgement that finds nothing
/// wrong allocates nothing. Of the state it holds addresses only while it runs.
///
/// INVARIANT: one thread at a time uses an evaluator, and nothing holds a property of it open across a call that asks
/// for the same one; so the properties that every step touches are not checked for it at run time.
final class Evaluator {
  let rules: RuleSet
  let image: ProgramImage
  let program: CompiledProgram
  let rollCount: Int
  let concealsRows: Bool
  let hasConsequences: Bool
  /// How distances count; as good as any where the rules have no map.
  let measure: Measure

  /// Register 0; constants lie below it.
  let registers: UnsafeMutablePointer<Word>
  private let registerMemory: UnsafeMutablePointer<Word>
  /// What is run: the program's own code, or a copy of it with an expression behind it.
  @exclusivity(unchecked) private(set) var code: UnsafeMutablePointer<Instruction>
  @exclusivity(unchecked) private(set) var owners: UnsafeMutablePointer<Int32>
  @exclusivity(unchecked) private var ownCapacity = 0
  /// The texts of the expression that is evaluated.
  @exclusivity(unchecked) var expressionTexts: [Word] = []

  /// The first row of each column of each table and kind.
  let columns: UnsafeMutablePointer<UnsafePointer<Word>>
  private let columnCount: Int
  let rowCounts: UnsafeMutablePointer<Int>
  /// Where spans lie, by region.
  let regions: UnsafeMutablePointer<UnsafePointer<Word>>
  @exclusivity(unchecked) var arena = WordBuffer(capacity: 4096)
  @exclusivity(unchecked) var collected = WordBuffer(capacity: 1024)

  /// What is judged; nil between judgements.
  ///
  /// INVARIANT: who asks for a judgement holds the state until it is done, so it is not held here too: that would cost
  /// as much as some requirements, and states that are held once are written to in place.
  @exclusivity(unchecked) private var judged: Unmanaged<StateStorage>?
  @exclusivity(unchecked) var map: MapIndex?
  @exclusivity(unchecked) var addedTexts = TextPool()
  /// Whether the last request brought texts or dice.
  @exclusivity(unchecked) var hasBrought = false
  /// The dice that the host brought.
  @exclusivity(unchecked) var rolls: [Request.Rolled] = []
  @exclusivity(unchecked) private var preparedStamp: UInt64 = 0
  /// Stands for columns while consequences follow from changes of them.
  let overlay: ColumnOverlay
  /// The map of the state itself, while what stands on it moves.
  @exclusivity(unchecked) private var unmoved: (isKept: Bool, map: MapIndex?) = (false, nil)
  /// The maps that were looked at last, of a state and of what becomes of it: they follow what they are asked about.
  @exclusivity(unchecked) private var ownMap: MapIndex?
  @exclusivity(unchecked) private var movedMap: MapIndex?
  /// How often something else was looked at.
  @exclusivity(unchecked) private var looks: UInt64 = 0
  @exclusivity(unchecked) var rounds = RoundNotes()

  /// Why the run was left, after a run that was.
  @exclusivity(unchecked) var fault = Fault.overflow
  /// What is noted of the request. Write to it through ``noting``.
  @exclusivity(unchecked) private(set) var record = DecisionRecord()
  /// The record before the last: its memory is used again, while the caller still holds the last one.
  @exclusivity(unchecked) private var spare = DecisionRecord()
  /// Whether anything has been noted, in the record or in ``notes``.
  @exclusivity(unchecked) var isTouched = false
  /// Whether requirements that are not met are only counted, not explained.
  @exclusivity(unchecked) var isQuick = false
  /// How many requirements were not met, and statements faulted, while they are only counted.
  @exclusivity(unchecked) var unmet = 0
  /// Whether it is noted of which statements they were: for a fault ``faulty``.
  @exclusivity(unchecked) var notesUnmet = false
  @exclusivity(unchecked) var unmetStatements = WordBuffer(capacity: 64)
  /// Values of what the record names; they become its words.
  @exclusivity(unchecked) var words = WordBuffer(capacity: 1024)
  @exclusivity(unchecked) var notes = JudgingNotes()
  @exclusivity(unchecked) var effects: [Effect] = []
  @exclusivity(unchecked) var spends: [Spend] = []
  /// What counts the instructions that are run, where they are counted.
  @exclusivity(unchecked) var profile: JudgeProfile?
  /// What a traced run told.
  @exclusivity(unchecked) var trace: TraceLog?
  @exclusivity(unchecked) var search = MovementSearch()
  @exclusivity(unchecked) var stepMemo = StepMemo()
  @exclusivity(unchecked) var priced = PricedPath()
  @exclusivity(unchecked) var cells: [Cell] = []
  @exclusivity(unchecked) var areas = AreaSearch()

  convenience init(_ rules: RuleSet) { self.init(rules, running: rules.image) }

  init(_ rules: RuleSet, running image: ProgramImage) {
    self.rules = rules
    self.image = image
    program = image.program
    rollCount = rules.program.rolls.count
    measure = rules.program.map.flatMap { Measure($0) } ?? .plain
    hasConsequences = !program.consequences.isEmpty
    concealsRows = !rules.concealment.entities.isEmpty
    let constants = program.constants
    // An expression that is compiled later brings no constants, but registers of its own.
    registerMemory = .allocate(capacity: constants.count + program.registers + Self.spareRegisters)
    registers = registerMemory + constants.count
    registers.initialize(repeating: 0, count: program.registers + Self.spareRegisters)
    for (index, word) in constants.enumerated() { registers[-1 - index] = word }
    code = image.code
    owners = image.owners

    let tables = rules.layout.tables.count
    columnCount = rules.layout.tables.reduce(0) { $0 + $1.columnCount }
    columns = .allocate(capacity: max(1, columnCount + image.kindColumns.count))
    let nowhere = UnsafePointer(image.pool)
    columns.initialize(repeating: nowhere, count: columnCount)
    for (index, column) in image.kindColumns.enumerated() { (columns + columnCount + index).initialize(to: column) }
    overlay = ColumnOverlay(columns: columnCount)
    rowCounts = .allocate(capacity: tables)
    rowCounts.initialize(repeating: 0, count: tables)
    regions = .allocate(capacity: Span.Region.tableLimit + 2)
    regions.initialize(repeating: nowhere, count: Span.Region.tableLimit + 2)
  }

  deinit {
    if ownCapacity > 0 {
      code.deallocate()
      owners.deallocate()
    }
    registerMemory.deallocate()
    columns.deallocate()
    rowCounts.deallocate()
    regions.deallocate()
  }

  /// Stands for a statement that could not be done.
  static let faulty: Word = -1

  /// So many registers an expression may use that is compiled after the program.
  static let spareRegisters = 4096
  /// So many words a judgement may build.
  static let arenaLimit = 1 << 26

  // MARK: States

  /// Gets ready to judge a state.
  @inline(__always)
  func prepare(_ state: State) {
    clear()
    lookAt(state)
  }

  /// Lets go of the state, whose columns are its own again.
  @inline(__always)
  func finish() {
    if overlay.isUsed { overlay.restore(columns) }
    if unmoved.isKept { (map, unmoved) = (unmoved.map, (false, nil)) }
    judged = nil
  }

  /// The state that is judged.
  var state: State? { judged.map { State($0.takeUnretainedValue()) } }

  /// The record, to write to.
  var noting: DecisionRecord {
    isTouched = true
    return record
  }

  /// Says that what was known of the map holds no more, until ``finish()``.
  func moveMap() {
    if !unmoved.isKept { unmoved = (true, map) }
    map = nil
  }

  /// The map that can follow to what is looked at now.
  var keptMap: MapIndex? {
    get {
      guard unmoved.isKept else { return ownMap }
      if movedMap == nil { movedMap = ownMap.map { MapIndex(copyOf: $0) } }
      return movedMap
    }
    set { if unmoved.isKept { movedMap = newValue } else { ownMap = newValue } }
  }

  /// Tells apart what callables are asked about: while it stays, so do their answers.
  var moment: UInt64 { looks &+ overlay.changes }

  /// Takes the addresses of a state's tables, unless they are those of the last state.
  @inline(__always)
  func lookAt(_ state: State) {
    judged = state.unmanaged
    if state.stamp != preparedStamp { takeAddresses(of: state) }
  }

  /// Whether a state is the one whose addresses are known: it was checked then.
  @inline(__always) func knows(_ state: State) -> Bool { state.stamp == preparedStamp }

  private func takeAddresses(of state: State) {
    preparedStamp = state.stamp
    looks &+= 1
    var column = 0
    for index in 0..<state.tableCount {
      let table = state.table(index)
      let rows = table.rowCount
      rowCounts[index] = rows
      for place in 0..<rules.layout.tables[index].columnCount {
        columns[column] = table.address(of: place) ?? UnsafePointer(image.pool)
        column += 1
      }
      regions[Span.Region.table(index)] = UnsafePointer(table.pool.base)
    }
    map = nil
  }

  /// Gets ready to judge the last state once more, where all answers that do not hang on arguments stay as they are.
  func prepareAgain(_ state: State) {
    let looks = looks
    clear()
    self.looks = looks
    judged = state.unmanaged
  }

  /// Forgets what the last judgement noted.
  @inline(__always)
  func clear() {
    looks &+= 1
    arena.removeAll()
    collected.removeAll()
    words.removeAll()
    regions[Span.Region.arena] = UnsafePointer(arena.base)
    unmet = 0
    if isTouched { clearNotes() }
    if !effects.isEmpty || !spends.isEmpty { clearEffects() }
    for register in 0..<Int(Global.lifts) { registers[register] = 0 }
  }

  @inline(never)
  private func clearEffects() {
    effects.removeAll(keepingCapacity: true)
    spends.removeAll(keepingCapacity: true)
  }

  @inline(never)
  private func clearNotes() {
    isTouched = false
    if !isKnownUniquelyReferenced(&record) {
      swap(&record, &spare)
      if !isKnownUniquelyReferenced(&record) { record = DecisionRecord() }
    }
    record.clear()
    notes.clear()
    rounds.clear()
    if trace != nil { trace = TraceLog() }
  }

  func hasRoom(for registers: Int) -> Bool { registers <= program.registers + Self.spareRegisters }

  /// Puts instructions behind those of the program.
  func append(_ added: [Instruction]) {
    let own = image.program.code.count
    if ownCapacity < own + added.count {
      if ownCapacity > 0 {
        code.deallocate()
        owners.deallocate()
      }
      ownCapacity = own + max(1024, added.count)
      code = .allocate(capacity: ownCapacity)
      owners = .allocate(capacity: ownCapacity)
      code.initialize(from: image.code, count: own)
      owners.initialize(from: image.owners, count: own)
      (owners + own).initialize(repeating: CompiledProgram.nobody, count: ownCapacity - own)
    }
    added.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { (code + own).update(from: start, count: source.count) }
    }
  }

  // MARK: Spans

  @inline(__always)
  func elements(_ span: Span) -> UnsafePointer<Word> { regions[span.region] + span.offset }

  /// Room for so many more words in the arena; false where that is too much.
  func reserve(_ count: Int) -> Bool {
    guard arena.count + count <= Self.arenaLimit else { return false }
    arena.reserve(count)
    regions[Span.Region.arena] = UnsafePointer(arena.base)
    return true
  }

  /// A span of words that are put into the arena.
  func span(_ source: UnsafePointer<Word>, count: Int, width: Int) -> Word? {
    let words = count * width
    guard count <= Span.countLimit, reserve(words) else { return nil }
    let offset = arena.count
    arena.append(contentsOf: UnsafeBufferPointer(start: source, count: words))
    return Span(region: Span.Region.arena, count: count, offset: offset).word
  }

  // MARK: Calls from outside

  /// Runs a callable of up to three one-word parameters and gives the first word of its value; nil where it faults,
  /// with the reason in ``fault``.
  func call(_ unit: Int, _ a: Word = 0, _ b: Word = 0, _ c: Word = 0) -> Word? {
    let unit = program.units[unit]
    let parameters = registers + Int(unit.parameters)
    let count = unit.returnRegister - unit.parameters
    if count > 0 { parameters[0] = a }
    if count > 1 { parameters[1] = b }
    if count > 2 { parameters[2] = c }
    registers[Int(unit.returnRegister)] = CompiledProgram.hostReturn
    return run(from: Int(unit.entry)) ? registers[Int(unit.result)] : nil
  }

  // MARK: Texts

  /// The texts of the state and, behind them, those of the request.
  var texts: TextOverlay { TextOverlay(base: state?.texts ?? TextPool(), added: addedTexts) }
}

/// A change that a block asked for.
struct Effect {
  let kind: EffectKind
  let table: Int32
  let column: Int32
  let row: Word
  let value: Word
  /// The statement that asked for it.
  let owner: Int32
  let sequence: Int32
}

/// A spend that a block asked for.
struct Spend {
  let record: Int32
  let row: Word
  /// Its column, the key's part included.
  let column: Int32
  let amount: Word
  /// What there was to spend from.
  let left: Word
  let owner: Int32
  /// Where the parts of its price start among ``JudgingNotes/priceParts``, and how many there are.
  let firstPart: Int
  let partCount: Int
}
