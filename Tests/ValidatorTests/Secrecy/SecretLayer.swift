import RulesLang
import TestKit

/// Lays concealed rows into the values of visible ones: into sets and lists, and into optionals that are absent as the
/// viewer sees it.
struct SecretLayer {
  let program: TypedProgram
  /// By entity: the ids of concealed rows.
  let hidden: [[String]]
  var random: SplitMix

  mutating func laid(over value: JSONValue, _ shape: Shape) -> JSONValue {
    laid(over: value, shape.type, most: shape.size?.constant.map { Int(clamping: $0.upperBound) } ?? Int.max)
  }

  private mutating func laid(over value: JSONValue, _ type: Type, most: Int) -> JSONValue {
    switch type {
    case .optional(.entity(let id)):
      guard value.isNull, let one = hidden[id.index].randomElement(using: &random) else { return value }
      return .text(one)
    case .optional(let inner): return value.isNull ? value : laid(over: value, inner, most: most)
    case .set(.entity(let id)), .list(.entity(let id)):
      var elements = value.elements ?? []
      for one in hidden[id.index].shuffled(using: &random) where elements.count < most && random.chance(60) {
        elements.insert(.text(one), at: random.below(elements.count + 1))
      }
      return JSONValue(.array(elements))
    case .list(let element):
      return JSONValue(.array((value.elements ?? []).map { laid(over: $0, element, most: .max) }))
    case .record(let id):
      let fields = program.records[id].fields
      return JSONValue(
        .object(
          (value.members ?? []).map { member in
            guard let field = fields.first(where: { $0.header.name == member.key }) else { return member }
            return JSONValue.Member(key: member.key, value: laid(over: member.value, field.shape))
          }))
    case .keyed(let inner, _):
      return JSONValue(
        .object(
          (value.members ?? []).map {
            JSONValue.Member(key: $0.key, value: laid(over: $0.value, inner, most: most))
          }))
    default: return value
    }
  }
}

/// Changes all references in a value.
struct SecretReferences {
  let program: TypedProgram
  let change: (EntityID, String) -> String

  func changed(_ value: JSONValue, _ type: Type) -> JSONValue {
    if value.isNull { return value }
    switch type {
    case .entity(let id): return value.string.map { .text(change(id, $0)) } ?? value
    case .optional(let inner): return changed(value, inner)
    case .set(let element), .list(let element):
      return JSONValue(
        .array(
          (value.elements ?? []).reduce(into: []) { elements, value in
            let next = changed(value, element)
            // Two references may become one, which a set does not take.
            if !isEntity(element) || !elements.contains(next) { elements.append(next) }
          }))
    case .record(let id):
      let fields = program.records[id].fields
      return JSONValue(
        .object(
          (value.members ?? []).map { member in
            let type = fields.first { $0.header.name == member.key }?.shape.type ?? .nothing
            return JSONValue.Member(key: member.key, value: changed(member.value, type))
          }))
    case .keyed(let inner, _):
      return JSONValue(
        .object((value.members ?? []).map { JSONValue.Member(key: $0.key, value: changed($0.value, inner)) }))
    default: return value
    }
  }

  private func isEntity(_ type: Type) -> Bool {
    if case .entity = type { return true }
    return false
  }
}
