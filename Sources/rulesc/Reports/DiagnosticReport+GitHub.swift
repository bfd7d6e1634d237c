internal import RulesLang

// Lines that GitHub shows beside the changed files of a pull request.

extension DiagnosticReport {
  var gitHub: String {
    diagnostics.map { diagnostic in
      let place = Place(diagnostic.range, in: self)
      let text = diagnostic.help.map { "\(diagnostic.message)\n\($0)" } ?? diagnostic.message
      let properties = [
        ("file", place.path), ("line", "\(place.line)"), ("col", "\(place.column)"), ("endLine", "\(place.endLine)"),
        ("endColumn", "\(place.endColumn)"), ("title", diagnostic.code.rawValue),
      ].map { "\($0)=\(Self.escapedProperty($1))" }.joined(separator: ",")
      return "::\(diagnostic.severity.rawValue) \(properties)::\(Self.escaped(text))"
    }.joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case "\r\n": "%0D%0A"
      default: String(character)
      }
    }.joined()
  }

  private static func escapedProperty(_ text: String) -> String {
    escaped(text).map { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0) }.joined()
  }
}
