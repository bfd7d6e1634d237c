internal import RulesLang

extension State {
  /// The same table under other rules: what their `was` and `dropped` name is carried along or left, and what the old
  /// rules did not know has its default. Clock and pending time go on; the revision is the next.
  ///
  /// The state itself stays as it is, so a host can try rules out.
  ///
  /// - Returns: the state in its new shape, and what became of its values.
  /// - Throws: what does not fit, with paths into ``json``.
  public func moved(to rules: RuleSet) throws(StateFailure) -> (state: State, report: MoveReport) {
    if rules === self.rules { return (self, MoveReport()) }
    var root: JSONValue
    do { root = try JSONReader().read(json) } catch { throw StateFailure(error) }
    let gone = emptyTables(unknownTo: rules)
    root = JSONValue(.object((root.members ?? []).filter { !gone.contains($0.key) }), offset: root.offset)
    var moved = try rules.state(root, clock: clock)
    moved.write { storage in
      storage.revision = revision + 1
      storage.heard = heard
    }
    return (moved, MoveReporter.report(on: root, without: gone, in: moved))
  }

  /// Tables that the other rules have no more: where there is no row in one, nothing is lost.
  private func emptyTables(unknownTo rules: RuleSet) -> [String] {
    self.rules.layout.tables.enumerated().dropFirst()
      .filter { table($0.offset).rowCount == 0 && rules.names.tables.find($0.element.name) == nil }
      .map(\.element.name)
  }
}
