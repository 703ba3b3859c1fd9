"""Where a request comes from, told before a thread is taken: what nobody has by the hundred."""

from __future__ import annotations

from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

from config.proxy import is_among, nearest
from pages.devices import COOKIE, device_in

from .gateway import Scope
from .turns import KNOWN_DEVICE

KNOWN = 2048
"""Addresses and headers that each process keeps as it has read them."""
ONE_HOUSE = 64
"""Bits of an address of IPv6 that all machines of one network share; each has the rest to itself."""


def place_of(scope: Scope, cookies: str) -> str:
    """A device that was right about a password or a card before, by its signed cookie; else an address.

    That of a reader where a proxy of ours stands in between; of IPv6 the network, since anybody has billions of
    addresses there.
    """
    return _device(cookies) or _network(_client(scope))


@lru_cache(KNOWN)
def _device(cookies: str) -> str:
    """Read once for each header: a tablet sends the same one twice a second."""
    if COOKIE not in cookies:
        return ""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    device = device_in(found.value) if found is not None else None
    return f"{KNOWN_DEVICE}{device.name}" if device is not None and device.right else ""


def _client(scope: Scope) -> str:
    client = scope.client.rpartition(":")[0].strip("[]")
    if settings.PROXIES and is_among(client, settings.PROXIES):
        return nearest(scope.headers.get_all("x-forwarded-for")) or client
    return client


@lru_cache(KNOWN)
def _network(client: str) -> str:
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, ONE_HOUSE), strict=False))
    return client
