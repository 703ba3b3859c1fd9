"""Places and people, entered and changed, each with a line in the journal."""

from decimal import Decimal

import pytest
from django.urls import reverse

from communities import actions
from communities.journal import Verb, record
from communities.models import District, Journal, Membership, Role, User
from communities.queries import communities_of, districts_of, journal_of, secretaries_of
from pages.access import with_roles
from tests.cast import NOW, Cast, a_district, a_user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
TRIED = Verb("tried", "Tried:")
GOOD = "two neighbourhoods"


@pytest.fixture
def wang():
    return a_user("wang", is_administrator=True)


def roles_in(district, user):
    _, current = with_roles(District.objects.filter(pk=district.pk), user, "memberships")
    return current


def a_locality(wang):
    by = {"by": wang, "now": NOW}
    district = actions.create_district(values={"slug": "tiexi", "name": "Tiexi"}, **by)
    street = actions.create_street(district=district, values={"name": "Zhufeng"}, **by)
    community = actions.create_community(street=street, values={"name": "Qidixiang", "profile": "Brick houses."}, **by)
    secretary = actions.create_secretary(community=community, values={"name": "Lin"}, **by)
    values = {"pillar": "team", "title": "Pairs", "quantity": Decimal(3), "unit": "pairs", "period": "2026"}
    achievement = actions.create_achievement(community=community, values=values, **by)
    return district, street, community, secretary, achievement


def test_a_district_from_its_streets_to_its_achievements(wang):
    district, _street, community, secretary, achievement = a_locality(wang)
    assert list(communities_of(district)) == [community]
    assert list(secretaries_of(district)) == [secretary]
    assert list(community.achievements.all()) == [achievement]
    lines = Journal.objects.values_list("verb", "object", "district")
    assert list(lines) == [
        ("district-created", "Tiexi", district.pk),
        ("street-created", "Zhufeng", district.pk),
        ("community-created", "Qidixiang", district.pk),
        ("secretary-created", "Lin", district.pk),
        ("achievement-created", "Pairs: 3 pairs", district.pk),
    ]


def test_a_locality_is_changed_and_removed(wang):
    district, _street, community, secretary, achievement = a_locality(wang)
    actions.change_locality(row=achievement, values={"quantity": Decimal("4.5")}, by=wang, now=NOW)
    assert Journal.objects.latest("pk").detail == {"quantity": "4.5", "before": {"quantity": "3"}}
    with refused("in-use", object="Qidixiang"):
        actions.remove_locality(row=community, by=wang, now=NOW)
    actions.remove_locality(row=secretary, by=wang, now=NOW)
    assert list(secretaries_of(district)) == []


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"name": ""}, {"name": ["blank"]}),
        ({"name": " "}, {"name": ["blank"]}),
        ({"name": "n" * 300}, {"name": ["max_length"]}),
        ({"name": "Qidixiang"}, {"__all__": ["community_name_once"]}),
    ],
)
def test_a_community_that_cannot_be(wang, values, errors):
    street = a_locality(wang)[1]
    with refused("invalid", errors=errors):
        actions.create_community(street=street, values=values, by=wang, now=NOW)


def test_a_quantity_that_is_no_number(wang):
    community = a_locality(wang)[2]
    values = {"pillar": "team", "title": "x", "quantity": "many", "unit": "x", "period": "x"}
    with refused("invalid", errors={"quantity": ["invalid"]}):
        actions.create_achievement(community=community, values=values, by=wang, now=NOW)
    with refused("unknown-fields", fields=["community"]):
        actions.create_achievement(community=community, values={"community": community}, by=wang, now=NOW)


def test_a_person_signs_in_and_has_a_role(wang, client):
    li = actions.create_person(values={"username": "li", "name": "Li"}, password=GOOD, by=wang, now=NOW)
    assert client.login(username="li", password=GOOD)
    district, other = a_district(), a_district("heping")
    assert roles_in(district, li) == set()
    membership = actions.give_role(user=li, district=district, role=Role.DESK, by=wang, now=NOW)
    assert actions.give_role(user=li, district=district, role=Role.DESK, by=wang, now=NOW) == membership
    assert (roles_in(district, li), roles_in(other, li)) == ({Role.DESK}, set())
    assert (list(districts_of(li)), set(districts_of(wang))) == ([district], {district, other})
    actions.take_role(membership=membership, by=wang, now=NOW)
    assert Membership.objects.count() == 0
    assert "pbkdf2" not in str(list(Journal.objects.values()))


def test_somebody_whose_account_is_closed_is_out_at_once(wang, client):
    cast = Cast(names=("chen", "li", "zhao", "sun"))
    client.force_login(cast.li)
    assert client.get(reverse("setup:contests")).status_code == 200
    actions.change_person(user=cast.li, values={"is_active": False}, by=wang, now=NOW)
    assert client.get(reverse("setup:contests")).headers["Location"].startswith(reverse("account:sign-in"))


def test_a_password_is_no_word_of_the_dictionary(wang):
    with refused("invalid", errors={"password": ["password_too_common"]}):
        actions.create_person(values={"username": "li"}, password="password1", by=wang, now=NOW)
    with refused("invalid"):
        actions.set_password(user=wang, password="1", by=wang, now=NOW)
    actions.set_password(user=wang, password=GOOD, by=wang, now=NOW)
    assert User.objects.get().check_password(GOOD)


