"""Scores entered directly, and names spelled right."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions
from contests.models import Contest, PublicLevel, ReadyScore
from contests.queries.external import waiting_scores
from scoring import actions as scoring
from scoring.results import contest_values, tabulated
from tests.cast import a_draft, a_published_contest, an_open_contest, later, scored_elsewhere
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour(cast):
    """An open contest whose first round is scored elsewhere."""
    return an_open_contest(cast, preset="tour")


def outside(contest, number="01"):
    return contest.performances.get(round__key="stage", contestant__number=number)


def waiting(contest):
    found = waiting_scores(contest.rounds.get(key="stage"))
    return {entry.performance.contestant.number: entry.pk for entry in found}


def test_a_score_entered_after_opening_counts_once_a_second_person_has_confirmed_it(cast, tour):
    round_ = tour.rounds.get(key="stage")
    enter = lambda score, reason="", by=cast.wang: actions.enter_external_scores(  # noqa: E731
        round=round_, scores={"01": score}, reason=reason, by=by, now=later(1)
    )
    confirm = lambda by, **who: actions.confirm_external_scores(  # noqa: E731
        round=round_, seen=who.get("seen", waiting(tour).values()), by=by, now=later(2)
    )
    assert enter(Decimal("88.50")) == 1
    assert outside(tour).score is None
    assert contest_values(tour).marks.get(("stage", None, None), {}) == {}
    line = Journal.objects.latest("pk")
    assert (line.verb, line.object, line.who) == ("sealed-scores-entered", "擂台成绩", cast.wang)
    assert line.detail == {"scores": {"01": "88.50"}, "before": {"01": None}, "reason": ""}
    first = list(waiting(tour).values())
    with refused("needs-a-second-person"):
        confirm(cast.wang)

    enter(Decimal("88.5"), by=cast.li)
    with refused("stale", numbers=["01"]):
        confirm(cast.zhao, seen=first)
    enter(Decimal("88.50"))
    assert confirm(cast.li) == 1
    assert str(outside(tour).score) == "88.50"
    assert contest_values(tour).marks["stage", None, None] == {"01": "88.50"}
    line = Journal.objects.latest("pk")
    assert (line.verb, line.who) == ("external-scores-confirmed", cast.li)
    assert line.detail == {
        "scores": {"01": "88.50"},
        "before": {"01": None},
        "entered_by": [{"name": "Wang", "account": "wang"}],
    }
    counted = [entry.pk for entry in outside(tour).ready_scores.exclude(confirmed_at=None)]
    with refused("already"):
        confirm(cast.zhao, seen=counted)
    with refused("nothing-to-confirm"):
        confirm(cast.zhao, seen=[])


def test_a_score_that_counts_is_corrected_with_a_reason_and_by_two(cast, tour):
    round_ = tour.rounds.get(key="stage")
    scored_elsewhere(cast, round_, {"01": Decimal("88.5")})
    enter = lambda score, reason="": actions.enter_external_scores(  # noqa: E731
        round=round_, scores={"01": score}, reason=reason, by=cast.wang, now=later(3)
    )
    lines = Journal.objects.count()
    assert enter(Decimal("88.5")) == 0
    assert Journal.objects.count() == lines
    for other in (Decimal(89), None):
        with refused("reason-needed"):
            enter(other)
    assert enter(Decimal(89), "read from the wrong line") == 1
    assert outside(tour).score == Decimal("88.5")
    assert enter(Decimal("88.5")) == 1
    assert waiting(tour) == {}
    enter(None, "was not there")
    actions.confirm_external_scores(round=round_, seen=waiting(tour).values(), by=cast.li, now=later(4))
    assert outside(tour).score is None
    told = [line.detail for line in Journal.objects.order_by("pk")][lines:]
    assert [line["scores"]["01"] for line in told] == ["89", "88.5", None, None]
    assert told[2]["reason"] == "was not there"


def test_while_a_contest_is_set_up_a_score_waits_for_a_second_person_too(cast):
    """What is only set up may still go: a contestant whose score was confirmed, then the draft."""
    draft = a_draft(cast, preset="tour")
    round_ = draft.rounds.get(key="stage")
    actions.enter_external_scores(
        round=round_, scores={"01": Decimal(88), "02": Decimal(90)}, by=cast.wang, now=later(1)
    )
    assert outside(draft).score is None
    actions.confirm_external_scores(round=round_, seen=[waiting(draft)["02"]], by=cast.li, now=later(1))
    assert (outside(draft).score, outside(draft, "02").score) == (None, Decimal(90))
    actions.remove_part(part=draft.contestants.get(number="02"), by=cast.wang, now=later(2))
    assert set(waiting(draft)) == {"01"}
    with refused("stale", numbers=["01"]):
        actions.enter_external_scores(
            round=round_, scores={"01": Decimal(90)}, seen={"01": None}, reason="x", by=cast.li, now=later(2)
        )
    actions.remove_contest(contest=draft, by=cast.wang, now=later(3))
    assert not ReadyScore.objects.exists()


def test_scores_of_all_at_once_or_of_none(cast, tour):
    round_ = tour.rounds.get(key="stage")
    scores = {f"{n:02d}": Decimal(80 + n) for n in (1, 2, 3)}
    enter = lambda **values: actions.enter_external_scores(  # noqa: E731
        round=round_, scores=scores | values, by=cast.wang, now=later(1)
    )
    with refused("unknown-numbers", numbers=["09"]):
        enter(**{"09": Decimal(1)})
    with refused("bad-scores", numbers=["02"]):
        enter(**{"02": Decimal("NaN")})
    with refused("bad-scores", numbers=["02"]):
        enter(**{"02": Decimal("1E+999999999")})
    with refused("round-not-external", round="visit"):
        actions.enter_external_scores(round=tour.rounds.get(key="visit"), scores=scores, by=cast.wang, now=later(1))
    assert (enter(), enter()) == (3, 0)
    actions.confirm_external_scores(round=round_, seen=waiting(tour).values(), by=cast.li, now=later(2))
    assert {s.contestant: s.rounds["stage"] for s in tabulated(tour).standings} == {
        "01": "81",
        "02": "82",
        "03": "83",
    }


def test_a_rehearsal_is_deleted_with_the_scores_that_came_in_ready(cast):
    rehearsal = an_open_contest(cast, preset="tour", rehearsal=True)
    round_ = rehearsal.rounds.get(key="stage")
    scored_elsewhere(cast, round_, {"01": Decimal(90)})
    actions.enter_external_scores(round=round_, scores={"02": Decimal(80)}, by=cast.wang, now=later(3))
    scoring.remove_rehearsal(contest=rehearsal, by=cast.wang, now=later(4))
    assert not Contest.objects.exists()


def test_a_name_is_spelled_right_after_publication_with_a_reason(cast):
    contest = a_published_contest(cast)
    person, judge = contest.contestants.first(), contest.judges.first()
    correct = lambda part, reason="misspelt", **values: actions.correct_name(  # noqa: E731
        part=part, values=values, reason=reason, by=cast.wang, now=later(99)
    )
    assert correct(person, name="林砚秋").name == "林砚秋"
    detail = Journal.objects.latest("pk").detail
    assert detail == {"name": "林砚秋", "before": {"name": "Secretary 1"}, "reason": "misspelt"}
    assert correct(judge, post="Head of office").post == "Head of office"
    lines = Journal.objects.count()
    correct(person, name="林砚秋", reason="")
    assert Journal.objects.count() == lines
    with refused("reason-needed"):
        correct(person, name="x", reason=" ")
    with refused("invalid", errors={"name": ["blank"]}):
        correct(person, name="")
    with refused("invalid", errors={"name": ["max_length"]}):
        correct(person, name="名" * 300)
    with refused("unknown-fields", fields=["number"]):
        correct(person, number="77")


def test_how_much_everybody_sees_changes_at_any_time(cast):
    contest = a_published_contest(cast)
    for level in (PublicLevel.EVERYTHING, PublicLevel.WINNERS):
        before = Contest.objects.get().public_level
        actions.change_contest(contest=contest, values={"public_level": level}, by=cast.wang, now=later(99))
        assert Contest.objects.get().public_level == level
        line = Journal.objects.latest("pk")
        assert (line.verb, line.detail) == (
            "contest-changed",
            {"public_level": str(level), "before": {"public_level": before}},
        )
    with refused("invalid"):
        actions.change_contest(contest=contest, values={"public_level": "all"}, by=cast.wang, now=later(99))
