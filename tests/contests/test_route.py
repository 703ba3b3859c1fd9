"""The route of a tour: where and when each site is seen, typed on one page, changed until the end."""

import json

import pytest

from communities.models import Journal
from contests import actions
from contests.actions.route import Stop
from contests.queries import set_up
from tests.browsers import client_of, text_of
from tests.cast import an_open_tour, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def stops(contest):
    return {person.number: (person.stop_at, person.stop) for person in contest.contestants.all()}


def test_stops_are_set_after_opening_and_stand_in_the_journal_and_the_contest_file(cast):
    contest = an_open_tour(cast, contestants=2)
    first, second = contest.contestants.order_by("number")
    given = {"contest": contest, "by": cast.wang, "now": later(3)}
    there = {first.pk: Stop("", ""), second.pk: Stop("", "")}
    route = {first.pk: Stop("Zhufeng Road 9", "9:30"), second.pk: Stop("", "")}
    assert actions.set_route(route=route, seen=there, **given) == 1
    assert actions.set_route(route=route, seen=there, **given) == 0, "it is so already"
    line = Journal.objects.get(verb="route-set")
    assert line.detail == {"stops": {"01": "9:30 Zhufeng Road 9"}, "before": {"01": ""}}
    assert set_up(contest.pk)["contestants"][0]["about"]["stop_at"] == "9:30"
    with refused("stale", numbers=["01"]):
        actions.set_route(route={first.pk: Stop("Elsewhere", "9:30")}, seen=there, **given)
    stranger = an_open_tour(cast, contestants=1, slug="other").contestants.get()
    with refused("another-contest"):
        actions.set_route(route={stranger.pk: Stop("", "")}, **given)


@pytest.mark.sqlite_suffices
def test_the_route_is_typed_on_one_page_and_what_is_too_long_stays_there(cast):
    contest = an_open_tour(cast, contestants=2)
    first, second = contest.contestants.order_by("number")
    wang, page = client_of(cast.wang), f"/manage/{contest.pk}/route/"
    seen = json.dumps({str(first.pk): ["", ""], str(second.pk): ["", ""]})
    typed = {f"at_{first.pk}": "9:30", f"place_{first.pk}": "<b>珠峰街</b>", f"at_{second.pk}": "x" * 41, "seen": seen}
    shown = wang.post(page, typed)
    assert "x" * 41 in shown.content.decode()
    assert stops(contest)["01"] == ("", "")
    typed[f"at_{second.pk}"] = ""
    assert "1 stop has changed." in text_of(wang.post(page, typed, follow=True))
    assert stops(contest) == {"01": ("9:30", "<b>珠峰街</b>"), "02": ("", "")}
    for nonsense in ("", "{", "[]", '{"1": 2}', '{"x": ["", ""]}', "7" * 5000):
        assert wang.post(page, typed | {"seen": nonsense}).status_code == 302
    assert client_of(cast.li).post(page, typed).status_code == 403
    assert "&lt;b&gt;珠峰街" in client_of(cast.li).get(page).content.decode()
    in_chinese = client_of(cast.wang, language="zh-hans").get(page).content.decode()
    assert ("时间, 01" in in_chinese, "地点, 01" in in_chinese, "名次" in in_chinese) == (True, True, False)
