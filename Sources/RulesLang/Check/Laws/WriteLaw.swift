// Two sets of one place with different values are a fault (semantics 4). Where every judgement that reaches one of them
// reaches the other, and the values are constants, it is a mistake in the text, told here. Followed are blocks, the
// events they always do and the rules that always bind those; two names for one row are not seen through, so nothing is
// told wrongly.

enum WriteLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var told: Set<SourceRange> = []
    var roots = context.program.actions.indices.map { BindingTarget.action(ActionID($0)) }
    // What several consequences do is looked at once.
    var events: Set<EventID> = []
    for consequence in context.program.consequences where events.insert(consequence.event).inserted {
      roots.append(.event(consequence.event))
    }
    for root in roots {
      var search = WriteSearch(context, root: context.program.name(of: root))
      search.enter(root)
      for diagnostic in search.diagnostics where told.insert(diagnostic.range).inserted { found.append(diagnostic) }
    }
    return found
  }
}

/// A place as it is named from the root: parameters, fields, constant keys.
private indirect enum PlacePath: Hashable {
  case state
  case parameter(LocalID)
  /// Whatever a loop is at.
  case element(Int)
  case field(PlacePath, Int)
  case key(PlacePath, Value)
}

private struct WriteSearch {
  private struct Write {
    let value: Value
    let range: SourceRange
  }
  /// Names of a block, as they are reached from the root.
  private typealias Names = [LocalID: PlacePath]

  private(set) var diagnostics: [Diagnostic] = []
  private let context: LawContext
  private let root: String
  private var elements = 0
  /// A proof is not owed: in a program that unfolds to more than this, what lies beyond is not looked at.
  private var stepsLeft = 20_000

  init(_ context: LawContext, root: String) {
    self.context = context
    self.root = root
  }

  mutating func enter(_ target: BindingTarget) {
    let parameters = context.program.parameters(of: target).indices.map { LocalID($0) }
    var writes: [PlacePath: Write] = [:]
    collect(target, Dictionary(uniqueKeysWithValues: parameters.map { ($0, .parameter($0)) }), &writes)
  }

  private mutating func collect(_ target: BindingTarget, _ names: Names, _ writes: inout [PlacePath: Write]) {
    switch target {
    case .action(let id): collect(context.program.actions[id].body, names, &writes)
    case .event(let id): collect(context.program.events[id].body, names, &writes)
    case .step: return
    }
    for bound in context.rules(binding: target) {
      let rule = context.program.rules[bound.rule]
      var inner: Names = [:]
      for (index, source) in bound.binding.sources.enumerated() {
        switch source {
        case .parameter(let place), .present(let place): inner[LocalID(index)] = names[LocalID(place)]
        case .element: inner[LocalID(index)] = nextElement()
        }
      }
      let isLifted = !context.waivers(lifting: .rule(bound.rule)).isEmpty
      if rule.condition == nil, bound.binding.isUnconditional, !isLifted {
        collect(rule.body, inner, &writes)
      } else {
        var branch = writes
        collect(rule.body, inner, &branch)
      }
    }
  }

  /// First what always happens in the block, then its branches, each on its own.
  private mutating func collect(_ block: [Statement], _ outer: Names, _ writes: inout [PlacePath: Write]) {
    var names = outer
    var branches: [(body: [Statement], names: Names)] = []
    for statement in block {
      guard stepsLeft > 0 else { return }
      stepsLeft -= 1
      switch statement.kind {
      case .let(let local, let value, _): names[local] = path(of: value, names)
      case .set(let place, let value, when: nil):
        guard let path = path(of: place, names), let value = value.constant else { continue }
        record(path, value, statement.range, &writes)
      case .do(let event, let arguments, when: nil):
        var passed: Names = [:]
        for (index, argument) in arguments.enumerated() { passed[LocalID(index)] = path(of: argument, names) }
        collect(.event(event), passed, &writes)
      case .forEach(let binder, let body):
        var inner = names
        inner[binder.local] = nextElement()
        branches.append((body, inner))
      case .if(_, let then, let otherwise):
        branches.append((then, names))
        branches.append((otherwise, names))
      default: continue
      }
    }
    for branch in branches {
      var inner = writes
      collect(branch.body, branch.names, &inner)
    }
  }

  private mutating func record(
    _ path: PlacePath, _ value: Value, _ range: SourceRange, _ writes: inout [PlacePath: Write]
  ) {
    if let earlier = writes[path], earlier.value != value {
      diagnostics.append(.conflictingSets(range, earlier: earlier.range, action: root))
    }
    writes[path] = writes[path] ?? Write(value: value, range: range)
  }

  private mutating func nextElement() -> PlacePath {
    elements += 1
    return .element(elements)
  }

  // MARK: Places

  private func path(of place: Place, _ names: Names) -> PlacePath? {
    var path: PlacePath
    switch place.root {
    case .state: path = .state
    case .row(_, let row):
      guard let row = self.path(of: row, names) else { return nil }
      path = row
    case .budget: return nil
    }
    for step in place.steps {
      switch step {
      case .field(let field): path = .field(path, field)
      case .key(let key):
        guard let key = key.constant else { return nil }
        path = .key(path, key)
      }
    }
    return path
  }

  private func path(of value: TypedExpression, _ names: Names) -> PlacePath? {
    switch value.kind {
    case .local(let id): return names[id]
    case .stateField(let field): return .field(.state, field)
    case .field(let base, let field): return path(of: base, names).map { .field($0, field) }
    case .narrowed(let inner), .present(let inner): return path(of: inner, names)
    default: return nil
    }
  }
}
