extension Command {
  static let explain = Command(
    name: "explain",
    summary: "say what a diagnostic means, or how a verdict came about",
    operands: Operands(shown: "[CODE]", count: 0...1),
    options: [
      .rules, .state,
      .value("--action", "REQUEST", "one request: its JSON, or a file with it; - reads standard input"),
      .format("human", "json"),
    ],
    examples: [
      Example("rulesc explain unguarded-action", "what this diagnostic means, with an example and its mending"),
      Example(
        "rulesc explain --state state.json --action request.json",
        "every rule that the request in this file meets, what each of them saw, and what follows from it"),
      Example(
        "rulesc explain --state state.json --action '{\"tick\": 90}'", "what comes due when time passes"),
    ],
    run: { (arguments, console) throws(CommandError) in
      if arguments.operands.isEmpty { return try VerdictExplanation(arguments, console).run() }
      return try CodeExplanation(arguments, console).run()
    })
}
