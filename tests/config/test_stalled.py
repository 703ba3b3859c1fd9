"""A real server with those who send slowly, say nothing or are killed: everybody else is answered all the while."""

import os
import re
import signal
import socket
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from config.management.commands.demo import wait_for
from tests.config.test_serving import ask, free_port, started

PATIENCE = 30
STALLED, SILENT = 64, 600


@pytest.fixture(scope="module")
def server(hall):
    """The port of a server as a hall has it, and its process."""
    port = free_port()
    with started(hall, "serve", "--host", "127.0.0.1", "--port", str(port)) as (_, process):
        wait_for(f"http://127.0.0.1:{port}/", process)
        yield port, process


@contextmanager
def connected(port, head=b""):
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as one:
        one.sendall(head)
        yield one


def request(method, path, *lines, body=b"", encoding="utf-8"):
    head = "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *lines, "", ""])
    return head.encode(encoding) + body


def answer(one):
    """All that comes until the other side closes."""
    got = b""
    while part := one.recv(65536):
        got += part
    return got


def test_bodies_that_never_come_hold_nobody_up(server):
    port, _process = server
    half = [
        request("POST", path, "Cookie: sessionid=x", "Content-Length: 400", body=b"csrfmiddlewaretoken=")
        for path in ("/account/sign-in/", "/judge/sheets/1/", "/k/", "/manage/1/", "/language/")
    ]
    with ExitStack() as open_:
        stalled = [open_.enter_context(connected(port, half[n % len(half)])) for n in range(STALLED)]
        for _ in range(4):
            assert ask(f"http://127.0.0.1:{port}/")[0] == 200
            assert ask(f"http://127.0.0.1:{port}/account/sign-in/")[0] == 200
        for one in stalled:
            assert answer(one).startswith(b"HTTP/1.1 408 ")


def test_connections_that_say_nothing_keep_nobody_out(server):
    port, _process = server
    with ExitStack() as open_:
        for n in range(SILENT):
            open_.enter_context(connected(port, (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: loc")[n % 3]))
        assert ask(f"http://127.0.0.1:{port}/")[0] == 200


def test_what_is_announced_or_sent_too_large_is_told_in_words(server):
    port, _process = server
    announced = ("Cookie: a=1", "Content-Length: 30000000", "Connection: close")
    with connected(port, request("POST", "/manage/import/", *announced)) as one:
        assert answer(one).startswith(b"HTTP/1.1 413 ")


def test_what_does_not_come_whole_is_told_and_not_taken(server):
    port, _process = server
    form = b"language=en"
    lines = ("Content-Type: application/x-www-form-urlencoded", "Connection: close")
    for more, body in (
        (f"Content-Length: {len(form)}", form[:-1]),
        ("Transfer-Encoding: chunked", b"b\r\nlanguage=en\r\n"),
    ):
        with connected(port, request("POST", "/language/", more, *lines, body=body)) as one:
            one.shutdown(socket.SHUT_WR)
            got = answer(one)
        assert b"django_language" not in got
        assert not got or re.match(rb"HTTP/1.1 4\d\d ", got)
    with connected(port, request("POST", "/language/", f"Content-Length: {len(form)}", *lines, body=form)) as one:
        assert b"django_language=en" in answer(one)


@pytest.mark.parametrize("path", ["/%ff", "/%00", "/%2e%2e/%2e%2e/etc/passwd", "/static/%2e%2e/secret_key", "/?q=\xe7"])
def test_strange_addresses_are_told(server, path):
    port, _process = server
    with connected(port, request("GET", path, "Connection: close")) as one:
        assert re.match(rb"HTTP/1.1 (200|400|404) ", answer(one))


@pytest.mark.parametrize("value", ["a=好".encode(), b"sessionid=\xff", b"leitai_seat=\xe9:1:x"])
def test_a_cookie_beyond_ascii_is_one_that_is_not_there(server, value):
    """Another application of the same machine may have set it."""
    port, _process = server
    line = "Cookie: " + value.decode("latin-1")
    for path, status in (("/", b"200"), ("/judge/state/", b"200"), ("/desk/1/", b"302")):
        with connected(port, request("GET", path, line, "Connection: close", encoding="latin-1")) as one:
            assert answer(one).startswith(b"HTTP/1.1 " + status)


def workers_of(process):
    """The processes that answer, of a server's main one."""
    told = [path.read_text() for path in Path(f"/proc/{process.pid}/task").glob("*/children")]
    return [int(pid) for children in told for pid in children.split()]


def test_a_worker_that_is_killed_comes_back(server):
    port, process = server
    before = workers_of(process)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_for(f"http://127.0.0.1:{port}/", process)
    assert ask(f"http://127.0.0.1:{port}/")[0] == 200
    assert process.poll() is None
    assert before
    assert not set(before) & set(workers_of(process))
