/// Entries of the laws about changes, exceptions and cost.
enum JudgementCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .conflictingSets,
      """
      All changes of a judgement apply together, so of two sets of one place neither is the last. Two different
      values are a fault; where that is certain it is an error here.
      """,
      failing: """
        ruleset example
        enum Phase { waiting, live, paused }
        state { phase: Phase = waiting }
        action start() by anyone {
          set phase to live
          do begins()
        }
        event begins() { set phase to paused }
        """,
      mended: """
        ruleset example
        enum Phase { waiting, live, paused }
        state { phase: Phase = waiting }
        action start() by anyone {
          do begins()
        }
        event begins() { set phase to live }
        """),
    DiagnosticEntry(
      .exceptionsMayClash,
      """
      Two exceptions that hold together and give different values are a fault, which makes every action that reads
      the value illegal. The compiler looks for a state in which both hold and shows it. Say which one wins, or
      narrow them.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { held: Bool = false, winged: Bool = false }
        define speed(c: Creature): Int is 30
        exception stuck: speed(c) is 0 when c.held
        exception flying: speed(c) is 60 when c.winged
        invariant moves: all c in creatures: c.speed >= 0
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { held: Bool = false, winged: Bool = false }
        define speed(c: Creature): Int is 30
        exception stuck: speed(c) is 0 when c.held instead of flying
        exception flying: speed(c) is 60 when c.winged
        invariant moves: all c in creatures: c.speed >= 0
        """),
    DiagnosticEntry(
      .overBudget,
      """
      The worst case of every action is counted before anyone plays, from the limits of what it walks. One that
      may take too many steps could hang a table and is refused. `rulesc check --cost` shows what each action
      takes.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 6000 { hp: Int = 5 }
        action count() by anyone {
          require crowd: count(a in creatures where some b in creatures where b.hp > a.hp) > 1 else "Nobody is weaker."
        }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 500 { hp: Int = 5 }
        action count() by anyone {
          require crowd: count(a in creatures where some b in creatures where b.hp > a.hp) > 1 else "Nobody is weaker."
        }
        """),
    DiagnosticEntry(
      .unbounded,
      """
      Everything that is walked has a limit, or the worst case of an action could not be known. A table says `up
      to`, a list says how many elements it has, and so does a set of what has too many values to count.
      """,
      failing: """
        ruleset example
        state { scores: list of Int = [] }
        """,
      mended: """
        ruleset example
        state { scores: list of up to 20 Int = [] }
        """),
  ]
}
