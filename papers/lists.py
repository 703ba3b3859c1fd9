"""The award list 获奖名单 and the running order 出场顺序表."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from math import ceil

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from communities.names import place_parts
from communities.wording import listed
from contests.models import Contest, Performance
from contests.queries import stage_order_of
from contests.rules.lists import label_of
from scoring.results import TallySheet, Vacant, vacant

from .decimals import decimals_in
from .frame import draw_text, facts_of, facts_of_contest, handed_out, of_contest, of_tally, speaking, turns_text
from .paper import Cell, Column, Form, Sheet, Table, number_cell
from .people import Person, called, locality_of, name_of, person_cell, person_of, status_of
from .registry import Choice, Need, Printable
from .standings import place_cell
from .uses import to_be_followed


def award_list(
    tally: TallySheet, *, now: datetime, language: str, form: Form = Form.PDF, scores: bool = False
) -> bytes:
    """Who gets which award, award by award; with `scores` also the final scores."""
    with speaking(language, tally.contest.about):
        title = pgettext("paper", "Award list")
        sheet = Sheet(
            title=title,
            tab=title,
            facts=[*facts_of(tally.contest.about or {})],
            tables=[_awards(tally, scores)],
            poster=True,
            signatures=[
                pgettext("paper", "Tally clerk"),
                pgettext("paper", "Supervisor"),
                pgettext("paper", "Chair of the panel"),
            ],
        )
        words = gettext(
            "For signature and for preparing the ceremony. Not published yet: not to be read out or posted."
        )
        return handed_out(of_tally(tally, [sheet], kind=title, now=now, unpublished=words, why=False), form)


LETTER, INSET = 8.5, 3.5
"""Millimetres of a Chinese character at the largest size of a poster, and of the air beside a text."""
ON_A_LINE = 9
"""Characters of a place that stand on one line of it beside all else."""


def _awards(tally: TallySheet, scores: bool) -> Table:
    people = {s.contestant: person_of(tally, s.contestant) for s in tally.standings if s.awards}
    names = [*(person.name for person in people.values()), *map(_not_given, map(vacant, tally.vacant))]
    apart = any(len(locality_of(person)) > ON_A_LINE for person in people.values())
    columns = [
        Column(head=pgettext("paper", "Award"), width=_wide((award.name for award in tally.contest.awards), 55)),
        Column(head=pgettext("paper", "Place"), width=18, align="center"),
        Column(head=pgettext("paper", "No."), width=16, align="center"),
        Column(head=label_of("name", tally.contest.about), width=_wide(names, 48)),
        Column(head=pgettext("paper", "Community"), width=0, below=pgettext("paper", "Street") if apart else ""),
    ]
    even = decimals_in(tally).final
    columns += [Column(head=pgettext("paper", "Final score"), width=28, align="center", decimals=even)] * scores
    rows = []
    for award in tally.contest.awards:
        if award.named is not None and not any(award.name in standing.awards for standing in tally.standings):
            rows.append([Cell(text=award.name, strong=True), *_nobody(len(columns) - 1)])
        for standing in tally.standings:
            if award.name in standing.awards:
                person = people[standing.contestant]
                cells = [Cell(text=award.name, strong=True), place_cell(standing), Cell(text=standing.contestant)]
                cells += [Cell(text=name_of(person), strong=True), _home(person, apart=apart)]
                rows.append([*cells, *[number_cell(standing.score)] * scores])
        rows += [_left_over(found, len(columns)) for found in map(vacant, tally.vacant) if found.award == award.name]
    return Table(columns=columns, rows=rows)


def _wide(texts: Iterable[str], most: int) -> int:
    """The width at which the longest of some texts does not break, as far as there is room; in millimetres."""
    longest = max((len(text) / 2 if text.isascii() else len(text) for text in texts), default=0)
    return ceil(min(most, max(3, longest) * LETTER + INSET))


def _home(person: Person, *, apart: bool) -> Cell:
    """Where somebody is from: on one line, or the street below in smaller letters."""
    parts = place_parts(person.street, person.community)
    if apart and len(parts) > 1:
        street, community = parts
        return Cell(text=community, note=street)
    return Cell(text=locality_of(person))


def _left_over(found: Vacant, width: int) -> list[Cell]:
    """A row for what is left over of an award by place."""
    of = f"{found.award} · {found.group}" if found.group else found.award
    cells = [Cell(text=of, strong=True), Cell(text="–"), Cell(text="–"), Cell(text=_not_given(found))]
    cells.append(Cell(text=found.why))
    return [*cells, *[Cell()] * (width - len(cells))]


def _not_given(found: Vacant) -> str:
    return gettext("{count} not given").format(count=found.count)


def _nobody(width: int) -> list[Cell]:
    """The cells of an award by name that nobody has been given."""
    return [Cell(text="") if n != 3 else Cell(text=pgettext("award", "Not given yet.")) for n in range(width)]


def running_order(contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF) -> bytes:
    """Who performs when, round by round; one page where the order is the same in all rounds."""
    with speaking(language, contest.extra):
        kind = pgettext("paper", "Running order")
        rows = sorted(stage_order_of(contest), key=lambda p: p.round.position)
        rounds = [(round_, list(part)) for round_, part in groupby(rows, key=lambda p: p.round)]
        once = len({tuple((p.room, p.order, p.contestant_id) for p in part) for _, part in rounds}) <= 1
        if once:
            sheets = [_order(contest, kind, rounds[0][1] if rounds else [])]
        else:
            sheets = [_order(contest, called(round_), part) for round_, part in rounds]
        return handed_out(of_contest(contest, sheets, kind=kind, now=now, use=to_be_followed(contest)), form)


def _order(contest: Contest, title: str, rows: Iterable[Performance]) -> Sheet:
    performances = list(rows)
    remarks = [*turns_text(contest), *draw_text(contest)]
    if any(p.contestant.number_before for p in performances):
        before = [f"{p.contestant.number} ← {p.contestant.number_before}" for p in performances]
        words = gettext("The draw gave the numbers. Number now and before: {numbers}.")
        remarks.append(words.format(numbers=listed(before)))
    return Sheet(
        title=title,
        tab=title,
        facts=facts_of_contest(contest),
        tables=[_performances(performances)],
        remarks=remarks,
        signatures=[pgettext("paper", "Drawn by"), pgettext("paper", "Supervisor"), pgettext("paper", "Time")],
    )


def _performances(rows: list[Performance]) -> Table:
    rooms, titles = any(p.room for p in rows), any(p.contestant.title or p.contestant.theme for p in rows)
    columns = [Column(head=pgettext("paper", "Room"), width=22)] * rooms
    columns += [Column(head=pgettext("paper", "Order"), width=16, align="center")]
    columns += [
        Column(head=pgettext("paper", "No."), width=16, align="center"),
        Column(head=pgettext("paper", "Contestant"), width=56, below=pgettext("paper", "Community")),
    ]
    columns += [Column(head=pgettext("paper", "Presentation title"), width=0)] * titles
    columns += [Column(head=pgettext("paper", "Remark"), width=0 if not titles else 30)]
    table = []
    for row in rows:
        person = row.contestant
        cells = [Cell(text=row.room)] * rooms
        order = Cell(text=str(row.order), number=Decimal(row.order), strong=True) if row.order else Cell(text="–")
        cells += [order, Cell(text=person.number), person_cell(person)]
        cells += [Cell(text=person.title or person.theme, note=person.theme if person.title else "")] * titles
        table.append([*cells, Cell(text=status_of(person))])
    return Table(columns=columns, rows=table)


PRINTABLES = (
    Printable(
        id="running-order",
        name=pgettext_lazy("paper", "Running order"),
        purpose=gettext_lazy(
            "Who performs when, with lines for those who drew the order. For the waiting room and the desk."
        ),
        position=1,
        make=running_order,
        needs=(
            Need(
                Exists(Performance.objects.filter(contest=OuterRef("pk"), round__external=False, order__isnull=False)),
                gettext_lazy("Available once the running order is drawn or entered."),
            ),
        ),
    ),
    Printable(
        id="award-list",
        name=gettext_lazy("Award list"),
        purpose=gettext_lazy("Who gets which award. For the emcee and the notice."),
        position=5,
        make=award_list,
        of_tally=True,
        choices=(Choice("scores", gettext_lazy("Award list with the scores")),),
    ),
)
