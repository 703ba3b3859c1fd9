"""The ladder: who goes on from published contests into the next, with the result that brought them there."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from communities.models import Journal, Secretary
from contests.models import Contest, Contestant
from contests.origin import Origin
from contests.queries import set_up
from scoring import actions
from scoring.models import Publication
from scoring.queries import in_force
from scoring.results import changes_since, public_text, where_from
from scoring.results.ladder import Goes, Outcome, Quota, going, sources_for
from tests.cast import (
    Cast,
    a_closed_contest,
    a_community,
    a_draft,
    a_published_contest,
    an_open_contest,
    later,
    secretaries,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db

FIRST = Quota(Goes.BY_PLACE, 2)
PRIZES = {1: "一等奖", 2: "二等奖"}


def above(cast, **values):
    """The contest that others come into."""
    return a_draft(cast, contestants=0, slug="above", title="Above", **values)


def places(cast, *numbers, slug="street", awarded=99, team=(), **values):
    """The publication of a contest whose contestants have these places, by number from 01 on; None: withdrawn."""
    contest = a_draft(cast, contestants=len(numbers), slug=slug, title=slug.title(), **values)
    contest.contestants.update(members=list(team))
    standings = [
        {
            "contestant": f"{n:02d}",
            "status": "competing" if place else "withdrawn",
            "group": None,
            "place": place,
            "score": f"{100 - place}.50" if place else None,
            "awards": [PRIZES.get(place, "三等奖")] if place and place <= awarded else [],
            "decided_by": None,
        }
        for n, place in enumerate(numbers, 1)
    ]
    standings.sort(key=lambda row: (row["place"] is None, row["place"]))
    data = {"contest": set_up(contest.pk), "result": {"standings": standings, "missing": []}, "fingerprint": "0" * 64}
    Contest.objects.filter(pk=contest.pk).update(state="published", frozen_at=later(0), fingerprint="0" * 64)
    given = {"number": 1, "data": data, "title": contest.title, "final": True, "at": later(70), "by": cast.wang}
    return Publication.objects.create(contest=contest, **given)


def outcomes(contest, publication, quota=FIRST, declined=()):
    found = going(contest, [publication], quota, declined)
    return {c.origin.number: c.outcome.name for c in found.candidates}


def take(cast, contest, *publications, quota=FIRST, by=None, **given):
    given = {"publications": [row.pk for row in publications], "quota": quota, **given}
    return actions.take_over(contest=contest, by=by or cast.wang, now=later(90), **given)


def test_the_first_of_a_contest_go_on_with_the_result_that_was_published(cast):
    published, contest = places(cast, 3, 1, 2), above(cast)
    assert outcomes(contest, published) == {"02": "COMES", "03": "COMES", "01": "BEYOND"}
    added = take(cast, contest, published)
    assert [(row.number, row.name, row.community) for row in added] == [
        ("01", "Secretary 2", "Community 2"),
        ("02", "Secretary 3", "Community 3"),
    ]
    origin = Contestant.objects.get(pk=added[0].pk).origin
    assert (origin.contest, origin.title, origin.publication, origin.number) == ("street", "Street", 1, "02")
    assert origin.result == (1, ("一等奖",), "99.50")
    assert set_up(contest.pk)["contestants"][0]["about"]["came_from"] == origin.stored()
    assert "came_from" not in public_text(contest, judge_name="Judge {}")
    assert contest.performances.count() == 2 * contest.rounds.count()
    line = Journal.objects.get(verb="contestants-taken-over")
    assert line.detail["from"] == {"01 Secretary 2": "Street 02", "02 Secretary 3": "Street 03"}
    assert line.detail["places"] == {"01 Secretary 2": 1, "02 Secretary 3": 2}


def test_a_team_goes_on_with_all_who_are_in_it(cast):
    team = [{"name": "Wang"}, {"name": "Li", "post": "grid worker"}]
    (added,) = take(cast, above(cast), places(cast, 1, team=team))
    assert added.members == team


def test_twice_is_once_also_under_another_quota(cast):
    published, contest = places(cast, 1, 2, 3), above(cast)
    take(cast, contest, published)
    with refused("already"):
        take(cast, contest, published)
    take(cast, contest, published, quota=Quota(Goes.BY_PLACE, 3))
    assert [row.origin.place for row in contest.contestants.all()] == [1, 2, 3]


def test_who_declined_lets_the_next_move_up_and_does_not_come_back_unasked(cast):
    published, contest = places(cast, 1, 2, 3), above(cast)
    keys = {c.origin.number: c.key for c in going(contest, [published], FIRST, ()).candidates}
    declined = {keys["02"]}
    assert outcomes(contest, published, declined=declined) == {"01": "COMES", "02": "DECLINED", "03": "COMES"}
    with refused("others-come"):
        take(cast, contest, published, declined=declined, seen={keys["01"], keys["02"]})
    take(cast, contest, published, declined=declined, seen={keys["01"], keys["03"]})
    assert Journal.objects.get(verb="contestants-taken-over").detail["declined"] == ["Secretary 2 (Street 02)"]
    assert outcomes(contest, published) == {"01": "IN", "02": "BEYOND", "03": "IN"}


def test_who_shares_the_last_place_is_decided_by_somebody_and_never_cut(cast):
    published, contest = places(cast, 1, 2, 2, 4), above(cast)
    assert outcomes(contest, published) == {"01": "COMES", "02": "AT_THE_LINE", "03": "AT_THE_LINE", "04": "BEYOND"}
    keys = {c.origin.number: c.key for c in going(contest, [published], FIRST, ()).candidates}
    with refused("line-undecided", contestants=["Secretary 2", "Secretary 3"], room=1):
        take(cast, contest, published, decided={keys["04"]})
    take(cast, contest, published, decided={keys["03"], keys["04"]})
    assert [row.name for row in contest.contestants.all()] == ["Secretary 1", "Secretary 3"]
    detail = Journal.objects.get(verb="contestants-taken-over").detail
    assert detail["not_taken"] == ["Secretary 2 (Street 02)"]
    assert outcomes(contest, published)["02"] == "BEYOND"


def test_absent_withdrawn_and_disqualified_never_go_on(cast):
    published, contest = places(cast, 1, None, 2), above(cast)
    assert outcomes(contest, published) == {"01": "COMES", "03": "COMES"}
    awarded = Quota(Goes.BY_AWARD, awards=frozenset({"二等奖"}))
    assert outcomes(contest, published, awarded) == {"03": "COMES"}
    with refused("bad-quota"):
        take(cast, contest, published, quota=Quota(Goes.BY_AWARD))
    for first in (0, -1, 9223372036854775808):
        with refused("bad-quota"):
            take(cast, contest, published, quota=Quota(Goes.BY_PLACE, first))


def test_places_without_an_award_are_looked_at_again_and_their_change_is_told(cast):
    published = places(cast, 1, 2, 3, preset="standards", awarded=1)
    again = above(cast, preset="standards")
    quota = Quota(Goes.WITHOUT_AWARD)
    assert outcomes(again, published, quota) == {"02": "COMES", "03": "COMES"}
    first, second = take(cast, again, published, quota=quota)
    now = ((first.number, "100.25"), (second.number, None))
    told = [SimpleNamespace(contestant=number, score=score) for number, score in now]
    (change,) = changes_since(again, SimpleNamespace(standings=told))
    assert (change.final.before, change.final.now, change.final.by) == ("98.50", "100.25", "+1.75")


def test_a_quota_for_each_street(cast):
    published, contest = places(cast, 2, 1, 3, 4), above(cast)  # streets 0, 1, 1, 2
    assert outcomes(contest, published, Quota(Goes.BY_STREET, 1)) == {
        "01": "COMES",
        "02": "COMES",
        "03": "BEYOND",
        "04": "COMES",
    }


def test_one_person_in_two_contests_comes_once(cast):
    (person,) = secretaries(cast.district, 1)
    both = [places(cast, 1, 2, slug=slug) for slug in ("one", "two")]
    contest = above(cast)
    found = going(contest, both, FIRST, ())
    assert [c.outcome for c in found.candidates] == [
        Outcome.COMES,
        Outcome.COMES,
        Outcome.COMES_OTHERWISE,
        Outcome.COMES_OTHERWISE,
    ]
    added = take(cast, contest, *both)
    assert [(row.name, row.secretary) for row in added] == [("Secretary 1", person), ("Secretary 2", None)]


def test_who_has_moved_since_is_still_the_same_secretary(cast):
    (person,) = secretaries(cast.district, 1)
    published, contest = places(cast, 1, 2), above(cast)
    Secretary.objects.filter(pk=person.pk).update(community=a_community(cast.district, "Far", "Away"))
    first = take(cast, contest, published)[0]
    assert (first.secretary, first.community, first.street) == (person, "Away", "Far")


def test_only_published_contests_of_the_own_district_are_offered(cast):
    contest, published = above(cast), places(cast, 1, 2)
    unpublished = a_closed_contest(cast, slug="closed", contestants=1)
    foreign = places(Cast("dadong", ("ma", "hu", "lu", "xu")), 1, 2, slug="foreign")
    assert (sources_for(contest), in_force(unpublished)) == ([published], None)
    for pks, code in (([foreign.pk], "source-replaced"), ([9223372036854775808], "source-replaced"), ([], "no-source")):
        with refused(code):
            actions.take_over(contest=contest, publications=pks, quota=FIRST, by=cast.wang, now=later(90))


def test_a_publication_that_was_replaced_meanwhile_is_not_taken_from(cast):
    street, contest = a_published_contest(cast, slug="street"), above(cast)
    first = in_force(street)
    person = street.contestants.get(number="01")
    actions.adjust(contestant=person, points=Decimal(-50), reason="upheld", by=cast.li, now=later(80))
    second = actions.supersede(contest=street, reason="upheld", by=cast.wang, now=later(81))
    with refused("source-replaced"):
        take(cast, contest, first)
    assert len(take(cast, contest, second)) == 2


def test_who_came_from_elsewhere_by_a_file_is_in_nobodys_way(cast):
    published, contest = places(cast, 1, 2), above(cast)
    claimed = Origin("street", "Elsewhere", 1, "01", "Zhou", 1, (), "99.50").stored()
    Contestant.objects.create(contest=contest, number="01", name="Zhou", position=1, came_from=claimed)
    assert outcomes(contest, published) == {"01": "COMES", "02": "COMES"}
    assert where_from(contest, contest.contestants.all())[contest.contestants.get().pk].publication is None


def test_nobody_comes_into_a_contest_that_was_opened(cast):
    published, contest = places(cast, 1, 2), an_open_contest(cast, slug="over", contestants=1)
    with refused("wrong-state"):
        take(cast, contest, published)
