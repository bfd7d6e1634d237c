import RulesLang

// Collections of rows, and rows that may be absent: a viewer from whom one is concealed has fewer of them, so whoever
// counts or asks for them counts rows that may be concealed.

extension DisclosureAnalysis {
  /// Notes the entities whose rows a value rests on in this way, also through what it calls. Of a path it is what the
  /// path leads to that counts: `turn.round` does not rest on `turn.current`.
  func noteRows(in value: TypedExpression, _ context: Context, _ told: inout Reads) {
    var search = RowSearch(analysis: self, context: context)
    search.look(at: value)
    for type in search.types { note(type, &told) }
  }

  private func note(_ type: Type, _ told: inout Reads) {
    if case .entity = type { return }
    for entity in concealment.entities where type.mentions(entity, program) { told.insert(table: entity) }
  }
}

private struct RowSearch {
  let analysis: DisclosureAnalysis
  let context: DisclosureAnalysis.Context
  /// Of all that is read.
  var types: Set<Type> = []
  private var functions: Set<FunctionID> = []
  private var names: Set<LocalID> = []
  /// Whether names are those of the block, rather than of a define.
  private var isOutside = true

  init(analysis: DisclosureAnalysis, context: DisclosureAnalysis.Context) {
    self.analysis = analysis
    self.context = context
  }

  mutating func look(at value: TypedExpression) {
    switch value.kind {
    case .stateField: types.insert(value.type)
    case .local(let local):
      types.insert(value.type)
      if isOutside, let other = context.values[local], names.insert(local).inserted { look(at: other) }
    case .field(let base, _):
      types.insert(value.type)
      follow(base)
    case .index(let base, let key):
      types.insert(value.type)
      follow(base)
      look(at: key)
    case .narrowed(let inner): follow(inner)
    case .call(let function, let arguments):
      for argument in arguments { look(at: argument) }
      enter(function)
    case .budget(let id, let row):
      look(at: row)
      enter(analysis.program.budgets[id].limit)
    case .quantifier(_, let binder, let body):
      walk(binder)
      look(at: body)
    case .filter(let binder):
      types.insert(value.type)
      walk(binder)
    case .map(let element, let binder):
      walk(binder)
      look(at: element)
    case .aggregate(_, let binder, let element):
      // `first` and `last`, `min` and `max` give the element itself.
      types.insert(value.type)
      walk(binder)
      if let element { look(at: element) }
    default: for child in value.children { look(at: child) }
    }
  }

  /// Lists of records that need no row are as long for every viewer: of a row that is concealed the record that refers
  /// to it knows nothing, but it is there. So whoever walks one asks for the rows of its references only where it names
  /// them. A record with a plain reference is gone with its row.
  private mutating func walk(_ binder: Binder) {
    if case .field(let base, _) = binder.domain.kind, case .list(let element) = binder.domain.type,
      case .record = element, !needsRows(element)
    {
      follow(base)
    } else {
      look(at: binder.domain)
    }
    if let condition = binder.condition { look(at: condition) }
  }

  private func needsRows(_ type: Type) -> Bool { type.needs(analysis.concealment.entities, analysis.program) }

  /// The start of a path: only rows on the way count.
  private mutating func follow(_ base: TypedExpression) {
    switch base.kind {
    case .local(let local):
      if isOutside, let other = context.values[local], names.insert(local).inserted { look(at: other) }
    case .stateField: return
    case .narrowed(let inner):
      // An optional record is absent with a row that it needs.
      if case .optional(let record) = inner.type, case .record = record, needsRows(record) { types.insert(inner.type) }
      follow(inner)
    case .present(let inner): follow(inner)
    case .field(let inner, _):
      if case .entity = base.type.unwrapped { types.insert(base.type) }
      follow(inner)
    case .index(let inner, let key):
      follow(inner)
      look(at: key)
    default: look(at: base)
    }
  }

  private mutating func enter(_ id: FunctionID) {
    guard functions.insert(id).inserted else { return }
    let wasOutside = isOutside
    isOutside = false
    for value in analysis.program.functions[id].expressions { look(at: value) }
    isOutside = wasOutside
  }
}

extension Type {
  /// Whether a value of it can refer to rows of an entity.
  fileprivate func mentions(_ entity: EntityID, _ program: TypedProgram) -> Bool {
    switch self {
    case .entity(let id): id == entity
    case .optional(let inner), .set(let inner), .list(let inner), .keyed(let inner, _):
      inner.mentions(entity, program)
    case .record(let id): program.records[id].fields.contains { $0.shape.type.mentions(entity, program) }
    default: false
    }
  }

  /// Whether a value of it cannot do without a row of one of some entities.
  fileprivate func needs(_ entities: Set<EntityID>, _ program: TypedProgram) -> Bool {
    switch self {
    case .entity(let id): entities.contains(id)
    case .keyed(let inner, _): inner.needs(entities, program)
    case .record(let id): program.records[id].fields.contains { $0.shape.type.needs(entities, program) }
    default: false
    }
  }
}
