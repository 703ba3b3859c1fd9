"""Who is at the other end, where a proxy of ours stands in between (`LEITAI_PROXY`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
SCHEMES = {"http", "https"}


def believe_proxy(get_response: Answer) -> Answer:
    """Take scheme and address of the reader from the headers of a proxy that is named, and from nobody else's."""
    if not settings.PROXIES:
        raise MiddlewareNotUsed

    def answer(request: HttpRequest) -> HttpResponse:
        scheme, client = (nearest([request.META.pop(f"HTTP_X_FORWARDED_{name}", "")]) for name in ("PROTO", "FOR"))
        if is_among(request.META.get("REMOTE_ADDR", ""), settings.PROXIES):
            request.META["wsgi.url_scheme"] = scheme if scheme in SCHEMES else request.META["wsgi.url_scheme"]
            request.META["REMOTE_ADDR"] = client or request.META["REMOTE_ADDR"]
        return get_response(request)

    return answer


def nearest(lines: Sequence[str]) -> str:
    """What the nearest proxy has added to the lines of a header; what stands before it anybody can have written.

    >>> nearest(["1.2.3.4", "made up, 10.0.0.7"]), nearest([])
    ('10.0.0.7', '')
    """
    return lines[-1].rpartition(",")[2].strip() if lines else ""


def is_among(address: str, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Whether an address belongs to one of some networks; what is no address belongs to none."""
    try:
        return any(ip_address(address) in network for network in networks)
    except ValueError:
        return False
