internal import RulesLang
internal import Validator

/// Going back to where a turn began, and over to other rules.
extension Play {
  /// Takes the state back as it was when the turn began that the event tagged `rollback` names by the same arguments as
  /// the event tagged `turn` did; without arguments, the turn that began last.
  ///
  /// The log is gone on with, never rewritten: what is undone stays in it. The room keeps the rules it has, where the
  /// earlier state fits them.
  mutating func goBack(
    as performed: Performed, _ circumstances: Circumstances, into record: inout Record
  ) throws(Objection) {
    let event = performed.truth.events.last { $0.tags.contains("rollback") }
    let arguments = event?.values ?? []
    guard let turn = turns.last(where: { arguments.isEmpty || $0.arguments == arguments }) else {
      if !knowsAllTurns { throw .turnsUnknown }
      // There has been no such turn: it stays at what the rules made of it.
      return
    }
    let (newer, rules) = (table, table.rules)
    table.rollBack(to: turn.table)
    if let moved = try? table.moved(to: rules).state { table = moved }
    record.changes.append(
      Record.Change(
        revision: table.revision, deltas: table.deltas(from: newer, viewers: record.audience), turns: []))
    forget(turnsAfter: turn.number, outcomes: turn.outcomes)
    let snapshot = (try? JSONReader().read(table.snapshot)) ?? [:]
    log(
      .wentBack(to: turn.number, outcomes: turn.outcomes, snapshot: snapshot), now: circumstances.now, into: &record)
    open(circumstances, into: &record)
    reportPresence(since: turn.present, circumstances, into: &record)
  }

  /// Who is at the table does not go back with the state: it is told who has come and gone since.
  private mutating func reportPresence(
    since earlier: Set<String>, _ circumstances: Circumstances, into record: inout Record
  ) {
    for user in present.symmetricDifference(earlier).sorted() {
      guard let deed = Presence.report(user, isHere: present.contains(user), in: table.rules) else { continue }
      perform(deed, key: nil, queued: nil, circumstances, into: &record)
    }
  }

  mutating func forget(turnsAfter number: Int64, outcomes count: Int) {
    turns.removeAll { $0.number > number }
    outcomes.removeSubrange(max(0, min(count, outcomes.count))...)
    oldestBasis = table.revision
  }

  /// Goes over to the rules as they are written by now. Where the state does not fit them, its owner hears why, and the
  /// play stays by those it has.
  mutating func move(_ circumstances: inout Circumstances, into record: inout Record) {
    guard let rules = circumstances.newRules, rules.digest != table.rules.digest else { return }
    circumstances.newRules = nil
    let older = table
    do {
      let (moved, report) = try table.moved(to: rules)
      table = moved
      record.changes.append(
        Record.Change(
          revision: table.revision, deltas: table.deltas(from: older, viewers: record.audience), turns: []))
      log(.moved, now: circumstances.now, into: &record)
      record.aboutRules.append([
        "changed": JSONValue(.string(rules.digest)), "report": JSONValue(.string(report.description)),
      ])
      open(circumstances, into: &record)
    } catch {
      record.misfit = rules.digest
      record.aboutRules.append(["problem": JSONValue(.string("The table does not fit the new rules. \(error)"))])
    }
  }

  /// Says that the room is live: rules give their deadlines new time. Nothing follows from that for the host, so this
  /// ends, whatever the rules are.
  mutating func open(_ circumstances: Circumstances, into record: inout Record) {
    let opened = Deed(user: nil, action: "opened", arguments: [:])
    perform(opened, key: nil, queued: nil, circumstances, into: &record)
  }
}
