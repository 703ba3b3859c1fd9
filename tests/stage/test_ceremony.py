"""The award ceremony: prepared from the results, shown step by step, nobody named before their step."""

import pytest

from communities.models import Journal
from contests.models import Contest, PublicLevel
from scoring import actions as scoring
from scoring.results import awarded, frozen
from stage.actions import add_link, prepare_ceremony, show_step
from stage.actions.ceremony import seen_now
from stage.models import AwardTier, LinkKind, Release, ScreenMode
from stage.queries import releases_in_force, show_of
from stage.queries.ceremony import awards_in_force, ceremony_of
from stage.rules.ceremony import ceremony_now, steps_of
from stage.steps import Handover, Winner
from stage.tokens import token_of
from tests.browsers import client_of
from tests.cast import a_closed_contest, a_published_contest, an_open_contest, first_performance, later, performed
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def prepared(cast, contest, tiers=None, **options):
    told = {"by": cast.li, "now": later(80), **options}
    return prepare_ceremony(contest=contest, tiers=tiers or {}, **told)


def to(cast, contest, step, **options):
    return show_step(contest=contest, step=step, **{"by": cast.li, "now": later(90), **options})


def shown(contest):
    show = show_of(contest)
    return ceremony_now(ceremony_of(show), list(awards_in_force(show)))


def names(winners):
    return [winner["name"] for winner in winners]


def a_screen(cast, contest):
    return add_link(contest=contest, values={"kind": LinkKind.SCREEN, "name": "Hall"}, by=cast.li, now=later(75))


def winner(number, place=None, *, shared=False):
    return Winner(number=number, name=f"W{number}", community="", group="", place=place, shared=shared)


@pytest.mark.sqlite_suffices
def test_each_step_changes_one_thing_and_the_screen_never_holds_who_was_not_called(cast, client):
    contest = a_published_contest(cast, contestants=6)
    tiers = {"二等奖": {"one_by_one": True, "presenters": "Director Gao", "words": "They listen first."}}
    ceremony = prepared(cast, contest, tiers)
    steps, token = ceremony.steps, token_of(a_screen(cast, contest))
    emcee = add_link(contest=contest, values={"kind": LinkKind.EMCEE, "name": "Emcee"}, by=cast.li, now=later(75))
    result = frozen(contest.publications.get()).result
    assert sorted((one["number"], step["award"]) for step in steps for one in step["winners"]) == sorted(
        awarded(result)
    )
    assert list(dict.fromkeys(step["award"] for step in steps[1:-1])) == ["三等奖", "二等奖", "一等奖"]
    everybody = {one["name"] for step in steps for one in step["winners"]}
    called, desk = set(), client_of(cast.li)
    for n, step in enumerate(steps):
        to(cast, contest, n)
        called |= set(names(step["winners"]))
        page = client.get(f"/screen/{token}/state/").content.decode()
        assert {name for name in everybody if name in page} <= called, step
        assert set(names(step["winners"])) <= {name for name in everybody if name in page}
        assert (step["presenters"] in page) == (step["kind"] == "presenters") or not step["presenters"]
        assert "They listen first." not in page  # for the emcee to read
        read = client.get(f"/emcee/{token_of(emcee)}/state/").content.decode()
        assert {name for name in everybody if name in read} <= called, step
        assert set(names(step["winners"])) <= {name for name in everybody if name in read}
        honoured = [one["award"] == "二等奖" and one["kind"] in {"winners", "together"} for one in steps[n : n + 2]]
        assert ("They listen first." in read) == honoured[0]
        board = desk.get(f"/desk/{contest.pk}/ceremony/").content.decode()
        assert board.count("They listen first.") == sum(honoured)  # now, and what comes next
        assert ('data-key="closing"' in read) == (step["kind"] == "group")  # nobody reads on to the end before it
        told = awards_in_force(show_of(contest)).first()
        assert {
            name for award in (told.content["awards"] if told else ()) for name in names(award["winners"])
        } == called
    assert called == everybody
    assert releases_in_force(contest) == []  # an award is no score


def test_what_a_step_back_takes_away_is_no_longer_known(cast, client):
    contest = a_closed_contest(cast)
    steps = prepared(cast, contest).steps
    token, last = token_of(a_screen(cast, contest)), len(steps) - 1
    with refused("no-such-step", step=last + 1):
        to(cast, contest, last + 1)
    to(cast, contest, last)  # a jump tells all that is on the way
    assert awards_in_force(show_of(contest)).count() == sum(bool(step["winners"]) for step in steps)
    whole = len(client.get(f"/screen/{token}/state/").content)
    to(cast, contest, 1)
    page = client.get(f"/screen/{token}/state/").content.decode()
    assert (shown(contest).award, shown(contest).winners, "Secretary" in page) == ("二等奖", [], False)
    assert len(page) < whole
    assert not awards_in_force(show_of(contest)).exists()
    assert "" not in Release.objects.values_list("why_taken_back", flat=True)
    to(cast, contest, 2)
    assert names(shown(contest).winners) == names(steps[2]["winners"])
    assert Journal.objects.filter(verb="ceremony-step").count() == 3


