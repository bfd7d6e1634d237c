internal import RulesLang

extension State {
  /// Brings rows in, takes rows out and sets fields, all of it or nothing.
  ///
  /// Rows that come in one call can refer to one another. Where a row goes, optionals, sets and lists lose it; a plain
  /// reference that would lead nowhere refuses the whole.
  public mutating func edit(_ edits: [Edit]) throws(EditFailure) {
    var editor = StateEditor(self)
    self = try editor.edit(edits)
  }
}
