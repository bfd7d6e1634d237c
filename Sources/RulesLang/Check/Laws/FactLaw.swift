// What follows from a fact, or is reported by the host, has happened: it cannot be refused, and no user asked for it.
// So no event that a consequence or a host action reaches, nor any of its rules, may require, spend, refuse by a `let`
// or read `user`; a host action may not itself (semantics 8). The chain that reaches the mistake is told.

enum FactLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    var search = FactSearch(context)
    let program = context.program
    for consequence in program.consequences {
      let event = program.events[consequence.event].header.name
      let link = ChainLink("consequence `\(consequence.header.name)` does `\(event)`", consequence.header.range)
      for expression in [consequence.condition] + consequence.arguments {
        search.forbidUser(in: expression, owner: consequence.header.name, chain: [])
      }
      search.start(.event(consequence.event), chain: [link])
    }
    for (index, action) in program.actions.enumerated() where action.isHost {
      let link = ChainLink("host action `\(action.header.name)`", action.header.range)
      search.start(.action(ActionID(index)), chain: [link])
    }
    return search.diagnostics
  }
}

/// One step of the way to a mistake.
struct ChainLink {
  let text: String
  let range: SourceRange

  init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

private struct FactSearch {
  private(set) var diagnostics: [Diagnostic] = []
  private let context: LawContext
  /// Looked at once, and each mistake told once, however many ways lead to it.
  private var seen: Set<BindingTarget> = []
  private var told: Set<SourceRange> = []

  init(_ context: LawContext) { self.context = context }

  /// Breadth first, so that the chain told is a shortest one.
  mutating func start(_ target: BindingTarget, chain: [ChainLink]) {
    guard seen.insert(target).inserted else { return }
    var queue = [(target: target, chain: chain)]
    var next = 0
    while next < queue.count {
      let (target, chain) = queue[next]
      next += 1
      for (event, chain) in look(at: target, chain: chain) where seen.insert(.event(event)).inserted {
        queue.append((.event(event), chain))
      }
    }
  }

  /// Looks at a target and all that binds it, and gives what it does.
  private mutating func look(at target: BindingTarget, chain: [ChainLink]) -> [(event: EventID, chain: [ChainLink])] {
    let program = context.program
    let name = program.name(of: target)
    var blocks = [(owner: name, body: [Statement](), chain: chain)]
    switch target {
    case .action(let id): blocks[0].body = program.actions[id].body
    case .event(let id):
      let event = program.events[id]
      blocks[0].body = event.body
      for value in (event.says?.holes ?? []) + (event.to.map { [$0] } ?? []) {
        forbidUser(in: value, owner: name, chain: chain)
      }
    case .step: return []
    }
    for bound in context.rules(binding: target) {
      let rule = program.rules[bound.rule]
      let chain = chain + [ChainLink("rule `\(rule.header.name)` binds `\(name)`", rule.header.range)]
      if let condition = rule.condition { forbidUser(in: condition, owner: rule.header.name, chain: chain) }
      blocks.append((rule.header.name, rule.body, chain))
    }
    for bound in context.notes(binding: target) {
      let note = program.notes[bound.note]
      let chain = chain + [ChainLink("note `\(note.header.name)` binds `\(name)`", note.header.range)]
      if let condition = note.condition { forbidUser(in: condition, owner: note.header.name, chain: chain) }
    }
    for id in context.waivers(binding: target) {
      let waiver = program.waivers[id]
      let chain = chain + [ChainLink("waiver `\(waiver.header.name)` binds `\(name)`", waiver.header.range)]
      if let condition = waiver.condition { forbidUser(in: condition, owner: waiver.header.name, chain: chain) }
    }
    var done: [(EventID, [ChainLink])] = []
    for block in blocks {
      check(block.body, owner: block.owner, chain: block.chain)
      for (event, range) in block.body.doneEvents {
        let link = ChainLink("`\(block.owner)` does `\(program.events[event].header.name)`", range)
        done.append((event, block.chain + [link]))
      }
    }
    return done
  }

  private mutating func check(_ block: [Statement], owner: String, chain: [ChainLink]) {
    block.walk { statement in
      if statement.requirement != nil, told.insert(statement.range).inserted {
        diagnostics.append(.factRefuses(statement, owner: owner, chain: chain))
      }
      for expression in statement.expressions { forbidUser(in: expression, owner: owner, chain: chain) }
    }
  }

  mutating func forbidUser(in expression: TypedExpression, owner: String, chain: [ChainLink]) {
    guard let found = expression.first(where: { if case .user = $0.kind { true } else { false } }) else { return }
    guard told.insert(found.range).inserted else { return }
    diagnostics.append(.factReadsUser(at: found, owner: owner, chain: chain))
  }
}

extension TypedExpression {
  /// The first in the order of the walk that fits.
  fileprivate func first(where fits: (TypedExpression) -> Bool) -> TypedExpression? {
    if fits(self) { return self }
    for child in children {
      if let found = child.first(where: fits) { return found }
    }
    return nil
  }
}
