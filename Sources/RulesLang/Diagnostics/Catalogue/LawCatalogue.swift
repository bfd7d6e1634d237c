/// Entries of the laws about values, guards, waivers and facts.
enum LawCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .valueCycle,
      """
      No value is made of itself, however many defines, adjustments, exceptions, budgets or movements lie between:
      judging would never end. The chain is told step by step.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { load: Int }
        define speed(c: Creature): Int is 30 - c.burden
        define burden(c: Creature): Int is if c.load > 10 then c.speed / 2 otherwise 0
        invariant moves: all c in creatures: c.speed > 0
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { load: Int }
        define speed(c: Creature): Int is 30 - c.burden
        define burden(c: Creature): Int is if c.load > 10 then 15 otherwise 0
        invariant moves: all c in creatures: c.speed > 0
        """),
    DiagnosticEntry(
      .eventCycle,
      """
      No event does itself, directly or by others: it would be done for ever. What follows from a change is a
      consequence; each happens at most once for a row and a request.
      """,
      failing: """
        ruleset example
        state { round: Int = 1 }
        action begin() by anyone { do roundEnds() }
        event roundEnds() { do roundBegins() }
        event roundBegins() {
          add 1 to round
          do roundEnds()
        }
        """,
      mended: """
        ruleset example
        state { round: Int = 1 }
        action begin() by anyone { do roundEnds() }
        event roundEnds() { do roundBegins() }
        event roundBegins() { add 1 to round }
        """),
    DiagnosticEntry(
      .waiverCycle,
      """
      A waiver may lift another waiver, but not, however indirectly, itself.
      """,
      failing: """
        ruleset example
        state { open: Bool = true, night: Bool = false }
        rule isOpen for any action { require open else "It is closed." }
        waiver festival lifts isOpen, curfew for any action when not night because "There is a festival."
        waiver curfew lifts festival for any action when night because "There is a curfew."
        action enter() by anyone { }
        """,
      mended: """
        ruleset example
        state { open: Bool = true, night: Bool = false }
        rule isOpen for any action { require open else "It is closed." }
        waiver festival lifts isOpen for any action when not night because "There is a festival."
        waiver curfew lifts festival for any action when night because "There is a curfew."
        action enter() by anyone { }
        """),
    DiagnosticEntry(
      .unguardedAction,
      """
      No action is open to everyone by accident. Some requirement that reads `user` has to bind it always: one of
      its own, of an event it always does, or of a rule without a condition. An action that is meant for all says
      `by anyone`.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { controller: User, resting: Bool = false }
        action rest(actor: Creature) { set actor.resting to true }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { controller: User, resting: Bool = false }
        action rest(actor: Creature) { set actor.resting to true }
        rule controlsActor for any action(actor: Creature) {
          require actor.controller == user else "You do not control that."
        }
        """),
    DiagnosticEntry(
      .lastGuardWaived,
      """
      A waiver must not take away the last requirement that asks who the user is: where it holds, anyone could
      act. A waiver whose own condition reads `user` may.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { controller: User, asleep: Bool = false }
        action wake(actor: Creature) { set actor.asleep to false }
        rule controlsActor for any action(actor: Creature) {
          require actor.controller == user else "You do not control that."
        }
        waiver alarm lifts controlsActor for wake(actor: Creature) when actor.asleep because "The alarm rings."
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { controller: User, watcher: User, asleep: Bool = false }
        action wake(actor: Creature) { set actor.asleep to false }
        rule controlsActor for any action(actor: Creature) {
          require actor.controller == user else "You do not control that."
        }
        waiver alarm lifts controlsActor for wake(actor: Creature) when actor.asleep and actor.watcher == user
          because "The alarm rings."
        """),
    DiagnosticEntry(
      .waivedNarrowing,
      """
      What comes after a requirement may rest on it: on a name it gives, or on its having made sure that an
      optional is there. Such a requirement cannot be lifted.
      """,
      failing: """
        ruleset example
        state { owner: User, leader: optional User, free: Bool = false }
        action lead() {
          require led: leader exists else "Nobody leads."
          require isLeader: leader == user else "You do not lead."
          set owner to leader
        }
        waiver anarchy lifts lead.led for lead when free because "All are free."
        """,
      mended: """
        ruleset example
        state { owner: User, leader: optional User, free: Bool = false }
        action lead() {
          require calm: not free else "All are free."
          require isLeader: leader == user else "You do not lead."
        }
        waiver anarchy lifts lead.calm for lead when owner == user because "The owner is calm."
        """),
    DiagnosticEntry(
      .waiverLiftsNothing,
      """
      A waiver lifts what the actions or events it is for meet. One that can lift nothing is a mistake.
      """,
      failing: """
        ruleset example
        state { open: Bool = true, festival: Bool = false }
        rule isOpen for enter { require open else "It is closed." }
        waiver feast lifts isOpen for leave when festival because "There is a festival."
        action enter() by anyone { }
        action leave() by anyone { }
        """,
      mended: """
        ruleset example
        state { open: Bool = true, festival: Bool = false }
        rule isOpen for enter { require open else "It is closed." }
        waiver feast lifts isOpen for enter when festival because "There is a festival."
        action enter() by anyone { }
        action leave() by anyone { }
        """),
    DiagnosticEntry(
      .stepRuleStatement,
      """
      A rule for steps is asked of every step that a search tries, most of which are never taken. It holds
      requirements and `let`; what a step costs is said in its movement.
      """,
      failing: """
        ruleset example
        unit ft
        entity Creature in creatures up to 10 { cell: Cell, steps: Int = 0 }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Creature at cell
        }
        movement walk(mover: Creature) {
          step four ways
          cost 5 ft
        }
        rule counted for any step(mover: Creature) { add 1 to mover.steps }
        """,
      mended: """
        ruleset example
        unit ft
        entity Creature in creatures up to 10 { cell: Cell, steps: Int = 0 }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Creature at cell
        }
        movement walk(mover: Creature) {
          step four ways
          cost 5 ft
        }
        rule tired for any step(mover: Creature) { require mover.steps < 9 else "{mover} is tired." }
        """),
    DiagnosticEntry(
      .mapReadsMore,
      """
      The map keeps, for every cell, who stands there and what is solid or opaque, and keeps that up row by row.
      So the width of an entity and its marks depend on that row alone: not on others, the state or the time.
      """,
      failing: """
        ruleset example
        unit ft
        entity Door in doors up to 10 { cell: Cell, open: Bool = false }
        state { night: Bool = false }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Door at cell is solid when night
        }
        """,
      mended: """
        ruleset example
        unit ft
        entity Door in doors up to 10 { cell: Cell, open: Bool = false }
        state { night: Bool = false }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Door at cell is solid when not open
        }
        """),
    DiagnosticEntry(
      .factRefuses,
      """
      What follows from a fact, and what the host reports, has happened: nobody asked for it and nothing can
      refuse it. So no event that a consequence or host action reaches, nor a rule about it, may require, spend or
      refuse.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int = 5, fallen: Bool = false }
        consequence dying for each c in creatures as soon as c.hp == 0 do falls(c)
        event falls(c: Creature) {
          require standing: not c.fallen else "{c} lies already."
          set c.fallen to true
        }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int = 5, fallen: Bool = false }
        consequence dying for each c in creatures as soon as c.hp == 0 do falls(c)
        event falls(c: Creature) {
          if not c.fallen {
            set c.fallen to true
          }
        }
        """),
    DiagnosticEntry(
      .factReadsUser,
      """
      Nobody asked for a fact, so there is no user in what a consequence or a host action reaches, nor in what binds it.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int = 5, controller: User }
        state { loser: optional User }
        consequence dying for each c in creatures as soon as c.hp == 0 do falls(c)
        event falls(c: Creature) { set loser to user when c.hp < 1 }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int = 5, controller: User }
        state { loser: optional User }
        consequence dying for each c in creatures as soon as c.hp == 0 do falls(c)
        event falls(c: Creature) { set loser to c.controller when c.hp < 1 }
        """),
    DiagnosticEntry(
      .diceDecide,
      """
      Whether an action is legal is known before any dice are thrown; they decide only what happens. So nothing
      that can refuse reads a roll, or stands where a condition on a roll leads.
      """,
      failing: """
        ruleset example
        state { luck: Int = 0 }
        action gamble() by anyone {
          roll die: 1d6
          require lucky: die.total > 3 else "No luck."
          set luck to die.total
        }
        """,
      mended: """
        ruleset example
        state { luck: Int = 0 }
        action gamble() by anyone {
          roll die: 1d6
          set luck to die.total when die.total > 3
        }
        """),
    DiagnosticEntry(
      .concealedReference,
      """
      As one sees it from whom a row is concealed, there is no such row: optionals, sets and lists are without it,
      and a row that needs it is concealed as well. The state is always there, so it can need no row that may be
      concealed, neither itself nor in its records and keyed fields.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { name: Text, controller: User, isHidden: Bool = false }
        state { leader: Creature }
        conceal hidden: c in creatures from viewer as "someone" when c.isHidden and c.controller != viewer
          telling "Something is in the way."
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { name: Text, controller: User, isHidden: Bool = false }
        state { leader: optional Creature }
        conceal hidden: c in creatures from viewer as "someone" when c.isHidden and c.controller != viewer
          telling "Something is in the way."
        """),
  ]
}
