internal import Validator

/// The router: each procedure with what it takes and gives.
struct RouterRecord: Sendable {
  private enum Kind: String {
    case query = "Query"
    case mutation = "Mutation"
    case subscription = "Subscription"
  }

  private struct Procedure {
    let name: String
    let kind: Kind
    let input: String
    let output: String
    var doc: String?
  }

  private let procedures: [Procedure]

  init(_ schema: Schema, procedures named: [(name: String, actions: [String])]) {
    var procedures = Self.always
    var names = Set(procedures.map(\.name))
    for (name, actions) in named {
      guard let procedure = Self.procedure(name, actions, schema), names.insert(name).inserted else { continue }
      procedures.append(procedure)
    }
    self.procedures = procedures
  }

  /// A name that stands for actions; nil where the rules have none of them.
  private static func procedure(_ name: String, _ actions: [String], _ schema: Schema) -> Procedure? {
    if actions.isEmpty || actions == ["*"] { return acting(name, "ActionRequest") }
    let known = actions.compactMap { schema.action(named: $0) }
    guard let first = known.first else { return nil }
    if actions.count == 1 { return acting(name, "{ arguments: ActionArguments[\(literal(first))] }", doc: first.doc) }
    return acting(name, "ActionRequest<\(TypeScript.union(known.map(literal)))>")
  }

  private static func acting(_ name: String, _ input: String, doc: String? = nil) -> Procedure {
    Procedure(name: name, kind: .mutation, input: "Asking & \(input)", output: "Outcome", doc: doc)
  }

  private static let always: [Procedure] = [
    Procedure(name: "joinRoom", kind: .mutation, input: "InRoom", output: "JoinedRoom"),
    Procedure(name: "leaveRoom", kind: .mutation, input: "InRoom", output: "Record<string, never>"),
    acting("act", "ActionRequest"),
    acting("queueTurn", "ActionRequest", doc: "Kept until its time has come, where it is refused for nothing else."),
    Procedure(
      name: "withdrawTurn", kind: .mutation, input: "InRoom & { queued: number }", output: "{ withdrawn: boolean }",
      doc: "False where nothing is queued under this number any more."),
    Procedure(
      name: "sendChat", kind: .mutation, input: "InRoom & { to: ChatAudience; text: string; key?: string }",
      output: "{ number: number }"),
    Procedure(
      name: "startTest", kind: .mutation, input: "InRoom & { dice?: number[] }", output: "{ interactionId: string }",
      doc: "A copy to try things out in; for admins."),
    Procedure(name: "view", kind: .query, input: "InRoom", output: "CurrentView"),
    Procedure(
      name: "options", kind: .query,
      input: "InRoom & { actor?: string; action?: ActionName; given?: { [name: string]: Json } }",
      output: "Options", doc: "What can be asked for now, and why the rest cannot."),
    Procedure(
      name: "explain", kind: .query, input: "InRoom & ActionRequest", output: "Verdict",
      doc: "The verdict that a request would have now."),
    Procedure(name: "stateDelta", kind: .subscription, input: "", output: "StateDelta"),
    Procedure(name: "logEvent", kind: .subscription, input: "", output: "LogEvent"),
    Procedure(name: "turnUpdate", kind: .subscription, input: "", output: "TurnUpdate"),
    Procedure(name: "chatMessage", kind: .subscription, input: "", output: "ChatMessage"),
  ]

  private static func literal(_ action: Schema.Action) -> String { TypeScript.literal(action.name) }

  /// The end of the file.
  var text: String {
    let members = procedures.map { procedure in
      let types = procedure.kind == .subscription ? procedure.output : "\(procedure.input), \(procedure.output)"
      return TypeScript.Member(
        name: procedure.name, type: "\(procedure.kind.rawValue)<\(types)>", doc: procedure.doc)
    }
    return ProtocolTypes.procedures + "\n\n" + """
      /** What `createTRPCClient<AppRouter>` takes. */
      export type AppRouter = TRPCBuiltRouter<
        { ctx: object; meta: object; errorShape: ErrorShape; transformer: false },
        \(TypeScript.object(members, indent: "  "))
      >;
      """
  }
}
