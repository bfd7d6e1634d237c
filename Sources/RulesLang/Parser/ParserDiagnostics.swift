// All wording of the lexer and the parser, here and in the files beside it: one small function for each mistake.
//
// Messages are in a designer's words: lower-case, without a full stop, the designer's own text in backticks. What to
// do is the help. `found` is what stands in the place, as the parser shows it.

// MARK: - Characters, numbers, texts
extension Diagnostic {
  static func unknownCharacter(_ range: SourceRange, _ text: String) -> Diagnostic {
    Diagnostic(.unknownCharacter, at: range, "`\(text)` is not part of the language", help: "take it out")
  }

  static func foreignSign(_ range: SourceRange, _ sign: String, meant: String) -> Diagnostic {
    Diagnostic(
      .unknownCharacter, at: range, "`\(sign)` is not part of the language", help: "write `\(meant)`",
      fixIts: [FixIt(range, meant == "not" ? "not " : meant)])
  }

  static func semicolon(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .unknownCharacter, at: range, "statements need no `;`",
      help: "take it out: the next statement shows where one ends",
      fixIts: [FixIt(range, "")])
  }

  static func questionMark(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .unknownCharacter, at: range, "`?` is not part of the language",
      help: "what may be absent has the type `optional T`, and `x exists` asks whether it is there")
  }

  static func foreignQuotation(_ range: SourceRange, _ sign: String) -> Diagnostic {
    Diagnostic(
      .unknownCharacter, at: range, "`\(sign)` is not part of the language", help: "a text stands between two `\"`")
  }

  static func foreignComment(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .unknownCharacter, at: range, "`/*` opens no comment here",
      help: "a comment starts with `//` and ends with its line")
  }

  static func nameCharacters(_ range: SourceRange, _ name: String) -> Diagnostic {
    let parts = name.split(separator: "_")
    let joined =
      (parts.first.map(String.init) ?? "")
      + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return Diagnostic(
      .nameForm, at: range, "names have letters and digits only", help: "write `\(joined)`",
      fixIts: [FixIt(range, joined)])
  }

  static func smallLetterDue(_ range: SourceRange, _ name: String, _ what: String) -> Diagnostic {
    let small = name.prefix(1).lowercased() + name.dropFirst()
    return Diagnostic(
      .nameForm, at: range, "only types start with a capital: `\(name)` cannot name \(what)", help: "write `\(small)`",
      fixIts: [FixIt(range, small)])
  }

  static func capitalDue(_ range: SourceRange, _ name: String, _ what: String) -> Diagnostic {
    let capital = name.prefix(1).uppercased() + name.dropFirst()
    return Diagnostic(
      .nameForm, at: range, "types start with a capital: `\(name)` cannot name \(what)", help: "write `\(capital)`",
      fixIts: [FixIt(range, capital)])
  }

  static func unitNeedsBlank(_ range: SourceRange, unit: String) -> Diagnostic {
    Diagnostic(
      .unitNeedsBlank, at: range, "a blank parts a number from its unit", help: "write a blank before `\(unit)`",
      fixIts: [FixIt(range.end, " ")])
  }

  static func fraction(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .numberForm, at: range, "numbers are whole: there are no fractions",
      help: "count in a smaller unit, or divide: `/` rounds down and `divideUp` rounds up")
  }

  static func numberTooLarge(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.numberForm, at: range, "this number is too large", help: "the largest is 9223372036854775807")
  }

  static func expectedNumber(_ range: SourceRange, _ found: String, _ what: String) -> Diagnostic {
    Diagnostic(.numberForm, at: range, "\(what) is due here, not \(found)", help: "write a whole number")
  }

  static func unclosedText(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .unclosedText, at: range, "this text does not end on its line", help: "end it with `\"`; a text has one line")
  }

  static func unclosedDrawing(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.unclosedText, at: range, "this drawing does not end", help: "end it with `\"\"\"` on a line of its own")
  }

  static func unknownEscape(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .textEscape, at: range, #"`\` stands before `"`, `\`, `{` or `}` only"#,
      help: #"write `\\` for the character itself"#)
  }

  static func strayBraceInText(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .textEscape, at: range, "`}` without `{` in a text", help: #"write `\}` for the character itself"#,
      fixIts: [FixIt(range, #"\}"#)])
  }

  static func holeForm(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .messageHole, at: range, "a hole holds a name, a path or a call of these, and nothing else",
      help: "put the value into a `let` before and name that; `\\{` shows a brace")
  }

  static func holeWithoutWords(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .messageHole, at: range, "the words for what is absent are missing behind `|`",
      help: "write them, as in `{turn.current|nobody}`")
  }

  static func unclosedHole(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.messageHole, at: range, "this hole has no `}`", help: "close it; `\\{` shows a brace")
  }

  static func holeOutsideMessage(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .messageHole, at: range, "a text that is no message has no holes",
      help: #"holes stand behind `else`, `says`, `because`, `as` and `telling`; write `\{` for the character itself"#)
  }
}

