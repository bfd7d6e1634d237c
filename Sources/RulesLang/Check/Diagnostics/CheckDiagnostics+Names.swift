// All wording about names: what is not known, and what is there twice.

extension Diagnostic {
  static func duplicateName(_ name: Identifier, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateName, at: name.range, "`\(name.text)` is declared twice",
      help: "all files share their names: call one of them otherwise", labels: [Label(first, "declared here already")])
  }

  static func memberTwice(_ name: Identifier, of owner: String, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateName, at: name.range, "`\(owner)` has a `\(name.text)` already",
      labels: [Label(first, "the first one")])
  }

  static func localTwice(_ name: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateName, at: range, "`\(name)` has a meaning here already",
      help: "a name means one thing in all of a block: call this one otherwise", labels: [Label(first, "named here")])
  }

  static func labelTwice(_ label: Identifier, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateLabel, at: label.range, "the label `\(label.text)` stands twice",
      help: "waivers, tests and clients find a requirement by its label: each has its own",
      labels: [Label(first, "the first one")])
  }

  static func requirementTwice(_ requirement: RequirementInfo, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateLabel, at: requirement.range, "two requirements have the id `\(requirement.id)`",
      help: "waivers, tests and clients find a requirement by its id: rename the rule or the label",
      labels: [Label(first, "the other one")])
  }

  static func builtinName(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .builtinName, at: name.range, "`\(name.text)` is built in",
      help: "built-in names, those of marks, and `At` and `In` behind a table's name are taken: call it otherwise")
  }

  static func fieldAndDefine(_ name: Identifier, field: Header, of type: String) -> Diagnostic {
    Diagnostic(
      .fieldAndDefine, at: name.range, "`\(type)` has a field `\(name.text)` already",
      help: "`x.\(name.text)` would mean both: rename the define, or leave the field out",
      labels: [Label(field.range, "the field")])
  }

  // MARK: Values

  static func unknownName(
    _ name: Identifier, nearest: String?, caseOf owner: String?, fieldOf local: String?, isAction setting: String?
  ) -> Diagnostic {
    if let setting {
      return Diagnostic(
        .notReadHere, at: name.range, "`action` is not known in \(setting)",
        help: "the action asked for is known in rules, waivers and notes")
    }
    let help: String?
    if let local {
      help = "did you mean `\(local).\(name.text)`?"
    } else if let owner {
      help = "as a case it is written `\(owner).\(name.text)` where nothing says that `\(owner)` is due"
    } else {
      help = nearest.map { "did you mean `\($0)`?" }
    }
    return Diagnostic(.unknownName, at: name.range, "nothing is called `\(name.text)` here", help: help)
  }

  static func unknownNameOrCase(_ name: Identifier, of type: String, cases: [String], nearest: String?) -> Diagnostic {
    Diagnostic(
      .unknownCase, at: name.range, "`\(name.text)` is no case of `\(type)`, and nothing else is called so",
      help: nearest.map { "did you mean `\($0)`?" } ?? "its cases are \(list(cases))")
  }

  static func unknownCase(_ name: Identifier, of type: String, cases: [String]) -> Diagnostic {
    Diagnostic(
      .unknownCase, at: name.range, "`\(type)` has no case `\(name.text)`",
      help: didYouMean(name.text, among: cases) ?? "its cases are \(list(cases))")
  }

  static func unknownRow(_ name: Identifier, of table: String, rows: [String]) -> Diagnostic {
    Diagnostic(
      .unknownRow, at: name.range, "the table `\(table)` has no row `\(name.text)`",
      help: didYouMean(name.text, among: rows) ?? (rows.isEmpty ? nil : "its rows are \(list(rows))"))
  }

  static func unknownMember(
    _ name: Identifier, of type: Type, nearest: String?, fields: [String], _ program: TypedProgram
  ) -> Diagnostic {
    let owner = program.name(of: type)
    var help = nearest.map { "did you mean `\($0)`?" }
    if help == nil, !fields.isEmpty { help = "its fields are \(list(fields))" }
    if help == nil, type.element != nil { help = "this is a collection: ask one of its elements, as in `some x in xs where …`" }
    return Diagnostic(.unknownMember, at: name.range, "`\(owner)` has no `\(name.text)`", help: help)
  }

  static func unknownRecordField(_ label: Identifier, of record: String, fields: [String]) -> Diagnostic {
    Diagnostic(
      .unknownMember, at: label.range, "`\(record)` has no field `\(label.text)`",
      help: didYouMean(label.text, among: fields) ?? "its fields are \(list(fields))")
  }

  static func unknownRollPart(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .unknownMember, at: name.range, "a roll has no `\(name.text)`",
      help: "it has `.total`, and `.natural`, which is the kept dice alone")
  }

  static func unknownFunction(_ name: Identifier, nearest: String?, isEvent: Bool, isValue: Bool) -> Diagnostic {
    if isEvent {
      return Diagnostic(
        .unknownFunction, at: name.range, "`\(name.text)` happens, and has no value",
        help: "an event is done by a statement: `do \(name.text)(…)`")
    }
    if isValue {
      return Diagnostic(
        .unknownFunction, at: name.range, "`\(name.text)` is no define, and takes no arguments",
        help: "leave the parentheses out")
    }
    return Diagnostic(
      .unknownFunction, at: name.range, "no define is called `\(name.text)`",
      help: nearest.map { "did you mean `\($0)`?" } ?? "`define \(name.text)(…): T is …` declares one")
  }

  static func bareFunction(_ name: Identifier, parameters: [String], _ declared: SourceRange) -> Diagnostic {
    Diagnostic(
      .bareFunction, at: name.range, "`\(name.text)` is of something: (\(parameters.joined(separator: ", ")))",
      help: "write `x.\(name.text)` or `\(name.text)(x)`", labels: [Label(declared, "declared here")])
  }

  // MARK: Types and others

  static func unknownType(_ name: Identifier, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownType, at: name.range, "no type is called `\(name.text)`",
      help: didYouMean(name.text, among: known) ?? "types are declared as `enum`, `record`, `entity` or `kind`")
  }

  static func typeAsValue(_ name: Identifier, instead: String?) -> Diagnostic {
    Diagnostic(
      .typeAsValue, at: name.range, "`\(name.text)` is a type, and a value is due here",
      help: instead.map { "all of its rows are `\($0)`" } ?? "of types only the name of an enum is a value: all of its cases")
  }

  static func unknownUnit(_ name: Identifier, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownUnit, at: name.range, "no unit is called `\(name.text)`",
      help: didYouMean(name.text, among: known) ?? "the units are \(list(known)); `unit \(name.text)` declares one")
  }

  static func unknownNote(_ word: Identifier, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownNote, at: word.range, "no note says `\(word.text)`",
      help: didYouMean(word.text, among: known) ?? "`note NAME: \(word.text) for … because \"…\"` declares one")
  }

  static func unknownEvent(_ name: Identifier, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownEvent, at: name.range, "no event is called `\(name.text)`",
      help: didYouMean(name.text, among: known) ?? "`event \(name.text)(…) { … }` declares one")
  }

  static func actionDone(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .unknownEvent, at: name.range, "`\(name.text)` is an action, which a user asks for",
      help: "put what both do into an event, and `do` it in both")
  }

  static func unknownDeed(_ name: Identifier, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownAction, at: name.range, "no action or event is called `\(name.text)`",
      help: didYouMean(name.text, among: known))
  }

  static func unknownTag(_ tag: Identifier, known: [String]) -> Diagnostic {
    Diagnostic(
      .unknownTag, at: tag.range, "no action or event is tagged `\(tag.text)`",
      help: didYouMean(tag.text, among: known) ?? (known.isEmpty ? nil : "the tags are \(list(known))"))
  }
}
