/// What a test may expect.
extension TestCatalogue {
  static let expectations = [
    test(
      .rollElement,
      """
      A roll `for each` of some is made once for each, and a test says whose: `save[goblin] 12`. Any other roll is made
      once.
      """,
      failing: """
        given hall
        ana does strike(aria, goblin) rolling damage[goblin] 4
        expect legal
        """,
      mended: """
        given hall
        ana does strike(aria, goblin) rolling damage 4
        expect legal
        """),
    test(
      .unknownPart,
      """
      Tests name rolls, notes, rows and movements by their ids, as verdicts do. A roll's id is the name of its action, event
      or rule, a dot and its own; the last is enough where one roll is called so.
      """,
      failing: """
        given hall
        ana does strike(aria, goblin)
        expect legal needing strike.dammage
        """,
      mended: """
        given hall
        ana does strike(aria, goblin)
        expect legal needing strike.damage
        """),
    test(
      .unknownReason,
      """
      `illegal by` names requirements as verdicts do: the action, event or rule, a dot and the label; of a rule with a single
      requirement, the rule alone.
      """,
      failing: """
        given hall
        ana does move(aria, east 2)
        expect illegal by move.rout
        """,
      mended: """
        given hall
        ana does move(aria, west 2)
        expect illegal by move.route
        """),
    test(
      .cellsDue,
      """
      `expect cells of` compares a set or list of cells with a drawing.
      """,
      failing: """
        given hall
        expect cells of aria \"""
          .*.G
        \"""
        """,
      mended: """
        given hall
        expect cells of {aria.cell} \"""
          .*.G
        \"""
        """),
  ]
}