// MARK: - The frame of a file
extension Diagnostic {
  static func expectedDeclaration(_ range: SourceRange, _ found: String, _ word: String?) -> Diagnostic {
    let words = Keyword.declarations.map(\.text)
    let help =
      if let near = word.flatMap({ Suggestion.nearest(to: $0, among: words) }) {
        "did you mean `\(near)`?"
      } else {
        "a declaration opens with a word such as `action`, `rule`, `define` or `entity`"
      }
    return Diagnostic(.expectedDeclaration, at: range, "a declaration is due here, not \(found)", help: help)
  }

  static func statementOutsideBlock(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(
      .expectedDeclaration, at: range, "`\(word)` opens a statement, and no declaration",
      help: "statements stand in the block of an action, event or rule")
  }

  static func expectedStatement(_ range: SourceRange, _ found: String, _ word: String? = nil) -> Diagnostic {
    let openers = Keyword.allCases.filter(\.opensStatement).map(\.text)
    let near = word.flatMap { $0.count > 2 ? Suggestion.nearest(to: $0, among: openers) : nil }
    let words = "`require`, `spend`, `let`, `set`, `add`, `subtract`, `remove`, `for each`, `if`, `do` or `roll`"
    return Diagnostic(
      .expectedStatement, at: range, "a statement is due here, not \(found)",
      help: near.map { "did you mean `\($0)`?" } ?? "a statement opens with \(words)")
  }

  static func assignmentAsStatement(_ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(
      .expectedStatement, at: range, "`\(name) = …` is no statement",
      help: "write `set \(name) to …` to change it, or `let \(name) = …` to name a value")
  }

  static func expectedName(_ range: SourceRange, _ found: String, _ what: String) -> Diagnostic {
    Diagnostic(.expectedName, at: range, "the name of \(what) is due here, not \(found)")
  }

  static func reservedWord(_ range: SourceRange, _ word: String, _ what: String, inTest: Bool) -> Diagnostic {
    Diagnostic(
      .reservedWord, at: range, "`\(word)` is a reserved word\(inTest ? " in tests" : "") and cannot name \(what)",
      help: "choose another name")
  }

  static func reservedWordAsValue(_ range: SourceRange, _ word: String, inTest: Bool) -> Diagnostic {
    Diagnostic(
      .reservedWord, at: range, "a value is due here, and `\(word)` is a reserved word\(inTest ? " in tests" : "")",
      help: "a reserved word is a name only behind a dot, and before the colon of a field, label or argument")
  }

  static func reservedSetter(_ range: SourceRange, _ word: String) -> Diagnostic {
    Diagnostic(
      .reservedWord, at: range, "`\(word)` is a reserved word, and names a field only before a colon",
      help: "write `\(word): …`")
  }

