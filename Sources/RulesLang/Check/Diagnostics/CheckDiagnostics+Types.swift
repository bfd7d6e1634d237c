// All wording about the types of expressions.

extension Diagnostic {
  static func typeMismatch(_ expression: TypedExpression, due: Type, _ program: TypedProgram) -> Diagnostic {
    var help: String?
    var fixIts: [FixIt] = []
    switch (expression.type.unwrapped, due.unwrapped) {
    case (.int, .unit(let unit)):
      let sign = program.units[unit].header.name
      if expression.constantInt != nil { fixIts = [FixIt(expression.range.end, " \(sign)")] }
      help = expression.constantInt.map { "write `\($0) \(sign)`" } ?? "multiply it by `1 \(sign)` to make it one"
    case (.unit(let unit), .int): help = "divide it by `1 \(program.units[unit].header.name)` to make it a plain number"
    case (.set(let element), let wanted) where element == wanted,
      (.list(let element), let wanted) where element == wanted:
      help = "`first(x in xs where …)` gives one of them, if there is one"
    case (let found, .bool) where expression.type.isOptional && found != .bool:
      help = "to ask whether it is there, write `… exists`"
    case (.int, .bool), (.unit, .bool): help = "a condition compares it with something: `… > 0`"
    case (.roll, _): help = "what was thrown is its `.total`, or `.natural` without what was added"
    default: break
    }
    return Diagnostic(
      .typeMismatch, at: expression.range,
      "this is `\(program.name(of: expression.type))`, where `\(program.name(of: due))` is due", help: help,
      fixIts: fixIts)
  }

