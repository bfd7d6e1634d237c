package import RulesLang

/// What a user asks for, or the host reports: an action and its arguments, already turned into words of one state.
///
/// What could not be decoded is kept as problems, which a judgement gives as reasons. A request can be judged again and
/// again; after rows have come or gone it is read anew from its text (``resolved(in:)``).
public struct Request: Sendable {
  /// nil where no such action is known.
  package var action: ActionID? { content.action < 0 ? nil : ActionID(Int(content.action)) }
  /// Who asks, as a text; nil where the host reports.
  package var user: Word? { content.fields.user }
  /// The same as a text that needs no state.
  package var viewer: String? { content.fields.viewer }
  /// The time it is judged at, in seconds; not before the state's clock.
  package var now: Int64 { content.now }
  /// The revision that the user saw.
  public var basis: Int64? { content.fields.basis }
  /// The arguments behind one another, as the layout of the action's parameters says. Spans lie in `pool`, with the
  /// region ``Span/Region/arena``.
  package var words: [Word] { content.words }
  package var pool: [Word] { content.fields.pool }
  /// Parameters that were left out and have a default that is still to be found.
  package var defaulted: [Int] { content.fields.defaulted }
  /// Texts that the state does not have; their numbers follow those of the state.
  package var texts: TextPool { content.fields.texts }
  package var rolls: [Rolled] { content.fields.rolls }
  /// The revision whose judgement asked for the dice; on another they mean nothing. nil for dice that the text brings.
  package var rollsAskedAt: Int64? { content.fields.rollsAskedAt }
  package var problems: [RequestProblem] { content.fields.problems }
  package var occasion: Occasion { content.fields.occasion }
  /// What it was read from; nil for a request made of words.
  var text: RequestText? { content.fields.text }

  /// Whether it brings nothing but its arguments, and those are in order.
  @inline(__always) var isPlain: Bool { content.isPlain }

  /// One reference, so that a decision can keep its request at no cost.
  private let content: Content

  /// INVARIANT: nothing writes into it, so threads may share it.
  private final class Content: Sendable {
    // What every judgement reads lies together, before the rest.
    let numbering: UInt64
    let now: Int64
    let user: Word
    let action: Int32
    let isPlain: Bool
    let isTick: Bool
    /// The first words, for most requests all: a list of its own would be one more place in memory to go to.
    let firstWords: (Word, Word, Word, Word)
    let wordCount: Int
    let words: [Word]
    let fields: Fields

    init(_ fields: Fields) {
      self.fields = fields
      numbering = fields.numbering
      now = fields.now
      user = fields.user ?? .none
      action = fields.action.map { Int32($0.index) } ?? -1
      words = fields.words
      wordCount = fields.words.count
      func word(_ place: Int) -> Word { place < fields.words.count ? fields.words[place] : 0 }
      firstWords = (word(0), word(1), word(2), word(3))
      if case .tick = fields.occasion { isTick = true } else { isTick = false }
      isPlain =
        fields.pool.isEmpty && fields.defaulted.isEmpty && fields.texts.count == 0 && fields.rolls.isEmpty
        && fields.problems.isEmpty
    }
  }

  private struct Fields: Sendable {
    var action: ActionID?
    var user: Word?
    var viewer: String?
    var now: Int64
    var basis: Int64?
    var words: [Word]
    var pool: [Word]
    var defaulted: [Int]
    var texts: TextPool
    var rolls: [Rolled]
    var rollsAskedAt: Int64?
    var problems: [RequestProblem]
    var occasion = Occasion.asked
    /// Of the state whose numbers the words are.
    var numbering: UInt64
    var text: RequestText?
  }

  /// Why something is judged.
  package enum Occasion: Sendable {
    /// A user asks, or the host reports.
    case asked
    /// Time passes, and nothing else happens.
    case tick
    /// The host has made another state of this one.
    case edited(from: State)
  }

  /// Faces of dice that the host brings.
  package struct Rolled: Sendable, Hashable {
    package let roll: RollID
    /// From 1, in the order of events.
    package let occurrence: Int
    /// Whose roll it is, where there is one for each of some.
    package let element: Word?
    package let faces: [Int64]

    package init(roll: RollID, occurrence: Int, element: Word?, faces: [Int64]) {
      self.roll = roll
      self.occurrence = occurrence
      self.element = element
      self.faces = faces
    }
  }

