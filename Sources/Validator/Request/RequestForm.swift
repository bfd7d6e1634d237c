internal import RulesLang

/// The arguments of an action as ``RequestScanner`` reads them: what their types come to, looked up once.
struct RequestForm: Sendable {
  /// A value of one word.
  enum Scalar: Sendable {
    case bool, text, cell
    case number(ClosedRange<Int64>)
    case enumeration(Int)
    case kind(Int)
    case row(table: Int)
  }

  /// A set, list or path.
  struct Collection: Sendable {
    enum Kind: Sendable { case set, bits, texts, list, path }
    let kind: Kind
    let size: ClosedRange<Int>
    /// An element may stand in it twice.
    let repeats: Bool
  }

  struct Parameter: Sendable {
    /// What it is, or each of its elements.
    let scalar: Scalar
    /// nil for a scalar.
    let collection: Collection?
    let isOptional: Bool
    let hasDefault: Bool
  }

  let isHost: Bool
  /// Each has one word.
  let parameters: [Parameter]

  /// nil for an action that has arguments of more than one word, or nested ones: these are rare, and read out of a
  /// tree.
  init?(_ action: ActionID, _ program: TypedProgram, _ layout: Layout) {
    let info = program.actions[action]
    let fields = layout.actions[action.index].fields
    guard fields.count <= 64 else { return nil }
    var parameters: [Parameter] = []
    for (field, parameter) in zip(fields, info.parameters) {
      guard let form = Self.parameter(field, parameter, layout) else { return nil }
      parameters.append(form)
    }
    isHost = info.isHost
    self.parameters = parameters
  }

  private static func parameter(_ field: Layout.Field, _ info: ParameterInfo, _ layout: Layout) -> Parameter? {
    let type = field.type.unwrapped
    var element = type
    var collection: Collection?
    let size = field.size.map { Int(clamping: $0.lowerBound)...Int(clamping: $0.upperBound) } ?? 0...Span.countLimit
    switch type {
    case .path:
      element = .cell
      collection = Collection(kind: .path, size: 1...256, repeats: true)
    case .list(let own):
      element = own
      collection = Collection(kind: .list, size: size, repeats: info.shape.repeats)
    case .set(let own):
      element = own
      let kind: Collection.Kind = layout.bits(type) != nil ? .bits : own == .text || own == .user ? .texts : .set
      collection = Collection(kind: kind, size: size, repeats: false)
    default: break
    }
    guard field.words == 1, let scalar = scalar(element, field) else { return nil }
    return Parameter(
      scalar: scalar, collection: collection, isOptional: field.type.isOptional, hasDefault: info.defaultValue != nil)
  }

  private static func scalar(_ type: Type, _ field: Layout.Field) -> Scalar? {
    switch type {
    case .bool: .bool
    case .int, .unit: .number(field.range)
    case .text, .user: .text
    case .cell, .point: .cell
    case .enumeration(let id): .enumeration(id.index)
    case .kind(let id): .kind(id.index)
    case .entity(let id): .row(table: Layout.table(of: id))
    default: nil
    }
  }
}
