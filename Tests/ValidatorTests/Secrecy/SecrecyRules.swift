/// The rules that the search for leaks is made with: something of everything that could tell of what is concealed.
///
/// Two things hold of them that rules need not keep to, and without which two tables would differ in what a viewer may
/// well know. What a deed changes of visible rows depends on nothing that is concealed; and no requirement asks for a
/// concealed field, so that the field is shown and not judged: `vigour` is never below nothing, whatever `hp` is, but
/// both sides of that comparison, the holes of its message and the arguments of its block are worked out from `hp`.
enum SecrecyRules {
  static let text = schema + values + actions + rules

  private static let schema = """
    ruleset secrecy
    unit ft
    enum Mark { red, green, blue }
    record Hurt { mark: Mark, source: optional Creature }
    record Bond { with: optional Creature, thing: optional Item, depth: Int = 1 }
    record Turn {
      current: optional Creature
      round: Int = 1
      order: list of up to 30 Creature = []
      waiting: set of Creature = {}
    }
    entity Creature in creatures up to 40 {
      name: Text
      nickname: Text
      controller: User
      cell: Cell
      large: Bool = false
      lurking: Bool = false
      cloaked: Bool = false
      friends: set of up to 9 User = {}
      hp: Int 0..99 clamped = 10
      spirit: Int 0..20 clamped = 10
      pace: ft = 30 ft
      moved: ft = 0 ft
      dashes: Int = 0
      enemies: set of Creature = {}
      hurts: list of up to 12 Hurt = []
      leader: optional Creature
      bond: optional Bond
      liked: optional Item for each Mark = {red: none, otherwise none}
    }
    entity Item in items up to 40 {
      name: Text
      heldBy: optional Creature
      maker: optional Creature
      buried: Bool = false
      knownBy: set of up to 9 User = {}
      weight: Int 0..9 = 1
      charges: Int 0..20 = 3
    }
    entity Rune in runes up to 40 {
      on: Item
      power: Int 0..9 = 1
    }
    entity Echo in echoes up to 40 {
      rune: Rune
      first: Echo
      cell: optional Cell
      heard: set of Creature = {}
    }
    entity Door in doors up to 10 {
      cell: Cell
      open: Bool = false
      secret: Bool = false
    }
    state {
      owner: User
      paused: Bool = false
      turn: Turn
      marked: set of Creature = {}
      treasure: list of up to 30 Item = []
    }
    map {
      cell 5 ft
      distance equal
      terrain floor "."
      terrain wall "#" is solid, opaque
      terrain rubble "~" is difficult
      place Creature at cell, side cells wide
      place Echo at cell is noisy
      place Door at cell is solid, opaque when not open
    }
    conceal zUnseen: c in creatures from viewer as "someone" when c.lurking and c.controller != viewer
      telling "Something unseen is in the way."
    conceal aShadow: c in creatures from viewer as "a shadow"
      when c.cloaked and c.controller != viewer and not viewer in c.friends
      telling "A shadow forbids it."
    conceal mEarth: i in items from viewer as "something" when i.buried and not viewer in i.knownBy
      telling "The earth forbids it."
    conceal bHand: i in items from viewer as "a thing"
      when i.heldBy exists and i.heldBy.lurking and i.heldBy.controller != viewer
      telling "A hand forbids it."
    conceal hinge: d in doors from viewer as "a wall" when d.secret and not d.open
      telling "There is no way."
    conceal health: hp of c in creatures from viewer when c.controller != viewer
    conceal inwardly: nickname of c in creatures from viewer when c.controller != viewer
    conceal outwardly: name of i in items from viewer when i.weight > 5 and not viewer in i.knownBy
    conceal within: charges of i in items from viewer when not viewer in i.knownBy

    """

  private static let values = """
    define side(c: Creature): Int is if c.large then 2 otherwise 1
    define vigour(c: Creature): Int is c.hp * 2
    define crowd(c: Creature): Int is count(e in creatures where e != c and distance(e, c) <= 10 ft)
    define nearest(c: Creature): optional Creature is first(e in creatures where e != c and distance(e, c) <= 10 ft)
    budget movement(c: Creature): ft is c.pace * (1 + c.dashes), of which c.moved is used

    movement walk(mover: Creature) {
      step eight ways, not cutting corners
      may enter cell c when not solid(c) and (no e in creaturesAt(c) where e in mover.enemies)
      may end on cell c when (no e in creaturesAt(c) where e != mover)
      cost 5 ft
      extra rubble: 5 ft into cell c when difficult(c)
      extra noise: 5 ft into cell c when noisy(c)
      extra crowd: 5 ft into cell c when (some e in creaturesAt(c) where e != mover)
    }
    rule shy for any step(mover: Creature, here: Cell, there: Cell) {
      require all f in mover.enemies: distance(mover at there, f) >= 5 ft
        else "{mover} comes no closer to {f} than {needed}: {actual}."
    }

    """

