"""`make storm`: fifty judges mark while somebody attacks the server; how much longer they wait than in peace.

A desk calls a contestant every two and a half seconds. Each tablet asks twice a second what is new, opens the sheet
that has come up, and sends it at some moment of the next second, while others open theirs. What was acknowledged must
be in the database afterwards. Attackers, judges and server share this machine and no other; the attackers compute when
nobody else has anything to do (nice), since theirs would be other machines. What they reach all the same stands behind
the name.

Two things keep the figures alike from run to run. What one in a hundred waits is decided by the confirmations that fall
into the moment in which everybody opens the sheet: they are sent when they are due and not at a tablet's next question,
so that a quarter of all fall into it, and six calls in each attack make three hundred. And a machine is not as quick
from one minute to the next: peace comes before and after every attack, and both together, three hundred sheets as well,
are what it is measured by. Neither hides a stall: what three of three hundred waited for is in the p99, and the longest
wait of all has a limit.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from random import Random
from secrets import token_urlsafe
from threading import Event, Thread
from time import perf_counter, sleep
from typing import NamedTuple
from urllib.parse import urlencode

from django import setup

from bench.attacks import ATTACKS, FORM
from bench.hall import HOST, Hall, hall

CALLS, IN_PEACE, EVERY, ASKING, SPREAD = 6, 3, 2.5, 0.5, 1.0
"""Contestants during every attack, and before and after it; seconds between two, between two questions of a tablet,
until all have sent: together less than between two contestants by what anybody may wait."""
MOST, LONGEST = 1.5, 1.0
"""How many times longer judges may wait (p99), and the longest wait of anybody in seconds."""
CALM = 0.1
"""Seconds below which nobody notices a wait: what was shorter in peace counts as this."""
TAKEN = ("received", "kept")
"""What becomes of a sheet that is acknowledged; kept where the desk has called the next one by then."""
HEAVIEST = 300
"""Megabytes the server may hold."""


class Waits(NamedTuple):
    """How long confirmations, sheets that were opened, and questions took to be answered, in seconds."""

    sheets: list[float]
    opened: list[float]
    questions: list[float]

    def worst(self) -> list[float]:
        """What one in a hundred waited longer than, of each."""
        return [sorted(waits)[len(waits) * 99 // 100] for waits in self]

    def longest(self) -> float:
        """The longest of all."""
        return max(max(waits) for waits in self)

    def and_those(self, other: Waits) -> Waits:
        """These and others together."""
        return Waits(*(own + theirs for own, theirs in zip(self, other, strict=True)))


class Judge:
    """A tablet as its pages behave: it follows the stage, opens the sheet that has come up, and sends it."""

    def __init__(self, place: Hall, number: int) -> None:
        self.place, self.number = place, number
        self.connection = HTTPConnection(HOST, place.port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.etag, self.sheet, self.sent = "", "", 0
        self.chance = Random(number)  # noqa: S311 - no secret
        self.ask("GET", f"/j/{place.secrets[number]}/")

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[HTTPResponse, str, float]:
        """An answer, its text, and how long it took."""
        own = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        begun = perf_counter()
        self.connection.request(method, path, body or None, own)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        took = perf_counter() - begun
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer, text, took

    def follow(self, waits: Waits) -> None:
        """Ask what is new; open the sheet that has come up."""
        answer, text, took = self.ask("GET", "/judge/state/", If_None_Match=self.etag)
        expect(answer, 200, 304)
        waits.questions.append(took)
        if answer.status == 200:
            self.etag = answer.headers["ETag"]
            found = re.search(r'data-go href="/judge/sheets/(\d+)/"', text)
            if found is not None and found[1] != self.sheet:
                self.sheet = found[1]
                answer, _text, took = self.ask("GET", f"/judge/sheets/{self.sheet}/")
                expect(answer, 200)
                waits.opened.append(took)
                self.due = perf_counter() + self.chance.random() * SPREAD

    def send(self, waits: Waits) -> None:
        """Send the sheet that is open."""
        marks = {field: f"{5 + (n * 7 + self.sent) % 70 / 10:.1f}" for n, field in enumerate(self.place.fields)}
        key, token = token_urlsafe(16), self.cookies["csrftoken"]
        fields = {"csrfmiddlewaretoken": token, "key": key, "sheet": self.sheet, **marks}
        answer, text, took = self.ask("POST", "/judge/outbox/", urlencode(fields), Content_Type=FORM)
        expect(answer, 200)
        said = json.loads(text)
        if said["key"] != key or said["state"] not in TAKEN:
            raise RuntimeError(f"A sheet was not acknowledged: {text}")
        waits.sheets.append(took)
        self.sent, self.due = self.sent + 1, float("inf")

    due = float("inf")

    def judge(self, waits: Waits, stop: Event) -> None:
        """Until the part of the storm is over."""
        sleep(ASKING * self.number / len(self.place.secrets))
        while not stop.is_set() or self.due < float("inf"):
            again = perf_counter() + ASKING
            self.follow(waits)
            if self.due < again:
                sleep(max(0.0, self.due - perf_counter()))
                self.send(waits)
            sleep(max(0.0, again - perf_counter()))


def expect(answer: HTTPResponse, *statuses: int) -> None:
    """Nothing else may be answered."""
    if answer.status not in statuses:
        raise RuntimeError(f"A judge was answered {answer.status}.")


class Desk:
    """Calls the next contestant when it is told to."""

    def __init__(self, place: Hall) -> None:
        command = [sys.executable, "-m", "bench.desk"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, env=place.environment, text=True, **pipes)  # type: ignore[call-overload]  # noqa: S603

    def call(self) -> None:
        """The next one is on stage when this returns."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        if not self.process.stdout.readline():
            raise RuntimeError("The desk could not call the next contestant.")


