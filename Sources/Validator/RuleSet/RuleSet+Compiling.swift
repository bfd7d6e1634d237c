public import RulesLang

/// Why a rule set could not be used: everything that is wrong with its text.
public struct CompileFailure: Error, Sendable, CustomStringConvertible {
  /// All diagnostics, doubts included, in the order of files and places.
  public let diagnostics: [Diagnostic]
  /// The texts that they point into.
  public let sources: SourceSet

  /// The diagnostics as `rulesc check` shows them.
  public var description: String { DiagnosticRenderer(sources: sources).render(diagnostics) }
}

extension RuleSet {
  /// Compiles a rule set from texts by name; those that do not end in `.rules` are data tables.
  public convenience init(sources: [String: String]) throws(CompileFailure) {
    try self.init(sources: SourceSet(sources: sources))
  }

  /// Compiles a rule set, overlays laid over their base.
  public convenience init(sources: SourceSet) throws(CompileFailure) {
    let compilation = RulesLang.compile(sources)
    guard let program = compilation.program else {
      throw CompileFailure(diagnostics: compilation.diagnostics, sources: sources)
    }
    self.init(program)
  }
}

extension RuleSet {
  /// Compiles the rule set of a directory, with all that it extends.
  ///
  /// - Throws: ``CompileFailure`` where something is wrong with the rules, `SourceFailure` where they cannot be read.
  public convenience init(directory: String) throws {
    try self.init(sources: SourceLoader.load(directory, from: DirectoryReader()))
  }
}
