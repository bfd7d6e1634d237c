// Requirements and rolls have ids of their own, by which waivers, overlays, tests and clients address them. They are
// known before any block is read, in the order of their ids' bytes.

/// The ids of requirements and rolls by the places of their statements.
struct PartTable {
  private(set) var requirements: [SourceRange: RequirementID] = [:]
  private(set) var rolls: [SourceRange: RollID] = [:]

  /// Collects them, and fills in the program's tables.
  init(_ table: DeclarationTable, _ context: CheckContext) {
    var found = PartCollector()
    for (index, action) in table.actions.enumerated() {
      found.collect(action.syntax.body, owner: .action(ActionID(index)), named: action.name.text, context)
    }
    for (index, event) in table.events.enumerated() {
      guard let body = event.syntax.body else { continue }
      found.collect(body, owner: .event(EventID(index)), named: event.name.text, context)
    }
    for (index, rule) in table.rules.enumerated() {
      found.collect(rule.syntax.body, owner: .rule(RuleID(index)), named: rule.name.text, context)
    }
    found.tellClashes(context)
    let inOrder = found.requirements.sorted {
      ($0.info.id, $0.range.file, $0.range.lower) < ($1.info.id, $1.range.file, $1.range.lower)
    }
    let rollsInOrder = found.rolls.sorted {
      ($0.info.id, $0.range.file, $0.range.lower) < ($1.info.id, $1.range.file, $1.range.lower)
    }
    context.program.requirements = inOrder.map(\.info)
    context.program.rolls = rollsInOrder.map(\.info)
    for (index, part) in inOrder.enumerated() { requirements[part.range] = RequirementID(index) }
    for (index, part) in rollsInOrder.enumerated() { rolls[part.range] = RollID(index) }
  }
}

private struct PartCollector {
  var requirements: [(info: RequirementInfo, range: SourceRange)] = []
  var rolls: [(info: RollInfo, range: SourceRange)] = []

  mutating func collect(_ body: BlockSyntax, owner: RequirementInfo.Owner, named name: String, _ context: CheckContext)
  {
    var labels: [String: SourceRange] = [:]
    var rollNames: [String: SourceRange] = [:]
    let refusing = body.refusing
    for (place, part) in refusing.enumerated() {
      if let label = part.label {
        if let first = labels[label.text] { context.report(.labelTwice(label, first: first)) }
        labels[label.text] = label.range
      }
      let isOnlyOne = refusing.count == 1
      let id: String
      if let label = part.label { id = "\(name).\(label.text)" } else { id = isOnlyOne ? name : "\(name).\(place + 1)" }
      let info = RequirementInfo(
        id: id, label: part.label?.text, kind: part.kind, owner: owner,
        range: part.label?.range ?? part.statement.range,
        doc: part.statement.doc?.text)
      requirements.append((info, part.statement.range))
    }
    body.walk { statement in
      guard case .roll(let roll, _, _, _) = statement.kind else { return }
      if let first = rollNames[roll.text] { context.report(.labelTwice(roll, first: first)) }
      rollNames[roll.text] = roll.range
      rolls.append((RollInfo(id: "\(name).\(roll.text)", owner: owner, range: roll.range), statement.range))
    }
  }

  /// An action and a rule may share a name; their requirements share no id.
  func tellClashes(_ context: CheckContext) {
    var first: [String: RequirementInfo] = [:]
    for part in requirements.map(\.info) {
      if let earlier = first[part.id], earlier.owner != part.owner {
        context.report(.requirementTwice(part, first: earlier.range))
      }
      if first[part.id] == nil { first[part.id] = part }
    }
  }
}

/// A statement that may refuse.
private struct RefusingStatement {
  let statement: StatementSyntax
  let label: Identifier?
  let kind: RequirementInfo.Kind
}

extension BlockSyntax {
  fileprivate var refusing: [RefusingStatement] {
    var found: [RefusingStatement] = []
    walk { statement in
      switch statement.kind {
      case .require(let syntax):
        found.append(RefusingStatement(statement: statement, label: syntax.label, kind: .require))
      case .spend(let syntax): found.append(RefusingStatement(statement: statement, label: syntax.label, kind: .spend))
      case .let(let name, _, .some): found.append(RefusingStatement(statement: statement, label: name, kind: .binding))
      default: break
      }
    }
    return found
  }

  /// Visits all statements in the order of the text, those of inner blocks too.
  func walk(_ visit: (StatementSyntax) -> Void) {
    for statement in statements {
      visit(statement)
      switch statement.kind {
      case .forEach(_, let body): body.walk(visit)
      case .if(let syntax): syntax.walk(visit)
      default: break
      }
    }
  }
}

extension IfSyntax {
  fileprivate func walk(_ visit: (StatementSyntax) -> Void) {
    body.walk(visit)
    switch otherwise {
    case .block(let block): block.walk(visit)
    case .if(let inner, range: _): inner.walk(visit)
    case nil: break
    }
  }
}
