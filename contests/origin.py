"""Where a contestant of a ladder 晋级 came from: the contest that was won, and the result as it was published there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from communities.typed import unfit_in
from tabulation.fields import is_text

LONGEST = 200
"""Characters of a title or award."""
MOST = 30_000
"""No number of a publication, and no place, is higher."""
MOST_AWARDS = 20
TEXTS = ("contest", "title", "number", "name", "score")


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of a publication: `contest` is the short name of the contest in its district, `number` and `name` are
    those of the contestant there. `place` is None and `score` empty where that publication gave none."""

    contest: str
    title: str
    publication: int
    number: str
    name: str
    place: int | None
    awards: tuple[str, ...]
    score: str

    def stored(self) -> dict[str, Any]:
        """As a contest file has it in `about`."""
        return {**asdict(self), "awards": list(self.awards)}

    @property
    def result(self) -> tuple[int | None, tuple[str, ...], str]:
        """What was achieved there."""
        return self.place, self.awards, self.score


def origin_in(value: Any) -> Origin | None:
    """Where somebody came from, as it is stored; None where a file says something else in its place.

    >>> there = {"contest": "a", "title": "A", "publication": 1, "number": "07", "name": "Wang", "place": 2}
    >>> origin_in({**there, "awards": ["First"], "score": "9.5"}).place, origin_in(there), origin_in("07")
    (2, None, None)
    """
    if not isinstance(value, Mapping) or set(value) != set(Origin.__dataclass_fields__):
        return None
    awards, place = value["awards"], value["place"]
    sound = (
        all(_is_line(value[name]) for name in TEXTS)
        and (value["contest"] and value["number"])
        and _is_count(value["publication"])
        and (place is None or _is_count(place))
        and isinstance(awards, list)
        and len(awards) <= MOST_AWARDS
        and all(map(_is_line, awards))
    )
    return Origin(**{**value, "awards": tuple(awards)}) if sound else None


def _is_line(value: Any) -> bool:
    return is_text(value) and len(value) <= LONGEST and "\n" not in value and not unfit_in(value)


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 < value <= MOST
