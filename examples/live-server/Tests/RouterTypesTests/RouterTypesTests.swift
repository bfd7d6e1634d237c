import Foundation
import RulesLang
import Testing
import Validator

@testable import RouterTypes

/// The file for those who write clients.
struct RouterTypesTests {
  private static let sources = [
    "a.rules": """
      ruleset small
      unit ft

      /// The name of a type of the protocol.
      enum Outcome { won, lost }
      enum Inner { a, b }

      kind Weapon in weapons from "weapons.json" { edge: Inner = a }

      /// Who did it. */ export type Oops = string; /*
      record Mark { by: Creature, weight: ft = 3 ft }
      record Scar { mark: Mark, old: Bool }

      /// Anyone.
      ///
      /// In three lines.
      entity Creature in creatures up to 9 {
        name: Text
        cell: optional Cell
        hp: Int 0..9 = 1
        weapon: optional Weapon
        marks: list of up to 4 Mark = []
        friends: set of Creature = {}
        slots: Int 0..2 for each 1..3 = {1: 2, otherwise 0}
        stock: Bool for each Outcome = {won: true, otherwise false}
      }

      state { owner: User, outcome: optional Outcome }

      map {
        cell 5 ft
        distance equal
        terrain floor "."
        place Creature at cell
      }

      /// Mark someone.
      action mark(actor: Creature, class: Mark, targets: set of 1..3 Creature, why: optional Text, pace: ft = 5 ft)
        by anyone {
        do marked(actor, Scar(mark: class, old: true), targets)
      }

      action rest() by anyone {}
      host action userJoined(who: User) {}

      /// It is done.
      event marked(who: Creature, scar: Scar, others: set of Creature) tags turn {}
      event over() tags complete {}
      """,
    "weapons.json": #"{"sword": {}, "bow": {}}"#,
  ]

  private static func text(_ procedures: [(name: String, actions: [String])] = []) throws -> String {
    RouterTypes(schema: try RuleSet(sources: sources).schema, procedures: procedures).text
  }

