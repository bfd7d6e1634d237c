/// Entries of the diagnostics about the types of expressions.
enum TypeCatalogue {
  static let entries = mismatches + absence + laws

  private static let mismatches: [DiagnosticEntry] = [
    DiagnosticEntry(
      .typeMismatch,
      "A value is of the type that is due where it stands. Only an `optional T` takes a T; nothing else is converted.",
      over: CheckCatalogue.creatures,
      failing: "define weak(c: Creature): Bool is c.hp\ninvariant strong: no c in creatures where c.weak",
      mended: "define weak(c: Creature): Bool is c.hp < 5\ninvariant strong: no c in creatures where c.weak"),
    DiagnosticEntry(
      .unitMismatch,
      """
      A unit is a number type of its own: `30 ft + 1` could mean anything. A unit adds to itself and compares with
      itself; an Int multiplies and divides it; a unit divided by itself is an Int.
      """,
      over: CheckCatalogue.creatures,
      failing: "invariant slow: all c in creatures: c.speed + 10 <= 60 ft",
      mended: "invariant slow: all c in creatures: c.speed + 10 ft <= 60 ft"),
    DiagnosticEntry(
      .constantFault,
      "What is certain to fail whenever it is judged is told when the rules compile: a divisor of zero, a "
        + "number beyond 64 bits.",
      over: CheckCatalogue.creatures,
      failing: "invariant even: all c in creatures: c.hp % 0 == 0",
      mended: "invariant even: all c in creatures: c.hp % 2 == 0"),
    DiagnosticEntry(
      .unordered, "Numbers and the cases of an `ordered enum` have an order; nothing else has, texts neither.",
      over: CheckCatalogue.creatures,
      failing: "invariant sorted: all c in creatures: c.name > \"A\"",
      mended: "invariant named: all c in creatures: c.name != \"\""),
    DiagnosticEntry(
      .notCollection, "Collections are sets, lists, tables, ranges and the name of an enum: what can be walked.",
      over: CheckCatalogue.creatures,
      failing: "invariant calm: all c in creatures: no x in c.hp where x == 0",
      mended: "invariant calm: all c in creatures: no x in c.conditions where x == stunned"),
    DiagnosticEntry(
      .unclearType, "`none`, `{}` and `[]` have no type by themselves; where nothing is due there is none to be had.",
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          let nothing = {}
          set actor.conditions to nothing
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          set actor.conditions to {}
        }
        """),
  ]

  private static let absence: [DiagnosticEntry] = [
    DiagnosticEntry(
      .optionalNotNarrowed,
      """
      What may be absent is used only where it is known to be there. `p exists`, or `p == e` with an e that is there,
      makes it known in the rest of that `and`, in that branch, and in the statements behind it in the block. `let x =
      p else "…"` refuses where it is absent, and `(p otherwise y)` says what stands for it.
      """,
      over: CheckCatalogue.creatures,
      failing: "invariant fair: all c in creatures: c.foe.hp > 0",
      mended: "invariant fair: all c in creatures where c.foe exists: c.foe.hp > 0"),
    DiagnosticEntry(
      .noneForValue, "`none` is the absence of an optional. A value that must be there cannot be absent.",
      over: CheckCatalogue.creatures,
      failing: "action rest(actor: Creature) by anyone { set actor.hp to none }",
      mended: "action rest(actor: Creature) by anyone { set actor.foe to none }"),
    DiagnosticEntry(
      .notOptional,
      "`exists`, `otherwise` and `let … else` ask whether something is there; of what always is they say nothing.",
      over: CheckCatalogue.creatures,
      failing: "invariant fit: all c in creatures: c.hp exists",
      mended: "invariant fit: all c in creatures: c.foe exists"),
  ]

  private static let laws: [DiagnosticEntry] = [
    DiagnosticEntry(
      .userJudged,
      """
      The rules are the same for every user. A `User` is an identity: it is compared with `==` and `!=` and looked up
      in a set, nothing else. It has no order and no text, so that renaming all users changes no verdict.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) {
          require actor.controller == user else "{actor} is {actor.controller}'s."
          set actor.hp to 20
        }
        """,
      mended: """
        action rest(actor: Creature) {
          require actor.controller == user else "You do not control {actor}."
          set actor.hp to 20
        }
        """),
    DiagnosticEntry(
      .textJudged,
      "A text that a request brings can be stored and shown. Were it compared, it could be a password or a "
        + "user's name.",
      over: CheckCatalogue.creatures,
      failing: """
        action speak(actor: Creature, words: Text) by anyone {
          require words != "" else "Say something."
          do said(actor, words)
        }
        event said(c: Creature, words: Text) says "{c}: {words}"
        """,
      mended: """
        action speak(actor: Creature, words: Text) by anyone {
          do said(actor, words)
        }
        event said(c: Creature, words: Text) says "{c}: {words}"
        """),
  ]
}
