"""How a contest is shown is set up on a page of its own, until the first score is released."""

import pytest
from django.urls import reverse

from stage.actions import release_scores
from stage.queries import show_of
from tests.browsers import client_of, text_of
from tests.cast import an_open_contest, first_performance, later, performed

pytestmark = pytest.mark.django_db
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
