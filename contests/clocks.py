"""Clocks of rounds in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from communities.numbers import format_decimal
from communities.wording import listed
from contests.about import seconds_in
from tabulation.contest import Clock
from tabulation.exact import exact_text
from tabulation.rounds import clock_points
from tabulation.wording import clock_text as minutes_text


def clock_rule_text(clock: Mapping[str, Any] | None) -> str:
    """A clock of a round as one line."""
    return listed(_clock_parts(clock)) if clock else ""


def _clock_parts(clock: Mapping[str, Any]) -> Iterator[str]:
    if clock.get("limit") is not None:
        yield _("time limit {time}").format(time=clock_text(clock["limit"]))
    warn_at = seconds_in(clock.get("about"), "warn_at")
    if warn_at is not None:
        yield _("warning at {time}").format(time=clock_text(warn_at))
    for seconds, points in clock.get("over") or ():
        words = _("more than {seconds} s over: {points}") if seconds else _("over the limit: {points}")
        yield words.format(seconds=seconds, points=format_decimal(Decimal(points), "signed"))
    for seconds, points in clock.get("under") or ():
        yield _("less than {time}: {points}").format(
            time=clock_text(seconds), points=format_decimal(Decimal(points), "signed")
        )


def clock_points_text(clock: Mapping[str, Any], seconds: int) -> str:
    """What the clock of a round, as a contest file has it, takes or gives for a time: "−0.5"; "" without a table.

    >>> clock_points_text({"limit": 480, "over": [[0, "-0.5"]]}, 501), clock_points_text({"limit": 480}, 501)
    ('−0.5', '')
    """
    over, under = (tuple((at, Decimal(points)) for at, points in clock.get(name) or ()) for name in ("over", "under"))
    if not over and not under:
        return ""
    points = clock_points(Clock(limit=clock.get("limit"), over=over, under=under), seconds)
    return format_decimal(Decimal(exact_text(points)), "signed")


def clock_text(seconds: int | None) -> str:
    """Seconds as a clock shows them, in minutes and seconds; nothing where no time was taken.

    >>> clock_text(491), clock_text(5), clock_text(None)
    ('8:11', '0:05', '')
    """
    return "" if seconds is None else minutes_text(seconds)
