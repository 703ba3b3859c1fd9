"""Confirmations 成绩确认单: one page for each contestant, to check and to sign."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy, pgettext

from communities.numbers import format_decimal
from communities.refused import Refused
from contests.members import members_text, names_beside
from scoring.results import TallySheet, sum_of_points
from scoring.results.tally import Contestant, Line, PanelTally, RoundRow, RoundTally, Standing, Value
from tabulation.vocabulary import PERFORMING

from .ballots import ballot_cells, ballot_columns
from .cells import points_cell, pooling_text, value_cell
from .decimals import Decimals, decimals_in
from .frame import facts_of, handed_out, of_tally, speaking
from .one_room import of_room
from .paper import AS_GIVEN, FINE, Cell, Column, Form, Sheet, Table, in_parts, number_cell, padded
from .people import called, item_cell, locality_of, person_of, status_of, who_marked
from .registry import Choice, Printable
from .standings import place_cell

SIDE_BY_SIDE = 13


def confirmations(
    tally: TallySheet,
    *,
    now: datetime,
    language: str,
    form: Form = Form.PDF,
    contestants: Collection[str] | None = None,
    judge_names: bool = False,
    room: str = "",
) -> bytes:
    """A page for each contestant who performs or was marked, or those whose numbers are given; of one `room` alone,
    where it is given.

    Without `judge_names` the values stand from high to low and say nothing of who gave them. The place is printed
    once results are published. Raises Refused("nothing-to-print") where nobody is left.
    """
    with speaking(language, tally.contest.about):
        tally = of_room(tally, room)
        standings = {s.contestant: s for s in tally.standings}
        people = [person for person in tally.contest.contestants if person.id in standings]
        chosen = [c.id for c in people if (_has_scores(tally, c) if contestants is None else c.id in contestants)]
        if not chosen:
            raise Refused("nothing-to-print")
        even = decimals_in(tally)
        sheets = [_sheet(tally, standings[who], judge_names, even) for who in chosen]
        kind, words = gettext("Confirmation of score"), gettext("For signature by the contestant. Not published yet.")
        return handed_out(of_tally(tally, sheets, kind=kind, now=now, unpublished=words), form)


def _has_scores(tally: TallySheet, person: Contestant) -> bool:
    """Whether there is something to confirm: who withdrew before being marked has nothing."""
    return person.status in PERFORMING or _was_marked(tally, person.id)


def _was_marked(tally: TallySheet, who: str) -> bool:
    given = (panel.rows[who] for round_tally in tally.rounds for panel in round_tally.panels_for(who))
    marked = any(value.text is not None for row in given for line in row.lines for value in line.values)
    scores = (round_tally.rows[who].score for round_tally in tally.rounds if who in round_tally.rows)
    return marked or any(score is not None for score in scores)


def _sheet(tally: TallySheet, standing: Standing, judge_names: bool, even: Decimals) -> Sheet:
    who = standing.contestant
    person = person_of(tally, who)
    facts = [
        (pgettext("paper", "No."), who),
        (pgettext("paper", "Contestant"), person.name),
        (pgettext("paper", "Team members"), members_text(names_beside(person.name, person.members))),
        (pgettext("paper", "Community"), locality_of(person)),
    ]
    facts += [(pgettext("paper", "Status"), status_of(person)), *facts_of(tally.contest.about or {})]
    rounds = [round_tally for round_tally in tally.rounds if who in round_tally.rows]
    given = [
        table
        for round_tally in rounds
        for panel in round_tally.panels_for(who)
        for table in _given(round_tally, panel, who, judge_names, even, out=person.status not in PERFORMING)
    ]
    return Sheet(
        title=f"{who} {person.name}".strip(),
        tab=f"{who} {person.name}",
        facts=[(label, value) for label, value in facts if value],
        tables=[*given, _rounds(rounds, who, even), _end(tally, standing, even)],
        remarks=[
            gettext(
                "I have checked these scores. Any objection is raised with the supervisor immediately, on the spot."
            )
        ],
        signatures=[
            pgettext("paper", "Contestant"),
            pgettext("paper", "Tally clerk"),
            pgettext("paper", "Supervisor"),
            pgettext("paper", "Time"),
        ],
    )


def _given(
    round_tally: RoundTally, panel: PanelTally, who: str, judge_names: bool, even: Decimals, *, out: bool
) -> Iterator[Table]:
    """What a panel gave: its sheet totals, or its marks item by item; so many side by side as fit. With `out`, nothing
    is waited for any more."""
    title = pgettext("paper", " · ").join([called(round_tally.round), called(panel.panel), pooling_text(panel)])
    if (ballot := panel.panel.ballot) is not None:
        yield Table(caption=title, columns=ballot_columns(ballot), rows=[ballot_cells(panel, ballot, who)])
        return
    lines = [_ordered(line, judge_names) for line in panel.rows[who].lines]
    heads = [" / ".join(who_marked(panel, j, [who])) for j in range(len(panel.judges))]
    if not judge_names:
        heads = [str(n) for n in range(1, len(panel.judges) + 1)]
        title = gettext("{title}; from high to low").format(title=title)
    for part in in_parts(len(panel.judges), SIDE_BY_SIDE):
        columns = [Column(head=pgettext("paper", "Item"), width=30)] * panel.by_item
        columns += [
            Column(head=head, width=14, align="center", kind=AS_GIVEN if panel.by_item else "given")
            for head in heads[part]
        ]
        least = even.given[round_tally.round.id, panel.panel.id]
        rows = [
            [*_item(line), *(padded(value_cell(value, blank=out), least) for value in values[part])]
            for line, values in lines
        ]
        yield Table(caption="" if part.start else title, columns=columns, rows=rows)


def _ordered(line: Line, judge_names: bool) -> tuple[Line, list[Value]]:
    """A line's values: by seat, or from high to low with those that are none at the end."""
    values = list(line.values)
    return line, values if judge_names else sorted(values, key=_height, reverse=True)


