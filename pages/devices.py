"""Devices that have signed in before: a signed cookie says as whom, so that what others try does not stop them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string

from communities.queries import Places

COOKIE = f"{settings.COOKIE_PREFIX}device"
KEPT = 400 * 24 * 60 * 60
"""Seconds: as long as browsers keep a cookie."""
MOST = 8
KNOWN = 512
"""Devices whose cookie is kept as it was read, in each process."""
THERE = 2
"""Minutes for which a tablet that has asked counts as being there."""
LONG_AGO = 12 * 60
"""Minutes after which it matters no more that a tablet was there."""


def minute_now() -> int:
    """The minute, counted since 1970."""
    return int(timezone.now().timestamp()) // 60


def tablets_since() -> int:
    """The minute, counted since 1970, from which on a tablet that has asked counts as being there."""
    return minute_now() - THERE


def tablets_of_the_day() -> int:
    """The minute, counted since 1970, from which on a tablet that has asked has taken its seat, whether it still asks
    or not."""
    return minute_now() - LONG_AGO


@dataclass(frozen=True, slots=True)
class Device:
    """A browser: its name, and what it was right about, such as "person 7" and "contest 3", the latest last."""

    name: str
    right: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """Four signs that people can compare, such as 4F2A: what the journal and the desk call it."""
        return _short(self.name)

    def knows(self, what: str) -> bool:
        """Whether it was right about this before."""
        return what in self.right


def device_of(request: HttpRequest) -> Device | None:
    """The device that asks; None where it has no cookie of ours."""
    return device_in(request.COOKIES.get(COOKIE, ""))


@lru_cache(KNOWN)
def _short(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:4].upper()


@lru_cache(KNOWN)
def device_in(cookie: str) -> Device | None:
    """The device of a cookie; kept, since each tablet asks twice a second, always with the same."""
    try:
        name, right = signing.loads(cookie, salt=COOKIE)
    except (signing.BadSignature, ValueError):
        return None
    return Device(name, tuple(right))


def source_of(request: HttpRequest, device: Device | None) -> str:
    """Where an attempt comes from: a device by its name, else an address, which a whole hall may share."""
    return f"device {device.name}" if device else f"address {request.META.get('REMOTE_ADDR', '')}"


def at_one(request: HttpRequest, places: Places | None) -> bool:
    """Whether who asks sits at the address of one of the places that have to wait."""
    return places is not None and places.has(source_of(request, None))


def remember(response: HttpResponse, request: HttpRequest, what: str = "") -> HttpResponse:
    """Keep in the browser that it was right about something, or only that it has been here."""
    device = device_of(request) or Device(get_random_string(16))
    right = [known for known in device.right if known != what] + ([what] if what else [])
    response.set_cookie(
        COOKIE,
        signing.dumps((device.name, right[-MOST:]), salt=COOKIE),
        max_age=KEPT,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
