/// What a waiver lifts, by its ids: a rule, a note, a waiver, `attack.cost`, `any action.cost`.
struct LiftResolver {
  private let context: CheckContext
  private let tags: Set<String>
  private var requirements: [String: RequirementID] = [:]
  /// Those that have a label, by it.
  private var labelled: [String: [RequirementID]] = [:]

  /// - Parameter context: that knows all requirements and tags.
  init(context: CheckContext) {
    self.context = context
    tags = context.declaredTags
    for (index, requirement) in context.program.requirements.enumerated() {
      let id = RequirementID(index)
      if requirements[requirement.id] == nil { requirements[requirement.id] = id }
      if let label = requirement.label { labelled[label, default: []].append(id) }
    }
  }

  /// Empty, reported, where nothing is meant.
  func lifts(_ syntax: WaiverDeclaration.Lifted) -> [WaiverInfo.Lift] {
    switch syntax {
    case .any(let any, let label): return lifts(any, label)
    case .part(let part):
      if part.name.isMissing { return [] }
      guard let label = part.label else { return whole(part.name).map { [$0] } ?? [] }
      return one(part.name, label).map { [.requirement($0)] } ?? []
    }
  }

  private func whole(_ name: Identifier) -> WaiverInfo.Lift? {
    switch context.names.rules[name.text] {
    case .rule(let id): return .rule(id)
    case .note(let id): return .note(id)
    case .waiver(let id): return .waiver(id)
    case .movement, nil: break
    }
    if context.names.deeds[name.text] != nil {
      context.report(.liftsWhole(name, labels: labels(of: name.text)))
    } else {
      context.report(.unknownLift(name, known: Array(context.names.rules.keys)))
    }
    return nil
  }

  private func one(_ name: Identifier, _ label: Identifier) -> RequirementID? {
    let id = "\(name.text).\(label.text)"
    guard let requirement = requirements[id] else {
      if context.names.deeds[name.text] == nil, context.names.rules[name.text] == nil {
        let known = context.names.deeds.keys + Array(context.names.rules.keys)
        context.report(.unknownLift(name, known: known))
      } else {
        context.report(.unknownLabel(label, of: name.text, known: labels(of: name.text)))
      }
      return nil
    }
    return liftable(requirement, at: label.range)
  }

  private func lifts(_ any: AnyOfSyntax, _ label: Identifier) -> [WaiverInfo.Lift] {
    if label.isMissing { return [] }
    if let tag = any.tag, !tag.isMissing {
      guard tags.contains(tag.text) else {
        context.report(.unknownTag(tag, known: tags.sorted()))
        return []
      }
    }
    let found = (labelled[label.text] ?? []).filter { id in
      let requirement = context.program.requirements[id]
      return requirement.kind != .binding && fits(requirement.owner, any)
    }
    if found.isEmpty {
      let known = context.program.requirements.filter { fits($0.owner, any) }.compactMap(\.label)
      context.report(
        .liftsNothing(label, what: any.subject == .action ? "action" : "event", known: Set(known).sorted()))
    }
    return found.map { .requirement($0) }
  }

  private func fits(_ owner: RequirementInfo.Owner, _ any: AnyOfSyntax) -> Bool {
    let tags: [TagClause]
    switch (owner, any.subject) {
    case (.action(let id), .action):
      if context.program.actions[id].isHost { return false }
      tags = context.program.actions[id].tags
    case (.event(let id), .event): tags = context.program.events[id].tags
    default: return false
    }
    guard let tag = any.tag else { return true }
    return tags.contains { $0.tags.contains(tag.text) }
  }

  /// A name that a `let` gives cannot be lifted: what follows needs its value.
  private func liftable(_ id: RequirementID, at range: SourceRange) -> RequirementID? {
    if context.program.requirements[id].kind != .binding { return id }
    context.report(.liftsName(range, id: context.program.requirements[id].id))
    return nil
  }

  private func labels(of owner: String) -> [String] {
    context.program.requirements.filter { $0.kind != .binding && $0.id.hasPrefix(owner + ".") }.compactMap(\.label)
  }
}

extension CheckContext {
  /// The tags of all actions and events.
  var declaredTags: Set<String> {
    Set((program.actions.map(\.tags) + program.events.map(\.tags)).joined().flatMap(\.tags))
  }
}
