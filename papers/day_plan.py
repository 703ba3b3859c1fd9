"""The plan for the day of a contest 比赛日工作安排, on one page: what to bring, when to do what, who sits where.

Everything on it is read off the set-up, so it can be printed before the contest is opened, and again when something
has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from communities.models import Membership, Role
from communities.wording import listed
from contests.clocks import clock_text
from contests.models import Award, Contest, Judge, Performance, Round
from contests.queries import panel_sits, stage_order_of

from .frame import facts_of_contest, framed, handed_out, speaking, turns_text
from .paper import Cell, Column, Form, Sheet, Table
from .people import called
from .registry import Printable

SPARE = 2
"""Tablets more than judges."""

MOST_NAMED = 24
"""Contestants named in their order; with more the running order is on its own paper."""


def day_plan(contest: Contest, *, now: datetime, language: str, form: Form = Form.PDF) -> bytes:
    """What to bring, when to do what, who sits where, what to do when something fails."""
    with speaking(language, contest.extra):
        kind = pgettext("paper", "Plan for the day")
        again = (
            "" if contest.frozen else gettext("Print it again when judges, contestants or their order have changed.")
        )
        sheets = [_sheet(contest, kind)]
        paper = framed(
            sheets,
            kind=kind,
            contest=contest.title,
            fingerprint=contest.fingerprint,
            now=now,
            rehearsal=contest.rehearsal,
            state=again,
        )
        return handed_out(paper, form)


def _sheet(contest: Contest, kind: str) -> Sheet:
    judges = list(contest.judges.filter(left_at__isnull=True).select_related("panel"))
    rounds = list(contest.rounds.filter(external=False).prefetch_related("cuts"))
    return Sheet(
        title=kind,
        tab=kind,
        facts=facts_of_contest(contest),
        tables=[
            _pairs(gettext("Bring and print"), [*_needed(contest, judges, rounds)]),
            _two(
                gettext("Who sits where"), (pgettext("plan", "Who"), pgettext("plan", "Where")), _seats(contest, judges)
            ),
            _two(
                gettext("When to do what"),
                (pgettext("plan", "When"), pgettext("plan", "What")),
                _times(contest, rounds),
            ),
            _two(
                gettext("If something fails"),
                (pgettext("plan", "What happens"), pgettext("plan", "What to do")),
                _faults(),
            ),
        ],
    )


def _two(caption: str, heads: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Table:
    columns = [Column(head=heads[0], width=44), Column(head=heads[1], width=0)]
    cells = [[Cell(text=what, strong=True), Cell(text=how)] for what, how in rows]
    return Table(caption=caption, columns=columns, rows=cells)


def _pairs(caption: str, rows: Sequence[tuple[str, str]]) -> Table:
    """Two things on a line."""
    columns = [
        Column(head=pgettext("plan", "What"), width=0),
        Column(head=pgettext("plan", "How many"), width=20, align="center"),
    ] * 2
    half = -(-len(rows) // 2)
    cells = [[Cell(text=what), Cell(text=count)] for what, count in rows]
    cells += [[Cell(), Cell()]] * (2 * half - len(rows))
    return Table(caption=caption, columns=columns, rows=[[*cells[n], *cells[n + half]] for n in range(half)])


def _needed(contest: Contest, judges: Sequence[Judge], rounds: Sequence[Round]) -> Iterator[tuple[str, str]]:
    """What is to be there, and how many of each."""
    sheets = sum(panel_sits(judge.panel, round_) for judge in judges for round_ in rounds)
    winners = sum(_given(award) for award in contest.awards.all())
    yield gettext("Server computer, plugged in"), "1"
    yield gettext("Desk laptops, two accounts"), "2"
    yield gettext("Tablets, charged, and spares"), f"{len(judges)} + {SPARE}"
    yield gettext("Your own router, power strip"), "1"
    yield pgettext("plan", "Judges' cards"), str(len(judges))
    yield pgettext("plan", "Blank score sheets (pages)"), str(sheets)
    yield gettext("Running order, for desk and emcee"), "3"
    yield gettext("Pens, stopwatch, water"), "–"
    yield gettext("Paper for certificates"), str(winners) if winners else "–"
    yield gettext("This plan, for everybody at work"), "3"


def _given(award: Award) -> int:
    """How many certificates an award may need: one by name at least one, even while nobody is named."""
    return (award.quota or 0) if award.named is None else max(1, len(award.named))


def _seats(contest: Contest, judges: Iterable[Judge]) -> Iterator[tuple[str, str]]:
    for panel, seats in groupby(sorted(judges, key=lambda j: (j.panel.position, j.position)), key=lambda j: j.panel):
        yield called(panel), listed(f"{n}. {_named(judge)}" for n, judge in enumerate(seats, 1))
    working = Membership.objects.filter(district=contest.district_id, user__is_active=True).select_related("user")
    memberships = list(working.order_by("user"))
    for role, where in (
        (Role.DESK, gettext("beside the stage: {people}")),
        (Role.ORGANISER, gettext("in the hall, for decisions: {people}")),
        (Role.SUPERVISOR, gettext("behind the desk: {people}")),
    ):
        people = listed(str(one.user) for one in memberships if one.role == role)
        yield str(role.label), where.format(people=people or gettext("nobody yet"))


def _named(judge: Judge) -> str:
    remarks = [pgettext("plan", "chair")] * judge.chair + [judge.get_kind_display()] * (not judge.official)
    remarked = gettext("{judge} ({remarks})").format(judge=called(judge), remarks=listed(remarks))
    return remarked if remarks else called(judge)


def _times(contest: Contest, rounds: Sequence[Round]) -> Iterator[tuple[str, str]]:
    yield (
        gettext("The day before"),
        gettext(
            "Rehearse with a copy. Print cards and running order and have the order signed. "
            "Open the contest; then print blank sheets."
        ),
    )
    yield (
        gettext("1 hour before"),
        gettext("Start the server. Open the desk, and one tablet, by the address in the venue's network."),
    )
    yield (
        gettext("½ hour before"),
        gettext("Judges take their seats and scan their cards. The desk shows who sits."),
    )
    order = _order(contest)
    for round_ in rounds:
        yield called(round_), " ".join(filter(None, (_limit(round_), order.get(round_.pk, ""), _cut(round_))))
    start = gettext("Start; enter the time when the speech is over; wait until all sheets are in; close.")
    yield gettext("Each contestant"), " ".join((*turns_text(contest), start))
    yield (
        gettext("After the last"),
        gettext(
            "Close the contest. Check the results, settle what is equal. Print tally sheet and "
            "confirmations and have them signed. Publish. Give the emcee the award list. "
            "Issue certificates. Keep the contest file."
        ),
    )


def _limit(round_: Round) -> str:
    limit = (round_.clock or {}).get("limit")
    return gettext("{time} each.").format(time=clock_text(int(limit))) if limit else ""


def _cut(round_: Round) -> str:
    return "".join(gettext("Then the first {count} go on.").format(count=cut.keep) for cut in round_.cuts.all())


def _order(contest: Contest) -> dict[int, str]:
    """Who performs in each round, one after the other; what is as in the round before is only said so."""
    rows = sorted(stage_order_of(contest), key=lambda row: row.round.position)
    before, found = "", {}
    for number, part in groupby(rows, key=lambda row: row.round_id):
        sequence = _sequence([row for row in part if row.contestant.performs])
        found[number] = gettext("The same order.") if sequence == before else sequence
        before = sequence
    return found


def _sequence(rows: Sequence[Performance]) -> str:
    if any(row.order is None for row in rows):
        return gettext("Contestants: {count}; the order is not drawn yet.").format(count=len(rows))
    if len(rows) > MOST_NAMED:
        return gettext("Contestants: {count}, see the running order.").format(count=len(rows))
    return gettext("Order: {contestants}.").format(contestants=listed(str(row.contestant) for row in rows))


def _faults() -> Iterator[tuple[str, str]]:
    yield (
        gettext("A tablet fails"),
        gettext(
            "Scan the same card with a spare one. Or mark on a blank sheet and sign it: "
            "one enters it at the desk, another account confirms."
        ),
    )
    yield (
        gettext("A card is lost"),
        gettext("Make a new card on the page “Cards”. The old one stops working immediately."),
    )
    yield (
        gettext("No network"),
        gettext("Leave all pages open: tablets send by themselves once it is back."),
    )
    yield gettext("The server stops"), gettext("Start it again. Everything received is kept.")
    yield (
        gettext("A judge has to leave"),
        gettext(
            "Click the judge at the desk. Replace: somebody else takes the seat. "
            "Leaves: the marks given so far stay, or none of them counts."
        ),
    )
    yield gettext("The wrong one was called"), gettext("Take back the start, as long as nobody has sent a sheet.")


PRINTABLES = (
    Printable(
        id="day-plan",
        name=pgettext_lazy("paper", "Plan for the day"),
        purpose=gettext_lazy("What to bring, when to do what, who sits where, and what to do when something fails."),
        position=0,
        make=day_plan,
    ),
)
