internal import RulesLang
internal import Validator

/// How the host reports who is at the table: by two host actions, where the rules declare them.
struct Presence: Sendable {
  static let joined = "userJoined"
  static let left = "userLeft"

  /// The report, in the rules' own words; nil where they want none.
  static func report(_ user: String, isHere: Bool, in rules: RuleSet) -> Deed? {
    let name = isHere ? joined : left
    guard let action = rules.schema.hostAction(named: name),
      let parameter = action.parameters.first
    else { return nil }
    return Deed(
      user: nil, action: name,
      arguments: JSONValue(.object([.init(key: parameter.name, value: JSONValue(.string(user)))])))
  }

  /// Who is here or gone by such a report.
  static func told(by deed: Deed) -> (user: String, isHere: Bool)? {
    guard deed.user == nil, deed.action == joined || deed.action == left,
      let user = deed.arguments.members?.first?.value.string
    else { return nil }
    return (user, deed.action == joined)
  }
}
