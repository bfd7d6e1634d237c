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
    let message = "nothing is called `\(name.text)` here"
    if let local { return unknown(.unknownName, name, message, nearest: "\(local).\(name.text)") }
    guard let owner else { return unknown(.unknownName, name, message, nearest: nearest) }
    return Diagnostic(
      .unknownName, at: name.range, message,
      help: "as a case it is written `\(owner).\(name.text)` where nothing says that `\(owner)` is due",
      fixIts: [FixIt(name.range, "\(owner).\(name.text)")])
  }

  static func unknownNameOrCase(_ name: Identifier, of type: String, cases: [String], nearest: String?) -> Diagnostic {
    unknown(
      .unknownCase, name, "`\(name.text)` is no case of `\(type)`, and nothing else is called so", nearest: nearest,
      otherwise: "its cases are \(list(cases))")
  }

  static func unknownCase(_ name: Identifier, of type: String, cases: [String]) -> Diagnostic {
    unknown(
      .unknownCase, name, "`\(type)` has no case `\(name.text)`", among: cases,
      otherwise: "its cases are \(list(cases))")
  }

  static func unknownRow(_ name: Identifier, of table: String, rows: [String]) -> Diagnostic {
    unknown(
      .unknownRow, name, "the table `\(table)` has no row `\(name.text)`", among: rows,
      otherwise: rows.isEmpty ? nil : "its rows are \(list(rows))")
  }

  static func unknownMember(
    _ name: Identifier, of type: Type, nearest: String?, fields: [String], _ program: TypedProgram
  ) -> Diagnostic {
    let owner = program.name(of: type)
    var help = fields.isEmpty ? nil : "its fields are \(list(fields))"
    if type.element != nil { help = "this is a collection: ask one of its elements, as in `some x in xs where …`" }
    return unknown(.unknownMember, name, "`\(owner)` has no `\(name.text)`", nearest: nearest, otherwise: help)
  }

  static func unknownRecordField(_ label: Identifier, of record: String, fields: [String]) -> Diagnostic {
    unknown(
      .unknownMember, label, "`\(record)` has no field `\(label.text)`", among: fields,
      otherwise: "its fields are \(list(fields))")
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
    return unknown(
      .unknownFunction, name, "no define is called `\(name.text)`", nearest: nearest,
      otherwise: "`define \(name.text)(…): T is …` declares one")
  }

  static func bareFunction(_ name: Identifier, parameters: [String], _ declared: SourceRange) -> Diagnostic {
    Diagnostic(
      .bareFunction, at: name.range, "`\(name.text)` is of something: (\(parameters.joined(separator: ", ")))",
      help: "write `x.\(name.text)` or `\(name.text)(x)`", labels: [Label(declared, "declared here")])
  }

  // MARK: Types and others

  static func unknownType(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownType, name, "no type is called `\(name.text)`", among: known,
      otherwise: "types are declared as `enum`, `record`, `entity` or `kind`")
  }

  static func typeAsValue(_ name: Identifier, instead: String?) -> Diagnostic {
    Diagnostic(
      .typeAsValue, at: name.range, "`\(name.text)` is a type, and a value is due here",
      help: instead.map { "all of its rows are `\($0)`" }
        ?? "of types only the name of an enum is a value: all of its cases")
  }

  static func unknownUnit(_ name: Identifier, known: [String]) -> Diagnostic {
    // Of one letter every other is near, and a metre is no second.
    let nearest = name.text.count > 1 ? Suggestion.nearest(to: name.text, among: known) : nil
    return unknown(
      .unknownUnit, name, "no unit is called `\(name.text)`", nearest: nearest,
      otherwise: "the units are \(list(known)); `unit \(name.text)` declares one")
  }

  static func unknownNote(_ word: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownNote, word, "no note says `\(word.text)`", among: known,
      otherwise: "`note NAME: \(word.text) for … because \"…\"` declares one")
  }

  static func unknownEvent(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownEvent, name, "no event is called `\(name.text)`", among: known,
      otherwise: "`event \(name.text)(…) { … }` declares one")
  }

  static func actionDone(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .unknownEvent, at: name.range, "`\(name.text)` is an action, which a user asks for",
      help: "put what both do into an event, and `do` it in both")
  }

  static func unknownDeed(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(.unknownAction, name, "no action or event is called `\(name.text)`", among: known)
  }

  static func unknownTag(_ tag: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownTag, tag, "no action or event is tagged `\(tag.text)`", among: known,
      otherwise: known.isEmpty ? nil : "the tags are \(list(known))")
  }
}