def test_of_two_desks_the_second_is_told_where_the_ceremony_stands(cast):
    contest = a_closed_contest(cast)
    prepared(cast, contest)
    seen = seen_now(show_of(contest), ceremony_of(show_of(contest)))
    to(cast, contest, 0, seen=seen)
    assert show_of(contest).mode == ScreenMode.CEREMONY
    with refused("already"):  # the same button at another desk
        to(cast, contest, 0, seen=seen)
    now = seen_now(show_of(contest), ceremony_of(show_of(contest)))
    to(cast, contest, 1, seen=now, by=cast.zhao)
    with refused("stale"):
        to(cast, contest, 2, seen=now)
    with refused("stale"):
        prepared(cast, contest, seen=now)
    with refused("gone"):
        prepared(cast, contest, {"No such award": {"words": "For nobody"}})


def test_nobody_is_named_by_results_that_have_changed_since(cast):
    contest = a_closed_contest(cast)
    prepared(cast, contest)
    to(cast, contest, 2)
    Contest.objects.filter(pk=contest.pk).update(public_level=PublicLevel.PLACES)
    with refused("prepare-anew"):
        to(cast, contest, 4)
    to(cast, contest, 1)  # back is always possible
    steps = prepared(cast, contest).steps
    assert not awards_in_force(show_of(contest)).exists()
    assert all(one["place"] for step in steps for one in step["winners"])
    scoring.reopen_contest(contest=contest, reason="One more sheet", by=cast.li, now=later(95))
    with refused("wrong-state"):
        to(cast, contest, 2)
    with refused("wrong-state"):
        prepared(cast, contest)


def test_a_ceremony_waits_for_marks_and_decisions(cast):
    contest = an_open_contest(cast)
    with refused("wrong-state"):
        prepared(cast, contest)
    performed(cast, contest, first_performance(contest))
    scoring.close_contest(contest=contest, by=cast.li, now=later(60))
    with refused("ceremony-not-final"):
        prepared(cast, contest)
    with refused("not-prepared"):
        to(cast, contest, 0)


def test_who_shares_a_place_is_called_together_and_at_most_ten_stand_side_by_side():
    third = Handover(award="Third", winners=[winner(str(n), 5) for n in range(23)])
    first = Handover(award="First", winners=[winner("7", 3), winner("8", 1, shared=True), winner("9", 1, shared=True)])
    tiers = {"First": AwardTier(award="First", one_by_one=True, presenters="Gao")}
    steps = steps_of([third, first], tiers)
    called = [[one["number"] for one in step["winners"]] for step in steps if step["winners"]]
    assert [len(part) for part in called] == [8, 8, 7, 1, 2]
    assert called[-2:] == [["7"], ["8", "9"]]
    kinds = [step["kind"] for step in steps]
    assert kinds == [
        "title",
        "award",
        *["winners"] * 3,
        "award",
        "winners",
        "winners",
        "together",
        "presenters",
        "group",
    ]


@pytest.mark.sqlite_suffices
def test_the_monitor_and_the_overlay_follow_the_ceremony_and_name_nobody_before_their_step(cast, client):
    contest = a_published_contest(cast, contestants=6)
    tiers = {"三等奖": {"words": "They listen first.", "presenters": "Director Gao"}}
    ceremony = prepared(cast, contest, tiers)
    tokens = [
        token_of(add_link(contest=contest, values={"kind": kind, "name": kind}, by=cast.li, now=later(75)))
        for kind in (LinkKind.MONITOR, LinkKind.OVERLAY)
    ]
    everybody = {one["name"] for step in ceremony.steps for one in step["winners"]}
    for n, step in enumerate(ceremony.steps[:-1]):
        to(cast, contest, n)
        named = set(names(shown(contest).winners))
        monitor, overlay = (client.get(f"/screen/{token}/state/").content.decode() for token in tokens)
        for page in (monitor, overlay):
            assert ({name for name in everybody if name in page}, step["award"] in page) == (named, True), n
        read = step["award"] == "三等奖" and step["kind"] in {"winners", "together"}
        assert ("They listen first." in monitor) == read, step["kind"]
        assert ("Director Gao" in monitor) == (step["kind"] == "presenters")
        assert "lower-third" in overlay
    assert set(Release.objects.filter(taken_back_at=None).values_list("why_taken_back", flat=True)) == {""}
