internal import RulesLang

extension State {
  /// The JSON of the verdict on a decision: the UTF-8 of ``Verdict/json`` of ``verdict(of:)``.
  ///
  /// It is what an answer to a client is made with: where nothing is concealed from who asked, it is written at once,
  /// without a verdict.
  public func verdictJSON(of decision: Decision) -> [UInt8] {
    let decision = explained(decision)
    if tellsAll(decision) {
      var writer = VerdictWriter(decision, of: self)
      if let bytes = writer.write() { return bytes }
    }
    return Array(verdict(of: decision).json.utf8)
  }

  /// Whether who asked may know all that a decision about this state holds.
  private func tellsAll(_ decision: Decision) -> Bool {
    // Reasons are compared with one another.
    guard decision.stamp == stamp, decision.seen == nil, decision.failures.count <= 64 else { return false }
    guard let viewer = decision.viewer, !rules.concealment.isNothing else { return true }
    // After a change other things may be concealed.
    guard decision.changes.isEmpty, decision.events.isEmpty else { return false }
    let reading = rules.withJudge { $0.reading(of: self, for: viewer) }
    return reading.isWhole || !reading.hidesRows && reading.veil.aliases.isEmpty && disclosesNothing(decision)
  }

  /// Whether no concealed field plays a part in what a refusal tells.
  private func disclosesNothing(_ decision: Decision) -> Bool {
    decision.outcome == .refused && decision.waived.isEmpty
      && decision.failures.allSatisfy { $0.shape.disclosures.isEmpty }
      && !rules.concealment.concealedFields.contains { rules.layout.table($0.entity).fields[$0.field].name == "name" }
  }
}
