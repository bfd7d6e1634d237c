// What follows from a fact, or is reported by the host, has happened: it cannot be refused, and no user asked for it.
// So no event that a consequence or a host action reaches, nor any of its rules, may require, spend, refuse by a `let`
// or read `user`; a host action may not itself (semantics 8). The chain that reaches the mistake is told.

enum FactLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    var search = FactSearch(context)
    let program = context.program
    for consequence in program.consequences {
      let event = program.events[consequence.event].header
      for expression in [consequence.condition] + consequence.arguments {
        search.forbidUser(in: expression, owner: consequence.header.name, chain: nil)
      }
      search.start(
        .event(consequence.event), "consequence `\(consequence.header.name)` does `\(event.name)`",
        consequence.header.range)
    }
    for (index, action) in program.actions.enumerated() where action.isHost {
      search.start(.action(ActionID(index)), "host action `\(action.header.name)`", action.header.range)
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
  /// The steps of all ways, each with the place of the one before it.
  private var steps: [(link: ChainLink, before: Int?)] = []

  init(_ context: LawContext) { self.context = context }

  /// Breadth first, so that the chain told is a shortest one.
  mutating func start(_ target: BindingTarget, _ text: String, _ range: SourceRange) {
    guard seen.insert(target).inserted else { return }
    var queue = [(target: target, chain: add(text, range, behind: nil))]
    var next = 0
    while next < queue.count {
      let (target, chain) = queue[next]
      next += 1
      look(at: target, chain: chain, &queue)
    }
  }

  private mutating func add(_ text: String, _ range: SourceRange, behind chain: Int?) -> Int {
    steps.append((ChainLink(text, range), chain))
    return steps.count - 1
  }

  private func links(to end: Int?) -> [ChainLink] {
    var links: [ChainLink] = []
    var end = end
    while let place = end {
      links.append(steps[place].link)
      end = steps[place].before
    }
    return links.reversed()
  }

  /// Looks at a target and all that binds it, and queues what it does.
  private mutating func look(
    at target: BindingTarget, chain: Int, _ queue: inout [(target: BindingTarget, chain: Int)]
  ) {
    let program = context.program
    let name = program.name(of: target)
    var blocks: [(owner: String, body: [Statement], chain: Int)] = []
    switch target {
    case .action(let id): blocks.append((name, program.actions[id].body, chain))
    case .event(let id):
      let event = program.events[id]
      blocks.append((name, event.body, chain))
      for value in (event.says?.holes ?? []) + (event.to.map { [$0] } ?? []) {
        forbidUser(in: value, owner: name, chain: chain)
      }
    case .step: return
    }
    func binds(_ word: String, _ header: Header, _ condition: TypedExpression?, _ search: inout Self) -> Int {
      let chain = search.add("\(word) `\(header.name)` binds `\(name)`", header.range, behind: chain)
      if let condition { search.forbidUser(in: condition, owner: header.name, chain: chain) }
      return chain
    }
    for bound in context.rules(binding: target) {
      let rule = program.rules[bound.rule]
      blocks.append((rule.header.name, rule.body, binds("rule", rule.header, rule.condition, &self)))
    }
    for bound in context.notes(binding: target) {
      let note = program.notes[bound.note]
      _ = binds("note", note.header, note.condition, &self)
    }
    for bound in context.waivers(binding: target) {
      let waiver = program.waivers[bound.waiver]
      _ = binds("waiver", waiver.header, waiver.condition, &self)
    }
    for block in blocks {
      check(block.body, owner: block.owner, chain: block.chain)
      for (event, range) in block.body.doneEvents where seen.insert(.event(event)).inserted {
        let text = "`\(block.owner)` does `\(program.events[event].header.name)`"
        queue.append((.event(event), add(text, range, behind: block.chain)))
      }
    }
  }

  private mutating func check(_ block: [Statement], owner: String, chain: Int) {
    block.walk { statement in
      if statement.requirement != nil, told.insert(statement.range).inserted {
        diagnostics.append(.factRefuses(statement, owner: owner, chain: links(to: chain)))
      }
      for expression in statement.expressions { forbidUser(in: expression, owner: owner, chain: chain) }
    }
  }

  mutating func forbidUser(in expression: TypedExpression, owner: String, chain: Int?) {
    guard let found = expression.first(where: { if case .user = $0.kind { true } else { false } }) else { return }
    guard told.insert(found.range).inserted else { return }
    diagnostics.append(.factReadsUser(at: found, owner: owner, chain: links(to: chain)))
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
