internal import RulesLang

/// How values of a type are written, as JSON and in the words of a message: looked up once, so that writing a value
/// asks for no name.
indirect enum ValueForm: Sendable {
  /// The names of an enum's cases or a kind's rows.
  final class Names: Sendable {
    /// In quotes.
    let json: [[UInt8]]
    /// As a message says them, as they stand between quotes.
    let spoken: [[UInt8]]

    init(_ names: [(name: String, spoken: String)]) {
      json = names.map { .quoted($0.name) }
      spoken = names.map { .escaped($0.spoken) }
    }
  }

  // Of one word.
  case bool, number, step, cell, text, dice
  /// A number with what is said behind it.
  case quantity(unit: [UInt8])
  case name(Names)
  /// A row, and the column of its name, where it has one.
  case row(table: Int, name: Int?)
  case optional(ValueForm)
  /// A set, list or path of elements of one word; how many bits it has where it is one word itself.
  case list(ValueForm, bits: Int?)
  /// What is rare: written by way of a tree.
  case other(Type)
}

extension [UInt8] {
  /// A text as JSON.
  static func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendQuoted(text)
    return bytes
  }

  /// A text as it stands between the quotes of JSON.
  static func escaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendEscaped(text)
    return bytes
  }
}

/// A message and the values that it is made of.
struct MessageForm: Sendable {
  enum Segment: Sendable {
    case text([UInt8])
    /// A value, how many words it has, and what is said where it is absent.
    case hole(ValueForm, words: Int, absent: [UInt8])
    case needed, actual
  }
  let segments: [Segment]
  /// Of all holes.
  let words: Int
}

/// A parameter and its argument's place among the words.
struct ArgumentForm: Sendable {
  /// Its name in quotes, and a colon.
  let key: [UInt8]
  let place: Int
  let value: ValueForm
}

/// How a failure is told, but for its values.
final class FailureForm: Sendable {
  /// `{"rule":"attack.inReach","message":`
  let head: [UInt8]
  let message: MessageForm?
  let needed: ValueForm?
  let actual: ValueForm?
  /// The words of needed and of both sides.
  let neededWords: Int
  let sideWords: Int
  let arguments: [ArgumentForm]
  /// `,"source":"turns.rules:9:3"`
  let tail: [UInt8]
  let isLater: Bool

  init(_ shape: FailureShape, _ forms: ValueForms) {
    head = Array("{\"rule\":".utf8) + .quoted(shape.id) + Array(",\"message\":".utf8)
    message = shape.message.map(forms.message)
    needed = shape.needed.map(forms.value)
    actual = shape.actual.map(forms.value)
    neededWords = shape.needed.map(forms.words) ?? 0
    sideWords = neededWords + (shape.actual.map(forms.words) ?? 0)
    var place = 0
    arguments = shape.arguments.map { info in
      defer { place += forms.words(info.type) }
      return ArgumentForm(key: .quoted(info.name) + [UInt8(ascii: ":")], place: place, value: forms.value(info.type))
    }
    tail = Array(",\"source\":".utf8) + .quoted(forms.program.sources.place(shape.range))
    isLater = shape.tags.contains("later")
  }
}
