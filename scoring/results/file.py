"""A contest's rows as the document of a contest file, and as the values the sums take: ten queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from communities.json_text import Digits
from communities.refused import Refused
from contests.models import Contest, Decision
from contests.queries import set_up
from scoring.models import Adjustment, Mark
from scoring.tabulation import BadContestFile, read_contest
from scoring.tabulation import Contest as Values
from scoring.tabulation.json_text import NumberText
from scoring.tabulation.writer import as_document, fingerprint, write_contest

Document = dict[str, Any]


def contest_values(contest: Contest) -> Values:
    """The contest as the sums take it. Raises BadContestFile where it cannot be computed yet."""
    return read_contest(_numbers(document_of(contest), Digits, NumberText))


def document_of(contest: Contest) -> Document:
    """The whole contest as rows have it; `contest_text` is the file."""
    document = set_up(contest.pk)
    document["marks"] = [*document["marks"], *_marks(contest)]
    adjustments = Adjustment.objects.filter(contest=contest, voided_at__isnull=True)
    document["adjustments"] = [_adjustment(row) for row in adjustments.select_related("contestant", "round")]
    document["decisions"] = [_decision(row) for row in Decision.objects.filter(contest=contest)]
    return document


def _marks(contest: Contest) -> list[list[str | None]]:
    """The marks that count, to the letter, in the order of rounds, judges, items and contestants."""
    sheet = "submission__sheet__"
    rows = Mark.objects.filter(submission__counts=True, submission__sheet__performance__contest=contest)
    columns = ("performance__round__key", "judge__key", "performance__contestant__key")
    order = ("performance__round__position", "judge__position", "judge__pk")
    return [
        list(row)
        for row in rows.order_by(
            *(sheet + name for name in order),
            "item__position",
            f"{sheet}performance__contestant__position",
            f"{sheet}performance__contestant__pk",
        ).values_list(*(sheet + name for name in columns), "item__key", Cast("points", CharField(max_length=32)))
    ]


def _adjustment(row: Adjustment) -> Document:
    return {
        "contestant": row.contestant.key,
        "round": row.round.key if row.round else None,
        "points": format(row.points, "f"),
        "reason": row.reason,
        "about": {**row.about, **({"seconds": row.seconds} if row.seconds is not None else {})},
    }


def _decision(row: Decision) -> Document:
    return {"kind": row.kind, "order": row.order, "by": row.by, "about": row.about}


def read_file(source: bytes | str | Mapping[str, Any]) -> Document:
    """A contest file as a sound document; otherwise Refused("bad-file") with a line for every problem."""
    try:
        return dict(_numbers(as_document(read_contest(source)), NumberText, Digits))
    except BadContestFile as error:
        raise Refused("bad-file", problems=list(error.problems)) from error


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


def seal_of(contest: Contest) -> str:
    """The fingerprint of what opening seals."""
    return _checked(contest, fingerprint)


def _checked(contest: Contest, write: Any) -> str:
    try:
        return str(write(contest_values(contest)))
    except BadContestFile as error:
        raise Refused("cannot-be-computed", problems=list(error.problems)) from error
