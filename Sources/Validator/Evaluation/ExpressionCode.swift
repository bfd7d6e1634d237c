package import RulesLang

/// An expression that was compiled after its program, as tests and explanations do: instructions to be put behind those
/// of the program.
package struct ExpressionCode: Sendable {
  let code: [Instruction]
  let entry: Int32
  /// The first register of the locals, and of the value.
  let locals: Int32
  let result: Int32
  let localWords: Int
  package let type: Type
}