  private static let actions = """
    action move(actor: Creature, path: Path) {
      require route: actor can follow path by walk else "{actor} cannot walk that way."
      spend pace: cost(path, walk, actor) from actor.movement
        else "That way costs {needed}; {actor} has {actual} left."
      set actor.cell to path.end
    }
    action dash(actor: Creature) {
      require calm: actor.crowd < 3
        else "{actual} are near {actor}, not fewer than {needed}, {actor.nearest|nobody} the first."
      add 1 to actor.dashes
      do runs(actor)
    }
    event runs(actor: Creature) tags snapshot says "{actor} runs from {actor.crowd}, and {actor.nearest|nobody}."

    action strike(actor: Creature, item: Item, target: Creature) tags hostile {
      require held: item.heldBy == actor else "{actor} does not hold {item}, {item.heldBy|nobody} does."
      require other: target != actor else "{actor} strikes itself."
      do blow(actor, item, target)
    }
    event blow(actor: Creature, item: Item, target: Creature) says "{actor} swings at {target.nickname}." {
      require sight: sees(actor, target) else "{actor} does not see {target}."
      require reach: distance(actor, target) <= 15 ft
        else "{target} is {actual} away, not {needed}; it has {target.vigour}."
      roll toHit: if noted helped then 2d20 keep highest otherwise 1d20
      if toHit.total >= 5 {
        subtract toHit.total from target.hp
        subtract 2 from target.spirit
        do wounded(actor, target, toHit.total, target.hp)
      }
    }
    event wounded(actor: Creature, target: Creature, amount: Int, before: Int) tags loud
      says "{actor} hits {target} for {amount}; it had {before}, and {target.hp}."

    action bless(actor: Creature, targets: set of 1..3 Creature, each target) {
      for each t in targets {
        require near: distance(actor, t) <= 20 ft else "{t} is {actual} away from {actor}."
        require weak: t.vigour < 0 when t.pace > 30 ft else "{t} has {actual}, not {needed}, or {t.hp}."
        add 1 to t.spirit
        do blessed(t, t.hp)
      }
    }
    event blessed(c: Creature, amount: Int) says "{c} is blessed at {amount}." to {c.controller} {
      require sound: amount >= 0 and c.pace != 25 ft else "{c} at {amount} cannot be."
    }

    action blast(actor: Creature, spot: Cell) {
      require beside: distance(actor, spot) <= 40 ft else "It is {actual} away."
      require spared: no c in creaturesIn(sphere(5 ft), at: spot) where c.controller == user else "{c} would burn."
      for each c in creaturesIn(sphere(5 ft), at: spot) {
        do scorched(c)
      }
    }
    event scorched(c: Creature) says "{c} burns, at {c.hp} and {c.nickname}." {
      roll save: 1d6
      subtract save.total from c.hp
      subtract save.total from c.spirit
    }

    action hail(actor: Creature) {
      if actor.leader exists {
        do hails(actor, actor.leader)
      }
      if actor.bond exists and actor.bond.thing exists {
        do fondles(actor, actor.bond.thing)
      }
    }
    event hails(actor: Creature, other: Creature) says "{actor} hails {other}, {other.pace} and {other.leader|nobody}."
    event fondles(actor: Creature, item: Item) says "{actor} has {item}, made by {item.maker|nobody}."

    action muster(actor: Creature, many: Int 1..9, among: set of 1..(count(creatures)) Creature) {
      require enough: count(e in creatures where distance(actor, e) <= 25 ft) >= many
        else "{needed} are wanted; {actual} are near."
      require foes: count(actor.enemies) <= 1 else "{actual} are the enemies of {actor}: {actor.enemies|none}."
      require hurts: count(h in actor.hurts where h.source exists) < 2 else "{actual} have hurt {actor}."
      require last: position(turn.order, actor) <= 2 else "{actor} is the {actual}th."
      set turn.round to many
    }

    action peek(
      actor: Creature,
      item: optional Item = first(i in items where i.heldBy == none),
      depth: Int = actor.crowd
    ) {
      let thing = item else "There is nothing to peek at."
      require light: thing.weight < 4 else "{thing} weighs {actual}, with {thing.charges} charges."
      require lone: no r in runes where r.on == thing else "{r.power} is the power of a rune on {r.on}."
      require shallow: depth < 2 else "It is {actual} deep for {turn.order|nobody}."
      add 1 to actor.dashes
    }

    action carve(actor: Creature, rune: Rune, echo: optional Echo) by anyone {
      require mine: rune.on.heldBy == actor else "The rune is on {rune.on}, which {rune.on.heldBy|nobody} has."
      require quiet: no e in echoes where e.rune == rune else "{e} is heard by {e.heard|nobody}."
      require other: count(r in runes where r.on == rune.on) < 2 else "{actual} runes are on {rune.on}."
      require far: echo.cell == none when echo exists else "It stands at {echo.cell|nowhere}."
      add 1 to rune.power
    }

    action gamble(actor: Creature, target: Creature, amount: Int = target.hp, note: Text = target.nickname) by anyone {
      let worth = target.vigour + amount
      require never: worth + 3 < 0 - 500
        else "{target} is worth {actual}, not {needed}: {worth}, {amount}, {target.nickname}."
      spend toll: 1000 + target.hp from actor.spirit else "That is {needed}; {actor} has {actual}."
    }

    action open(actor: Creature, door: Door) {
      require beside: distance(actor, door) <= 5 ft else "{door} is {actual} away."
      set door.open to not door.open
    }

    action take(actor: Creature, item: Item, giver: optional Creature) {
      require free: item.heldBy == giver else "{item} is with {item.heldBy|nobody}."
      require light: sum(i in items where i.heldBy == actor: i.weight) + item.weight <= 12
        else "{actor} carries {actual}."
      require marked: item in treasure else "The treasure is {treasure|nothing}."
      set item.heldBy to actor
      do takes(actor, item, giver, item.charges)
    }
    event takes(actor: Creature, item: Item, giver: optional Creature, left: Int)
      says "{actor} takes {item} from {giver|nobody}, {left} left." to {u in actor.friends where u != owner}

    action whisper(actor: Creature, who: User, about: optional Creature) {
      require friend: who in actor.friends else "{actor} has no such friend, but {about|nobody}."
      do whispers(actor, about, who)
    }
    event whispers(actor: Creature, about: optional Creature, who: User)
      says "{actor} whispers of {about|nobody}, and {turn.current|nobody} listens." to {who, actor.controller}

    action halt() {
      require owner: user == owner else "Only the owner may halt, and {turn.current|nobody} goes on."
      set paused to not paused
    }

    host action comes(who: User) {
      if who == owner {
        set paused to false
      }
    }

    consequence fallen for each c in creatures as soon as c.spirit == 0 do falls(c)
    event falls(c: Creature) tags snapshot says "{c} falls at {c.cell}." {
      roll fate: 1d4
      add Hurt(mark: red, source: c) to c.hurts
      do cries(c, fate.total)
    }
    event cries(c: Creature, times: Int) says "{c} cries {times} times."

    """

