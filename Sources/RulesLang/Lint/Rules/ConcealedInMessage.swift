/// What is told to players and worked out from what is concealed from some: by a field that is concealed, through
/// defines, budgets, `let` names and what events are given; or, by the line of an event itself, from a whole table
/// whose rows may be concealed. A refusal is worked out from what its reader sees, so there a table is no secret; nor
/// is the asker's own creature, so what is told to whoever asks may rest on fields of `actor`.
enum ConcealedInMessage: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    if program.conceals.isEmpty { return [] }
    var search = ToldSearch(program)
    search.run()
    return search.found
  }
}

/// What a value tells of what is concealed.
struct ToldConcealed: Hashable {
  /// Which kind of telling it is, as messages say it.
  enum What: String { case text = "this text", cost = "what this costs", request = "what a request may hold" }
  enum Secret: Hashable { case field(EntityID, Int), table(EntityID) }

  var secret: Secret
  /// Worked out from the field of the one who acts.
  var isActors: Bool
  /// Where an event was given it.
  var origin: SourceRange?
}

/// Follows values from the actions and consequences, event by event, to the texts that print them.
private struct ToldSearch {
  private(set) var found: [Diagnostic] = []
  private let program: TypedProgram
  private let context: LawContext
  private let reads: ReadAnalysis
  private let fields: [ToldConcealed.Secret: ConcealInfo]
  private let tables: [EntityID: ConcealInfo]
  /// What the parameters of events were given.
  private var given: [EventID: [LocalID: Set<ToldConcealed>]] = [:]
  private var told: Set<Telling> = []

  private struct Telling: Hashable {
    var secret: ToldConcealed.Secret
    var range: SourceRange
  }

  /// The names of a block: what they stand for, and what is known of its parameters.
  private struct Names {
    var locals: [LocalInfo]
    var values: [LocalID: TypedExpression] = [:]
    var given: [LocalID: Set<ToldConcealed>] = [:]
  }

  init(_ program: TypedProgram) {
    self.program = program
    context = LawContext(program)
    reads = ReadAnalysis(program)
    let concealed = program.conceals.compactMap { conceal in
      conceal.field.map { (ToldConcealed.Secret.field(conceal.entity, $0), conceal) }
    }
    fields = Dictionary(concealed) { first, _ in first }
    tables = program.concealableEntities
  }

  mutating func run() {
    for (index, action) in program.actions.enumerated() {
      let names = names(of: action.body, action.locals)
      for parameter in action.parameters {
        let bounds = [parameter.shape.range, parameter.shape.size].compactMap { $0 }.flatMap { [$0.lower, $0.upper] }
        for value in bounds + (parameter.defaultValue.map { [$0] } ?? []) { look(at: value, names, .request) }
      }
      search(action.body, names)
      searchWhatBinds(.action(ActionID(index)), [:])
    }
    for consequence in program.consequences {
      give(consequence.arguments, to: consequence.event, Names(locals: consequence.locals))
    }
    for id in context.events.order.reversed() {
      let event = program.events[id]
      let names = names(of: event.body, event.locals, given: given[id] ?? [:])
      for hole in event.says?.holes ?? [] { look(at: hole, names, .text, isLine: true) }
      search(event.body, names)
      searchWhatBinds(.event(id), names.given)
    }
  }

  private func names(
    of body: [Statement], _ locals: [LocalInfo], given: [LocalID: Set<ToldConcealed>] = [:]
  ) -> Names {
    var names = Names(locals: locals, given: given)
    body.walk { statement in
      switch statement.kind {
      case .let(let local, let value, _): names.values[local] = value
      case .forEach(let binder, _):
        if case .entity = locals[binder.local.index].type { return }
        names.values[binder.local] = binder.domain
      default: return
      }
    }
    return names
  }

  // MARK: Blocks

  private mutating func searchWhatBinds(_ target: BindingTarget, _ given: [LocalID: Set<ToldConcealed>]) {
    func passed(by binding: Binding) -> [LocalID: Set<ToldConcealed>] {
      var passed: [LocalID: Set<ToldConcealed>] = [:]
      for (index, source) in binding.sources.enumerated() {
        switch source {
        case .parameter(let place), .present(let place), .element(let place):
          passed[LocalID(index)] = given[LocalID(place)]
        }
      }
      return passed
    }
    for bound in context.rules(binding: target) {
      let rule = program.rules[bound.rule]
      search(rule.body, names(of: rule.body, rule.locals, given: passed(by: bound.binding)))
    }
    for (id, binding) in context.notes(binding: target) {
      let note = program.notes[id]
      let names = Names(locals: note.locals, given: passed(by: binding))
      for hole in note.because.holes { look(at: hole, names, .text) }
    }
    for (id, binding) in context.waivers(binding: target) {
      let waiver = program.waivers[id]
      let names = Names(locals: waiver.locals, given: passed(by: binding))
      for hole in waiver.because.holes { look(at: hole, names, .text) }
    }
  }

