import RulesLang
import Validator

/// Applies patches as RFC 6902 tells, strictly: what is added must not be there, what is removed or replaced must be.
enum PatchApplier {
  struct Misfit: Error { let operation: PatchOperation }

  static func apply(_ patch: [PatchOperation], to json: JSONValue) throws -> JSONValue {
    try patch.reduce(json) { json, operation in
      let steps = operation.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        .map { String($0.replacing("~1", with: "/").replacing("~0", with: "~")) }
      return try apply(operation, at: steps[...], in: json)
    }
  }

  private static func apply(
    _ operation: PatchOperation, at steps: ArraySlice<String>, in json: JSONValue
  ) throws -> JSONValue {
    guard var members = json.members, let step = steps.first else { throw Misfit(operation: operation) }
    let place = members.firstIndex { $0.key.utf8.elementsEqual(step.utf8) }
    if steps.count > 1 {
      guard let place else { throw Misfit(operation: operation) }
      members[place] = .init(key: step, value: try apply(operation, at: steps.dropFirst(), in: members[place].value))
      return JSONValue(.object(members))
    }
    switch (operation.op, place, operation.value) {
    case (.add, nil, let value?): members.append(.init(key: step, value: value))
    case (.remove, let place?, nil): members.remove(at: place)
    case (.replace, let place?, let value?): members[place] = .init(key: step, value: value)
    default: throw Misfit(operation: operation)
    }
    return JSONValue(.object(members))
  }

  /// A text that two values share exactly if they are equal: members of objects have no order in JSON.
  static func text(_ json: JSONValue) -> String { JSONWriter.text(of: sorted(json)) }

  private static func sorted(_ json: JSONValue) -> JSONValue {
    switch json.content {
    case .object(let members):
      let members = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return JSONValue(.object(members.map { .init(key: $0.key, value: sorted($0.value)) }))
    case .array(let elements): return JSONValue(.array(elements.map(sorted)))
    default: return json
    }
  }
}
