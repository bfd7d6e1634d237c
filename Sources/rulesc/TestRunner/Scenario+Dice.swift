internal import RulesLang
internal import Validator

// Dice of tests: the sum of the kept ones, or the faces, given to whatever round asks for them.

extension Scenario {
  /// Judges a request, and again with the dice of the step, until no further ones are asked for that the step has.
  func judge(
    _ request: Request, rolling: [RolledInfo], in state: State, at range: SourceRange
  ) throws(TestFailure) -> Decision {
    var left = rolling
    let decision = try judge.validate(request, in: state) { (need: Verdict.Need) throws(TestFailure) in
      guard let place = try place(of: need, in: left, state) else { return nil }
      return try faces(left.remove(at: place), for: need)
    }.decision
    // What is refused asks for no dice at all.
    if let surplus = left.first, decision.outcome != .refused {
      let name = source(surplus.range)
      let isAskedForNow = decision.outcome == .awaiting
      throw fail(
        surplus.range, expected: "`\(name)` is rolled",
        isAskedForNow ? missing(decision, in: state) : "nothing asks for it here")
    }
    return decision
  }

  /// Which of the dice of a step are those that are asked for.
  private func place(
    of need: Verdict.Need, in rolling: [RolledInfo], _ state: State
  ) throws(TestFailure) -> Int? {
    for (place, rolled) in rolling.enumerated() where name(of: rolled) == need.roll {
      guard let element = rolled.element else { return place }
      if try json(element, in: state, at: rolled.range) == need.element { return place }
    }
    return nil
  }

  private func faces(_ rolled: RolledInfo, for need: Verdict.Need) throws(TestFailure) -> [Int] {
    let shown = rolled.faces.map { Int($0) }
    guard let dice = Dice(text: need.dice) else { return shown }
    let name = need.name
    guard let sum = rolled.sum else {
      if dice.allows(shown) { return shown }
      let due = "\(Words.count(dice.count, "face")) from 1 to \(dice.sides)"
      let faces = shown.map(String.init).joined(separator: ", ")
      throw fail(rolled.range, "(\(faces)) are not the dice of \(name), which is \(need.dice): \(due)")
    }
    if let faces = dice.faces(keeping: sum) { return faces }
    let kept = dice.keptCount == 1 ? "the die that counts shows" : "the dice that count show"
    let note = dice.modifier == 0 ? "" : "; what is added to them is not for the test to say"
    let sums = "\(dice.sums.lowerBound) to \(dice.sums.upperBound)"
    throw fail(rolled.range, "\(name) is \(need.dice): \(kept) \(sums), never \(sum)\(note)")
  }

  /// `strike.toHit#2`, as verdicts name it.
  private func name(of rolled: RolledInfo) -> String {
    let id = program.rolls[rolled.roll].id
    return rolled.occurrence == 1 ? id : "\(id)#\(rolled.occurrence)"
  }

  /// Which dice are missing, and how to write them.
  func missing(_ decision: Decision, in state: State) -> String {
    let needs = state.verdict(of: decision).truth.needs
    let written = needs.map { need in "\(shortName(need)) \(Dice(text: need.dice).map(\.usualSum) ?? 1)" }
    return "dice are missing: \(needs.map { "\($0.name) is \($0.dice)" }.joined(separator: ", "))\n"
      + "bring them with it, as in `rolling \(written.joined(separator: ", "))`"
  }

  /// By its own name alone, where no other roll is called so.
  private func shortName(_ need: Verdict.Need) -> String {
    guard let dot = need.name.firstIndex(of: ".") else { return need.name }
    let id = need.roll.prefix { $0 != "#" }
    let own = id.drop { $0 != "." }
    let isOne = program.rolls.count { $0.id.hasSuffix(own) } == 1
    return isOne ? String(need.name[dot...].dropFirst()) : need.name
  }
}

extension Dice {
  /// A sum in the middle of what is usual.
  fileprivate var usualSum: Int64 { Int64(keptCount) * Int64(sides + 1) / 2 }
}