def test_the_first_administrator_comes_from_a_command():
    first = actions.create_person(
        values={"username": "wang", "is_administrator": True}, password=GOOD, by=None, now=NOW
    )
    line = Journal.objects.get()
    assert (line.who, line.who_label, line.object) == (None, "system", "wang")
    assert first.is_administrator


def test_the_last_administrator_stays(wang):
    with refused("last-administrator"):
        actions.change_person(user=wang, values={"is_administrator": False}, by=wang, now=NOW)
    with refused("last-administrator"):
        actions.change_person(user=wang, values={"is_active": False}, by=wang, now=NOW)


def test_a_contest_has_a_journal_of_its_own(wang):
    record(verb=TRIED, at=NOW, who=wang, contest_id=7)
    record(verb=TRIED, at=NOW, who=wang, contest_id=8)
    assert [line.contest_id for line in journal_of(7)] == [7]


# ---- Two people at once ---------------------------------------------------------------------------------------------


def test_two_change_different_things_of_one_locality(wang):
    community = a_locality(wang)[2]
    theirs = type(community).objects.get()
    actions.change_locality(row=community, values={"profile": "Old brick."}, by=wang, now=NOW)
    actions.change_locality(row=theirs, values={"name": "Qidi"}, by=wang, now=NOW)
    row = type(community).objects.get()
    assert (row.name, row.profile) == ("Qidi", "Old brick.")
    lines = Journal.objects.count()
    actions.change_locality(row=theirs, values={"name": "Qidi"}, by=wang, now=NOW)
    assert Journal.objects.count() == lines


def test_what_is_gone_is_told(wang):
    secretary = a_locality(wang)[3]
    actions.remove_locality(row=type(secretary).objects.get(), by=wang, now=NOW)
    with refused("gone", object="Lin"):
        actions.remove_locality(row=secretary, by=wang, now=NOW)
    with refused("gone", object="Lin"):
        actions.change_locality(row=secretary, values={"name": "x"}, by=wang, now=NOW)


def test_localities_stay_in_their_district(wang):
    _, _, community, secretary, _ = a_locality(wang)
    other = actions.create_district(values={"slug": "heping", "name": "Heping"}, by=wang, now=NOW)
    street = actions.create_street(district=other, values={"name": "Elsewhere"}, by=wang, now=NOW)
    there = actions.create_community(street=street, values={"name": "There"}, by=wang, now=NOW)
    with refused("another-district"):
        actions.change_locality(row=community, values={"street": street}, by=wang, now=NOW)
    with refused("another-district"):
        actions.change_locality(row=secretary, values={"community": there}, by=wang, now=NOW)


def test_a_new_password_survives_a_change_of_name(wang):
    stale = User.objects.get()
    actions.set_password(user=User.objects.get(), password=GOOD, by=wang, now=NOW)
    actions.change_person(user=stale, values={"name": "Wang Li"}, by=wang, now=NOW)
    assert User.objects.get().check_password(GOOD)


def test_a_role_is_taken_once(wang):
    cast = Cast(names=("chen", "li", "zhao", "sun"))
    mine, theirs = (Membership.objects.get(user=cast.li) for _ in range(2))
    actions.take_role(membership=mine, by=wang, now=NOW)
    actions.take_role(membership=theirs, by=wang, now=NOW)
    assert Journal.objects.filter(verb="role-taken").count() == 1


def test_no_two_with_a_role_in_a_district_are_called_alike(wang):
    """Otherwise the journal would name an innocent person, and whoever reads a page could not tell who has done it."""
    cast = Cast(names=("chen", "li", "zhao", "sun"))
    mine = {"by": wang, "now": NOW}
    new = {"password": GOOD, "district": cast.district, "role": Role.DESK, **mine}
    taken = {"name": "Li", "account": "li", "district": "Tiexi"}
    for alike in ("Li", " l i", "ＬＩ", "L\u200bi"):
        with refused("name-of-another", **taken):
            actions.create_person(values={"username": "li2", "name": alike}, **new)
    twin = actions.create_person(values={"username": "li2", "name": "Li"}, password=GOOD, **mine)
    with refused("name-of-another", **taken):
        actions.give_role(user=twin, district=cast.district, role=Role.DESK, **mine)
    actions.give_role(user=twin, district=a_district("heping"), role=Role.DESK, **mine)
    actions.change_person(user=twin, values={"name": "Li (archive)"}, **mine)
    actions.give_role(user=twin, district=cast.district, role=Role.DESK, **mine)
    with refused("name-of-another", **taken):
        actions.change_person(user=User.objects.get(pk=twin.pk), values={"name": "LI"}, **mine)
    User.objects.filter(pk=cast.zhao.pk).update(name="")
    with refused("name-of-another", account="zhao"):
        actions.change_person(user=User.objects.get(pk=twin.pk), values={"name": "Zhao"}, **mine)
    actions.change_person(user=User.objects.get(pk=twin.pk), values={"is_active": False}, **mine)