  static func fieldExists(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .reservedWord, at: range, "`exists` cannot name a field",
      help: "choose another name: `x exists` asks whether x is there")
  }

  static func expectedWord(_ range: SourceRange, _ found: String, _ what: String) -> Diagnostic {
    Diagnostic(.unexpectedWord, at: range, "\(what) \(what.contains(" and ") ? "are" : "is") due here, not \(found)")
  }

  /// `form` shows the whole of what was begun.
  static func expectedForm(_ range: SourceRange, _ found: String, _ form: String) -> Diagnostic {
    Diagnostic(.unexpectedWord, at: range, "\(found) does not fit here", help: "the form is `\(form)`")
  }

  static func expectedColon(_ range: SourceRange, _ found: String, behind name: String) -> Diagnostic {
    Diagnostic(.unexpectedWord, at: range, "`:` is due behind \(name), not \(found)")
  }

  static func expectedText(_ range: SourceRange, _ found: String, _ what: String) -> Diagnostic {
    let isMessage = what.hasPrefix("the message")
    return Diagnostic(
      isMessage ? .missingElseMessage : .unexpectedWord, at: range, "\(what) is due here, not \(found)",
      help: isMessage ? "`else` brings a message only: `else \"…\"`" : "write a text between two `\"`")
  }

  static func expectedDrawing(_ range: SourceRange, _ found: String, _ what: String) -> Diagnostic {
    Diagnostic(
      .testForm, at: range, "the drawing of \(what) is due here, not \(found)",
      help: "a map is drawn between `\"\"\"` and `\"\"\"`")
  }

  static func expectedBlock(_ range: SourceRange, _ found: String, _ what: String) -> Diagnostic {
    Diagnostic(.unexpectedWord, at: range, "`{` and the block of \(what) are due here, not \(found)")
  }

  static func expectedBrace(_ range: SourceRange, _ found: String, _ list: ListKind) -> Diagnostic {
    Diagnostic(.unexpectedWord, at: range, "`{` and the \(list.plural) are due here, not \(found)")
  }

  static func declarationNeedsOwnLine(_ range: SourceRange, _ found: String) -> Diagnostic {
    Diagnostic(
      .needsOwnLine, at: range, "a declaration starts a line: \(found)", help: "put a line break before it",
      fixIts: [FixIt(range.start, "\n")])
  }

  static func needsOwnLine(_ range: SourceRange, _ list: ListKind) -> Diagnostic {
    Diagnostic(
      .needsOwnLine, at: range, "each \(list.singular) starts a line", help: "put a line break before it",
      fixIts: [FixIt(range.start, "\n")])
  }

  static func missingSeparator(_ range: SourceRange, _ found: String, closing: String, _ list: ListKind) -> Diagnostic {
    Diagnostic(
      .missingSeparator, at: range, "a comma or a line break is due before \(found)",
      help: "\(list.plural) are parted by commas or line breaks; `\(closing)` ends them",
      fixIts: [FixIt(range.start, ", ")])
  }

  static func missingComma(_ range: SourceRange, _ found: String, closing: String) -> Diagnostic {
    Diagnostic(.missingSeparator, at: range, "a comma or `\(closing)` is due here, not \(found)")
  }

  static func unclosedParenthesis(_ range: SourceRange, _ found: String, open: SourceRange) -> Diagnostic {
    Diagnostic(
      .missingSeparator, at: range, "an operator or `)` is due here, not \(found)",
      labels: [Label(open, "opened here")])
  }

  /// `before` is the declaration that comes instead; absent at the end of the file.
  static func unclosedBrace(_ range: SourceRange, _ before: String?, open: SourceRange) -> Diagnostic {
    let message = before.map { "`}` is missing before \($0)" } ?? "`}` is missing: the file ends inside a block"
    return Diagnostic(
      .unclosedBrace, at: range, message, help: "close the block", labels: [Label(open, "opened here")])
  }

  static func strayBrace(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .strayBrace, at: range, "`}` closes nothing", help: "take it out, or look for a `{` that is missing above",
      fixIts: [FixIt(range, "")])
  }

  static func blockWithoutOwner(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .strayBrace, at: range, "no block is due here",
      help: "a block belongs to `if C`, `otherwise` or `for each x in xs`")
  }

  static func nestedTooDeep(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, at: range, "this stands more than \(Parser.maxDepth) levels deep",
      help: "give the inner parts names, with `let`, a define or an event")
  }

  static func chainTooLong(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, at: range, "this value has more than \(Parser.maxHeight) operations in a row",
      help: "give its parts names, with `let` or a define")
  }
}

extension ListKind {
  var singular: String {
    switch self {
    case .fields: "field"
    case .cases: "case"
    case .arms: "arm"
    case .setters: "field"
    case .map: "item of a map"
    case .movement: "item of a movement"
    case .fixture: "item of a fixture"
    case .test: "step of a test"
    }
  }

  var plural: String {
    switch self {
    case .fields, .setters: "fields"
    case .cases: "cases"
    case .arms: "arms"
    case .map, .movement, .fixture: "items"
    case .test: "steps"
    }
  }
}
