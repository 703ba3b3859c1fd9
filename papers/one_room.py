"""What a paper of one room is made of: the same figures, of nobody else."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext, pgettext

from communities.refused import Refused
from scoring.results import PanelTally, TallySheet
from scoring.results.tally import RoundTally


def of_room(tally: TallySheet, room: str) -> TallySheet:
    """A tally sheet with those who are in a room; whole for no room. Refused("nothing-to-print") where that is nobody.

    Places and scores are those of the whole contest.
    """
    if not room:
        return tally
    people = {person.id for person in tally.contest.contestants if person.room == room}
    standings = tuple(standing for standing in tally.standings if standing.contestant in people)
    if not standings:
        raise Refused("nothing-to-print")
    return replace(tally, standings=standings, rounds=tuple(_round(part, people) for part in tally.rounds))


def _round(part: RoundTally, people: set[str]) -> RoundTally:
    panels = tuple(_panel(panel, people) for panel in part.panels)
    rows = {who: row for who, row in part.rows.items() if who in people}
    return replace(part, rows=rows, panels=tuple(panel for panel in panels if panel.rows))


def _panel(panel: PanelTally, people: set[str]) -> PanelTally:
    return replace(panel, rows={who: row for who, row in panel.rows.items() if who in people})


def room_facts(room: str) -> list[tuple[str, str]]:
    """The room, as the head of a paper names it."""
    return [(pgettext("paper", "Room"), room)] if room else []


def kind_in(kind: str, room: str) -> str:
    """What a paper of one room is called."""
    return gettext("{paper}, {room}").format(paper=kind, room=room) if room else kind
