import { ConvexError, v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { claimed, found, known } from "./liveClaims";
import { isThere, placeBehind } from "./liveLog";
import { piecesOf, putPieces, putText, removePieces, staged, textAt } from "./liveTexts";

// What the live server asks of Convex.
//
// All functions are internal: no client reaches them. The live server does, by the HTTP API with a deploy key, as the
// command line does (`npx convex run`); and so do functions of the application (`internal.live.create`).
//
// The HTTP API does not know a call that is repeated. So each mutation is written to be repeated: what is there by its
// number, its key or its version is not written again, and the answer is the same.
//
// What a caller has to tell apart is a `ConvexError` with a code: superseded, gap, unknown.
//
// Node has to run this file as it stands, for tests: so it has no syntax that only TypeScript knows.

// How much of a log a query reads, in bytes, besides the entry that it ends in.
const pageSize = 4000000;

const claimType = v.object({ interaction: v.string(), holder: v.string(), term: v.number() });
const textType = v.object({ version: v.string(), count: v.number(), pieces: v.array(v.string()) });
const kindType = v.union(v.literal("opening"), v.literal("snapshot"), v.literal("handover"), v.literal("rules"));

export const check = internalQuery({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await ctx.db.query("liveInteractions").first();
    return null;
  },
});

export const interaction = internalQuery({
  args: { interaction: v.string() },
  returns: v.union(
    v.null(),
    v.object({ owner: v.string(), members: v.array(v.string()), testDice: v.union(v.string(), v.null()) }),
  ),
  handler: async (ctx, args) => {
    const room = await found(ctx, args.interaction);
    return room && { owner: room.owner, members: room.members, testDice: room.testDice };
  },
});

// False where there is one already, unless this very call made it.
export const create = internalMutation({
  args: {
    interaction: v.string(),
    owner: v.string(),
    members: v.array(v.string()),
    testDice: v.union(v.string(), v.null()),
    number: v.number(),
    rules: v.string(),
    text: textType,
  },
  returns: v.boolean(),
  handler: async (ctx, { interaction, owner, members, testDice, number, rules, text }) => {
    const place = { owner: interaction, kind: "opening" };
    if ((await found(ctx, interaction)) !== null) return (await textAt(ctx, place))?.version === text.version;
    await ctx.db.insert("liveInteractions", {
      interaction, owner, members, testDice, holder: null, term: 0, until: 0, last: 0, size: 0,
    });
    await putText(ctx, place, text, { number, rules });
    return true;
  },
});

// The term; null while another server has the room.
export const claim = internalMutation({
  args: { interaction: v.string(), holder: v.string(), seconds: v.number() },
  returns: v.union(v.number(), v.null()),
  handler: async (ctx, { interaction, holder, seconds }) => {
    const room = await known(ctx, interaction);
    const now = Date.now();
    const isOwn = room.holder === holder;
    if (!isOwn && room.holder !== null && room.until > now) return null;
    const term = isOwn ? room.term : room.term + 1;
    await ctx.db.patch("liveInteractions", room._id, { holder, term, until: now + seconds * 1000 });
    return term;
  },
});

export const release = internalMutation({
  args: { claim: claimType },
  returns: v.null(),
  handler: async (ctx, { claim }) => {
    const room = await found(ctx, claim.interaction);
    if (room !== null && room.term === claim.term && room.holder === claim.holder) {
      await ctx.db.patch("liveInteractions", room._id, { holder: null, until: 0 });
    }
    return null;
  },
});

// The first of these texts that is there, with its first pieces.
export const text = internalQuery({
  args: { owner: v.string(), kinds: v.array(kindType) },
  returns: v.union(
    v.null(),
    v.object({
      kind: v.string(),
      number: v.number(),
      rules: v.string(),
      version: v.string(),
      count: v.number(),
      pieces: v.array(v.string()),
    }),
  ),
  handler: async (ctx, { owner, kinds }) => {
    for (const kind of kinds) {
      const text = await textAt(ctx, { owner, kind });
      if (text === null) continue;
      const { number, rules, version, count, content } = text;
      const others = count > 1 ? await piecesOf(ctx, text, 1) : [];
      return { kind, number, rules, version, count, pieces: [content, ...others] };
    }
    return null;
  },
});

// Further pieces of a text; none where it was replaced.
export const pieces = internalQuery({
  args: { owner: v.string(), kind: kindType, version: v.string(), from: v.number() },
  returns: v.array(v.string()),
  handler: async (ctx, { owner, kind, version, from }) => await piecesOf(ctx, { owner, kind, version }, from),
});

