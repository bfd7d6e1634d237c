import RulesLang

/// A place that jumps lead to, before it is known where it lies.
struct Label {
  fileprivate let index: Int32
}

/// What is written into while a program is compiled: instructions, registers, constants, labels.
///
/// Every callable has a window of registers of its own that never moves: nothing recurses, so no stack is needed. What
/// is compiled later lies behind what it calls.
struct CodeBuilder {
  private(set) var code: [Instruction] = []
  /// For each instruction, whose it is; see ``CompiledProgram/owners``.
  private(set) var owners: [Int32] = []
  /// The statement or callable that is being compiled.
  var owner: Int32 = CompiledProgram.nobody

  /// Words of the constants, in the order of registers −1, −2, …
  private(set) var constants: [Word]
  private var constantRegisters: [Word: Int32] = [:]
  /// Constants beyond those that the registers of a judge start with are loaded where they are used.
  private let constantsAreOpen: Bool

  /// The next free register, and the most that were in use.
  private(set) var top: Int32
  private(set) var highest: Int32

  private var targets: [Int32] = []
  /// Instructions whose `c` is still a label.
  private var jumps: [Int] = []
  /// The first instruction this builder adds has this place in the whole program.
  let origin: Int

  init(registers: Int32, origin: Int = 0, constants: [Word] = [], open: Bool = true) {
    top = registers
    highest = registers
    self.origin = origin
    self.constants = constants
    constantsAreOpen = open
    for (index, word) in constants.enumerated() { constantRegisters[word] = Int32(-1 - index) }
  }

  /// Where the next instruction will be.
  var here: Int32 { Int32(origin + code.count) }

  @discardableResult
  mutating func emit(
    _ op: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, n: Int = 0, flag: UInt8 = 0
  ) -> Int32 {
    code.append(Instruction(op, a: a, b: b, c: c, n: n, flag: flag))
    owners.append(owner)
    return here - 1
  }

  mutating func emit(_ op: Opcode, _ a: Int32 = 0, _ b: Int32 = 0, to label: Label, n: Int = 0, flag: UInt8 = 0) {
    jumps.append(code.count)
    emit(op, a, b, label.index, n: n, flag: flag)
  }

  mutating func jump(to label: Label) { emit(.jump, to: label) }

  // MARK: Labels

  mutating func label() -> Label {
    targets.append(-1)
    return Label(index: Int32(targets.count - 1))
  }

  mutating func bind(_ label: Label) { targets[Int(label.index)] = here }

  func target(of label: Label) -> Int32 { targets[Int(label.index)] }

  /// Puts places for labels; all labels that are jumped to must be bound by then.
  mutating func resolveJumps() {
    for jump in jumps { code[jump].c = targets[Int(code[jump].c)] }
    jumps.removeAll()
  }

  // MARK: Registers

  /// So many registers behind one another, free until ``release(to:)``.
  mutating func registers(_ count: Int = 1) -> Int32 {
    let first = top
    top += Int32(count)
    highest = max(highest, top)
    return first
  }

  /// Gives back all registers from one on.
  mutating func release(to mark: Int32) { top = mark }

  /// Starts a window behind all there are.
  mutating func openWindow() { top = highest }

  /// Gives back a window whose registers the next one may share.
  mutating func closeWindow(at base: Int32) {
    top = base
    highest = base
  }

  /// A register that holds a constant.
  mutating func constant(_ word: Word) -> Int32 {
    if let register = constantRegisters[word] { return register }
    guard constantsAreOpen else {
      let register = registers()
      loadConstant(word, into: register)
      return register
    }
    constants.append(word)
    let register = Int32(-constants.count)
    constantRegisters[word] = register
    return register
  }

  mutating func loadConstant(_ word: Word, into register: Int32) {
    let bits = UInt64(bitPattern: word)
    emit(
      .constant, register, Int32(truncatingIfNeeded: bits), Int32(truncatingIfNeeded: bits >> 32))
  }

  /// Copies words from registers to registers.
  mutating func move(_ source: Int32, to target: Int32, words: Int) {
    guard source != target else { return }
    for word in 0..<Int32(words) { emit(.move, target + word, source + word) }
  }
}
