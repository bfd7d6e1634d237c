package import RulesLang

/// A compiled rule set: immutable, and shared by all rooms that play by it.
public final class RuleSet: Sendable {
  package let program: TypedProgram
  package let layout: Layout
  package let constants: Constants
  package let names: Names
  /// For each action; nil where its arguments are read out of a tree.
  let requestForms: [RequestForm?]
  /// What they may conceal.
  package let concealment: Concealment
  let disclosures: Disclosures
  /// What judges run.
  let image: ProgramImage
  let judges = JudgePool()
  let knownSchema = Once<Schema>()
  /// What options know of each action before they look at a state.
  let searchPlans: [Once<SearchPlan>]
  /// What is seen of the rules, where that is wanted.
  package let coverage: Coverage?
  let knownVerdictForms = Once<VerdictForms>()
  /// Names the rules: `sha256:` and 64 hexadecimal digits.
  public let digest: String
  /// Names the shape of their states.
  public let schemaDigest: String

  /// - Parameter coverage: notes all that turns out in judgements by these rules, which say the same and are slower.
  package init(_ program: TypedProgram, coverage: Coverage? = nil) {
    self.program = program
    self.coverage = coverage
    layout = Layout(program)
    let compiler = Compiler(program, layout: layout, coverage: coverage?.table)
    let compiled = compiler.compile()
    constants = compiler.constants.build()
    image = ProgramImage(
      compiled, constants: constants, kindRows: program.kinds.map(\.rows.count), layout: layout)
    names = Names(program)
    let layout = self.layout
    requestForms = program.actions.indices.map { RequestForm(ActionID($0), program, layout) }
    concealment = Concealment(program, layout)
    disclosures = compiler.disclosures?.all ?? Disclosures()
    searchPlans = program.actions.map { _ in Once() }
    digest = program.rulesDigest
    schemaDigest = program.schemaDigest
  }

  /// The name behind `ruleset`.
  public var name: String { program.name }
}
