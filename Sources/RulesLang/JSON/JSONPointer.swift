/// How values in JSON are pointed to (RFC 6901): `/creatures/aria/hp`.
package enum JSONPointer {
  /// The parts between the slashes, as they are meant; the first one is empty where it is a pointer.
  package static func parts(of pointer: String) -> ArraySlice<String> {
    pointer.split(separator: "/", omittingEmptySubsequences: false)
      .map { String($0.replacing("~1", with: "/").replacing("~0", with: "~")) }[...]
  }
}
