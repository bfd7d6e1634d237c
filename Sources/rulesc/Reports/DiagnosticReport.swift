internal import RulesLang

/// The diagnostics of one rule set, ready to be written for people or for programs.
struct DiagnosticReport {
  let sources: SourceSet
  /// In the order of files and places.
  let diagnostics: [Diagnostic]
  /// The directory of the rule set as the command line names it, for programs that look for the files themselves.
  let directory: String

  init(sources: SourceSet, diagnostics: [Diagnostic], directory: String) {
    self.sources = sources
    self.diagnostics = diagnostics.sorted(by: Diagnostic.inOrder)
    self.directory = directory
  }

  var errors: Int { diagnostics.count { $0.severity == .error } }
  var warnings: Int { diagnostics.count - errors }

  /// "2 errors, 1 warning in 5 files", or "no problems in 5 files".
  var summary: String {
    let files = Words.count(sources.layers.reduce(0) { $0 + $1.files.count }, "file")
    let found = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { Words.count($0.0, $0.1) }
    return "\(found.isEmpty ? "no problems" : found.joined(separator: ", ")) in \(files)"
  }

  /// One line, with all there is to say.
  var json: JSONValue {
    [
      "errors": .number(errors), "warnings": .number(warnings),
      "diagnostics": .list(diagnostics.map(json)),
    ]
  }

  private func json(_ diagnostic: Diagnostic) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "code", value: .text(diagnostic.code.rawValue)),
      .init(key: "severity", value: .text(diagnostic.severity.rawValue)),
      .init(key: "message", value: .text(diagnostic.message)),
    ]
    if let help = diagnostic.help { members.append(.init(key: "help", value: .text(help))) }
    members.append(.init(key: "place", value: Place(diagnostic.range, in: self).json))
    if !diagnostic.labels.isEmpty {
      let labels = diagnostic.labels.map { label -> JSONValue in
        ["text": .text(label.text), "place": Place(label.range, in: self).json]
      }
      members.append(.init(key: "labels", value: .list(labels)))
    }
    if !diagnostic.fixIts.isEmpty {
      let fixIts = diagnostic.fixIts.map { fixIt -> JSONValue in
        ["replacement": .text(fixIt.replacement), "place": Place(fixIt.range, in: self).json]
      }
      members.append(.init(key: "fixIts", value: .list(fixIts)))
    }
    return .init(.object(members))
  }
}

extension DiagnosticReport {
  /// A range as lines and columns, from 1; columns count Unicode characters.
  struct Place {
    /// From the rule set.
    let file: String
    /// From the working directory.
    let path: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int

    init(_ range: SourceRange, in report: DiagnosticReport) {
      let source = report.sources.file(range.file)
      file = source.name
      path = report.directory == "." ? source.name : "\(report.directory)/\(source.name)"
      (line, column) = Self.position(of: range.lower, in: source)
      (endLine, endColumn) = Self.position(of: range.upper, in: source)
    }

    private static func position(of offset: Int, in source: SourceFile) -> (Int, Int) {
      let (line, _) = source.position(of: offset)
      guard line <= source.lineStarts.count else { return (line, 1) }
      let start = source.lineStarts[line - 1]
      return (line, source.text(start..<max(start, offset)).unicodeScalars.count + 1)
    }

    var json: JSONValue {
      [
        "file": .text(file), "line": .number(line), "column": .number(column),
        "endLine": .number(endLine), "endColumn": .number(endColumn),
      ]
    }
  }
}
