#!/usr/bin/env python3
"""Several live servers behind nginx on this machine, and what happens when one of them dies, drains or stalls.

    swift build --product live-server
    apt-get install nginx-light && pip install aiohttp
    python3 deploy/simulate.py

It starts three servers on one SQLite file and nginx with `nginx.conf` from this folder, all on 127.0.0.1. In some rooms
clients watch, by WebSocket and by server-sent events, and one writes without pause. They come back as tRPC's clients do
by themselves: a WebSocket at once, then after 2, 4, 8 seconds and so on; an event source after the second that the
server asks for; each with the last id that it has heard. Where tRPC's client would give a subscription up, this one is
told to begin again after a second, and that is counted.

Behind each trial the store is held to what was acknowledged, and each watcher to what it should have heard. The command
ends with 1 where something acknowledged is lost or done twice, or a watcher does not come to the room's state. It ends
by itself; nothing in it waits for ever.
"""

import argparse
import asyncio
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

import aiohttp

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent
WATCHED = ["stateDelta", "logEvent", "chatMessage"]
SECRET = "for this simulation, and for nothing else"


def now():
    return time.monotonic()


def free_ports(count):
    held = [socket.socket() for _ in range(count)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


async def until(condition, seconds, step=0.05):
    """Waits until something is so; says after how many seconds it was, or None."""
    begin = now()
    while now() - begin < seconds:
        if condition():
            return now() - begin
        await asyncio.sleep(step)
    return None


# Processes


class Server:
    def __init__(self, bench, name, port):
        self.bench, self.name, self.port, self.process = bench, name, port, None

    def start(self):
        environment = {
            **os.environ,
            "LIVE_SERVER_NAME": self.name,
            "LIVE_SERVER_HOST": "127.0.0.1",
            "LIVE_SERVER_PORT": str(self.port),
            "LIVE_STORE_KIND": "sqlite",
            "LIVE_STORE_PATH": str(self.bench.store),
            "LIVE_ROOMS_LEASE_SECONDS": str(self.bench.lease),
            "LIVE_AUTH_TICKET_SECRET": SECRET,
            "LIVE_LIMITS_CALLS_PER_SECOND": "1000",
            "LIVE_LIMITS_BURST": "1000",
        }
        log = open(self.bench.folder / f"{self.name}.log", "ab")
        self.process = subprocess.Popen(
            [str(self.bench.binary), "--config", str(PACKAGE / "live-server.json")],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )

    @property
    def log(self):
        return (self.bench.folder / f"{self.name}.log").read_text()

    async def ready(self):
        for _ in range(600):
            try:
                async with self.bench.http.get(f"http://127.0.0.1:{self.port}/ready") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
        raise SystemExit(f"{self.name} did not start:\n{self.log}")

    def send(self, number):
        self.process.send_signal(number)

    def halt(self):
        """Stops it, but not while it has the lock of the SQLite file, which is the others' as well."""
        for _ in range(200):
            self.send(signal.SIGSTOP)
            connection = sqlite3.connect(self.bench.store, timeout=0.5, isolation_level=None)
            try:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
                return
            except sqlite3.OperationalError:
                self.send(signal.SIGCONT)
                time.sleep(0.02)
            finally:
                connection.close()

    async def gone(self, seconds=60):
        took = await until(lambda: self.process.poll() is not None, seconds, 0.01)
        if took is None:
            self.process.kill()
            self.process.wait()
        return took


class Bench:
    """Three servers, nginx, and a folder for what they write."""

    def __init__(self, options):
        self.lease = options.lease
        self.binary = pathlib.Path(options.server).resolve()
        self.nginx = options.nginx
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="live-simulation-"))
        self.store = self.folder / "live.sqlite"
        *ports, self.port = free_ports(4)
        self.servers = [Server(self, f"server-{n}", port) for n, port in enumerate(ports, 1)]
        self.proxy = None
        self.faults = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def configuration(self):
        """The shipped file, with the ports and folders of this run."""
        text = (HERE / "nginx.conf").read_text()
        for number, server in enumerate(self.servers, 1):
            text = text.replace(f"127.0.0.1:808{number}", f"127.0.0.1:{server.port}")
        text = text.replace("listen 127.0.0.1:8080;", f"listen 127.0.0.1:{self.port};")
        temporary = "".join(
            f"  {kind}_temp_path {self.folder}/{kind};\n"
            for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        )
        line = "  access_log off;\n"
        log = (
            "  log_format rooms '$msec $request_method $uri $arg_room $status $upstream_addr $upstream_status"
            f" $request_time';\n  access_log {self.folder}/access.log rooms;\n"
        )
        assert line in text
        return text.replace(line, log + temporary).replace(
            "worker_rlimit_nofile 65536;\n", f"pid {self.folder}/nginx.pid;\nerror_log {self.folder}/nginx.log;\n"
        )

    async def start(self):
        self.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        # One after the other: the first one makes the tables.
        for server in self.servers:
            server.start()
            await server.ready()
        file = self.folder / "nginx.conf"
        file.write_text(self.configuration())
        os.chmod(self.folder, 0o755)
        self.proxy = subprocess.Popen(
            [self.nginx, "-p", str(self.folder), "-c", str(file), "-g", "daemon off;"], stdin=subprocess.DEVNULL
        )
        for _ in range(100):
            try:
                async with self.http.get(self.url + "/") as answer:
                    if answer.status == 404:
                        return
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
        raise SystemExit("nginx did not start: " + (self.folder / "nginx.log").read_text())

    async def end(self):
        for server in self.servers:
            if server.process and server.process.poll() is None:
                server.send(signal.SIGCONT)
                server.send(signal.SIGTERM)
        for server in self.servers:
            if server.process:
                await server.gone(20)
        if self.proxy:
            self.proxy.terminate()
            self.proxy.wait(10)
        await self.http.close()

    # What the store says

    def rows(self, sql, *values):
        connection = sqlite3.connect(f"file:{self.store}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def holder(self, room):
        """Who has a room, under which term, and for how many seconds yet."""
        holder, term, end = self.rows("SELECT holder, term, until FROM interaction WHERE id = ?", room)[0]
        return holder, term, end / 1000 - time.time()

    def entries(self, room):
        return [
            (number, json.loads(content))
            for number, content in self.rows(
                "SELECT number, content FROM entry WHERE interaction = ? ORDER BY number", room
            )
        ]

    # Asking

    async def token(self, room, user, admin=False, base=None):
        address = f"{base or self.url}/dev/token?room={room}"
        async with self.http.post(address, json={"user": user, "admin": admin}) as answer:
            return (await answer.json(content_type=None))["token"]

    async def call(self, path, room, token, arguments, base=None, seconds=30):
        """One call as `httpLink` makes it. Says the output, or None and what went wrong."""
        address = f"{base or self.url}/trpc/{path}?room={room}"
        headers = {"authorization": f"Bearer {token}"}
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            if path in ["view", "options"]:
                address += "&input=" + urllib.parse.quote(json.dumps(arguments))
                request = self.http.get(address, headers=headers, timeout=timeout)
            else:
                request = self.http.post(address, json=arguments, headers=headers, timeout=timeout)
            async with request as answer:
                told = await answer.json(content_type=None)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            return None, type(error).__name__
        if "error" in told:
            return None, told["error"]["data"]["code"]
        return told["result"].get("data"), None

    async def make_room(self):
        token = await self.token("new", "root", admin=True)
        told, error = await self.call("startTest", "new", token, {"interactionId": "ambush"})
        if error:
            raise SystemExit(f"no room could be made: {error}")
        return told["interactionId"]

    async def rooms(self, wanted):
        """Makes rooms until each server has as many as are wanted of it, by name."""
        found = {name: [] for name in wanted}
        for _ in range(200):
            if all(len(found[name]) >= wanted[name] for name in wanted):
                return {name: found[name][: wanted[name]] for name in wanted}
            room = await self.make_room()
            await self.call("joinRoom", room, await self.token(room, "gm"), {"interactionId": room})
            name = self.holder(room)[0]
            if name in found:
                found[name].append(room)
        raise SystemExit("the rooms do not spread over the servers")


# Clients


def patched(document, patch):
    """RFC 6902 with what the server uses of it."""
    for step in patch:
        keys = [key.replace("~1", "/").replace("~0", "~") for key in step["path"].split("/")[1:]]
        if not keys:
            document = step["value"]
            continue
        place = document
        for key in keys[:-1]:
            place = place[int(key)] if isinstance(place, list) else place[key]
        last = keys[-1]
        if isinstance(place, list):
            at = len(place) if last == "-" else int(last)
            if step["op"] == "add":
                place.insert(at, step["value"])
            elif step["op"] == "remove":
                del place[at]
            else:
                place[at] = step["value"]
        elif step["op"] == "remove":
            del place[last]
        else:
            place[last] = step["value"]
    return document


class Watcher:
    """Follows a room as one user, and keeps what it was told."""

    link = ""

    def __init__(self, bench, room, user, ticket):
        self.bench, self.room, self.user, self.ticket = bench, room, user, ticket
        self.last = {}
        self.chat, self.lines, self.view, self.revision = [], [], None, None
        self.faults = []
        # When something came, when a connection was made, and what would have ended a subscription for good.
        self.heard, self.connected, self.given_up = [], [], []
        self.tasks = []

    def take(self, path, id, data):
        if id:
            self.last[path] = id
        self.heard.append(now())
        if path == "chatMessage":
            self.chat.append(data["text"])
        elif path == "logEvent":
            self.lines += [line["message"] for line in data.get("lines", [])]
        elif data["type"] == "view":
            self.view, self.revision = data["view"], data["revision"]
        elif data["basis"] != self.revision:
            self.faults.append(f"a change of revision {data['basis']} came to {self.revision}")
        else:
            self.view, self.revision = patched(self.view, data["patch"]), data["revision"]

    def give_up(self, path, error):
        self.given_up.append((now(), path, error))

    async def stop(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


class SocketWatcher(Watcher):
    """As `wsLink` follows."""

    link = "WebSocket"

    def begin(self):
        self.tasks = [asyncio.create_task(self.run())]

    async def run(self):
        attempt = 0
        while True:
            await asyncio.sleep(0 if attempt == 0 else min(2**attempt, 30))
            address = f"ws{self.bench.url[4:]}/trpc?room={self.room}&connectionParams=1"
            try:
                async with self.bench.http.ws_connect(address, max_msg_size=0) as connection:
                    attempt = 0
                    self.connected.append(now())
                    if await self.follow(connection):
                        await asyncio.sleep(1)
            except (aiohttp.ClientError, OSError, asyncio.TimeoutError):
                attempt += 1

    async def follow(self, connection):
        """Says whether a subscription would have ended for good."""
        await connection.send_str(json.dumps({"method": "connectionParams", "data": {"ticket": self.ticket}}))
        requests = []
        for id, path in enumerate(WATCHED, 1):
            params = {"path": path, "input": {"interactionId": self.room}}
            if path in self.last:
                params["lastEventId"] = self.last[path]
            requests.append({"id": id, "method": "subscription", "params": params})
        await connection.send_str(json.dumps(requests))
        async for frame in connection:
            if frame.type != aiohttp.WSMsgType.TEXT or frame.data in ["PING", "PONG"]:
                if frame.data == "PING":
                    await connection.send_str("PONG")
                continue
            message = json.loads(frame.data)
            path = WATCHED[message["id"] - 1] if message.get("id") else "the connection"
            if "error" in message:
                self.give_up(path, message["error"]["data"]["code"])
                return True
            result = message["result"]
            if result["type"] == "data":
                self.take(path, result.get("id"), result["data"]["data"])
        return False


class StreamWatcher(Watcher):
    """As `httpSubscriptionLink` follows, over an `EventSource`."""

    link = "event stream"
    # As the server says: an event source that hears nothing for so long is made anew.
    silence = 45

    def begin(self):
        self.tasks = [asyncio.create_task(self.run(path)) for path in WATCHED]

    async def run(self, path):
        said = urllib.parse.quote(json.dumps({"ticket": self.ticket}))
        while True:
            # A new source says the last id in its input, and then in a header.
            given = {"interactionId": self.room}
            if path in self.last:
                given["lastEventId"] = self.last[path]
            address = (
                f"{self.bench.url}/trpc/{path}?room={self.room}&connectionParams={said}"
                f"&input={urllib.parse.quote(json.dumps(given))}"
            )
            while True:
                try:
                    ending = await self.follow(path, address)
                except asyncio.TimeoutError:
                    break
                except (aiohttp.ClientError, OSError):
                    ending = "cut"
                await asyncio.sleep(1)
                if ending == "given up":
                    break

    async def follow(self, path, address):
        headers = {"accept": "text/event-stream", "cache-control": "no-cache"}
        if path in self.last:
            headers["last-event-id"] = self.last[path]
        timeout = aiohttp.ClientTimeout(total=None, sock_read=self.silence)
        async with self.bench.http.get(address, headers=headers, timeout=timeout) as answer:
            if answer.status != 200:
                self.give_up(path, f"HTTP {answer.status}")
                return "given up"
            self.connected.append(now())
            event = {}
            async for raw in answer.content:
                line = raw.decode().rstrip("\r\n")
                if line:
                    name, _, value = line.partition(":")
                    event[name] = value.removeprefix(" ")
                    continue
                kind = event.get("event", "message")
                if kind == "message" and "data" in event:
                    self.take(path, event.get("id"), json.loads(event["data"]))
                elif kind == "serialized-error":
                    error = json.loads(event["data"])
                    # After a failure of the server tRPC's client waits for the end, and comes back.
                    if error["code"] != -32603:
                        self.give_up(path, error["data"]["code"])
                        return "given up"
                event = {}
        return "cut"


class NeverAnswered(Exception):
    pass


class Writer:
    """Says something over and over, each with a key, until it is acknowledged; and pauses and resumes now and then."""

    def __init__(self, bench, room):
        self.bench, self.room, self.token = bench, room, None
        self.sent, self.acknowledged, self.acts, self.errors = [], [], [], {}
        self.task = None
        self.is_ending = False

    def begin(self):
        self.task = asyncio.create_task(self.run())

    async def run(self):
        number = 0
        while not self.is_ending:
            number += 1
            text = f"say {number}"
            self.sent.append((now(), text))
            await self.ask("sendChat", {"to": "party", "text": text, "key": f"chat {number}"})
            self.acknowledged.append((now(), text))
            if number % 2 == 0:
                action = "pauseInteraction" if number % 4 == 0 else "resumeInteraction"
                told = await self.ask(action, {"key": f"act {number}"})
                if told["status"] == "done":
                    self.acts.append(f"act {number}")
            await asyncio.sleep(0.6)

    async def ask(self, path, arguments):
        end = now() + 150
        while now() < end:
            try:
                if self.token is None:
                    self.token = await self.bench.token(self.room, "gm")
            except (aiohttp.ClientError, ValueError, asyncio.TimeoutError):
                await asyncio.sleep(0.25)
                continue
            told, error = await self.bench.call(path, self.room, self.token, {"interactionId": self.room, **arguments})
            if not error:
                return told
            self.errors[error] = self.errors.get(error, 0) + 1
            # Each server that runs for development has a key of its own.
            if error == "UNAUTHORIZED":
                self.token = None
            else:
                await asyncio.sleep(0.25)
        raise NeverAnswered()

    async def stop(self):
        self.is_ending = True
        try:
            await asyncio.wait_for(self.task, 60)
        except (asyncio.TimeoutError, NeverAnswered):
            self.bench.faults.append(f"{self.room}: a request was refused for a minute and longer")


class Table:
    """A room, who writes there and who watches."""

    def __init__(self, bench, room, home):
        self.bench, self.room, self.home = bench, room, home
        self.writer, self.watchers = Writer(bench, room), []

    async def begin(self):
        for user, kind in [
            ("gm", SocketWatcher),
            ("ana", SocketWatcher),
            ("ben", StreamWatcher),
            ("cleo", StreamWatcher),
        ]:
            joined = None
            for _ in range(200):
                token = await self.bench.token(self.room, user)
                joined, error = await self.bench.call("joinRoom", self.room, token, {"interactionId": self.room})
                if joined:
                    break
                await asyncio.sleep(0.1)
            if joined is None:
                raise SystemExit(f"{user} could not join {self.room}: {error}")
            watcher = kind(self.bench, self.room, user, joined["ticket"])
            self.watchers.append(watcher)
            watcher.begin()
        await until(lambda: all(each.view for each in self.watchers), 10)
        gm = await self.bench.token(self.room, "gm")
        await self.bench.call("startInteraction", self.room, gm, {"interactionId": self.room, "key": "begin"})
        self.writer.begin()

    async def end(self):
        """Holds the store to what was acknowledged, and the watchers to what they should have heard."""
        await self.writer.stop()
        said = [text for _, text in self.writer.acknowledged]
        await until(lambda: all(each.chat and each.chat[-1] == said[-1] for each in self.watchers), 10)
        faults = []
        entries = self.bench.entries(self.room)
        if [number for number, _ in entries] != list(range(1, len(entries) + 1)):
            faults.append("the log has gaps")
        stored = [entry["chat"]["text"] for _, entry in entries if "chat" in entry]
        if stored != said:
            faults.append(
                f"{len(set(said) - set(stored))} lost and {len(stored) - len(set(stored))} doubled of {len(said)}"
            )
        keys = [entry.get("key") for _, entry in entries]
        for key in self.writer.acts:
            if keys.count(key) != 1:
                faults.append(f"`{key}` is in the log {keys.count(key)} times")
        for each in self.watchers:
            who = f"{each.user} by {each.link}"
            if each.chat != said:
                faults.append(f"{who} heard {len(each.chat)} of {len(said)} messages")
            faults += [f"{who}: {fault}" for fault in each.faults]
            difference = await self.difference(each)
            if difference:
                faults.append(f"{who}: {difference}")
        for each in self.watchers:
            await each.stop()
        self.bench.faults += [f"{self.room}: {fault}" for fault in faults]
        return len(said) + len(self.writer.acts)

    async def difference(self, watcher):
        for _ in range(100):
            token = await self.bench.token(self.room, watcher.user)
            told, error = await self.bench.call("view", self.room, token, {"interactionId": self.room})
            if told and told["revision"] == watcher.revision:
                return None if told["view"] == watcher.view else f"the view of revision {watcher.revision} differs"
            await asyncio.sleep(0.1)
        return f"revision {watcher.revision} is not the room's: {error or told['revision']}"

    def unheard_lines(self):
        """How many lines of the log each watcher was not told: the pauses of the writer that it did not hear of."""
        happened = sum(
            "paused" in event["message"]
            for _, entry in self.bench.entries(self.room)
            for event in entry.get("events", [])
        )
        return [happened - sum("paused" in line for line in each.lines) for each in self.watchers]


# Trials


def seconds(values):
    values = sorted(value for value in values if value is not None)
    if not values:
        return "never"
    return f"{values[0]:.2f} s" if len(values) == 1 else f"{values[0]:.2f} to {values[-1]:.2f} s"


class Trial:
    def __init__(self, bench, title, victim):
        self.bench, self.title, self.victim = bench, title, victim
        self.tables, self.others = [], []

    async def begin(self):
        print(f"\n{self.title}")
        # nginx leaves a server alone for ten seconds that was gone before.
        await asyncio.sleep(11)
        wanted = {server.name: 3 if server is self.victim else 1 for server in self.bench.servers}
        for name, rooms in (await self.bench.rooms(wanted)).items():
            for room in rooms:
                table = Table(self.bench, room, name)
                (self.tables if name == self.victim.name else self.others).append(table)
        await asyncio.gather(*(table.begin() for table in self.tables + self.others))
        await asyncio.sleep(4)
        self.say(
            "rooms",
            f"{len(self.tables)} at {self.victim.name}, {len(self.others)} elsewhere; 4 watchers and a writer each",
        )

    def say(self, what, text):
        print(f"  {what:<22} {text}")

    @property
    def watchers(self):
        return [each for table in self.tables for each in table.watchers]

    def homes(self):
        return {table.room: self.bench.holder(table.room) for table in self.tables}

    def are_home(self):
        return all(holder == self.victim.name for holder, _, _ in self.homes().values())

    def have_moved(self):
        return all(holder not in [None, self.victim.name] for holder, _, _ in self.homes().values())

    async def moved(self, moment, limit):
        """Waits until all rooms are elsewhere, and something was acknowledged and heard there."""
        await until(self.have_moved, limit)
        # A request may have been sent to the old home just before.
        await until(lambda: all(table.writer.sent[-1][0] > moment + 1 for table in self.tables), 40)
        await until(lambda: all(each.heard[-1] > now() - 3 for each in self.watchers), 40)
        await asyncio.sleep(3)

    def tell_times(self, moment, name):
        acknowledged = [
            next((time - moment for time, _ in table.writer.acknowledged if time > moment), None)
            for table in self.tables
        ]
        self.say("homes now", ", ".join(sorted(str(holder) for holder, _, _ in self.homes().values())))
        self.say("written again", f"{seconds(acknowledged)} after {name}")
        for kind in [SocketWatcher, StreamWatcher]:
            those = [each for each in self.watchers if isinstance(each, kind)]
            quiet = [
                max((b - a for a, b in zip(each.heard, each.heard[1:]) if b > moment), default=0) for each in those
            ]
            ended = [each for each in those if any(time > moment for time, _, _ in each.given_up)]
            errors = sorted({error for each in ended for _, _, error in each.given_up})
            self.say(
                f"{kind.link}s",
                f"{len(those)}; silent for {seconds(quiet)} at the most; "
                + (
                    f"{len(ended)} had to be told to begin again ({', '.join(errors)})"
                    if ended
                    else "all came back by themselves"
                ),
            )

    def settled(self, moment):
        """Since when nobody has waited for longer than three seconds any more."""
        last = moment
        for table in self.tables:
            for times in [[time for time, _ in table.writer.acknowledged]] + [each.heard for each in table.watchers]:
                if now() - times[-1] > 3:
                    return f"NOT {now() - moment:.0f} s after SIGCONT: somebody still waits in {table.room}"
                last = max([last] + [b for a, b in zip(times, times[1:]) if b - a > 3])
        return f"{last - moment:.1f} s after SIGCONT"

    async def end(self):
        faults = len(self.bench.faults)
        acknowledged = sum([await table.end() for table in self.tables + self.others])
        unheard = [count for table in self.tables for count in table.unheard_lines()]
        new = self.bench.faults[faults:]
        self.say(
            "acknowledged",
            f"{acknowledged}; "
            + ("each is in the log once, and each watcher has the room's state" if not new else "NOT all well"),
        )
        for fault in new:
            self.say("", fault)
        self.say(
            "lines of the log",
            f"{sum(unheard)} not told, to {sum(count > 0 for count in unheard)} of {len(unheard)} watchers",
        )
        disturbed = sum(
            len(each.connected) > (1 if isinstance(each, SocketWatcher) else len(WATCHED))
            for table in self.others
            for each in table.watchers
        )
        self.say(
            "other rooms",
            f"{disturbed} of {sum(len(table.watchers) for table in self.others)} watchers had to come back",
        )
        errors = {}
        for table in self.tables:
            for error, count in table.writer.errors.items():
                errors[error] = errors.get(error, 0) + count
        self.say(
            "writers were told",
            ", ".join(f"{count} × {error}" for error, count in sorted(errors.items())) or "nothing but success",
        )


async def crash(bench, victim):
    trial = Trial(bench, f"kill -9 of {victim.name}", victim)
    await trial.begin()
    left = [lease for _, _, lease in trial.homes().values()]
    moment = now()
    victim.send(signal.SIGKILL)
    await victim.gone()
    trial.say("the leases", f"have {seconds(left)} left")
    await trial.moved(moment, bench.lease + 60)
    trial.tell_times(moment, "the kill")
    return trial


async def come_back(bench, trial):
    """The dead server is there again, while its rooms are elsewhere, and people join."""
    victim = trial.victim
    print(f"\n{victim.name} comes back")
    homes = sorted({holder for holder, _, _ in trial.homes().values()})
    victim.start()
    await victim.ready()
    trial.say("its rooms", f"are at {', '.join(homes)}")
    told, begin, home = {}, now(), None
    while home is None and now() - begin < bench.lease + 14:
        for table in trial.tables:
            try:
                token = await bench.token(table.room, "dan")
            except (aiohttp.ClientError, ValueError):
                continue
            joined, error = await bench.call("joinRoom", table.room, token, {"interactionId": table.room})
            told[error or "let in"] = told.get(error or "let in", 0) + 1
        if trial.are_home():
            home = now() - begin
        await asyncio.sleep(0.5)
    trial.say("who joins meanwhile", ", ".join(f"{count} × {error}" for error, count in sorted(told.items())))
    if home is not None:
        trial.say("the rooms", f"are home after {home:.1f} s")
    else:
        # The others give their rooms back, and nginx sends everyone home.
        moment = now()
        others = [server for server in bench.servers if server is not victim]
        for server in others:
            server.send(signal.SIGTERM)
        for server in others:
            await server.gone()
            server.start()
            await server.ready()
        took = await until(trial.are_home, 60)
        trial.say(
            "the rooms",
            f"are not home after {bench.lease + 14} s; the other servers are started again, and then "
            + ("they are not home either" if took is None else f"they are, {now() - moment:.2f} s after SIGTERM"),
        )
    await asyncio.sleep(4)


async def drain(bench, victim):
    trial = Trial(bench, f"SIGTERM to {victim.name}", victim)
    await trial.begin()
    moment = now()
    victim.send(signal.SIGTERM)
    released = await until(lambda: all(holder != victim.name for holder, _, _ in trial.homes().values()), 60, 0.01)
    trial.say("rooms given back", "never" if released is None else f"after {released:.2f} s")
    gone = await victim.gone()
    trial.say(
        "the process",
        (
            f"ended {now() - moment:.2f} s after SIGTERM, with {victim.process.returncode}"
            if gone is not None
            else "had to be killed"
        ),
    )
    await trial.moved(moment, bench.lease + 60)
    trial.tell_times(moment, "SIGTERM")
    return trial


async def stall(bench, victim):
    trial = Trial(bench, f"SIGSTOP of {victim.name} for longer than the lease, then SIGCONT", victim)
    await trial.begin()
    # A request that is under way to the server itself while it stands still, so that nothing but the term stops it.
    base = f"http://127.0.0.1:{victim.port}"
    tokens = {table.room: await bench.token(table.room, "dan", base=base) for table in trial.tables}
    moment = now()
    victim.halt()
    late = [
        asyncio.create_task(
            bench.call(
                "sendChat",
                table.room,
                tokens[table.room],
                {"interactionId": table.room, "to": "dm", "text": "too late", "key": "late"},
                base=base,
                seconds=200,
            )
        )
        for table in trial.tables
    ]
    took = await until(trial.have_moved, bench.lease + 90)
    trial.say(
        "homes changed", "never" if took is None else f"{took:.2f} s after SIGSTOP, the lease being {bench.lease} s"
    )
    await asyncio.sleep(5)
    resumed = now()
    marks = len(victim.log)
    victim.send(signal.SIGCONT)
    views = await asyncio.gather(
        *(
            bench.call("view", table.room, tokens[table.room], {"interactionId": table.room}, base=base)
            for table in trial.tables
        )
    )
    answers = await asyncio.gather(*late)
    trial.say("what it was told late", ", ".join(error or "DONE" for _, error in answers))
    stale = sum(told is not None for told, _ in views)
    trial.say("what it shows then", f"{stale} of {len(views)} old views, before it has noticed" if stale else "nothing")
    for table, (told, error) in zip(trial.tables, answers):
        if error is None:
            bench.faults.append(f"{table.room}: a server without the lease has written")
        if any("chat" in entry and entry["chat"]["text"] == "too late" for _, entry in bench.entries(table.room)):
            bench.faults.append(f"{table.room}: what came too late is in the log")
    # nginx leaves it alone for a while, and then sends clients to it again.
    await asyncio.sleep(25 + bench.lease / 2)
    lost = re.findall(r"superseded", victim.log[marks:])
    trial.say("its log", f"says {len(lost)} times that it is superseded")
    trial.tell_times(moment, "SIGSTOP")
    trial.say("all settled", trial.settled(resumed))
    return trial


async def main(options):
    bench = Bench(options)
    print(f"three servers and nginx on 127.0.0.1; a lease is {bench.lease} s; files in {bench.folder}")
    try:
        await bench.start()
        first, second, third = bench.servers
        if "crash" in options.trials:
            trial = await crash(bench, first)
            await come_back(bench, trial)
            await trial.end()
        if "drain" in options.trials:
            trial = await drain(bench, second)
            await trial.end()
            second.start()
            await second.ready()
        if "stall" in options.trials:
            trial = await stall(bench, third)
            await trial.end()
    finally:
        await bench.end()
        if options.keep:
            print(f"\nfiles are kept in {bench.folder}")
        else:
            shutil.rmtree(bench.folder, ignore_errors=True)
    print("\nnothing acknowledged is lost" if not bench.faults else f"\n{len(bench.faults)} faults")
    return 1 if bench.faults else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", default=str(PACKAGE / ".build/debug/live-server"), help="the executable")
    parser.add_argument("--nginx", default=shutil.which("nginx") or "/usr/sbin/nginx")
    parser.add_argument("--lease", type=int, default=6, help="in seconds (default: 6)")
    parser.add_argument("--trials", default="crash,drain,stall", help="which, with commas between")
    parser.add_argument("--keep", action="store_true", help="keep the logs and the store")
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(asyncio.run(asyncio.wait_for(main(parser.parse_args()), 900)))
