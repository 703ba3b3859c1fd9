"""Whole contests in and out, as contest files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from communities.models import District, User
from communities.refused import Refused
from contests.about import LONGEST_CLOCK
from contests.actions.build import keep
from contests.actions.change import changed
from contests.actions.setup import new_contest
from contests.columns import from_file
from contests.models import Contest, ContestState, Decision, Judge, Performance, PerformanceState, RubricItem
from scoring import verbs
from scoring.models import Adjustment, BallotBox, Mark, ScoreSheet, Source, Submission
from scoring.results import contest_text, fingerprint_of, read_file
from scoring.results.named import Named
from tabulation.exact import plain

Document = Mapping[str, Any]
Sheets = dict[tuple[str, str, str], dict[str, str | None]]
"""Round, judge and contestant: item and points."""

IMPORTED: dict[str, Any] = {"idempotency_key": "import", "source": Source.IMPORT}


def import_contest(
    *, source: bytes | str | Document, district: District, slug: str, by: User, now: datetime
) -> Contest:
    """A contest file becomes a contest: with marks it comes frozen and closed, without it is one to be set up.

    Without a `slug` one is made from the time. The file is read and checked before the transaction begins, since nobody
    else can write while it lasts.

    Refused("bad-file") with its `problems`, "does-not-fit", "unknown-fields" and "invalid".
    """
    document = read_file(source)
    if not document["title"]:
        raise Refused("bad-file", problems=["title: missing; expected the name of the contest"])
    mark = (document.get("about") or {}).get("rehearsal", False)
    if type(mark) is not bool:  # else a rehearsal would come in as a contest that counts, and nobody would be told
        raise Refused("bad-file", problems=["about.rehearsal: expected true or false"])
    made = f"import-{timezone.localtime(now):%Y%m%d-%H%M%S}"
    values = {"slug": slug or made, **from_file(Contest, document)}
    with _called_by_name(document), transaction.atomic():
        contest = new_contest(district, values, document)
        sheets = _sheets(document)
        if sheets or document.get("ballots"):
            _freeze(contest, now)
            _store_sheets(contest, sheets, by, now)
            _store_ballots(contest, document)
        _adjustments(contest, document, by, now)
        _decisions(contest, document)
        changed(contest, verbs.CONTEST_IMPORTED, by=by, now=now, detail={"sheets": len(sheets)})
    return contest


@contextmanager
def _called_by_name(document: Document) -> Iterator[None]:
    """What does not fit comes with the names of the file, so that it can be said whose it is."""
    try:
        yield
    except Refused as refused:
        if refused.code == "does-not-fit":
            refused.facts["named"] = Named(document)
        raise


def export_contest(*, contest: Contest) -> str:
    """The contest file: everything that decides the result, and nothing secret."""
    return contest_text(contest)


def _sheets(document: Document) -> Sheets:
    sheets: Sheets = {}
    for round_, judge, contestant, item, points in document.get("marks", ()):
        if judge is not None:
            sheets.setdefault((round_, judge, contestant), {})[item] = points
    return sheets


def _freeze(contest: Contest, now: datetime) -> None:
    contest.performances.filter(round__external=False).update(state=PerformanceState.CLOSED)
    contest.fingerprint = fingerprint_of(contest)
    contest.state, contest.frozen_at = ContestState.CLOSED, now
    contest.save()


def _store_sheets(contest: Contest, sheets: Sheets, by: User, now: datetime) -> None:
    """In three steps, each in batches: sheets, submissions, marks to the letter."""
    judges = {j.key: j for j in Judge.objects.filter(contest=contest)}
    rows = Performance.objects.filter(contest=contest).select_related("round", "contestant")
    performances = {(p.round.key, p.contestant.number): p for p in rows}
    items = {(i.round.key, i.key): i for i in RubricItem.objects.filter(round__contest=contest).select_related("round")}
    laid = [ScoreSheet(judge=judges[j], performance=performances[r, c]) for r, j, c in sheets]
    sent = [
        Submission(sheet=sheet, number=1, counts=True, received_at=now, entered_by=by, **IMPORTED)
        for sheet in ScoreSheet.objects.bulk_create(laid, batch_size=500)
    ]
    stored = Submission.objects.bulk_create(sent, batch_size=500)
    marks = (
        Mark(submission=submission, item=items[round_, item], points=points)
        for submission, ((round_, _judge, _who), given) in zip(stored, sheets.items(), strict=True)
        for item, points in given.items()
    )
    Mark.objects.bulk_create(marks, batch_size=2_000)


def _store_ballots(contest: Contest, document: Document) -> None:
    """Counts alone: which cards they came by stayed where they were cast."""
    panels = {panel.key: panel for panel in contest.panels.all()}
    rows = Performance.objects.filter(contest=contest).select_related("round", "contestant")
    performances = {(p.round.key, p.contestant.number): p for p in rows}
    boxes: dict[tuple[str, str, str], BallotBox] = {}
    for round_, panel, who, group, points, count in document.get("ballots", ()):
        new = BallotBox(performance=performances[round_, who], panel=panels[panel], is_open=False)
        boxes.setdefault((round_, panel, who), new).counts.setdefault(group, {})[plain(Decimal(points))] = count
    BallotBox.objects.bulk_create(boxes.values(), batch_size=500)


def _adjustments(contest: Contest, document: Document, by: User, now: datetime) -> None:
    people = {c.number: c for c in contest.contestants.all()}
    rounds = {r.key: r for r in contest.rounds.all()}
    rows = []
    for row in document.get("adjustments", ()):
        extra = dict(row.get("about") or {})
        timed = type(extra.get("seconds")) is int and 0 <= extra["seconds"] < LONGEST_CLOCK
        adjustment = Adjustment(
            contest=contest,
            contestant=people[row["contestant"]],
            round=rounds[row["round"]] if row.get("round") else None,
            points=Decimal(row["points"]),
            reason=row.get("reason") or "",
            seconds=extra.pop("seconds") if timed else None,
            at=now,
            by=by,
            extra=extra,
        )
        rows.append(adjustment)
    keep(rows, "adjustments")


def _decisions(contest: Contest, document: Document) -> None:
    rows = [
        Decision(
            contest=contest,
            position=position,
            kind=row["kind"],
            order=list(row["order"]),
            by=row.get("by") or "",
            extra=row.get("about") or {},
        )
        for position, row in enumerate(document.get("decisions", ()))
    ]
    keep(rows, "decisions")
