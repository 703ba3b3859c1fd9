"""The desk chooses what the main screens show, and gives out the links."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pages import links
from stage import actions
from stage.models import LinkKind, Show, StageLink
from tests.browsers import client_of
from tests.cast import Cast, an_open_contest, first_performance, fresh, later, performed

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def contest(cast):
    return an_open_contest(cast)


def to(contest, name="screens", *more):
    return reverse(f"desk:{name}", args=[contest.pk, *more])


def page(client, contest):
    return client.get(to(contest)).content.decode()


def test_the_links_of_a_show_are_made_with_one_press_and_open_without_an_account(cast, contest):
    desk = client_of(cast.li)
    assert StageLink.objects.count() == 0
    desk.post(to(contest, "usual-links"), headers={"Accept-Language": "zh-hans"})
    assert list(StageLink.objects.values_list("kind", "name")) == [
        ("emcee", "主持人"),
        ("screen", "大屏"),
        ("timekeeper", "计时员"),
    ]
    html = page(desk, contest)
    [screen] = re.findall(r'value="(http://testserver/screen/[^"]+)"', html)
    assert Client().get(screen).status_code == 200
    assert html.count("<svg") >= 3
    assert screen not in page(client_of(cast.sun), contest)  # who only reads gets no address


def test_the_desk_sees_whose_link_is_open_also_of_emcee_and_timekeeper(cast, contest, monkeypatch):
    monkeypatch.setattr(links, "_noted", {})
    desk = client_of(cast.li)
    desk.post(to(contest, "usual-links"))
    assert page(desk, contest).count("not opened yet") == 3
    for kind in (LinkKind.EMCEE, LinkKind.TIMEKEEPER):
        address = f"{links.path_of(StageLink.objects.get(kind=kind))}state/"
        assert Client().get(address, {"size": "made up"}).status_code == 200
    html = page(desk, contest)
    assert (html.count("not opened yet"), html.count(">connected<"), "made up" in html) == (1, 2, False)


def test_a_link_is_changed_replaced_and_removed_from_its_card(cast, contest):
    desk = client_of(cast.li)
    desk.post(to(contest, "add-link"), {"kind": "emcee", "name": "Wang", "mode": "order", "light": "on"})
    desk.post(to(contest, "add-link"), {"kind": "screen", "name": "Foyer", "mode": "order", "light": "on"})
    emcee, foyer = StageLink.objects.order_by("pk")
    assert ((emcee.mode, emcee.light), (foyer.mode, foyer.light)) == (("", False), ("order", True))
    again = desk.post(to(contest, "add-link"), {"kind": "screen", "name": "Foyer"})
    assert (again.status_code, StageLink.objects.count()) == (200, 2)
    desk.post(to(contest, "link", foyer.pk), {"name": "Door", "mode": ""})
    assert (fresh(foyer).name, fresh(foyer).mode, fresh(foyer).light) == ("Door", "", False)
    desk.post(to(contest, "replace-link", foyer.pk), {"seen": "1"})
    twice = desk.post(to(contest, "replace-link", foyer.pk), {"seen": "1"})
    assert (fresh(foyer).number, twice.status_code) == (2, 200)
    desk.post(to(contest, "identify", foyer.pk))
    assert fresh(foyer).identify == 1
    actions.note_screen(link=foyer.pk, size="1920×1080", page_version="0123abcd", now=later(3))
    assert "1920×1080" in page(desk, contest)
    desk.post(to(contest, "remove-link", foyer.pk))
    assert list(StageLink.objects.all()) == [emcee]


def test_the_second_desk_to_choose_is_told_and_a_score_waits_for_its_release(cast, contest):
    desk, other = client_of(cast.li), client_of(cast.zhao)
    actions.add_link(contest=contest, values={"kind": LinkKind.SCREEN, "name": "Hall"}, by=cast.li, now=later(1))
    seen = re.search(r'name="seen" value="([^"]*)"', page(other, contest)).group(1)
    desk.post(to(contest, "show"), {"mode": "break", "message": "Back at ten", "seen": seen})
    assert (Show.objects.get().mode, Show.objects.get().message) == ("break", "Back at ten")
    answer = other.post(to(contest, "show"), {"mode": "order", "seen": seen}, follow=True)
    assert "notice" in answer.content.decode()
    assert Show.objects.get().mode == "break"
    desk.post(to(contest, "show"), {"mode": "score"})
    assert Show.objects.get().mode == "break"
    first = performed(cast, contest, first_performance(contest))
    actions.release_scores(contest=contest, performances=[first], by=cast.li, now=later(20))
    assert (Show.objects.get().mode, Show.objects.get().performance) == ("score", first)
    back = desk.post(to(contest, "show"), {"mode": "break", "back": reverse("desk:board", args=[contest.pk])})
    assert (back.url, Show.objects.get().message) == (reverse("desk:board", args=[contest.pk]), "")
    away = desk.post(to(contest, "show"), {"mode": "title", "back": "https://elsewhere.example/"})
    assert away.url == to(contest)
    desk.post(to(contest, "follow"))
    assert not Show.objects.get().follow
    desk.post(to(contest, "prompt"), {"prompt": "x" * 201})
    desk.post(to(contest, "prompt"), {"prompt": "One minute"})
    assert Show.objects.get().prompt == "One minute"


def test_scores_released_together_come_on_the_screen_one_after_the_other(cast, contest):
    actions.change_show(contest=contest, values={"releasing": "batch", "batch": 2}, by=cast.wang, now=later(1))
    both = [performed(cast, contest, p) for p in contest.performances.filter(round__position=0).order_by("order")[:2]]
    actions.release_scores(contest=contest, performances=both, by=cast.li, now=later(20))
    desk = client_of(cast.li)
    shown = []
    for _ in range(2):
        show = Show.objects.get()
        shown.append((show.mode, show.performance))
        after = re.search(r'name="performance" value="(\d+)">\s*<button class="screens-mode"', page(desk, contest))
        if after:
            desk.post(to(contest, "show"), {"mode": "score", "performance": after.group(1)})
    assert shown == [("score", both[0]), ("score", both[1])]
    assert after is None
