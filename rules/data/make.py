#!/usr/bin/env python3
"""Makes the tables of this folder from the JSON files of 5e-bits/5e-database (see README.md).

    python3 rules/data/make.py PATH/TO/5e-database/src/2014

Figures only: of the prose, what the database has no field for is read by the patterns and tables below.
"""
import json
import pathlib
import re
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).parent
SOURCE = pathlib.Path(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)

WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
CONDITIONS = {
    "blinded", "charmed", "deafened", "frightened", "grappled", "incapacitated", "invisible", "paralyzed",
    "petrified", "poisoned", "prone", "restrained", "stunned", "unconscious"}
DAMAGE = {
    "acid", "bludgeoning", "cold", "fire", "force", "lightning", "necrotic", "piercing", "poison", "psychic", "radiant",
    "slashing", "thunder"}


def read(name):
    return json.loads((SOURCE / f"5e-SRD-{name}.json").read_text())


def write(name, rows):
    lines = [f"  {json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in rows.items()]
    (HERE / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{name}: {len(rows)} rows")


def camel(name):
    words = re.findall(r"[A-Za-z0-9]+", name.replace("'", "").replace("’", ""))
    key = words[0].lower() + "".join(word[0].upper() + word[1:].lower() for word in words[1:])
    return key if key[0].isalpha() else f"_{key}"


def plain(name):
    """`Crossbow, light` as `Light crossbow`; without what stands in parentheses."""
    name = re.sub(r"\s*\(.*\)", "", name)
    if ", " in name:
        first, rest = name.split(", ", 1)
        name = f"{rest} {first}"
    return name[0].upper() + name[1:].lower()


def lower(index):
    """`two-handed` as `twoHanded`."""
    return camel(index.replace("-", " "))


def some(**fields):
    """Without what is not there, and what has the value that a field has by default."""
    return {key: value for key, value in fields.items() if value not in (None, 0, False, [], "")}


def dice(text):
    """A plain number as that and no dice."""
    text = (text or "0").replace(" ", "")
    return text if "d" in text else "0d4" if text == "0" else f"0d4+{text}"


def split(text):
    """Dice, and what is added to them: a blow that hits hard has twice the dice, and what is added once."""
    found = re.match(r"(\d+d\d+)?([+-]?\d+)?$", (text or "0").replace(" ", ""))
    return found[1], int(found[2] or 0)


def weight(pounds, count=1):
    """As whole pounds for so many of a thing."""
    each = Fraction(str(pounds or 0)) / (count or 1)
    return {} if each == 0 else some(weight=each.numerator, bundle=each.denominator if each.denominator > 1 else None)


# MARK: Equipment

AMMUNITION = {"crossbow": "bolt", "bow": "arrow", "sling": "bullet", "blowgun": "needle"}


def weapon(item):
    properties = {lower(p["index"]) for p in item["properties"]} - {"monk"}
    name = plain(item["name"])
    isRanged = item["weapon_range"] == "Ranged"
    thrown = item.get("throw_range") or {}
    shot = item["range"] if isRanged and "thrown" not in properties else {}
    kind = next((kind for word, kind in AMMUNITION.items() if word in name.lower()), None)
    return camel(name), {"name": name, "damage": dice(item.get("damage", {}).get("damage_dice"))} | some(
        damageType=item.get("damage", {}).get("damage_type", {}).get("index"),
        twoHandedDamage=item.get("two_handed_damage", {}).get("damage_dice"),
        martial=item["weapon_category"] == "Martial",
        ranged=isRanged,
        reach=10 if "reach" in properties else None,
        range=shot.get("normal"), longRange=shot.get("long"),
        thrownRange=thrown.get("normal"), thrownLongRange=thrown.get("long"),
        ammunition=kind if "ammunition" in properties else None,
        properties=sorted(properties - {"ammunition", "reach"}),
    ) | weight(item.get("weight"))


def armour(item):
    short = item["name"].removesuffix(" Armor")
    name = plain(short) + (" armour" if short != item["name"] else "")
    return camel(short), {
        "name": name, "category": item["armor_category"].lower(), "armourClass": item["armor_class"]["base"]
    } | some(strength=item["str_minimum"], noisy=item["stealth_disadvantage"]) | weight(item["weight"])


# What using a thing takes and does, which the database tells in prose only.
USES = {
    "antitoxin": {"targets": 1, "range": 5, "consumed": True},
    "acid": {"targets": 1, "range": 20, "consumed": True, "damage": "2d6", "damageType": "acid", "aimed": True,
             "harmful": True},
    "alchemistsFire": {"targets": 1, "range": 20, "consumed": True, "damage": "1d4", "damageType": "fire",
                       "aimed": True, "harmful": True},
    "holyWater": {"targets": 1, "range": 20, "consumed": True, "harmful": True},
    "healersKit": {"targets": 1, "range": 5, "charges": 1},
}
SHOT = {"arrow": "arrow", "crossbowBolt": "bolt", "slingBullet": "bullet", "blowgunNeedle": "needle"}
CATEGORIES = {
    "standard-gear": None, "ammunition": None, "kits": "kit", "equipment-packs": "pack", "holy-symbols": "holySymbol",
    "arcane-foci": "arcaneFocus", "druidic-foci": "druidicFocus"}


def gear(item):
    name = plain(item["name"])
    key = camel(name)
    return key, {"name": name} | USES.get(key, {}) | some(
        category=CATEGORIES[item["gear_category"]["index"]], ammunition=SHOT.get(key)
    ) | weight(item.get("weight"), item.get("quantity"))


# Magic items that the rules know how to wear or use.
MAGIC = {
    "potionOfHealing": {"name": "Potion of healing", "targets": 1, "range": 5, "consumed": True, "healing": "2d4+2"},
    "wandOfMagicMissiles": {"name": "Wand of magic missiles", "targets": 3, "range": 120, "charges": 1,
                            "damage": "1d4+1", "damageType": "force", "harmful": True, "needsSight": True},
    "wandOfBinding": {"name": "Wand of binding", "targets": 1, "range": 60, "charges": 2, "harmful": True,
                      "needsSight": True, "attunement": True},
    "staffOfHealing": {"name": "Staff of healing", "targets": 1, "range": 5, "charges": 1, "attunement": True},
    "ringOfProtection": {"name": "Ring of protection", "slot": "ring", "attunement": True},
    "cloakOfProtection": {"name": "Cloak of protection", "slot": "cloak", "attunement": True},
    "bootsOfElvenkind": {"name": "Boots of elvenkind", "slot": "footwear"},
    "bootsOfSpeed": {"name": "Boots of speed", "slot": "footwear", "attunement": True},
    "bracersOfDefense": {"name": "Bracers of defense", "slot": "bracers", "attunement": True},
    "gauntletsOfOgrePower": {"name": "Gauntlets of ogre power", "slot": "gloves", "attunement": True},
    "headbandOfIntellect": {"name": "Headband of intellect", "slot": "headwear", "attunement": True},
}


# MARK: Monsters

ABILITIES = {"str": "strength", "dex": "dexterity", "con": "constitution", "int": "intelligence", "wis": "wisdom",
             "cha": "charisma"}


def feet(text):
    found = re.match(r"(\d+) ft", str(text))
    return int(found[1]) if found else None


def attack(one, action):
    text = action["desc"]
    reach = re.search(r"reach (\d+)", text)
    afar = re.search(r"damage in melee or \d+ \((\d+d\d+)", text)
    span = re.search(r"range (\d+)(?:/(\d+))?", text)
    # Of damage that can be chosen, the first is what there is by default.
    parts = [part.get("from", {}).get("options", [part])[0] for part in action.get("damage", [])]
    parts = [part for part in parts if "damage_dice" in part]
    damage, bonus = split(parts[0]["damage_dice"] if parts else None)
    return {"monster": camel(one["name"]), "name": action["name"], "toHit": action["attack_bonus"]} | some(
        damage=damage, bonus=bonus, farDamage=afar[1] if afar else None,
        damageType=parts[0]["damage_type"]["index"] if parts else None,
        more=parts[1]["damage_dice"] if len(parts) > 1 else None,
        moreType=parts[1]["damage_type"]["index"] if len(parts) > 1 else None,
        reach=int(reach[1]) if reach else None,
        range=int(span[1]) if span else None,
        longRange=int(span[2] or span[1]) if span else None)


def kinds(entries):
    """The types of damage that are named, apart from those that come with weapons that are not magical."""
    plain = {entry for entry in entries if entry in DAMAGE}
    mundane = {kind for entry in entries if "nonmagical" in entry for kind in DAMAGE if kind in entry}
    return sorted(plain), sorted(mundane - plain)


# Of what monsters have besides, that which the rules know.
TRAITS = {"Magic Resistance": "magicResistance", "Magic Weapons": "magicWeapons", "Nimble Escape": "nimbleEscape",
          "Pack Tactics": "packTactics"}


def stem(name):
    """An attack's name as a Multiattack has it: without the form it is for, and of several claws one."""
    return re.sub(r" \(.*\)", "", name).removesuffix("s")


def several(one):
    """How often a monster strikes in each way with one Multiattack, and how often in all, at most."""
    ways = {stem(action["name"]) for action in one.get("actions", []) if "attack_bonus" in action}
    most, total = {}, 1
    for action in one.get("actions", []):
        options = [option.get("items", [option]) for option in
                   action.get("action_options", {}).get("from", {}).get("options", [])]
        for parts in [action.get("actions", []), *options]:
            counts = {}
            for part in parts:
                name = stem(part.get("action_name", ""))
                if name in ways and str(part.get("count", "")).isdigit():
                    counts[name] = counts.get(name, 0) + int(part["count"])
            total = max(total, sum(counts.values()))
            for name, count in counts.items():
                most[name] = max(most.get(name, 0), count)
    return most, total


def monster(one):
    resistances, weaponResistances = kinds(one["damage_resistances"])
    damageImmunities, weaponImmunities = kinds(one["damage_immunities"])
    speed, senses = one["speed"], one["senses"]
    kind = "swarm" if one["type"].startswith("swarm") else one["type"]
    return camel(one["name"]), {
        "name": one["name"], "size": one["size"].lower(), "type": kind, "armourClass": one["armor_class"][0]["value"],
        "hp": one["hit_points"], "hitDice": one["hit_dice"],
        "abilities": {ability: one[ability] for ability in ABILITIES.values()},
        "passivePerception": senses["passive_perception"],
    } | some(
        walk=feet(speed.get("walk")), swim=feet(speed.get("swim")), climb=feet(speed.get("climb")),
        fly=feet(speed.get("fly")), burrow=feet(speed.get("burrow")), hover=bool(speed.get("hover")),
        darkvision=feet(senses.get("darkvision")), blindsight=feet(senses.get("blindsight")),
        tremorsense=feet(senses.get("tremorsense")), truesight=feet(senses.get("truesight")),
        reach=longest(one), attacks=total if (total := several(one)[1]) > 1 else None,
        proficiency=one["proficiency_bonus"], xp=one["xp"],
        immunities=sorted({c["index"] for c in one["condition_immunities"]} & CONDITIONS),
        tireless=any(c["index"] == "exhaustion" for c in one["condition_immunities"]),
        saves=[ABILITIES[p["proficiency"]["index"].removeprefix("saving-throw-")] for p in one["proficiencies"]
               if p["proficiency"]["index"].startswith("saving-throw-")],
        resistances=resistances, weaponResistances=weaponResistances,
        vulnerabilities=kinds(one["damage_vulnerabilities"])[0],
        damageImmunities=damageImmunities, weaponImmunities=weaponImmunities,
        legendaryActions=3 if one.get("legendary_actions") else None,
        traits=sorted({TRAITS[trait["name"]] for trait in one.get("special_abilities", []) if trait["name"] in TRAITS}))


def longest(one):
    """How far a monster strikes without shooting, where that is not 5 ft."""
    found = [attack(one, action).get("reach", 0) for action in one.get("actions", []) if "attack_bonus" in action]
    return max([*found, 5]) if max([*found, 5]) != 5 else None


def attacks(one):
    actions = [action for action in one.get("actions", []) if "attack_bonus" in action]
    most = several(one)[0]
    return {camel(f"{one['name']} {action['name']}"): attack(one, action) | some(times=most.get(stem(action["name"])))
            for action in actions}


# MARK: Spells

MINUTES = {"1 minute": 1, "10 minutes": 10, "1 hour": 60, "8 hours": 480, "12 hours": 720, "24 hours": 1440}
TIMES = {"1 action": "action", "1 bonus action": "bonusAction", "1 reaction": "reaction"}
MILE = 5280


def reach(text):
    if text in ("Self", "Touch", "Sight", "Special", "Unlimited"):
        return text.lower() if text != "Special" else "unlimited", None
    number, unit = text.split()
    return "ranged", int(number) * (MILE if unit.startswith("mile") else 1)


def targets(text):
    """How many creatures a spell may be cast on; None where it is on something else."""
    text = text.lower()
    found = re.search(r"up to (\w+) (?:\w+ )?(?:creatures|targets)", text)
    if found and found[1] in WORDS:
        return WORDS[found[1]]
    one = r"\b(?:a|one|the|another|each) (?:\w+ )?(?:creature|humanoid|beast|target|undead)\b|\bwilling creature\b"
    return 1 if re.search(one, text) else None


def growth(amounts):
    """What each slot above the lowest adds, where that is always as much."""
    if len(amounts) < 2:
        return None
    first, second = (re.match(r"(\d+)d(\d+)(?: ?\+ ?(\d+))?", amounts[level]) for level in list(amounts)[:2])
    if not first or not second or first[2] != second[2] or first[1] == second[1]:
        return None
    more = int(second[3] or 0) - int(first[3] or 0)
    return f"{int(second[1]) - int(first[1])}d{first[2]}" + (f"+{more}" if more else "")


# Spells that are several darts or rays, each of which does its damage: how many, with a slot of the spell's level.
DARTS = {
    "eldritchBlast": {"darts": 1, "damage": "1d10", "attack": "ranged"},
    "magicMissile": {"darts": 3, "damage": "1d4+1"},
    "scorchingRay": {"darts": 3, "damage": "2d6", "attack": "ranged"}}

# The conditions that spells impose, on a failed save where there is one: only those that the prose states without a
# choice or a further condition.
IMPOSED = {
    "animalFriendship": ["charmed"], "blackTentacles": ["restrained"], "blindnessDeafness": ["blinded"],
    "charmPerson": ["charmed"], "colorSpray": ["blinded"], "dominateBeast": ["charmed"], "dominateMonster": ["charmed"],
    "dominatePerson": ["charmed"], "entangle": ["restrained"], "fear": ["frightened"],
    "fleshToStone": ["restrained"], "geas": ["charmed"], "grease": ["prone"], "greaterInvisibility": ["invisible"],
    "hideousLaughter": ["incapacitated", "prone"], "holdMonster": ["paralyzed"], "holdPerson": ["paralyzed"],
    "hypnoticPattern": ["charmed", "incapacitated"], "invisibility": ["invisible"], "mislead": ["invisible"],
    "phantasmalKiller": ["frightened"], "sleep": ["unconscious"], "sleetStorm": ["prone"],
    "stormOfVengeance": ["deafened"], "sunbeam": ["blinded"], "sunburst": ["blinded"], "web": ["restrained"],
    "weird": ["frightened"]}
# Of these, those that one shakes off with a save at the end of a turn.
SHAKEN = {
    "blindnessDeafness", "hideousLaughter", "holdMonster", "holdPerson", "phantasmalKiller", "slow", "sunburst", "weird",
}
# And those of which one can break free with an action.
BREAKABLE = {"blackTentacles", "entangle", "web"}
# Spells that end for whoever is hurt or shaken; that stay on someone without concentration; and that stay on the
# caster until the next turn alone.
FRAIL = {"hypnoticPattern", "sleep"}
LASTING = {"longstrider", "mageArmor"}
BRIEF = {"shield"}
# Spells that take hold of those who have the fewest hit points, for as many as this in all.
POOLS = {"colorSpray": ("6d10", "2d10"), "sleep": ("5d8", "2d8")}
# Spells that strike whoever begins a turn in their area, and nobody when they are cast.
LINGERING = {"blackTentacles", "bladeBarrier", "cloudkill", "moonbeam", "sleetStorm", "web"}
# Spells in whose prose a creature is named, and that are cast on none.
PLACED = {
    "animateObjects", "arcaneHand", "clairvoyance", "conjureAnimals", "conjureFey", "conjureWoodlandBeings",
    "demiplane", "findFamiliar", "gate", "giantInsect", "glyphOfWarding", "goodberry", "identify", "illusoryScript",
    "instantSummons", "knock", "magicMouth", "majorImage", "minorIllusion", "phantomSteed", "planarAlly",
    "plantGrowth", "projectImage", "transportViaPlants", "wallOfForce", "wallOfStone"}
# Spells that are cast on as many creatures as one likes; a request names twelve at most.
MANY = {"animalShapes", "beaconOfHope", "compulsion", "divineWord", "enthrall", "massHeal", "seeming"}
# Whom alone a spell takes hold of.
ONLY = {
    "animalFriendship": "beast", "animalMessenger": "beast", "calmEmotions": "humanoid", "charmPerson": "humanoid",
    "dominateBeast": "beast", "dominatePerson": "humanoid", "holdPerson": "humanoid"}
# What the database tells otherwise than the prose, or cannot tell; None is for what is not there. Damage that comes
# later, or by chance, or to some alone is left to those who play.
MENDED = {
    "acidSplash": {"targets": 2},
    "aid": {"healingPerSlot": "0d4+5"},
    "arcaneEye": {"area": None, "size": None},
    "animateDead": {"targets": None},
    "astralProjection": {"targets": 8},
    "brandingSmite": {"damage": None, "damageType": None, "morePerSlot": None},
    "callLightning": {"save": "dexterity", "halfOnSave": True},
    "chainLightning": {"targets": 4, "moreTargets": True},
    "conjureElemental": {"area": None, "size": None},
    "controlWater": {"damage": None, "damageType": None, "save": None, "halfOnSave": None},
    "createUndead": {"targets": None},
    "creation": {"area": None, "size": None},
    "delayedBlastFireball": {"damage": None, "damageType": None, "morePerSlot": None, "halfOnSave": None},
    "dimensionDoor": {"damage": None, "damageType": None, "targets": None, "teleports": 500, "needsSight": False},
    "disintegrate": {"area": None, "size": None, "targets": 1, "orThing": True},
    "divineFavor": {"damage": None, "damageType": None},
    "dream": {"damage": None, "damageType": None},
    "faithfulHound": {"attack": None, "damage": None, "damageType": None, "targets": None},
    "falseLife": {"healing": None},
    "feeblemind": {"save": None},
    "fireShield": {"area": None, "size": None, "damage": None, "damageType": None},
    # A block of ground as large as nine of its ten cubes.
    "fireStorm": {"size": 30},
    "flameBlade": {"damage": None, "damageType": None, "morePerSlot": None},
    "flamingSphere": {"damage": None, "damageType": None, "morePerSlot": None, "targets": None},
    "flameStrike": {"size": 10, "height": 40, "damage": "4d6", "halfOnSave": True, "more": "4d6",
                    "moreType": "radiant", "morePerSlot": "1d6"},
    "forbiddance": {"area": None, "size": None},
    "guardianOfFaith": {"area": None, "size": None, "damage": None, "damageType": None, "save": None,
                        "halfOnSave": None},
    "guardsAndWards": {"area": None, "size": None},
    "heal": {"healingPerSlot": "0d4+10"},
    "heatMetal": {"save": None},
    "hypnoticPattern": {"area": "cube", "size": 30, "targets": None},
    "iceStorm": {"damage": "2d8", "halfOnSave": True, "more": "4d6", "moreType": "cold", "morePerSlot": "1d8"},
    "magnificentMansion": {"area": None, "size": None},
    "meteorSwarm": {"damage": "20d6", "halfOnSave": True, "more": "20d6", "moreType": "bludgeoning"},
    # Far more than a map holds.
    "mirageArcane": {"area": None, "size": None},
    "mistyStep": {"teleports": 30},
    "moveEarth": {"area": None, "size": None},
    "massCureWounds": {"targets": 6},
    "massHeal": {"healing": None},
    "prismaticSpray": {"damage": None, "save": None},
    "produceFlame": {"attack": None, "damage": None, "damageType": None},
    "sleep": {"damage": None, "spares": ["undead"]},
    "sleetStorm": {"save": "dexterity"},
    "slow": {"targets": 6},
    "sunburst": {"area": "sphere"},
    "symbol": {"area": None, "size": None},
    "telekinesis": {"area": None, "size": None, "targets": 1, "orThing": True},
    "teleport": {"area": None, "size": None, "targets": 8},
    "vampiricTouch": {"reach": "touch", "targets": 1},
    "waterBreathing": {"targets": 10},
    "wallOfIce": {"area": None, "size": None, "damage": None, "damageType": None, "save": None, "halfOnSave": None,
                  "morePerSlot": None},
    "web": {"save": "dexterity"},
    "wordOfRecall": {"area": None, "size": None, "targets": 5},
    "zoneOfTruth": {"save": "charisma"}}


def spell(one):
    text = " ".join(one["desc"])
    higher = " ".join(one.get("higher_level", []))
    kind, distance = reach(one["range"])
    area = one.get("area_of_effect")
    damage = one.get("damage", {})
    amounts = damage.get("damage_at_slot_level") or damage.get("damage_at_character_level") or {}
    healing = {level: amount.replace(" + MOD", "") for level, amount in one.get("heal_at_slot_level", {}).items()}
    first = next(iter(amounts.values()), None)
    material = one.get("material") or ""
    cost = re.search(r"([\d,]+) ?gp", material)
    amount = r"\d+(d\d+)?( ?[+-] ?\d+)?$"
    heals = next(iter(healing.values()), "")
    wide = re.search(r"(\d+)[- ](?:feet|foot) (?:wide|thick)", text)
    high = re.search(r"(\d+)-foot[- ](?:high|tall) cylinder|wall up to [^.]*?(\d+) feet high", text)
    close = re.search(r"within (\d+) feet of each other", f"{text} {higher}")
    spared = re.search(r"no effect (?:on|against) (?:the )?(undead or constructs|constructs or undead|undead)", text)
    key = camel(one["name"])
    isAimed = not area and kind != "self" and key not in PLACED
    row = {"name": one["name"], "level": one["level"], "school": one["school"]["index"]} | some(
        time=TIMES.get(one["casting_time"], "longer"),
        minutes=MINUTES.get(one["casting_time"]),
        reach=kind, range=distance,
        components=[{"V": "verbal", "S": "somatic", "M": "material"}[c] for c in one["components"]],
        cost=int(cost[1].replace(",", "")) if cost else None, consumed="consume" in material,
        concentration=one["concentration"], ritual=one["ritual"],
        area=area and area["type"], size=area and area["size"],
        width=int(wide[1]) if wide and area and area["type"] == "line" and wide[1] not in ("1", "5") else None,
        height=int(high[1] or high[2]) if high and area else None,
        spreads=bool(re.search(r"spreads around corners", text)) and area is not None,
        targets=12 if key in MANY else targets(text) if isAimed else None,
        orThing=isAimed and bool(re.search(r"creature,? (?:or )?(?:an? |a place or an )?(?:nonmagical )?object", text)),
        moreTargets=bool(re.search(r"(?:one|an) additional (?:creature|humanoid)", higher)),
        apart=int(close[1]) if close else None,
        only=ONLY.get(key), spares=re.findall(r"undead|construct", spared[1]) if spared else None,
        needsSight="you can see" in text,
        attack=one.get("attack_type"),
        save=ABILITIES.get(one.get("dc", {}).get("dc_type", {}).get("index")),
        halfOnSave=one.get("dc", {}).get("dc_success") == "half",
        pool=POOLS.get(key, (None, None))[0], poolPerSlot=POOLS.get(key, (None, None))[1],
        imposes=IMPOSED.get(key), shakenOff=key in SHAKEN, breakable=key in BREAKABLE, lingers=key in LINGERING,
        frail=key in FRAIL, lasts=key in LASTING, brief=key in BRIEF,
        damage=dice(first) if first and re.match(amount, first) else None,
        damageType=damage.get("damage_type", {}).get("index"),
        grows=growth(damage.get("damage_at_character_level") or {}) is not None,
        morePerSlot=growth(damage.get("damage_at_slot_level") or {}),
        healing=dice(heals) if re.match(amount, heals) else None,
        healsByAbility="MOD" in str(one.get("heal_at_slot_level")),
        healingPerSlot=growth(healing))
    return key, {name: value for name, value in (row | MENDED.get(key, {})).items() if value is not None}


equipment = read("Equipment")


def of(category):
    return [item for item in equipment if item["equipment_category"]["index"] == category]


write("weapons", dict(weapon(item) for item in of("weapon")))
write("armour", dict(armour(item) for item in of("armor")))
write("gear", dict(gear(item) for item in of("adventuring-gear")) | MAGIC)
monsters = read("Monsters")
write("monsters", dict(monster(one) for one in monsters))
write("attacks", {key: row for one in monsters for key, row in attacks(one).items()})
spells = dict(spell(one) for one in read("Spells"))
for key, darts in DARTS.items():
    spells[key] = {name: value for name, value in spells[key].items() if name not in ("targets", "morePerSlot")} | darts
write("spells", spells)
