internal import Validator

/// Writes the types of values.
///
/// The same type is another in a view, which has all of it, in what a client gives, which can leave out what has a
/// default, and in what an event tells, where a row that the hearer does not see is `null`.
struct TypeWriter {
  enum Place {
    case view, given, told
  }

  /// More keys than this are not told one by one.
  private static let mostKeys = 32

  let schema: Schema
  let names: TypeNames

  init(_ schema: Schema) {
    self.schema = schema
    names = TypeNames(schema)
  }

  func text(_ type: SchemaType, in place: Place) -> String {
    switch type {
    case .bool: "boolean"
    case .integer, .step: "number"
    case .text: "string"
    case .user: "UserId"
    case .cell: "Cell"
    case .point: "Point"
    case .path: "Path"
    case .dice: "Dice"
    case .enumeration(let name), .kind(let name): names[.type(name)]
    case .entity(let name): place == .told ? "\(names[.id(name)]) | null" : names[.id(name)]
    case .record(let name): record(name, in: place)
    case .optional(let inner): optional(inner, in: place)
    case .set(let element, _), .list(let element, _): "\(self.element(element, in: place))[]"
    case .keyed(let value, let kind, let keys): "Record<\(key(kind, keys)), \(text(value, in: place))>"
    }
  }

  private func optional(_ inner: SchemaType, in place: Place) -> String {
    if case .entity = inner { return text(inner, in: .told) }
    return "\(text(inner, in: place)) | null"
  }

  /// Rows that are not seen leave their set or list.
  private func element(_ element: SchemaType, in place: Place) -> String {
    if case .entity = element { return text(element, in: .view) }
    return text(element, in: place)
  }

  private func key(_ type: String?, _ keys: [String]) -> String {
    if let type { return names[.type(type)] }
    return keys.count > Self.mostKeys ? "string" : TypeScript.union(keys.map(TypeScript.literal))
  }

  // MARK: Records

  private func record(_ name: String, in place: Place) -> String {
    guard differs(name, in: place) else { return names[.type(name)] }
    return names[place == .given ? .given(name) : .told(name)]
  }

  /// Whether a record has a type of its own there. Records nest without a cycle.
  func differs(_ record: String, in place: Place) -> Bool {
    guard place != .view, let record = schema.record(named: record) else { return false }
    return record.fields.contains { place == .given && $0.isOptional || differs($0.type, in: place) }
  }

  private func differs(_ type: SchemaType, in place: Place) -> Bool {
    switch type {
    case .entity: return place == .told
    case .record(let name): return differs(name, in: place)
    case .optional(.entity), .set(.entity, _), .list(.entity, _): return false
    case .optional(let inner), .set(let inner, _), .list(let inner, _), .keyed(let inner, _, _):
      return differs(inner, in: place)
    default: return false
    }
  }

  // MARK: Fields

  /// The fields of a record or a row, or the parameters of an action or an event.
  func members(_ fields: [Schema.Field], in place: Place, areConcealable: Bool = false) -> [TypeScript.Member] {
    fields.map { field in
      TypeScript.Member(
        name: field.name, isOptional: areConcealable || place == .given && field.isOptional,
        type: text(field.type, in: place), doc: doc(of: field))
    }
  }

  /// What the rules say of it, and what its type cannot.
  private func doc(of field: Schema.Field) -> String? {
    let parts = [field.doc, Self.bounds(field.type)].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  private static func bounds(_ type: SchemaType) -> String? {
    switch type {
    case .integer(let unit?, nil): "In \(unit)."
    case .integer(let unit, let bounds?):
      "\(bounds.lowerBound) to \(bounds.upperBound)\(unit.map { " " + $0 } ?? "")."
    case .set(_, let count?), .list(_, let count?): "\(amount(count)) of them."
    case .optional(let inner), .keyed(let inner, _, _): bounds(inner)
    default: nil
    }
  }

  private static func amount(_ count: ClosedRange<Int64>) -> String {
    if count.lowerBound == count.upperBound { return "\(count.lowerBound)" }
    return count.lowerBound == 0 ? "Up to \(count.upperBound)" : "\(count.lowerBound) to \(count.upperBound)"
  }
}
