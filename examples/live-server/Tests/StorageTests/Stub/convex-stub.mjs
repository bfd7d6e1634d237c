// Convex's HTTP API over the real functions of the folder `convex`, with a database in memory, for tests.
//
//     node convex-stub.mjs FOLDER DEPLOY_KEY
//
// It prints its port, and ends with its standard input. `POST /control` makes it fail and moves its clock.
import { rmSync } from "node:fs";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Database } from "./database.mjs";
import { ConvexError, copied, sizeOf } from "./values.mjs";

const [folder, deployKey] = process.argv.slice(2);

// The files as they are, but for what they import.
async function load() {
  const target = await mkdtemp(join(tmpdir(), "convex-stub-"));
  process.on("exit", () => rmSync(target, { recursive: true, force: true }));
  const shims = {
    "convex/values": new URL("./values.mjs", import.meta.url).href,
    "convex/server": new URL("./server.mjs", import.meta.url).href,
    "./_generated/server": new URL("./server.mjs", import.meta.url).href,
  };
  const modules = {};
  const names = (await readdir(folder)).filter((name) => /\.(ts|js)$/.test(name));
  for (const name of names) {
    const text = await readFile(join(folder, name), "utf8");
    const adapted = text.replace(/^(import .* from )"(.*)";$/gm, (_, head, from) => {
      return `${head}${JSON.stringify(shims[from] ?? `${from}.mjs`)};`;
    });
    await writeFile(join(target, name.replace(/\.(ts|js)$/, ".mjs")), adapted);
  }
  for (const name of names) {
    const module = name.replace(/\.(ts|js)$/, "");
    modules[module] = await import(pathToFileURL(join(target, `${module}.mjs`)));
  }
  return modules;
}

const modules = await load();
const database = new Database(modules.schema.default);
const calls = {};
let failures = [];
let errorStatus = 200;

let ahead = 0;
const { now } = Date;
Date.now = () => now() + ahead;

// Runs a function in a transaction.
async function run(type, path, args, isAdmin) {
  const [module, name] = path.split(":");
  const called = modules[module]?.[name];
  if (!called?.handler || (called.visibility === "internal" && !isAdmin)) {
    throw new Error(`Could not find public function for '${path}'. Did you forget to run \`npx convex dev\`?`);
  }
  if (called.type.toLowerCase() !== type) {
    throw new Error(`Trying to execute ${path} as ${type}, but it is defined as ${called.type}.`);
  }
  if (sizeOf(args) > 16 << 20) throw new Error("the arguments have more than 16 MiB");
  const problem = called.args.validate(args);
  if (problem !== null) throw new Error(`ArgumentValidationError: ${problem}`);

  const transaction = database.begin();
  try {
    const db = called.type === "Mutation" ? transaction.writer() : transaction.reader();
    const value = copied((await called.handler({ db }, copied(args))) ?? null);
    const problem = called.returns.validate(value);
    if (problem !== null) throw new Error(`ReturnsValidationError: ${problem}`);
    if (sizeOf(value) > 16 << 20) throw new Error("the value has more than 16 MiB");
    return value;
  } catch (error) {
    transaction.rollBack();
    throw error;
  }
}

const send = (response, status, value, headers = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof value === "string" ? value : JSON.stringify(value));
};

async function answer(request, response, body) {
  const type = /^\/api\/(query|mutation)$/.exec(request.url)?.[1];
  if (request.method !== "POST" || !type) return send(response, 404, "not found");
  if (request.headers["content-type"] !== "application/json") return send(response, 415, "no JSON");
  if (body.length > (16 << 20) + 2000) return send(response, 413, "length limit exceeded");
  const authorization = request.headers.authorization;
  if (authorization !== undefined && authorization !== `Convex ${deployKey}`) {
    const message = "The provided admin key was invalid for this instance";
    return send(response, 401, { code: "BadAdminKey", message });
  }
  const { path, args, format } = JSON.parse(body);
  if (format !== "json") return send(response, 400, { code: "BadConvexFormat", message: `Unknown format ${format}` });
  calls[path] = (calls[path] ?? 0) + 1;

  const failure = failures.find((each) => each.path === undefined || each.path === path);
  if (failure && --failure.times === 0) failures = failures.filter((each) => each !== failure);
  if (failure && !failure.after) return fail(failure, request, response);

  let reply;
  try {
    reply = { status: "success", value: await run(type, path, args, authorization !== undefined) };
  } catch (error) {
    // As deployments for development say it; those for production tell nothing but `Server Error`, and the data.
    const errorMessage = `[Request ID: 0123456789abcdef] Server Error\nUncaught ${error.name}: ${error.message}`;
    reply = { status: "error", errorMessage, ...(error instanceof ConvexError ? { errorData: error.data } : {}) };
  }
  if (failure) return fail(failure, request, response);
  // Convex writes its numbers, which are floating, with a point.
  const text = JSON.stringify(reply, (_, value) => (Number.isInteger(value) ? `#${value}#` : value));
  send(response, reply.status === "error" ? errorStatus : 200, text.replace(/"#(-?\d+)#"/g, "$1.0"));
}

// How a call fails: with a status, by a connection that breaks, or by an answer that does not end.
function fail({ status, headers, drop, stall }, request, response) {
  if (drop) return request.socket.destroy();
  if (stall) {
    response.writeHead(200, { "content-type": "application/json" });
    return response.write('{"status":');
  }
  const code = status === 429 ? "TooManyConcurrentRequests" : "ServiceUnavailable";
  send(response, status, { code, message: "later" }, headers);
}

// One call at a time, as transactions look.
let line = Promise.resolve();
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (request.url === "/control") {
    const { fail = failures, advance = 0, status = errorStatus } = JSON.parse(body);
    failures = fail;
    errorStatus = status;
    ahead += advance;
    return send(response, 200, { calls, counts: database.counts() });
  }
  line = line.then(() => answer(request, response, body)).catch((error) => send(response, 500, String(error)));
});

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit()).resume();
