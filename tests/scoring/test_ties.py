"""Cuts keep people off the stage, and ties wait for recorded decisions."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions as contests
from contests.models import Award, AwardTie, Contest, Cut, CutTie, Decision, DecisionKind, Status
from contests.queries import performances_of
from scoring import actions
from scoring.results import OpenTie, cuts_now, fate_of, results_of, tabulated, ties_to_decide
from scoring.rules import next_up
from tests.cast import NOW, a_draft, later, sheets_of, started, submit
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def opened(cast, *, shares, cut=None, award=None, chain=None):
    """An open contest with contestants 01, 02 …, who get these shares of the speech's points."""
    contest = a_draft(cast, contestants=len(shares))
    add = lambda part, **values: contests.add_part(contest=contest, part=part, values=values, by=cast.wang, now=NOW)  # noqa: E731
    if cut:
        add(Cut(round=contest.rounds.get(key="speech")), **cut)
    if award:
        contest.awards.all().delete()
        add(Award(contest=contest), **award)
    if chain is not None:
        rules = {**contest.rule_sheet.rules, "tie_chain": chain}
        contests.set_rules(contest=contest, rules=rules, by=cast.wang, now=NOW)
    numbers = [f"{n:02d}" for n in range(1, len(shares) + 1)]
    contests.enter_order(contest=contest, order=numbers, by=cast.wang, now=NOW)
    contest = actions.open_contest(contest=Contest.objects.get(pk=contest.pk), by=cast.wang, now=NOW)
    for number, share in zip(numbers, shares, strict=True):
        if share is not None:
            perform(cast, contest, number, share)
    return contest


def called_next(contest):
    contest = Contest.objects.get(pk=contest.pk)
    return next_up(performances_of(contest), cuts_now(contest))


def place(contest, number, round_="speech"):
    return contest.performances.get(contestant__number=number, round__key=round_)


def perform(cast, contest, number, share, round_="speech"):
    performance = started(cast, contest, place(contest, number, round_))
    for sheet in sheets_of(performance):
        submit(sheet, share=share)
    return actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="the watch stopped")


def decide(cast, contest, kind, *order, by="the chair"):
    return actions.record_decision(contest=contest, kind=kind, order=order, decided_by=by, by=cast.li, now=later(30))


# ---- Cuts -----------------------------------------------------------------------------------------------------------


def test_who_was_cut_is_not_called(cast):
    contest = opened(cast, shares=["0.9", "0.7", "0.8"], cut={"keep": 2})
    with refused("was-cut", contestant="02", round="speech"):
        started(cast, contest, place(contest, "02", "defence"))
    assert (fate_of(contest, "02").cut, fate_of(contest, "01").cut) == ("speech", None)
    assert called_next(contest).contestant.number == "01"
    perform(cast, contest, "01", "0.9", "defence")
    assert called_next(contest).contestant.number == "03"
    perform(cast, contest, "03", "0.9", "defence")
    assert called_next(contest) is None
    assert results_of(Contest.objects.get()).final


def test_nobody_goes_on_before_it_is_known_who(cast):
    contest = opened(cast, shares=["0.9", "0.7", None], cut={"keep": 2})
    with refused("round-unfinished", round="speech", contestants=["03"]):
        started(cast, contest, place(contest, "01", "defence"))
    actions.set_contestant_status(
        contestant=contest.contestants.get(number="03"), status=Status.NO_SHOW, reason="ill", by=cast.li, now=later(9)
    )
    assert started(cast, contest, place(contest, "01", "defence")).state == "on-stage"


def test_without_a_cut_rounds_may_mix(cast):
    contest = opened(cast, shares=["0.9", None])
    assert started(cast, contest, place(contest, "01", "defence")).state == "on-stage"


def test_a_guest_performs_whatever_the_cut_says(cast):
    contest = opened(cast, shares=["0.9", "0.7", "0.8"], cut={"keep": 1})
    actions.set_contestant_status(
        contestant=contest.contestants.get(number="02"), status=Status.GUEST, reason="x", by=cast.li, now=later(9)
    )
    assert started(cast, contest, place(contest, "02", "defence")).state == "on-stage"


def test_a_tie_at_the_line_waits_for_a_decision(cast):
    contest = opened(cast, shares=["0.9", "0.7", "0.7"], cut={"keep": 2, "tie": CutTie.DECIDE})
    with refused("cut-undecided", contestant="03", round="speech"):
        started(cast, contest, place(contest, "03", "defence"))
    tie = OpenTie((DecisionKind.CUT,), ("02", "03"), None, provisional=True, after="speech")
    assert ties_to_decide(Contest.objects.get())[0] == tie
    decide(cast, contest, DecisionKind.CUT, "03", "02")
    assert [t for t in ties_to_decide(Contest.objects.get()) if t.after] == []
    with refused("was-cut", contestant="02", round="speech"):
        started(cast, contest, place(contest, "02", "defence"))
    assert started(cast, contest, place(contest, "03", "defence")).state == "on-stage"


# ---- Decisions ------------------------------------------------------------------------------------------------------


