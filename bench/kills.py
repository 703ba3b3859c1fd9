"""`make kills`: the server is killed again and again while robots send sheets; nothing acknowledged may be missing.

Each robot sends one sheet after the other as a tablet's outbox does: under its key until it is acknowledged. At some
moment of the next second after it answers, the server is killed with all its workers (SIGKILL) and started again. After
every `PASS` kills the database is checked as a whole and against what the robots have heard, and a new hall begins.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from http.client import HTTPConnection, HTTPException
from random import Random
from secrets import token_urlsafe
from threading import Event, Thread
from time import monotonic, sleep
from urllib.parse import urlencode

from django import setup
from django.db.backends.sqlite3._functions import register

from bench.attacks import FORM
from bench.hall import HOST, Hall, filled_hall, wait_for
from bench.tablets import given_back

PASS, ROBOTS, PAUSE = 100, 10, 1.0
"""Kills of one hall; robots that send; seconds within which a robot sends its next sheet."""
PATIENCE, START_UP = 5, 300
"""Seconds after which a tablet gives an attempt up; which a start may take on a machine that does other things, too."""
STORED = (
    "SELECT s.id, s.idempotency_key, s.counts FROM scoring_submission s JOIN scoring_scoresheet h ON h.id = s.sheet_id "
    "JOIN contests_performance p ON p.id = h.performance_id JOIN contests_contest c ON c.id = p.contest_id "
    "WHERE c.slug = 'fifty'"
)


class Robot:
    """Some judges' tablets: their sheets are sent one after the other, each until it is acknowledged."""

    def __init__(self, place: Hall, number: int) -> None:
        self.place, self.chance = place, Random(number)  # noqa: S311 - no secret
        self.judges = range(number, len(place.secrets), ROBOTS)
        self.heard: dict[str, list[Decimal]] = {}
        self.attempts = 0

    def waiting(self) -> Iterator[tuple[str, int]]:
        """Sheets with the cookies of their seats."""
        seats = {judge: self.seat(judge) for judge in self.judges}
        for row in range(len(self.place.sheets[0])):
            for judge in self.judges:
                yield seats[judge], self.place.sheets[judge][row]

    def seat(self, judge: int) -> str:
        """The cookies of a seat, as a browser gets them from the address on the card."""
        connection, cookies = HTTPConnection(HOST, self.place.port, timeout=60), dict[str, str]()
        for path in (f"/j/{self.place.secrets[judge]}/", "/judge/sheets/"):
            connection.request("GET", path, headers={"Cookie": given_back(cookies)})
            answer = connection.getresponse()
            answer.read()
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = line.partition(";")[0].partition("=")
                cookies[name] = value
        connection.close()
        return given_back(cookies)

    def run(self, stop: Event) -> None:
        """Until told to stop; the sheet at hand is brought to its end."""
        for cookies, sheet in self.sheets:
            marks = {field: f"{self.chance.randint(0, 125) / 10:.1f}" for field in self.place.fields}
            key = token_urlsafe(16)
            while not self.acknowledged(cookies, sheet, key, marks):
                sleep(0.05)
            self.heard[key] = sorted(map(Decimal, marks.values()))
            if stop.is_set():
                return
            sleep(self.chance.random() * PAUSE)

    def acknowledged(self, cookies: str, sheet: int, key: str, marks: dict[str, str]) -> bool:
        """One attempt; an answer that is not the server's own is none."""
        self.attempts += 1
        token = re.search(r"csrftoken=([^;]+)", cookies)
        fields = {"csrfmiddlewaretoken": token[1] if token else "", "key": key, "sheet": sheet, **marks}
        connection = HTTPConnection(HOST, self.place.port, timeout=PATIENCE)
        try:
            connection.request("POST", "/judge/outbox/", urlencode(fields), {"Cookie": cookies, "Content-Type": FORM})
            said = json.loads(connection.getresponse().read())
        except (OSError, HTTPException, ValueError):
            return False
        finally:
            connection.close()
        if (said["key"], said["state"] in {"received", "known"}, said.get("counts")) != (key, True, True):
            raise RuntimeError(f"A sheet was not acknowledged: {said}")
        return True

    def take_seats(self) -> None:
        """Sit down while the server is still left in peace."""
        self.sheets = iter(list(self.waiting()))


class Server:
    """The server of a hall, killed and started again."""

    def __init__(self, place: Hall) -> None:
        self.place = place
        self.slowest = 0.0
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        from config.management.commands.serve import command  # noqa: PLC0415 - needs Django's settings

        begun = monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
            command(HOST, self.place.port),
            env=self.place.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(self.place.port, self.process, patience=START_UP)
        self.slowest = max(self.slowest, monotonic() - begun)

    def kill(self) -> None:
        """As if the battery were pulled: all its processes at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def checked(place: Hall, heard: dict[str, list[Decimal]]) -> tuple[list[str], int]:
    """What is wrong with the database, and how many sheets it holds."""
    with sqlite3.connect(place.database) as base:
        register(base)  # what the constraints ask for
        wrong = [row[0] for row in base.execute("PRAGMA integrity_check") if row[0] != "ok"]
        wrong += [f"foreign key: {row}" for row in base.execute("PRAGMA foreign_key_check")]
        marks: dict[int, list[Decimal]] = {}
        for submission, points in base.execute("SELECT submission_id, points FROM scoring_mark"):
            marks.setdefault(submission, []).append(Decimal(points))
        rows = base.execute(STORED).fetchall()
    base.close()
    keys = [key for _pk, key, _counts in rows]
    wrong += [f"stored twice: {key}" for key in set(keys) if keys.count(key) > 1] if len(set(keys)) < len(keys) else []
    wrong += [f"acknowledged and missing: {key}" for key in heard.keys() - set(keys)]
    wrong += [f"stored, never acknowledged: {key}" for key in set(keys) - heard.keys()]
    wrong += [f"altered: {key}" for pk, key, _ in rows if key in heard and sorted(marks.get(pk, [])) != heard[key]]
    return [*wrong, *(f"does not count: {key}" for _pk, key, counts in rows if not counts)], len(rows)


def killed(place: Hall, kills: int, chance: Random) -> bool:
    """So many kills in one hall, told in a line; whether all is well."""
    server, stop, faults = Server(place), Event(), list[BaseException]()
    robots = [Robot(place, number) for number in range(ROBOTS)]
    for robot in robots:
        robot.take_seats()

    def run(robot: Robot) -> None:
        try:
            robot.run(stop)
        except (RuntimeError, KeyError) as fault:
            faults.append(fault)

    threads = [Thread(target=run, args=(robot,), daemon=True) for robot in robots]
    for thread in threads:
        thread.start()
    for _ in range(kills):
        sleep(chance.random())
        server.kill()
        server.start()
    stop.set()
    for thread in threads:
        thread.join()
    server.kill()
    heard = {key: marks for robot in robots for key, marks in robot.heard.items()}
    wrong, stored = checked(place, heard)
    attempts = sum(robot.attempts for robot in robots)
    print(
        f"{kills} kills, {attempts} attempts, {len(heard)} sheets acknowledged, {stored} stored, "
        f"slowest start {server.slowest:.1f} s, {len(wrong) + len(faults)} faults",
        *wrong[:20],
        *faults[:5],
        sep="\n  ",
        flush=True,
    )
    return not (wrong or faults)


def main(kills: int) -> int:
    """Hall after hall, until there were so many kills."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    good = True
    for done in range(0, kills, PASS):
        with filled_hall(on=True) as place:
            good &= killed(place, min(PASS, kills - done), Random(done))  # noqa: S311 - a run that can be repeated
    return int(not good)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 1000))
