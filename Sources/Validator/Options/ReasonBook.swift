internal import RulesLang

/// What the refused requests of a search say, kept in words until a reason is shown.
///
/// Notes lie on a stack: those of a request that has been added to the ``ReasonTally`` of others are dropped again.
struct ReasonBook: Sendable {
  /// What is known of all failures of one shape.
  struct Form: Sendable {
    let shape: FailureShape
    /// The last parameter that decides whether it fails; −1 where none does.
    let level: Int
    /// The last parameter that decides how it is told, too.
    let wordsLevel: Int
    /// The place of its name among ``names``.
    let name: Int
    /// How many words each value has that is shown, and all of them.
    let shown: [Int]
    let shownWords: Int
    /// Whether one of its values is a set, list or path.
    let hasSpans: Bool
    /// Whether some of what is shown may be concealed.
    let isVeiled: Bool
  }

  /// A failure of a request.
  struct Note: Sendable {
    let form: Int
    let fault: Fault?
    /// Where its values start among the words.
    let words: Int
  }

  /// How far notes, words and pool reach.
  struct Mark: Sendable {
    let notes: Int
    let words: Int
    let pool: Int
  }

  private let layout: Layout
  private let veil: Veil
  private let dependence: ReasonDependence
  private let image: ProgramImage
  /// What is known of the statements that refused something: few, so that they are found fastest one by one.
  private var known: [(statement: Int, levels: Levels)] = []
  /// How many parameters the action has.
  private let count: Int

  private var forms: [Form] = []
  /// Their shapes, by place, and the places by shape.
  private var shapes: [ObjectIdentifier] = []
  private var formsByShape: [ObjectIdentifier: Int] = [:]
  /// The names of reasons, each once.
  private(set) var names: [String] = []
  private var notes: [Note] = []
  private var words: [Word] = []
  /// The elements of sets, lists and paths among the words, request by request.
  private var pool: [Word] = []
  /// The forms of the failures of the request that was written down last.
  private var current: [Int] = []

  init(_ rules: RuleSet, _ veil: Veil, _ dependence: ReasonDependence, count: Int) {
    layout = rules.layout
    image = rules.image
    self.veil = veil
    self.dependence = dependence
    self.count = count
  }

  // MARK: Not writing down

  /// What the reasons of a refusal depend on, of which nothing is written down.
  struct Levels: Sendable {
    var level: Int
    var wordsLevel = -1
  }

  /// - Parameter statements: those that refuse a request; nil for what faults.
  mutating func levels(of statements: [Int?]) -> Levels {
    var levels = Levels(level: count - 1)
    let reasons = statements.map { statement in
      statement.map { self.levels(ofStatement: $0) } ?? Levels(level: count - 1, wordsLevel: count - 1)
    }
    for reason in reasons { levels.level = min(levels.level, reason.level) }
    for reason in reasons where reason.level <= levels.level {
      levels.wordsLevel = max(levels.wordsLevel, reason.wordsLevel)
    }
    return levels
  }

  private mutating func levels(ofStatement statement: Int) -> Levels {
    for known in known where known.statement == statement { return known.levels }
    let statements = image.program.statements
    let reach = statements.indices.contains(statement) ? dependence.reach(of: statements[statement].shape.id) : .all
    let levels = Levels(level: reach.failing.last(of: count), wordsLevel: reach.words.last(of: count))
    known.append((statement, levels))
    return levels
  }

  // MARK: Writing down

  /// What there is to remember of a refused request.
  struct Entry {
    /// The last parameter that its reasons depend on, those left out that depend on more.
    var level: Int
    /// The last parameter that decides how these are told.
    var wordsLevel: Int
    var tally: ReasonTally
  }

  /// Writes down a refusal, with those of its reasons that hold for most completions.
  ///
  /// - Parameter entryLevel: the last parameter that decides whether the rules are asked at all.
  mutating func add(_ decision: Decision, entryLevel: Int) -> Entry {
    var level = count - 1
    for (index, failure) in decision.failures.enumerated() {
      let form = form(of: failure.shape, at: index)
      level = min(level, failure.fault == nil ? forms[form].level : count - 1)
    }
    var entry = Entry(level: level, wordsLevel: -1, tally: ReasonTally(at: mark))
    let wordsBase = words.count
    var hasSpans = false
    for (index, failure) in decision.failures.enumerated() {
      let form = current[index]
      let isFault = failure.fault != nil
      guard (isFault ? count - 1 : forms[form].level) <= level else { continue }
      notes.append(Note(form: form, fault: failure.fault, words: wordsBase + failure.words))
      entry.wordsLevel = max(entry.wordsLevel, isFault ? count - 1 : forms[form].wordsLevel)
      hasSpans = hasSpans || forms[form].hasSpans
    }
    words.append(contentsOf: decision.words)
    if hasSpans { pool.append(contentsOf: decision.pool) }
    entry.tally.end(at: mark)
    if decision.failures.isEmpty { addProblems(decision.problems, level: entryLevel, to: &entry) }
    return entry
  }

  /// What is wrong with the values themselves: nothing else was judged then.
  private mutating func addProblems(_ problems: [RequestProblem], level: Int, to entry: inout Entry) {
    entry.tally.isCounted = true
    for (place, problem) in problems.enumerated() {
      let isFirst = !problems[..<place].contains { $0.kind == problem.kind }
      if isFirst { entry.tally.add(1, of: name(problem.id)) }
    }
    if problems.isEmpty { entry.wordsLevel = count - 1 } else { entry.level = min(entry.level, level) }
  }