def _height(value: Value) -> tuple[bool, Decimal, int]:
    """Among equal values the one dropped as highest stands first, the one dropped as lowest last."""
    cell = number_cell(value.text)
    return cell.number is not None, cell.number or Decimal(0), {"high": 1, "low": -1}.get(value.dropped, 0)


def _item(line: Line) -> list[Cell]:
    return [] if line.item is None else [item_cell(line.item)]


def _rounds(rounds: list[RoundTally], who: str, even: Decimals) -> Table:
    heads = [
        (pgettext("paper", "Round"), 0),
        (pgettext("paper", "Panel score"), 36),
        (pgettext("paper", "Deductions and bonuses"), 44),
    ]
    heads += [(pgettext("paper", "Round score"), 28), (pgettext("paper", "Weight of the round"), 24)]
    columns = [
        Column(head=head, width=width, align="center" if width else "left", kind=AS_GIVEN) for head, width in heads
    ]
    rows = [
        [
            Cell(text=called(round_tally.round)),
            _base(round_tally, round_tally.rows[who], even.base[round_tally.round.id]),
            points_cell(round_tally.rows[who].points, round_tally.rows[who].added),
            number_cell(round_tally.rows[who].score, decimals=even.score[round_tally.round.id], strong=True),
            number_cell(format_decimal(round_tally.round.weight)),
        ]
        for round_tally in rounds
    ]
    return Table(columns=columns, rows=rows, caption=pgettext("paper", "Round scores"))


def _base(round_tally: RoundTally, row: RoundRow, decimals: int) -> Cell:
    """The panel score and what it is multiplied by; no panel gave the score of a round that is scored elsewhere."""
    times = _times(row)
    if not round_tally.round.sealed or row.base is None:
        return number_cell(row.base, decimals=decimals, note=times)
    entered = gettext("entered directly")
    if not times and not row.points:
        return Cell(text=entered)
    return number_cell(row.base, decimals=decimals, note=pgettext("paper", "; ").join(filter(None, (entered, times))))


def _times(row: RoundRow) -> str:
    """What the panel score is multiplied by."""
    by = [(pgettext("paper", "Factor"), row.factor), (gettext("Coefficient of the room"), row.coefficient)]
    return pgettext("paper", "; ").join(f"{label} × {number_cell(text, most=FINE).text}" for label, text in by if text)


def _end(tally: TallySheet, standing: Standing, even: Decimals) -> Table:
    """The final score; place and award once they are published."""
    heads, cells = [pgettext("paper", "Final score")], [number_cell(standing.score, decimals=even.final, strong=True)]
    points = tally.points[standing.contestant]
    if points:
        heads.insert(0, pgettext("paper", "Points at the end"))
        cells.insert(0, points_cell(points, sum_of_points(points)))
    if tally.number is not None:
        heads += [pgettext("paper", "Place"), pgettext("paper", "Award")]
        cells += [place_cell(standing), Cell(text=pgettext("paper", ", ").join(standing.awards))]
    columns = [Column(head=head, width=0, align="center") for head in heads]
    return Table(columns=columns, rows=[cells], caption=pgettext("paper", "Result"), row_height=10)


PRINTABLES = (
    Printable(
        id="confirmations",
        name=gettext_lazy("Confirmations of scores"),
        purpose=gettext_lazy("One page for every contestant to sign."),
        position=4,
        make=confirmations,
        of_tally=True,
        by_room=True,
        choices=(Choice("judge_names", gettext_lazy("Confirmations with the judges' names")),),
    ),
)
