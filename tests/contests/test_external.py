"""Scores that come in ready, and names spelled right."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests import actions
from contests.models import Contest, PublicLevel
from scoring.results import contest_values, tabulated
from tests.cast import a_published_contest, an_open_contest, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour(cast):
    """An open contest whose first round is scored elsewhere."""
    return an_open_contest(cast, preset="tour")


def outside(contest, number="01"):
    return contest.performances.get(round__key="stage", contestant__number=number)


def test_an_external_score_is_kept_to_the_letter(cast, tour):
    scores = {"01": Decimal("88.50")}
    assert actions.enter_external_scores(round=outside(tour).round, scores=scores, by=cast.wang, now=later(1)) == 1
    assert str(outside(tour).score) == "88.50"
    assert contest_values(tour).marks["stage", None, None] == {"01": "88.50"}
    assert Contest.objects.get().version == tour.version + 1
    line = Journal.objects.latest("pk")
    assert (line.verb, line.object) == ("sealed-scores-entered", "擂台成绩")
    assert line.detail == {"scores": {"01": "88.50"}, "before": {"01": None}, "reason": ""}


def test_a_score_that_is_there_changes_only_with_a_reason(cast, tour):
    enter = lambda score, reason="": actions.enter_external_scores(  # noqa: E731
        round=outside(tour).round, scores={"01": score}, reason=reason, by=cast.wang, now=later(1)
    )
    enter(Decimal("88.5"))
    lines = Journal.objects.count()
    enter(Decimal("88.5"))
    assert Journal.objects.count() == lines
    for other in (Decimal(89), None):
        with refused("reason-needed"):
            enter(other)
    assert enter(None, "read from the wrong line") == 1
    assert outside(tour).score is None
    detail = {"scores": {"01": None}, "before": {"01": "88.5"}, "reason": "read from the wrong line"}
    assert Journal.objects.latest("pk").detail == detail


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
    assert {s.contestant: s.rounds["stage"] for s in tabulated(tour).standings} == {
        "01": "81",
        "02": "82",
        "03": "83",
    }


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
