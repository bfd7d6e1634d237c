// All wording about the schema: types of fields, bounds, defaults, records and keyed values.

extension Diagnostic {
  static func notStored(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .notStored, at: name.range, "a field cannot hold a `\(name.text)`",
      help: "a path comes with a request; keep the cells that matter")
  }

  static func notConstantType(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .notStored, at: name.range, "a row of a kind is constant, and cannot hold a `\(name.text)`",
      help: "users and rows of entities belong to the state: let the entity refer to the kind")
  }

  static func elementType(_ type: Type, _ range: SourceRange, _ program: TypedProgram) -> Diagnostic {
    let help =
      if case .record = type { "records stand in lists: `list of \(program.name(of: type))`" } else {
        "sets hold single values that can be told apart; lists hold those and records"
      }
    return Diagnostic(
      .elementType, at: range, "`\(program.name(of: type))` cannot be an element here", help: help)
  }

  static func boundsHere(_ range: SourceRange, isClamped: Bool) -> Diagnostic {
    isClamped
      ? Diagnostic(
        .misplacedBounds, at: range, "only a field is `clamped`", help: "it is where sums stop; leave `clamped` out")
      : Diagnostic(
        .misplacedBounds, at: range, "bounds belong to what holds a value: a field or a parameter",
        help: "leave the bounds out")
  }

  static func emptyBounds(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .emptyBounds, at: range, "nothing is within these bounds",
      help: "the lower bound stands first, and a size is 0 or more")
  }

  static func notFinite(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .notFinite, at: name.range, "there is no list of all `\(name.text)` values",
      help: "there is a value for each case of an enum, each row of a kind, or each number of a range")
  }

  static func tooManyKeys(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .notFinite, at: range, "a value for each of so many numbers is too much",
      help: "at most \(CheckContext.mostKeys) keys; an entity with a row for each may be what is meant")
  }

  static func emptyEnum(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .emptyEnum, at: name.range, "`\(name.text)` has no cases",
      help: "write them between the braces: `{ small, large }`")
  }

  static func tableLimit(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.tableLimit, at: range, "a table has room for 1 to 1000000 rows")
  }

  static func tooManyEntities(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .tableLimit, at: name.range, "a rule set has at most \(CheckContext.mostEntities) entities",
      help: "entities that differ in their data alone can be one, which refers to a kind")
  }

  static func recordCycle(_ field: Header, names: [String]) -> Diagnostic {
    Diagnostic(
      .recordCycle, at: field.range, "a record cannot hold itself: \(names.map { "`\($0)`" }.joined(separator: " → "))",
      help: "what refers to others of its kind is an entity")
  }

  static func recordTooDeep(_ field: Header) -> Diagnostic {
    Diagnostic(
      .tableLimit, at: field.range, "records stand more than \(CheckContext.deepestRecord) deep in one another",
      help: "an entity with rows that refer to each other may be what is meant")
  }

  static func fieldTooLarge(_ field: Header) -> Diagnostic {
    Diagnostic(
      .tableLimit, at: field.range, "with `\(field.name)` this is made of more than \(CheckContext.mostParts) values",
      help:
        "all fields of records, and the values of all keys, count; an entity with a row for each may be what is meant")
  }

  static func droppedFrom(_ type: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownType, type, "no entity is called `\(type.text)`", among: known,
      otherwise: "fields are dropped from entities: `dropped mana from Creature`")
  }

  static func notConstant(_ range: SourceRange, what: String) -> Diagnostic {
    Diagnostic(
      .notConstant, at: range, "\(what) is a constant, and this depends on the state",
      help: "constants are made of literals, cases and rows of kinds")
  }

  static func outOfBounds(_ misfit: String, at range: SourceRange, field: Header? = nil) -> Diagnostic {
    Diagnostic(
      .outOfBounds, at: range, misfit, labels: field.map { [Label($0.range, "the bounds are declared here")] } ?? [])
  }

  // MARK: Records and keyed values

  static func notRecord(_ name: Identifier, isType: Bool, _ known: [String]) -> Diagnostic {
    if !isType { return unknownType(name, known: known) }
    return Diagnostic(
      .notRecord, at: name.range, "values of `\(name.text)` are not made by rules",
      help: "only a record is a value that is put together: rows come from the host, kinds from their data")
  }

  static func fieldTwice(_ name: Identifier) -> Diagnostic {
    Diagnostic(.duplicateName, at: name.range, "`\(name.text)` is given twice")
  }

  static func missingFields(_ names: [String], of record: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .missingFields, at: range, "`\(record)` needs \(list(names))",
      help:
        "write `\(record)(\(names.map { "\($0): …" }.joined(separator: ", ")))`; a field with a default may be left out"
    )
  }

  static func recordLabel(_ record: String, at range: SourceRange, fields: [String]) -> Diagnostic {
    Diagnostic(
      .missingLabel, at: range, "the fields of `\(record)` are given by their names",
      help: fields.first.map { "write `\(record)(\($0): …)`" })
  }

  static func notKeyed(_ expression: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    let help =
      expression.type.element == nil
      ? "`x[key]` is for a field declared `T for each K`"
      : "`first(x in xs where …)` gives an element of a collection"
    return Diagnostic(
      .notKeyed, at: expression.range, "`\(program.name(of: expression.type))` has no keys", help: help)
  }

  static func keyOutOfRange(
    _ key: TypedExpression, _ keys: ClosedRange<Int64>, found: ClosedRange<Int64>?
  ) -> Diagnostic {
    let bounds = "\(keys.lowerBound)..\(keys.upperBound)"
    let message: String
    if let found, found.lowerBound == found.upperBound {
      message = "\(found.lowerBound) is no key: they are \(bounds)"
    } else if let found {
      message = "this is within \(found.lowerBound)..\(found.upperBound), and the keys are \(bounds)"
    } else {
      message = "this could be any number, and the keys are \(bounds)"
    }
    return Diagnostic(
      .keyOutOfRange, at: key.range, message,
      help: "declare what it comes from as `Int \(bounds)`, or bring it there with `min(…)` and `max(…)`")
  }

  static func emptyKeyed(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .missingKeys, at: range, "there is a value for each key, and none stands here",
      help: "name the keys, and then all others: `{1: 4, otherwise 0}`")
  }

  static func missingKeys(_ names: [String], _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .missingKeys, at: range,
      "there is a value for each key, and \(names.count == 1 ? "one is" : "some are") missing: \(list(names))",
      help: "add them, or say it for all others: `otherwise …`")
  }

  static func keyTwice(_ name: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateKey, at: range, "the key `\(name)` has a value already", labels: [Label(first, "the first one")])
  }

  static func unreachableOtherwise(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.duplicateKey, at: range, "every key has a value already", help: "leave `otherwise` out")
  }

  static func repeatedElement(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.duplicateKey, at: range, "this stands in the set already", help: "a set has each element once")
  }

  static func bracketsDue(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.typeMismatch, at: range, "this is a set, where a list is due", help: "a list stands in brackets: `[…]`")
  }

  static func bracesDue(_ range: SourceRange) -> Diagnostic {
    Diagnostic(.typeMismatch, at: range, "this is a list, where a set is due", help: "a set stands in braces: `{…}`")
  }
}
