"""The attack as a policy of Cedar, through its Python package cedarpy.

python3 attack_cedar.py workload.json: first prints {"decisions": [...]}; then, for each line with a number of requests,
{"ns": ...} for one decision. That is Cedar's own figure, the median of the metrics of its responses in whole microseconds:
policies and entities are parsed before, and what the binding takes does not count.
"""

import itertools
import json
import statistics
import sys

import cedarpy

POLICY = """
permit(principal, action == Action::"attack", resource) when {
  context.actor.controller == principal &&
  context.current == context.actor &&
  context.actor.hp > 0 &&
  !context.actor.conditions.containsAny(["stunned", "paralyzed", "unconscious"]) &&
  context.actor.equipped.contains(context.item) &&
  context.item.weapon &&
  context.actor.actions >= 1 &&
  resource.hp > 0 &&
  resource != context.actor &&
  context.actor.x - resource.x <= context.item.rng && resource.x - context.actor.x <= context.item.rng &&
  context.actor.y - resource.y <= context.item.rng && resource.y - context.actor.y <= context.item.rng &&
  (!context.item.twoHanded || context.actor.held == 1)
};
"""


def reference(kind, name):
    return {"__entity": {"type": kind, "id": name}}


def entity(kind, name, **attributes):
    return {"uid": {"type": kind, "id": name}, "attrs": attributes, "parents": []}


def creature(c):
    equipped = [reference("Item", item) for item in c["equipped"]]
    same = {key: c[key] for key in ("hp", "x", "y", "conditions", "actions")}
    controller = reference("User", c["controller"])
    return entity("Creature", c["id"], **same, controller=controller, equipped=equipped, held=len(equipped))


def request(r):
    return {
        "principal": f'User::"{r["user"]}"',
        "action": 'Action::"attack"',
        "resource": f'Creature::"{r["target"]}"',
        "context": {
            "actor": reference("Creature", r["actor"]),
            "current": reference("Creature", r["current"]),
            "item": reference("Item", r["item"]),
        },
    }


def main(path):
    with open(path, encoding="utf8") as file:
        workload = json.load(file)
    users = sorted({c["controller"] for c in workload["creatures"]} | {r["user"] for r in workload["requests"]})
    entities = [entity("User", user) for user in users]
    entities += [entity("Item", i["id"], **{k: i[k] for k in ("weapon", "rng", "twoHanded")}) for i in workload["items"]]
    entities += [creature(c) for c in workload["creatures"]]
    policies = cedarpy.PolicySet.from_str(POLICY)
    known = cedarpy.Entities.from_json_str(json.dumps(entities))
    requests = [request(r) for r in workload["requests"]]

    def ask(r):
        return cedarpy.is_authorized(r, policies, known)

    print(json.dumps({"decisions": [ask(r).decision == cedarpy.Decision.Allow for r in requests]}), flush=True)
    endless = itertools.cycle(requests)
    for line in sys.stdin:
        answers = [ask(r) for r in itertools.islice(endless, int(line))]
        micros = statistics.median(a.metrics["authz_duration_micros"] for a in answers)
        print(json.dumps({"ns": micros * 1000}), flush=True)


main(sys.argv[1])
