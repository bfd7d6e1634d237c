/// The compiler of the rules language: from texts to a typed program.
///
/// Texts → tokens → syntax trees → one rule set, overlays laid over their base → names and types → what binds what →
/// the laws of the whole. Each stage knows only those before it, and tells all that is wrong in what it gets.
public enum RulesLang {
  /// Compiles a rule set, fixtures and tests included. Total: any texts give a compilation.
  public static func compile(_ sources: SourceSet) -> Compilation { Compilation(sources) }
}
