// Which rules bind which actions and events, for `check --bindings`: the answer to "why was this asked?" before anyone
// plays.

package struct BindingsReport: Sendable {
  package struct Row: Hashable, Sendable {
    /// `rule`, `waiver` or `note`.
    package let word: String
    package let name: String
    /// `for each target`, `where tagged hostile`, `when …`: empty where it always binds.
    package let conditions: [String]
  }

  package struct Section: Hashable, Sendable {
    /// `action`, `host action`, `event` or `steps of`.
    package let word: String
    package let name: String
    /// Rules first, then waivers and notes, each in the order of names.
    package let rows: [Row]
    /// The events it does by itself, whose own sections tell the rest.
    package let events: [String]
  }

  /// Actions, then host actions, events and steps, each in the order of names.
  package let sections: [Section]

  /// - Parameter program: without errors, its patterns bound.
  package init(_ program: TypedProgram) {
    let context = LawContext(program)
    let actions = program.actions.indices.map { index -> Section in
      let word = program.actions[index].isHost ? "host action" : "action"
      return Self.section(word, .action(ActionID(index)), context)
    }
    let events = program.events.indices.map { Self.section("event", .event(EventID($0)), context) }
    let steps = program.movements.indices.map { Self.section("steps of", .step(MovementID($0)), context) }
    sections = actions.filter { $0.word == "action" } + actions.filter { $0.word != "action" } + events + steps
  }

  private static func section(_ word: String, _ target: BindingTarget, _ context: LawContext) -> Section {
    let program = context.program
    var rows: [Row] = []
    for bound in context.rules(binding: target) {
      let rule = program.rules[bound.rule]
      rows.append(row("rule", rule.header, rule.condition, bound.binding, target, program))
    }
    for (id, binding) in context.waivers(binding: target) {
      let waiver = program.waivers[id]
      rows.append(row("waiver", waiver.header, waiver.condition, binding, target, program))
    }
    for (id, binding) in context.notes(binding: target) {
      let note = program.notes[id]
      rows.append(row("note", note.header, note.condition, binding, target, program))
    }
    let done: [EventID]
    switch target {
    case .action(let id): done = program.actions[id].body.doneEvents.map(\.event)
    case .event(let id): done = program.events[id].body.doneEvents.map(\.event)
    case .step: done = []
    }
    let events = Set(done).sorted().map { program.events[$0].header.name }
    return Section(word: word, name: program.name(of: target), rows: rows, events: events)
  }

  private static func row(
    _ word: String, _ header: Header, _ condition: TypedExpression?, _ binding: Binding, _ target: BindingTarget,
    _ program: TypedProgram
  ) -> Row {
    let parameters = program.parameters(of: target)
    let tags = program.tags(of: target)
    var conditions: [String] = []
    for source in binding.sources {
      switch source {
      case .parameter: continue
      case .present(let place): conditions.append("where there is a \(parameters[place].name)")
      case .element(let place): conditions.append("for each of \(parameters[place].name)")
      }
    }
    let words = { (clauses: [Int]) in clauses.flatMap { tags[$0].tags }.joined(separator: " or ") }
    if !binding.tagClauses.isEmpty { conditions.append("where tagged \(words(binding.tagClauses))") }
    if !binding.excludedClauses.isEmpty { conditions.append("where not tagged \(words(binding.excludedClauses))") }
    if let condition { conditions.append("when \(program.sources.line(condition.range))") }
    return Row(word: word, name: header.name, conditions: conditions)
  }

  package var text: String {
    let blocks = sections.map { section -> String in
      let rows = section.rows.map { row in
        "  \(row.word) \(row.name)" + (row.conditions.isEmpty ? "" : " — \(row.conditions.joined(separator: ", "))")
      }
      let done = section.events.isEmpty ? [] : ["  does \(section.events.joined(separator: ", "))"]
      let lines = rows + done
      return (["\(section.word) \(section.name)"] + (lines.isEmpty ? ["  nothing binds it"] : lines)).joined(
        separator: "\n")
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }
}

extension TypedProgram {
  func tags(of target: BindingTarget) -> [TagClause] {
    switch target {
    case .action(let id): return actions[id].tags
    case .event(let id): return events[id].tags
    case .step: return []
    }
  }
}

extension SourceSet {
  /// The text of a range on one line.
  package func line(_ range: SourceRange) -> String {
    file(range.file).text(range.bytes).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