  private mutating func search(_ body: [Statement], _ names: Names) {
    var statements: [Statement] = []
    body.walk { statements.append($0) }
    for statement in statements {
      if let message = statement.message {
        for value in message.holes + statement.shownSides(in: message) { look(at: value, names, .text) }
      }
      switch statement.kind {
      case .spend(_, let amount, _, _, _): look(at: amount, names, .cost)
      case .do(let event, let arguments, _): give(arguments, to: event, names)
      default: continue
      }
    }
  }

  /// Who is named by an argument is shown by the words for them, so only other values are followed.
  private mutating func give(_ arguments: [TypedExpression], to event: EventID, _ names: Names) {
    for (index, argument) in arguments.enumerated() where !argument.type.namesRows {
      for var secret in secrets(of: argument, names) {
        // What an event is given was worked out when it happened; it counts for what it was.
        if case .table = secret.secret { continue }
        secret.origin = secret.origin ?? argument.range
        given[event, default: [:]][LocalID(index), default: []].insert(secret)
      }
    }
  }

  // MARK: Values

  private func secrets(of value: TypedExpression, _ names: Names) -> Set<ToldConcealed> {
    let read = reads.reads(of: value, values: names.values)
    var secrets: Set<ToldConcealed> = []
    for field in read.fields {
      guard let entity = field.entity, fields[.field(entity, field.field)] != nil else { continue }
      var isActors = false
      if case .local(let local) = field.owner { isActors = names.locals[local.index].name == "actor" }
      secrets.insert(ToldConcealed(secret: .field(entity, field.field), isActors: isActors))
    }
    if !value.type.namesRows {
      for table in read.tables where tables[table] != nil {
        secrets.insert(ToldConcealed(secret: .table(table), isActors: false))
      }
    }
    for local in read.locals { secrets.formUnion(names.given[local] ?? []) }
    return secrets
  }

  /// - Parameter isLine: told to all whom an event goes to, not to the one who asks alone.
  private mutating func look(
    at value: TypedExpression, _ names: Names, _ what: ToldConcealed.What, isLine: Bool = false
  ) {
    for told in secrets(of: value, names).sorted(by: { $0.order < $1.order }) {
      switch told.secret {
      case .field(let id, let field):
        guard isLine || !told.isActors, let conceal = fields[told.secret] else { continue }
        let entity = program.entities[id]
        let range = value.place(ofField: field, of: id)
        guard self.told.insert(Telling(secret: told.secret, range: range)).inserted else { continue }
        found.append(
          .printsConcealed(
            what, field: entity.fields[field].header.name, of: entity.header.name, by: conceal, at: range,
            from: told.origin))
      case .table(let id):
        guard isLine, let conceal = tables[id],
          self.told.insert(Telling(secret: told.secret, range: value.range)).inserted
        else { continue }
        found.append(
          .countsConcealed(entity: program.entities[id].table, by: conceal, at: value.range))
      }
    }
  }
}

extension ToldConcealed {
  /// So that messages come in the same order always.
  fileprivate var order: (Int, Int, Int) {
    switch secret {
    case .field(let entity, let field): (entity.index, field, isActors ? 1 : 0)
    case .table(let entity): (entity.index, -1, 0)
    }
  }
}

extension Type {
  /// Whether values of it are rows or collections of them.
  fileprivate var namesRows: Bool {
    if case .entity = unwrapped { return true }
    if case .entity? = unwrapped.element { return true }
    return false
  }
}

extension TypedExpression {
  /// Where the field is read in it; all of it where that is behind a name.
  fileprivate func place(ofField field: Int, of entity: EntityID) -> SourceRange {
    var place: SourceRange?
    walk { part in
      guard place == nil, case .field(let base, field) = part.kind, base.type.unwrapped == .entity(entity) else {
        return
      }
      place = part.range
    }
    return place ?? range
  }

  /// All comparisons of which one may be what failed.
  fileprivate var comparedSides: [(left: TypedExpression, right: TypedExpression)] {
    switch kind {
    case .compare(_, let left, let right): [(left, right)]
    case .and(let parts): parts.flatMap(\.comparedSides)
    case .quantifier(_, _, let body), .implies(_, let body): body.comparedSides
    default: []
    }
  }
}

extension Statement {
  /// What `{needed}` and `{actual}` of a message print, where it has them.
  fileprivate func shownSides(in message: Message) -> [TypedExpression] {
    guard case .require(_, let condition, _, _) = kind else { return [] }
    let sides = condition.comparedSides
    return message.segments.flatMap { segment -> [TypedExpression] in
      switch segment {
      case .actual: sides.map(\.left)
      case .needed: sides.map(\.right)
      case .text, .hole: []
      }
    }
  }
}