  static func noneForValue(_ range: SourceRange, due: Type, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .noneForValue, at: range, "`none` stands where a value of `\(program.name(of: due))` is due",
      help: "what may be absent is declared `optional \(program.name(of: due))`")
  }

  static func noneHere(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.noneForValue, at: range, "a value is due here, and `none` is the absence of one")
  }

  static func optionalNotNarrowed(_ expression: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    let text = program.sourceText(expression.range)
    let help: String
    if FactKey(expression) != nil {
      help =
        "make sure of it first: `\(text) exists and …`, `if \(text) exists { … }`, or `let x = \(text) else \"…\"` "
        + "and use `x`; or say what stands for its absence: `(\(text) otherwise …)`"
    } else {
      help =
        "give it a name and make sure of it: `let x = … else \"…\"`; "
        + "or say what stands for its absence: `(… otherwise y)`"
    }
    let what = FactKey(expression) != nil ? "`\(text)`" : "this"
    return Diagnostic(
      .optionalNotNarrowed, at: expression.range, "\(what) may be absent, and a value is due here", help: help)
  }

  static func notOptional(_ expression: TypedExpression, asked word: String, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .notOptional, at: expression.range,
      "this is `\(program.name(of: expression.type))`, which is always there, so `\(word)` says nothing",
      help: "leave `\(word)` out, or declare what it is about as `optional`")
  }

  static func arithmetic(
    _ operation: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression, _ range: SourceRange,
    _ program: TypedProgram
  ) -> Diagnostic {
    let sign = operation.rawValue
    let isAboutNumbers = [left, right].allSatisfy { $0.type.isNumber }
    let names = (program.name(of: left.type), program.name(of: right.type))
    if isAboutNumbers {
      return Diagnostic(
        .unitMismatch, at: range, "`\(sign)` does not go between `\(names.0)` and `\(names.1)`",
        help: unitHelp(left, right, program) ?? "a unit adds to itself, and takes an Int as a factor or divisor")
    }
    let isAboutDice = [left, right].allSatisfy { $0.type == .dice || $0.type.isNumber }
    if isAboutDice {
      return Diagnostic(
        .typeMismatch, at: range, "`\(sign)` does not go between `\(names.0)` and `\(names.1)`",
        help:
          "to dice an Int is added or subtracted, and an Int before `*` multiplies them; "
          + "other dice are a roll of their own"
      )
    }
    let wrong = left.type.isNumber || left.type == .dice ? right : left
    return numberDue(wrong, program)
  }

  private static func unitHelp(_ left: TypedExpression, _ right: TypedExpression, _ program: TypedProgram) -> String? {
    let (literal, other) = left.constantInt != nil && left.type == .int ? (left, right) : (right, left)
    guard let number = literal.constantInt, literal.type == .int, case .unit(let unit) = other.type else { return nil }
    return "write `\(number) \(program.units[unit].header.name)`"
  }

  static func numberDue(_ expression: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: expression.range, "this is `\(program.name(of: expression.type))`, where a number is due",
      help: expression.type == .roll ? "what was thrown is its `.total`" : nil)
  }

  static func zeroDivisor(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.constantFault, at: range, "this divides by zero, whatever the state")
  }

  static func overflow(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .constantFault, at: range, "this number is too large",
      help: "numbers go from -9223372036854775807 to 9223372036854775807")
  }

  static func diceBounds(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .constantFault, at: range, "no such dice can be thrown",
      help:
        "at most 4095 dice of 1 to 65535 sides, with at most 1000000 added; of dice that `keep`, no multiple is thrown")
  }

  static func incomparable(
    _ left: TypedExpression, _ right: TypedExpression, _ range: SourceRange, _ program: TypedProgram
  ) -> Diagnostic {
    let names = (program.name(of: left.type), program.name(of: right.type))
    if left.type.unwrapped.isNumber, right.type.unwrapped.isNumber {
      return Diagnostic(
        .unitMismatch, at: range, "`\(names.0)` and `\(names.1)` are not compared with each other",
        help: unitHelp(left, right, program))
    }
    return Diagnostic(.typeMismatch, at: range, "`\(names.0)` and `\(names.1)` are not compared with each other")
  }

  static func unordered(_ type: Type, _ range: SourceRange, _ program: TypedProgram) -> Diagnostic {
    let name = program.name(of: type)
    switch type {
    case .user: return userJudged(range, "a `User` is compared with `==` and `!=` and looked up in sets, nothing else")
    case .enumeration:
      return Diagnostic(
        .unordered, at: range, "the cases of `\(name)` have no order",
        help: "declare it `ordered enum \(name)` if they do")
    default:
      return Diagnostic(
        .unordered, at: range, "values of `\(name)` have no order", help: "numbers and ordered enums have one")
    }
  }

  static func noEquality(_ type: Type, _ range: SourceRange, _ program: TypedProgram) -> Diagnostic {
    let help = type == .roll ? "what was thrown is its `.total`" : nil
    return Diagnostic(.typeMismatch, at: range, "values of `\(program.name(of: type))` are not compared", help: help)
  }

  static func userJudged(_ range: SourceRange, _ message: String) -> Diagnostic {
    Diagnostic(
      .userJudged, at: range, message,
      help: "the rules are the same for every user: give the row or the state a field that says what matters")
  }

  static func textJudged(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .textJudged, at: range, "a text that a request brings can be stored and shown, not judged",
      help: "declare an enum, and a parameter of it, for what the rules are to tell apart")
  }

  static func notCollection(_ expression: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .notCollection, at: expression.range,
      "this is `\(program.name(of: expression.type))`, where a collection is due",
      help: "collections are sets, lists, tables, ranges such as `1..3`, and the name of an enum")
  }

  static func notElement(
    _ element: TypedExpression, of type: Type, _ range: SourceRange, _ program: TypedProgram
  ) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: element.range,
      "this is `\(program.name(of: element.type))`, and the collection holds `\(program.name(of: type))`")
  }

  static func unclearType(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .unclearType, at: range, "nothing here says what type this is of",
      help: "`none`, `{}` and `[]` need a place that says what is due, such as a field or a define")
  }
}

extension TypedProgram {
  /// What stands at a place, on one line and not too long for a sentence.
  func sourceText(_ range: SourceRange) -> String {
    let text = sources.file(range.file).text(range.bytes)
    let line = text.prefix { !$0.isNewline }
    return line.count == text.count && line.count <= 60 ? String(line) : String(line.prefix(50)) + "…"
  }
}
