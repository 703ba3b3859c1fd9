"""The address that residents reach, as certificates print it, and whether they can reach it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

INSIDE = ("localhost", "local", "lan", "home", "internal", "test")
"""Last parts of host names that are known on one machine or in one building only."""


def only_inside(address: str) -> bool:
    """Whether an address leads somewhere on the machine itself or in its own network, and not from a home.

    >>> [only_inside(f"http://{host}") for host in ("127.0.0.1:8000", "192.168.1.5", "[::1]", "localhost", "leitai")]
    [True, True, True, True, True]
    >>> [only_inside(f"https://{host}/a") for host in ("leitai.example.cn", "203.0.114.7", "hall.local")]
    [False, False, True]
    """
    host = urlsplit(address).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.rstrip(".").rpartition(".")[2] in INSIDE
