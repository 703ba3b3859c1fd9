"""The show as a machine: two desks, of which each acts on what it saw last, while the wall clock jumps.

Whatever is refused changes nothing, whoever acts on what is no longer so is refused, and no clock reads anything but
what the steady clock has counted.
"""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from communities.models import Journal
from communities.refused import Refused
from contests import actions as contests
from contests.models import UNDER_WAY, Contest, Performance, PerformanceState
from contests.queries import order_tag, stage_order_of
from contests.rules.draw import drawn
from scoring import actions as scoring
from scoring.results import forget
from stage import actions
from stage.actions.cueing import comment_seen
from stage.models import Cue, CueKind, LinkKind, QuestionDraw, Release, ScreenMode, Show, StageClock
from stage.queries import show_of
from stage.queries.clock import clock_of
from stage.queries.drawing import draw_of
from stage.queries.held import held_together
from stage.queries.on_screen import scores_in_force
from stage.queries.run_sheet import cues_of, performances_on_stage
from stage.results.run_sheet import run_sheet_of
from stage.rules.clock import Moment, clock_seen, is_of, reading_of
from stage.rules.drawing import question_drawn
from stage.rules.on_screen import choice_of, last_called, on_screen
from stage.rules.run_sheet import order_seen
from stage.tokens import token_of
from tests.browsers import client_of
from tests.cast import Cast, a_draft, all_organise, all_submit, fresh, later, submit
from tests.desk import parts

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("LEITAI_EXAMPLES") or 4)
FEW = settings(max_examples=EXAMPLES, stateful_step_count=24, deadline=None, suppress_health_check=list(HealthCheck))
DESKS = st.sampled_from(("li", "zhao"))
WHO = st.integers(0, 2)
QUESTIONS = [f"Question {n}" for n in range(1, 5)]
ROWS = (Performance, StageClock, Cue, QuestionDraw, Release, Show, Contest)


def everything():
    """What any change would alter."""
    return [list(model.objects.order_by("pk").values()) for model in ROWS], Journal.objects.count()


