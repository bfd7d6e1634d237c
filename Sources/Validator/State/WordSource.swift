package import RulesLang

/// Where what words refer to is found: texts, ids of rows, elements of sets and lists.
package struct WordSource: Sendable {
  package let state: State
  package let texts: TextOverlay
  /// What spans of ``Span/Region/arena`` lie in.
  package let arena: [Word]

  /// - Parameters:
  ///   - added: texts behind those of the state.
  ///   - arena: the pool of a request or decision.
  package init(_ state: State, added: TextPool = TextPool(), arena: [Word] = []) {
    self.state = state
    texts = TextOverlay(base: state.texts, added: added)
    self.arena = arena
  }

  var rules: RuleSet { state.rules }

  /// The words of all elements of a set, list or path.
  package func elements(of span: Span, stride: Int) -> ArraySlice<Word> {
    guard span.region == Span.Region.arena else { return state.elements(of: span, stride: stride)[...] }
    return arena[span.offset..<span.offset + span.count * stride]
  }

  /// The elements of a value that is a set, list or path, one by one.
  package func elements(of word: Word, _ type: Type) -> [ArraySlice<Word>] {
    if let bits = rules.layout.bits(type) {
      return (0..<bits).filter { word >> $0 & 1 == 1 }.map { [Word($0)] }
    }
    guard let element = rules.layout.spanElement(type) else { return [] }
    let stride = rules.layout.words(element)
    let span = Span(word: word)
    let words = elements(of: span, stride: stride)
    return (0..<span.count).map { words.dropFirst($0 * stride).prefix(stride) }
  }
}
