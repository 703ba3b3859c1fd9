"""Before Django: bodies whole and in time, lanes that do not wait for each other, what becomes of headers."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fcntl import LOCK_EX, LOCK_UN, flock
from io import BytesIO
from itertools import pairwise
from threading import Event
from time import monotonic
from types import SimpleNamespace

import pytest

from communities.rules.files import LARGEST_PICTURE, LARGEST_SMALL
from config.server import bodies, lanes
from config.server.bodies import BrokenOffError, NoRoomError, Room, TooLargeError, TooSlowError, read_body
from config.server.gateway import answer_of, environ_of
from config.server.lanes import (
    LANES,
    PUBLIC,
    SIGN_IN,
    SMALL,
    TABLETS,
    Hall,
    Lane,
    Line,
    lane_of,
)
from config.server.links import brings_a_link
from config.server.passes import brings_a_pass
from config.server.seats import brings_a_seat
from config.server.spool import DiskFullError, read_to_disk
from config.server.turns import HasLeftError, LaneFull
from contests.rules.evidence_links import evidence_token
from pages.judge.views.seat import COOKIE, cookie_value
from pages.passes import pass_of
from tests.config.stories import never, run


async def chunks(*parts):
    """A body as it comes; None never does."""
    for part in parts:
        if part is None:
            await asyncio.Event().wait()
        yield part


def read(*parts, announced, most=100, room=None):
    return run(read_body(chunks(*parts), announced, most, room or Room()))


def test_a_body_comes_whole_or_not_at_all(monkeypatch):
    assert read(b"a=1", b"&b=2", announced=7) == b"a=1&b=2"
    assert read(None, announced=0) == b""
    with pytest.raises(TooLargeError):
        read(None, announced=101)
    for parts in ((b"mark=9.5"[:-2],), (b"longer than ", b"it said")):
        with pytest.raises(BrokenOffError):
            read(*parts, announced=8)
    monkeypatch.setattr(bodies, "SILENCE", 0.01)
    with pytest.raises(TooSlowError):
        read(b"a=", None, announced=3)
    monkeypatch.setattr(bodies, "SILENCE", 5)
    monkeypatch.setattr(bodies, "WHOLE", 0.01)
    with pytest.raises(TooSlowError):
        read(b"a=", None, announced=3)


def test_large_bodies_share_a_room_that_nobody_fills_by_announcing(monkeypatch):
    monkeypatch.setattr(bodies, "SILENCE", 0.01)
    room = Room(3 * SMALL)
    for _ in range(3):
        with pytest.raises(TooSlowError):
            read(b"x", None, announced=2 * SMALL, most=4 * SMALL, room=room)
    assert read(b"x" * 2 * SMALL, announced=2 * SMALL, most=4 * SMALL, room=room) == b"x" * 2 * SMALL
    with pytest.raises(NoRoomError):
        read(b"x" * 2 * SMALL, b"x" * 2 * SMALL, announced=4 * SMALL, most=4 * SMALL, room=room)
    assert room.left == 3 * SMALL
    room.left = 0
    assert read(b"a mark", announced=6, room=room) == b"a mark"


def test_films_are_collected_on_disk_by_two_at_a_time_and_nothing_stays(tmp_path, monkeypatch):
    def spooled(*parts, announced, spools=None):
        return run(read_to_disk(chunks(*parts), announced, 100, spools or Room(1), tmp_path))

    with spooled(b"half ", b"a film", announced=11) as file:
        assert file.read() == b"half a film"
    spools = Room(1)
    for parts, announced, error in (
        ((b"half",), 11, BrokenOffError),
        ((b"longer than it said",), 8, BrokenOffError),
        ((b"x",), 101, TooLargeError),
    ):
        with pytest.raises(error):
            spooled(*parts, announced=announced, spools=spools)
    monkeypatch.setattr("config.server.spool.SILENCE", 0.01)
    with pytest.raises(TooSlowError):
        spooled(b"half", None, announced=11, spools=spools)
    assert spools.left == 1
    with pytest.raises(NoRoomError):
        spooled(b"x", announced=1, spools=Room(0))
    monkeypatch.setattr("config.server.spool.LEFT_FREE", 2**60)
    with pytest.raises(DiskFullError):
        spooled(b"x", announced=1)
    assert list(tmp_path.iterdir()) == []


def test_only_who_was_let_in_by_a_page_sends_films():
    user, contest = SimpleNamespace(pk=4), SimpleNamespace(pk=3)
    own, other = (f"/desk/{pk}/media/add/{pass_of(user, contest)}/" for pk in (3, 5))
    assert [brings_a_pass(path) for path in (own, other, own.replace("4.", "5.", 1), "/desk/3/media/")] == [
        True,
        False,
        False,
        False,
    ]
    assert lanes.lane_of("POST", own, has_session=True, has_pass=True) is lanes.UPLOADS
    assert lanes.lane_of("POST", own, has_session=False, has_pass=True) is PUBLIC
    assert lanes.lane_of("POST", other, has_session=True).largest < lanes.UPLOADS.largest


def test_a_centre_sends_a_large_file_by_its_link_and_a_made_up_address_does_not():
    token = evidence_token(SimpleNamespace(pk=7), 1)
    good, made_up = f"/e/{token}/3/", f"/e/{token[:-1]}/3/"
    lane, other = (lanes.lane_of("POST", path, has_link=brings_a_link(path)) for path in (good, made_up))
    assert lane.largest > LARGEST_PICTURE + LARGEST_SMALL + SMALL
    assert other is PUBLIC


def test_one_password_at_a_time_is_hashed_on_the_whole_machine(tmp_path):
    lock, done = tmp_path / "lock", []
    with ThreadPoolExecutor(1) as other, lock.open("a") as held:
        flock(held, LOCK_EX)  # as another process would hold it
        waiting = other.submit(lanes.alone, lambda: done.append("signed in"), lock)
        with pytest.raises(TimeoutError):
            waiting.result(0.1)
        flock(held, LOCK_UN)
        waiting.result(30)
    assert lanes.alone(lambda: len(done), tmp_path / "none" / "lock") == 1


def test_residents_give_way_to_the_hall_and_not_for_ever(monkeypatch):
    async def story():
        hall = Hall()
        tablets, residents = Line(TABLETS, hall), Line(PUBLIC, hall)
        release, order = Event(), []

        def mark():
            release.wait(30)
            order.append("a judge")

        marking = asyncio.create_task(tablets.run(mark, never))
        await asyncio.sleep(0)
        reading = asyncio.create_task(residents.run(lambda: order.append("a resident"), never))
        await asyncio.wait({reading}, timeout=0.05)
        release.set()
        await asyncio.gather(marking, reading)
        assert order == ["a judge", "a resident"]
        monkeypatch.setattr(lanes, "GIVING_WAY", 0.01)
        hall.add(1)
        await residents.run(lambda: order.append("another resident"), never)
        assert order[-1] == "another resident"

    run(story())


def test_a_lane_rests_between_two_so_that_refusals_do_not_fill_the_machine():
    async def story():
        signing_in = Line(replace(SIGN_IN, rests=0.05))
        begun = [await signing_in.run(monotonic, never) for _ in range(3)]
        assert all(later - earlier >= 0.05 for earlier, later in pairwise(begun))

    run(story())


async def at_once():
    """Who asked has gone."""


def test_a_lane_that_is_full_says_so_and_another_goes_on():
    async def story():
        residents, tablets = Line(Lane("public", threads=1, waiting=1, largest=0)), Line(TABLETS)
        release, begun = Event(), Event()

        def slow():
            begun.set()
            return release.wait(30)

        waiting = [asyncio.create_task(residents.run(slow, never)) for _ in range(2)]
        await asyncio.to_thread(begun.wait, 30)
        with pytest.raises(LaneFull):
            await residents.run(lambda: "too many", never)
        assert await tablets.run(lambda: "a judge", at_once) == "a judge"
        release.set()
        assert await asyncio.gather(*waiting) == [True, True]
        assert await residents.run(lambda: "again", never) == "again"

    run(story())


def test_what_judges_confirm_waits_for_no_page_of_a_tablet():
    async def story():
        lines = {lane: Line(lane) for lane in LANES}
        release, order = Event(), []

        def asked(method, path, work):
            return asyncio.create_task(lines[lane_of(method, path, has_seat=True)].run(work, never))

        def page():
            release.wait(30)
            order.append("a page")

        paths = ("/judge/", *(f"/judge/sheets/{n}/" for n in range(9)))
        pages = [asked("GET", path, page) for path in paths]  # a contestant was called
        await asyncio.sleep(0)
        marks = [
            asked("POST", "/judge/outbox/", lambda: order.append("confirmed")),
            asked("POST", "/judge/sheets/7/", lambda: order.append("confirmed")),
            asked("GET", "/judge/state/", lambda: order.append("what is new")),
        ]
        await asyncio.wait(marks, timeout=5)
        release.set()
        await asyncio.gather(*pages, *marks)
        assert sorted(order[:3]) == ["confirmed", "confirmed", "what is new"]
        assert order[3:] == ["a page"] * len(paths)

    run(story())


def test_files_of_the_office_are_read_one_at_a_time_with_rests_and_hold_up_no_page():
    async def story():
        brought = {"has_session": True, "is_large": True}
        files, pages = lane_of("POST", "/manage/import/", **brought), lane_of("GET", "/manage/3/", has_session=True)
        lines = {lane: Line(lane) for lane in (files, pages)}
        release = Event()
        reading = [
            asyncio.create_task(lines[files].run(lambda: release.wait(30) and monotonic(), never)) for _ in "abc"
        ]
        await asyncio.sleep(0)
        assert await asyncio.wait_for(lines[pages].run(lambda: "a page", never), 5) == "a page"
        release.set()
        read = await asyncio.gather(*reading)
        assert all(later - earlier >= files.rests > 0 for earlier, later in pairwise(read))

    run(story())


def test_nothing_is_computed_for_who_has_gone():
    async def story():
        line = Line(Lane("door", threads=1, waiting=9, largest=0))
        release, begun, done = Event(), Event(), []

        def slow():
            begun.set()
            return release.wait(30)

        first = asyncio.create_task(line.run(slow, never))
        await asyncio.to_thread(begun.wait, 30)
        with pytest.raises(HasLeftError):
            await line.run(lambda: done.append("for nobody"), at_once)
        release.set()
        assert await first
        assert await line.run(lambda: done.append("for somebody"), never) is None
        assert done == ["for somebody"]

    run(story())


@pytest.mark.django_db
def test_only_a_seat_that_we_signed_is_among_the_tablets(sheet):
    value = cookie_value(sheet.judge)
    assert brings_a_seat(f"django_language=en; {COOKIE}={value}")
    for other in ("", "sessionid=x", f"{COOKIE}=x", f"{COOKIE}={value[:-1]}", f'{COOKIE}="; x'):
        assert not brings_a_seat(other)


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
