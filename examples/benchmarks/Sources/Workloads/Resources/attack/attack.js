// The attack by hand in JavaScript, as a server's author would write it.
//
// node attack.js workload.json: first prints {"decisions": [...]}; then, for each line with a number of passes over
// all requests, {"ns": ...} for one decision.

const fs = require("node:fs");
const readline = require("node:readline");

const workload = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const creatures = new Map(workload.creatures.map((c) => [c.id, { ...c, conditions: new Set(c.conditions) }]));
const items = new Map(workload.items.map((i) => [i.id, i]));
const requests = workload.requests;

function mayAttack(request) {
  const actor = creatures.get(request.actor);
  const target = creatures.get(request.target);
  const item = items.get(request.item);
  return (
    actor.controller === request.user &&
    request.current === actor.id &&
    actor.hp > 0 &&
    !(actor.conditions.has("stunned") || actor.conditions.has("paralyzed") || actor.conditions.has("unconscious")) &&
    actor.equipped.includes(item.id) &&
    item.weapon &&
    actor.actions >= 1 &&
    target.hp > 0 &&
    target.id !== actor.id &&
    Math.max(Math.abs(actor.x - target.x), Math.abs(actor.y - target.y)) <= item.rng &&
    (!item.twoHanded || actor.equipped.length === 1)
  );
}

function answer(passes) {
  const start = process.cpuUsage();
  let legal = 0;
  for (let pass = 0; pass < passes; pass++) {
    for (const request of requests) legal += mayAttack(request);
  }
  const taken = process.cpuUsage(start);
  const ns = ((taken.user + taken.system) * 1000) / (passes * requests.length);
  return { ns, legal };
}

console.log(JSON.stringify({ decisions: requests.map(mayAttack) }));
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  console.log(JSON.stringify(answer(Number(line))));
});
