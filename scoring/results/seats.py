"""What happened to judges' seats, as a contest file's `about` of a judge tells it: who left midway, and who sat there
before and gave which marks. The sums ignore it; everything that names who marked reads it here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F, Q

from contests.models import Judge
from contests.queries import Part
from scoring.models import Source, Submission
from tabulation import Contest as Values
from tabulation.contest import Judge as Seat
from tabulation.contest import Round

Row = dict[str, Any]


def seat_tables(contest_id: int) -> dict[str, Part]:
    """Seats that somebody left or handed over, and the sheets that count of those who sat there before."""
    seats = Judge.objects.filter(Q(left_at__isnull=False) | Q(replaced__gt=0), contest=contest_id)
    sent = Submission.objects.filter(counts=True, holder__lt=F("sheet__judge__replaced"))
    inherited = sent.filter(sheet__performance__contest=contest_id).exclude(source=Source.DESK)
    sheet = ("sheet__judge__key", "sheet__performance__round__key", "sheet__performance__contestant__number")
    return {
        "seats": Part(seats, ("key", "left_at", "former"), ("pk",)),
        "inherited": Part(inherited, (*sheet, "holder"), ("pk",)),
    }


def seats_in_file(document: Row, seats: Iterable[Row], inherited: Iterable[Row]) -> Iterator[Row]:
    """The judges of a document, each with what happened to the seat."""
    found = {seat["key"]: seat for seat in seats}
    given: dict[tuple[str, int], dict[str, list[str]]] = {}
    for judge, round_, who, holder in (row.values() for row in inherited):
        given.setdefault((judge, holder), {}).setdefault(round_, []).append(who)
    for judge in document["judges"]:
        seat = found.get(judge["id"])
        yield judge if seat is None else {**judge, "about": {**judge["about"], **_about(judge, seat, given)}}


def _about(judge: Row, seat: Row, given: Mapping[tuple[str, int], dict[str, list[str]]]) -> Row:
    """Who left is excused from what came after, and only this can tell that from somebody excused once."""
    said: Row = {"left": True} if seat["left_at"] is not None else {}
    before = judge["about"].get("former")
    marked = (given.get((seat["key"], n), {}) for n in range(len(seat["former"])))
    people = ({"name": person["name"], "post": person.get("post", "")} for person in seat["former"])
    former = [{**person, "marked": there} for person, there in zip(people, marked, strict=True)]
    if former:
        said["former"] = [*(before if isinstance(before, list) else ()), *former]
    return said


def has_left(judge: Seat) -> bool:
    """Whether a judge of a document of ours left midway."""
    return (judge.about or {}).get("left") is True


def former_holders(judge: Seat) -> list[tuple[str, Mapping[str, Any]]]:
    """Who sat in a seat before, first to last: the name, and by round the numbers of those marked.

    A file may come from anywhere: what is no such list says nothing.
    """
    former = (judge.about or {}).get("former")
    people = [person for person in former if isinstance(person, dict)] if isinstance(former, list) else []
    holders = [(person.get("name"), person.get("marked")) for person in people]
    return [(name, marked) for name, marked in holders if isinstance(name, str) and isinstance(marked, dict)]


def marked_by(judge: Seat, round_: Round, who: str) -> str:
    """The name of whoever sat there before and gave the marks of this seat; "" where who sits there now did."""
    for name, marked in former_holders(judge):
        numbers = marked.get(round_.id)
        if isinstance(numbers, list) and who in numbers:
            return name
    return ""


def named_for(values: Values, who: str) -> Values | None:
    """A contest whose judges are called as those were who marked one contestant; None where nothing differs.

    Where a seat changed hands between two rounds of theirs, it is called by both names, each with the round.
    """
    judges = tuple(_named(values, judge, who) for judge in values.judges)
    return None if judges == values.judges else replace(values, judges=judges)


def _named(values: Values, judge: Seat, who: str) -> Seat:
    marked = [(round_, name) for round_ in values.rounds if (name := marked_by(judge, round_, who))]
    if not marked:
        return judge
    sits = [r for r in values.rounds if any(panel.id == judge.panel for panel in values.panels_of(r))]
    own = [round_ for round_ in sits if not marked_by(judge, round_, who)]
    both = [*marked, *((round_, judge.name or judge.id) for round_ in own)]
    names = list(dict.fromkeys(name for _round, name in both))
    if len(names) == 1:
        return replace(judge, name=names[0])
    parts = [f"{name} ({' / '.join(r.name or r.id for r, n in both if n == name)})" for name in names]
    return replace(judge, name=" / ".join(parts))
