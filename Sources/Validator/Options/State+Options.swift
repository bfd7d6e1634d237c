public import RulesLang

/// What options were asked for that the state does not have.
public struct OptionsFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public let problems: [String]
  public var description: String { problems.joined(separator: "\n") }
}

extension State {
  /// What someone can ask for: each action with the values for its next parameter.
  ///
  /// - Parameters:
  ///   - user: who asks.
  ///   - actor: the id of who acts, for actions with a parameter `actor`.
  ///   - action: the only action of interest, where there is one.
  ///   - given: values chosen already, by parameter, in the order of the parameters from the first.
  ///   - now: the room's clock in seconds.
  ///   - budget: how many requests may be tried for each action; what that does not reach is
  ///     ``Options/Availability/unsure``.
  public func options(
    user: String, actor: String? = nil, action: String? = nil, given: JSONValue = [:], now: Int64? = nil,
    budget: Int = 20_000
  ) throws(OptionsFailure) -> Options {
    let maker = try OptionsMaker(reading(for: user), user: user, actor: actor, now: now ?? clock, budget: budget)
    return try maker.make(action, given)
  }
}

/// Makes options, action by action.
private struct OptionsMaker {
  /// What the user sees, and no more.
  private let state: State
  private let veil: Veil
  private let actor: String?
  private let texts: TextOverlay
  private let context: OptionContext

  init(_ reading: Reading, user: String, actor: String?, now: Int64, budget: Int) throws(OptionsFailure) {
    let state = reading.state
    veil = reading.veil
    var texts = TextOverlay(base: state.texts)
    self.state = state
    self.actor = actor
    let user = texts.intern(user)
    self.texts = texts
    context = OptionContext(
      state, veil, user: user, now: now, added: texts.added, budget: max(budget, 1))
    guard let actor else { return }
    let program = state.rules.program
    let isKnown = program.actions.contains { info in
      guard let place = info.actor, case .entity(let id) = info.parameters[place].shape.type else { return false }
      return state.row(of: actor, in: id) != nil
    }
    if !isKnown { throw OptionsFailure(problems: ["there is nobody \(quoted(actor)) who could act"]) }
  }

  private var rules: RuleSet { state.rules }

  func make(_ name: String?, _ given: JSONValue) throws(OptionsFailure) -> Options {
    let actions = rules.program.actions.indices.map { ActionID($0) }.filter { id in
      let info = rules.program.actions[id]
      return !info.isHost && (name == nil || info.header.name == name)
    }
    if let name, actions.isEmpty {
      let known = rules.program.actions.filter { !$0.isHost }.map(\.header.name)
      throw OptionsFailure(problems: ["there is no action \(quoted(name))\(suggestion(for: name, among: known))"])
    }
    var made: [Options.Action] = []
    for id in actions {
      if let choices = try choices(given, for: id, isAsked: name != nil) { made.append(options(for: id, choices)) }
    }
    return Options(actions: made)
  }

  // MARK: What is given

  /// The choices made already; nil for an action that the actor cannot be the actor of.
  private func choices(
    _ given: JSONValue, for action: ActionID, isAsked: Bool
  ) throws(OptionsFailure) -> [Choice]? {
    var problems: [String] = []
    let info = rules.program.actions[action]
    var choices: [Choice] = []
    for (place, parameter) in rules.layout.actions[action.index].fields.enumerated() {
      var value = isAsked ? given[parameter.name] : nil
      if value == nil, place == info.actor, let actor { value = JSONValue(.string(actor)) }
      guard let value else { break }
      var reader = ValueReader(state, texts: texts)
      var words: [Word] = []
      reader.read(value, parameter.type, ValueReader.Bounds(parameter), to: &words)
      if !isAsked, !reader.problems.isEmpty { return nil }
      problems += reader.problems.list.map { "\(parameter.name): \($0.message)" }
      choices.append(choice(words, parameter, pool: reader.pool))
    }
    for member in isAsked ? given.members ?? [] : [] {
      let place = rules.names.parameters[action.index].find(member.key)
      if place.map({ $0 >= choices.count }) ?? true {
        problems.append("\(member.key): \(info.header.name) has no such parameter, or one before it is not given")
      }
    }
    guard problems.isEmpty else { throw OptionsFailure(problems: problems) }
    return choices
  }

  private func choice(_ words: [Word], _ parameter: Layout.Field, pool: [Word]) -> Choice {
    guard rules.layout.spanElement(parameter.type.unwrapped) != nil, words.first != Word.none else {
      return words.count == 1 ? .word(words[0]) : .words(words)
    }
    return .span(pool, count: Span(word: words[0]).count, cost: nil)
  }

  // MARK: What can be chosen

  private func options(for action: ActionID, _ given: [Choice]) -> Options.Action {
    let page = OptionPage(action, given, context)
    let parameters = rules.layout.actions[action.index].fields
    return Options.Action(
      action: rules.program.actions[action].header.name, availability: page.availability,
      parameter: given.count < parameters.count ? parameters[given.count].name : nil,
      candidates: Options.Candidates(page: page), isOpen: page.isOpen)
  }
}
