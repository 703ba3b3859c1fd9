"""Two desks press at the same moment: one releases or draws, the other is told."""

import pytest

from communities.models import Journal
from stage.actions import annul_draw, change_bank, draw_question, release_scores, take_back_release
from stage.models import QuestionDraw, Release
from stage.queries import releases_in_force
from tests.cast import an_open_contest, first_performance, later, performed
from tests.scoring.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_desks_release_and_take_back_at_once(cast):
    contest = an_open_contest(cast, contestants=2)
    first = performed(cast, contest, first_performance(contest))
    desks = (cast.li, cast.zhao)

    def press(by):
        return release_scores(contest=contest, performances=[first], by=by, now=later(20))[0].number

    assert sorted(map(str, at_once(*(lambda by=by: press(by) for by in desks)))) == ["1", "already"]
    made = releases_in_force(contest)[0]

    def undo(by):
        return take_back_release(release=made, reason="mistaken", by=by, now=later(21)).number

    assert sorted(map(str, at_once(*(lambda by=by: undo(by) for by in desks)))) == ["1", "already"]
    assert Release.objects.count() == 1
    assert Journal.objects.filter(verb__in=("scores-released", "release-taken-back")).count() == 2


def test_two_desks_draw_and_annul_at_once(cast):
    contest = an_open_contest(cast, contestants=2)
    first, second = contest.performances.filter(round__key="speech").order_by("order")
    change_bank(round=first.round, questions=["One?", "Two?"], again=False, by=cast.wang, now=later(1))
    desks = (cast.li, cast.zhao)

    def draw(performance, by):
        return draw_question(performance=performance, called=f"dice of {by}", by=by, now=later(20)).position

    assert sorted(map(str, at_once(*(lambda by=by: draw(first, by) for by in desks)))) == ["1", "already"]
    made = QuestionDraw.objects.get()

    def annul(by):
        return annul_draw(draw=made, reason="mistaken", by=by, now=later(21)).position

    assert sorted(map(str, at_once(*(lambda by=by: annul(by) for by in desks)))) == ["1", "already"]
    both = at_once(lambda: draw(first, cast.li), lambda: draw(second, cast.zhao))
    assert sorted(map(str, both)) == ["2", "questions-used-up"]
    assert sorted(QuestionDraw.objects.values_list("question", flat=True)) == [1, 2]
    assert Journal.objects.filter(verb__in=("question-drawn", "draw-annulled")).count() == 3
