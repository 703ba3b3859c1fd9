"""After publication: who no longer takes an award by place, and who moves up."""

from decimal import Decimal

import pytest

from communities.models import Journal
from contests.models import Contest
from scoring import actions
from scoring.models import Succession, WhyLeft
from scoring.queries import in_force, succession_count, successions_of
from scoring.results import awards_now, told_changes
from tests.cast import NOW, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db
SCORES = {"01": "95", "02": "90", "03": "85", "04": "80", "05": "80", "06": "70"}
STREETS = {"01": "A", "02": "B", "03": "A", "04": "C", "05": "D", "06": "E"}


def chosen(cast, slug="reserves", rules=None, least="75", cap=1):
    """Two of six, one from a street and none below 75: 01 and 02; 04 and 05 share a place."""
    document = {
        "format": "leitai-contest/1",
        "title": "Reserves",
        "about": {"preset": "reserve"},
        "panels": [{"id": "jury"}],
        "rounds": [{"id": "interview", "items": [{"id": "points", "max": "100"}], "rules": rules or {}}],
        "judges": [{"id": "J1", "panel": "jury", "name": "Judge"}],
        "contestants": [{"id": n, "name": f"Candidate {n}", "street": street} for n, street in STREETS.items()],
        "marks": [["interview", "J1", number, "points", points] for number, points in SCORES.items()],
        "awards": [{"name": "Reserve", "quota": 2, "cap": cap, "min": least}],
    }
    contest = actions.import_contest(source=document, district=cast.district, slug=slug, by=cast.wang, now=NOW)
    actions.publish_results(contest=contest, by=cast.wang, now=later(1))
    return Contest.objects.get(pk=contest.pk)


def standing(contest):
    (award,) = awards_now(in_force(contest), successions_of(contest))
    return award


def numbers(people):
    return [person.number for person in people]


def leaves(cast, contest, left, moved_up, **more):
    given = {"award": "Reserve", "why": WhyLeft.DECLINED, "reason": "stays in the old post", **more}
    people = {"contest": contest, "left": left, "moved_up": moved_up}
    return actions.record_succession(**people, **given, by=cast.wang, now=later(5))


def succeed(cast):
    """Recorded when it is called, as `tests.scoring.test_seen` asks."""
    contest = chosen(cast)
    return lambda: leaves(cast, contest, "01", "03", seen=0)


def withdraw_succession(cast):
    """Withdrawn when it is called."""
    entry = leaves(cast, chosen(cast), "01", "03")
    given = {"reason": "a mistake", "by": cast.wang, "now": later(7)}
    return lambda: actions.withdraw_succession(succession=entry, **given)


def test_the_waiting_list_is_in_order_and_says_who_cannot_move_up(cast):
    award = standing(chosen(cast))
    assert numbers(award.holders) == ["01", "02"]
    assert [(found.person.number, award.why_not(found)) for found in award.waiting] == [
        ("03", "cap"),
        ("04", ""),
        ("05", ""),
        ("06", "min"),
    ]


def test_who_is_below_the_pass_mark_of_a_round_cannot_move_up(cast):
    award = standing(chosen(cast, rules={"pass_mark": "80.5"}, least=None))
    waiting = [(found.person.number, award.why_not(found)) for found in award.waiting]
    assert waiting == [("03", "cap"), ("04", "min"), ("05", "min"), ("06", "min")]


def test_the_next_moves_up_and_what_was_published_stays_as_it_was(cast):
    contest = chosen(cast)
    before = in_force(contest).data
    award = standing(contest)
    assert numbers(award.following(award.by_number["01"])) == ["03"]  # whose street has room again
    leaves(cast, contest, "01", "03")
    assert numbers(standing(contest).holders) == ["02", "03"]
    assert (in_force(contest).number, in_force(contest).data) == (1, before)
    line = Journal.objects.filter(verb="succession-recorded").get()
    assert (line.object, line.detail["moved_up"], line.detail["reason"]) == ("01", "03", "stays in the old post")


