/// What `rulesc explain CODE` tells of one diagnostic: what is wrong and why it is an error, with an example and its
/// mending.
package struct DiagnosticEntry: Sendable {
  package let code: DiagnosticCode
  /// In a few sentences, for a designer.
  package let meaning: String
  /// A whole rule set that has this diagnostic and no other. Texts of further files follow lines `--- NAME`; a
  /// `DIRECTORY/ruleset.rules` among them is an overlay over what stands before it.
  package let failing: String
  /// The same, mended.
  package let mended: String

  package init(_ code: DiagnosticCode, _ meaning: String, failing: String, mended: String) {
    self.code = code
    self.meaning = meaning
    self.failing = failing
    self.mended = mended
  }
}
