"""Two who make cards at once, or take one seat twice: what somebody holds in the hand is good."""

import pytest

from communities.refused import Refused
from contests import actions as contests
from contests.models import Judge
from contests.rules.cards import cards_tag, judge_by_secret
from tests.cast import all_organise, an_open_contest
from tests.refusals import refused
from tests.scoring.test_concurrency import at_once
from tests.scoring.test_seen import told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(cast):
    return all_organise(cast)


def test_two_who_saw_the_same_cards_make_new_ones_once(cast):
    contest = an_open_contest(cast, contestants=1)
    seen = cards_tag(contest.judges.all())
    both = at_once(*[lambda: contests.issue_cards(contest=contest, seen=seen, **told(cast))] * 2)
    issued = next(cards for cards in both if cards != "stale")
    assert both.count("stale") == 1
    assert [judge_by_secret(made.card.secret) for made in issued] == list(contest.judges.all())


def test_a_seat_gets_one_card_from_two_who_saw_it_without(cast):
    judge = an_open_contest(cast, contestants=1).judges.first()
    seen = cards_tag([judge])
    made = contests.issue_card(judge=judge, seen=seen, **told(cast))
    with refused("stale", seen=cards_tag([Judge.objects.get(pk=judge.pk)])):
        contests.issue_card(judge=judge, seen=seen, **told(cast))
    assert judge_by_secret(made.card.secret) == judge


def test_cards_that_cannot_be_drawn_are_not_made(cast):
    contest = an_open_contest(cast, contestants=1)

    def torn(_issued):
        raise Refused("nothing-to-print")

    with refused("nothing-to-print"):
        contests.issue_cards(contest=contest, hand_over=torn, **told(cast))
    assert not contest.judges.exclude(secret_hash="").exists()


def test_a_seat_taken_twice_with_one_key_is_taken_once(cast):
    judge = an_open_contest(cast, contestants=1).judges.first()
    taken = {"name": "Zhou", "post": "", "reason": "ill", "key": "a", "seen": 0}
    both = at_once(*[lambda: contests.replace_judge(judge=judge, **taken, **told(cast)).card] * 2)
    assert both[0] == both[1]
    assert (judge_by_secret(both[0].secret), Judge.objects.get(pk=judge.pk).replaced) == (judge, 1)
