package import RulesLang

/// What a user asks for, or the host reports: an action and its arguments, already turned into words of one state.
///
/// What could not be decoded is kept as problems, which a judgement gives as reasons. A request can be judged again and
/// again; after rows have come or gone it is read anew from its text (``resolved(in:)``).
public struct Request: Sendable {
  /// nil where no such action is known.
  package let action: ActionID?
  /// Who asks, as a text; nil where the host reports.
  package let user: Word?
  /// The time it is judged at, in seconds; not before the state's clock.
  package let now: Int64
  /// The revision that the user saw.
  public let basis: Int64?
  /// The arguments behind one another, as the layout of the action's parameters says. Spans lie in `pool`, with the
  /// region ``Span/Region/arena``.
  package let words: [Word]
  package let pool: [Word]
  /// Parameters that were left out and have a default that is still to be found.
  package let defaulted: [Int]
  /// Texts that the state does not have; their numbers follow those of the state.
  package let texts: TextPool
  package let rolls: [Rolled]
  package let problems: [RequestProblem]

  /// Of the state whose numbers the words are.
  private let numbering: UInt64
  /// What it was read from; nil for a request made of words.
  private let text: RequestText?

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
      defaulted: defaulted, texts: texts, rolls: rolls, problems: [], numbering: state.numbering, text: nil)
  }

  init(
    action: ActionID?, user: Word?, now: Int64, basis: Int64?, words: [Word], pool: [Word], defaulted: [Int],
    texts: TextPool, rolls: [Rolled], problems: [RequestProblem], numbering: UInt64, text: RequestText?
  ) {
    self.action = action
    self.user = user
    self.now = now
    self.basis = basis
    self.words = words
    self.pool = pool
    self.defaulted = defaulted
    self.texts = texts
    self.rolls = rolls
    self.problems = problems
    self.numbering = numbering
    self.text = text
  }

  /// Whether its words have their meaning in a state: no row has come or gone since.
  package func isResolved(in state: State) -> Bool { numbering == state.numbering }

  /// The same request with the numbers that rows and texts have in a state by now.
  package func resolved(in state: State) -> Request {
    guard !isResolved(in: state), let text else { return self }
    var reader = RequestReader(text, in: state)
    return reader.read()
  }
}

/// What a request is read from: what the user sent, and what the host says of it.
struct RequestText: Sendable {
  var body: JSONValue
  var user: String?
  var now: Int64?
  var rolls: JSONValue?
  var basis: Int64?
  /// What is wrong with the text itself.
  var problems: [RequestProblem] = []
}
