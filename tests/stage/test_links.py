"""Links of the show: their addresses, what becomes of them, and what the main screens show."""

import pytest

from communities.models import Journal
from config.server.lanes import PUBLIC, STAGE, lane_of
from config.server.links import brings_a_link
from contests.models import PerformanceState
from contests.queries import stage_order_of
from scoring import actions as scoring
from stage import actions
from stage.models import LinkKind, ScreenMode, Show, StageLink
from stage.queries.links import link_of
from stage.rules.on_screen import choice_of, last_called
from stage.tokens import token_of
from tests.cast import Cast, an_open_contest, fresh, later, performed, started
from tests.refusals import refused

pytestmark = pytest.mark.django_db
SCREEN = {"kind": LinkKind.SCREEN, "name": "Hall"}


@pytest.fixture
def cast():
    return Cast()


def told(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


def a_link(cast, contest, **values):
    return actions.add_link(contest=contest, values={**SCREEN, **values}, **told(cast))


def test_the_address_of_a_link_is_good_until_it_is_replaced_or_removed(cast, django_assert_num_queries):
    contest = an_open_contest(cast)
    link = a_link(cast, contest)
    first = token_of(link)
    with django_assert_num_queries(1):
        found = link_of(first, LinkKind.SCREEN, LinkKind.MONITOR)
    show = Show.objects.get()
    state = (show.pk, show.version, contest.pk, contest.judges_version)
    assert found == (link.pk, "screen", "Hall", "", False, 0, *state)
    assert link_of(first, LinkKind.EMCEE) is None
    with django_assert_num_queries(0):
        assert [link_of(made_up, *LinkKind) for made_up in ("", f"{first}x", f"{link.pk}-1.x")] == [None] * 3
    second = token_of(actions.replace_link(link=link, seen=1, **told(cast)))
    assert (link_of(first, LinkKind.SCREEN), link_of(second, LinkKind.SCREEN).link) == (None, link.pk)
    with refused("stale", seen=2):
        actions.replace_link(link=link, seen=1, **told(cast))
    actions.remove_link(link=link, **told(cast))
    assert link_of(second, LinkKind.SCREEN) is None
    with refused("already"):
        actions.remove_link(link=link, **told(cast))
    with refused("gone"):
        actions.identify(link=link, **told(cast))
    assert [line.verb for line in Journal.objects.order_by("-pk")[:3]] == [
        "link-removed",
        "link-replaced",
        "link-added",
    ]


def test_the_usual_links_are_made_once_and_names_stand_once(cast):
    contest = an_open_contest(cast)
    names = {LinkKind.SCREEN: "Hall", LinkKind.EMCEE: "Emcee"}
    made = actions.add_usual_links(contest=contest, names=names, **told(cast))
    assert [(link.kind, link.name) for link in made] == list(names.items())
    with refused("already"):
        actions.add_usual_links(contest=contest, names=names, **told(cast))
    with refused("invalid"):
        a_link(cast, contest)
    with refused("invalid"):
        a_link(cast, contest, name="")
    changed = {"link": made[0], "values": {"name": "Foyer", "mode": "break"}, "seen": {"name": "Hall", "mode": ""}}
    assert str(actions.change_link(**changed, **told(cast))) == "Foyer"
    with refused("stale"):
        actions.change_link(**{**changed, "values": {"name": "Door", "mode": ""}}, **told(cast))
    StageLink.objects.bulk_create(StageLink(show=made[0].show, kind="screen", name=f"{n}") for n in range(28))
    with refused("too-many-links", most=30):
        a_link(cast, contest, name="one more")


def test_a_screen_is_seen_once_a_minute_and_asked_who_it_is_without_touching_the_show(cast):
    link = a_link(cast, an_open_contest(cast))
    version = Show.objects.get().version
    note = {"link": link.pk, "size": "1920×1080", "page_version": "abc"}
    fourk = {"size": "4K"}
    for minutes, changes, seen in ((1, {}, 1), (1.5, {}, 1), (1.6, fourk, 1.6), (3, fourk, 3), (-360, fourk, -360)):
        actions.note_screen(**{**note, **changes}, now=later(minutes))
        assert fresh(link).seen_at == later(seen)
    actions.identify(link=link, **told(cast))
    assert (fresh(link).identify, Show.objects.get().version) == (1, version)


def test_who_was_called_last_is_told_from_the_stage(cast):
    contest = an_open_contest(cast)
    assert last_called(stage_order_of(contest)) is None
    first, second, third = contest.performances.filter(round__position=0).order_by("order")
    performed(cast, contest, first)
    assert last_called(stage_order_of(contest)) == first
    performed(cast, contest, third)
    assert last_called(stage_order_of(contest)) == third
    started(cast, contest, second)
    assert last_called(stage_order_of(contest)) == second
    scoring.record_clock(performance=second, seconds=470, by=cast.li, now=later(9))
    assert (last_called(stage_order_of(contest)), fresh(second).state) == (second, PerformanceState.MARKING)


def test_two_desks_do_not_fight_over_the_screens(cast):
    contest = an_open_contest(cast)
    show = actions.show_on_screen(contest=contest, mode=ScreenMode.ORDER, **told(cast))
    seen = choice_of(show)
    with refused("already"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.ORDER, **told(cast))
    actions.show_on_screen(contest=contest, mode=ScreenMode.BREAK, message="Back at ten", seen=seen, **told(cast))
    with refused("stale", seen="break/0/0/0/Back at ten"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.BLANK, seen=seen, **told(cast))
    with refused("not-released"):
        actions.show_on_screen(contest=contest, mode=ScreenMode.STANDINGS, **told(cast))
    assert (fresh(show).mode, fresh(show).message) == ("break", "Back at ten")
    with refused("already"):
        actions.follow_stage(contest=contest, follow=True, **told(cast))
    assert not actions.follow_stage(contest=contest, follow=False, **told(cast)).follow


def test_screens_wait_in_the_lanes_of_the_hall_and_made_up_addresses_among_the_residents(cast):
    link = a_link(cast, an_open_contest(cast))
    for path, lane in ((f"/screen/{token_of(link)}/state/", STAGE), ("/screen/made-up/state/", PUBLIC)):
        assert lane_of("GET", path, has_link=brings_a_link(path)) is lane
