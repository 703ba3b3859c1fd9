"""A line that fails: between browsers and a server, one fault for each request, as a seed says.

Every request has a connection of its own here, so that each of them meets the weather anew. Static files come through:
a tablet fetches them once and keeps them.
"""

from __future__ import annotations

import random
import socket
from threading import Event, Lock, Thread
from typing import Self

GOOD = {"good": 1}
STORM = {"good": 12, "refused": 3, "slow": 2, "half": 1, "lost": 3, "silent": 1, "portal": 1, "gateway": 1}
"""How often each kind of weather comes: a bit less than half of all requests fail."""
ANSWERS = {
    "portal": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<title>Hotel</title>Sign in",
    "gateway": b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>502</h1>",
}
LONGEST = 6.0
"""Seconds for which a line that has fallen silent stays open: longer than a tablet waits for an answer."""


class Network:
    """The line to a server; `weather` says what may happen to a request, `seed` what does.

    good: it goes through. refused: the connection is closed. slow: up to a second later. half: half of the answer
    comes. lost: the server has answered, and none of it comes. silent: nothing comes, and nothing ends. portal,
    gateway: somebody else answers. `met` counts them. `at` is the port it listens at, any where it is 0.
    """

    def __init__(self, host: str, port: int, *, seed: int, at: int = 0) -> None:
        self.to = (host, port)
        self.chance = random.Random(seed)  # noqa: S311 - a test that can be repeated
        self.weather = GOOD
        self.met: dict[str, int] = {}
        self._one_by_one, self._over = Lock(), Event()
        self._listening = socket.create_server(("127.0.0.1", at), backlog=256)
        self.port = self._listening.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listening.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                browser, _ = self._listening.accept()
            except OSError:
                return
            Thread(target=self._serve, args=(browser,), daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        browser.settimeout(LONGEST)
        try:
            with browser:
                if request := read_request(browser):
                    self._answer(browser, request)
        except OSError:
            pass  # one of the two has hung up

    def _drawn(self, request: bytes) -> tuple[str, float]:
        """What happens to a request, and how slowly."""
        if request.startswith(b"GET /static/"):
            return "good", 0
        with self._one_by_one:
            [fault] = self.chance.choices(list(self.weather), list(self.weather.values()))
            self.met[fault] = self.met.get(fault, 0) + 1
            return fault, self.chance.random()

    def _answer(self, browser: socket.socket, request: bytes) -> None:
        fault, wait = self._drawn(request)
        if fault == "silent":
            self._over.wait(LONGEST)
        if fault in {"silent", "refused"}:
            return
        if fault == "slow":
            self._over.wait(wait)
        answer = ANSWERS.get(fault) or self._asked(request)
        if fault != "lost":
            browser.sendall(answer[: len(answer) // 2] if fault == "half" else answer)

    def _asked(self, request: bytes) -> bytes:
        """The whole answer of the server."""
        with socket.create_connection(self.to, timeout=30) as server:
            server.sendall(request.replace(b"Connection: keep-alive", b"Connection: close", 1))
            parts = []
            while part := server.recv(65536):
                parts.append(part)
            return b"".join(parts)


def read_request(browser: socket.socket) -> bytes:
    """One request with its body; nothing where none comes."""
    read = b""
    while b"\r\n\r\n" not in read:
        part = browser.recv(65536)
        if not part:
            return b""
        read += part
    head, _, body = read.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        part = browser.recv(65536)
        if not part:
            return b""
        body += part
    return head + b"\r\n\r\n" + body
