"""The steady clock of this machine, which no wall clock moves; read here and handed on."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar

from django.http import HttpResponse
from django.utils import timezone

from stage.rules.clock import Moment

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
WALL = "wall"
HEADER = "Steady-Clock"
NANOSECONDS = 1_000_000
View = TypeVar("View", bound=Callable[..., HttpResponse])


@cache
def boot() -> str:
    """Which start of the machine this is; where it does not say, the wall clock has to do."""
    try:
        return BOOT_ID.read_text().strip()[:60] or WALL
    except OSError:
        return WALL


def steady_now() -> int:
    """Milliseconds since this machine was started, sleep and all."""
    if boot() == WALL:
        return time.time_ns() // NANOSECONDS
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // NANOSECONDS


def moment_now(ago: int = 0) -> Moment:
    """Now, or some milliseconds `ago`."""
    wall = timezone.now() - timedelta(milliseconds=ago)
    return Moment(max(0, steady_now() - ago), boot(), wall)


def says_steady(view: View) -> View:
    """Every answer of a state address says what the steady clock shows, so that pages can go on counting with it."""

    @wraps(view)
    def answered(*args: object, **kwargs: object) -> HttpResponse:
        response = view(*args, **kwargs)
        response[HEADER] = str(steady_now())
        return response

    return answered  # type: ignore[return-value]
