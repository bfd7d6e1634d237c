/// Walking along a path, by hand in Swift.
extension CombatByHand {
  struct Move {
    var user: Int
    var actor: Int
    /// The cells entered.
    var path: [(x: Int, y: Int)]
  }

  struct MoveReasons: OptionSet {
    let rawValue: UInt32
    static let live = MoveReasons(rawValue: 1)
    static let controller = MoveReasons(rawValue: 2)
    static let turn = MoveReasons(rawValue: 4)
    static let able = MoveReasons(rawValue: 8)
    static let route = MoveReasons(rawValue: 16)
    static let pace = MoveReasons(rawValue: 32)
  }

  /// Whether it is legal: the first failure ends it.
  @inline(never)
  func isLegal(_ r: Move) -> Bool {
    let actor = creatures[r.actor]
    return isLive && actor.controller == r.user && current == r.actor && !actor.isRigid && canFollow(r.path, r.actor)
      && cost(r.path, r.actor) <= movement(actor)
  }

  /// All that speaks against it.
  @inline(never)
  func reasons(_ r: Move) -> MoveReasons {
    let actor = creatures[r.actor]
    var reasons: MoveReasons = []
    if !isLive { reasons.insert(.live) }
    if actor.controller != r.user { reasons.insert(.controller) }
    if current != r.actor { reasons.insert(.turn) }
    if actor.isRigid { reasons.insert(.able) }
    if !canFollow(r.path, r.actor) { reasons.insert(.route) }
    if cost(r.path, r.actor) > movement(actor) { reasons.insert(.pace) }
    return reasons
  }

  private func canFollow(_ path: [(x: Int, y: Int)], _ mover: Int) -> Bool {
    var (x, y) = (creatures[mover].x, creatures[mover].y)
    for cell in path {
      let (dx, dy) = (cell.x - x, cell.y - y)
      guard max(abs(dx), abs(dy)) == 1, isOnMap(cell), mayStep(x, y, dx, dy, mover) else { return false }
      (x, y) = cell
    }
    return mayEnd(on: y * field.width + x, mover)
  }

  private func cost(_ path: [(x: Int, y: Int)], _ mover: Int) -> Int {
    path.reduce(0) { $0 + (isOnMap($1) ? cost(of: $1.y * field.width + $1.x, mover) : 5) }
  }

  private func isOnMap(_ cell: (x: Int, y: Int)) -> Bool {
    (0..<field.width).contains(cell.x) && (0..<field.height).contains(cell.y)
  }
}
