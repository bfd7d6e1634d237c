internal import RulesLang

// The form that code scanners exchange: SARIF 2.1.0.

extension DiagnosticReport {
  var sarif: JSONValue {
    let codes = Set(diagnostics.map(\.code.rawValue)).sorted()
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "rulesc", "version": .text(Rulesc.version),
              "rules": .list(codes.map { ["id": .text($0)] }),
            ]
          ],
          "columnKind": "unicodeCodePoints",
          "results": .list(diagnostics.map(result)),
        ]
      ],
    ]
  }

  private func result(_ diagnostic: Diagnostic) -> JSONValue {
    let text = diagnostic.help.map { "\(diagnostic.message)\n\($0)" } ?? diagnostic.message
    var members: [JSONValue.Member] = [
      .init(key: "ruleId", value: .text(diagnostic.code.rawValue)),
      .init(key: "level", value: .text(diagnostic.severity.rawValue)),
      .init(key: "message", value: ["text": .text(text)]),
      .init(key: "locations", value: [location(diagnostic.range, text: nil)]),
    ]
    if !diagnostic.labels.isEmpty {
      let related = diagnostic.labels.map { location($0.range, text: $0.text) }
      members.append(.init(key: "relatedLocations", value: .list(related)))
    }
    if !diagnostic.fixIts.isEmpty { members.append(.init(key: "fixes", value: .list([fix(diagnostic.fixIts)]))) }
    return .init(.object(members))
  }

  /// All changes that mend one mistake, together.
  private func fix(_ fixIts: [Diagnostic.FixIt]) -> JSONValue {
    let changes = fixIts.map { fixIt -> JSONValue in
      let place = Place(fixIt.range, in: self)
      return [
        "artifactLocation": ["uri": .text(Self.uri(place.path))],
        "replacements": [
          ["deletedRegion": region(place), "insertedContent": ["text": .text(fixIt.replacement)]]
        ],
      ]
    }
    return ["artifactChanges": .list(changes)]
  }

  private func region(_ place: Place) -> JSONValue {
    [
      "startLine": .number(place.line), "startColumn": .number(place.column),
      "endLine": .number(place.endLine), "endColumn": .number(place.endColumn),
    ]
  }

  private func location(_ range: SourceRange, text: String?) -> JSONValue {
    let place = Place(range, in: self)
    var members: [JSONValue.Member] = [
      .init(
        key: "physicalLocation",
        value: [
          "artifactLocation": ["uri": .text(Self.uri(place.path))],
          "region": region(place),
        ])
    ]
    if let text { members.append(.init(key: "message", value: ["text": .text(text)])) }
    return .init(.object(members))
  }

  /// A path with everything escaped that a URI does not hold.
  private static func uri(_ path: String) -> String {
    path.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._~/".contains(character))
      return isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
