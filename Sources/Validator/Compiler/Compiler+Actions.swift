import RulesLang

/// Where the run of an action starts, and where its arguments are put.
struct ActionCode: Sendable {
  var entry: Int32 = 0
  /// The first register of its arguments.
  var arguments: Int32 = 0
  var words = 0
  /// For each parameter, whether its default is to be worked out.
  var defaulted: Int32 = 0
  var parameterCount = 0
  var hasDefaults = false
  /// Whether a waiver of it may lift step rules.
  var lifts = false
  /// What says whether a requirement of its block failed, where a fault may ask: no until a run says so.
  var failed: Int32?
  /// The registers of paths.
  var paths: [Int32] = []
  /// The register of the actor and the column of the cell where it stands, if the map places it.
  var start: (actor: Int32, column: Int)?
}

/// What a judge asks of an action before its run, without references.
struct ActionEntry {
  let entry: Int32
  let arguments: Int32
  let words: Int32
  let defaulted: Int32
  /// So many flags of defaults there are; 0 where no parameter has one.
  let defaults: Int32
  let hasPaths: Bool
  /// Whether it may set the flags of step rules that a waiver lifts.
  let lifts: Bool
  /// What says whether a requirement of its block failed; one that is cleared anyway where nothing does.
  let failed: Int32

  init(_ action: ActionCode) {
    entry = action.entry
    arguments = action.arguments
    words = Int32(action.words)
    defaulted = action.defaulted
    defaults = action.hasDefaults ? Int32(action.parameterCount) : 0
    hasPaths = !action.paths.isEmpty
    lifts = action.lifts
    failed = action.failed ?? action.defaulted
  }
}

extension Compiler {
  /// The straight run of an action: defaults and bounds, its waivers, notes, block and rules, all events inside.
  func compileAction(_ id: ActionID) -> ActionCode {
    let info = program.actions[id]
    code.openWindow()
    let base = code.top
    var action = ActionCode()
    action.entry = code.here
    action.words = info.parameters.reduce(0) { $0 + words($1.shape.type) }
    action.arguments = code.registers(action.words)
    action.defaulted = code.registers(info.parameters.count)
    let registers = parameterRegisters(info.parameters, from: action.arguments)

    action.parameterCount = info.parameters.count
    action.hasDefaults = info.parameters.contains { $0.defaultValue != nil }
    action.lifts = (bound[.action(id)]?.waivers ?? []).contains { waiver, _ in
      program.waivers[waiver].lifts.contains { stepLifts[$0] != nil }
    }
    for (parameter, register) in zip(info.parameters, registers) where parameter.shape.type.unwrapped == .path {
      action.paths.append(register)
    }
    if let actor = info.actor, case .entity(let entity) = info.parameters[actor].shape.type,
      let placement = program.map?.placements.first(where: { $0.entity == entity })
    {
      let table = Layout.table(of: entity)
      action.start = (registers[actor], columnStarts[table] + layout.tables[table].column(placement.cellField))
    }

    if mayFault(info.body) { action.failed = code.registers() }
    scope = Scope(count: info.locals.count)
    lifted = [:]
    block = nil
    for (index, register) in registers.enumerated() { scope[LocalID(index)] = register }
    let shape = FailureShape(
      id: info.header.name, range: info.header.range, message: nil, needed: nil, actual: nil, arguments: [])
    code.owner = Int32(openRecord(shape))
    let end = code.label()
    resumes.append((Int(code.owner), end))
    defaults(info, registers, action.defaulted)
    checkBounds(of: info.parameters, registers)
    seeTaken(info.header.range)
    traceBegin(.action(info.header.name), info.header.range, arguments: Array(zip(info.locals, registers)))
    happen(
      Occurrence(
        target: .action(id), name: info.header.name, range: info.header.range, parameters: info.parameters,
        locals: info.locals, tags: info.tags, body: info.body, registers: registers, failed: action.failed))
    code.bind(end)
    traceEnd(info.header.range)
    code.emit(.halt)
    emitDeferred()
    code.owner = CompiledProgram.nobody
    runsEnd = max(runsEnd, code.highest)
    // Runs share their registers: only one is under way.
    code.closeWindow(at: base)
    return action
  }

  private func defaults(_ info: ActionInfo, _ registers: [Int32], _ flags: Int32) {
    for (index, parameter) in info.parameters.enumerated() {
      guard let value = parameter.defaultValue else { continue }
      let given = code.label()
      code.emit(.jumpIfFalse, flags + Int32(index), to: given)
      releasing { _ = self.value(value, as: parameter.shape.type, into: registers[index]) }
      code.bind(given)
    }
  }
}