def equals(cast, **values):
    """A contest in which 01 and 02 are equal in everything and 03 is behind."""
    contest = opened(cast, shares=["0.9", "0.9", "0.7"], **values)
    for number in ("01", "02", "03"):
        perform(cast, contest, number, "0.5", "defence")
    return contest


def ties(contest):
    return ties_to_decide(Contest.objects.get(pk=contest.pk))


def order_of(contest):
    return [(s.contestant, s.place, s.decided_by) for s in tabulated(contest).standings]


@pytest.mark.parametrize("kind", [DecisionKind.CHAIR, DecisionKind.PLAYOFF, DecisionKind.LOT])
def test_a_tie_of_places_is_shown_and_decided(cast, kind):
    contest = equals(cast, chain=["decimals", kind])
    assert ties(contest) == [OpenTie((kind,), ("01", "02"), None, provisional=False)]
    decide(cast, contest, kind, "02", "01")
    assert ties(contest) == []
    assert order_of(contest) == [("02", 1, kind), ("01", 2, kind), ("03", 3, None)]
    detail = Journal.objects.latest("pk").detail
    assert detail == {"kind": kind, "order": ["02", "01"], "by": "the chair"}


def test_a_tie_that_no_rule_leaves_to_people_is_not_shown(cast):
    assert ties(equals(cast, chain=["decimals"])) == []


def test_a_tie_that_missing_marks_may_undo_is_provisional(cast):
    contest = opened(cast, shares=["0.9", "0.9"])
    perform(cast, contest, "01", "0.5", "defence")
    performance = started(cast, contest, place(contest, "02", "defence"))
    for sheet in sheets_of(performance)[:4]:
        submit(sheet, share="0.5")
    assert ties(contest) == [OpenTie((DecisionKind.CHAIR,), ("01", "02"), None, provisional=True)]


def test_a_tie_at_an_award_is_shown_and_decided(cast):
    contest = equals(cast, award={"name": "First", "quota": 1, "tie": AwardTie.DECIDE}, chain=["decimals"])
    assert ties(contest) == [OpenTie((DecisionKind.AWARD,), ("01", "02"), None, provisional=False, award="First")]
    assert not tabulated(contest).final
    decide(cast, contest, DecisionKind.AWARD, "02", "01")
    assert (ties(contest), tabulated(contest).final) == ([], True)
    assert {s.contestant: s.award for s in tabulated(contest).standings} == {"01": None, "02": "First", "03": None}


def test_a_decision_is_made_once_and_can_be_withdrawn(cast):
    contest = equals(cast)
    wrong = decide(cast, contest, DecisionKind.CHAIR, "02", "01")
    with refused("already"):
        decide(cast, contest, DecisionKind.CHAIR, "02", "01")
    with refused("decided-already", kind="chair", contestants=["01", "02"]):
        decide(cast, contest, DecisionKind.CHAIR, "01", "02")
    with refused("reason-needed"):
        actions.withdraw_decision(decision=wrong, reason="", by=cast.li, now=later(31))
    actions.withdraw_decision(decision=wrong, reason="wrong way round", by=cast.li, now=later(31))
    with refused("already"):
        actions.withdraw_decision(decision=wrong, reason="wrong way round", by=cast.li, now=later(31))
    assert Journal.objects.filter(verb="decision-withdrawn").count() == 1
    before = {"kind": "chair", "order": ["02", "01"], "by": "the chair"}
    assert Journal.objects.latest("pk").detail == {"reason": "wrong way round", "before": before}
    decide(cast, contest, DecisionKind.CHAIR, "01", "02")
    assert order_of(contest)[0] == ("01", 1, "chair")


def test_a_decision_that_no_longer_fits_is_withdrawn_and_results_come_back(cast):
    contest = equals(cast)
    decision = decide(cast, contest, DecisionKind.CHAIR, "02", "01")
    actions.adjust(
        contestant=contest.contestants.get(number="01"), points=Decimal(-1), reason="late", by=cast.li, now=later(40)
    )
    with refused(
        "cannot-be-computed", problems=["decisions[0].order: 02, 01 are not tied; a decision lists people who are"]
    ):
        tabulated(contest)
    actions.withdraw_decision(decision=decision, reason="01 was late", by=cast.li, now=later(41))
    assert order_of(contest)[0] == ("02", 1, None)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (("01",), "decision-does-not-fit"),
        (("01", "01"), "decision-does-not-fit"),
        (("01", "03"), "decision-does-not-fit"),
        (("01", "99"), "decision-does-not-fit"),
        ((), "invalid"),
    ],
)
def test_what_is_no_decision(cast, order, code):
    contest = equals(cast)
    with refused(code):
        decide(cast, contest, DecisionKind.CHAIR, *order)
    assert Decision.objects.count() == 0


def test_who_decided_must_fit(cast):
    contest = equals(cast)
    with refused("invalid", errors={"by": ["max_length"]}):
        decide(cast, contest, DecisionKind.CHAIR, "01", "02", by="n" * 121)
    with refused("invalid"):
        decide(cast, contest, "toss", "01", "02")
