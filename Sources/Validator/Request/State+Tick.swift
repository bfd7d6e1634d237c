package import RulesLang

extension State {
  /// Time passes, and nothing else happens: what follows from it alone.
  ///
  /// - Parameter now: the room's own clock in seconds; it never goes back.
  public func tick(at now: Int64) -> Request { Request(.tick, in: self, now: now) }

  /// When a tick is due: the first second at which a consequence comes true by time alone. nil where none will while
  /// nothing else happens. A request that comes later than that is refused until the tick was applied.
  public var nextWake: Int64? { rules.withJudge { $0.nextWake(of: self) } }

  /// Reads the passing of time and its dice out of one object, as the command line has them:
  /// `{"tick": 90, "rolls": {…}}`.
  package func tick(trusted json: JSONValue) -> Request {
    var text = RequestText(body: .tree(json))
    text.now = text.take("tick", "a number of seconds", \.integer)
    if json["tick"]?.isNull ?? true {
      text.problems.append(RequestProblem(.form, path: "$.tick", "a number of seconds is due here"))
    }
    text.rolls = json["rolls"]
    text.refuseMembers(beyond: ["tick", "rolls"])
    var reader = RequestReader(text, in: self)
    return reader.readTick()
  }
}
