internal import RulesLang

/// Tells choices as requests write them and as players read them. The same rows are offered for many actions, so what
/// has been told once is kept.
struct ChoiceTeller {
  private struct Told {
    let value: JSONValue
    let text: String
  }

  private let state: State
  /// What is not told.
  private let veil: Veil
  /// Texts that the state does not have.
  private let added: TextPool
  private var told: [Type: [Word: Told]] = [:]

  init(_ state: State, _ veil: Veil, added: TextPool) {
    self.state = state
    self.veil = veil
    self.added = added
  }

  /// Choices for a parameter of a type, each with whether it can be made.
  mutating func candidates(
    _ choices: [Choice], _ type: Type, _ availabilities: some Sequence<Options.Availability>
  ) -> [Options.Candidate] {
    let isPath = type.unwrapped == .path
    // What a way leads through is told cell by cell.
    let kind = isPath ? .cell : type
    var known = told.removeValue(forKey: kind) ?? [:]
    defer { told[kind] = known }
    func tell(_ word: Word) -> Told {
      if let told = known[word] { return told }
      let told = anew(.word(word), kind)
      known[word] = told
      return told
    }
    return zip(choices, availabilities).map { choice, availability in
      let told: Told
      switch choice {
      case .leftOut:
        return Options.Candidate(value: nil, text: "left out", cost: nil, costText: nil, availability: availability)
      case .word(let word) where !isPath: told = tell(word)
      case .span(let cells, _, _) where isPath:
        let steps = cells.map(tell)
        told = Told(value: JSONValue(.array(steps.map(\.value))), text: steps.last?.text ?? "")
      case .word, .words, .span: told = anew(choice, type)
      }
      return Options.Candidate(
        value: told.value, text: told.text, cost: choice.cost, costText: choice.cost.flatMap(cost),
        availability: availability)
    }
  }

  private func anew(_ choice: Choice, _ type: Type) -> Told {
    var (words, pool): ([Word], [Word]) = ([], [])
    choice.append(to: &words, pool: &pool, count: state.rules.layout.words(type))
    let source = WordSource(state, added: added, arena: pool)
    return Told(
      value: ValueWriter(source).json(words[...], type), text: TextRenderer(source, veil).text(words[...], type))
  }

  /// What a way costs is told in the unit of the map.
  private func cost(_ cost: Int64) -> String? {
    state.rules.program.map.map { TextRenderer(WordSource(state)).text([Word(cost)], .unit($0.unit)) }
  }
}
