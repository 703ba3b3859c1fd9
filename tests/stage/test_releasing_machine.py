"""Two desks release, correct and take back in any order while marks change: the hall never learns what it may not."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from communities.refused import Refused
from scoring import actions as scoring
from scoring.results import forget
from stage.actions import change_show, correct_release, follow_stage, release_scores, take_back_release
from stage.models import Release, Releasing
from stage.queries import latest_score, releases_in_force, show_of
from tests.cast import Cast, an_open_contest, later, performed

pytestmark = pytest.mark.django_db
FEW = settings(max_examples=6, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
DESKS = st.sampled_from(("li", "zhao"))
WHO = st.integers(0, 3)


class Hall(RuleBasedStateMachine):
    """`known` are the scores that the hall may know by the number of the performance, as the desks have told them."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
        forget()

    @initialize(way=st.sampled_from(Releasing.values))
    def begin(self, way):
        self.cast = Cast()
        self.contest = an_open_contest(self.cast, contestants=4)
        change_show(contest=self.contest, values={"releasing": way, "batch": 2}, by=self.cast.wang, now=later(0))
        rows = self.contest.performances.select_related("contestant", "round").filter(round__key="speech")
        self.order = list(rows.order_by("order"))
        self.closed, self.given, self.known = 0, 0, {}

    @precondition(lambda self: self.closed < 4)
    @rule()
    def perform(self):
        performed(self.cast, self.contest, self.order[self.closed])
        self.closed += 1

    @rule(who=WHO, by=DESKS, reason=st.sampled_from(("", "asked for")))
    def release(self, who, by, reason):
        chosen = self.order[who]
        told = {"by": getattr(self.cast, by), "now": later(20), "reason": reason}
        made = self._tried(lambda: release_scores(contest=self.contest, performances=[chosen], **told))
        if made is not None:
            assert chosen.pk not in self.known
            assert who < self.closed
            self.known[chosen.pk] = made[0].content["score"]

    @rule(who=WHO)
    def deduct(self, who):
        performance = self.order[who]
        self.given += 1
        off = {"points": Decimal(-1), "reason": "prompted", "by": self.cast.li, "now": later(21)}
        chosen = {"contestant": performance.contestant, "round": performance.round, "key": f"k{self.given}"}
        self._tried(lambda: scoring.adjust(**chosen, **off))

    @rule(who=WHO, by=DESKS)
    def take_back(self, who, by):
        release = self._release(who)
        told = {"reason": "mistaken", "by": getattr(self.cast, by), "now": later(22)}
        if release is not None and self._tried(lambda: take_back_release(release=release, **told)):
            del self.known[release.performance_id]

    @rule(who=WHO, by=DESKS)
    def correct(self, who, by):
        release = self._release(who)
        told = {"reason": "changed", "by": getattr(self.cast, by), "now": later(23)}
        made = self._tried(lambda: correct_release(release=release, **told)) if release is not None else None
        if made is not None:
            self.known[release.performance_id] = made.content["score"]

    @rule(follow=st.booleans())
    def follow(self, follow):
        self._tried(lambda: follow_stage(contest=self.contest, follow=follow, by=self.cast.li, now=later(24)))

    @invariant()
    def the_hall_knows_what_the_desks_have_told(self):
        if not hasattr(self, "known"):
            return
        force = releases_in_force(self.contest)
        assert {release.performance_id: release.content["score"] for release in force} == self.known
        numbers = list(Release.objects.order_by("pk").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def standings_name_nobody_else_and_no_other_score(self):
        force = releases_in_force(self.contest) if hasattr(self, "known") else []
        last = latest_score(force)
        scores = {release.content["contestant"]["number"]: release.content["score"] for release in force}
        for row in last.content["standings"] if last else []:
            assert Decimal(row["score"]) == Decimal(scores[row["number"]])

    @invariant()
    def screens_that_show_a_score_show_one_that_is_released(self):
        if hasattr(self, "known") and show_of(self.contest).performance_id is not None:
            assert show_of(self.contest).performance_id in self.known

    def _release(self, who):
        force = releases_in_force(self.contest)
        return next((release for release in force if release.performance_id == self.order[who].pk), None)

    @staticmethod
    def _tried(act):
        try:
            return act()
        except Refused:
            return None


def test_two_desks_and_marks_that_change():
    run_state_machine_as_test(Hall, settings=FEW)
