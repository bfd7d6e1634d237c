import { defineTable } from "convex/server";
import { v } from "convex/values";

// The tables of the live server. Nothing but the functions of `live.ts` writes to them.
//
// Those functions have to run in Node as they stand, for tests: so neither this file nor `live.ts` has syntax that only
// TypeScript knows. Types come from validators, and those of helpers from JSDoc, in `.js` files.
export const liveTables = {
  // An interaction, who may write to it, and how long its log is.
  liveInteractions: defineTable({
    interaction: v.string(),
    owner: v.string(),
    members: v.array(v.string()),
    // A JSON list, which may be longer than lists are here.
    testDice: v.union(v.string(), v.null()),
    // The claim; no holder once it was given back.
    holder: v.union(v.string(), v.null()),
    term: v.number(),
    until: v.number(),
    // The number of the log's last entry, and the place behind it.
    last: v.number(),
    size: v.number(),
  }).index("by_interaction", ["interaction"]),

  // Texts of any length, one of a kind for each owner: an interaction, or the digest of rules. The first piece is here.
  liveTexts: defineTable({
    owner: v.string(),
    kind: v.string(),
    number: v.number(),
    rules: v.string(),
    version: v.string(),
    count: v.number(),
    content: v.string(),
  }).index("by_owner", ["owner", "kind"]),

  // The other pieces, since a document holds 1 MiB at most.
  livePieces: defineTable({
    owner: v.string(),
    kind: v.string(),
    version: v.string(),
    piece: v.number(),
    content: v.string(),
  }).index("by_version", ["owner", "kind", "version", "piece"]),

  // The log. `place` is where a piece would stand if the whole log were one text, so that a query can ask for as many
  // entries as it may read.
  liveEntries: defineTable({
    interaction: v.string(),
    number: v.number(),
    piece: v.number(),
    count: v.number(),
    place: v.number(),
    content: v.string(),
  })
    .index("by_number", ["interaction", "number", "piece"])
    .index("by_place", ["interaction", "place"]),

  // Errors of the live server.
  liveReports: defineTable({
    key: v.string(),
    at: v.number(),
    interaction: v.union(v.string(), v.null()),
    message: v.string(),
  })
    .index("by_key", ["key"])
    .index("by_at", ["at"]),
};
