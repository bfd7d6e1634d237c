import RulesLang

/// Compiles a typed program into flat instructions: RulesLang's meaning, laid out for the register machine.
///
/// Defines and movements become callables with windows of registers of their own, callees first; each action becomes
/// one straight run with all that binds it and the events it does. Conditions are compiled into jumps and collections
/// are walked where they are used, so a quantifier over a view of a filter of a table is one loop that builds nothing.
final class Compiler {
  let program: TypedProgram
  let layout: Layout
  var constants: ConstantsBuilder
  var code: CodeBuilder
  var scope = Scope(count: 0)

  var units: [Unit] = []
  /// For each function, the place of its unit.
  var functionUnits: [Int?]
  var movementUnits: [MovementCode?]
  var weights: [FunctionID: Int] = [:]
  /// Values that `match` looks up, behind one another.
  var lookups: [Word] = []
  /// Where the columns of each table, then of each kind, start among all columns.
  let columnStarts: [Int]
  /// The flag of each rule and requirement that a waiver of an action may lift from steps.
  var stepLifts: [WaiverInfo.Lift: Int32] = [:]

  var statements: [StatementRecord] = []
  var failures: [FailureRecord] = []
  var spends: [SpendRecord] = []
  /// Where to go on behind statements and failures, as soon as that is known.
  var resumes: [(statement: Int, label: Label)] = []
  var failureResumes: [(failure: Int, label: Label)] = []
  /// The block whose statements are being compiled.
  var block: Block?
  /// For each thing that a waiver may lift where code is being compiled: the flags that say so.
  var lifted: [WaiverInfo.Lift: [Int32]] = [:]
  /// What is compiled behind the run: code that is only reached when something fails.
  var deferred: [() -> Void] = []
  /// Whether constants may be added: not behind a program.
  let isOpen: Bool
  /// The texts of an expression behind a program, whose places are known only in a state.
  var texts: [String] = []
  var visited: Set<CallableID> = []
  /// For each column of the state's tables the consequences that look at it.
  var concerns: [[Concern]]
  /// Whether `now >= E` notes when it will be true: in the conditions of consequences.
  var notesWakes = false
  /// Whether the runs tell what they do.
  let traces: Bool
  var traceRecords: [TraceRecord] = []
  var boundRecords: [BoundRecord] = []
  /// The last register that any run uses.
  var runsEnd: Int32 = 0
  /// What each action or event may do and ask about.
  var reaches: [BindingTarget: Set<BindingTarget>] = [:]
  /// What the clauses of movements look at of a step.
  private(set) lazy var stepAnalysis = StepReadAnalysis(program)
  /// What is bound to each action, event and movement.
  let bound: [BindingTarget: Bound]
  /// What shown values disclose; nil where rules conceal nothing.
  let disclosures: DisclosureAnalysis?
  /// What the code notes of how things turn out; nil where it notes nothing.
  let coverage: CoverageTable?
  /// The conditions that are being compiled so that how they turn out is noted.
  var seenConditions: Set<SourceRange> = []

  init(_ program: TypedProgram, layout: Layout, traces: Bool = false, coverage: CoverageTable? = nil) {
    self.traces = traces
    self.coverage = coverage
    self.program = program
    self.layout = layout
    constants = ConstantsBuilder(program, layout: layout)
    bound = Bound.all(program)
    let concealment = Concealment(program, layout)
    disclosures = concealment.isNothing ? nil : DisclosureAnalysis(program, concealment)
    functionUnits = Array(repeating: nil, count: program.functions.count)
    movementUnits = Array(repeating: nil, count: program.movements.count)
    concerns = Array(repeating: [], count: layout.tables.reduce(0) { $0 + $1.columnCount })
    var start = 0
    columnStarts = (layout.tables.map(\.columnCount) + layout.kinds.map(\.words)).map { width in
      defer { start += width }
      return start
    }
    var globals = Global.lifts
    for waiver in program.waivers {
      for lift in waiver.lifts where stepLifts[lift] == nil && program.isOfSteps(lift) {
        stepLifts[lift] = globals
        globals += 1
      }
    }
    code = CodeBuilder(registers: globals)
    isOpen = true
  }

  /// For what is compiled behind a program: expressions of tests and explanations.
  init(behind image: ProgramImage, of program: TypedProgram, layout: Layout, coverage: CoverageTable?) {
    let compiled = image.program
    traces = false
    self.coverage = coverage
    self.program = program
    self.layout = layout
    constants = ConstantsBuilder(layout: layout)
    bound = [:]
    disclosures = nil
    concerns = []
    units = compiled.units
    functionUnits = compiled.functionUnits
    movementUnits = compiled.movements
    columnStarts = compiled.columnStarts
    code = CodeBuilder(
      registers: Int32(compiled.registers), origin: compiled.code.count, constants: compiled.constants, open: false)
    isOpen = false
  }

  // MARK: Texts

  /// A register with a text or user that the rules name.
  func text(_ text: String, into target: Int32?) -> Int32 {
    if isOpen { return constant(constants.text(text), into: target) }
    let register = target ?? code.registers()
    code.emit(.text, register, Int32(texts.count))
    texts.append(text)
    return register
  }

  // MARK: Tables

  /// The place of a kind among the tables, behind those of the state.
  func table(of kind: KindID) -> Int { layout.tables.count + kind.index }

  func words(_ type: Type) -> Int {
    switch type {
    // Whether it was rolled, the total, the kept dice.
    case .roll: return 3
    default: return layout.words(type)
    }
  }

  // MARK: Registers

  func constant(_ word: Word) -> Int32 { code.constant(word) }

  /// Registers for a value of a type, unless a place for it is given.
  func registers(for type: Type, _ target: Int32?) -> Int32 { target ?? code.registers(words(type)) }

  /// What is compiled inside gives back the registers it took.
  @discardableResult
  func releasing<Result>(_ body: () -> Result) -> Result {
    let mark = code.top
    defer { code.release(to: mark) }
    return body()
  }

  /// Compiles something with other names, and then goes on with the ones there were.
  @discardableResult
  func within<Result>(_ inner: Scope, _ body: () -> Result) -> Result {
    let outer = scope
    scope = inner
    defer { scope = outer }
    return body()
  }

  /// Compiles a callable: parameters, the way back and the value first, in a window behind all that it may call.
  func unit(parameters: [Type], result: Type, _ body: ([Int32], Int32) -> Void) -> Int {
    code.openWindow()
    let index = units.count
    var unit = Unit()
    let owner = code.owner
    code.owner = CompiledProgram.owner(ofUnit: index)
    unit.parameters = code.top
    let registers = parameters.map { code.registers(words($0)) }
    unit.returnRegister = code.registers()
    unit.result = code.registers(words(result))
    unit.entry = code.here
    units.append(unit)
    body(registers, unit.result)
    code.emit(.return, unit.returnRegister)
    emitDeferred()
    code.owner = owner
    code.openWindow()
    return index
  }

  /// What was put off, and what that puts off.
  func emitDeferred() {
    while !deferred.isEmpty {
      let waiting = deferred
      deferred = []
      for body in waiting { body() }
    }
  }
}

extension TypedProgram {
  /// Whether what a waiver lifts is said of steps.
  fileprivate func isOfSteps(_ lift: WaiverInfo.Lift) -> Bool {
    switch lift {
    case .rule(let rule):
      if case .anyStep = rules[rule].pattern.subject { return true }
      return false
    case .requirement(let id):
      if case .rule(let rule) = requirements[id].owner { return isOfSteps(.rule(rule)) }
      return false
    case .note, .waiver: return false
    }
  }
}
