// What each pattern of a rule, waiver or note binds. A pattern with `any` binds all that fit it, silently; names are
// promises, so each of them has to fit. The parameter list fits by name and type, in any order (semantics 9 to 11).

/// Fills in the bindings of all rules, waivers and notes of a program.
struct BindingResolver {
  private let program: TypedProgram
  private var diagnostics: [Diagnostic] = []

  private init(_ program: TypedProgram) { self.program = program }

  /// The program with its bindings, and what is wrong with its patterns.
  static func resolve(_ program: TypedProgram) -> (program: TypedProgram, diagnostics: [Diagnostic]) {
    var resolver = BindingResolver(program)
    var bound = program
    for index in program.rules.indices {
      bound.rules[index].bindings = resolver.bindings(of: program.rules[index].pattern)
    }
    for index in program.waivers.indices {
      bound.waivers[index].bindings = resolver.bindings(of: program.waivers[index].pattern)
    }
    for index in program.notes.indices {
      bound.notes[index].bindings = resolver.bindings(of: program.notes[index].pattern)
    }
    return (bound, resolver.diagnostics)
  }

  private mutating func bindings(of pattern: Pattern) -> [Binding] {
    let known = diagnostics.count
    let bound = candidates(of: pattern).compactMap { bind($0.target, clauses: $0.clauses, to: pattern) }
    if bound.isEmpty, diagnostics.count == known {
      diagnostics.append(.patternFitsNothing(pattern, nearest: nearestTag(of: pattern.subject)))
    }
    return bound
  }

  // MARK: Targets

  /// What the subject covers, before parameters and exclusions; with the clauses a tag hangs on.
  private func candidates(of pattern: Pattern) -> [(target: BindingTarget, clauses: [Int])] {
    switch pattern.subject {
    case .anyAction(let tag):
      return program.actions.indices.filter { !program.actions[$0].isHost }.compactMap { index in
        clauses(with: tag, in: program.actions[index].tags).map { (.action(ActionID(index)), $0) }
      }
    case .anyEvent(let tag):
      return program.events.indices.compactMap { index in
        clauses(with: tag, in: program.events[index].tags).map { (.event(EventID(index)), $0) }
      }
    case .anyStep:
      return program.movements.indices.map { (.step(MovementID($0)), []) }
    case .named(let actions, let events):
      return actions.map { (.action($0), []) } + events.map { (.event($0), []) }
    }
  }

  /// The conditional clauses that give the tag; none where it is always there, nil where it never is.
  private func clauses(with tag: String?, in tags: [TagClause]) -> [Int]? {
    guard let tag else { return [] }
    let giving = tags.indices.filter { tags[$0].tags.contains(tag) }
    if giving.isEmpty { return nil }
    return giving.contains { tags[$0].condition == nil } ? [] : giving
  }

  /// The clauses under which one of the exclusions holds; nil where one always does.
  private func excludedClauses(of target: BindingTarget, by exclusions: [Pattern.Subject]) -> [Int]? {
    var excluded: Set<Int> = []
    for exclusion in exclusions {
      let hit: [Int]?
      switch (exclusion, target) {
      case (.anyAction(let tag), .action(let id)): hit = clauses(with: tag, in: program.actions[id].tags)
      case (.anyEvent(let tag), .event(let id)): hit = clauses(with: tag, in: program.events[id].tags)
      case (.named(let actions, _), .action(let id)): hit = actions.contains(id) ? [] : nil
      case (.named(_, let events), .event(let id)): hit = events.contains(id) ? [] : nil
      default: hit = nil
      }
      guard let hit else { continue }
      if hit.isEmpty { return nil }
      excluded.formUnion(hit)
    }
    return excluded.sorted()
  }

  // MARK: Parameters

  private mutating func bind(_ target: BindingTarget, clauses: [Int], to pattern: Pattern) -> Binding? {
    guard let excluded = excludedClauses(of: target, by: pattern.exclusions) else { return nil }
    let parameters = program.parameters(of: target)
    var sources: [Binding.Source] = []
    for parameter in pattern.parameters {
      guard let source = Self.source(of: parameter, in: parameters) else {
        refuse(parameter, parameters: parameters, target: target, pattern: pattern)
        return nil
      }
      sources.append(source)
    }
    let elements = zip(pattern.parameters, sources).filter { if case .element = $0.1 { true } else { false } }
    if elements.count > 1, let second = elements.last {
      diagnostics.append(.twoEachParameters(second.0))
      return nil
    }
    return Binding(target: target, sources: sources, tagClauses: clauses, excludedClauses: excluded)
  }

  private static func source(of parameter: Pattern.Parameter, in parameters: [BindableParameter]) -> Binding.Source? {
    for (index, candidate) in parameters.enumerated() {
      if candidate.name == parameter.name {
        if candidate.type == parameter.type { return .parameter(index) }
        if candidate.type == .optional(parameter.type) { return .present(index) }
      }
      if parameter.each, candidate.each == parameter.name, candidate.type.unwrapped.element == parameter.type {
        return .element(index)
      }
    }
    return nil
  }

  /// A name in the pattern is a promise; `any` is not.
  private mutating func refuse(
    _ parameter: Pattern.Parameter, parameters: [BindableParameter], target: BindingTarget, pattern: Pattern
  ) {
    guard case .named = pattern.subject else { return }
    diagnostics.append(.patternDoesNotFit(parameter, target: program.name(of: target), parameters: parameters))
  }

  /// The tag nearest to one that nothing has.
  private func nearestTag(of subject: Pattern.Subject) -> String? {
    switch subject {
    case .anyAction(let tag?):
      return Suggestion.nearest(to: tag, among: Set(program.actions.flatMap { $0.tags.flatMap(\.tags) }).sorted())
    case .anyEvent(let tag?):
      return Suggestion.nearest(to: tag, among: Set(program.events.flatMap { $0.tags.flatMap(\.tags) }).sorted())
    default: return nil
    }
  }
}
