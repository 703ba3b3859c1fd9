"""The run sheet: what it holds, where the show stands, and how far it is from its plan."""

import doctest
from datetime import datetime, time, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.translation import override

from communities.models import Journal
from contests.actions import change_part
from contests.models import Contest, Performance, RuleSheet, Status
from pages.desk.views.pace import pace_of
from pages.wording import spoken
from scoring import actions as scoring
from stage import actions
from stage.models import AFTER_ALL, Cue, CueKind, CueState, Release, Show
from stage.queries import show_of
from stage.queries.run_sheet import cues_of, performances_on_stage
from stage.results.run_sheet import run_sheet_of
from stage.rules import lanes, numerals, run_sheet, sentences
from stage.rules.clock import Moment
from stage.rules.run_sheet import order_seen, usual_cues
from tests.cast import a_draft, draw_order, fresh, later, started
from tests.films import a_png
from tests.refusals import refused

pytestmark = pytest.mark.django_db
BEGINS = time(14, 0)


def test_numbers_and_the_usual_run_sheet_as_documented():
    for module in (lanes, numerals, run_sheet, sentences, spoken):
        found = doctest.testmod(module)
        assert (found.failed, found.attempted > 0) == (0, True)


@pytest.fixture
def contest(cast):
    return opened(cast)


def opened(cast, rooms=""):
    """One round of six with the usual run sheet; `rooms` has the room of each where there are several."""
    contest = a_draft(cast, contestants=6)
    contest.rounds.exclude(key="speech").delete()
    for person, room in zip(contest.contestants.all(), rooms, strict=False):
        change_part(part=person, values={"room": room}, by=cast.wang, now=later(0))
    RuleSheet.objects.update(rules={**contest.rule_sheet.rules, "tie_chain": ["chair"]})
    contest.rounds.update(clock={"limit": 480})
    draw_order(contest=contest, called="dice", by=cast.wang, now=later(0))
    filled(cast, contest)
    return scoring.open_contest(contest=contest, by=cast.wang, now=later(0))


def told(cast, minutes=20):
    return {"by": cast.li, "now": later(minutes)}


def filled(cast, contest):
    cues = [
        {"slot": cue.slot, "kind": cue.kind, "title": str(cue.kind.label), "planned": cue.planned}
        for cue in usual_cues(6)
    ]
    return actions.add_usual_cues(contest=contest, cues=cues, **told(cast, 0))


def sheet(contest, at=None):
    contest, moment = Contest.objects.get(pk=contest.pk), at
    if not isinstance(moment, Moment):
        moment = Moment(0, "", at or later(0))
    show = show_of(contest)
    return run_sheet_of(show, cues_of(show), performances_on_stage(contest), at=moment)


def cue_of(kind):
    return Cue.objects.get(kind=kind)


def in_order(contest):
    return list(Performance.objects.filter(contest=contest).order_by("order"))


def kinds(found):
    return [str(item.cue.kind) if item.cue else item.performance.contestant.number for item in found.items]


def at(hour, minute=0, second=0):
    return datetime(2026, 11, 20, hour, minute, second, tzinfo=timezone.get_current_timezone())


def call(cast, performance, when):
    started(cast, performance.contest, performance)
    Performance.objects.filter(pk=performance.pk).update(started_at=when)


def test_performances_and_cues_are_one_list_with_planned_times(cast, contest):
    numbers = [p.contestant.number for p in in_order(contest)]
    found = sheet(contest)
    assert kinds(found) == ["address", "rules", *numbers[:3], "break", *numbers[3:], "comment", "ceremony", "photo"]
    assert (found.begins, found.end, found.late, found.begun) == (None, None, None, False)
    assert found.seconds == 60 * (5 + 3 + 15 + 10 + 20 + 5 + 6 * 10)
    actions.change_show(contest=contest, values={"begins": BEGINS}, by=cast.wang, now=later(1))
    found = sheet(contest, at(13, 30))
    assert [item.planned for item in found.items][:3] == [at(14), at(14, 5), at(14, 8)]
    assert (found.following.key, found.end, found.late) == (found.items[0].key, at(15, 58), None)
    assert found.items[2].expected == at(14, 8)
    assert sheet(contest, at(14, 10)).items[0].expected == at(14, 10)  # it cannot begin before now


