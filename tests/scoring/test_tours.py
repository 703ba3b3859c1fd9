"""A round that is opened as a whole: every site can be marked at once, in any order, until it is closed as a whole."""

import pytest

from communities.models import Journal
from contests.models import Contest, Performance, Status
from scoring import actions
from scoring.models import ScoreSheet
from tests.cast import all_submit, an_open_contest, later, sheet_of, submit
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def opened(cast, **given):
    """A tour whose sites can be marked, and its round."""
    contest = an_open_contest(cast, preset="tour", **given)
    visit = contest.rounds.get(key="visit")
    actions.open_round(round=visit, by=cast.li, now=later(1))
    return Contest.objects.get(pk=contest.pk), visit


def states(visit):
    return {p.contestant.number: p.state for p in Performance.objects.filter(round=visit).select_related("contestant")}


def test_all_sites_can_be_marked_at_once_and_in_any_order(cast):
    contest, visit = opened(cast, contestants=3, seats=5)
    assert states(visit) == dict.fromkeys(("01", "02", "03"), "marking")
    assert (contest.state, ScoreSheet.objects.count()) == ("live", 15)
    for number in ("03", "01", "02"):
        assert submit(sheet_of(visit.performances.get(contestant__number=number), "J2")).counts
    with refused("already"):
        actions.open_round(round=visit, by=cast.li, now=later(2))


def test_who_does_not_compete_stays_behind_and_can_join_later(cast):
    contest = an_open_contest(cast, preset="tour", contestants=3)
    visit, gone = contest.rounds.get(key="visit"), contest.contestants.get(number="02")
    given = {"contestant": gone, "by": cast.li, "now": later(0)}
    actions.set_contestant_status(status=Status.WITHDRAWN, reason="flooded", **given)
    actions.open_round(round=visit, by=cast.li, now=later(1))
    assert states(visit) == {"01": "marking", "02": "waiting", "03": "marking"}
    actions.set_contestant_status(status=Status.COMPETING, reason="dry again", **given)
    actions.open_round(round=visit, by=cast.li, now=later(2))
    assert set(states(visit).values()) == {"marking"}


def test_the_recused_get_no_sheet(cast):
    contest = an_open_contest(cast, preset="tour", contestants=2, seats=5)
    who, judge = contest.contestants.get(number="01"), contest.judges.get(key="J1")
    given = {"reason": "works there", "by": cast.wang, "now": later(0)}
    actions.recuse_after_opening(judge=judge, contestant=who, **given)
    actions.open_round(round=contest.rounds.get(key="visit"), by=cast.li, now=later(1))
    sheets = ScoreSheet.objects.filter(judge=judge).select_related("performance__contestant")
    assert [sheet.performance.contestant.number for sheet in sheets] == ["02"]


def test_closing_says_what_is_missing_and_at_which_site(cast):
    _contest, visit = opened(cast, contestants=2, seats=5)
    all_submit(visit.performances.get(contestant__number="01"))
    for judge in ("J1", "J2", "J3"):
        submit(sheet_of(visit.performances.get(contestant__number="02"), judge))
    given = {"round": visit, "by": cast.li, "now": later(9)}
    with refused("sheets-outstanding", judges=["Judge J4", "Judge J5"]):
        actions.close_round(**given)
    with refused("stale", seen=2):
        actions.close_round(**given, reason="the bus left", seen=0)
    assert actions.close_round(**given, reason="the bus left", seen=2) == 2
    assert set(states(visit).values()) == {"closed"}
    line = Journal.objects.get(verb="round-closed")
    assert line.detail["outstanding"] == {"02": ["Judge J4", "Judge J5"]}
    with refused("already"):
        actions.close_round(**given)
    late = sheet_of(visit.performances.get(contestant__number="02"), "J4")
    with refused("not-open", contestant="02", state="closed"):
        submit(late)


def test_a_round_whose_contestants_are_called_is_not_opened_as_a_whole(cast):
    contest = an_open_contest(cast)
    for round_ in contest.rounds.all():
        with refused("not-at-once", round=round_.key):
            actions.open_round(round=round_, by=cast.li, now=later(1))
        with refused("not-at-once", round=round_.key):
            actions.close_round(round=round_, by=cast.li, now=later(1))