// Takes pieces of a text that does not fit into one call, before the call that keeps it.
export const stage = internalMutation({
  args: {
    owner: v.string(),
    kind: kindType,
    version: v.string(),
    claim: v.union(claimType, v.null()),
    from: v.number(),
    pieces: v.array(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { owner, kind, version, claim, from, pieces }) => {
    if (claim !== null) await claimed(ctx, claim);
    await putPieces(ctx, { owner, kind, version }, from, pieces);
    return null;
  },
});

// Removes what is left of a text that is not kept. Whether there may be more.
export const clear = internalMutation({
  args: { owner: v.string(), kind: kindType, version: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { owner, kind, version }) => {
    if ((await textAt(ctx, { owner, kind }))?.version === version) return false;
    return await removePieces(ctx, { owner, kind, version });
  },
});

// This and the next two say which text has pieces left to be cleared, if one has.
export const replace = internalMutation({
  args: { claim: claimType, number: v.number(), rules: v.string(), text: textType },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { claim, number, rules, text }) => {
    const room = await claimed(ctx, claim);
    const place = { owner: room.interaction, kind: "snapshot" };
    const before = await textAt(ctx, place);
    if (before !== null && before.number > number) return staged(text);
    return await putText(ctx, place, text, { number, rules });
  },
});

export const hand = internalMutation({
  args: { claim: claimType, number: v.number(), text: textType },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { claim, number, text }) => {
    const room = await claimed(ctx, claim);
    return await putText(ctx, { owner: room.interaction, kind: "handover" }, text, { number, rules: "" });
  },
});

export const keep = internalMutation({
  args: { digest: v.string(), text: textType },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { digest, text }) => {
    const place = { owner: digest, kind: "rules" };
    const before = await textAt(ctx, place);
    if (before === null) return await putText(ctx, place, text, { number: 0, rules: digest });
    return before.version === text.version ? null : staged(text);
  },
});

// Entries that are there already are passed over; others under their numbers, and a gap, are errors.
export const append = internalMutation({
  args: {
    claim: claimType,
    entries: v.array(v.object({ number: v.number(), pieces: v.array(v.string()) })),
  },
  returns: v.null(),
  handler: async (ctx, { claim, entries }) => {
    const room = await claimed(ctx, claim);
    const interaction = room.interaction;
    let last = room.last;
    let size = room.size;
    for (const { number, pieces } of entries) {
      if (number <= last) {
        // One that says something else was written by another server of the same name.
        if (!(await isThere(ctx, interaction, number, pieces))) throw new ConvexError({ code: "superseded" });
        continue;
      }
      if (number !== last + 1) throw new ConvexError({ code: "gap", expected: last + 1 });
      for (const [piece, content] of pieces.entries()) {
        await ctx.db.insert("liveEntries", { interaction, number, piece, count: pieces.length, place: size, content });
        // One more than its length, so that an empty one has a place of its own.
        size += new TextEncoder().encode(content).length + 1;
      }
      last = number;
    }
    if (last !== room.last) await ctx.db.patch("liveInteractions", room._id, { last, size });
    return null;
  },
});

// Entries behind a number, or from a place on; `next` is where to go on.
export const entries = internalQuery({
  args: {
    interaction: v.string(),
    after: v.number(),
    from: v.union(v.number(), v.null()),
    limit: v.number(),
  },
  returns: v.object({
    entries: v.array(v.object({ number: v.number(), piece: v.number(), count: v.number(), content: v.string() })),
    next: v.union(v.number(), v.null()),
  }),
  handler: async (ctx, { interaction, after, from, limit }) => {
    const room = await found(ctx, interaction);
    if (room === null || room.last <= after) return { entries: [], next: null };
    const start = from ?? (await placeBehind(ctx, interaction, after));
    const page = await ctx.db
      .query("liveEntries")
      .withIndex("by_place", (q) =>
        q.eq("interaction", interaction).gte("place", start).lt("place", start + pageSize),
      )
      .take(limit);
    const entries = page.map(({ number, piece, count, content }) => ({ number, piece, count, content }));
    const last = page.at(-1);
    const isEnd = last === undefined || (last.number === room.last && last.piece === last.count - 1);
    return { entries, next: isEnd ? null : last.place + 1 };
  },
});

export const report = internalMutation({
  args: { key: v.string(), at: v.number(), interaction: v.union(v.string(), v.null()), message: v.string() },
  returns: v.null(),
  handler: async (ctx, { key, at, interaction, message }) => {
    const before = await ctx.db
      .query("liveReports")
      .withIndex("by_key", (q) => q.eq("key", key))
      .unique();
    if (before === null) await ctx.db.insert("liveReports", { key, at, interaction, message });
    return null;
  },
});

// Newest first.
export const reports = internalQuery({
  args: { limit: v.number() },
  returns: v.array(
    v.object({ at: v.number(), interaction: v.union(v.string(), v.null()), message: v.string() }),
  ),
  handler: async (ctx, { limit }) => {
    const reports = await ctx.db.query("liveReports").withIndex("by_at").order("desc").take(limit);
    return reports.map(({ at, interaction, message }) => ({ at, interaction, message }));
  },
});
