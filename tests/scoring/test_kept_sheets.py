"""What was confirmed and cannot count as it came is kept; it changes no result until somebody claims it."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions as contests
from scoring import actions
from scoring.actions.keeping import MOST_A_MINUTE, MOST_WAITING
from scoring.actions.sheets import marks_of
from scoring.models import KeptSheet, Submission, WhyKept
from tests.cast import (
    a_closed_contest,
    counting,
    first_performance,
    fresh,
    later,
    marks_for,
    sheet_of,
    started,
    submit,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def keep(sheet, *, share="0.8", key="late", why=WhyKept.LATE, minutes=30, **more):
    given = {"performance": sheet.performance, "marks": marks_for(sheet, share), "holder": 0, "by": sheet.judge}
    return actions.keep_sheet(key=key, why=why, now=later(minutes), **{**given, **more})


def told(cast, minutes=70, reason="confirmed in time"):
    return {"reason": reason, "by": cast.li, "now": later(minutes)}


def test_what_is_kept_changes_no_result_and_no_contest_file_until_it_is_claimed(cast):
    contest = a_closed_contest(cast, contestants=2)
    sheet = sheet_of(first_performance(contest))
    before, sent = actions.export_contest(contest=contest), counting(sheet)
    kept = keep(sheet, submitted_at=later(6), device="4F2A", minutes=61)
    assert keep(sheet, minutes=62) == kept
    assert actions.export_contest(contest=contest) == before
    line = Journal.objects.get(verb="sheet-kept")
    assert (line.seat, line.device, line.who_label) == (sheet.judge_id, "4F2A", sheet.judge.label)
    assert (Submission.objects.filter(sheet=sheet).get(), kept.line) == (sent, line)
    claimed = actions.claim_kept_sheet(kept=kept, seen=sent.pk, **told(cast))
    assert marks_of(claimed) == marks_for(sheet, "0.8")
    assert (claimed.idempotency_key, claimed.submitted_at, claimed.received_at) == ("late", later(6), later(61))
    assert counting(sheet) == claimed
    assert fresh(sent).retired_at == later(70)
    assert fresh(kept).claimed
    assert actions.export_contest(contest=contest) != before
    assert Journal.objects.get(verb="sheet-claimed").detail == {"number": 2, "reason": "confirmed in time"}


def test_claiming_follows_the_rules_of_corrections(cast, performance, sheet):
    kept = keep(sheet)
    with refused("reason-needed"):
        actions.claim_kept_sheet(kept=kept, **told(cast, reason=" "))
    submit(sheet_of(performance, "J2"))
    other = keep(sheet_of(performance, "J2"), why=WhyKept.ANOTHER)
    with refused("stale", seen=counting(sheet_of(performance, "J2")).pk):
        actions.claim_kept_sheet(kept=other, seen=0, **told(cast))
    who = performance.contestant
    actions.recuse_after_opening(judge=sheet.judge, contestant=who, reason="cousins", by=cast.wang, now=later(40))
    with refused("recused", judge="J1", contestant=who.number):
        actions.claim_kept_sheet(kept=kept, **told(cast))
    aside = actions.set_aside_kept_sheet(kept=kept, **told(cast, reason="recused"))
    assert (aside.set_aside, aside.claimed) == (True, False)
    with refused("already", settled_at=later(70)):
        actions.claim_kept_sheet(kept=kept, **told(cast))


def test_a_start_taken_back_loses_nothing_and_the_next_start_can_take_it(cast, contest, performance, sheet):
    actions.cancel_start(performance=performance, reason="wrong name", by=cast.li, now=later(2))
    kept = keep(sheet)
    with refused("not-called", contestant=performance.contestant.number):
        actions.claim_kept_sheet(kept=kept, **told(cast))
    again = sheet_of(started(cast, contest, performance))
    claimed = actions.claim_kept_sheet(kept=kept, seen=0, **told(cast))
    assert counting(again) == claimed


def test_what_the_judge_sends_afterwards_needs_no_decision_about_what_was_kept(sheet):
    """Also where the same confirmed sheet comes again with the newest card."""
    kept = keep(sheet, why=WhyKept.CARD)
    sent = submit(sheet, share="0.8", key="late", minutes=31)
    kept.refresh_from_db()
    assert (kept.submission, kept.settled_at, kept.settled_by) == (sent, later(31), None)


def test_what_a_predecessor_had_confirmed_is_theirs(cast, sheet):
    seat = contests.replace_judge(
        judge=sheet.judge, name="Zhou", post="", reason="ill", key="k", by=cast.wang, now=later(3)
    ).judge
    kept = keep(sheet, why=WhyKept.CARD)
    assert kept.whose == "Judge J1"
    assert Journal.objects.get(verb="sheet-kept").who_label == "J1 Judge J1"
    own = submit(sheet, minutes=31)
    assert fresh(kept).settled_at is None
    actions.claim_kept_sheet(kept=kept, seen=own.pk, **told(cast))
    assert (counting(sheet).holder, seat.replaced) == (0, 1)
    assert Journal.objects.get(verb="sheet-claimed").detail["judge"] == "Judge J1"


def test_other_marks_under_a_used_key_are_kept_beside_them_and_can_be_claimed(cast, sheet):
    sent = submit(sheet, key="one")
    kept = [keep(sheet, key="one", share=share, why=WhyKept.OTHER_POINTS) for share in ("0.7", "0.6", "0.7")]
    assert (kept[0], KeptSheet.objects.count()) == (kept[2], 2)
    claimed = actions.claim_kept_sheet(kept=kept[1], seen=sent.pk, **told(cast))
    assert marks_of(claimed) == marks_for(sheet, "0.6")
    assert claimed.idempotency_key == f"kept {kept[1].pk}"


def test_what_one_seat_may_leave_is_bounded(contest, performance, sheet):
    for n in range(MOST_WAITING):
        keep(sheet, key=f"k{n}")
    with refused("kept-enough", most=MOST_WAITING):
        keep(sheet, key="one more")
    following = contest.performances.exclude(pk=performance.pk)
    others = [{"performance": p, "marks": {i.key: Decimal(0) for i in p.round.items.all()}} for p in following]
    for n in range(MOST_A_MINUTE - MOST_WAITING):
        keep(sheet, key=f"o{n}", **others[n % len(others)])
    with refused("too-fast", most=MOST_A_MINUTE):
        keep(sheet, key="p", **others[0])
    assert keep(sheet, key="p", minutes=32, **others[0])
    content, *_ = marks_for(sheet)
    for marks, code in (({content: Decimal(5)}, "incomplete"), (marks_for(sheet, "2"), "bad-points")):
        with refused(code):
            keep(sheet, key="q", marks=marks)
    for more in ({"holder": 1}, {"holder": -1}):
        with refused("another-judges-sheet"):
            keep(sheet, key="q", **more)
    with refused("bad-key"):
        keep(sheet, key="k" * 65)
