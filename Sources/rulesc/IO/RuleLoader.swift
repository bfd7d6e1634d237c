internal import RulesLang
internal import Validator

/// A rule set as a command has read it.
struct LoadedRules {
  /// As the command line names it, or found it.
  let directory: String
  let compilation: Compilation

  var report: DiagnosticReport {
    DiagnosticReport(sources: compilation.sources, diagnostics: compilation.diagnostics, directory: directory)
  }
}

extension Console {
  /// Reads and compiles a rule set; what is wrong with it is in the result.
  func load(_ directory: String) throws(CommandError) -> LoadedRules {
    do {
      let sources = try SourceLoader.load(files.absolute(directory), from: DirectoryReader())
      return LoadedRules(directory: files.shown(directory), compilation: Compilation(sources))
    } catch let failure as SourceFailure {
      throw CommandError.unreadable(failure.description.replacing(failure.path, with: files.shown(failure.path)))
    } catch {
      throw CommandError.unreadable("the rules in `\(files.shown(directory))` could not be read")
    }
  }

  /// The rule set that a command works with. Where it does not compile, its errors are told and nothing is done.
  func rules(_ arguments: Arguments) throws(CommandError) -> RuleSet {
    let loaded = try load(files.rulesDirectory(arguments["--rules"]))
    return try ready(loaded)
  }

  /// The places of the rule set that a command works with.
  func places(_ arguments: Arguments) throws(CommandError) -> Places {
    Places(files: files, directory: try files.rulesDirectory(arguments["--rules"]))
  }

  /// The rule set ready to be used, or its errors.
  ///
  /// - Parameter covered: whether it notes what tests see of it.
  func ready(_ loaded: LoadedRules, covered: Bool = false) throws(CommandError) -> RuleSet {
    if let program = loaded.compilation.program {
      return RuleSet(program, coverage: covered ? Coverage(program) : nil)
    }
    tell(loaded.report, onlyErrors: true)
    throw CommandError(
      exit: .shortfall, message: "the rules in `\(loaded.directory)` do not compile: \(loaded.report.summary)",
      help: nil)
  }

  /// Diagnostics for a person.
  func tell(_ report: DiagnosticReport, onlyErrors: Bool = false) {
    let places = Places(files: files, directory: report.directory)
    let renderer = DiagnosticRenderer(
      sources: report.sources, colour: errorStyle.isColoured, placing: { places.shown($0) })
    let shown = onlyErrors ? report.diagnostics.filter { $0.severity == .error } : report.diagnostics
    if !shown.isEmpty { errors(renderer.render(shown)) }
  }
}

extension FileSystem {
  /// A path as a person at the working directory would write it.
  func shown(_ path: String) -> String {
    let place = absolute(path)
    let here = absolute(".")
    if place == here { return "." }
    if place.hasPrefix(here + "/") { return String(place.dropFirst(here.count + 1)) }
    return path
  }
}
