/// The arguments of a call while they are taken one by one. The receiver of `x.f(y)` is the first of them, checked
/// already.
struct CallArguments {
  struct Item {
    enum Content {
      case checked(TypedExpression)
      case written(ArgumentSyntax)
    }
    let content: Content

    var label: Identifier? { if case .written(let argument) = content { argument.label } else { nil } }

    var range: SourceRange {
      switch content {
      case .checked(let expression): expression.range
      case .written(let argument): argument.value.range
      }
    }
  }

  /// What is called.
  let name: Identifier
  /// The whole call.
  let range: SourceRange
  private(set) var items: [Item]

  init(name: Identifier, range: SourceRange, receiver: TypedExpression? = nil, written: [ArgumentSyntax]) {
    self.name = name
    self.range = range
    items = (receiver.map { [Item(content: .checked($0))] } ?? []) + written.map { Item(content: .written($0)) }
  }

  var count: Int { items.count }

  /// Takes the argument with a label out; nil where there is none.
  mutating func take(label: String) -> Item? {
    guard let index = items.firstIndex(where: { $0.label?.text == label }) else { return nil }
    return items.remove(at: index)
  }
}
