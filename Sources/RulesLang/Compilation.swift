// From texts to a program: the one way through all stages. A stage runs where those before it found no errors, so that a
// mistake is told once and not again by what it leads to; warnings stop nothing.

/// What becomes of the texts of a rule set: a program, or what is wrong with them.
public struct Compilation: Sendable {
  public let sources: SourceSet
  /// The program; nil where there are errors.
  public let program: TypedProgram?
  /// Errors and warnings, in the order of files and places.
  public let diagnostics: [Diagnostic]

  /// Compiles a rule set with all its layers.
  public init(_ sources: SourceSet) {
    self.sources = sources
    var found: [Diagnostic] = []
    program = Self.program(of: sources, &found)
    diagnostics = found.sorted(by: Diagnostic.inOrder)
  }

  private static func program(of sources: SourceSet, _ found: inout [Diagnostic]) -> TypedProgram? {
    var trees: [SyntaxTree] = []
    for index in sources.layers.flatMap(\.files) {
      let (tree, diagnostics) = Parser.parse(sources.file(index), index: index)
      trees.append(tree)
      found += diagnostics
    }
    if found.hasErrors { return nil }
    let (merged, overlaid) = OverlayMerger.merge(trees, of: sources)
    found += overlaid
    let (checked, mistakes) = Checker.check(merged, sources: sources)
    found += mistakes
    guard let checked, !found.hasErrors else { return nil }
    let (program, unbound) = BindingResolver.resolve(checked)
    found += unbound
    if found.hasErrors { return nil }
    found += Laws.check(program)
    found += Lint.check(program)
    return found.hasErrors ? nil : program
  }
}

extension [Diagnostic] {
  fileprivate var hasErrors: Bool { contains { $0.severity == .error } }
}
