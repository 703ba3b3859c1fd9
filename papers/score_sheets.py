"""Blank score sheets 评分表: one for each judge and round, contestants in running order, to be filled in by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext, gettext_lazy, pgettext

from communities.numbers import format_decimal
from communities.refused import Refused
from contests.models import Contest, Judge, Performance, Recusal, Round, RubricItem
from contests.queries import panel_marks, panel_sits, stage_order_of
from scoring.models import Source, Submission
from scoring.queries import without_points

from .frame import facts_of_contest, handed_out, of_contest, speaking
from .paper import Cell, Column, Form, Sheet, Table
from .people import called, person_cell
from .qr import qr_svg
from .registry import Need, Printable
from .uses import to_be_marked_on

Address = Callable[[Judge, Round], str]
Closed = Mapping[int, str]
"""By performance why there is nothing to fill in."""
LONGEST_GUIDANCE = 90
"""Characters of what to look for, printed under an item; the whole of it stands in the rubric."""

LOWEST_ROW, HIGHEST_ROW, ROOM_FOR_ROWS = 10, 15, 160  # millimetres


def score_sheets(
    contest: Contest,
    *,
    now: datetime,
    language: str,
    form: Form = Form.PDF,
    judges: Collection[Judge] | None = None,
    room: str = "",
    address: Address | None = None,
) -> bytes:
    """A sheet for every judge who has not left, or those given, in every round with marks; of one `room` alone, where
    it is given.

    `address` makes of judge and round the address at which the desk enters the sheet: it is printed as a QR code.
    Raises Refused("nothing-to-print") where there is no judge or no round.
    """
    with speaking(language, contest.extra):
        sheets = [*_sheets(contest, judges, room, address if form is Form.PDF else None)]
        if not sheets:
            raise Refused("nothing-to-print")
        kind, use = pgettext("paper", "Score sheet"), to_be_marked_on(contest)
        return handed_out(of_contest(contest, sheets, kind=kind, now=now, use=use), form)


def _sheets(contest: Contest, judges: Collection[Judge] | None, room: str, address: Address | None) -> Iterator[Sheet]:
    wanted = None if judges is None else {judge.pk for judge in judges}
    seats = contest.judges.filter(left_at__isnull=True).select_related("panel")
    rounds = list(contest.rounds.filter(external=False).prefetch_related("items"))
    performances = [p for p in stage_order_of(contest) if room in ("", p.room)]
    recused = set(Recusal.objects.filter(judge__contest=contest).values_list("judge", "contestant"))
    given = _given_before(contest) | _excused(contest)
    for judge in seats:
        for round_ in rounds:
            if (wanted is None or judge.pk in wanted) and panel_sits(judge.panel, round_):
                here = [p for p in performances if p.round_id == round_.pk and _performs(p)]
                due = [p for p in here if panel_marks(judge.panel, p)]
                if room and not due:
                    continue
                out = {p.pk: pgettext("paper", "recused") for p in due if (judge.pk, p.contestant_id) in recused}
                out |= {p.pk: given[judge.pk, p.pk] for p in due if (judge.pk, p.pk) in given}
                yield _sheet(contest, judge, round_, due, out, address)


def _given_before(contest: Contest) -> dict[tuple[int, int], str]:
    """Judge and performance of the sheets that count of who sat there before: there is nothing to fill in."""
    sent = Submission.objects.filter(counts=True, sheet__judge__contest=contest, sheet__judge__replaced__gt=F("holder"))
    words = gettext("marked by {judge}")
    return {
        (sub.sheet.judge_id, sub.sheet.performance_id): words.format(judge=sub.sheet.judge.predecessor(sub.holder))
        for sub in sent.exclude(source=Source.DESK).select_related("sheet__judge")
    }


def _excused(contest: Contest) -> dict[tuple[int, int], str]:
    """Judge and performance where the judge is excused: there is nothing to fill in, unless the sheet is re-opened."""
    sent = Submission.objects.filter(counts=True, sheet__judge__contest=contest, sheet__reopened_at=None)
    found = sent.filter(without_points("pk")).values_list("sheet__judge", "sheet__performance")
    return dict.fromkeys(found, pgettext("paper", "excused"))


def _performs(performance: Performance) -> bool:
    return performance.contestant.performs


def _sheet(
    contest: Contest, judge: Judge, round_: Round, due: list[Performance], out: Closed, address: Address | None
) -> Sheet:
    items = list(round_.items.all())
    facts = [
        (pgettext("paper", "Judge"), called(judge)),
        (pgettext("paper", "Post"), judge.post),
        (pgettext("paper", "Panel"), called(judge.panel)),
    ]
    if not judge.official:
        facts.append((pgettext("paper", "Counts"), gettext("no, {kind}").format(kind=judge.get_kind_display())))
    return Sheet(
        title=called(round_),
        tab=f"{called(judge)} {called(round_)}",
        facts=[*((label, value) for label, value in facts if value), *facts_of_contest(contest)],
        tables=[_table(items, due, out)],
        remarks=[*_remarks(items)],
        signatures=[gettext("Signature of the judge"), pgettext("paper", "Time")],
        qr=qr_svg(address(judge, round_)) if address else "",
        qr_note=gettext("Desk: enter this sheet"),
    )


def _table(items: list[RubricItem], due: list[Performance], out: Closed) -> Table:
    columns = [Column(head=pgettext("paper", "Order"), width=13, align="center")]
    columns += [
        Column(head=pgettext("paper", "No."), width=13, align="center"),
        Column(head=pgettext("paper", "Contestant"), width=40),
    ]
    columns += [Column(head=called(item), note=_range(item), width=22, align="center") for item in items]
    columns.append(Column(head=pgettext("paper", "Sheet total"), note=_whole(items), width=26, align="center"))
    height = max(LOWEST_ROW, min(HIGHEST_ROW, ROOM_FOR_ROWS // max(1, len(due))))
    return Table(
        columns=columns, rows=[_row(row, len(items) + 1, out.get(row.pk, "")) for row in due], row_height=height
    )


def _row(row: Performance, blanks: int, closed: str) -> list[Cell]:
    order = Cell(text=str(row.order or ""), number=None if row.order is None else Decimal(row.order))
    blank = Cell(text=closed, closed=True) if closed else Cell()
    return [order, Cell(text=row.contestant.number), person_cell(row.contestant), *[blank] * blanks]


def _range(item: RubricItem) -> str:
    """From how many points to how many, and in what steps."""
    text = gettext("{minimum}–{maximum}").format(
        minimum=format_decimal(item.minimum), maximum=format_decimal(item.maximum)
    )
    if item.grades:
        text = " / ".join(f"{name} {format_decimal(points)}" for name, points in item.graded)
    elif item.step is not None:
        text = gettext("{range}, step {step}").format(range=text, step=format_decimal(item.step))
    return (
        text
        if item.weight == 1
        else gettext("{range}, counts ×{weight}").format(range=text, weight=format_decimal(item.weight))
    )


def _whole(items: list[RubricItem]) -> str:
    if any(item.weight != 1 for item in items):
        return pgettext("paper", "weighted")
    return gettext("at most {maximum}").format(maximum=format_decimal(sum((i.maximum for i in items), Decimal(0))))


def _remarks(items: list[RubricItem]) -> Iterator[str]:
    for item in items:
        guidance = " ".join(item.guidance.split())
        if guidance:
            short = guidance if len(guidance) <= LONGEST_GUIDANCE else guidance[:LONGEST_GUIDANCE] + "…"
            yield gettext("{item}: {guidance}").format(item=called(item), guidance=short)
    yield gettext("Cross out and sign any correction. The desk deducts points for overtime; judges do not.")


PRINTABLES = (
    Printable(
        id="score-sheets",
        name=gettext_lazy("Blank score sheets"),
        purpose=gettext_lazy("One for every judge and round, with a QR code for the desk. Use them if a tablet fails."),
        position=2,
        make=score_sheets,
        by_room=True,
        needs=(
            Need(
                Exists(Judge.objects.filter(contest=OuterRef("pk"), left_at__isnull=True)),
                gettext_lazy("Available once there are judges."),
            ),
            Need(
                Exists(RubricItem.objects.filter(round__contest=OuterRef("pk"), round__external=False)),
                gettext_lazy("Available once there is a round with rubric items."),
            ),
        ),
        leads_to_desk=True,
    ),
)
