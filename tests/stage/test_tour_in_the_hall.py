"""A tour calls nobody: while all its sites are marked, no screen, phone or list says that one of them is on now."""

import pytest
from django.urls import reverse

from scoring import actions as scoring
from stage import actions
from stage.models import LinkKind, StageLink
from stage.tokens import token_of
from tests.browsers import client_of, text_of
from tests.cast import all_submit, an_open_contest, an_open_tour, later
from tests.desk import board, to

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
PAGES = {LinkKind.SCREEN: "screen", LinkKind.MONITOR: "screen", LinkKind.EMCEE: "emcee", LinkKind.TIMEKEEPER: "clock"}


@pytest.fixture
def hall(cast):
    """What each page of the hall says about a contest."""

    def heard(contest):
        said = {}
        for kind, room in PAGES.items():
            values = {"kind": kind, "name": str(kind)}
            found = StageLink.objects.filter(kind=kind).first()
            link = found or actions.add_link(contest=contest, values=values, by=cast.li, now=later(2))
            said[kind] = text_of(client_of().get(reverse(f"{room}:{room}", args=[token_of(link)])))
        return said

    return heard


def test_while_all_sites_are_marked_nobody_is_on_screens_and_nothing_is_over(cast, hall, desk):
    contest = an_open_tour(cast, contestants=3)
    names = [person.name for person in contest.contestants.all()]
    said = hall(contest)
    for kind in (LinkKind.SCREEN, LinkKind.MONITOR, LinkKind.TIMEKEEPER):
        assert not [name for name in names if name in said[kind]], f"the {kind} names a site"
    assert "No visit is on" in said[LinkKind.TIMEKEEPER]
    assert "Wait: the score of site" in said[LinkKind.EMCEE]
    assert "On the screens now: Title" in board(desk, contest)
    assert "Everything on the run sheet is done." not in text_of(desk.get(to("run-sheet", contest.pk)))


def test_before_all_are_opened_nobody_is_next_and_the_emcee_ends_nothing(cast, hall, desk):
    contest = an_open_contest(cast, preset="tour", contestants=3)
    said = hall(contest)
    assert not [person.name for person in contest.contestants.all() if person.name in said[LinkKind.EMCEE]]
    assert "Next" not in said[LinkKind.TIMEKEEPER]
    assert "Next visit" not in board(desk, contest)
    values = [{"slot": 0, "kind": "address", "title": "Words of welcome", "planned": 60}]
    actions.add_usual_cues(contest=contest, cues=values, by=cast.li, now=later(2))
    welcome = contest.show.cues.get()
    for verb in (actions.begin_cue, actions.end_cue):
        verb(cue=welcome, by=cast.li, now=later(3))
    assert "This is the end" not in hall(contest)[LinkKind.EMCEE]


def test_residents_read_that_a_site_was_visited_once_it_is_closed(cast):
    contest = an_open_tour(cast, contestants=2)
    actions.change_show(contest=contest, values={"live_page": True}, by=cast.wang, now=later(2))
    page = reverse("public:live", args=[contest.pk])
    assert "visited" not in text_of(client_of().get(page))
    first = contest.performances.filter(round__at_once=True).first()
    all_submit(first)
    scoring.close_performance(performance=first, by=cast.li, now=later(4))
    assert text_of(client_of().get(page)).count("visited") == 1