  /// The form of a failure; requests that differ in one value fail alike, so that of the last one comes first.
  private mutating func form(of shape: FailureShape, at index: Int) -> Int {
    if index < current.count {
      if shapes[current[index]] == ObjectIdentifier(shape) { return current[index] }
      current[index] = form(of: shape)
    } else {
      current.append(form(of: shape))
    }
    return current[index]
  }

  private mutating func form(of shape: FailureShape) -> Int {
    if let known = formsByShape[ObjectIdentifier(shape)] { return known }
    let reach = dependence.reach(of: shape.id)
    let types = [shape.needed, shape.actual].compactMap { $0 } + (shape.message?.holes ?? []).map(\.type)
    let shown = types.map { layout.words($0) }
    let all = types + shape.arguments.map(\.type)
    forms.append(
      Form(
        shape: shape, level: reach.failing.last(of: count), wordsLevel: reach.words.last(of: count),
        name: name(shape.id), shown: shown, shownWords: shown.reduce(0, +),
        hasSpans: all.contains { !layout.isPlain($0) },
        isVeiled: !veil.fields.isEmpty && shape.disclosures.prefix(shown.count).contains { !$0.fields.isEmpty }))
    shapes.append(ObjectIdentifier(shape))
    formsByShape[ObjectIdentifier(shape)] = forms.count - 1
    return forms.count - 1
  }

  private mutating func name(_ name: String) -> Int {
    if let known = names.firstIndex(of: name) { return known }
    names.append(name)
    return names.count - 1
  }

  // MARK: The stack

  var mark: Mark { Mark(notes: notes.count, words: words.count, pool: pool.count) }

  /// Drops what has been written down since.
  mutating func drop(to mark: Mark) {
    notes.removeLast(notes.count - mark.notes)
    words.removeLast(words.count - mark.words)
    pool.removeLast(pool.count - mark.pool)
  }

  /// A tally of its own, to which others can be added without an effect on this one.
  mutating func copy(of tally: ReasonTally) -> ReasonTally {
    var copy = tally
    let first = notes.count
    for place in tally.notes { notes.append(notes[place]) }
    copy.notes = first..<notes.count
    return copy
  }

  /// Adds requests to others, as if they were made so many times.
  mutating func add(_ other: ReasonTally, times: Int = 1, to tally: inout ReasonTally) {
    guard !other.isEmpty else { return }
    var other = other
    if !tally.isEmpty || times > 1 { countNotes(of: &other) }
    other.multiply(by: times)
    guard !tally.isEmpty else { return tally = other }
    countNotes(of: &tally)
    tally.add(other)
    keepShared(by: other, in: &tally)
  }

  /// Counts the reasons of a single request, each name once.
  private func countNotes(of tally: inout ReasonTally) {
    guard !tally.isCounted else { return }
    tally.isCounted = true
    for place in tally.notes {
      let name = forms[notes[place].form].name
      let isFirst = !notes[tally.notes.lowerBound..<place].contains { forms[$0.form].name == name }
      if isFirst { tally.add(1, of: name) }
    }
  }

  /// Leaves those notes of a tally that another has as well.
  private mutating func keepShared(by other: ReasonTally, in tally: inout ReasonTally) {
    var kept = tally.notes.lowerBound
    for place in tally.notes where other.notes.contains(where: { areEqual(notes[place], notes[$0]) }) {
      notes.swapAt(kept, place)
      kept += 1
    }
    tally.notes = tally.notes.lowerBound..<kept
  }

  /// Reasons are told apart by what is shown of them.
  private func areEqual(_ first: Note, _ second: Note) -> Bool {
    guard first.form == second.form, (first.fault == nil) == (second.fault == nil) else { return false }
    let form = forms[first.form]
    guard first.fault == nil else { return true }
    guard form.isVeiled else {
      return words[first.words..<first.words + form.shownWords].elementsEqual(
        words[second.words..<second.words + form.shownWords])
    }
    return shown(first, form) == shown(second, form)
  }

  /// The values of a failure that are shown; nil in place of one that is concealed.
  private func shown(_ note: Note, _ form: Form) -> [ArraySlice<Word>?] {
    var rest = words[note.words...]
    func take(_ count: Int) -> ArraySlice<Word> {
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    let values = form.shown.map(take)
    let owners = form.shape.arguments.map { take(layout.words($0.type)) }
    return values.enumerated().map { place, value in
      let disclosure = form.shape.disclosures.dropFirst(place).first
      return disclosure?.isConcealed(by: veil, owners) ?? false ? nil : value
    }
  }

  // MARK: Telling

  /// How often each reason of a tally occurs, by its name.
  func counts(of tally: ReasonTally) -> [String: Int] {
    var tally = tally
    countNotes(of: &tally)
    let counted = tally.counts.enumerated().filter { $0.element > 0 }.map { (names[$0.offset], $0.element) }
    return Dictionary(uniqueKeysWithValues: counted)
  }

  /// The notes of a tally, as if one request had failed by them.
  func decision(of tally: ReasonTally) -> Decision {
    var decision = Decision()
    decision.words = Array(words[tally.start.words..<tally.stop.words])
    decision.pool = Array(pool[tally.start.pool..<tally.stop.pool])
    decision.failures = notes[tally.notes].map { note in
      Decision.Failure(shape: forms[note.form].shape, fault: note.fault, words: note.words - tally.start.words)
    }
    return decision
  }
}

extension Layout {
  /// Whether no part of a value is a set, list or path.
  fileprivate func isPlain(_ type: Type) -> Bool {
    switch type {
    case .optional(let inner): isPlain(inner)
    case .record(let id): fields(of: id).allSatisfy { isPlain($0.type) }
    case .keyed(let value, _): isPlain(value)
    case .set, .list, .path, .area, .rolls, .step, .roll: bits(type) != nil
    default: true
    }
  }
}
