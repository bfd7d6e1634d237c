// Names, texts and the small lists that are made of them.
extension Parser {
  /// Whether the token is a word that can be no bare name here.
  func isReserved(_ token: Token) -> Bool {
    guard let keyword = token.keyword else { return false }
    return keyword.isReserved || isInTest && keyword.isReservedInTestsOnly
  }

  func isName(_ token: Token) -> Bool { token.kind == .name && !isReserved(token) }
  var atName: Bool { isName(current) }

  /// A word of any kind with a colon behind it.
  var atLabel: Bool { (at(.name) || at(.typeName)) && peek().kind == .colon }

  /// A name that is not reserved. `what` says whose it is, as in "the define's name".
  mutating func name(_ what: String) throws(Abandon) -> Identifier {
    if atName {
      let name = identifier(current)
      advance()
      return name
    }
    if at(.typeName) { throw fail(.smallLetterDue(here, text(current), what)) }
    if at(.name) { throw fail(.reservedWord(here, text(current), what, inTest: current.keyword?.isReserved == false)) }
    throw fail(.expectedName(here, found, what))
  }

  /// A type's name.
  mutating func typeName(_ what: String) throws(Abandon) -> Identifier {
    if at(.typeName) {
      let name = identifier(current)
      advance()
      return name
    }
    if at(.name) { throw fail(.capitalDue(here, text(current), what)) }
    throw fail(.expectedName(here, found, what))
  }

  /// A word, reserved or not, where it cannot be mistaken: behind a dot, before a colon.
  mutating func anyWord(_ what: String) throws(Abandon) -> Identifier {
    guard at(.name) else {
      if at(.typeName) { throw fail(.smallLetterDue(here, text(current), what)) }
      throw fail(.expectedName(here, found, what))
    }
    let name = identifier(current)
    advance()
    return name
  }

  /// label = any ":"
  mutating func label(_ what: String) throws(Abandon) -> Identifier {
    let label = try anyWord(what)
    try expectColon(behind: "`\(label.text)`")
    return label
  }

  /// names = name { "," name }
  mutating func names(_ what: String) throws(Abandon) -> [Identifier] {
    var names = [try name(what)]
    while accept(.comma) { names.append(try name(what)) }
    return names
  }

  /// id = name [ "." any ]
  mutating func partName(_ what: String) throws(Abandon) -> PartNameSyntax {
    let name = try name(what)
    let label = accept(.dot) ? try anyWord("a label") : nil
    return PartNameSyntax(name: name, label: label)
  }

  /// ids = id { "," id }
  mutating func partNames(_ what: String) throws(Abandon) -> [PartNameSyntax] {
    var parts = [try partName(what)]
    while accept(.comma) { parts.append(try partName(what)) }
    return parts
  }

  mutating func expect(_ kind: Token.Kind, _ what: String) throws(Abandon) {
    guard accept(kind) else { throw fail(.expectedWord(here, found, what)) }
  }

  mutating func expectColon(behind what: String) throws(Abandon) {
    guard accept(.colon) else { throw fail(.expectedColon(here, found, behind: what)) }
  }

  /// Words that stand one behind the other, such as `as soon as`; `form` shows the whole.
  mutating func expect(_ words: Keyword..., form: String) throws(Abandon) {
    for word in words where !accept(word) { throw fail(.expectedForm(here, found, form)) }
  }

  /// The `///` lines right above a token.
  func doc(of token: Token) -> DocComment? {
    guard !token.trivia.isEmpty else { return nil }
    var lines: [String] = []
    var lower = 0
    var upper = 0
    scan: for place in token.trivia.reversed() {
      let piece = trivia[place]
      switch piece.kind {
      case .blank:
        // An empty line parts a comment from what is below.
        let feeds = file.bytes[piece.lower..<piece.upper].lazy.filter { $0 == UInt8(ascii: "\n") }.prefix(2).count
        if feeds != 1, !(feeds == 0 && !lines.isEmpty) { break scan }
      case .documentation:
        // One behind other things on its line belongs to them.
        let isFirst = place == token.trivia.lowerBound
        if isFirst ? piece.lower > 0 : trivia[place - 1].kind != .blank { break scan }
        if upper == 0 { upper = piece.upper }
        lower = piece.lower
        let text = String(decoding: file.bytes[(piece.lower + 3)..<piece.upper], as: UTF8.self)
        lines.append(text.hasPrefix(" ") ? String(text.dropFirst()) : text)
      case .comment, .unknown: break scan
      }
    }
    guard !lines.isEmpty else { return nil }
    let text = lines.reversed().joined(separator: "\n")
    return DocComment(text: text, range: SourceRange(file: index, lower: lower, upper: upper))
  }
}
