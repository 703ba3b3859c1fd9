"""A role counts as it is inside the transaction: what was taken away since the page was asked for is taken away."""

from decimal import Decimal

import pytest

from communities import actions as people
from communities.models import User
from contests import actions as contests
from contests.models import Round
from contests.queries.external import waiting_scores
from scoring import actions as scoring
from tests.cast import NOW, a_draft, an_open_contest, first_performance, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def without(user):
    """Take all roles of somebody, as an administrator does meanwhile."""
    for membership in user.memberships.all():
        people.take_role(membership=membership, by=user, now=NOW)


def test_who_lost_the_role_sets_up_and_runs_nothing_any_more(cast):
    draft, contest = a_draft(cast, slug="draft"), an_open_contest(cast, slug="open")
    award, performance = draft.awards.first(), first_performance(contest)
    without(cast.wang)
    with refused("role-ended"):
        contests.change_part(part=award, values={"name": "Mine"}, by=cast.wang, now=NOW)
    with refused("role-ended"):
        contests.remove_contest(contest=draft, by=cast.wang, now=NOW)
    without(cast.li)
    with refused("role-ended", roles=["organiser", "desk"]):
        scoring.start_performance(performance=performance, by=cast.li, now=NOW)
    scoring.start_performance(performance=performance, by=cast.zhao, now=NOW)
    with refused("role-ended"):
        scoring.excuse_judge(judge=contest.judges.first(), reason="ill", by=cast.li, now=NOW)


def test_the_desk_does_not_do_what_an_organiser_decides(cast):
    contest = a_draft(cast)
    for by in (cast.li, cast.sun, User.objects.create(username="boss", is_administrator=True)):
        with refused("role-ended", roles=["organiser"]):
            contests.change_contest(contest=contest, values={"theme": "Mine"}, by=by, now=NOW)


def test_a_second_person_who_confirms_scores_has_a_role_in_the_district(cast):
    contest = an_open_contest(cast, preset="tour")
    stage = Round.objects.get(contest=contest, external=True)
    contests.enter_external_scores(round=stage, scores={"01": Decimal(90)}, by=cast.wang, now=later(1))
    waiting = [entry.pk for entry in waiting_scores(stage)]
    elsewhere = type(cast)("heping", ("qian",)).wang
    closed = cast.zhao
    User.objects.filter(pk=closed.pk).update(is_active=False)
    for by in (elsewhere, User.objects.create(username="nobody"), closed):
        with refused("role-ended"):
            contests.confirm_external_scores(round=stage, seen=waiting, by=by, now=later(2))
    assert contests.confirm_external_scores(round=stage, seen=waiting, by=cast.li, now=later(3)) == 1


def test_a_replaced_judges_card_is_not_shown_again_to_who_lost_the_role(cast):
    contest = an_open_contest(cast)
    seat = contest.judges.first()
    values = {"judge": seat, "name": "New", "post": "", "reason": "ill", "key": "k" * 32, "now": NOW}
    first = contests.replace_judge(**values, by=cast.li)
    assert contests.replace_judge(**values, by=cast.li).card == first.card
    without(cast.li)
    with refused("role-ended"):
        contests.replace_judge(**values, by=cast.li)