  /// What the rules make of it; the protocol's own part stands in between as it always does.
  @Test func aSmallRuleSetIsWrittenWhole() throws {
    let text = try Self.text([
      ("takeTurn", ["*"]), ("markCreature", ["mark"]), ("do", ["mark", "rest", "userJoined"]), ("none", ["nothing"]),
      ("act", ["rest"]), ("two words", ["rest"]), ("do", ["rest"]),
    ])
    #expect(
      text == """
        // What clients say and hear where the rule set small is played. Written by `live-server types`: do not edit.
        // A type of the rules whose name is taken here has a `_` behind it.

        \(ProtocolTypes.imports)

        \(ProtocolTypes.values)

        /** The name of a type of the protocol. */
        export type Outcome_ = "won" | "lost";

        export type Weapon = "bow" | "sword";

        /** The id of a row of `creatures`. */
        export type CreatureId = string;

        /** Who did it. *\\/ export type Oops = string; /* */
        export interface Mark {
          by: CreatureId;
          /** In ft. */
          weight: number;
        }

        /** Who did it. *\\/ export type Oops = string; /* */
        export interface GivenMark {
          by: CreatureId;
          /** In ft. */
          weight?: number;
        }

        /** Who did it. *\\/ export type Oops = string; /* */
        export interface ToldMark {
          by: CreatureId | null;
          /** In ft. */
          weight: number;
        }

        export interface ToldScar {
          mark: ToldMark;
          old: boolean;
        }

        /**
         * Anyone.
         *
         * In three lines.
         */
        export interface Creature {
          name?: string;
          cell?: Cell | null;
          /** 0 to 9. */
          hp?: number;
          weapon?: Weapon | null;
          /** Up to 4 of them. */
          marks?: Mark[];
          friends?: CreatureId[];
          /** 0 to 2. */
          slots?: Record<"1" | "2" | "3", number>;
          stock?: Record<Outcome_, boolean>;
        }

        /** The state as one user sees it: rows and fields of rows that are concealed are not there. */
        export interface View {
          owner: UserId;
          outcome: Outcome_ | null;
          /** From the north, a character for each cell of 5 ft: `.` floor. */
          map: { rows: string[] };
          creatures: Record<CreatureId, Creature>;
        }

        /** What each action is asked for with. */
        export interface ActionArguments {
          /** Mark someone. */
          mark: {
            actor: CreatureId;
            class: GivenMark;
            /** 1 to 3 of them. */
            targets: CreatureId[];
            why?: string | null;
            /** In ft. */
            pace?: number;
          };
          rest: Record<string, never>;
        }

        \(ProtocolTypes.actions)

        /** What each event tells: what its hearer may not know is left out, a row that is not seen is `null`. */
        export interface EventArguments {
          /** It is done. */
          marked: {
            who?: CreatureId | null;
            scar?: ToldScar;
            others?: CreatureId[];
          };
          over: Record<string, never>;
        }

        /** Events with which a turn begins. */
        export type TurnEventName = "marked";

        \(ProtocolTypes.events)

        \(ProtocolTypes.messages)

        \(ProtocolTypes.procedures)

        /** What `createTRPCClient<AppRouter>` takes. */
        export type AppRouter = TRPCBuiltRouter<
          { ctx: object; meta: object; errorShape: ErrorShape; transformer: false },
          {
            joinRoom: Mutation<InRoom, JoinedRoom>;
            leaveRoom: Mutation<InRoom, Record<string, never>>;
            act: Mutation<Asking & ActionRequest, Outcome>;
            /** Kept until its time has come, where it is refused for nothing else. */
            queueTurn: Mutation<Asking & ActionRequest, Outcome>;
            /** False where nothing is queued under this number any more. */
            withdrawTurn: Mutation<InRoom & { queued: number }, { withdrawn: boolean }>;
            sendChat: Mutation<InRoom & { to: ChatAudience; text: string; key?: string }, { number: number }>;
            /** A copy to try things out in; for admins. */
            startTest: Mutation<InRoom & { dice?: number[] }, { interactionId: string }>;
            view: Query<InRoom, CurrentView>;
            /** What can be asked for now, and why the rest cannot. */
            options: Query<InRoom & { actor?: string; action?: ActionName; given?: { [name: string]: Json } }, Options>;
            /** The verdict that a request would have now. */
            explain: Query<InRoom & ActionRequest, Verdict>;
            stateDelta: Subscription<StateDelta>;
            logEvent: Subscription<LogEvent>;
            turnUpdate: Subscription<TurnUpdate>;
            chatMessage: Subscription<ChatMessage>;
            takeTurn: Mutation<Asking & ActionRequest, Outcome>;
            /** Mark someone. */
            markCreature: Mutation<Asking & { arguments: ActionArguments["mark"] }, Outcome>;
            do: Mutation<Asking & ActionRequest<"mark" | "rest">, Outcome>;
            "two words": Mutation<Asking & { arguments: ActionArguments["rest"] }, Outcome>;
          }
        >;

        """)
    #expect(try text == Self.text([
      ("takeTurn", []), ("markCreature", ["mark"]), ("do", ["mark", "rest", "userJoined"]),
      ("two words", ["rest"]),
    ]))
  }

  /// Whatever the texts are, none of them ends the piece that it stands in.
  @Test func piecesKeepTogether() {
    #expect(TypeScript.comment("a */ b") == "/** a *\\/ b */\n")
    #expect(TypeScript.comment("a\r\nb*\u{2028}/ c ", indent: "  ") == "  /**\n   * a\n   * b*\n   * / c\n   */\n")
    #expect(TypeScript.comment(" \n ") == "")
    #expect(TypeScript.property("for") == "for")
    #expect(TypeScript.property("a\"b") == #""a\"b""#)
    #expect(TypeScript.property("2") == #""2""#)
    #expect(TypeScript.identifier("1 ä-b") == "_1___b")
    #expect(TypeScript.identifier("") == "_")
  }

  @Test func rulesWithNothingInThemAreWritten() throws {
    let text = RouterTypes(schema: try RuleSet(sources: ["a.rules": "ruleset bare\n"]).schema, procedures: []).text
    #expect(text.contains("export interface ActionArguments {}\n"))
    #expect(text.contains("export interface View {}\n"))
    #expect(text.contains("export type TurnEventName = never;\n"))
  }

  @Test func allOfTheShippedRulesIsThere() throws {
    let rules = try RuleSet(directory: Self.root.appending(path: "../../rules").path)
    let schema = rules.schema
    let text = RouterTypes(schema: schema, procedures: []).text
    let actions = try Self.members(of: "ActionArguments", in: text)
    #expect(actions == schema.actions.filter { !$0.isHost }.map(\.name))
    #expect(actions.contains("attack"))
    for action in schema.actions where action.isHost {
      // Its name is among the cases of `Action`, for a field may hold any of them; but nobody can ask for it.
      #expect(!text.contains(" \(action.name): "), "\(action.name) is there")
    }
    #expect(try Self.members(of: "EventArguments", in: text) == schema.events.map(\.name))
    #expect(text.contains(#"    grip?: Grip;"#))
    #expect(text == RouterTypes(schema: rules.schema, procedures: []).text)
  }

  // MARK: What is said is what is told

  /// The validator's own JSON has the members that the file says, in the fixed part and in that of the rules.
  @Test func theTypesAreThoseOfTheJSON() throws {
    let rules = try RuleSet(sources: Self.sources)
    let text = try Self.text()
    let json = #"{"owner": "gm", "map": {"rows": ["."]}, "creatures": {"a": {"name": "A"}}}"#
    var table = try rules.state(json: json)
    let view = try JSONReader().read(table.view(for: "ana").json)
    #expect(Self.keys(view) == (try Self.members(of: "View", in: text)))
    #expect(try Self.keys(#require(view["creatures"]?["a"])) == Self.members(of: "Creature", in: text))

    let body = #"{"action": "mark", "arguments": {"actor": "a", "class": {"by": "a"}, "targets": ["a"]}}"#
    let performed = table.perform(table.request(json: body, user: "ana", now: 0), viewers: ["ana"]) { _ in 1 }
    let verdict = try JSONReader().read(performed.verdict.json)
    #expect(performed.isDone)
    #expect(Self.keys(verdict) == (try Self.members(of: "Verdict", in: text)).filter { $0 != "later" })
    let delta = try JSONReader().read(#require(performed.deltas.first).json)
    #expect(Self.keys(delta) == (try Self.members(of: "Delta", in: text)))
    let told = try #require(delta["events"]?.elements?.first?["arguments"]?["scar"]?["mark"])
    #expect(Self.keys(told) == (try Self.members(of: "ToldMark", in: text)))

    let refused = table.judge(table.request(json: #"{"action": "mark"}"#, user: "ana", now: 0))
    let reason = try #require(JSONReader().read(refused.json)["reasons"]?.elements?.first)
    #expect(Set(Self.keys(reason)).isSubset(of: try Self.members(of: "Reason", in: text)))
  }

  /// The guide and the file know the same procedures.
  @Test func theProceduresAreThoseOfTheProtocol() throws {
    let guide = try String(contentsOf: Self.root.appending(path: "docs/protocol.md"), encoding: .utf8)
    // Each row of a table about procedures names them, in backticks, in its first cell.
    let rows = guide.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let cells = rows.compactMap { $0.split(separator: "|").first }
    let named = cells.flatMap { $0.matches(of: /`([A-Za-z]+)`/).map { String($0.1) } }
    #expect(named.contains("joinRoom") && named.contains("chatMessage"))
    let text = try Self.text([("takeTurn", ["*"]), ("moveEntity", ["mark"]), ("startInteraction", ["rest"])])
    let router = try #require(text.split(separator: "export type AppRouter").last)
    for name in named { #expect(router.contains("\n    \(name): "), "\(name) is not there") }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func keys(_ value: JSONValue) -> [String] { (value.members ?? []).map(\.key) }

  /// The properties of an interface, in their order.
  private static func members(of interface: String, in text: String) throws -> [String] {
    let body = try #require(text.components(separatedBy: "export interface \(interface) {\n").dropFirst().first)
    return body.components(separatedBy: "\n").prefix { $0 != "}" }
      .compactMap { $0.firstMatch(of: #/^  ([A-Za-z]+)\??: /#).map { String($0.1) } }
  }
}
