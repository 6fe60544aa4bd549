"""How fast pages and calls of the API are answered from a big record, by many readers, while a build is writing.

    python benchmarks/serving.py                        1,000,000 events, 32 readers, every phase a minute
    python benchmarks/serving.py --events 50000 --readers 8 --seconds 20
    python benchmarks/serving.py --record DIR           keep the record there, and take it from there the next time

A reader asks for something, reads the whole answer, and asks for the next thing: after a pause (`--pause` seconds on
average), or at once. Phases: one reader asks for things for the first time, and for the same again; then all readers
with pauses and without, while nobody writes and while the record is written anew. What is asked for is drawn from a
seed, for every phase and reader another: pages and calls of every kind, about things that are drawn as they are told
of, some much oftener than others. The record is written through the writer that builds use (`invented.py`).

Besides what readers wait, the processor time of the server is told: other work on the machine inflates the one and not
the other.
"""

from __future__ import annotations

import argparse
import http.client
import math
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from invented import Drawn, make

from chancery.record import Record

FLOOR = {"page": 300, "api": 100}
"""Milliseconds that 95 of 100 answers should take at most."""
ONE_AFTER_ANOTHER = 22 * 8


def asked(record: Record, count: int, seed: int = 5) -> list[tuple[str, str]]:
    """(what it is, address) of so many requests, of every kind equally many."""
    rng = random.Random(seed)  # noqa: S311 — a benchmark
    with record.view() as view:
        db = view.connection
        pairs = Drawn([f"{a}/{b}" for a, b, _ in view.most_told_pairs(3000)], rng)
        persons = Drawn(
            [
                k
                for (k,) in db.execute(
                    "SELECT id FROM entities WHERE type = 'person' ORDER BY articles DESC LIMIT 5000"
                )
            ],
            rng,
        )
        homes = Drawn(
            [k for (k,) in db.execute("SELECT id FROM entities WHERE type = 'state' ORDER BY articles DESC")], rng
        )
        events = [k for (k,) in db.execute("SELECT id FROM facts WHERE kind = 'event' ORDER BY random() LIMIT 5000")]
        stories = [k for (k,) in db.execute("SELECT id FROM stories LIMIT 5000")]
        names = [n for (n,) in db.execute("SELECT name FROM entities WHERE type = 'person' LIMIT 2000")]

    def pair() -> tuple[str, str]:
        a, _, b = pairs.one().partition("/")
        return a, b

    kinds = {
        "page desk": lambda: "/",
        "page desk of a pair": lambda: "/?q=with:{}%20with:{}".format(*pair()),
        "page desk of a state": lambda: f"/?q=from:{pair()[0]}%20type:visit%20since:2020",
        "page desk time": lambda: f"/?q=from:{pair()[0]}&show=time",
        "page desk map": lambda: f"/?q=from:{pair()[0]}&show=map",
        "page desk words": lambda: "/?q=" + quote(rng.choice(names)),
        "page pairs": lambda: "/pairs",
        "page pair": lambda: "/pairs/{}/{}".format(*pair()),
        "page event": lambda: f"/events/{rng.choice(events)}",
        "page story": lambda: f"/stories/{rng.choice(stories)}",
        "page person": lambda: f"/entities/{persons.one()}",
        "page state": lambda: f"/entities/{homes.one()}",
        "api events": lambda: "/api/v1/events?limit=100",
        "api events of a pair": lambda: "/api/v1/events?pair={},{}&limit=100".format(*pair()),
        "api events of a state": lambda: f"/api/v1/events?source={pair()[0]}&type=visit&date__gte=2020&limit=100",
        "api event": lambda: f"/api/v1/events/{rng.choice(events)}",
        "api statements": lambda: f"/api/v1/statements?source={persons.one()}",
        "api figures": lambda: "/api/v1/figures?pair={},{}".format(*pair()),
        "api offices": lambda: f"/api/v1/offices?party={persons.one()}",
        "api entity": lambda: f"/api/v1/entities/{persons.one()}",
        "api articles": lambda: "/api/v1/articles?limit=50",
        "api pairs": lambda: "/api/v1/pairs",
    }  # fmt: skip
    chosen = list(kinds)
    return [(chosen[n % len(chosen)], kinds[chosen[n % len(chosen)]]()) for n in range(count)]


