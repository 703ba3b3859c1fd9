"""The product as it is started: the demo with its robot judges, the server for a hall, the first administrator."""

import gzip
import io
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from communities.models import User
from config.management.commands.demo import wait_for
from config.management.commands.serve import command, drawn, environment, refuse_taken
from tests.house import ROOT

PATIENCE = 240


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(url, opener=None):
    opener = opener or build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    try:
        asked = Request(url, headers={"Accept-Encoding": "gzip", "Accept-Language": "zh"})  # noqa: S310 - http only
        with opener.open(asked, timeout=30) as got:
            body = got.read()
            return got.status, dict(got.headers), gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body, len(body)
    except HTTPError as error:
        return error.code, dict(error.headers), error.read(), 0


@contextmanager
def started(tmp_path, *arguments, **more):
    """A command that serves, and the lines it has said until it was ready."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("LEITAI", "DATABASE"))}
    process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**variables, **more, "LEITAI_VAR": str(tmp_path / "var")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        yield "".join(lines), process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def weight(base, path):
    """Bytes over the wire of a page with everything it asks for; and on the next visit, without what is kept."""
    status, _headers, page, size = ask(base + path)
    assert status == 200
    parts = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', page))
    answers = [ask(base + part.decode()) for part in parts]
    assert all("immutable" in headers.get("cache-control", "") for _status, headers, _body, _size in answers)
    return size + sum(size for _status, _headers, _body, size in answers), size


def test_the_demo_runs_a_contest_through_http_and_tells_where_to_go(hall):
    port = free_port()
    with started(hall, "demo", "--port", str(port)) as (said, _process):
        base = f"http://127.0.0.1:{port}"
        assert f"Ready: {base}/" in said
        assert said.count("was marked by 7 robot judges") == 7
        for path in re.findall(rf"{base}(/\S*)", said):
            status, _headers, page, _size = ask(base + path)
            assert status == 200, path
            assert b"<h1" in page or b"<main" in page, path
        on_stage = re.search(rf"{base}/desk/(\d+)/", said)[1]
        contest = ask(f"{base}/contests/{on_stage}/")[2].decode()
        assert "比赛正在进行" in contest
        emcee = ask(re.search(rf"{base}/emcee/\S+", said)[0])[2].decode()
        assert "5 号选手的得分尚未亮分" in emcee, "the last score, and no other, is not released yet"
        first, again = weight(base, "/contests/1/")
        assert first <= 60_000
        assert again <= 5_000
        tablet, _again = weight(base, re.search(rf"{base}(/j/\S+)", said)[1])
        assert tablet <= 60_000


def test_the_server_of_a_hall_makes_its_key_serves_and_says_that_nobody_can_sign_in(tmp_path):
    port = free_port()
    with started(tmp_path, "serve", "--host", "127.0.0.1", "--port", str(port)) as (said, process):
        assert f"http://127.0.0.1:{port}/" in said
        assert "make administrator" in said
        wait_for(f"http://127.0.0.1:{port}/", process)
        assert ask(f"http://127.0.0.1:{port}/")[0] == 200
        assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_port_that_is_taken_is_told():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with translation.override("en"), pytest.raises(CommandError, match="is not free"):
            refuse_taken("127.0.0.1", other.getsockname()[1])


def test_the_server_answers_to_the_addresses_it_tells():
    hosts = environment(["192.0.2.7"])["LEITAI_HOSTS"].split(",")
    assert {"192.0.2.7", "localhost"} <= set(hosts)
    assert command("192.0.2.7", 8000)[-1] == "config.server.app:application"


def test_a_qr_code_in_a_terminal_has_its_quiet_zone():
    import segno  # noqa: PLC0415 - only here

    rows = drawn(segno.make("http://192.0.2.7:8000/", error="m")).split("\n")
    assert len({len(row) for row in rows}) == 1
    assert set(rows[0]) == {"█"}


@pytest.mark.django_db
def test_the_first_administrator_is_entered_once(monkeypatch, capsys):
    def typed(password):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))

    typed("12345678")
    with translation.override("en"), pytest.raises(CommandError, match="only digits"):
        call_command("first_administrator", "admin")
    typed("correct horse battery")
    call_command("first_administrator", "admin", "--name", "Admin")
    assert User.objects.get(username="admin").is_administrator
    assert "can sign in" in capsys.readouterr().out
    with pytest.raises(CommandError, match="already"):
        call_command("first_administrator", "other")
