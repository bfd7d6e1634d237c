/// The files that `rulesc init` writes.
enum Scaffold {
  struct File {
    let name: String
    let summary: String
    let text: String
  }

  static func files(name: String) -> [File] {
    [
      File(name: "ruleset.rules", summary: "its name", text: "ruleset \(name)\n"),
      File(name: "schema.rules", summary: "what there is", text: schema),
      File(name: "actions.rules", summary: "what may be done", text: actions),
      File(name: "actions_test.rules", summary: "what must hold", text: tests),
      File(name: "state.json", summary: "a state to try it on", text: state),
      File(name: "actions.ndjson", summary: "some requests", text: requests),
    ]
  }

  private static let schema = """
    unit ft

    /// Anyone who can act. A value of type Creature refers to one row of the table `creatures`.
    entity Creature in creatures up to 100 {
      name: Text
      controller: User
      cell: Cell
      speed: ft = 30 ft

      // Counted up in the course of a turn.
      moved: ft = 0 ft
    }

    state {
      current: optional Creature
    }

    map {
      cell 5 ft
      distance equal
      terrain floor "."
      terrain wall "#" is solid, opaque
      terrain rubble "~" is difficult
      place Creature at cell
    }

    """

  private static let actions = """
    /// How a creature walks.
    movement walk(mover: Creature) {
      step eight ways, not cutting corners
      may enter cell c when not solid(c)
      may end on cell c when (no e in creaturesAt(c) where e != mover)
      cost 5 ft
      extra rubble: 5 ft into cell c when difficult(c)
    }

    /// What a creature may still walk in this turn.
    budget movement(c: Creature): ft is c.speed, of which c.moved is used

    rule controlsActor for any action(actor: Creature) {
      require actor.controller == user else "You do not control {actor}."
    }

    rule ownTurn for any action(actor: Creature) {
      require current == actor else "It is {current|nobody}'s turn."
    }

    action move(actor: Creature, path: Path) {
      require route: actor can follow path by walk else "{actor} cannot walk that way."
      spend pace: cost(path, walk, actor) from actor.movement else "That costs {needed}; {actor} has {actual} left."
      set actor.cell to path.end
    }

    """

  private static let tests = #"""
    fixture ambush {
      users ana, bo
      map """
        ########
        #A..~~G#
        #......#
        ########
      """
      "A": Creature aria { name: "Aria", controller: ana }
      "G": Creature goblin { name: "Goblin", controller: bo }
      current: aria
    }

    test "only the one who controls a creature moves it, in its turn" {
      given ambush
      ana does move(goblin, west 1)
      expect illegal by controlsActor, ownTurn
    }

    test "rubble costs twice as much" {
      given ambush with aria { speed: 20 ft }
      ana does move(aria, east 4)
      expect illegal by move.pace saying "That costs 30 ft; Aria has 20 ft left."
      ana does move(aria, east 3)
      expect legal costing 20 ft from aria.movement
      then aria.cell == (4, 1) and aria.movement == 0 ft
    }

    """#

  private static let state = """
    {
      "current": "aria",
      "creatures": {
        "aria": {"name": "Aria", "controller": "ana", "cell": [1, 1]},
        "goblin": {"name": "Goblin", "controller": "bo", "cell": [6, 1]}
      },
      "map": {"rows": ["########", "#...~~.#", "#......#", "########"]}
    }

    """

  private static let requests = """
    {"user": "ana", "action": "move", "arguments": {"actor": "aria", "path": [[2, 1], [3, 1]]}}
    {"user": "ana", "action": "move", "arguments": {"actor": "goblin", "path": [[5, 1]]}}

    """
}
