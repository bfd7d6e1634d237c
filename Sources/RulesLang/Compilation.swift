// From texts to a program: the one way through all stages.

/// What compiling a rule set gives.
public struct Compilation: Sendable {
  /// The texts it was made from; the ranges of diagnostics look into them.
  public let sources: SourceSet
  /// The program; nil where something is wrong.
  public let program: TypedProgram?
  /// All that is wrong, and all that is doubtful, in the order of files and places.
  public let diagnostics: [Diagnostic]
  /// The trees of all files of rules, mistakes included.
  let trees: [SyntaxTree]

  /// Compiles a rule set with all its layers.
  public init(_ sources: SourceSet) {
    self.sources = sources
    let parsed = sources.layers.flatMap(\.files).map { Parser.parse(sources.file($0), index: $0) }
    trees = parsed.map(\.tree)
    let misformed = parsed.flatMap(\.diagnostics)
    let (program, mistakes) = Compilation.resolve(trees, of: sources, areWhole: misformed.isEmpty)
    // Behind a mistake of form a declaration may be missing that is there for any reader.
    let told = misformed + mistakes.filter { misformed.isEmpty || !$0.code.isOfMissingName }
    diagnostics = told.sorted(by: Diagnostic.inOrder)
    self.program = told.contains { $0.severity == .error } ? nil : program
  }

  /// Overlays, names and types; then, of a program without a mistake, patterns; then the laws.
  ///
  /// - Parameter areWhole: whether all texts could be read: of a part of a program no law holds.
  private static func resolve(
    _ trees: [SyntaxTree], of sources: SourceSet, areWhole: Bool
  ) -> (TypedProgram?, [Diagnostic]) {
    let (merged, overlayMistakes) = OverlayMerger.merge(trees, of: sources)
    let (checked, typeMistakes) = Checker.check(merged, sources: sources)
    let mistakes = overlayMistakes + typeMistakes
    // A program with mistakes is looked at no further, so that what they lead to is not told.
    guard areWhole, let checked, overlayMistakes.isEmpty else { return (nil, mistakes) }
    let (program, patternMistakes) = BindingResolver.resolve(checked)
    if !patternMistakes.isEmpty { return (nil, mistakes + patternMistakes) }
    return (program, mistakes + Laws.check(program) + Lint.check(program))
  }
}

extension DiagnosticCode {
  /// Whether what it tells of may be declared in a text that could not be read.
  fileprivate var isOfMissingName: Bool {
    switch self {
    case .unknownName, .unknownCase, .unknownRow, .unknownType, .unknownUnit, .unknownMember, .unknownFunction,
      .unknownEvent, .unknownAction, .unknownNote, .unknownTag, .unknownLift, .unknownLabel, .unknownTable,
      .unknownMovement, .unknownInsteadOf, .unknownReason, .missingItem, .noMap, .notPlaced, .missingRuleset,
      .overlayUnknown:
      true
    default: false
    }
  }
}
