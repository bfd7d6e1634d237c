/** @typedef {import("./_generated/server").QueryCtx} QueryCtx */

/**
 * Where the first entry behind a number stands in the log; 0 where there is none.
 *
 * @param {QueryCtx} ctx
 * @param {string} interaction
 * @param {number} after
 */
export async function placeBehind(ctx, interaction, after) {
  const first = await ctx.db
    .query("liveEntries")
    .withIndex("by_number", (q) => q.eq("interaction", interaction).gt("number", after))
    .first();
  return first === null ? 0 : first.place;
}

/**
 * Whether the log has just this entry.
 *
 * @param {QueryCtx} ctx
 * @param {string} interaction
 * @param {number} number
 * @param {string[]} pieces
 */
export async function isThere(ctx, interaction, number, pieces) {
  const there = await ctx.db
    .query("liveEntries")
    .withIndex("by_number", (q) => q.eq("interaction", interaction).eq("number", number))
    .collect();
  return there.length === pieces.length && there.every((entry) => entry.content === pieces[entry.piece]);
}