  /// A request made of words, as tests and options make them.
  package init(
    _ action: ActionID, in state: State, user: Word?, now: Int64, words: [Word], pool: [Word] = [],
    defaulted: [Int] = [], texts: TextPool = TextPool(), rolls: [Rolled] = []
  ) {
    self.init(
      action: action, user: user, now: max(now, state.clock), basis: nil, words: words, pool: pool,
      defaulted: defaulted, texts: texts, rolls: rolls, problems: [], numbering: state.numbering, text: nil,
      viewer: user.map { TextOverlay(base: state.texts, added: texts)[$0] })
  }

  init(
    action: ActionID?, user: Word?, now: Int64, basis: Int64?, words: [Word], pool: [Word], defaulted: [Int],
    texts: TextPool, rolls: [Rolled], problems: [RequestProblem], numbering: UInt64, text: RequestText?,
    viewer: String?, occasion: Occasion = .asked
  ) {
    // What a snapshot can carry, whatever the host takes for seconds.
    let now = min(now, Layout.numbers.upperBound)
    content = Content(
      Fields(
        action: action, user: user, viewer: viewer, now: now, basis: basis, words: words, pool: pool,
        defaulted: defaulted, texts: texts, rolls: rolls, problems: problems, occasion: occasion,
        numbering: numbering, text: text))
  }

  /// A request in which nobody asks for anything.
  init(
    _ occasion: Occasion, in state: State, now: Int64, texts: TextPool = TextPool(), rolls: [Rolled] = [],
    problems: [RequestProblem] = []
  ) {
    self.init(
      action: nil, user: nil, now: max(now, state.clock), basis: nil, words: [], pool: [], defaulted: [],
      texts: texts, rolls: rolls, problems: problems, numbering: state.numbering, text: nil, viewer: nil,
      occasion: occasion)
  }

  private init(_ content: Content) { self.content = content }

  /// Who asks, as a word; ``Word/none`` where the host reports.
  @inline(__always) var userWord: Word { content.user }

  /// Copies its arguments, at most so many words.
  @inline(__always)
  func copyWords(to registers: UnsafeMutablePointer<Word>, atMost limit: Int) {
    let count = min(content.wordCount, limit)
    guard count <= 4 else {
      return content.words.withUnsafeBufferPointer { words in
        for index in 0..<count { registers[index] = words[index] }
      }
    }
    let words = content.firstWords
    if count > 0 { registers[0] = words.0 }
    if count > 1 { registers[1] = words.1 }
    if count > 2 { registers[2] = words.2 }
    if count > 3 { registers[3] = words.3 }
  }

  /// Whether its words have their meaning in a state: no row has come or gone since.
  package func isResolved(in state: State) -> Bool {
    content.numbering == state.numbering || content.isTick
  }

  /// The same request with the numbers that rows and texts have in a state by now. Dice that were asked for before are
  /// left out: they are for rows that have other numbers now.
  package func resolved(in state: State) -> Request {
    guard !isResolved(in: state), let text else { return self }
    var reader = RequestReader(text, in: state)
    return reader.read()
  }

  /// The same request with dice in place of those it has.
  ///
  /// - Parameter revision: of the state whose judgement asked for them. On any other they are asked for anew.
  package func rolling(_ rolled: [Rolled], askedAt revision: Int64) -> Request {
    var fields = content.fields
    fields.rolls = rolled
    fields.rollsAskedAt = revision
    return Request(Content(fields))
  }

  /// The same request with the dice that a verdict needed, besides those it has; both are for the state of that
  /// verdict, and asked for anew on any other.
  public func rolling(_ faces: [Verdict.Need: [Int]], for verdict: Verdict) -> Request {
    let kept = rollsAskedAt == nil || rollsAskedAt == verdict.basis ? rolls : []
    let rolled = zip(verdict.truth.needs, verdict.decision.needs).compactMap { need, asked in
      faces[need].map { faces in
        Rolled(
          roll: asked.roll, occurrence: asked.occurrence, element: asked.element, faces: faces.map { Int64($0) })
      }
    }
    return rolling(kept + rolled, askedAt: verdict.basis)
  }
}

/// What a request is read from: what the user sent, and what the host says of it.
struct RequestText: Sendable {
  enum Body: Sendable {
    /// As it came: JSON of the form of a request, and without `rolls`.
    case sent([UInt8])
    case tree(JSONValue)
  }
  var body: Body
  var user: String?
  var now: Int64?
  var rolls: JSONValue?
  var basis: Int64?
  /// What is wrong with the text itself.
  var problems: [RequestProblem] = []
}
