"""A server that is killed just after a score was released: what was acknowledged stands, and the screen shows it."""

import json
import os
import signal
import subprocess
import sys
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
contest = an_open_contest(cast, contestants=1)
made = performed(cast, contest, first_performance(contest))
link = add_link(contest=contest, values={"kind": LinkKind.SCREEN, "name": "Hall"}, by=cast.li, now=later(1))
desk = Client()
desk.force_login(cast.li)
print(json.dumps({
    "contest": contest.pk, "screen": token_of(link), "session": desk.cookies["sessionid"].value,
    "performance": made.pk, "name": made.contestant.name,
}))
"""


@pytest.fixture(scope="module")
def show(hall):
    """A contest in the folder of a server in which somebody has performed, with a session of the desk and a screen."""
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


def test_what_was_acknowledged_stands_after_the_server_was_killed_and_the_screen_shows_it(hall, show):
    port = free_port()
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
