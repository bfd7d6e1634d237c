public import RulesLang

/// Several texts in one, in the form of the catalogue's examples: see ``ExampleText``.
public enum SourceText {
  public static func files(_ text: String) -> [(name: String, text: String)] { ExampleText.files(text) }
  public static func sources(_ text: String) -> SourceSet { ExampleText.sources(text) }
}
