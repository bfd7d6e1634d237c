/// Tags that nobody reads. The host reads those of its closed list, on events alone; of a rule's tags only `later` says
/// something; every other tag is what a pattern makes of it. A tag of an action may be there for clients and is left
/// alone, but for the host's, which it will not hear.
enum MeaninglessTags: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    let asked = AskedTags(program)
    let hostTags = HostTag.allCases.map(\.rawValue)
    var found: [Diagnostic] = []
    for event in program.events {
      for tag in event.tags.flatMap(\.tags) where !hostTags.contains(tag) && !asked.ofEvents.contains(tag) {
        found.append(.meaninglessTag(tag, of: event.header, known: hostTags + asked.ofEvents.sorted()))
      }
    }
    for action in program.actions {
      for tag in action.tags.flatMap(\.tags) where hostTags.contains(tag) && !asked.ofActions.contains(tag) {
        found.append(.hostTagOnAction(tag, of: action.header))
      }
    }
    for rule in program.rules {
      for tag in rule.tags where tag != HostTag.later { found.append(.ruleTag(tag, of: rule.header)) }
    }
    return found
  }
}

/// The tags that patterns and `lifts` ask for.
private struct AskedTags {
  private(set) var ofActions: Set<String> = []
  private(set) var ofEvents: Set<String> = []

  init(_ program: TypedProgram) {
    for pattern in program.rules.map(\.pattern) + program.waivers.map(\.pattern) + program.notes.map(\.pattern) {
      for subject in [pattern.subject] + pattern.exclusions { note(subject) }
    }
    for subject in program.waivers.flatMap(\.liftedSubjects) { note(subject) }
  }

  private mutating func note(_ subject: Pattern.Subject) {
    switch subject {
    case .anyAction(let tag?): ofActions.insert(tag)
    case .anyEvent(let tag?): ofEvents.insert(tag)
    case .anyAction(nil), .anyEvent(nil), .anyStep, .named: break
    }
  }
}
