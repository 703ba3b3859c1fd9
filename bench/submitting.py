"""Sheets sent through HTTP: one against the bare transaction, fifty judges at once, and for five seconds on end.

A sheet is acknowledged by the redirect that answers it, and then it is on disk (synchronous=FULL). Anything else is an
error and stops the run; at the end the database must hold exactly what was acknowledged.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median
from typing import Any

from django import setup
from django.db.backends.sqlite3._functions import register as add_functions

from bench.hall import hall
from bench.tablets import Tablet, all_submit

from . import Ratio, seconds

ALONE, ROUNDS, BURSTS, ON_END, RUNS = 5, 60, 5, 5, 3
"""Sheets sent one after the other in a round, rounds, times that all send at once, seconds on end, runs of them."""
LONGEST = 0.3
"""Seconds a judge waits at most, but for one sheet in a hundred."""


class Bare:
    """The yardstick: the rows of a stored sheet written once more for another, as bare SQL on one kept connection."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, isolation_level=None)
        add_functions(self.database)  # the checks of the tables call some of Django's
        self.database.execute("PRAGMA synchronous=FULL")
        self.database.execute("PRAGMA foreign_keys=ON")
        submission = self.last("scoring_submission", "counts")
        self.submission, sent = submission, submission["id"]
        rows = self.database.execute("SELECT item_id, points FROM scoring_mark WHERE submission_id = ?", (sent,))
        self.marks = rows.fetchall()
        self.journal = self.last("communities_journal", "verb = 'sheet-submitted'")
        assert len(self.marks) == 8, self.marks  # noqa: S101

    def last(self, table: str, where: str) -> dict[str, Any]:
        """The latest row of a table."""
        found = self.database.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY id DESC LIMIT 1")  # noqa: S608
        return dict(zip([column[0] for column in found.description], found.fetchone(), strict=True))

    def insert(self, table: str, row: dict[str, Any]) -> int | None:
        """Write a row; its number."""
        columns, values = ",".join(row), ",".join("?" * len(row))
        written = self.database.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", tuple(row.values()))  # noqa: S608
        return written.lastrowid

    def write(self, sheet: int) -> None:
        """One durable transaction: journal, submission, marks, version."""
        self.database.execute("BEGIN IMMEDIATE")
        at = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")  # no line is dated before its predecessor
        line = self.insert("communities_journal", {**self.journal, "id": None, "at": at})
        own = {"id": None, "sheet_id": sheet, "line_id": line, "idempotency_key": secrets.token_urlsafe(16)}
        row = {**self.submission, **own}
        number = self.insert("scoring_submission", row)
        marks = [(number, item, points) for item, points in self.marks]
        self.database.executemany("INSERT INTO scoring_mark (submission_id, item_id, points) VALUES (?, ?, ?)", marks)
        contest = (self.journal["contest_id"],)
        self.database.execute("UPDATE contests_contest SET version = version + 1 WHERE id = ?", contest)
        self.database.execute("COMMIT")

    def sheets_of(self, contest: int) -> int:
        """How many sheets of a contest count."""
        query = (
            "SELECT count(*) FROM scoring_submission s JOIN scoring_scoresheet h ON h.id = s.sheet_id "
            "JOIN contests_performance p ON p.id = h.performance_id WHERE s.counts AND p.contest_id = ?"
        )
        return int(self.database.execute(query, (contest,)).fetchone()[0])


def alone(tablets: list[Tablet], bare: Bare) -> Ratio:
    """One sheet after the other, both ways in turn; of the rounds the middle one: a machine is not always as quick."""

    def through_http() -> None:
        for tablet in tablets[:ALONE]:
            tablet.submit()

    def in_sql() -> None:
        for tablet in tablets[-ALONE:]:
            bare.write(tablet.sheets.pop())

    ratio = median(seconds(through_http, 1) / seconds(in_sql, 1) for _ in range(ROUNDS))
    return Ratio("one sheet of eight marks through HTTP, ÷ the same rows in bare SQL", ratio, 10)


def waits_of(tablets: list[Tablet]) -> list[list[float]]:
    """How long every tablet waited for each of its sheets since the last time this was asked."""
    waits = [tablet.waits for tablet in tablets]
    for tablet in tablets:
        tablet.waits = []
    return waits


def burst(tablets: list[Tablet]) -> float:
    """All send at the same instant; seconds until the last one is answered."""
    all_submit(tablets)
    return max(wait for waits in waits_of(tablets) for wait in waits)


def measure() -> Iterator[Ratio]:
    """The figures of submitting."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    with hall() as place:
        tablets = [Tablet(place, number) for number in range(len(place.secrets))]
        before = sum(len(tablet.sheets) for tablet in tablets)
        all_submit(tablets)
        bare = Bare(place.database)
        yield alone(tablets, bare)
        waits_of(tablets)
        last = min(burst(tablets) for _ in range(BURSTS))
        yield Ratio("fifty judges at the same instant: the last one's wait, ÷ 300 ms", last / LONGEST, 1)
        runs = [run_on_end(tablets) for _ in range(RUNS)]
        stored = bare.sheets_of(bare.journal["contest_id"])
        if stored != before - sum(len(tablet.sheets) for tablet in tablets):
            raise RuntimeError(f"The database holds {stored} sheets, not as many as were acknowledged.")
    yield from on_end(min(runs, key=slowest))


def run_on_end(tablets: list[Tablet]) -> list[list[float]]:
    """All send, each again as soon as it is answered; the waits of each."""
    all_submit(tablets, ON_END)
    return waits_of(tablets)


def slowest(waits: list[list[float]]) -> float:
    """What one sheet in a hundred waited longer than."""
    every = sorted(wait for tablet in waits for wait in tablet)
    return every[len(every) * 99 // 100]


def on_end(waits: list[list[float]]) -> Iterator[Ratio]:
    """Fifty judges on end, in the run the machine disturbed least: the slowest sheets, and who came off worst."""
    every = sorted(wait for tablet in waits for wait in tablet)
    sheets = [len(tablet) for tablet in waits]
    name = f"fifty judges for {ON_END} s on end, the best of {RUNS} runs ({len(every) / ON_END:.0f} sheets/s)"
    yield Ratio(f"{name}: p99, ÷ 300 ms", slowest(waits) / LONGEST, 1)
    yield Ratio(f"{name}: sheets of all ÷ those of the unluckiest judge, each", mean(sheets) / min(sheets), 1.5)
    yield Ratio(f"{name}: the longest wait, ÷ an ordinary one", every[-1] / median(every), 5)
