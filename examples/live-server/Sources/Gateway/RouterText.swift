internal import RouterTypes
internal import Validator

/// `router.ts`, of a folder of rules.
enum RouterText {
  static func text(directory: String, _ procedures: ProcedureList) throws -> String {
    let schema = try RuleSet(directory: directory).schema
    let actions = schema.actions.filter { !$0.isHost }.map(\.name)
    let named = procedures.named.map { procedure in
      switch procedure.actions {
      case .any: (name: procedure.name, actions: actions)
      case .some(let some): (name: procedure.name, actions: some)
      }
    }
    return RouterTypes(schema: schema, procedures: named).text
  }
}