def test_before_it_has_begun_the_show_is_late_by_the_clock_on_the_wall(cast, contest):
    actions.change_show(contest=contest, values={"begins": BEGINS}, by=cast.wang, now=later(1))

    def said(moment):
        with override("en"):
            return pace_of(sheet(contest, moment), Moment(0, "", moment))

    before, late = said(at(13, 30)), said(at(14, 12))
    assert before.words == "Begins at 14:00, ends at about 15:58"
    with override("en"):
        assert before.ahead == before.even == "Begins at 14:00, ends at about {end}"
    assert (late.words, late.kind) == ("12 minutes behind plan, ends at about 16:10", "late")
    assert said(at(14, 0, 30)).words == "Begins at 14:00, ends at about 15:58"
    (lane,) = sheet(contest, at(13, 30)).lanes  # with these a page goes on counting by itself
    assert (lane.due, lane.rest, before.follows) == (at(14), 118 * 60, True)
    actions.skip_cue(cue=cue_of("comment"), by=cast.li, now=at(13, 40))
    assert said(at(13, 41)).words == "Begins at 14:00, ends at about 15:48"
    Contest.objects.update(date=at(14).date())
    put_off = timedelta(days=1)
    assert sheet(contest, at(14, 5) + put_off).begins == at(14) + put_off


