/// What a procedure does, which decides how it may be called.
public enum ProcedureKind: String, Sendable, CaseIterable {
  /// Answers and changes nothing.
  case query
  /// Changes something and answers.
  case mutation
  /// Goes on to speak.
  case subscription
}
