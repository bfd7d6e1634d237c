internal import RulesLang

/// Tells whether values in two states of the same rules say the same, without making JSON of them: rows by their ids,
/// texts by their bytes, sets and lists by their elements, wherever these lie.
struct ValueComparison {
  private let old: State
  private let new: State
  /// Whether rows and texts have the same numbers in both.
  private let isAlikeNumbered: Bool

  init(old: State, new: State) {
    self.old = old
    self.new = new
    isAlikeNumbered = old.numbering == new.numbering
  }

  private var layout: Layout { new.rules.layout }

  func isSame(_ was: ArraySlice<Word>, _ now: ArraySlice<Word>, _ type: Type) -> Bool {
    switch type {
    case .optional(let inner):
      guard was.first == now.first || !Layout.hasPresence(inner) else { return false }
      if Layout.hasPresence(inner) { return was.first != 1 || isSame(was.dropFirst(), now.dropFirst(), inner) }
      if was.first == Word.none || now.first == Word.none { return was.first == now.first }
      return isSame(was, now, inner)
    case .record(let id):
      return layout.fields(of: id).allSatisfy { field in
        isSame(
          was.dropFirst(field.column).prefix(field.words), now.dropFirst(field.column).prefix(field.words), field.type)
      }
    case .keyed(let value, let key):
      return isSame(was, now, value, count: layout.count(key))
    default:
      if let element = layout.spanElement(type) { return hasSameElements(was.first ?? 0, now.first ?? 0, element) }
      return isSame(was.first ?? 0, now.first ?? 0, type)
    }
  }

  /// How the id of a row compares with that of a row in the new state: less than 0 where it comes before.
  func orderOfRows(_ oldRow: Int, _ newRow: Int, in table: Int) -> Int {
    let was = old.table(table).ids[oldRow]
    let now = new.table(table).ids[newRow]
    if isAlikeNumbered, was == now { return 0 }
    return old.texts.withBytes(of: was) { was in
      new.texts.withBytes(of: now) { now in
        if was.elementsEqual(now) { return 0 }
        return was.lexicographicallyPrecedes(now) ? -1 : 1
      }
    }
  }

  private func isSame(_ was: Word, _ now: Word, _ type: Type) -> Bool {
    switch type {
    case .text, .user: isAlikeNumbered ? was == now : isSameText(was, now)
    case .entity(let id):
      isAlikeNumbered ? was == now : orderOfRows(Int(was), Int(now), in: Layout.table(of: id)) == 0
    default: was == now
    }
  }

  private func isSameText(_ was: Word, _ now: Word) -> Bool {
    old.texts.withBytes(of: was) { was in new.texts.withBytes(of: now) { was.elementsEqual($0) } }
  }

  /// Spans say where their elements lie, which may differ where these do not.
  private func hasSameElements(_ was: Word, _ now: Word, _ element: Type) -> Bool {
    let (was, now) = (Span(word: was), Span(word: now))
    guard was.count == now.count else { return false }
    if was.region == Span.Region.constants, was == now { return true }
    let stride = layout.words(element)
    return isSame(
      old.elements(of: was, stride: stride)[...], new.elements(of: now, stride: stride)[...], element, count: was.count)
  }

  /// So many values of one type behind one another.
  private func isSame(_ was: ArraySlice<Word>, _ now: ArraySlice<Word>, _ type: Type, count: Int) -> Bool {
    let stride = layout.words(type)
    return (0..<count).allSatisfy { place in
      isSame(
        was.dropFirst(place * stride).prefix(stride), now.dropFirst(place * stride).prefix(stride), type)
    }
  }
}
