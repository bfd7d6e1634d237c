// Convex's database in memory: documents, indexes, and transactions that are done as a whole or not at all.
import { compare, copied, sizeOf } from "./values.mjs";

const limits = { document: 1 << 20, read: 16 << 20, written: 16 << 20, scanned: 32000, ranges: 4096, writes: 16000 };

export class Database {
  constructor(schema) {
    this.schema = schema;
    this.tables = new Map(Object.keys(schema.tables).map((name) => [name, new Map()]));
    this.made = 0;
  }

  counts() {
    return Object.fromEntries([...this.tables].map(([name, documents]) => [name, documents.size]));
  }

  begin() {
    return new Transaction(this);
  }
}

// Calls run one after the other, so a transaction writes at once, and takes it back where its function throws.
class Transaction {
  constructor(database) {
    this.database = database;
    this.undo = [];
    this.used = { read: 0, written: 0, scanned: 0, ranges: 0, writes: 0 };
  }

  rollBack() {
    for (const undo of this.undo.reverse()) undo();
  }

  reader() {
    return { get: (table, id) => this.get(table, id), query: (table) => new Query(this, table) };
  }

  writer() {
    return {
      ...this.reader(),
      insert: async (table, value) => {
        const made = ++this.database.made;
        const id = `${table}${String(made).padStart(31 - table.length, "0")}`;
        this.put(table, id, { ...copied(value), _id: id, _creationTime: Date.now() + made / 1000000 });
        return id;
      },
      patch: async (table, id, value) => {
        const merged = { ...this.existing(table, id), ...value };
        this.put(table, id, copied(merged));
      },
      replace: async (table, id, value) => {
        const { _id, _creationTime } = this.existing(table, id);
        this.put(table, id, { ...copied(value), _id, _creationTime });
      },
      delete: async (table, id) => {
        const before = this.existing(table, id);
        this.use("writes", 1);
        this.documents(table).delete(id);
        this.undo.push(() => this.documents(table).set(id, before));
      },
    };
  }

  documents(table) {
    const documents = this.database.tables.get(table);
    if (!documents) throw new Error(`there is no table ${table}`);
    return documents;
  }

  existing(table, id) {
    const document = this.documents(table).get(id);
    if (!document) throw new Error(`there is no document ${id} in ${table}`);
    return document;
  }

  async get(table, id) {
    this.use("ranges", 1);
    const document = this.documents(table).get(id);
    return document ? this.seen(document) : null;
  }

  seen(document) {
    this.use("scanned", 1);
    this.use("read", sizeOf(document));
    return copied(document);
  }

  put(table, id, document) {
    const { _id, _creationTime, ...fields } = document;
    if (Object.keys(fields).some((key) => key.startsWith("_"))) throw new Error("a field begins with _");
    const problem = this.database.schema.tables[table].validator.validate(fields);
    if (problem !== null) throw new Error(`a document of ${table} does not fit the schema: ${problem}`);
    const size = sizeOf(document);
    if (size > limits.document) throw new Error(`a document of ${table} has ${size} bytes, more than 1 MiB`);
    this.use("writes", 1);
    this.use("written", size);
    const documents = this.documents(table);
    const before = documents.get(id);
    documents.set(id, document);
    this.undo.push(() => (before ? documents.set(id, before) : documents.delete(id)));
  }

  use(what, amount) {
    this.used[what] += amount;
    if (this.used[what] > limits[what]) throw new Error(`a function uses too much: ${what} ${this.used[what]}`);
  }
}

class Query {
  constructor(transaction, table) {
    this.transaction = transaction;
    this.table = table;
    this.fields = [];
    this.range = [];
    this.direction = 1;
    transaction.documents(table);
  }

  withIndex(name, range) {
    const fields = this.transaction.database.schema.tables[this.table].indexes[name];
    if (!fields) throw new Error(`${this.table} has no index ${name}`);
    this.fields = fields;
    this.range = new Range([...fields, "_creationTime"]);
    if (range && range(this.range) !== this.range) throw new Error("a range is a chain of comparisons");
    return this;
  }

  order(direction) {
    this.direction = direction === "desc" ? -1 : 1;
    return this;
  }

  async take(count) {
    if (!Number.isInteger(count) || count < 0) throw new Error(`take(${count})`);
    return this.found().slice(0, count).map((document) => this.transaction.seen(document));
  }

  async first() {
    return (await this.take(1))[0] ?? null;
  }

  async unique() {
    const [document, other] = await this.take(2);
    if (other) throw new Error(`unique() found more than one document in ${this.table}`);
    return document ?? null;
  }

  async collect() {
    return await this.take(Number.MAX_SAFE_INTEGER);
  }

  found() {
    this.transaction.use("ranges", 1);
    const order = [...this.fields, "_creationTime", "_id"];
    const documents = [...this.transaction.documents(this.table).values()];
    return documents
      .filter((document) => [...(this.range.tests ?? [])].every((test) => test(document)))
      .sort((left, right) => {
        const field = order.find((field) => compare(left[field], right[field]) !== 0);
        return field === undefined ? 0 : this.direction * compare(left[field], right[field]);
      });
  }
}

// Equalities on the first fields of an index, then a lower and an upper bound on the next.
class Range {
  constructor(fields) {
    this.fields = fields;
    this.tests = [];
    this.equal = 0;
    this.lower = false;
    this.upper = false;
  }

  bound(field, isRight) {
    if (this.fields[this.equal] !== field) throw new Error(`${field} is not the next field of the index`);
    this.tests.push((document) => isRight(document[field]));
    return this;
  }

  eq(field, value) {
    if (this.lower || this.upper) throw new Error("eq behind a bound");
    this.bound(field, (each) => compare(each, value) === 0);
    this.equal += 1;
    return this;
  }

  above(field, isRight) {
    if (this.lower || this.upper) throw new Error("a lower bound stands before the upper one, and once");
    this.lower = true;
    return this.bound(field, isRight);
  }

  below(field, isRight) {
    if (this.upper) throw new Error("two upper bounds");
    this.upper = true;
    return this.bound(field, isRight);
  }

  gt(field, value) {
    return this.above(field, (each) => compare(each, value) > 0);
  }

  gte(field, value) {
    return this.above(field, (each) => compare(each, value) >= 0);
  }

  lt(field, value) {
    return this.below(field, (each) => compare(each, value) < 0);
  }

  lte(field, value) {
    return this.below(field, (each) => compare(each, value) <= 0);
  }
}