  private static let rules = """
    rule mine for any action(actor: Creature) but not carve, gamble {
      require actor.controller == user else "You do not control {actor}."
    }
    rule ownTurn tags later for any action(actor: Creature) but not hail {
      require turn.current == actor else "It is {turn.current|nobody}'s turn."
    }
    rule running tags later for any action but not halt {
      require not paused else "Wait, {count(creatures)} of you."
    }
    rule bound for any hostile action(actor: Creature, each target: Creature) {
      require not target.bond exists else "{target} is bound."
      require thing: (target.bond exists and target.bond.thing == none) or not target.bond exists
        else "{target} has something: {target.leader|nobody}."
    }
    rule favourite for strike(actor: Creature, item: Item) {
      let other = actor.liked[red]
      require other == none or other == item else "{actor} likes {other|nothing} better."
    }
    waiver alone lifts ownTurn for dash, peek(actor: Creature) when no e in creatures where e in actor.enemies
      because "No enemy of {actor} is near; {actor.hp} are left."
    note watched: watched for any action(actor: Creature)
      when some e in creatures where e != actor and distance(e, actor) <= 10 ft
      because "{e} watches {actor} with {e.vigour}, {actor.crowd} in all."
    note help: helped for blow(actor: Creature, target: Creature)
      when some e in creatures where e != actor and adjacent(e, target) and e.pace == 35 ft
      because "{e} helps {actor}, {actor.crowd} in all, against {target.nickname} with {target.vigour}."

    """
}
