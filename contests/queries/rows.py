"""Questions about contests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.db.models import QuerySet

from communities.reading import models_asked
from contests.models import Contest, Panel, Performance, Round

ANY = -1


def performances_of(contest: Contest) -> QuerySet[Performance]:
    """The running order, round by round."""
    return contest.performances.select_related("contestant", "round")


def stage_order_of(contest: Contest) -> list[Performance]:
    """The running order on stage, round by round and room by room: the rooms of panels in their own order, then others.

    Where it goes contestant by contestant, room by room, and for each the rounds. Who has no place yet comes last.
    """
    rows = models_asked(_on_stage, {ANY: contest.pk})
    for row in rows:
        row.contest = contest
    panels = contest.panels.all() if any(row.room for row in rows) else ()
    known = places_of_rooms(panel.rooms for panel in panels)

    def place(row: Performance) -> tuple[tuple[int, ...], tuple[int, str], tuple[int, ...], tuple[int, ...]]:
        first, last = in_turn(contest, row)
        return first, (known.get(row.room, len(known)), row.room), (row.order is None, row.order or 0), last

    return sorted(rows, key=place)


def _on_stage() -> QuerySet[Performance]:
    rows = Performance.objects.filter(contest=ANY, round__external=False).order_by()
    return rows.select_related("contestant", "round")


def in_turn(contest: Contest, row: Performance) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What goes before and what after the place of a performance where the running order is sorted: the round comes
    first, or, where it goes contestant by contestant, last."""
    round_ = row.round.position, row.round_id
    return ((), (row.contestant.position, row.contestant_id, *round_)) if contest.by_contestant else (round_, ())


def places_of_rooms(of_panels: Iterable[Sequence[str] | None]) -> dict[str, int]:
    """The rooms of some panels, each with its place among them.

    >>> places_of_rooms([("第一考场", "第三考场"), None, ("第二考场",)])
    {'第一考场': 0, '第三考场': 1, '第二考场': 2}
    """
    rooms = dict.fromkeys(room for rooms in of_panels for room in rooms or ())
    return {room: n for n, room in enumerate(rooms)}


def panel_sits(panel: Panel, round_: Round) -> bool:
    """Whether a panel marks in a round."""
    return not round_.external and (panel.rounds is None or round_.key in panel.rounds)


def panel_marks(panel: Panel, performance: Performance) -> bool:
    """Whether a panel marks a performance: it sits in the round, and the contestant is in one of its rooms."""
    return panel_sits(panel, performance.round) and (panel.rooms is None or performance.room in panel.rooms)


def order_tag(performances: Iterable[Performance]) -> str:
    """The running order of some performances as a caller sees it: another text once somebody is drawn anew."""
    drawn = sorted((row.pk, row.room, row.order) for row in performances if row.order is not None)
    return sha256(repr(drawn).encode()).hexdigest()[:24]