def judged(judges: list[Judge], desk: Desk, calls: int) -> Waits:
    """A part of the storm with so many calls, as all judges met it."""
    waits, stop, faults = Waits([], [], []), Event(), []

    def run(judge: Judge) -> None:
        try:
            judge.judge(waits, stop)
        except (OSError, RuntimeError) as error:
            faults.append(error)

    threads = [Thread(target=run, args=(judge,)) for judge in judges]
    for thread in threads:
        thread.start()
    for _ in range(calls):
        desk.call()
        sleep(EVERY)
    stop.set()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(f"{len(faults)} judges got no answer; the first: {faults[0]}")
    return waits


@contextmanager
def attacked(name: str, place: Hall) -> Iterator[list[int]]:
    """While somebody does this to the server; afterwards the list holds how many answers came in each second."""
    command = [sys.executable, "-m", "bench.attacks", name, str(place.port), place.organiser]
    attacker = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603 - our own interpreter
    answers: list[int] = []
    try:
        if attacker.stdout is None or attacker.stdout.readline() != b"on\n":
            raise RuntimeError(f"{name}: the attack did not begin.")
        yield answers
        if attacker.poll() is not None:
            raise RuntimeError(f"{name}: the attack ended by itself.")
    finally:
        attacker.terminate()
        answers += map(int, attacker.communicate()[0].split())


def memory_of(server: int) -> float:
    """Megabytes that all processes of the server hold, what they share counted once."""
    main = Path(f"/proc/{server}")
    return sum(map(proportional_size, (main, *children(main)))) / 1024


def children(folder: Path) -> list[Path]:
    """The processes that a process has started."""
    lists = [path.read_text() for path in folder.glob("task/*/children")]
    return [Path("/proc") / pid for pids in lists for pid in pids.split()]


def proportional_size(folder: Path) -> int:
    """Kilobytes of a process, its share of what it shares."""
    rows = (folder / "smaps_rollup").read_text().splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))


def line(name: str, waits: Waits, peace: Waits, answers: list[int] | None = None) -> bool:
    """A row of the table; whether it is within the limits. `answers` are those of the attackers, second by second."""
    worst, before = waits.worst(), peace.worst()
    times = max(now / max(then, CALM) for now, then in zip(worst, before, strict=True))
    good = times <= MOST and waits.longest() <= LONGEST
    figures = "".join(f"{seconds * 1000:8.0f}" for seconds in (*worst, waits.longest()))
    reached = f", {sum(answers) / len(answers):.0f} answers a second" if answers else ""
    print(
        f"{figures}  {times:5.2f}  {'' if good else 'OVER':5} {name} ({len(waits.sheets)} sheets{reached})", flush=True
    )
    return good


def stored(place: Hall) -> int:
    """How many sheets of the fifty judges are in the database, with those that came too late to count."""
    code = "import django; django.setup(); from scoring.models import KeptSheet as K, Submission as S; "
    code += "print(S.objects.filter(sheet__performance__contest__slug='fifty').count() + "
    code += "K.objects.filter(performance__contest__slug='fifty').count())"
    answer = subprocess.run([sys.executable, "-c", code], env=place.environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return int(answer.stdout)


def main(chosen: list[str]) -> int:
    """Every attack, with peace before and after it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    with hall(on=False) as place:
        desk, judges = Desk(place), [Judge(place, number) for number in range(len(place.secrets))]
        judged(judges, desk, 1)  # everything is loaded once
        before = judged(judges, desk, IN_PEACE)
        print(f"{'confirm':>8}{'open':>8}{'ask':>8}{'longest':>8}  times        p99 and the longest in milliseconds")
        good = [line("peace", before, before)]
        for name in chosen:
            with attacked(name, place) as answers:
                sleep(1)
                waits = judged(judges, desk, CALLS)
            sleep(1)
            after = judged(judges, desk, IN_PEACE)
            good.append(line(name, waits, before.and_those(after), answers))
            good.append(line("peace", after, after))
            before = after
        memory, sent, kept = memory_of(place.server), sum(judge.sent for judge in judges), stored(place)
        print(f"{sent} sheets acknowledged, {kept} stored; the server holds {memory:.0f} MB (limit {HEAVIEST})")
    return int(not (all(good) and sent == kept and memory <= HEAVIEST))


if __name__ == "__main__":
    sys.exit(main([name for name in ATTACKS if not sys.argv[1:] or any(word in name for word in sys.argv[1:])]))
