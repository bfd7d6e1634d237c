internal import RulesLang
internal import Synchronization

/// What verdicts of a rule set are made of that no decision changes: names, keys, paths, as bytes. Made once.
final class VerdictForms: Sendable {
  /// One word of a row.
  struct Column: Sendable {
    /// The last steps of its JSON pointer, as they stand between quotes: `/slots/3`.
    let path: [UInt8]
    /// As costs name it: `slots[3]`.
    let name: [UInt8]
    /// nil for a part of a value that is told as a whole.
    let value: ValueForm?
  }

  struct Event: Sendable {
    /// `{"event":"falls","arguments":{`
    let head: [UInt8]
    let arguments: [ArgumentForm]
    /// Those that a viewer is told from whom nothing is concealed.
    let shownArguments: [ArgumentForm]
    /// Where the holes of `says` start.
    let argumentWords: Int
    let says: MessageForm?
    /// For each of its holes whether it is covered for every viewer.
    let covers: [Bool]
  }

  /// A note, or a waiver.
  struct Remark: Sendable {
    /// A note's members up to `because`; a waiver's name in quotes.
    let head: [UInt8]
    let because: MessageForm
  }

  let values: ValueForms
  let columns: [[Column]]
  /// The first step of each table's pointers, with the slash before a row's id; empty for the fields of `state`.
  let tables: [[UInt8]]
  let events: [Event]
  let waivers: [Remark]
  let notes: [Remark]
  /// As they stand between quotes.
  let requirements: [[UInt8]]
  let budgets: [[UInt8]]
  /// `,"rules":"sha256:…"}`
  let tail: [UInt8]

  init(_ rules: RuleSet) {
    let program = rules.program
    let values = ValueForms(rules)
    self.values = values
    columns = rules.layout.tables.map { table in table.fields.flatMap { values.columns(of: $0, rules) } }
    tables = rules.layout.tables.map { table in
      table.entity == nil ? [] : .escaped(PatchOperation.step(table.name) + "/")
    }
    events = program.events.indices.map { values.event(EventID($0), rules) }
    waivers = program.waivers.map { Remark(head: .quoted($0.header.name), because: values.message($0.because)) }
    notes = program.notes.map { note in
      let head = Array("{\"note\":".utf8) + .quoted(note.header.name) + Array(",\"word\":".utf8)
      return Remark(head: head + .quoted(program.noteWords[note.word]), because: values.message(note.because))
    }
    requirements = program.requirements.map { .escaped($0.id) }
    budgets = program.budgets.map { .escaped($0.header.name) }
    tail = Array(",\"rules\":".utf8) + .quoted(rules.digest) + [UInt8(ascii: "}")]
  }
}

extension ValueForms {
  fileprivate func event(_ id: EventID, _ rules: RuleSet) -> VerdictForms.Event {
    let disclosures = rules.disclosures
    let info = rules.program.events[id]
    let fields = rules.layout.events[id.index]
    let arguments = fields.fields.map { field in
      ArgumentForm(key: .quoted(field.name) + [UInt8(ascii: ":")], place: field.column, value: value(field.type))
    }
    // What counts rows of which some may be concealed is told to no viewer.
    let known = disclosures.events.indices.contains(id.index) ? disclosures.events[id.index] : nil
    let shown = known.map { zip(arguments, $0.arguments).filter { !$1.walks }.map(\.0) }
    return VerdictForms.Event(
      head: Array("{\"event\":".utf8) + .quoted(info.header.name) + Array(",\"arguments\":{".utf8),
      arguments: arguments, shownArguments: shown ?? arguments, argumentWords: fields.words,
      says: info.says.map(message), covers: known?.holes.map(\.walks) ?? [])
  }

  /// A value that is told part by part has a column for each; one that is told as a whole has none that can be told.
  fileprivate func columns(of field: Layout.Field, _ rules: RuleSet) -> [VerdictForms.Column] {
    parts(of: field.type, path: PatchOperation.step(field.name), rules).enumerated().map { place, part in
      let name = field.name + rules.place(of: place, in: field.type)
      return VerdictForms.Column(path: .escaped(part.path), name: .escaped(name), value: part.value)
    }
  }

  private func parts(of type: Type, path: String, _ rules: RuleSet) -> [(path: String, value: ValueForm?)] {
    switch type {
    case .record(let id):
      return rules.layout.fields(of: id).flatMap {
        parts(of: $0.type, path: path + PatchOperation.step($0.name), rules)
      }
    case .keyed(let value, let key):
      return (0..<rules.layout.count(key)).flatMap { place in
        parts(of: value, path: path + PatchOperation.step(rules.name(of: place, in: key)), rules)
      }
    default:
      let value = value(type)
      return Array(repeating: (path, value.isOther ? nil : value), count: words(type))
    }
  }
}

extension RuleSet {
  /// What verdicts are made of, found when the first one is written.
  var verdictForms: VerdictForms { knownVerdictForms.value { VerdictForms(self) } }
}

extension FailureShape {
  /// How it is told, found when it is told first.
  func form(_ forms: ValueForms) -> FailureForm { lazyForm.load() ?? lazyForm.storeIfNil(FailureForm(self, forms)) }
}
