"""Tablets of the benchmarks: raw keep-alive connections, so that asking costs the machine as little as possible.

What a tablet sends is what its page would send: cookie of the seat, CSRF token, points of every item, a fresh key.
"""

from __future__ import annotations

import re
import secrets
from http.client import HTTPConnection
from selectors import EVENT_READ, DefaultSelector
from socket import IPPROTO_TCP, TCP_NODELAY, create_connection
from time import perf_counter
from urllib.parse import urlencode

from bench.hall import HOST, Hall

PATIENCE = 30
"""Seconds a tablet waits for an answer."""


class Tablet:
    """One judge's tablet, seated by the address on the card; `sheets` are those still to be sent."""

    def __init__(self, hall: Hall, number: int) -> None:
        self.port, self.fields, self.sheets = hall.port, hall.fields, list(hall.sheets[number])
        self.waits: list[float] = []
        self._take_seat(hall.secrets[number])
        self.socket = create_connection((HOST, hall.port), timeout=PATIENCE)
        self.socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self.sent = 0.0
        self.got = b""

    def _take_seat(self, secret: str) -> None:
        """The cookies of seat and form, as a browser gets them."""
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        cookies: dict[str, str] = {}
        for path in (f"/j/{secret}/", f"/judge/sheets/{self.sheets[0]}/"):
            given = "; ".join(f"{name}={value}" for name, value in cookies.items())
            connection.request("GET", path, headers={"Cookie": given})
            answer = connection.getresponse()
            answer.read()
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = line.partition(";")[0].partition("=")
                cookies[name] = value
        connection.close()
        self.cookies, self.token = given_back(cookies), cookies["csrftoken"]

    def request(self) -> bytes:
        """The confirmation of the next sheet, as it goes over the wire."""
        marks = {field: f"{5 + (n * 7 + len(self.sheets)) % 70 / 10:.1f}" for n, field in enumerate(self.fields)}
        fields = {"csrfmiddlewaretoken": self.token, "key": secrets.token_urlsafe(16), **marks, "step": "confirm"}
        body = urlencode(fields).encode()
        lines = (
            f"POST /judge/sheets/{self.sheets.pop()}/ HTTP/1.1",
            f"Host: {HOST}:{self.port}",
            f"Cookie: {self.cookies}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        )
        return "\r\n".join((*lines, "", "")).encode() + body

    def send(self) -> None:
        """Send the next sheet."""
        request = self.request()
        self.sent = perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has come; whether the sheet is acknowledged with it. Anything but the redirect is an error."""
        part = self.socket.recv(65536)
        self.got += part
        head, end, _body = self.got.partition(b"\r\n\r\n")
        if part and not end:
            return False
        if not re.match(rb"HTTP/1.1 302 ", head) or not re.search(rb"(?i)\r\ncontent-length: 0(\r\n|$)", head):
            raise RuntimeError(f"A sheet was not acknowledged: {self.got[:300]!r}")
        self.waits.append(perf_counter() - self.sent)
        self.got = b""
        return True

    def submit(self) -> None:
        """Send a sheet and wait for its acknowledgement."""
        self.send()
        while not self.receive():
            pass


def given_back(cookies: dict[str, str]) -> str:
    """Cookies as a browser sends them."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def all_submit(tablets: list[Tablet], seconds: float = 0) -> None:
    """All send at the same instant, and each again as soon as it is answered until so many seconds have passed."""
    with DefaultSelector() as selector:
        for tablet in tablets:
            selector.register(tablet.socket, EVENT_READ, tablet)
        waiting, until = len(tablets), perf_counter() + seconds
        for tablet in tablets:
            tablet.send()
        while waiting:
            ready = selector.select(PATIENCE)
            if not ready:
                raise RuntimeError(f"{waiting} tablets got no answer for {PATIENCE} seconds.")
            for key, _events in ready:
                if not key.data.receive():
                    continue
                if perf_counter() < until:
                    key.data.send()
                else:
                    waiting -= 1
