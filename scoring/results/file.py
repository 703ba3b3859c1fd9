"""A contest's rows as the document of a contest file, and as the values the sums take: three queries.

Of a contest that is on, nearly all rows are those of its set-up, and every sheet changes others. Where the database has
the same rows of a set-up as before, the same values are taken and not read again (decision 61).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from communities.json_text import Digits
from communities.numbers import LONGEST, json_decimal
from communities.reading import rows_asked
from communities.refused import Refused
from contests.models import Contest, Decision
from contests.queries import Part, SetUpRows, set_up_and, set_up_rows, set_up_tables
from scoring.models import Adjustment, BallotBox, Mark
from tabulation import BadContestFile, read_contest, with_marks
from tabulation import Contest as Values
from tabulation.json_text import NumberText
from tabulation.writer import as_document, fingerprint, public_copy, write_contest

from .kept import Kept
from .named import named_in
from .seats import seat_tables, seats_in_file
from .unfit import not_computed

Document = dict[str, Any]
ANY = -1
BOX = ("performance__round__key", "panel__key", "performance__contestant__number")


@dataclass(slots=True)
class _SetUp:
    """A set-up as the sums take it, without marks; `scores` are the rows of those that come in ready. `marked` is it
    with the marks that were read last."""

    values: Values
    scores: list[list[Any]]
    marked: Values

    def with_marks(self, marks: list[list[Any]]) -> Values:
        """It with these marks; of those that are as they were last time nothing is checked again."""
        self.marked = with_marks(self.values, [*self.scores, *marks], self.marked.marks)
        return self.marked


def _size(set_up: _SetUp) -> int:
    return len(set_up.values.contestants) * len(set_up.values.rounds)


_set_ups: Kept[_SetUp] = Kept(50, room=20_000, size=_size)
"""By the rows themselves, not by a version: they may be taken inside an action, too."""


def contest_values(contest: Contest) -> Values:
    """The contest as the sums take it. Raises BadContestFile where it cannot be computed yet."""
    rows, marks = set_up_rows(contest.pk, _small_tables), _marks(contest)
    try:
        set_up = _set_ups.get(contest.pk, rows.rows, lambda: _set_up(rows))
    except BadContestFile:
        return values_of(_document(rows, marks))  # with the problems of the marks
    return set_up.with_marks(marks)


def _set_up(rows: SetUpRows) -> _SetUp:
    document = _document(rows, [])
    values = values_of({**document, "marks": []})
    return _SetUp(values, document["marks"], values)


def values_of(document: Document) -> Values:
    """A document of ours, from rows or from a publication, as the sums take it."""
    return read_contest(_numbers(document, Digits, NumberText))


def document_of(contest: Contest) -> Document:
    """The whole contest as rows have it; `contest_text` is the file."""
    return _document(set_up_rows(contest.pk, _small_tables), _marks(contest))


def _document(rows: SetUpRows, marks: list[list[Any]]) -> Document:
    document, small = set_up_and(rows)
    document["marks"] = [*document["marks"], *marks]
    document["ballots"] = [row for box in small["ballots"] for row in _counted(box)]
    document["judges"] = [*seats_in_file(document, small["seats"], small["inherited"])]
    document["adjustments"] = [_adjustment(row) for row in small["adjustments"]]
    document["decisions"] = [_decision(row) for row in small["decisions"]]
    return document


def _small_tables(contest_id: int) -> dict[str, Part]:
    adjustments = Adjustment.objects.filter(contest=contest_id, voided_at__isnull=True)
    given = ("contestant__number", "round__key", "points", "reason", "seconds", "extra")
    decisions = Decision.objects.filter(contest=contest_id)
    boxes = BallotBox.objects.filter(performance__contest=contest_id, is_open=False)
    return {
        **set_up_tables(contest_id),
        "adjustments": Part(adjustments, given, ("pk",)),
        "ballots": Part(boxes, (*BOX, "counts"), ("pk",)),
        "decisions": Part(decisions, ("kind", "order", "by", "extra")),
        **seat_tables(contest_id),
    }


def _marks(contest: Contest) -> list[list[Any]]:
    """The marks that count, to the letter, in the order of rounds, judges, items and contestants."""
    return list(map(list, rows_asked(_counting, {ANY: contest.pk})))


def _counting() -> QuerySet[Mark, Any]:
    sheet = "submission__sheet__"
    rows = Mark.objects.filter(submission__counts=True, submission__sheet__performance__contest=ANY)
    columns = ("performance__round__key", "judge__key", "performance__contestant__number")
    order = ("performance__round__position", "judge__position", "judge__pk")
    return rows.order_by(
        *(sheet + name for name in order),
        "item__position",
        f"{sheet}performance__contestant__position",
        f"{sheet}performance__contestant__pk",
    ).values_list(*(sheet + name for name in columns), "item__key", Cast("points", CharField(max_length=LONGEST)))


def _adjustment(row: Mapping[str, Any]) -> Document:
    return {
        "contestant": row["contestant__number"],
        "round": row["round__key"],
        "points": json_decimal(row["points"]),
        "reason": row["reason"],
        "about": {**row["extra"], **({"seconds": row["seconds"]} if row["seconds"] is not None else {})},
    }


def _counted(box: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The rows of a closed ballot box; of one that is open nothing is counted yet."""
    *where, counts = box.values()
    for group, given in counts.items():
        for points, count in given.items():
            yield [*where, group, points, count]


def _decision(row: Mapping[str, Any]) -> Document:
    return {"kind": row["kind"], "order": row["order"], "by": row["by"], "about": row["extra"]}


def read_file(source: bytes | str | Mapping[str, Any]) -> Document:
    """A contest file as a sound document; otherwise Refused("bad-file") with a line for every problem."""
    try:
        return stored_document(read_contest(source))
    except BadContestFile as error:
        raise Refused("bad-file", problems=list(error.problems), named=named_in(source)) from error


def stored_document(values: Values) -> Document:
    """The document of a contest as our columns keep it."""
    return dict(_numbers(as_document(values), NumberText, Digits))


def _numbers(value: Any, kind: type[str], other: type[str]) -> Any:
    """A document with the numbers in its `about` of another kind: those of the sums, or those of the columns.

    An `about` that holds nothing is left out: a column cannot tell it from none.
    """
    if isinstance(value, kind):
        return other(value)
    if isinstance(value, dict):
        said = {key: inner for key, inner in value.items() if key != "about" or inner}
        return {key: inner if key == "marks" else _numbers(inner, kind, other) for key, inner in said.items()}
    return [_numbers(inner, kind, other) for inner in value] if isinstance(value, list) else value


def contest_text(contest: Contest) -> str:
    """The contest file, canonical."""
    return _checked(contest, write_contest)


def public_text(contest: Contest, *, judge_name: str) -> str:
    """The file as anyone may have it; `judge_name` has a place for the number, such as "Judge {}".

    Where contestants came from is left out: that contest may show less of its results than they came with.
    """
    return _checked(contest, lambda values: write_contest(_without_origins(public_copy(values, judge_name))))


def _without_origins(values: Values) -> Values:
    people = (
        replace(person, about={key: value for key, value in person.about.items() if key != "came_from"} or None)
        if person.about
        else person
        for person in values.contestants
    )
    return replace(values, contestants=tuple(people))


def fingerprint_of(contest: Contest) -> str:
    """The fingerprint of what opening freezes."""
    return _checked(contest, fingerprint)


def _checked(contest: Contest, write: Any) -> str:
    try:
        return str(write(contest_values(contest)))
    except BadContestFile as error:
        raise not_computed(contest, error, document_of(contest)) from error
