"""What residents read of a community's achievements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from communities.models import Achievement, Community, Pillar, StoredFile, ValueState
from communities.periods import period_of
from communities.queries import FILES


@dataclass(frozen=True, slots=True)
class PublicAchievement:
    """An achievement as residents read it: a value in the words of its indicator, another in its own."""

    title: str
    quantity: Decimal
    unit: str
    period: str
    evidence: str
    evidence_link: str
    meaning: str = ""
    indicator: int | None = None
    value: int | None = None
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True, slots=True)
class UnderPillar:
    """What a community shows under one pillar: the latest of each indicator and what is in words, and what is older."""

    words: str
    latest: list[PublicAchievement]
    earlier: list[PublicAchievement]


def achievements_by_pillar(community: Community) -> list[UnderPillar]:
    """What is published of a community under each of the four pillars, the latest period first. Two queries."""
    rows = (
        community.achievements.filter(state=ValueState.PUBLISHED, retired_at=None)
        .select_related("indicator")
        .prefetch_related(FILES)
    )
    found: dict[str, list[Achievement]] = {pillar: [] for pillar in Pillar.values}
    for row in sorted(rows, key=_latest_first):
        found[row.indicator.pillar if row.indicator else row.pillar].append(row)
    return [_under(str(words), found[pillar]) for pillar, words in Pillar.choices]


def _under(words: str, rows: list[Achievement]) -> UnderPillar:
    seen: set[int] = set()
    under = UnderPillar(words, [], [])
    for row in rows:
        older = row.indicator_id in seen
        (under.earlier if older else under.latest).append(as_public(row, row.files.all()))
        if row.indicator_id is not None:
            seen.add(row.indicator_id)
    return under


def _latest_first(row: Achievement) -> tuple[bool, int, int, int, int, str, int]:
    """Values before what is in words, and of them the latest period first, in the order of the catalogue."""
    if row.indicator_id is None:
        return True, 0, 0, 0, 0, row.title, row.pk
    period = period_of(row.period)
    return False, -period.year, -period.end, -period.months, row.indicator_id, "", row.pk


def as_public(row: Achievement, files: Iterable[StoredFile] = ()) -> PublicAchievement:
    """An achievement as residents read it; a value comes with its indicator, and where asked with its files."""
    of = row.indicator
    return PublicAchievement(
        of.name if of else row.title,
        row.quantity,
        of.unit if of else row.unit,
        str(period_of(row.period)) if of else row.period,
        row.evidence,
        row.evidence_link,
        of.meaning if of else "",
        of.pk if of else None,
        row.pk,
        tuple(files),
    )
