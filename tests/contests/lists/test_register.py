"""Contestants of a list against the register: who is recognised, and what the register puts right."""

import pytest

from communities.models import Community, Secretary, Street
from contests import actions
from contests.models import Contest
from contests.rules.list_changes import list_changes
from contests.rules.recusals import open_proposals
from contests.rules.register import recognised, register_of
from contests.rules.roster import Entry
from tests.cast import NOW, Cast, a_draft
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """Workers' Village and Tongyin, two communities each; Wang Qiang leads the first of all."""
    cast = Cast()
    for street, names in (("工人村街道", ("启工社区", "艳粉社区")), ("桐音街道", ("桐荫里社区", "同名社区"))):
        row = Street.objects.create(district=cast.district, name=street)
        places = [Community.objects.create(street=row, name=name) for name in names]
        Secretary.objects.create(community=places[0], name="王强" if street == "工人村街道" else "李·二")
    return cast


@pytest.mark.parametrize(
    "entry",
    [
        Entry("1", "王强", "启工社区", "工人村街道"),
        Entry("1", "王　强", "启工", "工人村"),
        Entry("1", "王强", "启工社区"),
        Entry("1", "王强", "", "工人村街道"),
        Entry("1", "王强", "铁西区工人村街道启工社区"),
        Entry("1", "王强", "铁西区启工社区", "铁西区工人村街道"),
        Entry("1", "王强"),
    ],
)
def test_a_secretary_brings_the_place_of_the_register(cast, entry):
    found = recognised(entry, register_of(cast.district))
    assert (found.secretary.name, found.entry.community, found.entry.street, found.note) == (
        "王强",
        "启工社区",
        "工人村街道",
        None,
    )


def test_a_dot_is_a_dot(cast):
    assert recognised(Entry("1", "李•二"), register_of(cast.district)).secretary.name == "李·二"


def test_who_is_not_in_the_register_still_gets_its_places(cast):
    register = register_of(cast.district)
    found = recognised(Entry("1", "赵六", "艳粉", ""), register)
    assert (found.secretary, found.entry.community, found.entry.street) == (None, "艳粉社区", "工人村街道")
    assert recognised(Entry("1", "赵六", "", "工人村"), register).entry.street == "工人村街道"
    written = recognised(Entry("1", "赵六", "沈阳市铁西区工人村街道艳粉社区"), register)
    assert (written.entry.community, written.entry.street, written.note) == ("艳粉社区", "工人村街道", None)
    unknown = recognised(Entry("1", "赵六", "铁西区工人村街道别处社区"), register)
    assert unknown.entry.street == "工人村街道", "a limit per street counts what the community is written with"
    assert recognised(Entry("1", "赵六", "别处", "工人村"), register).note == ("unknown-place", {"places": ["别处"]})
    assert recognised(Entry("1", "王强", "艳粉"), register).note == (
        "another-place",
        {"places": ["工人村街道 启工社区"]},
    )


@pytest.mark.parametrize("name", ["王强", "赵六"])
def test_a_street_that_contradicts_the_register_is_asked_back(cast, name):
    contest = a_draft(cast, contestants=0)
    told = {"community": "启工", "street": "桐音街道", "streets": ["工人村街道"]}
    with refused("places-contradict", problems=[("1", told)]):
        actions.add_contestants(contest=contest, entries=[Entry("1", name, "启工", "桐音街道")], by=cast.wang, now=NOW)


def test_a_recusal_is_proposed_though_the_list_writes_the_street_short(cast):
    contest = a_draft(cast, contestants=0)
    street = Street.objects.get(name="工人村街道")
    actions.change_part(part=contest.judges.first(), values={"street": street}, by=cast.wang, now=NOW)
    actions.add_contestants(contest=contest, entries=[Entry("1", "赵六", "", "工人村")], by=cast.wang, now=NOW)
    assert [(p.contestant.street, p.shares) for p in open_proposals(contest)] == [("工人村街道", "street")]


def test_a_recusal_is_proposed_though_somebody_typed_the_street_short(cast):
    contest = a_draft(cast, contestants=1)
    actions.change_part(
        part=contest.contestants.get(), values={"street": "工人村", "community": "启工"}, by=cast.wang, now=NOW
    )
    place = Community.objects.get(name="启工社区")
    actions.change_part(part=contest.judges.first(), values={"community": place}, by=cast.wang, now=NOW)
    assert [p.shares for p in open_proposals(contest)] == ["community"]
    for street, community in (("", "铁西区工人村街道启工社区"), ("铁西区工人村街道", "铁西区启工社区")):
        values = {"street": street, "community": community}
        actions.change_part(part=contest.contestants.get(), values=values, by=cast.wang, now=NOW)
        assert [p.shares for p in open_proposals(contest)] == ["community"], values


# ---- A corrected list


@pytest.fixture
def contest(cast):
    contest = a_draft(cast, contestants=0)
    entries = [Entry("01", "王强"), Entry("02", "孙三", title="旧题"), Entry("03", "周四")]
    actions.add_contestants(contest=contest, entries=entries, by=cast.wang, now=NOW)
    return Contest.objects.get(pk=contest.pk)


CORRECTED = [Entry("1", "王强"), Entry("2", "孙三", title="新题"), Entry("04", "李·二")]


def test_a_corrected_list_is_compared_number_by_number(contest):
    found = list_changes(contest, CORRECTED)
    assert [(change.kind, change.differences) for change in found.changes] == [
        ("unchanged", {}),
        ("changed", {"title": ("旧题", "新题")}),
        ("new", None),
    ]
    assert [str(person) for person in found.absent] == ["03 周四"]


@pytest.mark.parametrize(("replace", "numbers"), [(True, ["01", "02", "04"]), (False, ["01", "02", "03", "04"])])
def test_a_corrected_list_replaces_only_where_that_is_asked(cast, contest, replace, numbers):
    taken = actions.take_list(
        contest=contest, entries=CORRECTED, replace=replace, by=cast.wang, now=NOW, seen=contest.version
    )
    assert (taken.added, taken.changed, taken.removed) == (1, 1, int(replace))
    assert sorted(contest.contestants.values_list("number", flat=True)) == numbers
    assert contest.contestants.get(number="02").title == "新题"
    assert contest.performances.filter(contestant__number="04").count() == contest.rounds.count()
    with refused("stale"):
        actions.take_list(
            contest=contest, entries=CORRECTED, replace=replace, by=cast.wang, now=NOW, seen=contest.version
        )


def test_two_people_change_places(cast, contest):
    swapped = [Entry("01", "李·二"), Entry("02", "王强")]
    actions.take_list(contest=contest, entries=swapped, replace=False, by=cast.wang, now=NOW)
    rows = contest.contestants.filter(number__in=["01", "02"]).order_by("number")
    assert list(rows.values_list("name", "secretary__name")) == [("李·二", "李·二"), ("王强", "王强")]


def test_a_name_nobody_in_the_register_has_is_no_longer_that_secretary(cast, contest):
    actions.take_list(contest=contest, entries=[Entry("01", "钱七")], replace=False, by=cast.wang, now=NOW)
    assert contest.contestants.get(number="01").secretary is None


def test_one_person_is_in_a_contest_once(cast, contest):
    with refused("bad-entries", problems=[("05", {"__all__": ["contestant_person_once"]})]):
        actions.take_list(contest=contest, entries=[Entry("05", "王强")], replace=False, by=cast.wang, now=NOW)
