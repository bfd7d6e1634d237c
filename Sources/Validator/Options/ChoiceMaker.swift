internal import RulesLang

/// Finds what a parameter can be given, from what the state holds.
struct ChoiceMaker {
  let state: State
  /// What is not told of it.
  let veil: Veil
  /// Who asks.
  let user: Word
  let now: Int64
  let judge: Judge

  /// More values than this are not tried one by one.
  static let limit = 4096

  private var rules: RuleSet { state.rules }

  /// - Parameters:
  ///   - place: the parameter.
  ///   - earlier: what was chosen for the parameters before it.
  func choices(for place: Int, of action: ActionID, _ plan: SearchPlan, after earlier: [Choice]) -> Choices {
    let info = rules.program.actions[action]
    let parameter = rules.layout.actions[action.index].fields[place]
    var choices =
      parameter.type.unwrapped == .path
      ? paths(by: plan.ways[place], after: earlier)
      : values(of: parameter.type.unwrapped, parameter, mayBeEmpty: info.parameters[place].shape.mayBeEmpty)
    if parameter.type.isOptional { choices.list.insert(absent(parameter.type), at: 0) }
    if info.parameters[place].defaultValue != nil { choices.list.insert(.leftOut, at: 0) }
    return choices
  }

  private func absent(_ type: Type) -> Choice {
    let words = rules.layout.words(type)
    return words == 1 ? .word(.none) : .words(Array(repeating: 0, count: words))
  }

  // MARK: Values of types

  private func values(of type: Type, _ parameter: Layout.Field, mayBeEmpty: Bool = false) -> Choices {
    switch type {
    case .set(let element), .list(let element): collections(of: element, type, parameter, mayBeEmpty: mayBeEmpty)
    case .bool: numbers(0..<2)
    case .enumeration(let id): numbers(0..<rules.program.enums[id].cases.count)
    case .kind(let id): numbers(0..<rules.program.kinds[id].rows.count)
    case .entity(let id): numbers(0..<state.table(Layout.table(of: id)).rowCount)
    case .int, .unit: numbers(in: parameter.range)
    // A text can be stored and shown, never judged: one stands for all.
    case .text: Choices(isOpen: true, probe: .word(state.texts.find("") ?? user), isProbeEnough: true)
    case .user: Choices(list: users.map { .word($0) }, isOpen: true)
    case .cell: cells(width: state.terrain.width, height: state.terrain.height)
    case .point: cells(width: state.terrain.width + 1, height: state.terrain.height + 1)
    default: Choices(isOpen: true)
    }
  }

  private func numbers(_ range: Range<Int>) -> Choices {
    Choices(list: range.prefix(Self.limit).map { .word(Word($0)) }, isOpen: range.count > Self.limit)
  }

  private func numbers(in range: ClosedRange<Int64>) -> Choices {
    guard range.upperBound - range.lowerBound < Int64(Self.limit) else {
      return Choices(isOpen: true, probe: .word(min(max(1, range.lowerBound), range.upperBound)))
    }
    return Choices(list: range.map { .word($0) })
  }

  private func cells(width: Int, height: Int) -> Choices {
    let probe = Word.cell(x: 0, y: 0).map { Choice.word($0) }
    guard width * height <= Self.limit else { return Choices(isOpen: true, probe: probe) }
    let cells = (0..<height).flatMap { y in (0..<width).compactMap { Word.cell(x: Int64($0), y: Int64(y)) } }
    return Choices(list: cells.map { .word($0) }, isOpen: true)
  }

  /// One element each, and last none at all: sets and lists of more are never proved to be illegal.
  private func collections(
    of element: Type, _ type: Type, _ parameter: Layout.Field, mayBeEmpty: Bool
  ) -> Choices {
    let isBits = rules.layout.bits(type) != nil
    var list: [Choice] = []
    if (parameter.size ?? 0...1).contains(1), rules.layout.words(element) == 1 {
      list = values(of: element, parameter).list.compactMap { choice in
        guard case .word(let word) = choice else { return nil }
        return isBits ? .word(1 << word) : .span([word], count: 1, cost: nil)
      }
    }
    if mayBeEmpty { list.append(isBits ? .word(0) : .span([], count: 0, cost: nil)) }
    return Choices(list: list, isOpen: true)
  }

  /// All users that the state names to who asks, and who asks.
  var users: [Word] {
    var users: Set<Word> = [user]
    for (index, table) in rules.layout.tables.enumerated() {
      for (place, field) in table.fields.enumerated()
      where field.type.unwrapped == .user || field.type.element == .user {
        for row in 0..<state.table(index).rowCount {
          if let entity = table.entity, veil.conceals(place, of: Word(row), in: entity) { continue }
          let word = state.table(index)[row, field.column]
          guard word != .none else { continue }
          users.formUnion(field.type.element == .user ? state.elements(of: Span(word: word), stride: 1) : [word])
        }
      }
    }
    return users.sorted(by: state.texts.isLess)
  }

  // MARK: Paths

  /// The cheapest ways to all that a mover reaches, by the movements that the action asks about.
  private func paths(by ways: [SearchPlan.Way], after earlier: [Choice]) -> Choices {
    let nowhere = Word.cell(x: 0, y: 0).map { Choice.span([$0], count: 1, cost: nil) }
    var choices = Choices(isOpen: true, probe: nowhere)
    for way in ways {
      guard earlier.indices.contains(way.mover), let row = earlier[way.mover].row else { continue }
      let destinations = judge.destinations(
        of: row, by: way.movement, in: state, isPaid: way.isPaid, user: user, now: now, limit: Self.limit)
      for way in destinations {
        choices.list.append(.span(way.path, count: way.path.count, cost: way.cost))
      }
    }
    return choices
  }
}

extension Shape {
  /// Whether its bounds may allow a set or list without elements.
  var mayBeEmpty: Bool {
    guard let size else { return true }
    if case .int(let least) = size.lower.kind { return least < 1 }
    return true
  }
}
