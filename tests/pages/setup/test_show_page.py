"""How a contest is shown is set up on a page of its own, until the first score is released."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from stage.actions import add_link, release_scores
from stage.queries import show_of
from tests.browsers import client_of, text_of
from tests.cast import a_draft, an_open_contest, first_performance, later, performed

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
CHOSEN = {
    "releasing": "batch",
    "batch": "4",
    "judges": "seats",
    "widest_range": "5.5",
    "widest_distance": "",
    "subtitle": "Two neighbours",
}


def test_the_way_to_release_is_chosen_and_stays_once_a_score_was_released(cast):
    contest = an_open_contest(cast, contestants=1)
    organiser, page = client_of(cast.wang), reverse("setup:show", args=[contest.pk])
    assert "stay as they are once the first score is released" in text_of(organiser.get(page))
    assert "Saved." in text_of(organiser.post(page, {**CHOSEN, "live_page": "on"}, follow=True))
    show = show_of(contest)
    assert (show.releasing, show.batch, str(show.widest_range), show.widest_distance) == ("batch", 4, "5.5", None)
    assert (show.live_page, show.watch_equal, show.subtitle) == (True, False, "Two neighbours")
    wrong = text_of(organiser.post(page, {**CHOSEN, "batch": "1"}))
    assert "Nothing was saved yet." in wrong
    performed(cast, contest, first_performance(contest))
    release_scores(contest=contest, performances=[first_performance(contest)], by=cast.li, now=later(20))
    assert "stays as it is" in text_of(organiser.get(page))
    organiser.post(page, {"releasing": "end", "judges": "names", "subtitle": "Another"}, follow=True)
    show = show_of(contest)
    assert (show.releasing, show.judges, show.subtitle) == ("batch", "seats", "Another")


@pytest.mark.parametrize(
    ("preset", "way"), [("stage", "each"), ("tour", "end"), ("standards", "end"), ("reserve", "end")]
)
def test_each_kind_of_contest_begins_with_its_own_way_to_release(cast, preset, way):
    contest = a_draft(cast, preset=preset, contestants=1)
    page = client_of(cast.wang).get(reverse("setup:show", args=[contest.pk]))
    assert page.context["form"]["releasing"].value() == way
    add_link(contest=contest, values={"kind": "screen", "name": "Hall"}, by=cast.li, now=later(0))
    assert show_of(contest).releasing == way


def test_a_contest_that_was_there_before_keeps_its_way_to_release(cast):
    contests = [a_draft(cast, preset=preset, contestants=1, slug=preset) for preset in ("tour", "stage")]
    import_module("stage.migrations.0011_ways_kept").ways_kept(apps, None)
    assert [show_of(contest).releasing for contest in contests] == ["each", "each"]
