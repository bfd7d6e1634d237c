package import RulesLang

/// What each part of the rules takes while requests are judged, in instructions of the compiled program.
///
/// A part is a requirement, or what else a rule, action, event, waiver, note, consequence or `conceal` does. What a
/// define takes counts for the part that asked for it, and so does what a movement and its step rules take. A look
/// along the map is one instruction, however far it goes.
package final class JudgeProfile {
  /// A part of the rules as a designer knows it.
  package struct Part: Sendable {
    package enum Word: String, Sendable {
      case requirement, action, event, rule, waiver, note, consequence, conceal
    }
    package let word: Word
    /// `strike.inReach`, `ownTurn`.
    package let name: String
    package let range: SourceRange
    /// All instructions that were run for it.
    package fileprivate(set) var instructions = 0
    /// In how many judgements it had a part.
    package fileprivate(set) var judgements = 0
    /// The judgement in which it was seen last.
    fileprivate var last = 0
  }

  package private(set) var parts: [Part]
  /// All instructions that were run.
  package private(set) var instructions = 0
  /// For each instruction the part that it belongs to; −1 where it is run for whatever part asks.
  private let owners: [Int32]
  private var current = -1
  private var judgement = 0

  package init(_ rules: RuleSet) {
    let program = rules.image.program
    let table = PartTable(rules.program)
    parts = table.parts
    var units = [Int32](repeating: -1, count: program.units.count)
    for (index, consequence) in program.consequences.enumerated() {
      units[consequence.condition] = table.consequences[index]
    }
    for (index, unit) in program.conceals.enumerated() { units[unit] = table.conceals[index] }
    let statements = program.statements.map { table.places[$0.shape.range] ?? -1 }
    owners = program.owners.map { owner in
      if owner >= 0 { return statements[Int(owner)] }
      return CompiledProgram.unit(ofOwner: owner).map { units[$0] } ?? -1
    }
  }

  /// Says that what is counted from here on is another judgement.
  fileprivate func begin() {
    judgement += 1
    current = -1
  }

  /// Counts an instruction that is about to be run.
  func count(_ place: Int) {
    instructions += 1
    if owners.indices.contains(place), owners[place] >= 0 { current = Int(owners[place]) }
    guard current >= 0 else { return }
    parts[current].instructions += 1
    if parts[current].last != judgement {
      parts[current].last = judgement
      parts[current].judgements += 1
    }
  }
}

extension Judge {
  /// A judge whose judgements are counted. It is slower than others, and says the same.
  package convenience init(counting profile: JudgeProfile, by rules: RuleSet) {
    self.init(rules)
    evaluator.profile = profile
    eyes.evaluator.profile = profile
  }

  /// Judges a request, counting.
  ///
  /// - Returns: How many instructions it took.
  package func count(_ request: Request, in state: State) -> Int {
    let before = evaluator.profile?.instructions ?? 0
    evaluator.profile?.begin()
    _ = validate(request, in: state)
    return (evaluator.profile?.instructions ?? 0) - before
  }
}

/// The parts of a program, and by the places of their texts what belongs to which.
private struct PartTable {
  private(set) var parts: [JudgeProfile.Part] = []
  private(set) var places: [SourceRange: Int32] = [:]
  private(set) var consequences: [Int32] = []
  private(set) var conceals: [Int32] = []
  private let program: TypedProgram

  init(_ program: TypedProgram) {
    self.program = program
    for action in program.actions { add(.action, action.header, action.body) }
    for event in program.events { add(.event, event.header, event.body) }
    for rule in program.rules { add(.rule, rule.header, rule.body) }
    for waiver in program.waivers { add(.waiver, waiver.header) }
    for note in program.notes { add(.note, note.header) }
    consequences = program.consequences.map { add(.consequence, $0.header) }
    conceals = program.conceals.map { add(.conceal, $0.header) }
  }

  @discardableResult
  private mutating func add(_ word: JudgeProfile.Part.Word, _ header: Header, _ body: [Statement] = []) -> Int32 {
    let whole = add(JudgeProfile.Part(word: word, name: header.name, range: header.range), at: header.range)
    body.walk { statement in
      // The only requirement of a rule has the rule's name, and is told with it.
      guard let id = statement.requirement, program.requirements[id].id != header.name else {
        places[statement.range] = whole
        return
      }
      let info = program.requirements[id]
      add(JudgeProfile.Part(word: .requirement, name: info.id, range: info.range), at: statement.range)
    }
    return whole
  }

  @discardableResult
  private mutating func add(_ part: JudgeProfile.Part, at range: SourceRange) -> Int32 {
    parts.append(part)
    places[range] = Int32(parts.count - 1)
    return Int32(parts.count - 1)
  }
}
