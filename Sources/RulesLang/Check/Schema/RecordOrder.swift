/// Records in an order in which each stands behind those that it holds. A record that holds itself is a mistake: the field
/// that closes the circle is told and taken out, so that the rest can be checked.
struct RecordOrder {
  private(set) var order: [Int] = []
  private let context: CheckContext
  private var isDone: Set<Int> = []
  private var path: [Int] = []

  init(_ context: CheckContext, _ records: [Named<[FieldDeclaration]>]) {
    self.context = context
    for index in records.indices { visit(index) }
  }

  /// The depth is that of the nesting of records, each on the path once.
  private mutating func visit(_ index: Int) {
    guard isDone.insert(index).inserted else { return }
    path.append(index)
    for (place, field) in context.program.records[index].fields.enumerated() {
      guard let held = field.shape.type.heldRecord else { continue }
      if let start = path.firstIndex(of: held.index) {
        let names = (path[start...] + [held.index]).map { context.program.records[$0].header.name }
        context.report(.recordCycle(field.header, names: names))
        context.program.records[index].fields[place].shape.type = .error
      } else {
        visit(held.index)
      }
    }
    path.removeLast()
    order.append(index)
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
