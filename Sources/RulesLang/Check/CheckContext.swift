/// What all parts of the checker share: the program as far as it is made, the names, and what was found wrong.
///
/// The only object of the checker: everything else is a value that holds it for the time of its work.
final class CheckContext {
  var program: TypedProgram
  var names = Names()
  private(set) var diagnostics: [Diagnostic] = []

  init(program: TypedProgram) { self.program = program }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
