"""What a first visit of a page weighs over the wire with all it asks for, and the next one with what is kept by then.

Kept is what the server says never changes (`immutable`); the page itself is asked for again.
"""

import gzip
import os
import re
from collections.abc import Iterator
from http.client import HTTPConnection

from django import setup

from bench.hall import HOST, hall

from . import Ratio

FIRST, NEXT, SCREEN = 60_000, 5_000, 150_000
"""Bytes."""
ASKED_FOR = re.compile(r'(?:<(?:link|script|img)\b[^>]*?(?:href|src)="(?=/static/)|\bdata-parts=")([^"]+)"')
LATER = re.compile(r'"(/static/[^"]+\.m?js)"')
"""What a tablet loads once its page is up: named in its parts."""


class Browser:
    """What a browser gets: bytes over the wire, headers included, and what it may keep."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.kept: set[str] = set()
        self.bytes = 0

    def get(self, path: str) -> str:
        """Ask for a page or a part of it, follow where it leads, and count."""
        given = {"Accept-Encoding": "gzip", "Accept-Language": "zh-CN,zh;q=0.9"}
        given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request("GET", path, headers=given)
        answer = self.connection.getresponse()
        body = answer.read()
        self.bytes += len(body) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status == 302:
            return self.get(answer.headers["Location"])
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}.")
        if "immutable" in answer.headers.get("Cache-Control", ""):
            self.kept.add(path)
        plain = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
        return plain.decode(errors="replace")

    def visit(self, path: str) -> int:
        """A page with all it asks for, but for what is kept; bytes over the wire."""
        self.bytes = 0
        wanted = list(dict.fromkeys(ASKED_FOR.findall(self.get(path))))
        for part in wanted:
            if part in self.kept:
                continue
            text = self.get(part)
            if part.startswith("/judge/"):
                wanted += LATER.findall(text)
        return self.bytes


def measure() -> Iterator[Ratio]:
    """The figures of weight, each by the heaviest page of its kind."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup()
    with hall() as place:
        for kind, paths in (("tablet", [f"/j/{place.tablet}/"]), ("public", place.public)):
            for path in paths:
                browser = Browser(place.port)
                first = browser.visit(path)
                name = f"{kind} page {path if kind == 'public' else '/j/…/'}"
                yield Ratio(f"{name}, first visit, ÷ 60 KB", first / FIRST, 1)
                again = browser.visit("/judge/" if kind == "tablet" else path)
                yield Ratio(f"{name}, the next, ÷ 5 KB", again / NEXT, 1)
        yield Ratio("screen page, first visit, ÷ 150 KB", Browser(place.port).visit(place.links["screen"]) / SCREEN, 1)
