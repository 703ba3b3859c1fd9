"""A server that is killed when a score was released: what was acknowledged stands, and what was not is done wholly or
not at all."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlencode

import pytest

from config.management.commands.demo import wait_for
from tests.config.test_serving import ask, free_port, started
from tests.config.test_stalled import answer, connected, request, workers_of
from tests.house import ROOT

pytestmark = pytest.mark.sqlite_suffices
TOKEN = "k" * 32
FILL = """
import django, json
django.setup()
from django.test import Client
from stage.actions import add_link
from stage.models import LinkKind
from stage.tokens import token_of
from tests.cast import Cast, an_open_contest, first_performance, later, performed
cast = Cast()
desk = Client()
desk.force_login(cast.li)
shows = []
for slug in ("first", "second"):
    contest = an_open_contest(cast, contestants=1, slug=slug)
    made = performed(cast, contest, first_performance(contest))
    link = add_link(contest=contest, values={"kind": LinkKind.SCREEN, "name": "Hall"}, by=cast.li, now=later(1))
    shows.append({
        "contest": contest.pk, "screen": token_of(link), "session": desk.cookies["sessionid"].value,
        "performance": made.pk, "name": made.contestant.name,
    })
print(json.dumps(shows))
"""


@pytest.fixture(scope="module")
def shows(hall):
    """Two contests in the folder of a server in which somebody has performed, with a session of the desk and a screen
    each."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("LEITAI", "DATABASE"))}
    variables |= {"LEITAI_VAR": str(hall / "var"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    told = subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=variables, stdout=subprocess.PIPE, check=True)
    return json.loads(told.stdout)


def release(show):
    """The press of the button, as a browser sends it."""
    given = {"performances": show["performance"], "reason": "asked for", "csrfmiddlewaretoken": TOKEN}
    body = urlencode(given).encode()
    lines = (
        f"Cookie: sessionid={show['session']}; csrftoken={TOKEN}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "Connection: close",
    )
    return request("POST", f"/desk/{show['contest']}/release/", *lines, body=body)


def killed(process):
    for pid in (process.pid, *workers_of(process)):
        os.kill(pid, signal.SIGKILL)
    process.wait()


def stored(hall, show):
    """How many releases of a contest are stored, how many lines of them are in the journal, and which version it is."""
    asked = (
        "SELECT count(*) FROM stage_release WHERE performance_id = ?",
        "SELECT count(*) FROM communities_journal WHERE verb = 'scores-released' AND contest_id = ?",
    )
    with closing(sqlite3.connect(hall / "var" / "leitai.sqlite3")) as database:
        rows = (database.execute(one, (show[of],)) for one, of in zip(asked, ("performance", "contest"), strict=True))
        return tuple(row.fetchone()[0] for row in rows)


def test_what_was_acknowledged_stands_after_the_server_was_killed_and_the_screen_shows_it(hall, shows):
    port, (show, _other) = free_port(), shows
    address = f"http://127.0.0.1:{port}"
    serve = ("serve", "--host", "127.0.0.1", "--port", str(port))
    with started(hall, *serve) as (_, process):
        wait_for(f"{address}/", process)
        assert "data-points" not in ask(f"{address}/screen/{show['screen']}/")[2].decode()
        with connected(port, release(show)) as one:
            assert answer(one).startswith(b"HTTP/1.1 302")
            killed(process)
    with started(hall, *serve) as (_, process):
        wait_for(f"{address}/", process)
        picture = ask(f"{address}/screen/{show['screen']}/")[2].decode()
        assert "data-points" in picture
        assert show["name"] in picture


def test_what_was_not_acknowledged_is_done_wholly_or_not_at_all_and_once_when_it_is_pressed_again(hall, shows):
    port, (_other, show) = free_port(), shows
    address = f"http://127.0.0.1:{port}"
    serve = ("serve", "--host", "127.0.0.1", "--port", str(port))
    with started(hall, *serve) as (_, process):
        wait_for(f"{address}/", process)
        with connected(port, release(show)):  # nobody waits for an answer
            killed(process)
    before = stored(hall, show)
    assert before in {(0, 0), (1, 1)}
    with started(hall, *serve) as (_, process):
        wait_for(f"{address}/", process)
        picture = ask(f"{address}/screen/{show['screen']}/")[2].decode()
        assert ("data-points" in picture) == (before == (1, 1))
        with connected(port, release(show)) as again:
            assert answer(again).startswith(b"HTTP/1.1 302")
        assert "data-points" in ask(f"{address}/screen/{show['screen']}/")[2].decode()
    assert stored(hall, show) == (1, 1)
