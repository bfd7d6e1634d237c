internal import RulesLang

/// Turns the text of a request into words of a state: names into numbers, ids into rows.
struct RequestReader {
  private let text: RequestText
  private lazy var body = text.tree
  private let state: State
  private var problems: [RequestProblem]
  private var values: ValueReader

  init(_ text: RequestText, in state: State) {
    self.text = text
    self.state = state
    problems = text.problems
    values = ValueReader(state, texts: TextOverlay(base: state.texts))
  }

  mutating func read() -> Request {
    if case .sent(let bytes) = text.body, let request = scan(bytes) { return request }
    let user = text.user.map { values.texts.intern($0) }
    var words: [Word] = []
    var defaulted: [Int] = []
    let action = problems.isEmpty ? readAction() : nil
    if let action { readArguments(of: action, to: &words, defaulted: &defaulted) }
    let rolls = readRolls()
    return Request(
      action: action, user: user, now: max(text.now ?? state.clock, state.clock), basis: text.basis, words: words,
      pool: values.pool, defaulted: defaulted, texts: values.texts.added, rolls: rolls, problems: problems,
      numbering: state.numbering, text: text, viewer: text.user)
  }

  /// Reads what was sent without making a tree of it; nil where something is wrong with it, or rare.
  func scan(_ bytes: [UInt8]) -> Request? {
    guard bytes.count <= State.requestLimits.bytes else { return nil }
    var texts = values.texts
    let user = text.user.map { texts.intern($0) }
    return bytes.withUnsafeBytes { bytes in
      var scanner = RequestScanner(bytes, in: state, texts: texts)
      guard scanner.scan(isHost: user == nil) else { return nil }
      return Request(
        action: ActionID(scanner.action), user: user, now: max(text.now ?? state.clock, state.clock),
        basis: text.basis, words: scanner.words, pool: scanner.pool, defaulted: scanner.defaulted,
        texts: scanner.texts.added, rolls: [], problems: [], numbering: state.numbering, text: text, viewer: text.user)
    }
  }

  /// The passing of time, in which nobody asks for anything.
  mutating func readTick() -> Request {
    let rolls = readRolls()
    return Request(
      .tick, in: state, now: text.now ?? state.clock, texts: values.texts.added, rolls: rolls, problems: problems)
  }

  // MARK: The action and its arguments

  private mutating func readAction() -> ActionID? {
    let rules = state.rules
    guard let name = body["action"]?.string else {
      problems.append(RequestProblem(.form, path: "$.action", "the name of an action is due here"))
      return nil
    }
    let isHost = text.user == nil
    // What only the host reports is unknown to users, suggestions included.
    let known = rules.program.actions.filter { $0.isHost == isHost }.map(\.header.name)
    guard let place = rules.names.actions.find(name), rules.program.actions[place].isHost == isHost else {
      let what = isHost ? "host action" : "action"
      let hint = suggestion(for: name, among: known)
      problems.append(RequestProblem(.action, path: "$.action", "there is no \(what) \(quoted(name))\(hint)"))
      return nil
    }
    return ActionID(place)
  }

  private mutating func readArguments(of action: ActionID, to words: inout [Word], defaulted: inout [Int]) {
    let arguments = body["arguments"] ?? JSONValue(.object([]), offset: body.offset)
    guard let members = arguments.members else {
      problems.append(
        RequestProblem(.form, path: "$.arguments", "an object with the arguments is due here, not \(arguments.kind)"))
      return
    }
    let info = state.rules.program.actions[action]
    let parameters = state.rules.layout.actions[action.index].fields
    let matched = values.match(
      members, parameters, state.rules.names.parameters[action.index], what: info.header.name, noun: "argument",
      dropped: [])
    for (place, parameter) in parameters.enumerated() {
      if let value = matched[place] {
        read(value, parameter, info.parameters[place].shape, to: &words)
      } else {
        leaveOut(place, parameter, info.parameters[place], of: arguments, to: &words, defaulted: &defaulted)
      }
    }
    let start = JSONPath.root.key("arguments")
    problems += values.problems.list.map { RequestProblem($0, in: arguments, under: start) }
  }

