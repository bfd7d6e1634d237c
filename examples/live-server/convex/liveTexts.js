/** @typedef {import("./_generated/server").QueryCtx} QueryCtx */
/** @typedef {import("./_generated/server").MutationCtx} MutationCtx */
/** @typedef {{ owner: string, kind: string }} Place */
/** @typedef {{ version: string, count: number, pieces: string[] }} Text the first pieces, or all */

// How many pieces are removed in one go. Removing one reads it, and all that a call reads has a limit.
const removedAtOnce = 3;

/**
 * The text at a place, or null: its document, which holds the first piece.
 *
 * @param {QueryCtx} ctx
 * @param {Place} place
 */
export async function textAt(ctx, { owner, kind }) {
  return await ctx.db
    .query("liveTexts")
    .withIndex("by_owner", (q) => q.eq("owner", owner).eq("kind", kind))
    .unique();
}

/**
 * Up to eight pieces behind the first, of 900 KB each.
 *
 * @param {QueryCtx} ctx
 * @param {Place & { version: string }} text
 * @param {number} from
 */
export async function piecesOf(ctx, { owner, kind, version }, from) {
  const pieces = await ctx.db
    .query("livePieces")
    .withIndex("by_version", (q) => q.eq("owner", owner).eq("kind", kind).eq("version", version).gte("piece", from))
    .take(8);
  return pieces.map(({ content }) => content);
}

/**
 * The version of a text that was sent in vain and has pieces to be removed by `clear`, or null.
 *
 * @param {Text} text
 */
export function staged({ version, count, pieces }) {
  return pieces.length < count ? version : null;
}

/**
 * Writes pieces that are not there yet.
 *
 * @param {MutationCtx} ctx
 * @param {Place & { version: string }} text
 * @param {number} from
 * @param {string[]} pieces
 */
export async function putPieces(ctx, { owner, kind, version }, from, pieces) {
  for (const [index, content] of pieces.entries()) {
    const piece = from + index;
    const before = await ctx.db
      .query("livePieces")
      .withIndex("by_version", (q) => q.eq("owner", owner).eq("kind", kind).eq("version", version).eq("piece", piece))
      .unique();
    if (before === null) await ctx.db.insert("livePieces", { owner, kind, version, piece, content });
  }
}

/**
 * Puts a text in place of the one before, in the transaction of the caller.
 *
 * @param {MutationCtx} ctx
 * @param {Place} place
 * @param {Text} text
 * @param {{ number: number, rules: string }} about
 * @returns {Promise<string | null>} the version that has pieces left to be removed by `clear`
 */
export async function putText(ctx, place, text, about) {
  const before = await textAt(ctx, place);
  const { version, count, pieces } = text;
  // A call that is repeated.
  if (before !== null && before.version === version) return null;

  const kept = { ...place, ...about, version, count, content: pieces[0] };
  await putPieces(ctx, kept, 1, pieces.slice(1));
  if (before === null) {
    await ctx.db.insert("liveTexts", kept);
    return null;
  }
  await ctx.db.replace("liveTexts", before._id, kept);
  await removeOrphan(ctx, kept);
  return (await removePieces(ctx, before)) ? before.version : null;
}

/**
 * Removes pieces of a text that is not kept any more.
 *
 * @param {MutationCtx} ctx
 * @param {Place & { version: string }} text
 * @returns {Promise<boolean>} whether there may be more
 */
export async function removePieces(ctx, { owner, kind, version }) {
  const pieces = await ctx.db
    .query("livePieces")
    .withIndex("by_version", (q) => q.eq("owner", owner).eq("kind", kind).eq("version", version))
    .take(removedAtOnce);
  for (const { _id } of pieces) await ctx.db.delete("livePieces", _id);
  return pieces.length === removedAtOnce;
}

/**
 * Removes a piece of a text that was sent and never kept, since its sender died: versions begin with the time, and an
 * hour later nobody is still sending.
 *
 * @param {MutationCtx} ctx
 * @param {Place & { version: string }} kept
 */
async function removeOrphan(ctx, { owner, kind, version }) {
  const hourAgo = String(Date.now() - 3600000).padStart(16, "0");
  const piece = await ctx.db
    .query("livePieces")
    .withIndex("by_version", (q) => q.eq("owner", owner).eq("kind", kind).lt("version", hourAgo))
    .first();
  if (piece !== null && piece.version !== version) await ctx.db.delete("livePieces", piece._id);
}
