import { ConvexError } from "convex/values";

/** @typedef {import("./_generated/server").QueryCtx} QueryCtx */

/**
 * The interaction's document, or null.
 *
 * @param {QueryCtx} ctx
 * @param {string} interaction
 */
export async function found(ctx, interaction) {
  return await ctx.db
    .query("liveInteractions")
    .withIndex("by_interaction", (q) => q.eq("interaction", interaction))
    .unique();
}

/**
 * The interaction's document. Throws where there is none.
 *
 * @param {QueryCtx} ctx
 * @param {string} interaction
 */
export async function known(ctx, interaction) {
  const room = await found(ctx, interaction);
  if (room === null) throw new ConvexError({ code: "unknown", interaction });
  return room;
}

/**
 * The document of the interaction that is claimed. Throws where another server has it by now: two servers may both
 * take a room for theirs, but here, in a transaction, it is certain whose it is.
 *
 * @param {QueryCtx} ctx
 * @param {{ interaction: string, holder: string, term: number }} claim
 */
export async function claimed(ctx, claim) {
  const room = await known(ctx, claim.interaction);
  if (room.term !== claim.term || room.holder !== claim.holder) throw new ConvexError({ code: "superseded" });
  return room;
}
