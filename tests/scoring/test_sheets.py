"""The main trip: a judge's marks, sent once, sent again, sent anew; and paper."""

from decimal import Decimal

import pytest
from django.db import connection

from communities.models import Journal
from contests.models import Contest
from scoring import actions
from scoring.actions.sheets import marks_of
from scoring.models import Submission
from tests.cast import a_user, counting, later, marks_for, sheet_of, submit
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_what_was_sent_is_kept_and_counts(sheet, contest):
    before = Contest.objects.get(pk=contest.pk).version
    submission = submit(sheet)
    assert marks_of(submission) == {"content": Decimal("36.0"), "language": Decimal("27.0"), "poise": Decimal("9.0")}
    assert (submission.counts, submission.number, submission.source, submission.received_at) == (
        True,
        1,
        "tablet",
        later(5),
    )
    assert Contest.objects.get(pk=contest.pk).version == before + 1
    line = Journal.objects.latest("pk")
    assert (line.verb, line.who, line.who_label, line.contest_id) == (
        "sheet-submitted",
        None,
        "J1 Judge J1",
        contest.pk,
    )


def test_the_same_key_gives_back_what_is_stored(sheet):
    first = submit(sheet)
    before = Contest.objects.get().version, Journal.objects.count()
    assert submit(sheet, minutes=8) == first
    assert (Contest.objects.get().version, Journal.objects.count()) == before
    assert Submission.objects.count() == 1


def test_a_resend_is_answered_even_when_all_is_closed(cast, sheet, performance):
    first = submit(sheet)
    actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="the lights went out")
    assert submit(sheet, minutes=10) == first


def test_the_same_key_with_other_marks_is_refused(sheet):
    submit(sheet)
    with refused("key-used", received_at=later(5)):
        submit(sheet, share="0.8")


def test_a_second_key_is_refused_while_the_first_sheet_counts(sheet):
    submit(sheet)
    with refused("already-submitted", received_at=later(5)):
        submit(sheet, key="k2")


def test_a_reopened_sheet_is_sent_anew_and_the_first_is_kept(cast, sheet):
    first = submit(sheet)
    actions.reopen_sheet(sheet=sheet, reason="a slip of the thumb", by=cast.li, now=later(6))
    assert counting(sheet) == first
    second = submit(sheet, share="0.8", key="k2", minutes=7)
    first.refresh_from_db()
    assert counting(sheet) == second
    assert (first.counts, first.retired_at, second.number) == (False, later(7), 2)
    assert marks_of(first)["content"] == Decimal("36.0")
    with refused("already-submitted"):
        submit(sheet, key="k3")


def test_a_sheet_of_a_closed_performance_is_reopened(cast, sheet, performance):
    actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="later on paper")
    with refused("not-open", contestant=performance.contestant.number, state="closed"):
        submit(sheet)
    actions.reopen_sheet(sheet=sheet, reason="found again", by=cast.li, now=later(10))
    assert submit(sheet).counts


def test_reopening_needs_a_reason_and_something_to_reopen(cast, sheet):
    with refused("nothing-to-reopen"):
        actions.reopen_sheet(sheet=sheet, reason="why not", by=cast.li, now=later(6))
    submit(sheet)
    with refused("reason-needed"):
        actions.reopen_sheet(sheet=sheet, reason="  ", by=cast.li, now=later(6))
    with refused("reason-too-long", most=200):
        actions.reopen_sheet(sheet=sheet, reason="x" * 201, by=cast.li, now=later(6))


@pytest.mark.parametrize(
    ("marks", "code", "items"),
    [
        ({"content": Decimal(41)}, "bad-points", {"content": "above"}),
        ({"content": Decimal("-0.1")}, "bad-points", {"content": "below"}),
        ({"content": Decimal("36.55")}, "bad-points", {"content": "step"}),
        ({"content": Decimal("NaN")}, "bad-points", {"content": "above"}),
        ({"content": None}, "incomplete", ["content"]),
        ({"answer": Decimal(1)}, "unknown-items", ["answer"]),
    ],
)
def test_marks_the_rubric_does_not_take(sheet, marks, code, items):
    with refused(code, items=items):
        submit(sheet, marks={**marks_for(sheet), **marks})


def test_an_empty_or_endless_key(sheet):
    for key in ("", "k" * 65):
        with refused("bad-key"):
            submit(sheet, key=key)


def test_another_judges_sheet(sheet, performance):
    other = sheet_of(performance, "J2").judge
    with refused("another-judges-sheet"):
        actions.submit_sheet(sheet=sheet, marks=marks_for(sheet), key="k1", by=other, now=later(5))


def test_a_judge_who_left(cast, sheet):
    actions.void_judge(judge=sheet.judge, reason="taken ill", by=cast.li, now=later(3))
    with refused("judge-left", judge="J1"):
        submit(sheet)


def test_a_judge_who_was_recused_meanwhile(cast, sheet):
    actions.recuse_after_opening(
        judge=sheet.judge, contestant=sheet.performance.contestant, reason="cousins", by=cast.wang, now=later(2)
    )
    with refused("recused", judge="J1", contestant=sheet.performance.contestant.number):
        submit(sheet)


def test_paper_counts_when_a_second_person_confirmed_it(cast, sheet):
    entered = actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p1", by=cast.li, now=later(6))
    assert (entered.counts, counting(sheet)) == (False, None)
    with refused("needs-a-second-person"):
        actions.confirm_paper_sheet(submission=entered, by=cast.li, now=later(7))
    confirmed = actions.confirm_paper_sheet(submission=entered, by=cast.zhao, now=later(7))
    assert (confirmed.counts, confirmed.entered_by, confirmed.confirmed_by) == (True, cast.li, cast.zhao)
    with refused("already", received_at=later(6)):
        actions.confirm_paper_sheet(submission=entered, by=a_user("sun2"), now=later(8))


def test_paper_entered_anew_retires_what_waited(cast, sheet):
    first = actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p1", by=cast.li, now=later(6))
    actions.enter_paper_sheet(
        sheet=sheet, marks=marks_for(sheet, "0.8"), key="p2", seen=first.pk, by=cast.li, now=later(7)
    )
    with refused("nothing-to-confirm"):
        actions.confirm_paper_sheet(submission=first, by=cast.zhao, now=later(8))


def test_paper_that_the_tablet_overtook(cast, sheet):
    entered = actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p1", by=cast.li, now=later(6))
    submit(sheet)
    with refused("already-submitted"):
        actions.confirm_paper_sheet(submission=entered, by=cast.zhao, now=later(8))


def test_a_resent_paper_sheet_is_stored_once(cast, sheet):
    first = actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p1", by=cast.li, now=later(6))
    assert actions.enter_paper_sheet(sheet=sheet, marks=marks_for(sheet), key="p1", by=cast.li, now=later(7)) == first


def test_what_a_sheet_costs(sheet, django_assert_num_queries):
    marks, judge = marks_for(sheet), sheet.judge
    locks = int(connection.features.has_select_for_update)  # SQLite locks when it begins
    with django_assert_num_queries(8 + locks):  # its savepoint included
        actions.submit_sheet(sheet=sheet, marks=marks, key="k1", by=judge, now=later(5))
