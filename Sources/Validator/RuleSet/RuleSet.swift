package import RulesLang

/// A compiled rule set: immutable, and shared by all rooms that play by it.
public final class RuleSet: Sendable {
  package let program: TypedProgram
  package let layout: Layout
  package let constants: Constants
  package let names: Names

  package init(_ program: TypedProgram) {
    self.program = program
    layout = Layout(program)
    let builder = ConstantsBuilder(program, layout: layout)
    constants = builder.build()
    names = Names(program)
  }

  /// The name behind `ruleset`.
  public var name: String { program.name }
}
