internal import Validator

// Finding the rule set that a command is about.

extension FileSystem {
  /// The directory of the rule set: the one asked for; else the nearest with a `ruleset.rules`, here, in `rules`, or in
  /// a parent directory.
  func rulesDirectory(_ asked: String?) throws(CommandError) -> String {
    if let asked { return try checkedRulesDirectory(asked) }
    var candidate = absolute(".")
    while true {
      for place in [candidate, candidate + "/rules"] where hasRules(place) { return place }
      let parent = absolute(candidate + "/..")
      guard parent != candidate else { break }
      candidate = parent
    }
    throw CommandError.unreadable(
      "there is no `ruleset.rules` here, in `rules`, or in a directory above",
      help: "name the rule set with `--rules DIR`, or begin one with `rulesc init`")
  }

  /// The rule set that a path belongs to: the path itself, or the nearest directory above a file.
  func rulesDirectory(around path: String) throws(CommandError) -> String {
    guard exists(path) else { throw CommandError.unreadable("there is no `\(path)`") }
    if isDirectory(path) { return try checkedRulesDirectory(path) }
    var candidate = absolute(path + "/..")
    while !hasRules(candidate) {
      let parent = absolute(candidate + "/..")
      guard parent != candidate else {
        throw CommandError.unreadable(
          "`\(path)` belongs to no rule set", help: "a rule set is a directory with a `ruleset.rules`")
      }
      candidate = parent
    }
    return candidate
  }

  private func checkedRulesDirectory(_ path: String) throws(CommandError) -> String {
    let place = absolute(path)
    if hasRules(place) { return place }
    guard exists(path) else { throw CommandError.unreadable("there is no directory `\(path)`") }
    guard isDirectory(path) else { throw CommandError.unreadable("`\(path)` is not a directory") }
    throw CommandError.unreadable(
      "`\(path)` has no `ruleset.rules`",
      help: hasRules(place + "/rules") ? "did you mean `\(path)/rules`?" : "it names the rule set: `ruleset skirmish`")
  }

  private func hasRules(_ directory: String) -> Bool { Disk.isFile(directory + "/ruleset.rules") }
}
