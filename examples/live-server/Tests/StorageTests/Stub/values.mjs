// Convex's values and validators, as documented: what `convex/values` exports to functions, and limits on documents.

export class ConvexError extends Error {
  constructor(data) {
    super(typeof data === "string" ? data : JSON.stringify(data));
    this.name = "ConvexError";
    this.data = data;
  }
}

// A validator is a function that says what is wrong with a value, or nothing.
const kind = (name, isOne) => ({ validate: (value) => (isOne(value) ? null : `is no ${name}`) });

export const v = {
  string: () => kind("string", (value) => typeof value === "string"),
  number: () => kind("number", (value) => typeof value === "number"),
  boolean: () => kind("boolean", (value) => typeof value === "boolean"),
  null: () => kind("null", (value) => value === null),
  any: () => kind("value", () => true),
  literal: (literal) => kind(JSON.stringify(literal), (value) => value === literal),
  optional: (inner) => ({ ...inner, isOptional: true }),
  union: (...options) => ({
    validate: (value) => (options.some((option) => option.validate(value) === null) ? null : "fits no part of a union"),
  }),
  array: (element) => ({
    validate: (value) => {
      if (!Array.isArray(value)) return "is no array";
      return first(value.map((each, index) => within(`[${index}]`, element.validate(each))));
    },
  }),
  object: (fields) => ({
    fields,
    validate: (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return "is no object";
      const extra = Object.keys(value).find((key) => value[key] !== undefined && !Object.hasOwn(fields, key));
      if (extra !== undefined) return `has an extra field ${extra}`;
      return first(
        Object.entries(fields).map(([key, field]) => {
          if (value[key] === undefined) return field.isOptional ? null : `lacks the field ${key}`;
          return within(`.${key}`, field.validate(value[key]));
        }),
      );
    },
  }),
};

const first = (problems) => problems.find((problem) => problem !== null) ?? null;
const within = (place, problem) => (problem === null ? null : `${place} ${problem}`);

// What functions are given and give, and what is stored, is a copy, without fields that are undefined.
export function copied(value) {
  if (value === undefined) throw new Error("undefined is no Convex value");
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => [key, copied(each)]),
    );
  }
  if (typeof value === "string" && !value.isWellFormed()) throw new Error("a string has an unpaired surrogate");
  if (!["string", "number", "boolean", "bigint"].includes(typeof value) && value !== null) {
    throw new Error(`${typeof value} is no Convex value`);
  }
  return value;
}

// The size that Convex counts, and the limits on nesting, lists and field names.
export function sizeOf(value, depth = 0) {
  if (depth > 16) throw new Error("a value is nested more than 16 deep");
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "number" || typeof value === "bigint") return 9;
  if (typeof value === "string") return 2 + Buffer.byteLength(value);
  if (Array.isArray(value)) {
    if (value.length > 8192) throw new Error(`a list has ${value.length} elements, more than 8192`);
    return value.reduce((sum, each) => sum + sizeOf(each, depth + 1), 2);
  }
  const entries = Object.entries(value);
  if (entries.length > 1024) throw new Error(`an object has ${entries.length} fields, more than 1024`);
  return entries.reduce((sum, [key, each]) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(key)) throw new Error(`${key} is no field name`);
    return sum + key.length + 1 + sizeOf(each, depth + 1);
  }, 2);
}

const ranks = ["undefined", "null", "bigint", "number", "boolean", "string"];

// The order of an index.
export function compare(left, right) {
  const rank = (value) => ranks.indexOf(value === null ? "null" : typeof value);
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  if (typeof left === "string") return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return left < right ? -1 : left > right ? 1 : 0;
}
