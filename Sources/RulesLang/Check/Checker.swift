// Resolves names and types: from the declarations of a rule set, laid over one another already, to the typed program.
//
// The steps follow what needs what. Names first; then types and fields; the data of kinds; then what calls need to
// know of defines, movements, actions and events; then all that is written in expressions, in any order. A step
// reports all that is wrong in it and goes on with the best it has, so that one run tells everything.

/// Names and types.
enum Checker {
  /// Checks the declarations of a merged rule set. There is a program where nothing is wrong.
  static func check(_ rules: MergedRuleSet, sources: SourceSet) -> (program: TypedProgram?, diagnostics: [Diagnostic]) {
    let context = check(rules, in: sources)
    let hasErrors = context.diagnostics.contains { $0.severity == .error }
    return (hasErrors ? nil : context.program, context.diagnostics)
  }

  /// The same, with all that is known even where something is wrong: for checking expressions against it.
  static func check(_ rules: MergedRuleSet, in sources: SourceSet) -> CheckContext {
    let none = EnumID(0)
    let context = CheckContext(
      program: TypedProgram(
        name: rules.name?.text ?? "", sources: sources, actionEnum: none, movementEnum: none, coverEnum: none))
    var table = DeclarationTable(rules.declarations)
    var names = NameCollector(context)
    names.collect(&table)
    SchemaChecker(context: context, table: table, sources: rules.tables).check()

    let functions = FunctionChecker(context: context, table: table)
    functions.declare()
    var map = MapChecker(context, table)
    map?.declare()
    let movements = MovementChecker(context: context, table: table)
    movements.declare()
    let parts = PartTable(table, context)
    let deeds = DeedChecker(context: context, table: table, parts: parts)
    deeds.declare()

    functions.tellClashes()
    functions.check()
    map?.finish()
    movements.check()
    deeds.check()
    RuleChecker(context: context, table: table, parts: parts).check()
    FactChecker(context: context, table: table).check()
    TestSuiteChecker(context: context).check(fixtures: table.fixtures, tests: table.tests)
    return context
  }
}
