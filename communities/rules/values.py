"""A value as somebody enters it, and what it would do to what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from communities.models import Achievement, Indicator
from communities.periods import Period, period_of
from communities.typed import unfit_in, without_the_unseen

IS_ADDRESS = URLValidator(schemes=("http", "https"))
LONGEST_EVIDENCE, LONGEST_LINK = 2_000, 400

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
    return "unchanged" if says_the_same(entry, row) else "changed"


def says_the_same(entry: Entry, row: Achievement) -> bool:
    """Whether what somebody enters stands in a row already; what no eye can tell apart in its evidence is the same."""
    evidence = entry.evidence is None or without_the_unseen(entry.evidence) == without_the_unseen(row.evidence)
    return entry.quantity == row.quantity and evidence and entry.evidence_link in {None, row.evidence_link}


def evidence_fault(entry: Entry) -> Literal["evidence", "evidence_link", ""]:
    """Which part of the evidence cannot be taken: text that pages can show and that is not too long, and an address
    that a browser may be led to; "" for none."""
    link = entry.evidence_link or ""
    try:
        IS_ADDRESS(link or "https://example.org")
    except ValidationError:
        return "evidence_link"
    if len(link) > LONGEST_LINK:
        return "evidence_link"
    text = entry.evidence or ""
    return "evidence" if unfit_in(text) or len(text) > LONGEST_EVIDENCE else ""


def is_whole(number: Decimal) -> bool:
    """Whether a number has no decimals that are something.

    >>> [is_whole(Decimal(text)) for text in ("26", "26.0", "26.5")]
    [True, True, False]
    """
    return number == number.to_integral_value()


def too_early(period: Period, indicator: Indicator) -> bool:
    """Whether a period begins before an indicator is counted."""
    return bool(indicator.since) and period.begins_before(period_of(indicator.since))
