// What `convex/server` and `./_generated/server` export to functions.
import { v } from "./values.mjs";

export const defineSchema = (tables) => ({ tables });

export function defineTable(fields) {
  const table = {
    validator: v.object(fields),
    indexes: { by_creation_time: [] },
    index(name, fields) {
      if (table.indexes[name]) throw new Error(`two indexes are named ${name}`);
      if (!fields.length || fields.some((field) => field.startsWith("_"))) throw new Error(`${name} is no index`);
      table.indexes[name] = fields;
      return table;
    },
  };
  return table;
}

const definer = (type, visibility) => ({ args, returns, handler }) => ({
  type,
  visibility,
  args: v.object(args),
  returns,
  handler,
});

export const query = definer("Query", "public");
export const mutation = definer("Mutation", "public");
export const internalQuery = definer("Query", "internal");
export const internalMutation = definer("Mutation", "internal");
