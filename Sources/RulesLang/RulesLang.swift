/// The compiler of the rules language: from texts to a typed program.
///
/// Texts → tokens → syntax trees → one rule set, overlays laid over their base → names and types → what binds what → the
/// laws of the whole. Each stage knows only those before it, and tells all that is wrong in what it gets.
public enum RulesLang {
  /// Compiles a rule set, fixtures and tests included. Total: any texts give a compilation.
  public static func compile(_ sources: SourceSet) -> Compilation {
    var diagnostics: [Diagnostic] = []
    var trees: [SyntaxTree] = []
    for index in sources.layers.flatMap(\.files) {
      let (tree, mistakes) = Parser.parse(sources.file(index), index: index)
      trees.append(tree)
      diagnostics += mistakes
    }
    let isWhole = diagnostics.isEmpty
    let (merged, overlayMistakes) = OverlayMerger.merge(trees, of: sources)
    let checked = Checker.check(merged, sources: sources)
    // Behind a mistake of form a declaration may be missing that is there for any reader.
    diagnostics += (overlayMistakes + checked.diagnostics).filter { isWhole || !$0.code.isOfMissingName }
    guard let program = checked.program, !diagnostics.contains(where: { $0.severity == .error }) else {
      return Compilation(program: nil, diagnostics: diagnostics.sorted(by: Diagnostic.inOrder), trees: trees)
    }
    let bound = BindingResolver.resolve(program)
    diagnostics += bound.diagnostics
    if bound.diagnostics.isEmpty { diagnostics += Laws.check(bound.program) }
    let hasErrors = diagnostics.contains { $0.severity == .error }
    return Compilation(
      program: hasErrors ? nil : bound.program, diagnostics: diagnostics.sorted(by: Diagnostic.inOrder), trees: trees)
  }
}

/// What compiling gives.
public struct Compilation: Sendable {
  /// The program; nil where something is wrong.
  public let program: TypedProgram?
  /// All that is wrong, and all that is doubtful, in the order of files and places.
  public let diagnostics: [Diagnostic]
  /// The trees of all files of rules, mistakes included.
  let trees: [SyntaxTree]
}

extension DiagnosticCode {
  /// Whether what it tells of may be declared in a text that could not be read.
  fileprivate var isOfMissingName: Bool {
    switch self {
    case .unknownName, .unknownCase, .unknownRow, .unknownType, .unknownUnit, .unknownMember, .unknownFunction, .unknownEvent,
      .unknownAction, .unknownNote, .unknownTag, .unknownLift, .unknownLabel, .unknownTable, .unknownMovement,
      .unknownInsteadOf, .missingItem, .noMap, .notPlaced, .missingRuleset, .overlayUnknown:
      true
    default: false
    }
  }
}
