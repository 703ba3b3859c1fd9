"""Before Django: bodies whole and in time, lanes that do not wait for each other, what becomes of headers."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event
from types import SimpleNamespace

import pytest

from config.server import bodies
from config.server.bodies import NoRoomError, Room, TooLargeError, TooSlowError, read_body
from config.server.gateway import answer_of, environ_of
from config.server.lanes import HALL, PUBLIC, SMALL, Lane, LaneFull, Line


async def chunks(*parts):
    """A body as it comes; None never does."""
    for part in parts:
        if part is None:
            await asyncio.Event().wait()
        yield part


def run(story):
    """Go through a story of its own loop; the browser's tests leave one running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()


def read(*parts, announced=None, most=100, room=None):
    return run(read_body(chunks(*parts), announced, most, room or Room()))


def test_a_body_comes_whole_or_not_at_all(monkeypatch):
    assert read(b"a=1", b"&b=2", announced=7) == b"a=1&b=2"
    assert read(b"no", b" length") == b"no length"
    assert read(None, announced=0) == b""
    for parts, announced in (((None,), 101), ((b"x" * 60, b"x" * 60), None), ((b"longer than said",), 3)):
        with pytest.raises(TooLargeError):
            read(*parts, announced=announced)
    monkeypatch.setattr(bodies, "SILENCE", 0.01)
    with pytest.raises(TooSlowError):
        read(b"a=", None, announced=3)
    monkeypatch.setattr(bodies, "SILENCE", 5)
    monkeypatch.setattr(bodies, "WHOLE", 0.01)
    with pytest.raises(TooSlowError):
        read(b"a=", None, announced=3)


def test_large_bodies_share_a_room_and_small_ones_always_fit():
    room = Room(3 * SMALL)
    with room.taken(2 * SMALL):
        with pytest.raises(NoRoomError), room.taken(2 * SMALL):
            pass
        assert read(b"a mark", announced=6, room=room) == b"a mark"
    with pytest.raises(TooLargeError):
        read(b"x" * 5 * SMALL, announced=2 * SMALL, most=3 * SMALL, room=room)
    with room.taken(3 * SMALL):
        pass


def test_a_lane_that_is_full_says_so_and_another_goes_on():
    async def story():
        residents, hall = Line(Lane("public", threads=1, waiting=1, largest=0)), Line(HALL)
        release, begun = Event(), Event()

        def slow():
            begun.set()
            return release.wait(30)

        waiting = [asyncio.create_task(residents.run(slow)) for _ in range(2)]
        await asyncio.to_thread(begun.wait, 30)
        with pytest.raises(LaneFull):
            await residents.run(lambda: "too many")
        assert await hall.run(lambda: "a judge") == "a judge"
        release.set()
        assert await asyncio.gather(*waiting) == [True, True]
        assert await residents.run(lambda: "again") == "again"

    run(story())


def scope(**more):
    given = [
        ("host", "擂台".encode().decode("latin-1")),
        ("cookie", "a=1"),
        ("cookie", "b=2"),
        ("x_forwarded_for", "1"),
    ]
    always = {"http_version": "1.1", "server": "[::1]:8000", "client": "[::1]:5000", "scheme": "http", "method": "POST"}
    return SimpleNamespace(**{**always, "path": "/社/", "query_string": "q=社", "headers": dict_of(given), **more})


def dict_of(pairs):
    return SimpleNamespace(items=lambda: pairs, get=dict(pairs).get)


def test_django_is_asked_as_by_any_server():
    environ = environ_of(scope(), b"a=1")
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/社/"
    assert environ["QUERY_STRING"].encode("latin-1").decode() == "q=社"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"], environ["REMOTE_ADDR"]) == ("[::1]", "8000", "::1")
    assert (environ["CONTENT_LENGTH"], environ["wsgi.input"].read()) == ("3", b"a=1")


def test_an_answer_is_taken_whole_and_closed():
    class Response(BytesIO):
        pass

    response = Response(b"one\ntwo")

    def application(_environ, start):
        start("404 Not Found", [("X", "1")])
        return response

    assert answer_of(application, {}) == (404, [("X", "1")], b"one\ntwo", None)
    assert response.closed


def test_residents_take_no_more_than_their_lane():
    assert PUBLIC.largest == SMALL