def test_of_those_who_share_the_next_place_somebody_is_chosen(cast):
    contest = chosen(cast)
    award = standing(contest)
    assert numbers(award.following(award.by_number["02"])) == ["04", "05"]
    with refused("not-next", following=["04", "05"]):
        leaves(cast, contest, "02", "03")
    leaves(cast, contest, "02", "05", reason="drawn by lot before the supervisor")
    assert numbers(standing(contest).holders) == ["01", "05"]


def test_whoever_moved_up_may_leave_too_and_a_place_may_stay_empty(cast):
    contest = chosen(cast)
    first = leaves(cast, contest, "02", "04")
    last = leaves(cast, contest, "04", None, why=WhyLeft.UNSUITABLE)
    award = standing(contest)
    assert (numbers(award.holders), award.vacant) == (["01"], 1)
    assert numbers(found.person for found in award.waiting) == ["03", "05", "06"]  # nobody comes again
    with refused("built-upon", number="04"):
        actions.withdraw_succession(succession=first, reason="a mistake", by=cast.wang, now=later(6))
    for entry in (last, first):
        actions.withdraw_succession(succession=entry, reason="a mistake", by=cast.wang, now=later(7))
    assert numbers(standing(contest).holders) == ["01", "02"]
    assert Succession.objects.count() == 2
    with refused("already"):
        actions.withdraw_succession(succession=first, reason="a mistake", by=cast.wang, now=later(8))


def test_a_change_is_not_withdrawn_while_a_later_one_rests_upon_it(cast):
    contest = chosen(cast, cap=None)
    first, second = leaves(cast, contest, "02", "03"), leaves(cast, contest, "01", "04")
    with refused("built-upon", number="01"):  # it would be the turn of 03 to follow 01
        actions.withdraw_succession(succession=first, reason="a mistake", by=cast.wang, now=later(6))
    actions.withdraw_succession(succession=second, reason="a mistake", by=cast.wang, now=later(7))
    actions.withdraw_succession(succession=first, reason="a mistake", by=cast.wang, now=later(8))
    assert numbers(standing(contest).holders) == ["01", "02"]


def test_a_change_on_which_no_later_one_rests_is_withdrawn(cast):
    contest = chosen(cast)
    first = leaves(cast, contest, "02", "04")
    leaves(cast, contest, "01", "03")
    actions.withdraw_succession(succession=first, reason="a mistake", by=cast.wang, now=later(6))
    assert numbers(standing(contest).holders) == ["02", "03"]


def test_what_is_not_so_is_not_recorded(cast):
    contest = chosen(cast)
    seen = succession_count(contest)
    with refused("holds-no-place", number="04"):
        leaves(cast, contest, "04", None)
    with refused("reason-needed"):
        leaves(cast, contest, "01", "03", reason=" ")
    with refused("not-next", following=["03"]):
        leaves(cast, contest, "01", "06")
    leaves(cast, contest, "01", "03", seen=seen)
    with refused("already"):
        leaves(cast, contest, "01", "03", seen=seen)
    with refused("stale"):
        leaves(cast, contest, "02", "04", seen=seen)
    Contest.objects.filter(pk=contest.pk).update(state="closed")
    with refused("wrong-state"):
        leaves(cast, contest, "02", "04")


def test_residents_read_what_the_organiser_chose_and_only_while_it_counts(cast):
    contest = chosen(cast)
    leaves(cast, contest, "01", "03")
    assert told_changes(in_force(contest), successions_of(contest)) == []
    leaves(cast, contest, "02", "04", public=True)
    (told,) = told_changes(in_force(contest), successions_of(contest))
    assert (told.left.number, told.moved_up.number) == ("02", "04")
    who = contest.contestants.get(number="04")
    actions.adjust(contestant=who, points=Decimal(20), reason="a sheet was misread", by=cast.li, now=later(8))
    actions.supersede(contest=contest, reason="a sheet was misread", by=cast.wang, now=later(9))
    assert told_changes(in_force(contest), successions_of(contest)) == []  # 04 is one of the two now
    assert numbers(standing(contest).holders) == ["04", "03"]
