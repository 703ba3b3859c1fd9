"""What a publication says that is no longer so: what people corrected, and what the results are now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from communities.language import in_chinese
from communities.numbers import aligned, format_decimal
from communities.wording import listed
from contests.clocks import clock_text
from contests.columns import COLUMNS, PART, PERSON, Column, Later
from contests.judged import judges_people
from contests.models import Contest, Contestant, Status, label
from scoring.models import Publication
from tabulation import Tabulation, as_json

from .decimals import readable
from .file import Document, stored_document
from .published import frozen
from .standings import results_of
from .tally import decided_text

What = tuple[str, str | None, str | None]
"""What a mark is for: round, judge and item."""
CORRECTED = (Later.FREELY, Later.WITH_REASON)


@dataclass(frozen=True, slots=True)
class OldFact:
    """Something a publication says that is different now; `number` is the contestant's, "" for the contest."""

    number: str
    label: str | Promise
    before: str
    now: str


def old_facts(contest: Contest, publication: Publication) -> list[OldFact]:
    """Everything residents read and certificates print of a publication that is different now: what was corrected,
    and for each contestant times, deductions and bonuses, scores, place and awards.

    Raises Refused("cannot-be-computed").
    """
    published, result = frozen(publication), results_of(contest)
    then, now = published.document, stored_document(result.contest)
    people = judges_people(contest.extra)
    old, new = _Results(then, published.result, result), _Results(now, as_json(result), result)
    found = list(_corrected(Contest, "", then, now))
    for person in now["contestants"]:
        number = person["id"]
        found += _corrected(Contestant, number, published.people[number], person, people=people)
        found += _of_results(number, old, new) or _of_marks(number, old, new)
    return found


def _corrected(
    kind: type[Model], number: str, then: Document, now: Document, *, people: bool = True
) -> Iterator[OldFact]:
    for column in COLUMNS[kind]:
        if column.later in CORRECTED and (column.key or column.about):
            before, after = _text(column, then), _text(column, now)
            if before != after:
                yield OldFact(number, PART if column.label is PERSON and not people else column.label, before, after)


def _text(column: Column, part: Mapping[str, Any]) -> str:
    value = part.get(column.key) if column.key else (part.get("about") or {}).get(column.about)
    return str(value or "")


def place_text(*, status: str, place: int | None, shared: bool) -> str:
    """A place, and whether others share it; why there is none for those who do not compete; else ""."""
    if status != Status.COMPETING:
        return str(label(Status.of(status)))
    if place is None:
        return ""
    return _("{place}, shared").format(place=place) if shared else str(place)


class _Results:
    """The results of a document by contestant; the rounds' names are those of now, they never change."""

    def __init__(self, document: Document, result: Mapping[str, Any], now: Tabulation) -> None:
        self.contest = now.contest
        self.rounds = {round_.id: round_.name or round_.id for round_ in now.contest.rounds}
        self.standings = {row["contestant"]: row for row in result["standings"]}
        self.times = {(who, round_): seconds for round_, who, seconds in document.get("times", ())}
        self.judges = {judge.id: judge.name or judge.id for judge in now.contest.judges}
        self.items = {(of.id, item.id): item.name or item.id for of in now.contest.rounds for item in of.items}
        self.marks: dict[str, dict[What, Decimal | None]] = {}
        for round_, judge, who, item, points in document.get("marks", ()):
            self.marks.setdefault(who, {})[round_, judge, item] = None if points is None else Decimal(points)
        self.points: dict[str, Counter[str]] = {}
        for row in document.get("adjustments", ()):
            self.points.setdefault(row["contestant"], Counter())[self._points(row)] += 1

    def _points(self, row: Mapping[str, Any]) -> str:
        said = format_decimal(Decimal(row["points"]), "signed")
        return " ".join(filter(None, (self.rounds.get(row.get("round") or ""), said, row.get("reason"))))

    def mark(self, what: What, points: Decimal | None) -> str:
        """A mark with its judge and item by their names."""
        round_, judge, item = what
        said = "–" if points is None else format_decimal(points, "short")
        return " ".join(filter(None, (self.judges.get(judge or ""), self.items.get((round_, item or "")), said)))

    def decided(self, row: Mapping[str, Any]) -> str:
        """What told somebody from equals."""
        return decided_text(self.contest, row["decided_by"], chinese=in_chinese()) if row["decided_by"] else ""


def _of_results(number: str, old: _Results, new: _Results) -> list[OldFact]:
    pairs = ((name, tuple(texts)) for name, texts in _pairs(number, old, new))
    return [OldFact(number, name, before, after) for name, (before, after) in pairs if before != after]


def _of_marks(number: str, old: _Results, new: _Results) -> Iterator[OldFact]:
    """Marks that were corrected without any consequence for the result."""
    then, now = old.marks.get(number, {}), new.marks.get(number, {})
    differing = [what for what in {**then, **now} if then.get(what) != now.get(what)]
    if differing:
        before, after = (listed(new.mark(what, marks.get(what)) for what in differing) for marks in (then, now))
        yield OldFact(number, _("marks corrected, scores unchanged"), before, after)


def _pairs(number: str, old: _Results, new: _Results) -> Iterator[tuple[str, Iterable[str]]]:
    """Every part of a contestant's result: what it is called; what it was and what it is now."""
    for round_, name in new.rounds.items():
        seconds = (results.times.get((number, round_)) for results in (old, new))
        yield _("time ({round})").format(round=name), map(clock_text, seconds)
    gone, come = (results.points.get(number, Counter()) for results in (old, new))
    yield _("deductions and bonuses"), (listed((gone - come).elements()), listed((come - gone).elements()))
    rows = then, now = old.standings[number], new.standings[number]
    for round_, name in new.rounds.items():
        yield _("score ({round})").format(round=name), _scores(*(row["rounds"].get(round_) for row in rows))
    exact = then["score"] == now["score"]  # two that are told apart before they are rounded
    yield _("final score"), _scores(*(row["exact" if exact else "score"] for row in rows))
    yield _("place"), (place_text(status=row["status"], place=row["place"], shared=row["shared"]) for row in rows)
    yield _("place decided by"), map(new.decided, rows)
    yield _("out after"), (new.rounds.get(row["cut"] or "", "") for row in rows)
    yield _("award"), (listed(row["awards"]) for row in rows)


def _scores(before: str | None, now: str | None) -> tuple[str, str]:
    """Two scores with as many decimals; in full where they would look the same."""
    first, second = aligned([readable(before), readable(now)])
    return (before or "", now or "") if first == second else (first or "", second or "")
