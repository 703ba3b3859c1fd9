"""Points off, judges who leave, decisions."""

import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from communities.numbers import MOST_DIGITS
from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest, DecisionKind
from scoring import actions
from scoring.models import Adjustment, Mark, ScoreSheet, Submission
from scoring.results import results_of
from tests.cast import a_closed_contest, an_open_contest, later, performed, started, submit
from tests.house import ROOT
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def scores(contest):
    return {s.contestant: s.score for s in results_of(Contest.objects.get(pk=contest.pk)).standings}


def test_points_off_and_on_again(cast):
    contest = a_closed_contest(cast)
    before = scores(contest)["01"]
    speech, person = contest.rounds.get(key="speech"), contest.contestants.get(number="01")
    off = actions.adjust(
        contestant=person,
        points=Decimal("-0.5"),
        reason="overtime",
        round=speech,
        seconds=495,
        by=cast.li,
        now=later(61),
    )
    assert Decimal(scores(contest)["01"]) == Decimal(before) - Decimal("0.5")
    actions.void_adjustment(adjustment=off, reason="the clock was wrong", by=cast.li, now=later(62))
    assert scores(contest)["01"] == before
    assert Adjustment.objects.get().voided_by == cast.li
    with refused("already", voided_at=later(62)):
        actions.void_adjustment(adjustment=off, reason="again", by=cast.li, now=later(63))


@pytest.mark.parametrize("points", ["0", "NaN", "Infinity", "1E+15", "0.0000000000000001"])
def test_points_that_are_none(cast, points):
    contest = a_closed_contest(cast, contestants=1)
    with refused("bad-points"):
        actions.adjust(
            contestant=contest.contestants.get(), points=Decimal(points), reason="?", by=cast.li, now=later(61)
        )


def test_what_is_refused_is_told_with_the_digits_that_fit(cast):
    contest = a_closed_contest(cast, contestants=1)
    say = {"contestant": contest.contestants.get(), "reason": "?", "by": cast.li, "now": later(61)}
    assert actions.adjust(points=Decimal("-0.123456789012345"), **say).points == Decimal("-0.123456789012345")
    with pytest.raises(Refused) as error:
        actions.adjust(points=Decimal("-0.1234567890123456"), **say)
    with override("en"):
        assert sentence(error.value) == (
            "-0.1234567890123456 cannot be stored. Enter a number other than 0 with at most 15 digits before and 15 "
            "after the point."
        )
    with override("zh-hans"):
        assert "小数点前后各不超过 15 位" in sentence(error.value)


def test_tablets_take_the_digits_that_columns_take():
    (line,) = re.findall(r"^const NUMBER = .*$", (ROOT / "static/js/judge/numbers.js").read_text(), re.MULTILINE)
    assert set(re.findall(r",(\d+)}", line)) == {str(MOST_DIGITS)}


def test_points_need_a_reason_and_a_round_of_the_contest(cast):
    contest, other = a_closed_contest(cast, contestants=1), an_open_contest(cast, slug="other")
    person, points = contest.contestants.get(), Decimal(-1)
    with refused("reason-needed"):
        actions.adjust(contestant=person, points=points, reason=" ", by=cast.li, now=later(61))
    with refused("another-contest"):
        actions.adjust(
            contestant=person, points=points, reason="?", round=other.rounds.first(), by=cast.li, now=later(61)
        )


def test_a_judge_who_leaves_takes_all_marks_along(cast):
    contest = an_open_contest(cast)
    performances = list(contest.performances.filter(round__key="speech").order_by("order"))
    performed(cast, contest, performances[0])
    judge = contest.judges.get(key="J1")
    actions.void_judge(judge=judge, reason="taken ill", by=cast.li, now=later(11))
    result = results_of(Contest.objects.get())
    assert not {m.contestant for m in result.missing if m.judge == "J1"}
    assert {m.judge for m in result.missing} == {"J2", "J3", "J4", "J5"}
    kept = Submission.objects.filter(sheet__judge=judge, source="tablet").get()
    assert (kept.counts, kept.retired_at) == (False, later(11))
    performed(cast, contest, performances[1])
    with refused("already", left_at=later(11)):
        actions.void_judge(judge=judge, reason="again", by=cast.li, now=later(12))


def test_leaving_needs_a_reason(cast):
    contest = an_open_contest(cast)
    started(cast, contest)
    with refused("reason-needed"):
        actions.void_judge(judge=contest.judges.first(), reason="", by=cast.li, now=later(12))


def test_a_decision_the_rules_ask_for(cast):
    contest = a_closed_contest(cast)
    order = [s.contestant for s in results_of(contest).standings][:2]
    with refused("decision-does-not-fit"):
        actions.record_decision(
            contest=contest, kind=DecisionKind.LOT, order=order, decided_by="chair", by=cast.li, now=later(61)
        )
    with refused("decision-does-not-fit"):
        actions.record_decision(
            contest=contest, kind=DecisionKind.CHAIR, order=["99", "98"], decided_by="chair", by=cast.li, now=later(61)
        )


def test_a_decision_between_equals(cast):
    contest = an_open_contest(cast, contestants=2)
    for performance in contest.performances.order_by("round__position", "order"):
        started(cast, contest, performance)
        for sheet in ScoreSheet.objects.filter(performance=performance):
            submit(sheet)
        actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="the watch stopped")
    assert [s.place for s in results_of(Contest.objects.get()).standings] == [1, 1]
    actions.record_decision(
        contest=contest, kind=DecisionKind.CHAIR, order=["02", "01"], decided_by="J1", by=cast.li, now=later(61)
    )
    decided = [(s.contestant, s.place, s.decided_by) for s in results_of(Contest.objects.get()).standings]
    assert decided == [("02", 1, "chair"), ("01", 2, "chair")]


def test_what_was_sent_cannot_be_changed_or_deleted(cast):
    contest = an_open_contest(cast)
    performed(cast, contest, contest.performances.order_by("round__position", "order").first())
    submission = Submission.objects.first()
    attempts = (
        lambda: Submission.objects.filter(pk=submission.pk).update(received_at=later(99)),
        lambda: Submission.objects.filter(pk=submission.pk).update(source="paper", entered_by=cast.sun),
        lambda: submission.marks.update(points="1"),
        lambda: submission.marks.all().delete(),
    )
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
    with pytest.raises(ProtectedError):
        submission.delete()
    assert Mark.objects.filter(submission=submission).count() == 3
