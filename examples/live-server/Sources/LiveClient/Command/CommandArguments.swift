/// The arguments of a command: options with a value, options without one, and no others.
public struct CommandArguments: Sendable {
  /// What is wrong with them.
  public struct Mistake: Error, Sendable, CustomStringConvertible {
    /// For people.
    public let description: String
  }

  private var values: [String: String] = [:]
  private var flags: Set<String> = []

  /// - Parameters:
  ///   - arguments: without the name of the command.
  ///   - valued: names of options that take a value, as `--url`.
  ///   - flags: names of options that take none, as `--once`.
  public init(_ arguments: some Sequence<String>, valued: Set<String>, flags: Set<String>) throws(Mistake) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      // Both `--url X` and `--url=X` are common.
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts.first ?? argument
      if flags.contains(argument) {
        self.flags.insert(argument)
      } else if valued.contains(name) {
        guard let value = parts.dropFirst().first ?? rest.popFirst() else {
          throw Mistake(description: "`\(name)` needs a value")
        }
        values[name] = value
      } else {
        throw Mistake(description: "`\(argument)` is not known: see --help")
      }
    }
  }

  /// Whether an option without a value was given.
  public func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The value of an option; nil where it was not given.
  public subscript(name: String) -> String? { values[name] }

  /// A whole number of at least `least`.
  public func number(_ name: String, default standard: Int, least: Int = 1) throws(Mistake) -> Int {
    guard let text = values[name] else { return standard }
    guard let number = Int(text), number >= least else {
      throw Mistake(description: "`\(name)` is a whole number from \(least) on, not `\(text)`")
    }
    return number
  }
}
