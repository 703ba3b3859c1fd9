"""Who comes first in a lane, and what is known of whoever asks before Django is asked."""

import asyncio
from dataclasses import replace
from ipaddress import ip_network
from threading import Event
from types import SimpleNamespace

import pytest
from django.core import signing

from config.server import lanes
from config.server.lanes import LANES, ORDINARY, PUBLIC, Line
from config.server.places import place_of
from config.server.sessions import brings_a_session
from config.server.turns import LaneFull, Turns
from config.sessions import SessionStore
from pages.devices import COOKIE as DEVICE
from tests.config.stories import never, run


@pytest.mark.django_db
def test_only_a_session_that_was_begun_here_is_at_the_desk(desk):
    key = desk.cookies["sessionid"].value
    assert brings_a_session(f"a=1; sessionid={key}")
    for other in ("", "sessionid=x", f"sessionid={key[:-1]}", f"sessionid={'a' * 40}", 'sessionid="; x', "sessionid=é"):
        assert not brings_a_session(other)
    for path in ("/desk/3/", "/manage/3/", "/administration/people/"):
        assert lanes.lane_of("GET", path) is PUBLIC
        assert lanes.lane_of("GET", path, has_session=True) in {lanes.DESK, lanes.OFFICE}


@pytest.mark.django_db
def test_a_made_up_session_costs_no_query(client, django_assert_num_queries):
    client.cookies["sessionid"] = "a" * 40
    with django_assert_num_queries(0):
        assert client.get("/desk/3/").status_code == 302
    assert SessionStore("a" * 40).session_key is None


def test_who_asks_a_hundred_times_keeps_nobody_out():
    """One laptop asks for the door as fast as it can; judges come from tablets of their own."""

    async def story():
        turns, order = Turns(threads=1, most=3), []

        async def ask(place):
            turns.arrive(place)
            await turns.take(place, never)
            order.append(place)

        await turns.take("somebody", never)
        flood = [asyncio.create_task(ask("laptop")) for _ in range(9)]
        await asyncio.sleep(0)
        judges = [asyncio.create_task(ask(f"tablet {n}")) for n in range(3)]
        await asyncio.sleep(0.01)
        late = [asyncio.create_task(ask("laptop"))]
        await asyncio.sleep(0)
        for _ in range(3):
            turns.give_back()
            await asyncio.sleep(0)
        told = await asyncio.gather(*flood, *late, *judges, return_exceptions=True)
        assert [type(each) for each in told] == [LaneFull] * 10 + [type(None)] * 3
        assert order == ["tablet 0", "tablet 1", "tablet 2"]
        turns.give_back()
        assert turns.free == 1

    run(story())


def test_of_tablets_that_ask_as_tablets_do_nobody_falls_behind():
    async def story():
        turns, order = Turns(threads=1, most=9, ordinary=ORDINARY), []

        async def ask(place):
            turns.arrive(place)
            await turns.take(place, never)
            order.append(place)

        await turns.take("somebody", never)
        for _ in range(9):
            turns.arrive("who has sent more")
        asking = [asyncio.create_task(ask(place)) for place in ("who has sent more", "another", "a third")]
        for _ in asking:
            await asyncio.sleep(0)
            turns.give_back()
        await asyncio.gather(*asking)
        assert order == ["who has sent more", "another", "a third"]

    run(story())


@pytest.mark.parametrize("lane", [lane for lane in LANES if not lane.rests], ids=lambda lane: lane.name)
def test_in_every_lane_who_asks_once_comes_before_who_asks_always(lane):
    """One judge's telephone that is broken, or a link that came into the wrong hands, holds up no other."""

    async def story():
        line, release, order = Line(replace(lane, threads=1, gives_way=False)), Event(), []

        async def ask(place):
            line.turns.arrive(place)
            await line.run(lambda: order.append(place) or release.wait(30), never, place)

        for _ in range(int(ORDINARY) if lane.hall else 0):
            line.turns.arrive("loud")
        asking = [asyncio.create_task(ask(place)) for place in ("loud", "loud", "loud", "quiet")]
        await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*asking)
        assert order == ["loud", "quiet", "loud", "loud"]

    run(story())


def test_a_device_that_is_known_comes_before_strangers_from_many_addresses_until_it_floods():
    async def story():
        turns = Turns(threads=1, most=2)
        await turns.take("somebody", never)
        strangers = [asyncio.create_task(turns.take(f"10.0.0.{n}", never)) for n in range(2)]
        await asyncio.sleep(0)
        for _ in range(3):
            turns.arrive("device abc")
        known = asyncio.create_task(turns.take("device abc", never))
        await asyncio.sleep(0)
        turns.give_back()
        await known
        assert [each.done() for each in strangers] == [False, True]
        with pytest.raises(LaneFull):
            await strangers[1]
        turns.waiting.append(turns.waiting[0])
        for _ in range(30):
            turns.asked.note("device abc")
        with pytest.raises(LaneFull):
            turns.arrive("device abc")
        strangers[0].cancel()

    run(story())


def test_a_turn_is_not_lost_with_who_gives_up_as_it_comes():
    async def story():
        turns = Turns(threads=1, most=3)
        await turns.take("", never)
        waiting = asyncio.create_task(turns.take("", never))
        await asyncio.sleep(0)
        turns.give_back()
        waiting.cancel()
        await asyncio.wait({waiting})
        assert (turns.free, turns.waiting) == (1, [])

    run(story())


def test_a_place_is_a_known_device_or_an_address(settings):
    def place(client, cookie="", *forwarded):
        headers = SimpleNamespace(get_all=lambda _name: list(forwarded))
        return place_of(SimpleNamespace(client=client, headers=headers), cookie)

    def device(*right):
        return f"{DEVICE}={signing.dumps(('abc', right), salt=DEVICE)}"

    assert place("10.0.0.7:5000") == place("10.0.0.7:5001", device()) == place("10.0.0.7:1", f"{DEVICE}=x", "10.0.0.8")
    assert place("[2001:db8::1]:5000") == place("[2001:db8::ffff:1]:5000") != place("[2001:db8:0:1::1]:5000")
    assert place("10.0.0.7:5000", device("sign-in desk")) == place("10.0.0.8:5000", device("sign-in desk"))
    settings.PROXIES = [ip_network("10.0.0.7")]
    assert place("10.0.0.7:5000", "", "1.1.1.1, 10.0.0.8") == place("10.0.0.8:5000", "", "made up")
