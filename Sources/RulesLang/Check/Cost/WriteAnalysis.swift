/// A field that an event may write.
struct WrittenField: Hashable {
  struct Name: Hashable {
    /// nil for a field of `state`.
    var entity: EntityID?
    var field: Int
  }
  var name: Name
  /// Whose field: the row that a parameter of the event stands for; nil for any row, or the state's.
  var parameter: LocalID?
  /// Asked of a consequence: it is of the row that the consequence is about.
  var isOwn = false
}

/// Finds what events may write, themselves, by their rules and by the events they do.
struct WriteAnalysis {
  private let program: TypedProgram
  private var events: [EventID: Set<WrittenField>] = [:]

  /// - Parameter context: of a program without cycles.
  init(_ context: LawContext) {
    program = context.program
    for id in context.events.order {
      let event = program.events[id]
      var written = writes(of: event.body)
      for bound in context.rules(binding: .event(id)) {
        for var field in writes(of: program.rules[bound.rule].body) {
          field.parameter = field.parameter.flatMap { Self.parameter($0, of: bound.binding) }
          written.insert(field)
        }
      }
      events[id] = Set(written.map { $0.kept(below: event.parameters.count) })
    }
  }

  /// What a consequence's event writes, told of the row that the consequence is about.
  func writes(of consequence: ConsequenceInfo) -> Set<WrittenField> {
    let written = passed(events[consequence.event] ?? [], consequence.arguments, [:])
    return Set(
      written.map { field in
        WrittenField(
          name: field.name, parameter: nil,
          isOwn: field.parameter != nil && field.parameter == consequence.binder?.local)
      })
  }

  private func writes(of body: [Statement]) -> Set<WrittenField> {
    var values: [LocalID: TypedExpression] = [:]
    body.walk { if case .let(let local, let value, _) = $0.kind { values[local] = value } }
    var written: Set<WrittenField> = []
    body.walk { statement in
      if let place = statement.place { written.formUnion(field(of: place, values)) }
      if case .do(let event, let arguments, _) = statement.kind {
        written.formUnion(passed(events[event] ?? [], arguments, values))
      }
    }
    return written
  }

  private func field(of place: Place, _ values: [LocalID: TypedExpression]) -> Set<WrittenField> {
    guard let (name, row) = program.field(writtenBy: place) else { return [] }
    return [WrittenField(name: name, parameter: row?.heldBy(values))]
  }

  /// What an event writes of its parameters is written of the arguments.
  private func passed(
    _ written: Set<WrittenField>, _ arguments: [TypedExpression], _ values: [LocalID: TypedExpression]
  ) -> Set<WrittenField> {
    Set(
      written.map { field in
        guard let parameter = field.parameter else { return field }
        let owner = arguments.indices.contains(parameter.index) ? arguments[parameter.index].heldBy(values) : nil
        return WrittenField(name: field.name, parameter: owner)
      })
  }

  private static func parameter(_ local: LocalID, of binding: Binding) -> LocalID? {
    guard binding.sources.indices.contains(local.index) else { return nil }
    switch binding.sources[local.index] {
    case .parameter(let place), .present(let place): return LocalID(place)
    case .element: return nil
    }
  }
}

extension TypedProgram {
  /// The field that is written where a place is, of a budget its counter; and the row whose it is, unless it is the
  /// state's.
  func field(writtenBy place: Place) -> (name: WrittenField.Name, row: TypedExpression?)? {
    let budget: (place: Place, row: TypedExpression)? =
      if case .budget(let id, let row) = place.root { (budgets[id].counter, row) } else { nil }
    let counted = budget?.place ?? place
    guard case .field(let field)? = counted.steps.first else { return nil }
    guard case .row(let entity, let row) = counted.root else {
      return (WrittenField.Name(entity: nil, field: field), nil)
    }
    return (WrittenField.Name(entity: entity, field: field), budget?.row ?? row)
  }
}

extension ReadAnalysis {
  /// What has to be looked at to know whether a consequence comes true.
  func reads(of consequence: ConsequenceInfo) -> Reads {
    ([consequence.condition] + (consequence.binder?.expressions ?? [])).reduce(into: Reads()) {
      $0.formUnion(reads(of: $1))
    }
  }
}

extension Reads {
  /// The fields that are read, of whichever row.
  var names: Set<WrittenField.Name> {
    Set(fields.map { WrittenField.Name(entity: $0.entity, field: $0.field) })
  }
}

extension WrittenField {
  /// Names that are no parameters mean nothing outside of the event.
  fileprivate func kept(below count: Int) -> WrittenField {
    guard let parameter, parameter.index >= count else { return self }
    return WrittenField(name: name, parameter: nil)
  }
}

extension TypedExpression {
  /// The name of the block that holds the row, also where a `let` gave it another.
  fileprivate func heldBy(_ values: [LocalID: TypedExpression]) -> LocalID? {
    var expression = self
    // A `let` is made of names before it, so this ends; the limit holds should one not be.
    for _ in 0..<64 {
      switch expression.kind {
      case .narrowed(let inner), .present(let inner): expression = inner
      case .local(let local):
        guard let value = values[local] else { return local }
        expression = value
      default: return nil
      }
    }
    return nil
  }
}
