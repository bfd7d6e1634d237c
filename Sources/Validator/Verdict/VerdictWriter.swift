internal import RulesLang

/// Writes the JSON of a verdict straight from its decision: the very bytes that ``Verdict/json`` has, for who may know
/// all that is in it.
struct VerdictWriter {
  let decision: Decision
  let state: State
  let forms: VerdictForms
  let viewer: String?
  private let texts: TextOverlay
  private(set) var bytes: [UInt8] = []

  init(_ decision: Decision, of state: State) {
    self.decision = decision
    self.state = state
    viewer = decision.viewer
    texts = TextOverlay(base: state.texts, added: decision.texts)
    forms = state.rules.verdictForms
    bytes.reserveCapacity(1024)
  }

  /// nil where a change is of a part of a value that is told as a whole.
  mutating func write() -> [UInt8]? {
    put(decision.outcome == .refused ? "{\"legal\":false" : "{\"legal\":true")
    let start = bytes.count
    let isLater = writeReasons()
    if isLater, decision.outcome == .refused { bytes.insert(contentsOf: Array(",\"later\":true".utf8), at: start) }
    writeWaived()
    writeNotes()
    writeCosts()
    writeNeeds()
    writeEvents()
    guard writePatch() else { return nil }
    put(",\"basis\":")
    bytes.appendDecimal(decision.revision ?? state.revision)
    put(forms.tail)
    return bytes
  }

  // MARK: Bytes

