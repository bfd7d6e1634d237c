import RulesLang

/// Finds what shown values are worked out from, through the names of their blocks and the arguments of events.
///
/// A value that is a row, or a collection of rows, is shown by what the viewer knows of these rows; so it discloses the
/// fields that lead to it, not what it was chosen by. Any other value discloses all that it reads.
final class DisclosureAnalysis {
  typealias Owner = RequirementInfo.Owner

  /// What the names of a block stand for.
  struct Context {
    var locals: [LocalInfo] = []
    var values: [LocalID: TypedExpression] = [:]
    /// What names disclose that have their value from elsewhere: parameters of events, elements, rolls.
    var taints: [LocalID: Reads] = [:]
  }

  let program: TypedProgram
  let concealment: Concealment
  let reads: ReadAnalysis
  /// For each event, for each parameter, what its arguments were worked out from.
  private(set) var parameters: [[Reads]]
  /// For each action the same of its parameters' defaults.
  private var defaults: [[Reads]] = []
  private var contexts: [Owner: Context] = [:]
  /// For each spend what its amount discloses: sums show those of others too.
  private(set) var amounts: [RequirementID: Reads] = [:]
  /// For each roll what its dice disclose: those that are due are told to who asks.
  private(set) var dice: [RollID: Reads] = [:]

  init(_ program: TypedProgram, _ concealment: Concealment) {
    self.program = program
    self.concealment = concealment
    reads = ReadAnalysis(program)
    parameters = program.events.map { Array(repeating: Reads(), count: $0.parameters.count) }
    defaults = program.actions.map { info in
      var context = Context(locals: info.locals)
      return info.parameters.enumerated().map { place, parameter in
        let told = parameter.defaultValue.map { self.told(by: $0, context) } ?? Reads()
        context.taints[LocalID(place)] = told
        return told
      }
    }
    // An event can do others: what their arguments disclose grows until it is all.
    var isGrowing = true
    while isGrowing {
      let before = parameters
      readBlocks()
      isGrowing = parameters != before
    }
  }

  func context(of owner: Owner?) -> Context { owner.flatMap { contexts[$0] } ?? Context() }

  // MARK: Values

  /// What a value is worked out from.
  func told(by value: TypedExpression, _ context: Context) -> Reads {
    var told = Reads()
    guard !isRows(value.type) else {
      addPath(to: value, context, &told)
      return told
    }
    told = valueReads(of: value, context)
    for local in told.locals {
      if let taint = context.taints[local] { told.formUnion(taint) }
    }
    noteRows(in: value, context, &told)
    return told
  }

  /// What a way has cost is seen by all who see what it was paid from: of it only the way and the mover are told.
  private func valueReads(of value: TypedExpression, _ context: Context) -> Reads {
    switch value.kind {
    case .local(let local):
      guard let other = context.values[local] else { break }
      return valueReads(of: other, context)
    case .pathCost(let path, _, let mover):
      var told = reads.reads(of: path, values: context.values)
      told.formUnion(reads.reads(of: mover, values: context.values))
      return told
    default: break
    }
    return reads.reads(of: value, values: context.values)
  }

  /// What is told of a place that is spent from.
  func told(of place: Place, _ context: Context) -> Reads {
    if case .budget(let id, let row) = place.root {
      return told(by: TypedExpression(.budget(id, row), place.shape.type, place.range), context)
    }
    return reads.reads(of: place)
  }

  /// Whether a value is rows and nothing else.
  private func isRows(_ type: Type) -> Bool {
    if case .entity = type.unwrapped.element ?? type.unwrapped { return true }
    return false
  }

