"""Places that were looked at before: what has changed since, in all and item by item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from communities.refused import Refused
from contests.models import Contest, Contestant
from contests.origin import Origin
from scoring.models import Publication
from tabulation.exact import exact_text

from .decimals import even
from .origins import Came, PublicOrigin, tells_of, where_from
from .public import Disclosed
from .published import frozen
from .tally import TallySheet

Key = tuple[str, str, str]
"""A round, a panel and an item of it, by their ids."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A number then and now, and by how much it changed, with a sign; `name` is what it is of, "" for all together."""

    name: str
    before: str
    now: str
    by: str


@dataclass(frozen=True, slots=True)
class Change:
    """A place that was looked at before: what it came with, the final scores, and those of the `items` that both times
    had, with the same maximum: none where whole sheets were pooled, or that publication is not here."""

    who: Contestant
    origin: Origin
    final: Compared
    items: tuple[Compared, ...]


def changes_since(contest: Contest, tally: TallySheet) -> list[Change]:
    """How places that were taken over have changed since, as in the standings; none where people are judged: two
    contests of theirs do not compare. Two queries, and the data of publications that are not kept."""
    if not contest.takes_evidence:
        return []
    people = {who.number: who for who in contest.contestants.all() if who.origin}
    came = where_from(contest, people.values())
    return [
        Change(who, origin, _compared("", origin.score, row.score), _items(came[who.pk], tally, row.contestant))
        for row in tally.standings
        if (who := people.get(row.contestant)) and (origin := who.origin) and origin.score and row.score
    ]


def public_changes(
    contest: Contest, results: Disclosed | None, published: Publication | None, came: PublicOrigin | None, number: str
) -> tuple[Compared, ...]:
    """What residents read of how a place has changed: item by item where both contests show every mark, and nothing
    where one does not."""
    if not contest.takes_evidence or came is None or published is None:
        return ()
    if results is None or not results.marks or not came.marks or results.entry(number) is None:
        return ()
    try:
        before, now = frozen(came.publication).tally, frozen(published).tally
    except Refused:
        return ()
    return _pairs(before, came.number, now, number)


def _items(came: Came, tally: TallySheet, number: str) -> tuple[Compared, ...]:
    if came.publication is None or not tells_of(came.publication, came.origin):
        return ()
    try:
        before = frozen(came.publication).tally
    except Refused:
        return ()
    return _pairs(before, came.origin.number, tally, number)


def _pairs(before: TallySheet, then: str, tally: TallySheet, number: str) -> tuple[Compared, ...]:
    old = {key: (most, score) for key, _name, most, score in _pooled(before, then)}
    new = [(name, old[key], (most, score)) for key, name, most, score in _pooled(tally, number) if key in old]
    return tuple(_compared(name, was[1], now[1]) for name, was, now in new if was[0] == now[0])


def _pooled(tally: TallySheet, number: str) -> Iterator[tuple[Key, str, Decimal, str]]:
    """What each panel gave somebody for each item: its name, its maximum and the score."""
    for found in tally.rounds:
        panels = found.panels_for(number)
        for panel in panels:
            for line in panel.rows[number].lines:
                item = line.item
                if item is not None and line.pooled is not None:
                    name = item.name or item.id
                    whose = f"{panel.panel.name or panel.panel.id} · " if len(panels) > 1 else ""
                    yield (found.round.id, panel.panel.id, item.id), f"{whose}{name}", item.max, line.pooled


def _compared(name: str, before: str, now: str) -> Compared:
    change = Fraction(now) - Fraction(before)
    texts = even([before, now, exact_text(abs(change))])
    by = f"{'+' if change > 0 else '−'}{texts[2]}" if change else "0"
    return Compared(name, str(texts[0]), str(texts[1]), by)
