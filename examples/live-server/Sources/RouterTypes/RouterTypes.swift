internal import RulesLang
public import Validator

/// The file `router.ts` for those who write clients: the types of all that they say and hear, by the protocol and by
/// the rules that are played. `createTRPCClient<AppRouter>` of `@trpc/client` 11 takes them as they are.
///
/// The same rules and procedures give the same text, byte for byte.
public struct RouterTypes: Sendable {
  private let schema: Schema
  private let writer: TypeWriter
  private let router: RouterRecord

  /// - Parameters:
  ///   - schema: of the rules that are played.
  ///   - procedures: the names that stand for actions of the rules, besides those that are always there. No actions, or
  ///     `*`, stand for any. Of two of one name the first counts; actions that the rules do not have are passed over.
  public init(schema: Schema, procedures: [(name: String, actions: [String])]) {
    self.schema = schema
    writer = TypeWriter(schema)
    router = RouterRecord(schema, procedures: procedures)
  }

  /// The whole file.
  public var text: String {
    let parts =
      [head, ProtocolTypes.imports, ProtocolTypes.values] + namedTypes + rows + [view] + actions + events
      + [ProtocolTypes.messages, router.text]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let name = schema.name.split { $0.isNewline }.joined(separator: " ")
    return """
      // What clients say and hear where the rule set \(name) is played. Written by `live-server types`: do not edit.
      // A type of the rules whose name is taken here has a `_` behind it.
      """
  }

  // MARK: Types of the rules

  private var namedTypes: [String] {
    let mentions = Mentions(schema)
    let enumerations = schema.enumerations.filter { mentions.types.contains($0.name) }.map {
      alias($0.name, $0.cases, doc: $0.doc)
    }
    let kinds = schema.kinds.filter { mentions.types.contains($0.name) }.map { alias($0.name, $0.rows, doc: $0.doc) }
    let ids = schema.entities.map {
      TypeScript.alias(writer.names[.id($0.name)], ["string"], doc: "The id of a row of `\($0.table)`.")
    }
    return enumerations + kinds + ids + records(mentions)
  }

  private func alias(_ name: String, _ values: [String], doc: String?) -> String {
    TypeScript.alias(writer.names[.type(name)], values.map(TypeScript.literal), doc: doc)
  }

  private func records(_ mentions: Mentions) -> [String] {
    schema.records.flatMap { record -> [String] in
      let name = record.name
      let (given, told) = (mentions.given.contains(name), mentions.told.contains(name))
      let (givenDiffers, toldDiffers) = (writer.differs(name, in: .given), writer.differs(name, in: .told))
      var texts: [String] = []
      if mentions.types.contains(name) || given && !givenDiffers || told && !toldDiffers {
        texts.append(self.record(record, as: .type(name), in: .view))
      }
      if given, givenDiffers { texts.append(self.record(record, as: .given(name), in: .given)) }
      if told, toldDiffers { texts.append(self.record(record, as: .told(name), in: .told)) }
      return texts
    }
  }

  private func record(_ record: Schema.Record, as use: TypeNames.Use, in place: TypeWriter.Place) -> String {
    TypeScript.interface(writer.names[use], writer.members(record.fields, in: place), doc: record.doc)
  }

  // MARK: The view

  private var rows: [String] {
    schema.entities.map { entity in
      TypeScript.interface(
        writer.names[.type(entity.name)], writer.members(entity.fields, in: .view, areConcealable: true),
        doc: entity.doc)
    }
  }

  private var view: String {
    var members = writer.members(schema.state, in: .view)
    if let map = schema.map {
      let terrains = map.terrains.map { "`\($0.character)` \($0.name)" }.joined(separator: ", ")
      let doc = "From the north, a character for each cell of \(map.cellSize) \(map.unit): \(terrains)."
      members.append(TypeScript.Member(name: "map", type: "{ rows: string[] }", doc: doc))
    }
    members += schema.entities.map { entity in
      TypeScript.Member(
        name: entity.table,
        type: "Record<\(writer.names[.id(entity.name)]), \(writer.names[.type(entity.name)])>")
    }
    return TypeScript.interface(
      "View", members, doc: "The state as one user sees it: rows and fields of rows that are concealed are not there.")
  }

  // MARK: Actions and events

  private var actions: [String] {
    let members = schema.actions.filter { !$0.isHost }.map { action in
      TypeScript.Member(
        name: action.name,
        type: TypeScript.object(writer.members(action.parameters, in: .given), indent: "  "), doc: action.doc)
    }
    return [
      TypeScript.interface("ActionArguments", members, doc: "What each action is asked for with."),
      ProtocolTypes.actions,
    ]
  }

  private var events: [String] {
    let members = schema.events.map { event in
      let arguments = writer.members(event.parameters, in: .told, areConcealable: true)
      return TypeScript.Member(
        name: event.name, type: TypeScript.object(arguments, indent: "  "), doc: event.doc)
    }
    let turns = schema.events.filter { $0.hostTags.contains(.turn) }.map { TypeScript.literal($0.name) }
    let doc = "What each event tells: what its hearer may not know is left out, a row that is not seen is `null`."
    return [
      TypeScript.interface("EventArguments", members, doc: doc),
      TypeScript.alias("TurnEventName", turns, doc: "Events with which a turn begins."),
      ProtocolTypes.events,
    ]
  }
}
