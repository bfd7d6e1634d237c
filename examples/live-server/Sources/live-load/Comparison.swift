import LiveClient

/// How many views were compared with the server's at the end, and which differ.
struct Comparison: Sendable {
  private(set) var compared = 0
  private(set) var differences: [String] = []

  /// A few rooms at a time: views are large.
  static func of(_ rooms: [PlayedRoom]) async -> Comparison {
    await withTaskGroup(of: [String?].self) { group in
      var comparison = Comparison()
      var rest = rooms[...]
      func begin() {
        guard let room = rest.popFirst() else { return }
        group.addTask {
          var found: [String?] = []
          for seat in room.seats {
            found.append(await seat.difference(in: room.id).map { "\(room.id), \(seat.user): \($0)" })
          }
          return found
        }
      }
      for _ in 0..<4 { begin() }
      while let found = await group.next() {
        comparison.compared += found.count
        comparison.differences += found.compactMap { $0 }
        begin()
      }
      return comparison
    }
  }
}
