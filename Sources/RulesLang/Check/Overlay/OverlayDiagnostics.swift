// All wording of the laying over of overlays.

extension Diagnostic {
  // MARK: Layers

  static func missingRuleset(_ layer: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .missingRuleset, at: range, "`\(layer)` does not say what it is called",
      help: "a rule set has a file `ruleset.rules` with `ruleset NAME`, or `ruleset NAME extends \"../base\"`")
  }

  static func severalRulesets(_ name: Identifier, first: Identifier) -> Diagnostic {
    Diagnostic(
      .severalRulesets, at: name.range, "a rule set is named once",
      help: "an overlay lies in a directory of its own", labels: [Label(first.range, "named here already")])
  }

  static func duplicateLayer(_ name: Identifier, earlier: Identifier) -> Diagnostic {
    Diagnostic(
      .duplicateLayer, at: name.range, "two layers are called `\(name.text)`",
      help: "verdicts tell rule sets apart by their names; call this one otherwise",
      labels: [Label(earlier.range, "the layer below")])
  }

  static func baseNotLoaded(_ base: TextLiteral) -> Diagnostic {
    Diagnostic(
      .overlayWithoutBase, at: base.range, "the rule set `\(base.value)` that this one extends is not loaded",
      help: "load the directory with `--rules`, or give the texts of the base as the first layer")
  }

  static func extendsNothing(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .overlayWithoutBase, at: name.range, "`\(name.text)` lies over another rule set and does not say so",
      help: "write `ruleset \(name.text) extends \"…\"`")
  }

  static func overlayWithoutBase(_ declaration: Declaration) -> Diagnostic {
    let word = if case .extend = declaration.kind { "extend" } else { "replace" }
    return Diagnostic(
      .overlayWithoutBase, at: declaration.range, "`\(word)` is for overlays, and this rule set extends no other",
      help: "change the declaration itself; or make this an overlay: `ruleset NAME extends \"../base\"`")
  }

  // MARK: What is changed

  static func declaredBelow(_ declaration: Declaration, earlier: Declaration) -> Diagnostic {
    let (word, name, range) =
      declaration.naming.map { ($0.word, $0.name.text, $0.name.range) } ?? ("", "", declaration.range)
    let canReplace = word != "state" && word != "map" && word != "unit"
    let help: String
    if word == "state" || word == "map" {
      help = "add to it with `extend \(word) { … }`"
    } else if canReplace, earlier.naming?.word == word {
      help = "to put this in its place, write `replace \(word) \(name)…`"
    } else {
      help = "call this one otherwise"
    }
    return Diagnostic(
      .overlayTwice, at: range, "the layers below have `\(name)` already", help: help,
      labels: [Label(earlier.naming?.name.range ?? earlier.range, "declared here")])
  }

  static func nothingToChange(
    _ name: Identifier, change: String, namesake: Declaration?, candidates: [Declaration]
  ) -> Diagnostic {
    if let namesake, let naming = namesake.naming {
      return Diagnostic(
        .overlayUnknown, at: name.range, "`\(change)` does not fit: `\(name.text)` is declared with `\(naming.word)`",
        help: change.hasPrefix("replace ")
          ? "what is replaced stays what it is: `replace \(naming.word) \(name.text)…`" : nil,
        labels: [Label(naming.name.range, "declared here")])
    }
    let nearest = Suggestion.nearest(to: name.text, among: candidates.compactMap { $0.naming?.name.text })
    return Diagnostic(
      .overlayUnknown, at: name.range, "the layers below have no `\(name.text)` that `\(change)` could change",
      help: nearest.map { "did you mean `\($0)`?" } ?? "what is new is declared as in any rule set")
  }

  static func noTableToExtend(_ table: Identifier, tables: [String]) -> Diagnostic {
    Diagnostic(
      .overlayUnknown, at: table.range, "there is no table `\(table.text)` of a kind",
      help: Suggestion.nearest(to: table.text, among: tables).map { "did you mean `\($0)`?" }
        ?? "only the tables of kinds are read from files")
  }

  static func noSuchPart(_ label: Identifier, word: String, of owner: Identifier, parts: [LabelledPart]) -> Diagnostic {
    let message = "`\(owner.text)` has no \(word == "extra" ? "extra" : "`\(word)`") called `\(label.text)`"
    let help: String
    if let other = parts.first(where: { $0.label.text == label.text }) {
      help = "it is a `\(other.word)`: write `replace \(other.word) \(owner.text).\(label.text)`"
    } else if let nearest = Suggestion.nearest(to: label.text, among: parts.map(\.label.text)) {
      help = "did you mean `\(nearest)`?"
    } else {
      help =
        parts.isEmpty
        ? "none of its parts has a label; replace it whole"
        : "it has \(parts.map { "`\($0.label.text)`" }.joined(separator: ", "))"
    }
    return Diagnostic(.overlayUnknown, at: label.range, message, help: help)
  }

  static func ownLayer(_ name: Identifier, change: String, declared: Declaration) -> Diagnostic {
    Diagnostic(
      .overlayOwnLayer, at: name.range, "`\(name.text)` is declared in this very layer",
      help:
        "change the declaration itself; `\(change.split(separator: " ").first ?? "")` is for what a lower layer has",
      labels: [Label(declared.naming?.name.range ?? declared.range, "declared here")])
  }

  static func changedTwice(_ name: Identifier, earlier: SourceRange) -> Diagnostic {
    Diagnostic(
      .overlayTwice, at: name.range, "this layer changes `\(name.text)` twice",
      help: "the order of texts means nothing, so neither could be the last; make it one change",
      labels: [Label(earlier, "the other change")])
  }

  static func alreadyThere(_ name: Identifier, of owner: Identifier, earlier: SourceRange) -> Diagnostic {
    Diagnostic(
      .overlayTwice, at: name.range, "`\(owner.text)` has `\(name.text)` already",
      help: "`extend` adds; to change what is there, replace the declaration", labels: [Label(earlier, "here")])
  }

  static func mapHas(_ word: String, _ name: Identifier, earlier: SourceRange) -> Diagnostic {
    Diagnostic(
      .overlayTwice, at: name.range, "the map has `\(word) \(name.text)` already",
      help: "`extend` adds; of what is there `distance` alone can be changed", labels: [Label(earlier, "here")])
  }

  static func movementHas(_ label: Identifier, of name: Identifier, earlier: SourceRange) -> Diagnostic {
    Diagnostic(
      .overlayTwice, at: label.range, "`\(name.text)` has an extra `\(label.text)` already",
      help: "`extend` adds; to change what is there, write `replace extra \(name.text).\(label.text): …`",
      labels: [Label(earlier, "here")])
  }

  static func movementHasDiagonals(_ range: SourceRange, of name: Identifier, earlier: SourceRange) -> Diagnostic {
    Diagnostic(
      .overlayTwice, at: range, "`\(name.text)` says already what diagonals cost",
      help: "`extend` adds; to change what is there, replace the movement", labels: [Label(earlier, "here")])
  }

  static func parametersChanged(_ name: Identifier, _ signature: String, old: Declaration) -> Diagnostic {
    Diagnostic(
      .overlayParameters, at: name.range, "what replaces `\(name.text)` must have its parameters and its type",
      help: "others rely on them: `\(name.text)\(signature)`",
      labels: [Label(old.naming?.name.range ?? old.range, "replaced")])
  }

  static func notAMatch(_ name: Identifier, define: DefineDeclaration) -> Diagnostic {
    Diagnostic(
      .overlayNotAMatch, at: name.range, "`\(name.text)` is not one `match`, so no arms can be added to it",
      help: "replace the define, or bend its value with `adjust` or `exception`",
      labels: [Label(define.value.range, "its value")])
  }
}
