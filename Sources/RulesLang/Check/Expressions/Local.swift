/// A name bound in a callable, with what the checker knows of it besides its type.
struct Local {
  let info: LocalInfo
  /// What a number can be, or the elements of a collection of numbers.
  var bounds: ClosedRange<Int64>?
  /// Numbers of the statements without which there is no value: a `let` that may be passed over, a roll without faces.
  var suppliers: Set<Int> = []
  /// A text that a request brings: it can be stored and shown, not judged (law 1 would be void if a text could name a
  /// user).
  var isUnjudged = false
  var roll: Roll?

  struct Roll {
    let id: RollID
    /// It has a `when`: whether it was made is to be asked first.
    let isConditional: Bool
  }

  init(_ name: String, _ type: Type, _ range: SourceRange, bounds: ClosedRange<Int64>? = nil) {
    info = LocalInfo(name: name, type: type, range: range)
    self.bounds = bounds
  }
}

/// What is known at one point of a text: the names in sight, and what is there for certain.
struct Scope {
  var names: [String: LocalID] = [:]
  var facts = Facts()
}
