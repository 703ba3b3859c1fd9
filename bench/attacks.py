"""What is done to a server in a storm, each as a program of its own: `python -m bench.attacks NAME PORT [SESSION]`.

Each goes on until it is stopped, from this machine only, and prints every second how many answers it got where it waits
for them. What is uploaded is invented.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from selectors import EVENT_READ, DefaultSelector
from threading import Thread
from time import perf_counter, sleep
from urllib.parse import urlencode

from bench.hall import HOST

STALLED, IDLE, GUESSERS, READERS, RESIDENTS = 64, 2000, 8, 64, 100
"""How many at the same time."""
LEAST_URGENT = 19
"""What an attacker computes is not what is measured: on a machine of its own it would slow nobody (nice)."""
FORM = "application/x-www-form-urlencoded"


def request(method: str, path: str, *lines: str) -> bytes:
    """The head of a request."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {HOST}", *lines, "", ""]).encode()


def opened(port: int, sent: bytes) -> socket.socket:
    """A connection on which something was sent; nobody waits on it."""
    one = socket.create_connection((HOST, port), timeout=30)
    one.sendall(sent)
    one.setblocking(False)
    return one


def gone(one: socket.socket) -> bool:
    """Whether the server has closed a connection; what it has sent is thrown away."""
    try:
        return not one.recv(65536)
    except BlockingIOError:
        return False
    except OSError:
        return True


def opened_anew(port: int, many: int, what: Callable[[int], bytes]) -> None:
    """So many connections on which nothing more comes; each that the server ends is opened again."""
    ours = [opened(port, what(n)) for n in range(many)]
    print("on", flush=True)
    while True:
        sleep(0.2)
        ours = [opened(port, what(n)) if gone(one) else one for n, one in enumerate(ours)]


def stalled(port: int, _session: str) -> None:
    """Bodies that never come."""
    paths = ("/account/sign-in/", "/judge/sheets/1/", "/k/", "/manage/import/", "/language/")
    half = [
        request("POST", path, "Cookie: sessionid=x", f"Content-Type: {FORM}", "Content-Length: 400") for path in paths
    ]
    opened_anew(port, STALLED, lambda n: half[n % len(half)] + b"csrfmiddlewaretoken=")


def idle(port: int, _session: str) -> None:
    """Connections that say nothing, or half a line."""
    opened_anew(port, IDLE, lambda n: (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: loc")[n % 3])


def answered(
    connection: HTTPConnection, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, str, str]:
    """Status, page and cookie of an answer."""
    connection.request(method, path, body or None, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(errors="replace"), answer.headers.get("Set-Cookie", "").partition(";")[0]


def over_and_over(port: int, many: int, step: Callable[[HTTPConnection], object]) -> None:
    """So many clients, each beginning again as soon as it is answered."""

    answers = Counter[str]()

    def client() -> None:
        while True:
            connection = HTTPConnection(HOST, port, timeout=60)
            try:
                while True:
                    step(connection)
                    answers["all"] += 1
            except OSError:
                sleep(0.05)
            finally:
                connection.close()

    for _ in range(many):
        Thread(target=client, daemon=True).start()
    print("on", flush=True)
    while True:
        before = answers["all"]
        sleep(1)
        print(answers["all"] - before, flush=True)


def guessing(port: int, _session: str) -> None:
    """Passwords tried as quickly as they are refused."""
    path = "/account/sign-in/"
    _status, page, cookie = answered(HTTPConnection(HOST, port, timeout=60), "GET", path)
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    body = urlencode({"csrfmiddlewaretoken": token, "username": "wang", "password": "a wrong guess"}).encode()
    over_and_over(port, GUESSERS, lambda c: answered(c, "POST", path, body, Cookie=cookie, Content_Type=FORM))


def uploading(port: int, session: str) -> None:
    """A contest file of almost a megabyte that is no good, read again and again."""
    path = "/manage/import/"
    first = HTTPConnection(HOST, port, timeout=60)
    _status, page, cookie = answered(first, "GET", path, Cookie=f"sessionid={session}")
    [token, *_] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    file = b'{"format": "leitai-contest/1", "marks": [' + b",".join([b'["a","b","c","d","1"]'] * 40_000) + b"]}"
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode(),
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="c.json"\r\n\r\n' + file + b"\r\n--b--\r\n",
    ]
    sent = {"Cookie": f"sessionid={session}; {cookie}", "Content_Type": "multipart/form-data; boundary=b"}
    over_and_over(port, 2, lambda c: answered(c, "POST", path, b"".join(parts), **sent))


def slow_readers(port: int, _session: str) -> None:
    """Ten pages asked on one connection, read by nobody; and a request that comes byte by byte."""
    many = request("GET", "/") * 10 + request("GET", "/", *(f"X-{n}: {'x' * 60}" for n in range(60)))
    opened_anew(port, READERS, lambda n: many if n % 2 else request("GET", "/")[: n % 40 + 1])


def residents(port: int, rate: int, path: str) -> Iterator[int]:
    """So many requests a second for one page on kept connections, whatever is answered; how many were, each second."""
    ask = request("GET", path, "Accept-Encoding: gzip")
    with DefaultSelector() as selector:
        free, begun, sent, answers = [], perf_counter(), 0, 0
        for _ in range(RESIDENTS):
            one = opened(port, b"")
            selector.register(one, EVENT_READ, one)
            free.append(one)
        second = begun + 1
        while True:
            due = int((perf_counter() - begun) * rate) - sent
            for one in [free.pop() for _ in range(max(0, min(due, len(free))))]:
                one.send(ask)
                sent += 1
            for key, _events in selector.select(0.002):
                if gone(key.data):
                    raise RuntimeError("The server ended a resident's connection.")
                free.append(key.data)
                answers += 1
            if perf_counter() > second:
                yield answers
                answers, second = 0, second + 1


def reading(rate: int) -> Callable[[int, str], None]:
    """Residents who read results, so many pages a second."""

    def attack(port: int, _session: str) -> None:
        print("on", flush=True)
        for answers in residents(port, rate, "/contests/1/"):
            print(answers, flush=True)

    return attack


ATTACKS: dict[str, Callable[[int, str], None]] = {
    "bodies that never come": stalled,
    "silent connections": idle,
    "passwords guessed": guessing,
    "files that are no good": uploading,
    "slow readers": slow_readers,
    "400 residents a second": reading(400),
    "2,000 residents a second": reading(2000),
}

if __name__ == "__main__":
    os.nice(LEAST_URGENT)
    ATTACKS[sys.argv[1]](int(sys.argv[2]), sys.argv[3])
