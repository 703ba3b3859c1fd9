"""Long lists: 300 candidates from a workbook to their blank sheets, and the pages of 5,000 contestants.

In seconds, as an organiser waits for them: every page is asked of Django's own handler with all of our middleware,
with nothing kept from an earlier page, and each takes the shortest of several runs. `measure()` runs this module as a
program, which fills a database of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from gzip import decompress
from html import unescape
from io import BytesIO
from time import perf_counter
from typing import Any

from . import Ratio, seconds
from .apart import measured_apart

CANDIDATES, CROWD, JUDGES, ITEMS = 300, 5_000, 7, 4
RUNS = 3
HEAVIEST = 200_000
"""Bytes that a desk's answer may have at most, before it is compressed."""


def measure() -> Iterator[Ratio]:
    """The figures of long lists."""
    for name, taken, limit in measured_apart("crowds"):
        yield Ratio(f"{name}, ÷ {limit} {'bytes' if limit > 1_000 else 's'}", taken / limit, 1)


class Organiser:
    """Somebody who organises and sits at the desk; what comes back other than expected stops the run."""

    def __init__(self, user: Any) -> None:
        from django.test import Client  # noqa: PLC0415 - all of these need Django's settings

        self.client = Client(SERVER_NAME="localhost", headers={"Accept-Encoding": "gzip", "Accept-Language": "zh-CN"})
        self.client.force_login(user)

    def reads(self, path: str) -> Any:
        """A page, with nothing kept in the process."""
        from scoring.results import forget  # noqa: PLC0415

        forget()
        return self.expect(200, self.client.get(path), path)

    def sends(self, path: str, **fields: Any) -> Any:
        """A form that is taken: it is answered with a redirect."""
        return self.expect(302, self.client.post(path, fields), path)

    def looks_at(self, path: str, **fields: Any) -> Any:
        """A form that is answered with a page, to be confirmed."""
        return self.expect(200, self.client.post(path, fields), path)

    def expect(self, status: int, response: Any, path: str) -> Any:
        """The response, if it is what was meant to come."""
        if response.status_code != status:
            raise RuntimeError(f"{path} was answered {response.status_code}.")
        return response


def text_of(response: Any) -> str:
    """A page as a browser reads it."""
    packed = response.get("Content-Encoding") == "gzip"
    return (decompress(response.content) if packed else response.content).decode()


def hidden(page: str, name: str) -> str:
    """What a hidden field of a page holds."""
    [field] = re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    return unescape(field)


