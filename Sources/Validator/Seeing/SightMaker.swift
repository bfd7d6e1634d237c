import RulesLang

/// Finds what is concealed from a viewer, and takes concealed rows out of a state.
struct SightMaker {
  private let state: State
  private let concealment: Concealment
  private var sight = Sight()

  init(_ state: State) {
    self.state = state
    concealment = state.rules.concealment
  }

  private var program: TypedProgram { state.rules.program }

  /// - Parameter holds: whether a declaration, by its place in the program, conceals a row.
  mutating func make(_ holds: (Int, Word) -> Bool) -> Sight {
    for number in concealment.rows {
      let info = program.conceals[number]
      for row in rows(of: info.entity) where sight.fact.alias(of: row, in: info.entity) == nil {
        guard holds(number, row) else { continue }
        sight.fact.aliases[info.entity, default: [:]][row] = Self.words(info.alias) ?? Self.something
        if sight.telling == nil { sight.telling = Self.words(info.telling) }
      }
    }
    for number in concealment.fields {
      let info = program.conceals[number]
      guard let field = info.field else { continue }
      let concealed = rows(of: info.entity).filter { holds(number, $0) }
      if concealed.isEmpty { continue }
      sight.fact.fields[Concealment.Field(info.entity, field), default: []].formUnion(concealed)
    }
    if !sight.fact.aliases.isEmpty {
      concealWhatNeedsThem()
      sight.without = without()
    }
    return sight
  }

  /// What a row is called that is concealed for another's sake.
  static let something = "something"

  /// The words that stand for a concealed row, which themselves read nothing of it.
  private static func words(_ message: Message?) -> String? {
    message?.segments.map { segment in
      if case .text(let text) = segment { text } else { TextRenderer.hidden }
    }.joined()
  }

  private func rows(of entity: EntityID) -> Range<Word> { 0..<Word(state.table(Layout.table(of: entity)).rowCount) }

  /// A row that cannot do without a concealed one is concealed with it, until nothing more is.
  private mutating func concealWhatNeedsThem() {
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, needs) in concealment.needs.enumerated() where index > 0 {
        let entity = EntityID(index - 1)
        let table = state.table(index)
        for need in needs {
          guard let concealed = sight.fact.aliases[need.entity] else { continue }
          for row in rows(of: entity) where sight.fact.alias(of: row, in: entity) == nil {
            guard concealed[table[Int(row), need.column]] != nil else { continue }
            sight.fact.aliases[entity, default: [:]][row] = Self.something
            isGrowing = true
          }
        }
      }
    }
  }

  // MARK: Taking out

  private func without() -> Sight.Without {
    var numbers = [[Word]?](repeating: nil, count: program.entities.count)
    var ids: [[Word]] = state.rules.layout.tables.indices.map { state.table($0).ids }
    for (entity, concealed) in sight.fact.aliases {
      let table = Layout.table(of: entity)
      var next: Word = 0
      numbers[entity.index] = rows(of: entity).map { row in
        guard concealed[row] == nil else { return Transplant.gone }
        defer { next += 1 }
        return next
      }
      ids[table] = rows(of: entity).filter { concealed[$0] == nil }.map { ids[table][Int($0)] }
    }
    var rest = state
    rest.write { storage in
      storage.renumber()
      for (index, table) in state.rules.layout.tables.enumerated() {
        let isRenumbered = index > 0 && numbers[index - 1] != nil
        guard isRenumbered || table.references.contains(where: { numbers[$0.index] != nil }) else { continue }
        storage.replace(index, with: state.renumbered(index, ids: ids[index], numbers, takingOut: true))
      }
    }
    return Sight.Without(state: rest, rows: numbers, veil: veil(numbers))
  }

  /// Which fields are concealed of the rows that are left.
  private func veil(_ numbers: [[Word]?]) -> Veil {
    var veil = Veil()
    for (field, rows) in sight.fact.fields {
      let left = rows.compactMap { row in
        guard let numbers = numbers[field.entity.index] else { return row }
        let number = numbers[Int(row)]
        return number == Transplant.gone ? nil : number
      }
      if !left.isEmpty { veil.fields[field] = Set(left) }
    }
    return veil
  }
}
