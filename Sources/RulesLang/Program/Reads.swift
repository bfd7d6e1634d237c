// What a value is worked out from: which fields of which rows, which tables as a whole. Three questions are answered
// with it: which consequences a change concerns, what a message would tell of a concealed field, and whether a line of
// the log counts rows that a viewer may not know.

/// What an expression reads of the state, through all the defines, budgets and movements that it calls.
package struct Reads: Hashable, Sendable {
  /// Whose field is read.
  package enum Owner: Hashable, Sendable {
    /// The row that a name of the expression's own block stands for: `c` in `c.hp`, also where a define reads it.
    case local(LocalID)
    /// Any row.
    case any
    /// The fields of `state`.
    case state
  }

  package struct Field: Hashable, Sendable {
    /// nil for a field of `state`.
    package let entity: EntityID?
    package let field: Int
    package let owner: Owner
    package init(entity: EntityID?, field: Int, owner: Owner) {
      self.entity = entity
      self.field = field
      self.owner = owner
    }
  }

  package fileprivate(set) var fields: Set<Field> = []
  /// Tables whose rows are walked, or asked for by where they stand.
  package fileprivate(set) var tables: Set<EntityID> = []
  package fileprivate(set) var readsNow = false
  /// Names of the block that it reads in any way.
  package fileprivate(set) var locals: Set<LocalID> = []

  package init() {}

  package mutating func formUnion(_ other: Reads) {
    fields.formUnion(other.fields)
    tables.formUnion(other.tables)
    locals.formUnion(other.locals)
    readsNow = readsNow || other.readsNow
  }

  package mutating func insert(field: Field) { fields.insert(field) }

  package mutating func insert(table: EntityID) { tables.insert(table) }

  /// The same as others tell it, who have other names for its rows.
  package func renamingOwners(_ name: (LocalID) -> Owner) -> Reads {
    var reads = self
    reads.locals = []
    reads.fields = Set(
      fields.map { field in
        guard case .local(let local) = field.owner else { return field }
        return Field(entity: field.entity, field: field.field, owner: name(local))
      })
    return reads
  }
}

