extension Command {
  static let explain = Command(
    name: "explain",
    summary: "say what a diagnostic means",
    operands: Operands(shown: "CODE", count: 1...1),
    examples: [
      Example("rulesc explain unguarded-action", "what this diagnostic means, with an example and its mending")
    ],
    run: { (arguments, console) throws(CommandError) in try CodeExplanation(arguments, console).run() })
}
