internal import RulesLang

/// Tells choices as requests write them and as players read them. The same rows are offered for many actions, so what
/// has been told once is kept.
struct ChoiceTeller {
  private struct Told {
    let value: JSONValue
    let text: String
  }

  private let state: State
  private let context: OptionContext
  private var told: [Type: [Word: Told]] = [:]

  init(_ context: OptionContext) {
    self.context = context
    state = context.state
  }

  /// A choice for a parameter of a type, with whether it can be made.
  mutating func candidate(
    _ choice: Choice, _ type: Type, _ availability: Options.Availability
  ) -> Options.Candidate {
    let isPath = type.unwrapped == .path
    let told: Told
    switch choice {
    case .leftOut:
      return Options.Candidate(value: nil, text: "left out", cost: nil, costText: nil, availability: availability)
    case .word(let word) where !isPath: told = tell(word, type)
    case .span(let cells, _, _) where isPath:
      // What a way leads through is told cell by cell.
      let steps = cells.map { tell($0, .cell) }
      told = Told(value: JSONValue(.array(steps.map(\.value))), text: steps.last?.text ?? "")
    case .word, .words, .span: told = anew(choice, type)
    }
    return Options.Candidate(
      value: told.value, text: told.text, cost: choice.cost, costText: choice.cost.flatMap(cost),
      availability: availability)
  }

  private mutating func tell(_ word: Word, _ type: Type) -> Told {
    if let told = told[type]?[word] { return told }
    let told = anew(.word(word), type)
    self.told[type, default: [:]][word] = told
    return told
  }

  private func anew(_ choice: Choice, _ type: Type) -> Told {
    var (words, pool): ([Word], [Word]) = ([], [])
    choice.append(to: &words, pool: &pool, count: state.rules.layout.words(type))
    let source = WordSource(state, added: context.added, arena: pool)
    return Told(
      value: ValueWriter(source).json(words[...], type),
      text: TextRenderer(source, context.veil).text(words[...], type))
  }

  /// What a way costs is told in the unit of the map.
  private func cost(_ cost: Int64) -> String? {
    state.rules.program.map.map { TextRenderer(WordSource(state)).text([Word(cost)], .unit($0.unit)) }
  }
}
