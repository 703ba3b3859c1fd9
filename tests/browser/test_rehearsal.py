"""`make demo STAGE=rehearsal`: robots play the whole show; what the hall saw at the end, and that it can be wiped."""

from random import Random
from urllib.error import HTTPError

import pytest
from django.utils import timezone, translation

from contests.models import Contest
from demo import Stage, make_localities, make_people, this_week
from demo.browsing import Browser
from demo.people import PASSWORD, make_administrator
from demo.rehearsal import Pace, RobotShow
from demo.stages import rehearsal_of
from pages.links import path_of
from scoring.models import ScoreSheet
from stage.actions import add_usual_links, change_show
from stage.models import LinkKind, Release

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_rehearsal_plays_by_itself_to_the_last_step_and_leaves_the_sealed_contest_as_it_was(live_server):
    now, seed, said = timezone.now(), 1, []
    administrator = make_administrator(now)
    district = make_localities(by=administrator, now=now, chance=Random(seed))  # noqa: S311 - the same sample every time
    people = make_people(district, administrator, now)
    sealed, _cards = this_week(district, people, now, Stage.REHEARSAL, seed, tell=said.append, most=3, seats=5)
    change_show(contest=sealed, values={"releasing": "each"}, by=people.organiser, now=now)
    contest, cards = rehearsal_of(sealed, people, now)
    names = {kind: str(kind.label) for kind in (LinkKind.SCREEN, LinkKind.EMCEE)}
    screen, emcee = add_usual_links(contest=contest, names=names, by=people.desk, now=now)
    with translation.override("en"):
        show = RobotShow(live_server.url, contest, people, cards, seed, Pace(1e9), said.append)
        show.play()
    said = "\n".join(said)
    for trouble in ("overtime: 8:23", " dies", "is back with the card", " is late", "is re-opened", "a tie is decided"):
        assert said.count(trouble) == 1, trouble
    assert said.count("a question is drawn") == 3

    hall = Browser(live_server.url)
    assert "演练" in hall.ask(path_of(emcee))
    end = hall.ask(f"{path_of(screen)}state/")
    assert "演练" in end
    assert 'class="roll' in end
    assert all(who.name in end for who in contest.contestants.all())

    last = Release.objects.filter(show__contest=contest, kind="score", taken_back_at=None).order_by("number").last()
    places = [(row["number"], row["place"], row["shared"]) for row in last.content["standings"]]
    assert len(places) == 3
    equal = [row for row in last.content["standings"] if row["number"] in show.faults.equal]
    assert equal[0]["score"] == equal[1]["score"]

    organiser = Browser(live_server.url)
    organiser.press("/account/sign-in/", username=people.organiser.username, password=PASSWORD)
    organiser.press(f"/manage/{contest.pk}/remove/")
    with pytest.raises(HTTPError, match="404"):
        hall.ask(path_of(screen))
    left = Contest.objects.get()
    assert (left.pk, left.state, left.fingerprint) == (sealed.pk, "open", sealed.fingerprint)
    assert not ScoreSheet.objects.exists()
    assert left.title in organiser.ask(f"/manage/{left.pk}/")
