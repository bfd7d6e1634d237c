internal import RulesLang

/// Reads what a client sent straight into words, without making a tree of it.
///
/// It gives up on all that is wrong, and on what is rare: escapes, fractions, records. That is read out of a tree,
/// whose reader knows what to say of it and where it stands. What it does read it reads as that does.
struct RequestScanner {
  private let bytes: UnsafeRawBufferPointer
  private let state: State
  private let rules: RuleSet
  private var index = 0

  private(set) var action = 0
  private(set) var words: [Word] = []
  private(set) var pool: [Word] = []
  private(set) var defaulted: [Int] = []
  private(set) var texts: TextOverlay

  /// - Parameter texts: those of the state, with the user's id.
  init(_ bytes: UnsafeRawBufferPointer, in state: State, texts: TextOverlay) {
    self.bytes = bytes
    self.state = state
    self.texts = texts
    rules = state.rules
  }

  /// Reads all of it; false where the tree has to be asked. `{"action": "…", "arguments": {…}}`, in any order.
  mutating func scan(isHost: Bool) -> Bool {
    var form: RequestForm?
    var isBehindArguments = false
    /// Arguments that come before the action.
    var early: Range<Int>?
    skipBlanks()
    guard accept("{") else { return false }
    repeat {
      skipBlanks()
      guard let key = text(), pass(":") else { return false }
      if form == nil, key.says("action") {
        guard let name = text(), let place = rules.names.actions.find(name), let own = rules.requestForms[place],
          own.isHost == isHost
        else { return false }
        (action, form) = (place, own)
      } else if !isBehindArguments, key.says("arguments") {
        isBehindArguments = true
        let start = index
        guard form.map({ readArguments(of: $0) }) ?? skipObject() else { return false }
        if form == nil { early = start..<index }
      } else {
        return false
      }
      skipBlanks()
    } while accept(",")
    guard accept("}") else { return false }
    skipBlanks()
    guard index == bytes.count, let form else { return false }
    if let early {
      index = early.lowerBound
      return readArguments(of: form) && index == early.upperBound
    }
    return isBehindArguments || leaveOut(beyond: 0, of: form)
  }

  // MARK: Arguments

  private mutating func readArguments(of form: RequestForm) -> Bool {
    guard accept("{") else { return false }
    words = Array(repeating: 0, count: form.parameters.count)
    let added = texts.added.count
    var given: UInt64 = 0
    var last = -1
    var isInOrder = true
    skipBlanks()
    if !accept("}") {
      repeat {
        skipBlanks()
        guard let key = text(), let place = rules.names.parameters[action].find(key), given >> place & 1 == 0,
          pass(":"), let word = word(form.parameters[place])
        else { return false }
        words[place] = word
        given |= 1 << place
        isInOrder = isInOrder && place > last
        last = place
        skipBlanks()
      } while accept(",")
      guard accept("}") else { return false }
    }
    // Texts and elements are numbered in the order of parameters.
    guard isInOrder || pool.isEmpty && texts.added.count == added else { return false }
    return leaveOut(beyond: given, of: form)
  }

  /// What stands for parameters that are left out; false where one must not be.
  private mutating func leaveOut(beyond given: UInt64, of form: RequestForm) -> Bool {
    if words.isEmpty, !form.parameters.isEmpty { words = Array(repeating: 0, count: form.parameters.count) }
    for (place, parameter) in form.parameters.enumerated() where given >> place & 1 == 0 {
      if parameter.hasDefault {
        defaulted.append(place)
      } else if parameter.isOptional {
        words[place] = .none
      } else {
        return false
      }
    }
    return true
  }

  private mutating func word(_ parameter: RequestForm.Parameter) -> Word? {
    if parameter.isOptional, accept(word: "null") { return Word.none }
    return parameter.collection.map { collection($0, of: parameter.scalar) } ?? scalar(parameter.scalar)
  }

  private mutating func scalar(_ scalar: RequestForm.Scalar) -> Word? {
    switch scalar {
    case .bool: return accept(word: "true") ? 1 : accept(word: "false") ? 0 : nil
    case .number(let range): return number().flatMap { range.contains($0) ? $0 : nil }
    case .text: return text().flatMap { texts.internChecked($0) }
    case .cell:
      guard accept("["), let x = number(), pass(","), let y = number() else { return nil }
      skipBlanks()
      return accept("]") ? Word.cell(x: x, y: y) : nil
    case .enumeration(let place): return text().flatMap { rules.names.cases[place].find($0) }.map { Word($0) }
    case .kind(let place): return text().flatMap { rules.names.kindRows[place].find($0) }.map { Word($0) }
    case .row(let table):
      return text().flatMap { texts.base.find($0) }.flatMap { state.row(of: $0, in: table) }.map { Word($0) }
    }
  }

  private mutating func collection(_ collection: RequestForm.Collection, of element: RequestForm.Scalar) -> Word? {
    guard accept("[") else { return nil }
    var elements: [Word] = []
    skipBlanks()
    if !accept("]") {
      repeat {
        skipBlanks()
        guard elements.count < collection.size.upperBound, let word = scalar(element) else { return nil }
        elements.append(word)
        skipBlanks()
      } while accept(",")
      guard accept("]") else { return nil }
    }
    guard collection.size.contains(elements.count), elements.count <= Span.countLimit,
      collection.repeats || Set(elements).count == elements.count
    else { return nil }
    switch collection.kind {
    case .bits: return elements.reduce(0) { $0 | 1 << $1 }
    case .texts: elements.sort(by: texts.isLess)
    case .set: elements.sort()
    case .list, .path: break
    }
    defer { pool += elements }
    return Span(region: Span.Region.arena, count: elements.count, offset: pool.count).word
  }

  // MARK: Bytes

  private mutating func skipBlanks() {
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
      index += 1
    }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// Passes a colon or comma with the blanks around it.
  private mutating func pass(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard accept(character) else { return false }
    skipBlanks()
    return true
  }

  private mutating func accept(word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count, UnsafeRawBufferPointer(rebasing: bytes[index..<end]).says(word) else { return false }
    index = end
    return true
  }

  /// What stands between two quotes, without escapes. Bytes beyond ASCII are looked up as they are: what is found is
  /// UTF-8, what is not goes to the tree.
  private mutating func text() -> UnsafeRawBufferPointer? {
    guard accept("\"") else { return nil }
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return UnsafeRawBufferPointer(rebasing: bytes[start..<index - 1]) }
      if byte < 0x20 || byte == UInt8(ascii: "\\") { return nil }
    }
    return nil
  }

  /// A number of up to 15 digits without fraction or exponent: what follows either is no comma or bracket.
  private mutating func number() -> Int64? {
    let isNegative = accept("-")
    let start = index
    var number: Int64 = 0
    while index < bytes.count, index < start + 16, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      number = number * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    guard (1...15).contains(index - start), index - start == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
    return isNegative ? -number : number
  }

  /// Passes an object that is read later.
  private mutating func skipObject() -> Bool {
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        guard text() != nil else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      index += 1
      if depth <= 0 { return depth == 0 }
    }
    return false
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func says(_ word: StaticString) -> Bool {
    hasSameBytes(as: UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}
