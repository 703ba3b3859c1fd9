"""What the hall may know: released, taken back, corrected."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests.models import Contest, Performance, Status
from scoring import actions as scoring
from scoring.results import evened, results_of, tally_now
from stage.actions import (
    ask_to_check,
    change_show,
    correct_release,
    follow_stage,
    release_scores,
    take_back_release,
)
from stage.models import Release, Releasing
from stage.queries import held_together, latest_score, releases_in_force, show_of
from stage.results import alarms_of
from stage.rules import released_next
from tests.cast import a_published_contest, an_open_contest, later, performed, sheet_of, started, submit
from tests.refusals import refused
from tests.released import a_release

pytestmark = pytest.mark.django_db


def in_order(contest, round_="speech"):
    return list(Performance.objects.filter(contest=contest, round__key=round_).order_by("order"))


def on_the_way(cast, way=Releasing.EACH, *, count=2, contestants=4, **values):
    """A contest in which the first few have performed, and how its scores are released."""
    contest = an_open_contest(cast, contestants=contestants)
    change_show(contest=contest, values={"releasing": way, **values}, by=cast.wang, now=later(0))
    order = in_order(contest)
    for minute, performance in enumerate(order[:count]):
        perform(cast, contest, performance, minute)
    return contest, order


def perform(cast, contest, performance, minute=0):
    """Called after those before it, marked and closed."""
    performed(cast, contest, performance)
    Performance.objects.filter(pk=performance.pk).update(started_at=later(minute))


def release(cast, contest, *performances, **options):
    return release_scores(contest=contest, performances=performances, **{"by": cast.li, "now": later(20), **options})


def known(contest):
    """The numbers of those whose scores the hall knows, and the standings it knows."""
    force = releases_in_force(contest)
    last = latest_score(force)
    numbers = [found.performance.contestant.number for found in force]
    return numbers, [row["number"] for row in last.content["standings"]] if last else []


def number(performance):
    return performance.contestant.number


def test_the_first_who_were_called_are_held_together_whatever_the_wall_clock_did(cast):
    contest, order = on_the_way(cast, Releasing.BATCH, batch=2, count=3)
    third = Performance.objects.filter(pk=order[2].pk)
    third.update(started_at=later(-360))  # the clock of the server was put back before the third was called
    assert held_together(contest.pk) == {performance.pk for performance in order[:2]}


def test_a_release_says_word_for_word_what_the_hall_may_know(cast):
    contest, (first, second, *_others) = on_the_way(cast)
    made = release(cast, contest, first)[0]
    who, said = first.contestant, made.content
    assert said["contestant"]["name"] == who.name
    assert said["round"] == {"key": "speech", "name": "主题演讲"}
    totals = [sheet["total"] for panel in said["panels"] for sheet in panel["sheets"]]
    assert (len(totals), sorted(filter(None, (s["dropped"] for s in said["panels"][0]["sheets"])))) == (
        5,
        ["high", "low"],
    )
    result = results_of(fresh(contest))
    rows = {row.contestant: row for row in evened(result.contest, result.standings)}
    assert said["score"] == rows[who.number].rounds["speech"]
    assert [(row["number"], row["place"], row["shared"]) for row in said["standings"]] == [(who.number, 1, False)]
    assert number(second) not in str(said["standings"])
    line = Journal.objects.latest("pk")
    assert (line.verb, line.detail) == ("scores-released", {"scores": [f"{who}: {said['score']}"]})


def fresh(contest):
    return Contest.objects.get(pk=contest.pk)


def test_marks_that_come_in_change_nothing_that_a_release_would_say_of_others(cast):
    contest, (first, second, third, _last) = on_the_way(cast, count=1)
    made = release(cast, contest, first)[0]
    started(cast, contest, second)
    for sheet in ("J1", "J2"):
        submit(sheet_of(second, sheet), share="1")
    scoring.adjust(contestant=third.contestant, points=Decimal(-5), reason="late", seen=0, by=cast.li, now=later(21))
    take_back_release(release=made, reason="wrong button", by=cast.li, now=later(22))
    again = release(cast, contest, first)[0]
    assert again.content == made.content


def test_each_way_to_release_has_its_order(cast):
    contest, (a, b, c, d) = on_the_way(cast, Releasing.BATCH, batch=3)
    with refused("leaves-the-way", releasing="batch"):
        release(cast, contest, a)
    perform(cast, contest, c, 2)
    with refused("leaves-the-way"):
        release(cast, contest, a, b)
    made = release(cast, contest, c, b, a)
    assert [r.performance for r in made] == [a, b, c]
    assert [len(r.content["standings"]) for r in made] == [1, 2, 3]
    perform(cast, contest, d, 3)
    assert release(cast, contest, d)[0].number == 4


def test_a_wall_clock_set_back_changes_nobody_s_turn(cast):
    contest, (a, b, c) = on_the_way(cast, Releasing.BATCH, batch=2, count=0, contestants=3)
    for minute, performance in ((90, c), (1, a), (2, b)):
        perform(cast, contest, performance, minute)
    with refused("leaves-the-way"):
        release(cast, contest, a, b)
    assert [r.performance for r in release(cast, contest, c, a)] == [a, c]


def test_nothing_is_taken_back_once_results_are_published(cast):
    contest = a_published_contest(cast)
    made = a_release(cast, in_order(contest)[0], "92.00")
    with refused("wrong-state"):
        take_back_release(release=made, reason="wrong button", by=cast.li, now=later(80))
    assert Release.objects.get().in_force


def test_one_behind_waits_until_the_next_contestant_has_spoken(cast):
    contest, (a, b, c) = on_the_way(cast, Releasing.BEHIND, count=1, contestants=3)
    with refused("leaves-the-way"):
        release(cast, contest, a)
    started(cast, contest, b)
    with refused("leaves-the-way"):
        release(cast, contest, a)
    scoring.record_clock(performance=b, seconds=300, by=cast.li, now=later(15))
    assert release(cast, contest, a)
    scoring.close_performance(performance=b, reason="late", by=cast.li, now=later(16))

    def following():
        return released_next(show_of(contest), in_order(contest), {a.pk})

    assert following() == []
    gone = {"status": Status.NO_SHOW, "reason": "ill", "by": cast.li, "now": later(17)}
    scoring.set_contestant_status(contestant=c.contestant, **gone)
    assert following() == [(b,)]


def test_all_at_the_end_waits_for_everybody_unless_there_is_a_reason(cast):
    contest, (a, b) = on_the_way(cast, Releasing.END, contestants=2)
    answers = in_order(contest, "defence")
    with refused("leaves-the-way"):
        release(cast, contest, a, b)
    early = release(cast, contest, a, reason="the guests leave early")[0]
    assert Journal.objects.latest("pk").detail["reason"] == early.reason == "the guests leave early"
    for minute, performance in enumerate(answers):
        perform(cast, contest, performance, 5 + minute)
    release(cast, contest, answers[0])  # at the end in any order
    made = release(cast, contest, b, answers[1])
    assert known(contest)[0] == [number(p) for p in (a, answers[0], b, answers[1])]
    final = {row.contestant: row.score for row in results_of(fresh(contest)).standings}
    assert {row["number"]: row["score"] for row in made[-1].content["standings"]} == final


def test_what_stands_in_the_way_of_a_release(cast):
    contest, (a, b, _c, d) = on_the_way(cast, count=1)
    started(cast, contest, b)
    with refused("not-closed"):
        release(cast, contest, b)
    scoring.close_performance(performance=b, reason="the hall closes", by=cast.li, now=later(12))
    with refused("sheets-missing", judges=[f"Judge J{n}" for n in range(1, 6)]):
        release(cast, contest, b)
    with refused("not-closed"):
        release(cast, contest, a, d)
    scoring.set_contestant_status(
        contestant=a.contestant, status=Status.WITHDRAWN, reason="ill", by=cast.li, now=later(13)
    )
    with refused("not-performing"):
        release(cast, contest, a)
    assert not Release.objects.exists()


def test_the_second_desk_is_told(cast):
    contest, (a, b, *_others) = on_the_way(cast)
    seen = f"{a.pk}:0"
    with refused("stale"):
        release(cast, contest, a, seen=seen)
    release(cast, contest, a)
    with refused("already"):
        release(cast, contest, a, by=cast.zhao)
    with refused("stale"):
        release(cast, contest, a, b, by=cast.zhao, reason="both")


def test_a_release_by_mistake_is_taken_back_and_nothing_of_it_stays(cast):
    contest, (a, b, c, _d) = on_the_way(cast, count=3)
    for performance in (a, b, c):
        release(cast, contest, performance)
    middle = releases_in_force(contest)[1]
    with refused("reason-needed"):
        take_back_release(release=middle, reason=" ", by=cast.li, now=later(30))
    take_back_release(release=middle, reason="not yet", by=cast.li, now=later(30))
    numbers, standings = known(contest)
    assert numbers == [number(a), number(c)]
    assert sorted(standings) == sorted(numbers)
    with refused("already"):
        take_back_release(release=middle, reason="again", by=cast.zhao, now=later(31))
    before = releases_in_force(contest)[0]
    take_back_release(release=latest_score(releases_in_force(contest)), reason="nor this", by=cast.li, now=later(32))
    assert releases_in_force(contest) == [before]
    assert latest_score(releases_in_force(contest)).content == before.content


def test_a_released_score_that_has_changed_is_corrected_before_another_comes_out(cast):
    contest, (a, b, *_others) = on_the_way(cast)
    first = release(cast, contest, a)[0]
    with refused("nothing-to-correct"):
        correct_release(release=first, reason="misread", by=cast.li, now=later(29))
    scoring.adjust(
        contestant=a.contestant,
        round=a.round,
        points=Decimal(-1),
        reason="prompted",
        seen=0,
        by=cast.li,
        now=later(30),
    )
    with refused("correct-first", contestants=[number(a)]):
        release(cast, contest, b)
    with refused("stale"):
        correct_release(release=first, reason="prompted", seen=f"{a.pk}:1", by=cast.li, now=later(31))
    anew = correct_release(release=first, reason="prompted", by=cast.li, now=later(31))
    assert Decimal(anew.content["score"]) == Decimal(first.content["score"]) - 1
    assert anew.content["adjustments"] == [{"points": "-1", "reason": "prompted", "clock": ""}]
    with refused("already"):
        correct_release(release=first, reason="prompted", by=cast.zhao, now=later(32))
    release(cast, contest, b)
    assert len(known(contest)[1]) == 2
    assert Release.objects.get(pk=first.pk).why_taken_back == "prompted"


def test_whoever_is_disqualified_after_the_release_leaves_the_standings_by_a_correction(cast):
    contest, (a, b, c, _d) = on_the_way(cast, count=3)
    release(cast, contest, a)
    last = release(cast, contest, b)[0]
    gone = {"status": Status.DISQUALIFIED, "reason": "read out another's speech", "by": cast.li, "now": later(30)}
    scoring.set_contestant_status(contestant=b.contestant, **gone)
    with refused("correct-first", contestants=[number(b)]):
        release(cast, contest, c)
    correct_release(release=last, reason="disqualified", by=cast.li, now=later(31))
    assert known(contest)[1] == [number(a)]
    release(cast, contest, c)
    assert set(known(contest)[1]) == {number(a), number(c)}


def test_screens_that_follow_show_a_released_score_and_what_they_showed_before_once_it_is_taken_back(cast):
    contest, (a, b, *_others) = on_the_way(cast)
    before = (show_of(contest).mode, show_of(contest).performance)
    first = release(cast, contest, a)[0]
    show = show_of(contest)
    assert (show.mode, show.performance) == ("score", a)
    scoring.adjust(
        contestant=a.contestant, round=a.round, points=Decimal(-1), reason="late", seen=0, by=cast.li, now=later(21)
    )
    anew = correct_release(release=first, reason="late", by=cast.li, now=later(22))
    take_back_release(release=anew, reason="too early", by=cast.li, now=later(23))
    assert (show_of(contest).mode, show_of(contest).performance) == before
    follow_stage(contest=contest, follow=False, by=cast.li, now=later(24))
    release(cast, contest, b)
    assert (show_of(contest).mode, show_of(contest).performance) == before


def test_a_judge_is_asked_once_to_look_again_and_not_compelled(cast):
    contest, (a, *_others) = on_the_way(cast, widest_range="1", widest_distance="100")
    found = alarms_of(show_of(contest), tally_now(fresh(contest)), a)
    assert [(alarm.kind, alarm.limit) for alarm in found] == [("range", "1")]
    sheet = sheet_of(a)
    asked = {"sheet": sheet, "reason": "far from the others", "by": cast.li, "now": later(30)}
    ask_to_check(**asked)
    assert Journal.objects.filter(verb__in=("sheet-reopened", "check-asked")).count() == 2
    with refused("already"):
        ask_to_check(**asked)
    submit(sheet, share="0.8", key="again", minutes=31)
    with refused("checked-once"):
        ask_to_check(**asked)
    release(cast, contest, a)
    with refused("score-released"):
        ask_to_check(**{**asked, "sheet": sheet_of(a, "J2")})


def test_the_way_to_release_stays_once_a_score_was_released(cast):
    contest, (a, *_others) = on_the_way(cast)
    release(cast, contest, a)
    with refused("releasing-begun"):
        change_show(contest=contest, values={"releasing": Releasing.END}, by=cast.wang, now=later(30))
    assert change_show(contest=contest, values={"live_page": True}, by=cast.wang, now=later(30)).live_page


def test_a_rehearsal_releases_the_same_way_and_takes_its_show_with_it(cast):
    contest = an_open_contest(cast, contestants=2, rehearsal=True)
    perform(cast, contest, in_order(contest)[0])
    release(cast, contest, in_order(contest)[0])
    scoring.remove_rehearsal(contest=contest, by=cast.wang, now=later(40))
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("judges", "told"), [("names", ("Judge J2", None)), ("seats", ("", "2")), ("nobody", None)], ids=str
)
def test_the_hall_is_told_of_the_judges_what_the_organiser_chose(cast, judges, told):
    contest, (first, second, *_others) = on_the_way(cast, judges=judges)
    name = sheet_of(first).judge.name
    (made,) = release(cast, contest, first)
    sheets = [sheet for panel in made.content["panels"] for sheet in panel["sheets"]]
    assert (name in str(made.content)) == (judges == "names")
    assert [(sheets[1]["judge"], sheets[1].get("seat"))] == [told] if told else sheets == []
    assert made.content["score"]
    release(cast, contest, second)  # what was told before is still so
    with refused("releasing-begun"):
        change_show(contest=contest, values={"judges": "nobody" if told else "names"}, by=cast.wang, now=later(30))