def workbook() -> bytes:
    """Candidates of a district, as its organisation office has them."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.active.append(["编号", "姓名", "社区", "街道"])
    for n in range(1, CANDIDATES + 1):
        book.active.append([f"{n:03d}", f"候选{n}", f"社区{n}", f"街道{n % 20}"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def document(*, marked: bool) -> dict[str, Any]:
    """A contest of 5,000, with the marks of everybody or before the first one."""
    people = [f"{n:04d}" for n in range(1, CROWD + 1)]
    judges, items = [f"J{n}" for n in range(1, JUDGES + 1)], [f"i{n}" for n in range(1, ITEMS + 1)]
    rubric = [{"id": item, "name": item, "max": "25", "step": "0.1"} for item in items]
    marks = [
        ["speech", judge, who, item, f"{15 + (n * 7 + j * 3 + i * 11) % 100 / 10:.1f}"]
        for n, who in enumerate(people)
        for j, judge in enumerate(judges)
        for i, item in enumerate(items)
    ]
    return {
        "format": "leitai-contest/1",
        "title": "A contest of five thousand (invented)",
        "rules": {"tie_chain": ["decimals", "panel:jury", "lot"]},
        "panels": [{"id": "jury", "name": "Jury", "drop_high": 1, "drop_low": 1}],
        "rounds": [{"id": "speech", "name": "Speech", "items": rubric}],
        "judges": [{"id": judge, "panel": "jury", "name": f"Judge {judge}"} for judge in judges],
        "contestants": [{"id": who, "name": f"Secretary {who}", "street": f"Street {int(who) % 40}"} for who in people],
        "awards": [{"name": "First prize", "quota": 10}, {"name": "Second prize", "quota": 100}],
        "marks": marks if marked else [],
    }


def list_figures(organiser: Organiser, contest: Any) -> Iterator[tuple[str, float, float]]:
    """300 candidates: taken, drawn, shown, printed."""
    about, book = f"/manage/{contest.pk}", workbook()

    def take() -> None:
        contest.contestants.all().delete()
        started = perf_counter()
        upload = BytesIO(book)
        upload.name = "candidates.xlsx"
        page = text_of(organiser.looks_at(f"{about}/contestants/", file=upload))
        organiser.sends(f"{about}/contestants/list/", payload=hidden(page, "payload"), seen=hidden(page, "seen"))
        taken.append(perf_counter() - started)

    taken: list[float] = []
    for _ in range(RUNS):
        take()
    if contest.contestants.count() != CANDIDATES:
        raise RuntimeError("The list was not taken.")

    def draw() -> float:
        organiser.sends(f"{about}/order/", **{"take-back": "on"})
        started = perf_counter()
        organiser.sends(f"{about}/order/", seal="on")
        organiser.sends(f"{about}/order/", called="two neighbourhoods")
        return perf_counter() - started

    yield f"{CANDIDATES} candidates: a workbook read, shown and taken", min(taken), 1
    yield "the same: their draw sealed and made", min(draw() for _ in range(RUNS)), 1
    manage = f"/manage/{contest.pk}"
    yield "the same: their results shown", seconds(partial(organiser.reads, f"{manage}/results/"), RUNS), 1
    sheets = partial(organiser.reads, f"{manage}/papers/score-sheets.pdf")
    yield "the same: their blank sheets printed", seconds(sheets, RUNS), 5


def crowd_figures(organiser: Organiser, live: Any, closed: Any) -> Iterator[tuple[str, float, float]]:
    """5,000 contestants: results and desk, before most marks and after the last one."""
    for name, contest in (("live", live), ("closed", closed)):
        for page, path in (("results", f"/manage/{contest.pk}/results/"), ("desk", f"/desk/{contest.pk}/")):
            yield f"{CROWD} contestants, {name}: {page} opened", seconds(partial(organiser.reads, path), RUNS), 3


def made() -> tuple[Organiser, Any, Any, Any]:
    """The organiser, and the three contests."""
    from random import Random  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    from contests import actions as setup  # noqa: PLC0415
    from contests.queries import performances_of  # noqa: PLC0415
    from contests.rules.presets import PRESETS  # noqa: PLC0415
    from demo import make_localities, make_people  # noqa: PLC0415
    from demo.people import make_administrator  # noqa: PLC0415
    from demo.stages import performed  # noqa: PLC0415
    from scoring import actions  # noqa: PLC0415

    now = timezone.now()
    administrator = make_administrator(now)
    district = make_localities(by=administrator, now=now, chance=Random(1))  # noqa: S311 - the same sample every time
    people = make_people(district, administrator, now)
    by, several = people.organiser, {"district": district, "by": people.organiser, "now": now}
    values = {"slug": "candidates", "title": "Candidates (invented)"}
    candidates = setup.create_contest(values=values, preset=PRESETS["stage"], seats=JUDGES, **several)
    closed = actions.import_contest(source=document(marked=True), slug="closed", **several)
    live = actions.import_contest(source=document(marked=False), slug="live", **several)
    for judge in live.judges.all():
        setup.change_part(part=judge, values={"name": judge.key}, by=by, now=now)
    setup.seal_draw(contest=live, by=by, now=now)
    setup.draw_order(contest=live, called="crowd", by=by, now=now)
    setup.issue_cards(contest=live, by=by, now=now)
    live = actions.open_contest(contest=live, by=by, now=now)
    first, second, *_ = performances_of(live)[:2]
    performed(first, people, now, 1)
    actions.start_performance(performance=second, by=people.desk, now=now)
    return Organiser(by), candidates, live, closed


def figures() -> Iterator[tuple[str, float, float]]:
    """Everything measured, in a database that is filled for it."""
    organiser, candidates, live, closed = made()
    yield from list_figures(organiser, candidates)
    yield from crowd_figures(organiser, live, closed)


if __name__ == "__main__":
    from django import setup as start

    start()
    from config.management.commands.serve import prepare

    prepare()
    print(json.dumps(list(figures())))
