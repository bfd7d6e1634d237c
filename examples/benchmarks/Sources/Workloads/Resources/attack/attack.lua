-- The attack by hand in Lua, for LuaJIT, as a server's author would write it.
--
-- luajit attack.lua workload.json: first prints {"decisions": [...]}; then, for each line with a number of passes over
-- all requests, {"ns": ...} for one decision.

-- No text in the workload holds a bracket or a colon, so a few replacements make a Lua table of it.
local function read(path)
  local text = assert(io.open(path)):read("*a")
  return assert(loadstring("return " .. text:gsub("%[", "{"):gsub("%]", "}"):gsub('"(%w+)"%s*:', "%1=")))()
end

local workload = read(arg[1])
local requests = workload.requests
local creatures, items = {}, {}
for _, c in ipairs(workload.creatures) do
  c.afflicted, c.holds, c.held = {}, {}, #c.equipped
  for _, condition in ipairs(c.conditions) do c.afflicted[condition] = true end
  for _, item in ipairs(c.equipped) do c.holds[item] = true end
  creatures[c.id] = c
end
for _, i in ipairs(workload.items) do items[i.id] = i end

local abs, max = math.abs, math.max

local function mayAttack(request)
  local actor, target, item = creatures[request.actor], creatures[request.target], items[request.item]
  local afflicted = actor.afflicted
  return actor.controller == request.user
    and request.current == actor.id
    and actor.hp > 0
    and not (afflicted.stunned or afflicted.paralyzed or afflicted.unconscious)
    and actor.holds[item.id] == true
    and item.weapon
    and actor.actions >= 1
    and target.hp > 0
    and target.id ~= actor.id
    and max(abs(actor.x - target.x), abs(actor.y - target.y)) <= item.rng
    and (not item.twoHanded or actor.held == 1)
end

local decisions = {}
for n, request in ipairs(requests) do decisions[n] = tostring(mayAttack(request)) end
print('{"decisions": [' .. table.concat(decisions, ", ") .. "]}")
io.stdout:flush()

for line in io.lines() do
  local passes, legal = tonumber(line), 0
  local start = os.clock()
  for _ = 1, passes do
    for _, request in ipairs(requests) do
      if mayAttack(request) then legal = legal + 1 end
    end
  end
  local ns = (os.clock() - start) / (passes * #requests) * 1e9
  print(string.format('{"ns": %.3f, "legal": %d}', ns, legal))
  io.stdout:flush()
end
