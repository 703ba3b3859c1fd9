"""Many at once, on connections of their own, in a database that really commits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection

from communities.guards import GUARDS as PLACES
from communities.refused import Refused
from communities.triggers import run
from contests.guards import GUARDS as SET_UP
from contests.models import Contest
from scoring import actions
from scoring.guards import GUARDS as MARKING
from scoring.models import Mark, Publication, ScoreSheet, Submission
from tests.cast import a_closed_contest, an_open_contest, later, marks_for, sheet_of, started, submit

pytestmark = pytest.mark.django_db(transaction=True)
GUARDS = (*PLACES, *SET_UP, *MARKING)


@pytest.fixture(autouse=True)
def emptied_afterwards():
    """The guards refuse to empty tables, also for the tests' own cleaning up."""
    yield
    with connection.schema_editor() as editor:
        run(editor, [s for guard in GUARDS for s in guard.drop(connection.vendor)])
    call_command("flush", interactive=False, verbosity=0)
    with connection.schema_editor() as editor:
        run(editor, [s for guard in GUARDS for s in guard.create(connection.vendor)])


def at_once(*calls):
    """What each call gives back, or the code it was refused with; all begin at the same moment."""
    barrier = Barrier(len(calls))

    def one(call):
        connection.ensure_connection()
        barrier.wait(timeout=30)
        try:
            return call()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def test_eight_judges_submit_at_once(cast):
    contest = an_open_contest(cast, contestants=1, seats=8)
    performance = started(cast, contest)
    before = Contest.objects.get().version
    sheets = list(ScoreSheet.objects.filter(performance=performance).select_related("judge"))
    sent = at_once(*(lambda sheet=sheet: submit(sheet, key=f"k{sheet.pk}") for sheet in sheets))
    assert [type(s) for s in sent] == [Submission] * 8
    assert Submission.objects.filter(counts=True).count() == 8
    assert Mark.objects.count() == 24
    assert Contest.objects.get().version == before + 8


def test_the_same_key_at_once_is_stored_once(cast):
    contest = an_open_contest(cast, contestants=1)
    sheet = sheet_of(started(cast, contest))
    sent = at_once(*[lambda: submit(sheet)] * 4)
    assert {s.pk for s in sent} == {Submission.objects.get().pk}


def test_of_two_tablets_with_one_card_one_counts(cast):
    contest = an_open_contest(cast, contestants=1)
    sheet = sheet_of(started(cast, contest))
    sent = at_once(lambda: submit(sheet, key="a"), lambda: submit(sheet, key="b", share="0.8"))
    assert sorted(s if isinstance(s, str) else "stored" for s in sent) == ["already-submitted", "stored"]
    assert Submission.objects.filter(counts=True).count() == Submission.objects.count() == 1


def test_of_two_desks_one_starts_a_performance(cast):
    contest = an_open_contest(cast, contestants=2)
    first, second = contest.performances.filter(round__key="speech").order_by("order")
    both = at_once(
        lambda: actions.start_performance(performance=first, by=cast.li, now=later(1)).pk,
        lambda: actions.start_performance(performance=second, by=cast.zhao, now=later(1)).pk,
    )
    assert both.count("stage-taken") == 1
    assert contest.performances.filter(state="on-stage").count() == 1


def test_two_desks_starting_the_same_performance(cast):
    contest = an_open_contest(cast, contestants=1)
    performance = contest.performances.get(round__key="speech")
    both = at_once(
        *(
            lambda who=who: actions.start_performance(performance=performance, by=who, now=later(1)).pk
            for who in (cast.li, cast.zhao)
        )
    )
    assert sorted(map(str, both)) == sorted([str(performance.pk), "not-waiting"])
    assert ScoreSheet.objects.count() == 5


def test_closing_and_submitting_at_once_leaves_no_mark_unseen(cast):
    contest = an_open_contest(cast, contestants=1)
    performance = started(cast, contest)
    sheet = sheet_of(performance)
    marks = marks_for(sheet)
    closed, sent = at_once(
        lambda: actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="time is up"),
        lambda: submit(sheet, marks=marks),
    )
    assert closed.state == "closed"
    assert sent == "not-open" or Submission.objects.get(counts=True) == sent


def test_two_press_publish_at_once(cast):
    contest = a_closed_contest(cast, contestants=1)
    both = at_once(*[lambda: actions.publish_results(contest=contest, by=cast.wang, now=later(70)).number] * 2)
    assert sorted(map(str, both)) == ["1", "wrong-state"]
    assert Publication.objects.count() == 1
