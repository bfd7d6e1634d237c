// All wording about the data tables of kinds.

extension Diagnostic {
  static func dataFileMissing(_ path: String, at range: SourceRange, known: [String]) -> Diagnostic {
    let help = didYouMean(path, among: known) ?? "the path goes from the directory of the rule set that says it"
    return Diagnostic(.dataFileMissing, at: range, "there is no data table `\(path)`", help: help)
  }

  static func dataSyntax(_ error: JSONError, file: Int) -> Diagnostic {
    let range = SourceRange(file: file, lower: error.offset, upper: error.offset + 1)
    return Diagnostic(.dataSyntax, at: range, "this is no JSON: \(error.message)")
  }

  static func dataObject(_ owner: String, at range: SourceRange, found: JSONValue) -> Diagnostic {
    Diagnostic(
      .dataType, at: range, "`\(owner)` is \(found.kind), where an object is due",
      help: "write its fields as `{\"name\": …}`")
  }

  static func dataRows(_ table: String, at range: SourceRange, found: JSONValue) -> Diagnostic {
    Diagnostic(
      .dataType, at: range, "the table `\(table)` is \(found.kind), where an object is due",
      help: "a data table is one object, with a row behind each name: `{\"longbow\": {…}, …}`")
  }

  static func dataRowName(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .dataRowName, at: range, "`\(name)` cannot name a row",
      help: "rows are named in the rules, so a name starts with a small letter and has letters and digits only")
  }

  static func dataRowTwice(_ name: String, table: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateName, at: range, "the table `\(table)` has a row `\(name)` already",
      labels: [Diagnostic.Label(first, "the first one")])
  }

  static func dataUnknownField(_ key: String, of owner: String, at range: SourceRange, fields: [String]) -> Diagnostic {
    let help = didYouMean(key, among: fields) ?? "its fields are \(list(fields))"
    return Diagnostic(
      .dataUnknownField, at: range, "`\(owner)` has a key `\(key)`, which is none of its fields", help: help)
  }

  static func dataMissingField(_ field: FieldInfo, of owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .dataMissingField, at: range, "`\(owner)` does not say its `\(field.header.name)`",
      help: "give a value here, or the field a default in the rules",
      labels: [Diagnostic.Label(field.header.range, "this field has no default")])
  }

  static func dataType(_ found: JSONValue, at range: SourceRange, due: String) -> Diagnostic {
    Diagnostic(.dataType, at: range, "this is \(found.kind), where \(due) is due")
  }

  static func dataDice(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .dataDice, at: range, "`\(text)` is no dice",
      help: "dice are written like \"2d6\", \"1d8+2\" or \"2d20 keep lowest\", with at most 4095 dice of 65535 sides")
  }

  static func dataUnknownCase(_ name: String, at range: SourceRange, names: [String]) -> Diagnostic {
    let help = didYouMean(name, among: names) ?? "what fits here: \(list(names))"
    return Diagnostic(.dataUnknownCase, at: range, "nothing that fits here is called `\(name)`", help: help)
  }

  static func dataMissingKey(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .dataMissingField, at: range, "the key `\(key)` is missing", help: "there is a value for each key: write them all"
    )
  }

  static func dataOutOfBounds(_ misfit: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.outOfBounds, at: range, misfit)
  }

  static func dataRepeated(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .dataRepeated, at: range, "this stands in the set already", help: "a set has each element once: remove it")
  }
}
