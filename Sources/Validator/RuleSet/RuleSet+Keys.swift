package import RulesLang

// The keys of keyed values, as JSON writes them.

extension RuleSet {
  /// The place of a key.
  package func place(of name: String, in key: Type.Key) -> Int? {
    switch key {
    case .enumeration(let id): return names.cases[id.index].find(name)
    case .kind(let id): return names.kindRows[id.index].find(name)
    case .range(let low, let high):
      // One way to write each number: no `+1`, no `01`.
      guard let number = Int64(name), String(number) == name, low <= number, number <= high else { return nil }
      let place = Int(number - low)
      return place < layout.count(key) ? place : nil
    }
  }

  /// The key at a place.
  package func name(of place: Int, in key: Type.Key) -> String {
    switch key {
    case .enumeration(let id): return names.cases[id.index].names[place]
    case .kind(let id): return names.kindRows[id.index].names[place]
    case .range(let low, _): return String(low + Int64(place))
    }
  }

  /// What to say of a key that there is not.
  func hint(for name: String, in key: Type.Key) -> String {
    switch key {
    case .enumeration(let id): return suggestion(for: name, among: names.cases[id.index].names)
    case .kind(let id): return suggestion(for: name, among: names.kindRows[id.index].names)
    case .range(let low, let high): return ": they are \(low) to \(high)"
    }
  }
}
