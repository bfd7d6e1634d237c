/// Places of a rule set as the person at the working directory finds them again.
///
/// A verdict names files from the rule set's own directory, which is the same wherever it is judged; on a terminal such
/// a path leads astray.
struct Places: Sendable {
  let files: FileSystem
  /// The rule set's directory.
  let directory: String

  /// `../../rules/turns.rules:9:3` as `rules/turns.rules:9:3`; what is not below the working directory from the root.
  func shown(_ source: String) -> String {
    files.shown(files.absolute("\(files.absolute(directory))/\(source)"))
  }
}
