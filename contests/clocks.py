"""Clocks of rounds in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from communities.wording import listed


def clock_words(clock: Mapping[str, Any] | None) -> str:
    """A clock of a round as one line."""
    return listed(_told(clock)) if clock else ""


def _told(clock: Mapping[str, Any]) -> Iterator[str]:
    if clock.get("limit") is not None:
        yield _("time limit {time}").format(time=minutes(clock["limit"]))
    warn_at = (clock.get("about") or {}).get("warn_at")
    if isinstance(warn_at, int):
        yield _("warning at {time}").format(time=minutes(warn_at))
    for seconds, points in clock.get("over") or ():
        words = _("more than {seconds} s over: {points}") if seconds else _("over the limit: {points}")
        yield words.format(seconds=seconds, points=signed(points))
    for seconds, points in clock.get("under") or ():
        yield _("less than {time}: {points}").format(time=minutes(seconds), points=signed(points))


def signed(points: str) -> str:
    """Points with a sign that reads well."""
    number = Decimal(points)
    return f"−{abs(number)}" if number < 0 else f"+{number}" if number else "0"


def minutes(seconds: int) -> str:
    """Seconds as minutes and seconds.

    >>> minutes(450)
    '7:30'
    """
    return f"{seconds // 60}:{seconds % 60:02d}"