  mutating func put(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func put(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  mutating func put(quoted text: [UInt8]) {
    put("\"")
    put(text)
    put("\"")
  }

  /// Writes over what has been written last.
  mutating func rewrite(from start: Int, _ text: [UInt8]) {
    bytes.removeSubrange(start...)
    put(text)
  }

  mutating func takeBack(to count: Int) { bytes.removeSubrange(count...) }

  mutating func raise(at place: Int) { bytes[place] -= 0x20 }

  /// The comma before all elements of a list but the first.
  mutating func separate(from start: Int) { if bytes.count > start { put(",") } }

  /// A text as it stands between quotes.
  mutating func putEscaped(text: Word) { texts.appendEscaped(text, to: &bytes) }
  /// The same without hidden characters, and not too long.
  mutating func putShown(text: Word) { texts.appendShown(text, to: &bytes) }
  /// A row's id as it stands in a pointer.
  mutating func putStep(text: Word) { texts.appendStep(text, to: &bytes) }
  mutating func putEscaped(_ text: String) { bytes.appendEscaped(text) }
  mutating func putQuoted(_ text: String) { bytes.appendQuoted(text) }
  mutating func putNumber(_ number: Int64) { bytes.appendDecimal(number) }
}

// MARK: What rides on a verdict

extension VerdictWriter {
  private mutating func writeWaived() {
    put(",\"waived\":[")
    let start = bytes.count
    // What is lifted in the same words at several occurrences of an event is told once.
    var told = Set<[UInt8]>()
    for waived in decision.waived {
      let before = bytes.count
      separate(from: start)
      let own = bytes.count
      let waiver = forms.waivers[waived.waiver.index]
      put("{\"rule\":")
      putQuoted(forms.values.program.name(of: waived.lift))
      put(",\"by\":")
      put(waiver.head)
      put(",\"because\":")
      putMessage(waiver.because, at: waived.words)
      put("}")
      if !told.insert(Array(bytes[own...])).inserted { takeBack(to: before) }
    }
    put("]")
  }

  private mutating func writeNotes() {
    put(",\"notes\":[")
    let start = bytes.count
    for noted in decision.notes {
      separate(from: start)
      let note = forms.notes[noted.note.index]
      put(note.head)
      put(",\"because\":")
      putMessage(note.because, at: noted.words)
      put("}")
    }
    put("]")
  }

  private mutating func writeCosts() {
    put(",\"costs\":[")
    let start = bytes.count
    for cost in decision.costs {
      separate(from: start)
      put("{\"from\":\"")
      putName(of: cost.source)
      put("\",\"amount\":")
      putNumber(cost.amount)
      put(",\"parts\":[")
      let first = bytes.count
      for part in decision.costParts[cost.firstPart..<cost.firstPart + cost.partCount] {
        separate(from: first)
        put("{\"for\":")
        if case .spend(let id) = part.source {
          put(quoted: forms.requirements[id.index])
        } else {
          putQuoted(forms.values.program.name(of: part.source))
        }
        put(",\"amount\":")
        putNumber(part.amount)
        put("}")
      }
      put("]}")
    }
    put("]")
  }

  private mutating func putName(of source: Decision.Cost.Source) {
    switch source {
    case .budget(let id, let row):
      if case .entity(let entity) = forms.values.program.budgets[id].locals.first?.type {
        putID(of: row, in: Layout.table(of: entity))
        put(".")
      }
      put(forms.budgets[id.index])
    case .field(let table, let row, let column):
      if table > 0 {
        putID(of: row, in: table)
        put(".")
      }
      put(forms.columns[table][column].name)
    }
  }

  /// The id of a row as it stands between quotes.
  mutating func putID(of row: Int, in table: Int) {
    let ids = state.table(table).ids
    guard ids.indices.contains(row) else { return }
    putEscaped(text: ids[row])
  }

  private mutating func writeNeeds() {
    put(",\"needs\":[")
    let start = bytes.count
    for need in decision.needs {
      separate(from: start)
      put("{\"roll\":\"")
      putEscaped(forms.values.program.rolls[need.roll].id)
      if need.occurrence > 1 {
        put("#")
        putNumber(Int64(need.occurrence))
      }
      put("\"")
      if let element = need.element, let type = need.elementType {
        put(",\"for\":")
        putJSON(element, forms.values.value(type))
      }
      put(",\"dice\":")
      putQuoted(need.dice.dice.text)
      put("}")
    }
    put("]")
  }

  // MARK: Events

  private mutating func writeEvents() {
    put(",\"events\":[")
    let start = bytes.count
    for event in decision.events where isMeant(event) {
      separate(from: start)
      let form = forms.events[event.event.index]
      put(form.head)
      putArguments(viewer == nil ? form.arguments : form.shownArguments, at: event.words)
      if let says = form.says {
        put(",\"message\":")
        putMessage(says, at: event.words + form.argumentWords, covers: viewer == nil ? [] : form.covers)
      }
      put(",\"tags\":[")
      if viewer == nil { putTags(of: event) }
      put("]}")
    }
    put("]")
  }

  /// Whether an event is for everyone, or for who asked among others; the host hears all.
  private func isMeant(_ event: Decision.Event) -> Bool {
    guard let viewer, let recipients = event.recipients else { return true }
    let source = WordSource(state, added: decision.texts, arena: decision.pool)
    return source.elements(of: recipients, .set(.user)).contains { element in
      element.first.map { source.texts[$0].utf8.elementsEqual(viewer.utf8) } ?? false
    }
  }

  private mutating func putTags(of event: Decision.Event) {
    let tags = forms.values.program.tags(of: event)
    for (place, tag) in tags.enumerated() {
      if place > 0 { put(",") }
      putQuoted(tag)
    }
  }
}

extension TextOverlay {
  fileprivate func appendEscaped(_ place: Word, to bytes: inout [UInt8]) {
    withBytes(of: place) { bytes.appendEscaped($0) }
  }

  fileprivate func appendShown(_ place: Word, to bytes: inout [UInt8]) {
    withBytes(of: place) { utf8 in
      if utf8.count <= TextRenderer.longest, utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) {
        bytes.appendEscaped(utf8)
      } else {
        bytes.appendEscaped(TextRenderer.shown(String(decoding: utf8, as: UTF8.self)))
      }
    }
  }

  fileprivate func appendStep(_ place: Word, to bytes: inout [UInt8]) {
    withBytes(of: place) { utf8 in
      if utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) {
        bytes.appendEscaped(String(PatchOperation.step(String(decoding: utf8, as: UTF8.self)).dropFirst()))
      } else {
        bytes.appendEscaped(utf8)
      }
    }
  }
}
