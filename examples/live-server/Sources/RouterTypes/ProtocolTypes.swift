/// What the file says whatever the rules are: the protocol, word for word.
enum ProtocolTypes {
  static let imports = """
    import type {
      TRPCBuiltRouter,
      TRPCDefaultErrorShape,
      TRPCMutationProcedure,
      TRPCQueryProcedure,
      TRPCSubscriptionProcedure,
    } from "@trpc/server";
    """

  static let values = """
    /** Any JSON. Numbers are whole. */
    export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

    export type UserId = string;

    /** A square of the map, `[x, y]`: x to the east, y to the south, from 0. */
    export type Cell = [number, number];

    /** A corner of the grid; `[0, 0]` is the north-west one of the cell `[0, 0]`. */
    export type Point = [number, number];

    /** The cells entered, without the start: 1 to 256 of them. */
    export type Path = Cell[];

    /** As `2d6 + 3`. */
    export type Dice = string;
    """

  static let actions = """
    export type ActionName = keyof ActionArguments;

    /** An action with its arguments. */
    export type ActionRequest<Name extends ActionName = ActionName> = {
      [Action in Name]: { action: Action; arguments: ActionArguments[Action] };
    }[Name];
    """

  static let events = """
    export type EventName = keyof EventArguments;

    /** What happened, as one user is told of it. */
    export type ToldEvent<Name extends EventName = EventName> = {
      [Event in Name]: { event: Event; arguments: EventArguments[Event]; message?: string };
    }[Name];
    """

  static let messages = """
    /** RFC 6902. */
    export type PatchOperation =
      | { op: "add" | "replace"; path: string; value: Json }
      | { op: "remove"; path: string };

    export type Patch = PatchOperation[];

    /** Why a request is refused. */
    export interface Reason {
      /** What requires it, as `act.cost`; `request.…` where the request itself is at fault. */
      rule: string;
      /** For a player. */
      message: string;
      needed?: Json;
      actual?: Json;
      arguments: { [name: string]: Json };
      /** Where the requirement stands in the rules, or the path into the request. */
      source: string;
      /** The rules failed, not the request. */
      fault?: true;
    }

    /** What a waiver lifted. */
    export interface Waived {
      rule: string;
      by: string;
      because: string;
    }

    export interface Noted {
      note: string;
      word: string;
      because: string;
    }

    /** What is spent from one place. */
    export interface Cost {
      from: string;
      amount: number;
      parts: { for: string; amount: number }[];
    }

    /** Dice that are still to be thrown. */
    export interface Need {
      roll: string;
      for?: Json;
      dice: string;
    }

    export interface Verdict {
      legal: boolean;
      /** Refused for nothing but that its time has not come. */
      later?: true;
      reasons: Reason[];
      waived: Waived[];
      notes: Noted[];
      costs: Cost[];
      needs: Need[];
      events: (ToldEvent & { tags: string[] })[];
      patch: Patch;
      basis: number;
      rules: string;
    }

    /** What became of a request. A refusal is no error. */
    export type Outcome =
      | { status: "done" | "refused"; revision: number; verdict: Verdict }
      | { status: "queued"; revision: number; verdict: Verdict; queued: number };

    /** Whether something can be asked for; if not, the reasons that all ways to ask share, or how often each occurs. */
    export type Availability =
      | { is: "enabled" | "unsure" }
      | { is: "disabled"; reasons?: Reason[]; counts?: { [rule: string]: number } };

    /** One value for a parameter; without one, the parameter is left out. */
    export type OptionCandidate = { value?: Json; text: string; cost?: number } & Availability;

    /** An action with the values for its next parameter. `open`: there are other values besides. */
    export type ActionOption = {
      action: ActionName;
      parameter?: string;
      open?: true;
      candidates: OptionCandidate[];
    } & Availability;

    export interface Options {
      actions: ActionOption[];
    }

    export interface JoinedRoom {
      interactionId: string;
      user: UserId;
      owner: UserId;
      members: UserId[];
      revision: number;
      /** In seconds. */
      clock: number;
      view: View;
      /** Stands for the user in the subscriptions of this room. */
      ticket: string;
    }

    export interface CurrentView {
      revision: number;
      /** In seconds. */
      clock: number;
      view: View;
    }

    /** What turns the view of one revision into that of another. */
    export interface Delta {
      basis: number;
      revision: number;
      patch: Patch;
      events: ToldEvent[];
    }

    export type StateDelta = { type: "view"; revision: number; view: View } | ({ type: "delta" } & Delta);

    export type LogLine = ToldEvent & { message: string };

    /** What the owner is told of the rules: the digest of those that are played from now on, or why they are not. */
    export interface RulesChange {
      changed?: string;
      report?: string;
      problem?: string;
    }

    export type LogEvent =
      | { revision: number; lines: LogLine[] }
      | { revision: number; lines?: LogLine[]; rules: RulesChange };

    export type QueuedTurn = ActionRequest & { queued: number };

    export interface EndedTurn {
      queued: number;
      status: "done" | "refused";
      verdict: Verdict;
    }

    export interface TurnUpdate {
      revision: number;
      turns: ToldEvent<TurnEventName>[];
      /** What the user has queued. */
      queue: QueuedTurn[];
      /** What became of what the user had queued. */
      ended: EndedTurn[];
    }

    /** Everyone in the interaction, its owner, or a user. */
    export type ChatAudience = "party" | "dm" | UserId;

    export interface ChatMessage {
      number: number;
      from: UserId;
      to: ChatAudience;
      text: string;
      /** In milliseconds since 1970. */
      at: number;
    }
    """

  static let procedures = """
    /** A value with the id to resume behind. */
    export interface Tracked<Data> {
      id: string;
      data: Data;
    }

    /** On `CONFLICT` with the revision that there is. */
    export type ErrorShape = TRPCDefaultErrorShape & { data: { revision?: number } };

    export interface InRoom {
      interactionId: string;
    }

    export interface Asking extends InRoom {
      /** The revision that the client saw. */
      basis?: number;
      /** Any text, new for each request: one that is sent again with its key is not done again. */
      key?: string;
    }

    type Query<Input, Output> = TRPCQueryProcedure<{ input: Input; output: Output; meta: object }>;

    type Mutation<Input, Output> = TRPCMutationProcedure<{ input: Input; output: Output; meta: object }>;

    type Subscription<Output> = TRPCSubscriptionProcedure<{
      input: InRoom & { lastEventId?: string };
      output: AsyncIterable<Tracked<Output>>;
      meta: object;
    }>;
    """
}
