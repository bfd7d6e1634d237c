// The names of all declarations, before any of them is looked into. Of two with one name the first in the text stays;
// the other is told with both places and left out, so that nothing else is told of it.

struct NameCollector {
  private let context: CheckContext
  private var places: [Space: [String: SourceRange]] = [:]

  private enum Space { case types, values, deeds, rules }

  init(_ context: CheckContext) { self.context = context }

  /// Fills in the names, and takes out of the table what has none of its own.
  mutating func collect(_ table: inout DeclarationTable) {
    claimTypes(&table)
    claimValues(&table)
    keep(&table.actions, in: .deeds)
    keep(&table.events, in: .deeds)
    claimRules(&table)
    nameTypes(table)
    nameValues(table)
    nameRules(table)
  }

  // MARK: Each name once

  private mutating func claimTypes(_ table: inout DeclarationTable) {
    keep(&table.units, in: .types)
    keep(&table.enums, in: .types)
    keep(&table.records, in: .types)
    keep(&table.kinds, in: .types)
    keep(&table.entities, in: .types)
  }

  private mutating func claimValues(_ table: inout DeclarationTable) {
    var fields: [FieldDeclaration] = []
    for field in table.state where claim(field.name, in: .values) { fields.append(field) }
    table.state = fields
    table.entities = table.entities.filter { claim($0.syntax.table, in: .values) }
    table.kinds = table.kinds.filter { claim($0.syntax.table, in: .values) }
    keep(&table.functions, in: .values, areFunctions: true)
    // A budget's limit goes by its name, and has claimed it.
    let limits = Set(table.functions.map(\.name))
    table.budgets = table.budgets.filter { limits.contains($0.name) }
  }

  private mutating func claimRules(_ table: inout DeclarationTable) {
    keep(&table.rules, in: .rules)
    keep(&table.waivers, in: .rules)
    keep(&table.notes, in: .rules)
    keep(&table.movements, in: .rules)
    keep(&table.adjustments, in: .rules)
    keep(&table.exceptions, in: .rules)
    keep(&table.consequences, in: .rules)
    keep(&table.conceals, in: .rules)
    keep(&table.invariants, in: .rules)
  }

  private mutating func keep<Syntax>(
    _ declarations: inout [Named<Syntax>], in space: Space, areFunctions: Bool = false
  ) {
    var kept: [Named<Syntax>] = []
    for declaration in declarations where claim(declaration.name, in: space, isFunction: areFunctions) {
      kept.append(declaration)
    }
    declarations = kept
  }

  /// Takes a name in its space; false, reported, where it is taken.
  private mutating func claim(_ name: Identifier, in space: Space, isFunction: Bool = false) -> Bool {
    if name.isMissing { return false }
    if let first = places[space]?[name.text] {
      context.report(.duplicateName(name, first: first))
      return false
    }
    let isBuiltin =
      switch space {
      case .types: Names.isBuiltinType(name.text)
      case .values: isFunction && BuiltinName.fixed[name.text] != nil
      case .deeds, .rules: false
      }
    if isBuiltin {
      context.report(.builtinName(name))
      // A define stays, so that its calls are not taken for those of the built-in.
      if space == .types { return false }
    }
    places[space, default: [:]][name.text] = name.range
    return true
  }

  // MARK: What they mean

  private func nameTypes(_ table: DeclarationTable) {
    context.names.types["s"] = .unit(context.program.seconds)
    for (index, unit) in table.units.enumerated() { context.names.types[unit.name.text] = .unit(UnitID(index + 1)) }
    for (index, record) in table.records.enumerated() {
      context.names.types[record.name.text] = .record(RecordID(index))
    }
    for (index, kind) in table.kinds.enumerated() { context.names.types[kind.name.text] = .kind(KindID(index)) }
    for (index, entity) in table.entities.enumerated() {
      context.names.types[entity.name.text] = .entity(EntityID(index))
    }
    // The built-in enums stand among the declared ones, by name.
    for (index, name) in table.enumNames.enumerated() { context.names.types[name] = .enumeration(EnumID(index)) }
  }

  private func nameValues(_ table: DeclarationTable) {
    for (index, field) in table.state.enumerated() { context.names.values[field.name.text] = .stateField(index) }
    for (index, kind) in table.kinds.enumerated() {
      context.names.values[kind.syntax.table.text] = .kindTable(KindID(index))
    }
    for (index, entity) in table.entities.enumerated() {
      context.names.values[entity.syntax.table.text] = .table(EntityID(index))
    }
    for (index, function) in table.functions.enumerated() {
      if case .define = function.syntax { context.names.values[function.name.text] = .function(FunctionID(index)) }
    }
    for (index, budget) in table.budgets.enumerated() {
      context.names.values[budget.name.text] = .budget(BudgetID(index))
    }
    for (index, action) in table.actions.enumerated() {
      context.names.deeds[action.name.text] = .action(ActionID(index))
    }
    for (index, event) in table.events.enumerated() { context.names.deeds[event.name.text] = .event(EventID(index)) }
  }

  private func nameRules(_ table: DeclarationTable) {
    for (index, rule) in table.rules.enumerated() { context.names.rules[rule.name.text] = .rule(RuleID(index)) }
    for (index, waiver) in table.waivers.enumerated() {
      context.names.rules[waiver.name.text] = .waiver(WaiverID(index))
    }
    for (index, note) in table.notes.enumerated() { context.names.rules[note.name.text] = .note(NoteID(index)) }
    for (index, movement) in table.movements.enumerated() {
      context.names.rules[movement.name.text] = .movement(MovementID(index))
    }
    let words = Set(table.notes.map(\.syntax.word.text)).sorted()
    context.program.noteWords = words
    for (index, word) in words.enumerated() { context.names.noteWords[word] = index }
  }
}

extension DeclarationTable {
  /// All enums by name, built-in ones among them.
  var enumNames: [String] { (enums.map(\.name.text) + Names.builtinEnums).sorted() }
}

extension Names {
  static let builtinEnums = ["Action", "Movement", "Cover"]

  static func isBuiltinType(_ name: String) -> Bool {
    builtinTypes[name] != nil || builtinEnums.contains(name) || name == "s"
  }
}
