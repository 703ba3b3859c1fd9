"""An award by name from beginning to end: sealed with the rules, given after the contest, published, corrected."""

import re

import pytest

from contests.models import Contest
from tests.browsers import client_of
from tests.cast import a_closed_contest, a_draft, an_open_contest
from tests.manage_pages import after, at, page, printed, shown
from tests.pages.setup.values import award_values

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def seen_on(client, address):
    return re.search(r'name="seen" value="([^"]*)"', client.get(address).content.decode())[1].replace("&quot;", '"')


def test_the_favourite_of_the_audience_is_named_and_published(cast):
    contest = a_closed_contest(cast, by_name=["Favourite"])
    award, wang = contest.awards.get(name="Favourite"), client_of(cast.wang)
    address = at("award", contest, award=award.pk)
    for name in ("contest", "results", "publish"):
        assert address in wang.get(at(name, contest)).content.decode()
    assert "name who gets Favourite, then publish" in page(wang, "contest", contest)
    assert "nobody named yet Favourite" in page(wang, "results", contest)
    publishing = page(wang, "publish", contest)
    assert "Nobody is named yet for these awards." in publishing
    assert "nothing waits for a decision" not in publishing
    seen = seen_on(wang, address)
    refused = wang.post(address, {"named": "02", "reason": "", "seen": seen})
    assert "Please correct what is marked" in shown(refused)
    assert re.search(r'value="02"[^>]*checked', refused.content.decode())
    answer = wang.post(address, {"named": "02", "reason": "212 votes", "seen": seen})
    assert "named Favourite : 02 Secretary 2" in after(wang, answer).replace("Favourite:", "Favourite :")
    late = wang.post(address, {"named": "03", "reason": "my count", "seen": seen})
    assert "Somebody else has just changed this" in shown(late)
    assert re.search(r'value="03"[^>]*checked', late.content.decode())
    assert contest.awards.get(pk=award.pk).named == ["02"]
    assert "Nobody is named yet" not in page(wang, "publish", contest)
    assert "212 votes" in page(wang, "journal", contest)
    wang.post(at("publish", contest), {})
    assert "Favourite Secretary 2" in shown(client_of().get(f"/contests/{contest.pk}/"))


def test_an_award_without_winners_is_said_and_can_be_given_by_a_correction(cast):
    contest = a_closed_contest(cast, by_name=["Favourite"])
    award, wang = contest.awards.get(name="Favourite"), client_of(cast.wang)
    wang.post(at("publish", contest), {})
    assert "Favourite Not given yet." in shown(client_of().get(f"/contests/{contest.pk}/"))
    paper = printed(wang.get(at("paper", contest, kind="award-list", ending="pdf"), {"language": "en"}))
    assert "Not given yet." in " ".join(paper.split())
    address = at("award", contest, award=award.pk)
    assert "only when a correction is published" in shown(wang.get(address))
    answer = wang.post(address, {"named": "02", "reason": "votes counted", "seen": seen_on(wang, address)})
    assert "differ from publication no. 1" in after(wang, answer)
    wang.post(at("publish", contest), {"reason": "votes counted"})
    assert "Favourite Secretary 2" in shown(client_of().get(f"/contests/{contest.pk}/"))
    assert Contest.objects.get().publications.count() == 2


def test_before_opening_the_award_is_changed_where_it_is_set_up(cast):
    contest = a_draft(cast)
    values = award_values(name="Favourite", way="named", quota="")
    assert client_of(cast.wang).post(f"/manage/{contest.pk}/awards/new/", values).status_code == 302
    award = contest.awards.get(name="Favourite")
    answer = client_of(cast.wang).get(at("award", contest, award=award.pk))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/manage/{contest.pk}/awards/{award.pk}/")
    assert "Awards by name" not in page(client_of(cast.wang), "results", contest)
    assert client_of(cast.li).get(at("award", contest, award=contest.awards.first().pk)).status_code == 404


def test_an_award_by_place_that_nobody_gets_is_said_before_and_after_publishing_with_the_reason(cast):
    contest, wang = a_closed_contest(cast, contestants=2), client_of(cast.wang)
    words = "三等奖 not given: 3 (nobody is left who could get it)"
    for name in ("results", "publish"):
        found = page(wang, name, contest)
        assert words in found
        assert "二等奖 not given: 1" in found
    assert "Nobody gets it" not in shown(client_of().get(f"/contests/{contest.pk}/"))
    wang.post(at("publish", contest), {})
    assert "三等奖 Nobody gets it." in shown(client_of().get(f"/contests/{contest.pk}/"))
    paper = printed(wang.get(at("paper", contest, kind="award-list", ending="pdf"), {"language": "zh-hans"}))
    assert "空缺3名" in "".join(paper.split())
    assert "没有更多选手可获奖" in "".join(paper.split())


def test_nothing_is_called_vacant_while_marks_are_missing(cast):
    contest = an_open_contest(cast, contestants=2)
    assert "Awards not given in full" not in page(client_of(cast.wang), "results", contest)
