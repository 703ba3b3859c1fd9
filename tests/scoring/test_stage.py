"""Opening, performing, closing."""

import pytest

from communities.refused import Refused
from contests import actions as contests
from contests.models import Contest, Status
from scoring import actions
from scoring.models import ScoreSheet
from scoring.results import results_of
from tests.cast import (
    NOW,
    a_closed_contest,
    a_draft,
    all_submit,
    an_observer,
    an_open_contest,
    draw_order,
    first_performance,
    later,
    outstanding,
    performed,
    sheet_of,
    started,
    submit,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_opening_freezes_and_keeps_the_fingerprint(cast):
    contest = an_open_contest(cast)
    assert (contest.state, contest.frozen_at, len(contest.fingerprint)) == ("open", NOW, 64)
    assert an_open_contest(cast, slug="again").fingerprint == contest.fingerprint


def test_what_is_missing_is_told_before_opening(cast):
    contest = a_draft(cast, contestants=2, seats=2)
    with pytest.raises(Refused) as error:
        actions.open_contest(contest=contest, by=cast.wang, now=NOW)
    assert [(problem.code, dict(problem.facts)) for problem in error.value.facts["problems"]] == [
        ("too-few-judges", {"panel": "评委组", "rounds": ["主题演讲", "现场答辩"], "seats": 2, "needed": 5}),
        ("no-running-order", {"numbers": ["01", "02"]}),
    ]
    told = [problem.code for problem in actions.before_opening(contest=contest)]
    assert told == ["too-few-judges", "no-running-order", "no-chair", "cards-missing"]


def test_what_the_sums_refuse_is_told_before_opening(cast):
    contest = a_draft(cast)
    draw_order(contest=contest, called="s", by=cast.wang, now=NOW)
    contests.set_rules(contest=contest, rules={"tie_chain": ["round:nowhere"]}, by=cast.wang, now=NOW)
    problem = actions.before_opening(contest=contest)[0]
    assert (problem.code, problem.facts["problem"]) == (
        "cannot-be-computed",
        'rules.tie_chain[0]: "nowhere" is no round of this contest',
    )


def test_opening_twice(cast):
    contest = an_open_contest(cast)
    with refused("already", state="open"):
        actions.open_contest(contest=contest, by=cast.wang, now=NOW)


def test_a_performance_starts_with_a_sheet_for_every_seat(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    assert (performance.state, performance.started_at) == ("on-stage", later(1))
    assert Contest.objects.get().state == "live"
    assert [sheet.judge.key for sheet in outstanding(performance)] == ["J1", "J2", "J3", "J4", "J5"]


def test_the_recused_get_no_sheet_and_observers_are_not_waited_for(cast):
    contest = a_draft(cast)
    contests.add_part(contest=contest, part=an_observer(contest), values={}, by=cast.wang, now=NOW)
    draw_order(contest=contest, called="s", by=cast.wang, now=NOW)
    performance = first_performance(contest)
    judge = contest.judges.get(key="J2")
    contests.recuse(judge=judge, contestant=performance.contestant, reason="cousins", by=cast.wang, now=NOW)
    actions.open_contest(contest=contest, by=cast.wang, now=NOW)
    started(cast, contest, performance)
    assert set(ScoreSheet.objects.values_list("judge__key", flat=True)) == {"J1", "J3", "J4", "J5", "J9"}
    assert {sheet.judge.key for sheet in outstanding(performance)} == {"J1", "J3", "J4", "J5"}


def test_of_two_on_stage_the_second_is_refused(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    with refused("already", state="on-stage"):
        started(cast, contest, performance)
    other = contest.performances.exclude(contestant=performance.contestant).first()
    with refused("stage-taken", contestant=performance.contestant.number):
        started(cast, contest, other)


def test_the_next_may_start_while_the_last_is_being_marked(cast):
    contest = an_open_contest(cast)
    first = started(cast, contest)
    current = actions.record_clock(performance=first, seconds=503, by=cast.li, now=later(9))
    assert (current.state, current.seconds) == ("marking", 503)
    second = contest.performances.exclude(contestant=first.contestant).first()
    assert started(cast, contest, second).state == "on-stage"
    assert submit(sheet_of(first)).counts


def test_who_does_not_compete_is_not_called(cast):
    contest = an_open_contest(cast)
    performance = first_performance(contest)
    actions.set_contestant_status(
        contestant=performance.contestant, status=Status.WITHDRAWN, reason="ill", by=cast.li, now=NOW
    )
    with refused("not-competing", contestant=performance.contestant.number, status="withdrawn"):
        started(cast, contest, performance)


def test_an_external_round_has_no_stage(cast):
    contest = an_open_contest(cast, preset="tour")
    with refused("external-round", round="stage"):
        started(cast, contest, contest.performances.filter(round__key="stage").first())


def test_a_contest_in_set_up_has_no_stage(cast):
    contest = a_draft(cast)
    with refused("wrong-state", state="setup"):
        started(cast, contest)


def test_closing_waits_for_the_sheets_or_a_reason(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    submit(sheet_of(performance))
    with refused("sheets-outstanding", judges=["Judge J2", "Judge J3", "Judge J4", "Judge J5"]):
        actions.close_performance(performance=performance, by=cast.li, now=later(9))
    closed = actions.close_performance(performance=performance, by=cast.li, now=later(9), reason="fire alarm")
    assert closed.state == "closed"
    with refused("already", state="closed"):
        actions.close_performance(performance=performance, by=cast.li, now=later(9))


def test_the_clock_of_somebody_who_has_not_started(cast):
    contest = an_open_contest(cast)
    started(cast, contest)
    other = contest.performances.exclude(contestant=first_performance(contest).contestant).first()
    with refused("not-started", contestant=other.contestant.number):
        actions.record_clock(performance=other, seconds=1, by=cast.li, now=later(9))
    with refused("bad-clock", seconds=-1):
        actions.record_clock(performance=first_performance(contest), seconds=-1, by=cast.li, now=later(9))


def test_a_contest_closes_when_nobody_is_on(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    with refused("performances-open", contestants=[performance.contestant.number]):
        actions.close_contest(contest=contest, by=cast.li, now=later(20))
    assert a_closed_contest(cast, slug="other").state == "closed"


def test_results_at_any_moment_say_what_is_missing(cast):
    contest = an_open_contest(cast, contestants=2)
    performed(cast, contest, first_performance(contest))
    result = results_of(Contest.objects.get(pk=contest.pk))
    who = first_performance(contest).contestant.number
    assert not result.final
    assert {m.contestant for m in result.missing if m.round == "speech"} == {"01", "02"} - {who}
    assert {m.contestant for m in result.missing if m.round == "defence"} == {"01", "02"}


def test_results_are_kept_until_something_changes(cast):
    contest = an_open_contest(cast)
    performance = started(cast, contest)
    contest = Contest.objects.get()
    first = results_of(contest)
    assert results_of(Contest.objects.get()) is first
    all_submit(performance)
    assert results_of(Contest.objects.get()) is not first