/// Finds what expressions read, and remembers it for each define.
package final class ReadAnalysis {
  private let program: TypedProgram
  /// What defines and movements read, told of their parameters.
  private var functions: [FunctionID: Reads] = [:]
  private var movements: [MovementID: Reads] = [:]
  private var knownPlacements: Reads?

  package init(_ program: TypedProgram) { self.program = program }

  /// What an expression reads.
  ///
  /// - Parameter values: what names of the block stand for, where a `let` or an argument gave them a value; it is read
  ///   with them.
  package func reads(of expression: TypedExpression, values: [LocalID: TypedExpression] = [:]) -> Reads {
    var search = Search(analysis: self, values: values)
    search.read(expression)
    return search.found
  }

  private struct Search {
    let analysis: ReadAnalysis
    let values: [LocalID: TypedExpression]
    var found = Reads()
    /// Names whose values are being read: a name is never read through itself.
    var open: Set<LocalID> = []

    init(analysis: ReadAnalysis, values: [LocalID: TypedExpression]) {
      self.analysis = analysis
      self.values = values
    }

    mutating func read(_ expression: TypedExpression) {
      switch expression.kind {
      case .local(let local):
        found.locals.insert(local)
        if let value = values[local], open.insert(local).inserted {
          read(value)
          open.remove(local)
        }
      case .now: found.readsNow = true
      case .stateField(let field): found.fields.insert(Reads.Field(entity: nil, field: field, owner: .state))
      case .field(let base, let field):
        if case .entity(let entity) = base.type.unwrapped {
          found.fields.insert(Reads.Field(entity: entity, field: field, owner: owner(base)))
        }
      case .table(let entity): found.tables.insert(entity)
      case .call(let function, let arguments): add(analysis.reads(of: function), arguments)
      case .budget(let id, let row):
        let budget = analysis.program.budgets[id]
        add(analysis.reads(of: budget.limit), [row])
        add(analysis.reads(of: budget.counter), [row])
      case .builtin(let builtin, _):
        if builtin.readsPlaces { found.formUnion(analysis.placements) }
      case .canFollow(let mover, _, let movement), .pathCost(_, let movement, let mover):
        add(analysis.reads(of: movement), [mover])
      default: break
      }
      for child in expression.children { read(child) }
    }

    mutating func read(_ place: Place) {
      if case .field(let field)? = place.steps.first {
        switch place.root {
        case .state: found.fields.insert(Reads.Field(entity: nil, field: field, owner: .state))
        case .row(let entity, let row):
          found.fields.insert(Reads.Field(entity: entity, field: field, owner: owner(row)))
        case .budget: break
        }
      }
      for expression in place.expressions { read(expression) }
    }

    /// The row that a base stands for.
    func owner(_ base: TypedExpression) -> Reads.Owner {
      switch base.kind {
      case .local(let local): values[local].map(owner) ?? .local(local)
      case .narrowed(let inner), .present(let inner): owner(inner)
      default: .any
      }
    }

    /// What a define reads of its parameters is read of the arguments.
    mutating func add(_ reads: Reads, _ arguments: [TypedExpression]) {
      for field in reads.fields {
        var own = field.owner
        if case .local(let parameter) = own {
          own = arguments.indices.contains(parameter.index) ? owner(arguments[parameter.index]) : .any
        }
        found.fields.insert(Reads.Field(entity: field.entity, field: field.field, owner: own))
      }
      found.tables.formUnion(reads.tables)
      found.readsNow = found.readsNow || reads.readsNow
    }
  }

  // MARK: Callables

  private func reads(of id: FunctionID) -> Reads {
    if let known = functions[id] { return known }
    // INVARIANT: cycles are errors; should there be one, what it reads is found where it starts.
    functions[id] = Reads()
    let info = program.functions[id]
    var reads = reads(of: [info.body])
    for adjustment in info.adjustments {
      switch adjustment.bend {
      case .raised(let amount), .lowered(let amount), .atLeast(let amount), .atMost(let amount):
        reads.formUnion(self.reads(of: amount))
      case .doubled, .halved: break
      }
      if let condition = adjustment.condition { reads.formUnion(self.reads(of: condition)) }
    }
    for exception in info.exceptions { reads.formUnion(self.reads(of: [exception.condition, exception.value])) }
    reads.keepOwners(below: info.parameterCount)
    functions[id] = reads
    return reads
  }

  private func reads(of id: MovementID) -> Reads {
    if let known = movements[id] { return known }
    movements[id] = Reads()
    let info = program.movements[id]
    var expressions = (info.enter + info.end).map(\.condition) + [info.cost]
    for extra in info.extras { expressions += [extra.cost] + (extra.condition.map { [$0] } ?? []) }
    if let diagonals = info.diagonals { expressions += [diagonals.first, diagonals.second] }
    var reads = reads(of: expressions)
    reads.keepOwners(below: 1)
    if let diagonals = info.diagonals { reads.formUnion(self.reads(of: diagonals.counter)) }
    for rule in program.rules where rule.bindings.contains(where: { $0.target == .step(id) }) {
      var own = self.reads(of: rule.condition.map { [$0] } ?? [])
      rule.body.walk { statement in own.formUnion(self.reads(of: statement.expressions)) }
      own.keepOwners(below: 0)
      reads.formUnion(own)
    }
    reads.formUnion(placements)
    movements[id] = reads
    return reads
  }

  private func reads(of expressions: [TypedExpression]) -> Reads {
    expressions.reduce(into: Reads()) { $0.formUnion(reads(of: $1)) }
  }

  /// What is read to find a place, and what stands there.
  package func reads(of place: Place) -> Reads {
    var search = Search(analysis: self, values: [:])
    search.read(place)
    return search.found
  }

  /// Where everything stands, how wide, and what it marks.
  package var placements: Reads {
    if let known = knownPlacements { return known }
    knownPlacements = Reads()
    var found = Reads()
    for placement in program.map?.placements ?? [] {
      found.tables.insert(placement.entity)
      found.fields.insert(Reads.Field(entity: placement.entity, field: placement.cellField, owner: .any))
      if let height = placement.heightField {
        found.fields.insert(Reads.Field(entity: placement.entity, field: height, owner: .any))
      }
      let conditions = placement.marks.compactMap(\.condition)
      var own = reads(of: [placement.side, placement.narrow].compactMap { $0 } + conditions)
      own.keepOwners(below: 0)
      found.formUnion(own)
    }
    knownPlacements = found
    return found
  }
}

extension Builtin {
  /// Whether it looks at where things stand on the map.
  fileprivate var readsPlaces: Bool {
    switch self {
    case .distance, .adjacent, .sees, .clearPath, .cover, .occupantsAt, .occupantsIn, .cells, .burstPoint, .squeezed,
      .mark:
      true
    default: false
    }
  }
}

extension Reads {
  /// Names that are no parameters of a callable mean nothing to those who call it.
  fileprivate mutating func keepOwners(below count: Int) {
    fields = Set(
      fields.map { field in
        guard case .local(let local) = field.owner, local.index >= count else { return field }
        return Field(entity: field.entity, field: field.field, owner: .any)
      })
    locals = []
  }
}