class Reader(threading.Thread):
    """Asks one thing after another."""

    def __init__(
        self, port: int, requests: list[tuple[str, str]], until: float, pause: float, rng: random.Random
    ) -> None:
        super().__init__(daemon=True)
        self._port, self._requests, self._until, self._pause, self._rng = port, requests, until, pause, rng
        self.took: list[tuple[str, float]] = []
        self.refused: list[str] = []

    def run(self) -> None:
        """Until the time is over, or everything was asked."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        time.sleep(self._rng.random() * self._pause)
        for kind, address in self._requests:
            if time.monotonic() >= self._until:
                break
            began = time.monotonic()
            try:
                connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                status = repr(error)
                time.sleep(0.1)
            self.took.append((kind, time.monotonic() - began))
            if status != HTTPStatus.OK:
                self.refused.append(f"{status} {address}")
            if self._pause:
                time.sleep(self._rng.expovariate(1 / self._pause))


def run(
    server: subprocess.Popen, port: int, lists: list[list[tuple[str, str]]], seconds: float, pause: float, what: str
) -> None:
    """Let a reader ask for each list; print how long it took, of every kind, and of pages and calls."""
    worked, until = processor_time(server.pid), time.monotonic() + seconds
    crowd = [Reader(port, asked_for, until, pause, random.Random(n)) for n, asked_for in enumerate(lists)]  # noqa: S311
    began = time.monotonic()
    for reader in crowd:
        reader.start()
    for reader in crowd:
        reader.join()
    passed = time.monotonic() - began
    took: dict[str, list[float]] = defaultdict(list)
    for reader in crowd:
        for kind, taken in reader.took:
            took[kind].append(taken * 1000)
            took[f"all {kind.partition(' ')[0]}s"].append(taken * 1000)
    refused = [line for reader in crowd for line in reader.refused]
    answers = sum(len(reader.took) for reader in crowd)
    spent = (processor_time(server.pid) - worked) * 1000 / max(answers, 1)
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"\n{what}: {len(lists)} readers, {answers} answers in {passed:.0f} s, {len(refused)} refused or failed; "
          f"{spent:.1f} ms of the server's processor time an answer; load of the machine {load}")  # fmt: skip
    for line in refused[:5]:
        print(f"  {line}")
    print(f"{'':24} {'number':>7} {'median ms':>10} {'95 % ms':>9} {'within floor':>13}")
    for kind in sorted(took, key=lambda k: (not k.startswith("all"), k)):
        times = sorted(took[kind])
        floor = FLOOR["page" if "page" in kind else "api"]
        within = sum(one <= floor for one in times) / len(times)
        last = times[max(0, math.ceil(len(times) * 0.95) - 1)]
        print(f"{kind:24} {len(times):7d} {statistics.median(times):10.1f} {last:9.1f} {within:12.1%}", flush=True)


def processor_time(process: int) -> float:
    """Seconds of processor time that a process and its children have taken."""
    spent = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parts = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if process in {int(folder.name), int(parts[1])}:
            spent += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def served(record: Record, workers: int | None) -> tuple[subprocess.Popen, int]:
    """`chancery serve` on a free port."""
    command = [sys.executable, "-m", "chancery", "serve", "--record", str(record.path), "--port", "0"]
    if workers:
        command += ["--workers", str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 — ourselves
    line = process.stdout.readline() if process.stdout else ""
    port = int(line.rpartition(":")[2].split("/")[0])
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    return process, port


def main() -> None:
    """Make the record when there is none, serve it, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--workers", type=int, help="processes that answer; what `chancery serve` takes unless told")
    parser.add_argument("--record", type=Path)
    parser.add_argument("--write", action="store_true", help="only make the record")
    args = parser.parse_args()
    folder = args.record or Path(tempfile.mkdtemp(prefix="chancery-serving-"))
    if args.write or not (folder / "record.db").exists():
        began = time.monotonic()
        make(Record.open_or_create(folder), args.events)
        size = sum(f.stat().st_size for f in folder.iterdir()) / 1e6
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"{args.events} events written in {time.monotonic() - began:.0f} s, {size:.0f} MB on disk, "
              f"{most:.0f} MB of memory at most", flush=True)  # fmt: skip
        if args.write:
            return
    ask(args, Record.open(folder))


def ask(args: argparse.Namespace, record: Record) -> None:
    """Serve the record and let readers ask, phase by phase."""
    things = asked(record, ONE_AFTER_ANOTHER + 10 * args.readers * 1000)
    few, things = things[:ONE_AFTER_ANOTHER], things[ONE_AFTER_ANOTHER:]

    def lists(phase: int) -> list[list[tuple[str, str]]]:
        rng = random.Random(phase)  # noqa: S311 — a benchmark
        return [rng.sample(things, len(things) // 10) for _ in range(args.readers)]

    server, port = served(record, args.workers)
    writing = None
    try:
        run(server, port, [few], 60, 0, "for the first time")
        run(server, port, [few], 60, 0, "the same again")
        run(server, port, lists(1), args.seconds, args.pause, f"nobody writing, pauses of {args.pause:g} s")
        run(server, port, lists(2), args.seconds, 0, "nobody writing, no pause")
        command = [sys.executable, __file__, "--write", "--events", str(args.events), "--record", str(record.path)]
        writing = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 — ourselves
        run(server, port, lists(3), args.seconds, args.pause, f"a build writing, pauses of {args.pause:g} s")
        run(server, port, lists(4), args.seconds, 0, "a build writing, no pause")
        print("the writer was", "still writing" if writing.poll() is None else "done before the end")
        print("memory of the server (MB):", ", ".join(f"{one:.0f}" for one in memory(server.pid)))
    finally:
        if writing is not None:
            writing.kill()
        server.terminate()
        server.wait()


def memory(process: int) -> list[float]:
    """The most memory that a process and each of its children had, without the mapped file of the record."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            lines = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if process in {int(folder.name), int(lines["PPid"])} and "RssAnon" in lines:
            found.append(int(lines["RssAnon"].split()[0]) / 1e3)
    return found


if __name__ == "__main__":
    main()