def test_rooms_perform_side_by_side_and_wait_for_each_other_where_something_is_for_all(cast):
    contest = opened(cast, rooms="AAAABB")
    actions.change_show(contest=contest, values={"begins": BEGINS}, by=cast.wang, now=later(1))
    a1, b1, a2, _b2, a3, a4 = (item.performance for item in sheet(contest, at(13)).items if item.performance)
    assert [p.room for p in (a1, b1, a2, a3, a4)] == ["A", "B", "A", "A", "A"]
    found = sheet(contest, at(13))
    planned = {item.key: item.planned for item in found.items}
    assert (planned[f"p{a1.pk}"], planned[f"p{b1.pk}"]) == (at(14, 8), at(14, 8))
    assert planned[f"c{cue_of('break').pk}"] == at(14, 28)  # after A has had two
    assert (found.seconds, found.end) == (60 * (8 + 20 + 15 + 20 + 35), at(15, 38))

    call(cast, a1, at(14, 8))
    call(cast, b1, at(14, 10))
    found = sheet(contest, at(14, 12))  # A is in time and has the longer way
    assert (found.late, found.end) == (0, at(15, 38))
    assert sheet(contest, at(14, 17)).late == 0
    assert sheet(contest, at(14, 22)).late == 4 * 60  # A's first takes four minutes longer
    rooms = sheet(contest, at(14, 12)).lanes
    assert [(room.due, room.rest // 60) for room in rooms] == [(at(14, 18), 80), (at(14, 20), 70)]


def test_how_late_the_show_is_stays_so_when_the_wall_clock_is_put_right_meanwhile(cast, contest):
    first = in_order(contest)[0]

    def moment(minutes, jump=0):
        return Moment(minutes * 60_000, "first", at(14) + timedelta(minutes=minutes, hours=jump))

    began = moment(0)
    actions.begin_cue(cue=cue_of("address"), by=cast.li, now=began.wall, at=began)
    assert [sheet(contest, moment(7, jump)).late for jump in (0, 6, -6)] == [120, 120, 120]
    call(cast, first, moment(10).wall)
    actions.note_call(performance=fresh(first), at=moment(10), by=cast.li, now=moment(10).wall)
    for jump in (0, 6, -6):
        found = sheet(contest, moment(11, jump))
        assert (found.late, found.current.performance) == (120, first)
        assert found.current.began == moment(10, jump).wall
        assert found.end - moment(11, jump).wall == sheet(contest, moment(11)).end - moment(11).wall
    actions.take_back_cue(cue=cue_of("address"), by=cast.li, now=moment(11).wall)
    assert (cue_of("address").began, cue_of("address").boot) == (None, "")


def test_how_late_the_show_is_follows_from_what_has_begun(cast, contest):
    actions.change_show(contest=contest, values={"begins": BEGINS}, by=cast.wang, now=later(1))
    first, second, *_ = in_order(contest)
    actions.begin_cue(cue=cue_of("address"), by=cast.li, now=at(14, 2))
    found = sheet(contest, at(14, 4))
    assert (found.late, found.current.cue.kind, found.following.cue.kind) == (120, "address", "rules")
    assert sheet(contest, at(14, 9)).late == 240  # two minutes longer than planned
    actions.begin_cue(cue=cue_of("rules"), by=cast.li, now=at(14, 9))
    assert cue_of("address").state == CueState.DONE
    actions.end_cue(cue=cue_of("rules"), by=cast.li, now=at(14, 11))
    assert sheet(contest, at(14, 11)).late == 180
    call(cast, first, at(14, 11))
    found = sheet(contest, at(14, 12))
    assert (found.late, found.current.performance, found.following.performance) == (180, first, second)
    assert found.following.expected == at(14, 21)
    actions.skip_cue(cue=cue_of("comment"), by=cast.li, now=at(14, 12))
    found = sheet(contest, at(14, 12))
    assert (found.late, found.end, found.plan) == (-420, at(15, 51), at(15, 58))
    assert "comment" in kinds(found)


def test_what_was_passed_over_is_not_awaited_and_who_does_not_perform_takes_no_time(cast, contest):
    first, second, third, *_ = in_order(contest)
    call(cast, first, at(14))
    found = sheet(contest, at(14, 1))
    assert found.following.performance == second
    assert found.begins == at(13, 52)
    assert not any(item.to_come for item in found.items[:3])
    gone = {"status": Status.NO_SHOW, "reason": "ill", "by": cast.li, "now": later(17)}
    scoring.set_contestant_status(contestant=second.contestant, **gone)
    after = sheet(contest, at(14, 1))
    assert (after.following.performance, found.end - after.end) == (third, timedelta(minutes=10))


def test_a_new_order_and_a_new_contestant_leave_the_items_where_they_were(cast):
    contest = a_draft(cast, contestants=2)
    cue = actions.add_cue(contest=contest, values={"title": "Break", "kind": "break"}, slot=1, **told(cast))
    last = actions.add_cue(contest=contest, values={"title": "Photo"}, slot=999, **told(cast))
    assert (cue.slot, last.slot) == (1, AFTER_ALL)
    assert kinds(sheet(contest))[1] == "break"
    with refused("wrong-state"):
        actions.begin_cue(cue=cue, **told(cast))


def test_items_are_moved_and_the_second_desk_is_told(cast, contest):
    seen = order_seen(Cue.objects.all())
    actions.move_cue(cue=cue_of("break"), slot=0, index=1, seen=seen, **told(cast))
    assert kinds(sheet(contest))[:3] == ["address", "break", "rules"]
    with refused("stale"):
        actions.move_cue(cue=cue_of("rules"), slot=0, index=0, seen=seen, by=cast.zhao, now=later(21))
    with refused("already"):
        actions.move_cue(cue=cue_of("break"), slot=0, index=1, **told(cast))
    actions.move_cue(cue=cue_of("photo"), slot=6, index=0, **told(cast))
    assert kinds(sheet(contest))[-3:] == ["photo", "comment", "ceremony"]
    with refused("already"):
        filled(cast, contest)
    assert Journal.objects.latest("pk").verb == "cue-moved"


@pytest.mark.usefixtures("contest")
def test_each_step_is_taken_once_and_can_be_taken_back(cast):
    address, rules = cue_of("address"), cue_of("rules")
    actions.begin_cue(cue=address, seen="waiting", **told(cast))
    with refused("already"):
        actions.begin_cue(cue=address, seen="waiting", by=cast.zhao, now=later(20))
    with refused("stale"):
        actions.end_cue(cue=rules, seen="on", **told(cast))
    with refused("cue-not-on"):
        actions.end_cue(cue=rules, **told(cast))
    with refused("cue-begun"):
        actions.skip_cue(cue=address, **told(cast))
    actions.begin_cue(cue=rules, **told(cast))
    with refused("cue-over"):
        actions.begin_cue(cue=address, **told(cast))
    with refused("cue-on"):
        actions.take_back_cue(cue=address, **told(cast))
    actions.take_back_cue(cue=rules, **told(cast))
    actions.take_back_cue(cue=address, **told(cast))
    assert [fresh(cue).state for cue in (address, rules)] == ["on", "waiting"]
    actions.skip_cue(cue=rules, **told(cast))
    actions.take_back_cue(cue=rules, **told(cast))
    with refused("already"):
        actions.take_back_cue(cue=rules, **told(cast))


def test_an_item_that_a_call_ended_goes_on_when_the_call_is_taken_back(cast, contest):
    first, second, *_ = in_order(contest)
    address, rules, boot = cue_of("address"), cue_of("rules"), Moment(0, "boot", later(20))
    actions.begin_cue(cue=address, at=boot, **told(cast))
    before = Cue.objects.filter(pk=address.pk).values().get()
    actions.call_on_stage(performance=first, at=boot, **told(cast, 21))
    actions.take_back_call(performance=first, reason="wrong name", **told(cast, 22))
    assert Cue.objects.filter(pk=address.pk).values().get() == before
    assert sheet(contest, later(22)).current.cue == address
    assert Journal.objects.filter(verb="cue-taken-back", object=address.title).count() == 1
    actions.end_cue(cue=address, **told(cast, 23))
    actions.call_on_stage(performance=first, at=boot, **told(cast, 24))
    actions.take_back_call(performance=first, reason="wrong name", **told(cast, 25))
    assert fresh(address).is_done, "not ended by the call"
    actions.begin_cue(cue=rules, **told(cast, 26))
    actions.call_on_stage(performance=second, at=boot, **told(cast, 27))
    actions.begin_cue(cue=cue_of("break"), **told(cast, 28))
    actions.take_back_call(performance=second, reason="wrong name", **told(cast, 29))
    assert [fresh(rules).state, cue_of("break").state] == ["done", "on"], "another item has begun since"
    with refused("already"):
        actions.take_back_call(performance=second, reason="wrong name", **told(cast, 30))


def test_what_an_item_showed_is_on_the_screens_again_when_it_goes_on(cast, contest):
    first, *_ = in_order(contest)
    address, moment = cue_of("address"), Moment(0, "boot", later(20))
    picture = {"use": "slide", "title": "Welcome", "file": BytesIO(a_png()), "size": len(a_png())}
    slide = actions.add_media(contest=contest, **picture, **told(cast))
    address.media.add(slide)
    actions.begin_cue(cue=address, **told(cast))
    actions.call_on_stage(performance=first, at=moment, **told(cast, 21))
    actions.take_back_call(performance=first, reason="wrong name", **told(cast, 22))
    assert (Show.objects.get().mode, Show.objects.get().picture) == ("media", slide)
    actions.end_cue(cue=address, **told(cast, 23))
    assert Show.objects.get().mode == "title"
    actions.take_back_cue(cue=address, **told(cast, 24))
    assert Show.objects.get().mode == "media"


def test_a_run_sheet_emptied_in_mid_show_loses_nothing_else(cast, contest):
    first, *_ = in_order(contest)
    actions.begin_cue(cue=cue_of("address"), **told(cast))
    call(cast, first, later(21))
    version = Show.objects.get().version
    for cue in Cue.objects.all():
        actions.remove_cue(cue=cue, **told(cast, 22))
        with refused("already"):
            actions.remove_cue(cue=cue, **told(cast, 22))
    found = sheet(contest, later(22))
    assert (len(found.items), found.current.performance, found.late) == (6, first, 0)
    assert Show.objects.get().version == version + 6
    lines = Journal.objects.filter(verb="cue-removed")
    assert sorted(line.detail["kind"] for line in lines) == sorted(str(cue.kind) for cue in usual_cues(6))
    assert not Release.objects.exists()


@pytest.mark.usefixtures("contest")
def test_what_an_item_says_is_changed_and_wrong_items_are_refused(cast):
    cue = cue_of(CueKind.ADDRESS)
    seen = {"who": "", "planned": 300}
    actions.change_cue(cue=cue, values={"who": "Director Wang", "planned": 300}, seen=seen, **told(cast))
    with refused("stale"):
        actions.change_cue(cue=cue, values={"who": "Director Li", "planned": 300}, seen=seen, **told(cast))
    with refused("invalid"):
        actions.change_cue(cue=cue, values={"title": ""}, **told(cast))
    actions.remove_cue(cue=cue, **told(cast))
    with refused("gone"):
        actions.change_cue(cue=cue, values={"who": "Director Li"}, **told(cast))
