// Patterns: what a rule, a waiver or a note is for. Which actions and events a pattern fits is worked out over the
// whole program later; here its names and types are looked up.

struct PatternChecker {
  private let context: CheckContext
  private let tags: Set<String>

  /// - Parameter context: that knows the tags of all actions and events.
  init(context: CheckContext) {
    self.context = context
    tags = context.declaredTags
  }

  /// The pattern, and a checker with its names in scope.
  func check(_ syntax: PatternSyntax, in setting: Setting) -> (pattern: Pattern, checker: ExpressionChecker) {
    let subject = subject(syntax.subject)
    var setting = setting
    setting.readsAction = Self.actionReading(of: subject)
    if case .anyStep = subject {
      setting.readsUser = false
      setting.readsNow = false
      setting.readsNotes = false
      setting.name = "a rule for steps"
    }
    var checker = ExpressionChecker(context, setting)
    let parameters = syntax.parameters.map { parameter in
      let type = checker.shape(parameter.type, for: .pattern).type
      var local = Local(parameter.name.text, type, parameter.name.range)
      local.isUnjudged = type == .text
      checker.bind(local)
      return Pattern.Parameter(
        name: parameter.name.text, type: type, each: parameter.isEach, range: parameter.name.range)
    }
    let exclusions = syntax.exclusions.compactMap { exclusion in
      switch exclusion {
      case .any(let any): self.any(any)
      case .named(let name): named([name])
      }
    }
    let pattern = Pattern(subject: subject, parameters: parameters, exclusions: exclusions, range: syntax.range)
    return (pattern, checker)
  }

  private func subject(_ syntax: PatternSyntax.Subject) -> Pattern.Subject {
    switch syntax {
    case .any(let any): Pattern.Subject(any)
    case .anyStep: .anyStep
    case .named(let names): named(names)
    }
  }

  /// A tag that is excluded is one that something has; of what a pattern asks for, the laws tell that nothing fits.
  private func any(_ syntax: AnyOfSyntax) -> Pattern.Subject {
    if let tag = syntax.tag, !tag.isMissing { expectTag(tag) }
    return Pattern.Subject(syntax)
  }

  private func expectTag(_ tag: Identifier) {
    if !tags.contains(tag.text) { context.report(.unknownTag(tag, known: tags.sorted())) }
  }

  private func named(_ names: [Identifier]) -> Pattern.Subject {
    var actions: [ActionID] = []
    var events: [EventID] = []
    for name in names where !name.isMissing {
      switch context.names.deeds[name.text] {
      case .action(let id): actions.append(id)
      case .event(let id): events.append(id)
      case nil: context.report(.unknownDeed(name, known: Array(context.names.deeds.keys)))
      }
    }
    return .named(actions: actions, events: events)
  }

  /// Events may be done by what follows from a fact, where no action was asked for.
  private static func actionReading(of subject: Pattern.Subject) -> Setting.ActionReading {
    switch subject {
    case .anyAction: .always
    case .anyEvent: .whereThereIsOne
    case .anyStep: .never
    case .named(_, let events): events.isEmpty ? .always : .whereThereIsOne
    }
  }
}

extension Pattern.Subject {
  init(_ syntax: AnyOfSyntax) {
    switch syntax.subject {
    case .action: self = .anyAction(tag: syntax.tag?.text)
    case .event: self = .anyEvent(tag: syntax.tag?.text)
    }
  }
}
