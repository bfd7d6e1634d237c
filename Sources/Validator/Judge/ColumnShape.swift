import RulesLang

/// What one column of a table may hold.
struct ColumnShape: Sendable {
  var isNumber = false
  var isClamped = false
  var range: ClosedRange<Int64>?
  /// Of the number of elements.
  var size: ClosedRange<Int64>?
  /// A set that is one word of bits.
  var isBits = false
  /// A set, rather than a list, where `width` is not 0.
  var isSet = false
  /// Ordered by bytes.
  var isText = false
  /// The words of an element of a span; 0 where it is none.
  var width = 0

  func allows(_ number: Word) -> Bool { range?.contains(number) ?? true }

  /// The columns of a table.
  static func columns(of table: Layout.Table, _ layout: Layout) -> [ColumnShape] {
    table.fields.flatMap { columns(of: $0.type, $0, layout) }
  }

  private static func columns(of type: Type, _ field: Layout.Field, _ layout: Layout) -> [ColumnShape] {
    switch type {
    case .record(let id): return layout.fields(of: id).flatMap { columns(of: $0.type, $0, layout) }
    case .keyed(let inner, let keys):
      let own = columns(of: inner, field, layout)
      return (0..<layout.count(keys)).flatMap { _ in own }
    case .optional(let inner):
      return (Layout.hasPresence(inner) ? [ColumnShape()] : []) + columns(of: inner, field, layout)
    default:
      var shape = ColumnShape()
      shape.isNumber = type.isNumber
      shape.isClamped = field.clamped
      shape.range = type.isNumber ? field.range : nil
      shape.size = type.element == nil ? nil : field.size
      shape.isBits = layout.bits(type) != nil
      if case .set(let element) = type {
        shape.isSet = true
        shape.isText = element == .text || element == .user
      }
      shape.width = layout.spanElement(type).map { layout.words($0) } ?? 0
      return [shape]
    }
  }
}
