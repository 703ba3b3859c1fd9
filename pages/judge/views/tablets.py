"""Which tablets ask from a seat, and how they are: told to the desk; two in one seat are told to both, too.

Noted while a tablet asks, the one thing that a GET writes: nobody else knows that it is there. At most once a minute
for each tablet, apart from the contest and its version (decision 48).
"""

from __future__ import annotations

import re

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from contests.actions import forget_tablets, note_tablet
from contests.actions.tablets import Said
from contests.models import Judge, Tablet
from pages.devices import device_of, tablets_since

from .seat import SeatState

MOST = 1000
SAID = re.compile(r"(?P<unsent>[0-9]{1,3}) (?P<battery>100|[0-9]{1,2}|-) (?P<page>[0-9a-z]{0,12})")
"""What a tablet says of itself with each question, in the header X-Tablet."""
_noted: dict[tuple[int, str], int] = {}
"""In this process: in which minute of its own a tablet in a seat was noted last."""


def noted_here(request: HttpRequest, seat: SeatState | None) -> bool:
    """Note that a tablet asks from a seat; whether that was written now. A database that cannot keep it is no reason
    to refuse what the tablet asks for.
    """
    device = device_of(request) if seat is not None and seat.good else None
    if seat is None or device is None:
        return False
    seconds = int(timezone.now().timestamp())
    key, own = (seat.judge, device.short), (seconds + int(device.short, 16) % 60) // 60  # not all in the same second
    if _noted.get(key) == own:
        return False
    if len(_noted) >= MOST:
        _noted.clear()
    _noted[key] = own
    try:
        said = said_in(request.headers.get("X-Tablet", ""))
        note_tablet(judge=seat.judge, name=device.short, minute=seconds // 60, said=said)
    except DatabaseError:
        return False
    return True


def forget() -> None:
    """Note the next time, whenever that is."""
    _noted.clear()


def said_in(header: str) -> Said:
    """What a tablet says of itself; nothing where that cannot be read."""
    found = SAID.fullmatch(header)
    if found is None:
        return Said()
    battery = None if found["battery"] == "-" else int(found["battery"])
    return Said(int(found["unsent"]), battery, found["page"])


def forget_here(request: HttpRequest, judge: Judge) -> None:
    """A tablet leaves a seat."""
    device = device_of(request)
    if device is not None:
        _noted.pop((judge.pk, device.short), None)
        forget_tablets(judges=[judge], name=device.short)


def names_of_tablets(judge: Judge) -> list[str]:
    """The short names of the tablets that ask from a seat. One query."""
    rows = Tablet.objects.filter(judge=judge, minute__gte=tablets_since()).order_by("name")
    return list(rows.values_list("name", flat=True))