  /// The fields that lead to a row.
  private func addPath(to value: TypedExpression, _ context: Context, _ told: inout Reads) {
    switch value.kind {
    case .local(let local):
      if let taint = context.taints[local] { told.formUnion(taint) }
      if let other = context.values[local] { addPath(to: other, context, &told) }
    case .field(let base, let field):
      if case .entity(let entity) = base.type.unwrapped {
        told.insert(field: Reads.Field(entity: entity, field: field, owner: owner(base, context)))
      }
      addPath(to: base, context, &told)
    case .narrowed(let inner), .present(let inner): addPath(to: inner, context, &told)
    case .coalesce(let first, let second), .choose(_, let first, let second):
      addPath(to: first, context, &told)
      addPath(to: second, context, &told)
    case .filter(let binder): addPath(to: binder.domain, context, &told)
    case .index(let base, _): addPath(to: base, context, &told)
    case .setLiteral(let elements), .listLiteral(let elements):
      for element in elements { addPath(to: element, context, &told) }
    default: break
    }
  }

  private func owner(_ base: TypedExpression, _ context: Context) -> Reads.Owner {
    switch base.kind {
    case .local(let local): context.values[local].map { owner($0, context) } ?? .local(local)
    case .narrowed(let inner), .present(let inner): owner(inner, context)
    default: .any
    }
  }

  // MARK: Blocks

  private func readBlocks() {
    for (index, info) in program.actions.enumerated() {
      read(info.body, .action(ActionID(index)), Context(locals: info.locals, taints: taints(of: defaults[index])))
    }
    for (index, info) in program.events.enumerated() {
      read(info.body, .event(EventID(index)), Context(locals: info.locals, taints: taints(of: parameters[index])))
    }
    for (index, info) in program.rules.enumerated() {
      read(info.body, .rule(RuleID(index)), context(of: info.bindings, info.locals))
    }
    for info in program.consequences { add(info.arguments, of: info.event, Context(locals: info.locals)) }
  }

  private func taints(of parameters: [Reads]) -> [LocalID: Reads] {
    Dictionary(uniqueKeysWithValues: parameters.enumerated().map { (LocalID($0.offset), $0.element) })
  }

  /// The names of a pattern, as its bindings have them from actions and events.
  func context(of bindings: [Binding], _ locals: [LocalInfo]) -> Context {
    var context = Context(locals: locals)
    for binding in bindings {
      guard let parameters = parameters(of: binding.target) else { continue }
      for (place, source) in binding.sources.enumerated() {
        let taint = parameters[source.parameter].renamingOwners { owner in
          let name = binding.sources.firstIndex { $0.parameter == owner.index }
          return name.map { .local(LocalID($0)) } ?? .any
        }
        context.taints[LocalID(place), default: Reads()].formUnion(taint)
      }
    }
    return context
  }

  private func parameters(of target: BindingTarget) -> [Reads]? {
    switch target {
    case .action(let id): defaults[id.index]
    case .event(let id): parameters[id.index]
    case .step: nil
    }
  }

  private func read(_ body: [Statement], _ owner: Owner, _ start: Context) {
    var context = start
    body.walk { statement in
      switch statement.kind {
      case .let(let local, let value, _): context.values[local] = value
      case .forEach(let binder, _): taint(binder, &context)
      case .roll(let id, let local, let binder, let thrown, _):
        if let binder { taint(binder, &context) }
        let told = told(by: thrown, context)
        context.taints[local] = told
        dice[id] = told
      case .spend(let id, let amount, _, _, _): amounts[id] = told(by: amount, context)
      case .do(let event, let arguments, _): add(arguments, of: event, context)
      default: break
      }
    }
    contexts[owner] = context
  }

  /// An element that is no row is one of the values that were walked.
  private func taint(_ binder: Binder, _ context: inout Context) {
    guard !isRows(binder.domain.type) else { return }
    if case .table = binder.domain.kind { return }
    context.taints[binder.local] = told(by: binder.domain, context)
  }

  private func add(_ arguments: [TypedExpression], of event: EventID, _ context: Context) {
    let owners = arguments.map { owner($0, context) }
    for (place, argument) in arguments.enumerated() where parameters[event.index].indices.contains(place) {
      let told = told(by: argument, context).renamingOwners { local in
        owners.firstIndex(of: .local(local)).map { .local(LocalID($0)) } ?? .any
      }
      parameters[event.index][place].formUnion(told)
    }
  }
}

extension Binding.Source {
  fileprivate var parameter: Int {
    switch self {
    case .parameter(let place), .present(let place), .element(let place): place
    }
  }
}
