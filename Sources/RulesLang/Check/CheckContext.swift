/// What all parts of the checker share: the program as far as it is made, the names, and what was found wrong.
///
/// The only object of the checker: everything else is a value that holds it for the time of its work.
final class CheckContext {
  var program: TypedProgram
  var names = Names()
  /// Kinds whose rows could not all be read, so that a row that is not there may be one of them.
  var brokenKinds: Set<KindID> = []
  /// Fields whose defaults are mistakes, by the places of their names: they count as having one.
  var brokenDefaults: Set<SourceRange> = []
  /// How many single values a value of each record is made of.
  var recordParts: [RecordID: Int] = [:]
  /// The places of the rows of kinds, by their names.
  var rows: [KindID: [String: Int]] = [:]
  /// The map is declared, and a mistake.
  var isMapBroken = false
  /// The bounds of the parameters of defines, which an argument has to keep for certain.
  var parameterBounds: [FunctionID: [ClosedRange<Int64>?]] = [:]
  /// The bounds that the values of defines keep, by their declarations.
  var resultBounds: [FunctionID: ClosedRange<Int64>] = [:]
  /// Which rolls the steps of tests may ask for, once one of them uses a name that several have.
  var rollReach: RollReach?
  private(set) var diagnostics: [Diagnostic] = []

  init(program: TypedProgram) { self.program = program }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
