"""Sheets as received 评分表存档: what each judge gave in a round, and the signature beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy, pgettext

from communities.numbers import format_decimal
from communities.refused import Refused
from contests.models import Contest, RubricItem
from scoring.models import Source, Submission
from scoring.results import sheet_totals
from scoring.rules import is_drawn, signature_svg

from .frame import facts_of_contest, handed_out, of_contest, speaking
from .paper import AS_GIVEN, Cell, Column, Form, Sheet, Table, number_cell
from .people import called, person_cell
from .registry import Need, Printable
from .uses import Use

Seat = tuple[int, int, int]
"""A judge, how many had given up the seat before, and a round: what stands on one sheet of paper."""


def signed_sheets(contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF) -> bytes:
    """A page for every judge and round: the sheets that count, as they came in, with the signature of each.

    What was entered from paper is signed there. Raises Refused("nothing-to-print") where no sheet counts.
    """
    with speaking(language, contest.extra):
        sheets = [_sheet(contest, sent) for sent in _by_seat(contest).values()]
        if not sheets:
            raise Refused("nothing-to-print")
        kind, use = gettext("Judge's sheets as received"), Use(gettext("For the files."))
        return handed_out(of_contest(contest, sheets, kind=kind, now=now, use=use, landscape=True), form)


def _by_seat(contest: Contest) -> dict[Seat, list[Submission]]:
    """What counts, in the order of seats, rounds and running order; marks and rubric are at hand. Three queries."""
    rows = Submission.objects.filter(counts=True, sheet__judge__contest=contest).exclude(source=Source.DESK)
    rows = rows.select_related(
        "sheet__judge__panel", "sheet__performance__contestant", "sheet__performance__round__contest__rule_sheet"
    ).prefetch_related("marks", "sheet__performance__round__items")
    order = ("sheet__judge__position", "sheet__judge", "sheet__performance__round__position", "holder")
    found: dict[Seat, list[Submission]] = {}
    for sent in rows.order_by(*order, "sheet__performance__order", "pk"):
        sheet = sent.sheet
        found.setdefault((sheet.judge_id, sent.holder, sheet.performance.round_id), []).append(sent)
    return found


def _sheet(contest: Contest, sent: Sequence[Submission]) -> Sheet:
    judge, round_ = sent[0].sheet.judge, sent[0].sheet.performance.round
    items = list(round_.items.all())
    for item in items:
        item.round = round_
    name = judge.predecessor(sent[0].holder) or called(judge)
    return Sheet(
        title=called(round_),
        tab=f"{name} {called(round_)}",
        facts=[
            (pgettext("paper", "Judge"), name),
            (pgettext("paper", "Panel"), called(judge.panel)),
            *facts_of_contest(contest),
        ],
        tables=[Table(columns=[*_columns(contest, items)], rows=_rows(contest, items, sent))],
        signatures=[] if contest.signatures else [gettext("Signature of the judge"), pgettext("paper", "Time")],
    )


def _columns(contest: Contest, items: Sequence[RubricItem]) -> Iterator[Column]:
    yield Column(head=pgettext("paper", "No."), width=13, align="center")
    yield Column(head=pgettext("paper", "Contestant"), width=40)
    for item in items:
        most = gettext("at most {maximum}").format(maximum=format_decimal(item.maximum))
        yield Column(head=called(item), note=most, width=22, align="center", kind=AS_GIVEN)
    yield Column(head=pgettext("paper", "Sheet total"), width=26, align="center", kind="given")
    yield Column(head=pgettext("paper", "Received"), width=24, align="center")
    if contest.signatures:
        yield Column(head=gettext("Signature of the judge"), width=36, align="center")


def _rows(contest: Contest, items: list[RubricItem], sent: Sequence[Submission]) -> list[list[Cell]]:
    given = [{mark.item_id: mark.points for mark in one.marks.all()} for one in sent]
    rows = []
    for one, points, total in zip(sent, given, sheet_totals(items, given), strict=True):
        contestant = one.sheet.performance.contestant
        row = [Cell(text=contestant.number), person_cell(contestant)]
        row += [number_cell(format_decimal(value) if (value := points.get(i.pk)) is not None else None) for i in items]
        row.append(number_cell(None if total is None else format_decimal(total), strong=True))
        row.append(Cell(text=f"{localtime(one.received_at):%H:%M:%S}"))
        rows.append(row + ([_signature(one)] if contest.signatures else []))
    return rows


def _signature(sent: Submission) -> Cell:
    if sent.source == Source.PAPER:
        return Cell(text=gettext("on paper"))
    if not sent.signature:
        return Cell(text=gettext("not signed"), closed=True)
    if is_drawn(sent.signature):
        return Cell(text=gettext("signed on the tablet"), drawn=signature_svg(sent.signature))
    return Cell(text=sent.signature, note=gettext("typed on the tablet"))


PRINTABLES = (
    Printable(
        id="signed-sheets",
        name=gettext_lazy("Sheets as received"),
        purpose=gettext_lazy("What each judge gave, one page for judge and round, with the signature. For the files."),
        position=8,
        make=signed_sheets,
        needs=(
            Need(
                Exists(
                    Submission.objects.filter(counts=True, sheet__judge__contest=OuterRef("pk")).exclude(
                        source=Source.DESK
                    )
                ),
                gettext_lazy("Available once the first sheet has been received."),
            ),
        ),
    ),
)
