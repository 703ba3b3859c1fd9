"""A value as somebody enters it, and what it would do to what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from communities.models import Achievement
from communities.periods import Period

Place = tuple[int, int, str]
"""Where a value stands: the numbers in the database of its indicator and its community, the code of its period."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody enters at one place; without a quantity what waits there is taken back.

    Evidence that is None stays as it is.
    """

    indicator: int
    community: int
    period: Period
    quantity: Decimal | None
    evidence: str | None = None
    evidence_link: str | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.indicator, self.community, self.period.code


def change_by(entry: Entry, there: Mapping[Place, Achievement]) -> Literal["new", "changed", "unchanged"]:
    """What entering a value would do, where `there` are the values that stand: "unchanged" is nothing at all."""
    row = there.get(entry.place)
    if row is None:
        return "new"
    evidence = entry.evidence in {None, row.evidence} and entry.evidence_link in {None, row.evidence_link}
    return "unchanged" if entry.quantity == row.quantity and evidence else "changed"
