"""A contest's rows as the document of a contest file, and as the values the sums take: three queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from communities.json_text import Digits
from communities.numbers import LONGEST, json_decimal
from communities.refused import Refused
from contests.models import Contest, Decision
from contests.queries import Part, set_up_and, set_up_tables
from scoring.models import Adjustment, Mark
from tabulation import BadContestFile, read_contest
from tabulation import Contest as Values
from tabulation.json_text import NumberText
from tabulation.writer import as_document, fingerprint, public_copy, write_contest

from .named import named_in
from .seats import seat_tables, seats_in_file
from .unfit import not_computed

Document = dict[str, Any]


def contest_values(contest: Contest) -> Values:
    """The contest as the sums take it. Raises BadContestFile where it cannot be computed yet."""
    return values_of(document_of(contest))


def values_of(document: Document) -> Values:
    """A document of ours, from rows or from a publication, as the sums take it."""
    return read_contest(_numbers(document, Digits, NumberText))


def document_of(contest: Contest) -> Document:
    """The whole contest as rows have it; `contest_text` is the file."""
    document, small = set_up_and(contest.pk, _small_tables)
    document["marks"] = [*document["marks"], *_marks(contest)]
    document["judges"] = [*seats_in_file(document, small["seats"], small["inherited"])]
    document["adjustments"] = [_adjustment(row) for row in small["adjustments"]]
    document["decisions"] = [_decision(row) for row in small["decisions"]]
    return document


def _small_tables(contest_id: int) -> dict[str, Part]:
    adjustments = Adjustment.objects.filter(contest=contest_id, voided_at__isnull=True)
    given = ("contestant__number", "round__key", "points", "reason", "seconds", "extra")
    decisions = Decision.objects.filter(contest=contest_id)
    return {
        **set_up_tables(contest_id),
        "adjustments": Part(adjustments, given, ("pk",)),
        "decisions": Part(decisions, ("kind", "order", "by", "extra")),
        **seat_tables(contest_id),
    }


def _marks(contest: Contest) -> list[list[str | None]]:
    """The marks that count, to the letter, in the order of rounds, judges, items and contestants."""
    sheet = "submission__sheet__"
    rows = Mark.objects.filter(submission__counts=True, submission__sheet__performance__contest=contest)
    columns = ("performance__round__key", "judge__key", "performance__contestant__number")
    order = ("performance__round__position", "judge__position", "judge__pk")
    return [
        list(row)
        for row in rows.order_by(
            *(sheet + name for name in order),
            "item__position",
            f"{sheet}performance__contestant__position",
            f"{sheet}performance__contestant__pk",
        ).values_list(*(sheet + name for name in columns), "item__key", Cast("points", CharField(max_length=LONGEST)))
    ]


def _adjustment(row: Mapping[str, Any]) -> Document:
    return {
        "contestant": row["contestant__number"],
        "round": row["round__key"],
        "points": json_decimal(row["points"]),
        "reason": row["reason"],
        "about": {**row["extra"], **({"seconds": row["seconds"]} if row["seconds"] is not None else {})},
    }


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
    """The file as anyone may have it; `judge_name` has a place for the number, such as "Judge {}"."""
    return _checked(contest, lambda values: write_contest(public_copy(values, judge_name)))


def fingerprint_of(contest: Contest) -> str:
    """The fingerprint of what opening freezes."""
    return _checked(contest, fingerprint)


def _checked(contest: Contest, write: Any) -> str:
    try:
        return str(write(contest_values(contest)))
    except BadContestFile as error:
        raise not_computed(contest, error, document_of(contest)) from error
