/// The pages that may call the server from a browser.
struct Origins: Sendable {
  private let allowed: Set<String>

  init(_ allowed: [String]) { self.allowed = Set(allowed) }

  var areAll: Bool { allowed.contains("*") }

  /// Programs that are no browser have no origin, and need none.
  func allow(_ origin: String?) -> Bool { origin.map { areAll || allowed.contains($0) } ?? true }
}