  private mutating func read(_ value: JSONValue, _ parameter: Layout.Field, _ shape: Shape, to words: inout [Word]) {
    values.read(value, parameter.type, ValueReader.Bounds(parameter), to: &words)
    if case .list(let element) = parameter.type.unwrapped, !shape.repeats, values.problems.isEmpty {
      values.reportRepeats(value.elements ?? [], of: element, Span(word: words.last ?? 0))
    }
  }

  private mutating func leaveOut(
    _ place: Int, _ parameter: Layout.Field, _ info: ParameterInfo, of arguments: JSONValue, to words: inout [Word],
    defaulted: inout [Int]
  ) {
    if info.defaultValue != nil {
      defaulted.append(place)
    } else if parameter.type.isOptional {
      return values.read(JSONValue(.null), parameter.type, ValueReader.Bounds(parameter), to: &words)
    } else {
      values.problems.add(
        .missing, at: arguments.offset, member: parameter.name, "\(quoted(parameter.name)) is missing")
    }
    words.append(contentsOf: repeatElement(0, count: parameter.words))
  }

  // MARK: Dice

  /// `{"strike.toHit": [17], "fireball.save#2": {"goblin": [12]}}`
  private mutating func readRolls() -> [Request.Rolled] {
    guard let json = text.rolls else { return [] }
    guard let members = json.members else {
      problems.append(RequestProblem(.rolls, path: "$.rolls", "an object with the faces of each roll is due here"))
      return []
    }
    var rolls: [Request.Rolled] = []
    for member in members {
      let path = JSONPath.root.key("rolls").key(member.key)
      let parts = member.key.split(separator: "#", omittingEmptySubsequences: false)
      let occurrence = parts.count == 2 ? Int(parts[1]) ?? 0 : 1
      guard let place = state.rules.names.rolls.find(String(parts[0])), parts.count <= 2, occurrence >= 1 else {
        let hint = suggestion(for: member.key, among: state.rules.names.rolls.names)
        problems.append(RequestProblem(.rolls, path: "\(path)", "there is no roll \(quoted(member.key))\(hint)"))
        continue
      }
      rolls += readFaces(member.value, of: RollID(place), occurrence, path)
    }
    return rolls
  }

  private mutating func readFaces(
    _ json: JSONValue, of roll: RollID, _ occurrence: Int, _ path: JSONPath
  ) -> [Request.Rolled] {
    guard let element = state.rules.names.rollElements[roll.index] else {
      return readFaces(json, path).map {
        [Request.Rolled(roll: roll, occurrence: occurrence, element: nil, faces: $0)]
      } ?? []
    }
    guard let members = json.members else {
      problems.append(RequestProblem(.rolls, path: "\(path)", "an object with faces for each element is due here"))
      return []
    }
    return members.compactMap { member in
      let path = path.key(member.key)
      guard let word = word(of: member.key, element) else {
        problems.append(RequestProblem(.rolls, path: "\(path)", "there is no \(quoted(member.key)) here"))
        return nil
      }
      return readFaces(member.value, path).map {
        Request.Rolled(roll: roll, occurrence: occurrence, element: word, faces: $0)
      }
    }
  }

  private mutating func readFaces(_ json: JSONValue, _ path: JSONPath) -> [Int64]? {
    let faces = json.elements?.compactMap(\.integer)
    if let faces, faces.count == json.elements?.count, faces.count <= 4095 { return faces }
    problems.append(RequestProblem(.rolls, path: "\(path)", "a list of up to 4095 faces is due here"))
    return nil
  }

  /// The element that a key of rolls names.
  private func word(of key: String, _ type: Type) -> Word? {
    switch type {
    case .entity(let id): return state.row(of: key, in: id).map { Word($0) }
    case .enumeration(let id): return state.rules.names.cases[id.index].find(key).map { Word($0) }
    case .kind(let id): return state.rules.names.kindRows[id.index].find(key).map { Word($0) }
    case .text, .user: return values.texts.find(key)
    case .int, .unit: return Word(key)
    default: return nil
    }
  }
}
