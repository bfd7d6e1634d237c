/// The part of an address behind the question mark: `a=1&b=2`.
struct QueryString {
  private let pairs: [(name: String, value: Substring)]

  /// A pair whose name is not well encoded is none of ours.
  init(_ text: String?) {
    pairs = (text ?? "").split(separator: "&").compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = PercentEncoding.decode((parts.first ?? "").utf8, plusIsBlank: true)
      return name.map { ($0, parts.dropFirst().first ?? "") }
    }
  }

  /// The first value with this name.
  func value(_ name: String) throws(TRPCError) -> String? {
    guard let pair = pairs.first(where: { $0.name == name }) else { return nil }
    guard let value = PercentEncoding.decode(pair.value.utf8, plusIsBlank: true) else {
      throw TRPCError(.badRequest, "`\(name)` is not well encoded in the address")
    }
    return value
  }
}
