"""Devices that follow a server, hundreds of them in one loop: raw keep-alive connections that ask again and again.

What a device sends is what its page would send. An answer that is neither 200 nor 304 is an error and stops the run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from selectors import EVENT_READ, DefaultSelector
from socket import IPPROTO_TCP, TCP_NODELAY, create_connection, socket
from time import perf_counter

from bench.hall import HOST

TICK = 0.005
"""Seconds from one look at what is due to the next."""
PATIENCE = 30
"""Seconds a device waits for an answer."""
LENGTH, STATUS = re.compile(rb"(?i)\r\ncontent-length: (\d+)"), re.compile(rb"HTTP/1.1 (\d+) ")
TAG, COOKIE = re.compile(rb"(?i)\r\netag: ([^\r]+)"), re.compile(rb"(?i)\r\nset-cookie: *([^=]+)=([^;\r]*)")


class Device:
    """What asks an address every so many seconds. `waits` are how long answers took, by kind of question."""

    def __init__(self, port: int, path: str, cookies: Mapping[str, str], *, every: float, first: float) -> None:
        self.port, self.path, self.cookies, self.every = port, path, dict(cookies), every
        self.due, self.kind, self.sent, self.etag = perf_counter() + first, "", 0.0, ""
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.news: list[float] = []
        """When something else was answered than before."""
        self.got = b""
        self.socket: socket = create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)

    def request(self, method: str, path: str, body: bytes = b"", *lines: str) -> bytes:
        """A question as it goes over the wire."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [f"{method} {path} HTTP/1.1", f"Host: {HOST}:{self.port}", "Accept-Encoding: gzip", *lines]
        head += [f"Cookie: {cookies}"] if cookies else []
        head += [f"Content-Length: {len(body)}"] if method == "POST" else []
        return "\r\n".join([*head, "", ""]).encode() + body

    def next(self, now: float) -> tuple[str, bytes]:
        """What is asked next: its kind, and the question; nothing while nothing is due."""
        if now < self.due:
            return "", b""
        self.due = max(self.due + self.every, now)
        return "asked", self.request("GET", self.path, b"", f"If-None-Match: {self.etag}")

    def heard(self, kind: str, status: int, head: bytes, body: bytes) -> None:
        """An answer has come."""
        if status not in {200, 304}:
            raise RuntimeError(f"{self.path} was answered {status}: {body[:200]!r}")
        for name, value in COOKIE.findall(head):
            self.cookies[name.decode().strip()] = value.decode()
        if kind == "asked" and status == 200:
            found = TAG.search(head)
            self.etag = found[1].decode() if found else ""
            self.news.append(perf_counter())

    def send(self, now: float) -> None:
        """Ask, if it is time to."""
        self.kind, question = self.next(now)
        if question:
            self.sent = perf_counter()
            self.socket.sendall(question)

    def receive(self) -> None:
        """Take what has come."""
        part = self.socket.recv(1 << 18)
        self.got += part
        head, end, body = self.got.partition(b"\r\n\r\n")
        length, status = LENGTH.search(head), STATUS.match(head)
        if not part or status is None:
            raise RuntimeError(f"{self.path} was not answered: {self.got[:200]!r}")
        if not end or len(body) < (int(length[1]) if length else 0):
            return
        kind, self.kind, self.got = self.kind, "", b""
        self.waits[kind].append(perf_counter() - self.sent)
        self.heard(kind, int(status[1]), head, body)


def follow(devices: Sequence[Device], seconds: float, *, done: Callable[[], bool] = lambda: True) -> None:
    """Let devices ask for so many seconds, and then until all is `done` and nobody waits for an answer."""
    until, looked = perf_counter() + seconds, 0.0
    with DefaultSelector() as selector:
        for device in devices:
            selector.register(device.socket, EVENT_READ, device)
        while (now := perf_counter()) < until or not done() or any(device.kind for device in devices):
            if now > until + PATIENCE:
                raise RuntimeError(f"Devices got no answer for {PATIENCE} seconds.")
            if now > looked + TICK and (now < until or not done()):
                looked = now
                for device in devices:
                    if not device.kind:
                        device.send(now)
            for key, _events in selector.select(TICK):
                key.data.receive()


def worst(devices: Sequence[Device], kind: str, part: float = 0.99) -> float:
    """What one answer in a hundred took longer than, or another part."""
    every = sorted(wait for device in devices for wait in device.waits[kind])
    return every[int(len(every) * part)]
