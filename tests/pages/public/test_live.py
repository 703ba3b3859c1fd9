"""Residents follow a contest while it is on, and learn nothing that was not released."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from contests.actions import change_contest
from contests.models import Announced
from scoring import actions as scoring
from stage.actions import add_link, change_show, release_scores, take_back_release
from stage.models import LinkKind
from stage.tokens import token_of
from tests.browsers import client_of, text_of
from tests.cast import all_submit, an_open_contest, later, started
from tests.desk import played

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def followed(cast, **values):
    """A contest with a live page, its first contestant on stage."""
    contest = an_open_contest(cast, contestants=3, **values)
    change_show(contest=contest, values={"live_page": True}, by=cast.wang, now=later(0))
    order = played(contest)
    started(cast, contest, order[0])
    return contest, order


def answer(contest, **headers):
    """What a resident gets: state, bytes and tag."""
    found = Client().get(reverse("public:live-state", args=[contest.pk]), headers=headers)
    return found.status_code, found.content, found.get("ETag")


def page(contest):
    return text_of(client_of().get(reverse("public:live", args=[contest.pk])))


def test_an_answer_holds_nothing_that_is_not_released(cast):
    contest, (first, *_others) = followed(cast)
    before = answer(contest)
    all_submit(first)
    off = {"points": Decimal(-1), "reason": "prompted", "seen": 0, "by": cast.li, "now": later(6)}
    scoring.adjust(contestant=first.contestant, round=first.round, **off)
    assert answer(contest) == before
    assert answer(contest, **{"if-none-match": before[2]})[0] == 304
    scoring.record_clock(performance=first, seconds=500, by=cast.li, now=later(9))
    spoken = answer(contest)
    assert spoken != before
    scoring.close_performance(performance=first, by=cast.li, now=later(10))
    assert answer(contest) == spoken
    made = release_scores(contest=contest, performances=[first], by=cast.li, now=later(11))[0]
    assert made.content["score"] in answer(contest)[1].decode()
    assert f"1 {first.contestant}" in page(contest)
    take_back_release(release=made, reason="too early", by=cast.li, now=later(12))
    assert answer(contest) == spoken


def test_who_is_not_in_the_standings_yet_is_said_and_the_page_leads_to_the_results_in_the_end(cast):
    contest, order = followed(cast)
    live, about = (reverse(f"public:{name}", args=[contest.pk]) for name in ("live", "contest"))
    values = {"kind": LinkKind.SCREEN, "name": "Foyer", "mode": "standings"}
    screen = token_of(add_link(contest=contest, values=values, by=cast.li, now=later(0)))
    follow = "Only contestants with a score announced in every round so far are listed; {} more will follow."
    for n, performance in enumerate(order):
        if n:
            started(cast, contest, performance)
        all_submit(performance)
        scoring.record_clock(performance=performance, seconds=470, by=cast.li, now=later(9))
        scoring.close_performance(performance=performance, by=cast.li, now=later(10))
        release_scores(contest=contest, performances=[performance], by=cast.li, now=later(11))
        missing = (0, 0, 0, 2, 1, 0)[n]
        foyer = text_of(client_of().get(reverse("screen:state", args=[screen])))
        for shown in (page(contest), foyer):
            assert (follow.format(missing) in shown, "will follow" in shown) == (missing > 0, missing > 0)
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    assert "Everybody has performed" in page(contest)
    scoring.publish_results(contest=contest, by=cast.wang, now=later(70))
    for address in (live, reverse("public:live-state", args=[contest.pk])):
        assert client_of().get(address).headers["Location"] == about
    change_show(contest=contest, values={"live_page": False}, by=cast.wang, now=later(71))
    assert client_of().get(live).status_code == 404


def test_a_contest_has_a_live_page_while_it_is_on_and_only_where_the_organiser_allowed_it(cast):
    contest, (first, *_others) = followed(cast)
    about = reverse("public:contest", args=[contest.pk])
    assert "Follow it live" in text_of(client_of().get(about))
    assert first.contestant.name in page(contest)
    change_contest(contest=contest, values={"announced": Announced.CONTEST}, by=cast.wang, now=later(5))
    assert first.contestant.number in page(contest)
    assert first.contestant.name not in page(contest)
    change_contest(contest=contest, values={"announced": Announced.NOTHING}, by=cast.wang, now=later(5))
    assert answer(contest)[0] == 404
    change_contest(contest=contest, values={"announced": Announced.CONTESTANTS}, by=cast.wang, now=later(5))
    change_show(contest=contest, values={"live_page": False}, by=cast.wang, now=later(6))
    assert answer(contest)[0] == 404
    assert "Follow it live" not in text_of(client_of().get(about))
    rehearsal, _order = followed(cast, slug="rehearsal", rehearsal=True)
    assert answer(rehearsal)[0] == 404
