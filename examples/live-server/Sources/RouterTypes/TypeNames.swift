internal import Validator

/// What the types of a rule set are called in TypeScript.
///
/// They keep their names, unless the file has a type of its own of that name. No name of the rules has a `_`, so one
/// behind it makes it another.
struct TypeNames {
  /// What a name is for.
  enum Use: Hashable {
    /// An enum, a kind, a record, or a row of an entity.
    case type(String)
    /// The id of a row.
    case id(String)
    /// A record that a client gives, with fields that it can leave out.
    case given(String)
    /// A record in an event, with rows that who hears of it may not know.
    case told(String)
  }

  private var names: [Use: String] = [:]
  private var taken: Set<String>

  init(_ schema: Schema) {
    taken = Self.own
    let types = schema.enumerations.map(\.name) + schema.kinds.map(\.name) + schema.records.map(\.name)
    for name in types + schema.entities.map(\.name) { allot(name, to: .type(name)) }
    for entity in schema.entities { allot("\(entity.name)Id", to: .id(entity.name)) }
    for record in schema.records {
      allot("Given\(record.name)", to: .given(record.name))
      allot("Told\(record.name)", to: .told(record.name))
    }
  }

  subscript(use: Use) -> String { names[use] ?? "never" }

  private mutating func allot(_ wanted: String, to use: Use) {
    var name = TypeScript.identifier(wanted)
    while !taken.insert(name).inserted { name += "_" }
    names[use] = name
  }

  /// What the file needs of the language, takes from tRPC, and declares whatever the rules are.
  private static let own: Set<String> = [
    "AsyncIterable", "Record",
    "TRPCBuiltRouter", "TRPCDefaultErrorShape", "TRPCMutationProcedure", "TRPCQueryProcedure",
    "TRPCSubscriptionProcedure",
    "Json", "UserId", "Cell", "Point", "Path", "Dice",
    "View", "ActionArguments", "ActionName", "ActionRequest", "EventArguments", "EventName", "TurnEventName",
    "ToldEvent", "Patch", "PatchOperation", "Delta", "Reason", "Waived", "Noted", "Cost", "Need", "Verdict", "Outcome",
    "Availability", "OptionCandidate", "ActionOption", "Options", "JoinedRoom", "CurrentView", "StateDelta", "LogLine",
    "LogEvent", "RulesChange", "QueuedTurn", "EndedTurn", "TurnUpdate", "ChatAudience", "ChatMessage", "Tracked",
    "ErrorShape", "InRoom", "Asking", "Query", "Mutation", "Subscription", "AppRouter",
  ]
}
