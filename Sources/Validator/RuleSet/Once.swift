internal import Synchronization

/// A value that is made when it is first asked for. Threads that ask at the same time may each make one; all get the
/// same.
final class Once<Value: Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }
  private let made = AtomicLazyReference<Box>()

  func value(_ make: () -> Value) -> Value { (made.load() ?? made.storeIfNil(Box(make()))).value }
}