class OnStage(RuleBasedStateMachine):
    """`looked` is what each desk saw when it looked last, `read` what the clock of each performance should read."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self):
        try:
            if hasattr(self, "looked"):
                self._every_page_opens()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
            forget()

    @initialize(draws=st.lists(st.tuples(DESKS, st.booleans()), max_size=3), way=st.sampled_from(("each", "batch")))
    def begin(self, draws, way):
        self.steady, self.jump, self.boot, self.read, self.keys = 1000, timedelta(), "first", {}, 0
        self.cast = all_organise(Cast())
        self.contest = a_draft(self.cast)
        self._draw_the_order(draws)
        scoring.open_contest(contest=self.contest, **self._by("wang"))
        self.contest = fresh(self.contest)
        self.order = [p for p in stage_order_of(self.contest) if p.round.position == 0]
        actions.change_show(contest=self.contest, values={"releasing": way, "batch": 2}, **self._by("wang"))
        actions.change_bank(round=self.order[0].round, questions=QUESTIONS, again=False, **self._by("wang"))
        for n, kind in enumerate((CueKind.ADDRESS, CueKind.BREAK, CueKind.COMMENT)):
            values = {"kind": kind, "title": f"Item {n}", "planned": 300}
            actions.add_cue(contest=self.contest, values=values, slot=n, **self._by("li"))
        links = ({"kind": kind, "name": kind} for kind in (LinkKind.SCREEN, LinkKind.EMCEE, LinkKind.TIMEKEEPER))
        self.links = [actions.add_link(contest=self.contest, values=one, **self._by("li")) for one in links]
        self.desks, now = [client_of(who) for who in (self.cast.li, self.cast.zhao)], self._now()
        self.looked = {"li": now, "zhao": now}

    # ---- Time ------------------------------------------------------------------------------------------------------

    @rule(seconds=st.integers(1, 400))
    def time_passes(self, seconds):
        self.steady += seconds * 1000
        for kept in self.read.values():
            if kept["runs"]:
                kept["reads"] += seconds * 1000

    @rule(hours=st.sampled_from((-6, 6)))
    def the_wall_clock_jumps(self, hours):
        self.jump += timedelta(hours=hours)

    @rule()
    def the_server_is_started_anew(self):
        forget()  # what it has kept in memory; all else is in the database

    @rule(by=DESKS)
    def look(self, by):
        self.looked[by] = self._now()

    # ---- Performances ----------------------------------------------------------------------------------------------

    @rule(who=WHO, by=DESKS)
    def call(self, who, by):
        who = self._one(who, PerformanceState.WAITING)
        if self._done(lambda: actions.call_on_stage(performance=self.order[who], at=self._at(), **self._by(by))):
            self.read.pop(who, None)

    @rule(by=DESKS, jump=st.sampled_from((-6, 0, 6)))
    def the_next_performs(self, by, jump):
        """Off the stage, the next on it, the clock started: as it goes all the day."""
        self.enter_the_time(0, by)
        self.call(0, by)
        self.the_wall_clock_jumps(jump)
        self.start_the_clock(0, by)

    @rule(who=WHO, by=DESKS)
    def take_back_the_call(self, who, by):
        who = self._one(who, *UNDER_WAY)
        seen = self.looked[by]["starts"][who]
        given = {"performance": self.order[who], "reason": "wrong name", "seen": seen}
        if seen is not None and self._done(
            lambda: actions.take_back_call(**given, **self._by(by)), fresh=seen == self._now()["starts"][who]
        ):
            self.read.pop(who, None)

    @rule(who=WHO, by=DESKS)
    def enter_the_time(self, who, by):
        who = self._one(who, PerformanceState.ON_STAGE)
        self._done(lambda: scoring.record_clock(performance=self.order[who], seconds=400, **self._by(by)))

    @rule(who=WHO, judge=st.integers(0, 4), share=st.sampled_from(("0.5", "0.9")))
    def a_judge_marks(self, who, judge, share):
        who, self.keys = self._one(who, *UNDER_WAY), self.keys + 1
        for sheet in self.order[who].sheets.filter(judge__key=f"J{judge + 1}"):
            self._done(lambda sheet=sheet: submit(sheet, key=f"on the way {self.keys}", share=share))

    @rule(who=WHO, by=DESKS)
    def mark_and_close(self, who, by):
        self.enter_the_time(who, by)
        who = self._one(who, PerformanceState.MARKING)
        if fresh(self.order[who]).state == PerformanceState.MARKING:
            self._done(transaction.atomic(lambda: all_submit(self.order[who])), silent=True)  # all sheets, or none
            self._done(lambda: scoring.close_performance(performance=self.order[who], **self._by(by)))

    @rule(who=WHO, by=DESKS)
    def open_again(self, who, by):
        who = self._one(who, PerformanceState.CLOSED)
        given = {"performance": self.order[who], "reason": "one sheet"}
        self._done(lambda: scoring.reopen_performance(**given, **self._by(by)))

    @rule(who=WHO, by=DESKS)
    def release(self, who, by):
        who = self._one(who, PerformanceState.CLOSED)
        given = {"contest": self.contest, "performances": [self.order[who]], "reason": "asked for"}
        self._done(lambda: actions.release_scores(**given, **self._by(by)))

    @rule(by=DESKS)
    def take_back_what_was_released(self, by):
        last = scores_in_force(show_of(self.contest)).first()
        if last is not None:
            self._done(lambda: actions.take_back_release(release=last, reason="mistaken", **self._by(by)))

    # ---- Clocks ----------------------------------------------------------------------------------------------------

    @rule(who=WHO, by=DESKS)
    def start_the_clock(self, who, by):
        who = self._one(who, PerformanceState.ON_STAGE)
        seen = self.looked[by]["passed"][who]
        given = {**self._clock(who), "seen": seen}
        if self._done(lambda: actions.start_clock(**given, **self._by(by)), fresh=seen == self._now()["passed"][who]):
            self.read.setdefault(who, {"reads": 0})["runs"] = True

    @rule(who=WHO, by=DESKS)
    def stop_the_clock(self, who, by):
        who = self._one(who, PerformanceState.ON_STAGE)
        if self._done(lambda: actions.pause_clock(**self._clock(who), **self._by(by))):
            self.read[who]["runs"] = False

    @rule(who=WHO, by=DESKS, shift=st.sampled_from((-5000, 10_000, 4_000_000)))
    def correct_the_clock(self, who, by, shift):
        who = self._one(who, PerformanceState.ON_STAGE)
        seen = self.looked[by]["clocks"][who]
        given = {**self._clock(who), "shift": shift, "seen": seen}
        if self._done(lambda: actions.correct_clock(**given, **self._by(by)), fresh=seen == self._now()["clocks"][who]):
            self.read.setdefault(who, {"reads": 0, "runs": False})["reads"] += shift

    # ---- Run sheet, questions, screens -------------------------------------------------------------------------------

    @rule(
        which=st.integers(0, 4),
        by=DESKS,
        act=st.sampled_from((actions.begin_cue, actions.end_cue, actions.skip_cue, actions.take_back_cue)),
    )
    def go_on_in_the_run_sheet(self, which, by, act):
        cue, seen = self._cue(by, which)
        now = str(Cue.objects.filter(pk=cue.pk).values_list("state", flat=True).first())
        self._done(lambda: act(cue=cue, seen=seen, **self._by(by)), fresh=seen == now)

    @rule(which=st.integers(0, 4), slot=st.integers(0, 5), by=DESKS)
    def move_an_item(self, which, slot, by):
        cue, _seen = self._cue(by, which)
        seen, now = self.looked[by]["order"], self._now()["order"]
        given = {"cue": cue, "slot": slot, "index": 0, "seen": seen}
        self._done(lambda: actions.move_cue(**given, **self._by(by)), fresh=seen == now)

    @rule(by=DESKS, slot=st.integers(0, 5))
    def add_an_item(self, by, slot):
        values = {"kind": CueKind.FILM, "title": "One more", "planned": 60}
        self._done(lambda: actions.add_cue(contest=self.contest, values=values, slot=slot, **self._by(by)))

    @rule(which=st.integers(0, 4), by=DESKS)
    def remove_an_item(self, which, by):
        cue, _seen = self._cue(by, which)
        self._done(lambda: actions.remove_cue(cue=cue, **self._by(by)))

    @rule(which=st.integers(0, 4), by=DESKS, said=st.sampled_from(("Good.", "Better.")))
    def note_what_was_said(self, which, by, said):
        cue, _seen = self._cue(by, which)
        seen, now = comment_seen(cue), next((comment_seen(one) for one in self._cues() if one.pk == cue.pk), None)
        given = {"cue": cue, "said": said, "contestant": None, "seen": seen}
        self._done(lambda: actions.note_comment(**given, **self._by(by)), fresh=seen == now, silent=cue.said == said)

    @rule(who=WHO, by=DESKS, seed=st.sampled_from(("lantern", "bridge", "plum")))
    def draw_a_question(self, who, by, seed):
        who = self._one(who, PerformanceState.WAITING, PerformanceState.ON_STAGE)
        seen, now = self.looked[by]["draws"][who], self._now()["draws"][who]
        given = {"performance": self.order[who], "called": seed, "seen": seen}
        self._done(lambda: actions.draw_question(**given, **self._by(by)), fresh=seen == now)

    @rule(who=WHO, by=DESKS)
    def annul_a_draw(self, who, by):
        draw = self.looked[by]["drawn"][who]
        if draw is not None:
            self._done(lambda: actions.annul_draw(draw=draw, reason="wrong person", **self._by(by)))

    @rule(mode=st.sampled_from(list(ScreenMode)), by=DESKS)
    def show(self, mode, by):
        seen, now = self.looked[by]["choice"], self._now()["choice"]
        given = {"contest": self.contest, "mode": mode, "seen": seen}
        self._done(lambda: actions.show_on_screen(**given, **self._by(by)), fresh=seen == now)

    @rule(follow=st.booleans(), by=DESKS)
    def follow(self, follow, by):
        self._done(lambda: actions.follow_stage(contest=self.contest, follow=follow, **self._by(by)))

    # ---- What always holds -----------------------------------------------------------------------------------------

    @invariant()
    def clocks_read_what_the_steady_clock_has_counted(self):
        for who, kept in getattr(self, "read", {}).items():
            clock = clock_of(self.order[who])
            assert (clock.running, reading_of(clock, self._at())) == (kept["runs"], kept["reads"]), who
            assert is_of(clock, fresh(self.order[who]))

    @invariant()
    def one_is_on_and_the_run_sheet_says_where_the_show_stands(self):
        if not hasattr(self, "looked"):
            return
        rows, show = performances_on_stage(self.contest), show_of(self.contest)
        sheet = run_sheet_of(show, cues_of(show), rows, at=self._at())
        assert sum(cue.is_on for cue in self._cues()) <= 1
        assert sum(performance.is_on_stage for performance in rows) <= 1
        assert sheet.begun == any(item.begun for item in sheet.items)
        assert sheet.following is None or not sheet.following.begun

    @invariant()
    def nothing_is_drawn_twice_and_every_draw_can_be_made_again(self):
        if not hasattr(self, "looked"):
            return
        draws = list(QuestionDraw.objects.order_by("position"))
        assert [draw.position for draw in draws] == list(range(1, len(draws) + 1))
        assert max(Counter(draw.question for draw in draws).values(), default=0) <= 1
        assert max(Counter(draw.performance_id for draw in draws if draw.in_force).values(), default=0) <= 1
        assert all(question_drawn(draw.pool, seed=draw.seed) == draw.question for draw in draws)

    @invariant()
    def screens_that_follow_show_who_was_called_and_only_what_is_released(self):
        if not hasattr(self, "looked"):
            return
        show, called = show_of(self.contest), last_called(stage_order_of(self.contest))
        shown = on_screen(show, called, list(scores_in_force(show)))
        if show.follow and called is not None and called.is_on_stage and show.called != called.pk:
            drawn = (show.mode, show.performance_id) == (ScreenMode.QUESTION, called.pk)  # it stays, see `on_screen`
            assert (shown.mode, shown.performance) == (ScreenMode.QUESTION if drawn else ScreenMode.ON_STAGE, called)
        assert (shown.release is not None) == (shown.mode in {ScreenMode.SCORE, ScreenMode.STANDINGS})

    @invariant()
    def the_first_who_were_called_are_held_together(self):
        if not hasattr(self, "looked") or show_of(self.contest).releasing != "batch":
            return
        told = set(Release.objects.values_list("performance", flat=True))
        called = sorted((fresh(p).called, p.pk) for p in self.order if fresh(p).called)
        assert held_together(self.contest.pk) == {pk for _called, pk in called[:2]} - told

    @invariant()
    def desks_see_what_they_would_see_were_nothing_kept(self):
        if hasattr(self, "looked"):
            li, zhao = (parts(desk, self.contest) for desk in self.desks)
            forget()
            assert li == zhao == parts(self.desks[0], self.contest)

    # ---- How it is done --------------------------------------------------------------------------------------------

    def _done(self, act, *, fresh=True, silent=False):
        """Whether an action was done; one on what is no longer so is refused, and what is refused changes nothing."""
        before = everything()
        try:
            act()
        except Refused:
            assert everything() == before
            return False
        assert fresh, "done on what was no longer so"
        assert silent or everything() != before
        return True

    def _draw_the_order(self, draws):
        """Two organisers draw before it is opened; the first is done whatever they saw."""
        seen = {"li": order_tag([]), "zhao": order_tag([])}
        for n, (by, looks) in enumerate([("li", True), *draws]):
            now = order_tag(self.contest.performances.all())
            seen[by] = now if looks else seen[by]
            given = {"contest": self.contest, "called": f"dice {n}", "seen": seen[by]}
            if not n:
                contests.seal_draw(contest=self.contest, **self._by(by))
            assert self._done(lambda given=given, by=by: contests.draw_order(**given, **self._by(by))) == (n == 0)
        people = self.contest.contestants.all()
        order = drawn([person.number for person in people], seed=fresh(self.contest).draw_seed)
        rows = self.contest.performances.filter(round__position=0).order_by("order")
        assert [row.contestant.number for row in rows.select_related("contestant")] == order

    def _every_page_opens(self):
        """Whatever has come of it, desk, screen, emcee and timekeeper see a page."""
        screen, emcee, keeper = map(token_of, self.links)
        desk, anybody = client_of(self.cast.li), Client()
        for address in (f"/screen/{screen}/state/", f"/emcee/{emcee}/state/", f"/clock/{keeper}/state/"):
            assert anybody.get(address).status_code == 200, address
        for address in ("", "run-sheet/", "state/"):
            assert desk.get(f"/desk/{self.contest.pk}/{address}").status_code == 200, address

    def _at(self):
        wall = later(0) + timedelta(milliseconds=self.steady) + self.jump
        return Moment(self.steady, self.boot, wall)

    def _by(self, name):
        return {"by": getattr(self.cast, name), "now": self._at().wall}

    def _one(self, who, *states):
        """One of those who stand as an action wants them, mostly; anybody where there is none."""
        fitting = [n for n, performance in enumerate(self.order) if fresh(performance).state in states]
        return fitting[who % len(fitting)] if fitting else who

    def _clock(self, who):
        return {"contest": self.contest, "kind": "performance", "performance": self.order[who], "at": self._at()}

    def _cues(self):
        return list(Cue.objects.filter(show__contest=self.contest).order_by("pk"))

    def _cue(self, by, which):
        """An item as a desk saw it, with the state it saw."""
        cues = self.looked[by]["cues"]
        cue = cues[which % len(cues)] if cues else Cue(pk=0, show=show_of(self.contest), title="none")
        return cue, str(cue.state)

    def _now(self):
        """What a desk sees of all that two could change at once."""
        rows = [fresh(performance) for performance in self.order]
        clocks = [clock_of(row) for row in rows]
        clocks = [clock if is_of(clock, row) else None for clock, row in zip(clocks, rows, strict=True)]
        show = show_of(self.contest)
        cues = cues_of(show)
        return {
            "starts": [row.started_at for row in rows],
            "passed": [clock.passed if clock else 0 for clock in clocks],
            "clocks": [clock_seen(clock) if clock else "0/" for clock in clocks],
            "draws": [row.draws.count() for row in rows],
            "drawn": [draw_of(row) for row in rows],
            "cues": cues,
            "order": order_seen(cues),
            "choice": choice_of(show),
        }


def test_two_desks_run_the_show_while_the_wall_clock_jumps():
    run_state_machine_as_test(OnStage, settings=FEW)
