"""Who gets an award by name: said after opening, with a reason, and it leaves the fingerprint as it is."""

import pytest
from django.utils.translation import override

from communities.journal.wording import details_of
from communities.models import Journal
from contests import actions
from contests.models import Award, Contest, Status
from scoring import actions as scoring
from scoring.results import fingerprint_of, results_of
from tests.cast import a_draft, an_open_contest, fresh, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db
FAVOURITE = "最佳人气奖"


def favourite(contest):
    return contest.awards.get(name=FAVOURITE)


def winners(contest):
    return [standing.contestant for standing in results_of(fresh(contest)).standings if FAVOURITE in standing.awards]


def test_winners_are_named_once_the_rules_are_sealed(cast):
    contest = an_open_contest(cast, by_name=[FAVOURITE])
    told = {"award": favourite(contest), "by": cast.wang, "now": later(5)}
    actions.name_winners(**told, numbers=["02", "03", "02"], reason=" 212 and 210 votes ")
    assert sorted(winners(contest)) == ["02", "03"]
    assert fingerprint_of(fresh(contest)) == contest.fingerprint
    line = Journal.objects.latest("pk")
    with override("en"):
        details = [("winners: ", "02, 03"), ("before: ", "winners nobody"), ("reason: ", "212 and 210 votes")]
        assert (line.object, details_of(line)) == (FAVOURITE, details)
    actions.name_winners(**told, numbers=[], reason="counted again")
    assert winners(contest) == []


def test_winners_stand_in_the_file_and_come_back_with_it(cast):
    contest = an_open_contest(cast, by_name=[FAVOURITE])
    given = {"award": favourite(contest), "numbers": ["03"], "reason": "votes"}
    actions.name_winners(**given, by=cast.wang, now=later(5))
    text = scoring.export_contest(contest=fresh(contest))
    copy = scoring.import_contest(source=text, district=cast.district, slug="copy", by=cast.wang, now=later(6))
    assert winners(copy) == ["03"]


def test_only_what_can_be_named_is(cast):
    contest = an_open_contest(cast, by_name=[FAVOURITE])
    told = {"reason": "votes", "by": cast.wang, "now": later(5)}
    award = favourite(contest)
    who = contest.contestants.get(number="03")
    scoring.set_contestant_status(contestant=who, status=Status.WITHDRAWN, reason="ill", by=cast.li, now=later(4))
    with refused("takes-no-award", contestant="03"):
        actions.name_winners(award=award, numbers=["03"], **told)
    with refused("unknown-numbers", numbers=["09"]):
        actions.name_winners(award=award, numbers=["01", "09"], **told)
    with refused("reason-needed"):
        actions.name_winners(award=award, numbers=["01"], **{**told, "reason": " "})
    with refused("award-by-place"):
        actions.name_winners(award=contest.awards.first(), numbers=["01"], **told)
    with refused("frozen"):
        actions.change_part(part=award, values={"named": ["01"]}, by=cast.wang, now=later(5))
    draft = a_draft(cast, slug="draft", by_name=[FAVOURITE])
    with refused("wrong-state"):
        actions.name_winners(award=favourite(draft), numbers=["01"], **told)


def test_who_left_after_being_named_can_stay_named_and_gets_nothing(cast):
    contest = an_open_contest(cast, by_name=[FAVOURITE])
    told = {"award": favourite(contest), "by": cast.wang}
    actions.name_winners(**told, numbers=["02"], reason="votes", now=later(5))
    who = contest.contestants.get(number="02")
    scoring.set_contestant_status(contestant=who, status=Status.DISQUALIFIED, reason="gifts", by=cast.li, now=later(6))
    assert winners(contest) == []
    actions.name_winners(**told, numbers=["02", "01"], reason="the next one, too", now=later(7))
    assert winners(contest) == ["01"]
    assert Award.objects.get(pk=told["award"].pk).named == ["02", "01"]
    assert Contest.objects.get().version > contest.version


def named(award):
    return Award.objects.get(pk=award.pk).named


def test_an_award_by_name_follows_its_people_while_the_list_is_made(cast):
    """Numbers change hands, somebody leaves the list: the award names the same people, and nobody else."""
    draft = a_draft(cast, by_name=("Favourite",))
    say = {"by": cast.wang, "now": later(0)}
    award = draft.awards.get(name="Favourite")
    actions.change_part(part=award, values={"named": ["01", "02"]}, **say)
    first, second, third = draft.contestants.order_by("number")
    actions.change_part(part=first, values={"number": "55"}, **say)
    actions.change_part(part=third, values={"number": "01"}, **say)
    assert named(award) == ["55", "02"]
    actions.remove_part(part=second, **say)
    assert named(award) == ["55"]


def test_two_awards_for_the_same_people_are_not_called_the_same(cast):
    draft = a_draft(cast)
    say = {"by": cast.wang, "now": later(0)}
    there = draft.awards.first()
    with refused("invalid", errors={"name": ["award_name_once"]}):
        actions.add_part(contest=draft, part=Award(contest=draft), values={"name": f"{there.name} ", "quota": 1}, **say)
    other = actions.add_part(contest=draft, part=Award(contest=draft), values={"name": "Other", "quota": 1}, **say)
    with refused("invalid", errors={"name": ["award_name_once"]}):
        actions.change_part(part=other, values={"name": there.name}, **say)
