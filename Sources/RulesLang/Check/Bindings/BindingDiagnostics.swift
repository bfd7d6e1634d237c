// All wording of the binding of patterns.

extension Diagnostic {
  static func patternFitsNothing(_ pattern: Pattern, nearest: String?) -> Diagnostic {
    let help: String
    switch pattern.subject {
    case .anyAction(let tag?): help = tagHelp(tag, what: "action", nearest: nearest)
    case .anyEvent(let tag?): help = tagHelp(tag, what: "event", nearest: nearest)
    case .anyAction: help = "no action has all of these parameters, by name and type, and is not excluded"
    case .anyEvent: help = "no event has all of these parameters, by name and type, and is not excluded"
    case .anyStep: help = "a step has the parameters of its movement, `here: Cell` and `there: Cell`"
    case .named: help = "all that it names are excluded by `but not`"
    }
    return Diagnostic(.patternFitsNothing, at: pattern.range, "this pattern fits nothing", help: help)
  }

  private static func tagHelp(_ tag: String, what: String, nearest: String?) -> String {
    if let nearest { return "no \(what) that fits is tagged `\(tag)`; did you mean `\(nearest)`?" }
    return "no \(what) is tagged `\(tag)` and has all of these parameters, by name and type"
  }

  static func patternDoesNotFit(
    _ parameter: Pattern.Parameter, target: String, parameters: [BindableParameter]
  ) -> Diagnostic {
    let message: String
    let help: String
    if let namesake = parameters.first(where: { $0.name == parameter.name }) {
      message = "`\(parameter.name)` of `\(target)` is of another type"
      help =
        namesake.type.unwrapped.element == nil
        ? "the list holds for all names before it and fits by name and type"
        : "to bind each of its elements, declare it with `, each NAME` and write `each NAME` here"
    } else if parameters.contains(where: { $0.each == parameter.name }) {
      message = "`\(target)` has no parameter `\(parameter.name)`, but elements of that name"
      help = "write `each \(parameter.name)` to bind each of them"
    } else {
      message = "`\(target)` has no parameter `\(parameter.name)`"
      let nearest = Suggestion.nearest(
        to: parameter.name, among: parameters.flatMap { [$0.name] + ($0.each.map { [$0] } ?? []) })
      help = nearest.map { "did you mean `\($0)`?" } ?? "the parameter list holds for all names before it"
    }
    return Diagnostic(.patternDoesNotFit, at: parameter.range, message, help: help)
  }

  static func twoEachParameters(_ parameter: Pattern.Parameter) -> Diagnostic {
    Diagnostic(
      .patternDoesNotFit, at: parameter.range, "a pattern binds the elements of one parameter, not of two",
      help: "write a rule for each, or a loop over one of them")
  }
}
