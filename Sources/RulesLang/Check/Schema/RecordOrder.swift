/// Records in an order in which each stands behind those that it holds, with how many parts a value of each has. A
/// field that makes a record hold itself, or one too deep or too large, is told and taken out, so that the rest can
/// be checked.
struct RecordOrder {
  private(set) var order: [Int] = []
  private let context: CheckContext
  private var isDone: Set<Int> = []
  private var path: [Int] = []

  init(_ context: CheckContext, _ records: [Named<[FieldDeclaration]>]) {
    self.context = context
    for index in records.indices { visit(index) }
  }

  private mutating func visit(_ index: Int) {
    guard isDone.insert(index).inserted else { return }
    path.append(index)
    for (place, field) in context.program.records[index].fields.enumerated() {
      guard let held = field.shape.type.heldRecord else { continue }
      if let start = path.firstIndex(of: held.index) {
        let names = (path[start...] + [held.index]).map { context.program.records[$0].header.name }
        context.report(.recordCycle(field.header, names: names))
        context.program.records[index].fields[place].shape.type = .error
      } else if path.count >= CheckContext.deepestRecord {
        context.report(.recordTooDeep(field.header))
        context.program.records[index].fields[place].shape.type = .error
      } else {
        visit(held.index)
      }
    }
    path.removeLast()
    context.program.records[index].fields = context.kept(context.program.records[index].fields)
    context.recordParts[RecordID(index)] = context.program.records[index].fields.reduce(0) {
      $0 + context.parts(of: $1.shape.type)
    }
    order.append(index)
  }
}

extension CheckContext {
  static let deepestRecord = 64
  /// Of one field, the records in it and the values of all its keys counted; elements of sets and lists are kept apart.
  static let mostParts = 10_000
  /// A reference to a set or list names its table in eight bits, and there are three others beside the entities'.
  static let mostEntities = 253

  /// How many single values a value of this type is made of.
  func parts(of type: Type) -> Int {
    switch type {
    case .record(let id): max(1, recordParts[id] ?? 1)
    case .optional(let inner): parts(of: inner) + 1
    case .keyed(let inner, by: let key): min(parts(of: inner) * count(of: key), Self.mostParts + 1)
    case .set(let inner), .list(let inner): parts(of: inner)
    default: 1
    }
  }

  private func count(of key: Type.Key) -> Int {
    switch key {
    case .enumeration(let id): min(program.enums[id].cases.count, Self.mostParts + 1)
    case .kind(let id): min(program.kinds[id].rows.count, Self.mostParts + 1)
    case .range(let lower, let upper): Int(upper - lower) + 1
    }
  }

  /// The fields without those that would make a value too large, which are told.
  func kept(_ fields: [FieldInfo]) -> [FieldInfo] {
    var total = 0
    return fields.map { field in
      var field = field
      total += parts(of: field.shape.type)
      if total > Self.mostParts {
        report(.fieldTooLarge(field.header))
        total -= parts(of: field.shape.type)
        field.shape.type = .error
      }
      return field
    }
  }
}

extension Type {
  /// The record that a value of this type holds.
  fileprivate var heldRecord: RecordID? {
    switch self {
    case .record(let id): id
    case .optional(let inner), .set(let inner), .list(let inner), .keyed(let inner, by: _): inner.heldRecord
    default: nil
    }
  }
}
