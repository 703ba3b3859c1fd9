"""Residents see photos of contestants where the organiser has chosen so, and of nobody whom they do not see."""

import pytest
from django.test import Client
from django.urls import reverse

from contests.actions import change_contest
from contests.models import Announced
from scoring import actions as scoring
from stage.actions import change_show
from tests.browsers import client_of
from tests.cast import a_published_contest, an_open_contest, fresh, later, started
from tests.desk import played
from tests.films import a_portrait

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]


def choose(cast, contest, *, photos):
    values = {"live_page": True, "photos_public": photos}
    change_show(contest=contest, values=values, by=cast.wang, now=later(8))


def page(name, contest, **more):
    return client_of().get(reverse(f"public:{name}", kwargs={"pk": contest.pk, **more})).content.decode()


def file_of(contest, photo):
    return Client().get(reverse("public:photo", args=[contest.pk, photo.file_name]))


def test_the_organiser_chooses_whether_residents_see_who_it_is_and_takes_it_back(cast):
    contest = a_published_contest(cast, contestants=3)
    winner = contest.contestants.get(number="01")
    photo = a_portrait(cast, contest, winner)
    pages = [("contest", {}), ("contestant", {"contestant": winner.pk}), ("publication", {"number": 1})]
    before = [page(name, contest, **more) for name, more in pages]
    assert not any("<img" in text for text in before)
    assert file_of(contest, photo).status_code == 404

    choose(cast, contest, photos=True)
    shown = [page(name, contest, **more) for name, more in pages]
    address = reverse("public:photo", args=[contest.pk, photo.file_name])
    assert all(f'src="{address}" width="6" height="8" alt="Photo of {winner.name}"' in text for text in shown)
    sent = file_of(contest, photo)
    assert (sent.status_code, sent["Content-Type"], sent["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
    assert "max-age=86400" in sent["Cache-Control"]

    choose(cast, contest, photos=False)
    assert [page(name, contest, **more) for name, more in pages] == before
    assert file_of(contest, photo).status_code == 404


def test_nobody_is_seen_on_a_photo_who_is_not_announced_and_no_rehearsal_is_seen_at_all(cast):
    contest = an_open_contest(cast, contestants=3)
    first, second = played(contest)[:2]
    photo = a_portrait(cast, contest, first.contestant)
    started(cast, contest, first)
    choose(cast, contest, photos=True)
    assert f"Photo of {first.contestant.name}" in page("live", contest)
    assert f"Photo of {second.contestant.name}" not in page("live", contest)
    change_contest(contest=fresh(contest), values={"announced": Announced.CONTEST}, by=cast.wang, now=later(9))
    assert "<img" not in page("live", contest)
    assert file_of(contest, photo).status_code == 404
    rehearsal = an_open_contest(cast, slug="rehearsal", rehearsal=True)
    photo = a_portrait(cast, rehearsal, played(rehearsal)[0].contestant)
    choose(cast, rehearsal, photos=True)
    assert file_of(rehearsal, photo).status_code == 404


def test_results_that_were_replaced_show_no_photo_of_whom_residents_no_longer_see(cast):
    contest = a_published_contest(cast, contestants=3)
    values = {"announced": Announced.CONTEST, "public_level": "winners"}
    change_contest(contest=fresh(contest), values=values, by=cast.wang, now=later(70))
    choose(cast, contest, photos=True)
    winner = contest.contestants.get(number="01")
    photo = a_portrait(cast, contest, winner)
    assert "<img" in page("publication", contest, number=1)
    given = {"by": cast.wang, "now": later(90)}
    scoring.set_contestant_status(contestant=winner, status="disqualified", reason="x", **given)
    scoring.supersede(contest=contest, reason="disqualified", **given)
    assert file_of(contest, photo).status_code == 404
    told = page("publication", contest, number=1)
    assert winner.name in told
    assert "<img" not in told
