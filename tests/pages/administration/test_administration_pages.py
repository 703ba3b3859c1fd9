"""What an administrator does: districts, streets, communities, people; and what everybody does with an own account."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.models import Achievement, Community, District, Membership, Role, Secretary, Street, User
from tests.browsers import client_of
from tests.cast import Cast, a_community, a_district, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
GOOD = "correct horse battery"


@pytest.fixture
def admin():
    return client_of(a_user("admin", is_administrator=True))


def at(name, **kwargs):
    return reverse(f"administration:{name}", kwargs=kwargs)


def text_of(response):
    return response.content.decode()


def test_a_district_is_entered_down_to_an_achievement(admin):
    totals = "service | volunteer teams | 398 | teams\nlinkage｜needs｜２０７｜lists"
    admin.post(at("new-district"), {"name": "Tiexi", "slug": "tiexi", "totals": totals, "totals_source": "the news"})
    district = District.objects.get(slug="tiexi")
    assert [row["quantity"] for row in district.totals] == ["398", "207"]
    admin.post(at("new-street", pk=district.pk), {"name": "Zhufeng"})
    street = Street.objects.get(district=district)
    admin.post(at("new-community", pk=street.pk), {"name": "Qidixiang", "profile": "26 houses", "invented": "on"})
    community = Community.objects.get(street=street)
    admin.post(at("new-secretary", pk=community.pk), {"name": "Zhao", "since": "2020-01-01", "until": ""})
    deed = {"pillar": "team", "title": "Pairs", "quantity": "１２", "unit": "pairs", "period": "2026"}
    admin.post(at("new-achievement", pk=community.pk), deed)
    page = text_of(admin.get(at("community-page", pk=community.pk)))
    assert all(words in page for words in ("Qidixiang", "26 houses", "Zhao", "Pairs", "12 pairs"))


def test_several_names_in_one_field_are_asked_about_and_still_there(admin, cast):
    here = a_community(cast.district)
    for kind, pk, name in (
        ("secretary", here.pk, "王强、李娜"),
        ("community", here.street_id, "东社区/西社区"),
        ("street", cast.district.pk, "东街道，西街道"),
    ):
        page = text_of(admin.post(at(f"new-{kind}", pk=pk), {"name": name}))
        assert "Are these several names" in page
        assert f'value="{name}"' in page
    assert not Secretary.objects.exists()
    assert admin.post(at("new-secretary", pk=here.pk), {"name": "王　强"}).status_code == 302


def test_totals_are_typed_as_officials_write_them(admin):
    totals = "区域党建联动体系 | 社区联席会议成员单位 | 1,411 | 家"
    typed = {"name": "Tiexi", "slug": "tiexi", "totals": totals}
    admin.post(at("new-district"), typed, headers={"accept-language": "zh-CN"})
    (row,) = District.objects.get(slug="tiexi").totals
    assert (row["pillar"], row["quantity"]) == ("linkage", "1411")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "Please fill this in."),
        ("name", "x" * 300, "at most 60 characters"),
        ("slug", "not a slug", "Use only Latin letters"),
        ("totals", "service | teams | many | teams", "Line 1 should look like"),
        ("totals", "nonsense", "Line 1 should look like"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_stays(admin, field, typed, told):
    page = text_of(admin.post(at("new-district"), {"name": "Tiexi", "slug": "tiexi", field: typed}))
    assert told in page
    assert typed in page
    assert not District.objects.exists()


RARE = "䶮𰻞𰻟"
"""The typeface of the papers has the first of these only."""
NAMED = pytest.mark.parametrize("kind", ["street", "community", "secretary"])


@NAMED
def test_what_papers_cannot_print_of_a_new_name_is_told_and_stored(admin, kind):
    community = a_community(Cast().district)
    within = {"street": community.street.district, "community": community.street, "secretary": community}[kind]
    page = text_of(admin.post(at(f"new-{kind}", pk=within.pk), {"name": RARE}, follow=True))
    assert "has no “𰻞, 𰻟”; it would print as an empty box" in page
    assert RARE in page
    page = text_of(admin.post(at(f"new-{kind}", pk=within.pk), {"name": "䶮"}, follow=True))
    assert "䶮" in page
    assert "empty box" not in page


@NAMED
def test_what_papers_cannot_print_of_a_changed_name_is_told_and_stored(admin, kind):
    community = a_community(Cast().district)
    secretary = Secretary.objects.create(community=community, name="Zhao")
    row = {"street": community.street, "community": community, "secretary": secretary}[kind]
    typed = {"name": RARE, "street": community.street.pk}
    page = text_of(
        admin.post(at(f"change-{kind}", pk=row.pk), typed, headers={"accept-language": "zh-CN"}, follow=True)
    )
    assert "打印字体缺少“𰻞、𰻟”，会印成空框，请核对用字。" in page
    assert RARE in page


def test_a_taken_name_is_told(admin):
    community = a_community(Cast().district)
    page = text_of(admin.post(at("new-community", pk=community.street.pk), {"name": community.name}))
    assert "This is not valid here" in page or "taken" in page
    assert Community.objects.count() == 1


def test_an_end_before_the_beginning_is_told(admin):
    community = a_community(Cast().district)
    typed = {"name": "Zhao", "since": "2024-01-01", "until": "2020-01-01"}
    page = text_of(admin.post(at("new-secretary", pk=community.pk), typed))
    assert "The end must be after the beginning." in page
    assert not Secretary.objects.exists()


def test_a_locality_in_use_stays(admin):
    community = a_community(Cast().district)
    page = text_of(admin.post(at("remove-street", pk=community.street.pk), follow=True))
    assert "is used elsewhere, so it stays" in page
    admin.post(at("remove-community", pk=community.pk))
    admin.post(at("remove-street", pk=community.street.pk))
    assert not Street.objects.exists()


def test_a_locality_is_changed_and_moved(admin):
    cast = Cast()
    community = a_community(cast.district)
    other = Street.objects.create(district=cast.district, name="Other")
    admin.post(at("change-community", pk=community.pk), {"name": "New", "street": other.pk})
    community.refresh_from_db()
    assert (community.name, community.street) == ("New", other)


def test_a_quantity_that_is_no_number_is_told(admin):
    community = a_community(Cast().district)
    deed = {"pillar": "team", "title": "Pairs", "quantity": "-3", "unit": "pairs", "period": "2026"}
    for typed, told in (("-3", "Enter 0 or more"), ("1500+", "is not one exact number"), ("a few", "Write a number")):
        assert told in text_of(admin.post(at("new-achievement", pk=community.pk), {**deed, "quantity": typed}))
    assert not Achievement.objects.exists()
    admin.post(at("new-achievement", pk=community.pk), {**deed, "quantity": "１，247"})
    assert Achievement.objects.get().quantity == 1247


def test_somebody_is_entered_gets_a_role_signs_in_and_loses_it(admin):
    district = Cast().district
    admin.post(at("new-person"), {"username": "wu", "name": "Wu", "password": GOOD})
    wu = User.objects.get(username="wu")
    admin.post(at("give", pk=wu.pk), {"district": district.pk, "role": Role.DESK})
    assert Client().login(username="wu", password=GOOD)
    membership = wu.memberships.get()
    admin.post(at("take", pk=wu.pk, membership=membership.pk))
    assert not wu.memberships.exists()


def test_somebody_is_entered_with_a_first_role_and_the_next_one_after(admin):
    district = Cast().district
    typed = {"username": "wu", "name": "Wu", "password": GOOD, "district": district.pk, "role": Role.SUPERVISOR}
    page = text_of(admin.post(at("new-person"), typed, follow=True))
    assert "Wu can sign in with the user name wu and the first password." in page
    assert User.objects.get(username="wu").memberships.get().role == Role.SUPERVISOR
    assert page.count(f'href="{at("new-person")}"') == 1
    refused = {**typed, "username": "xu", "name": "Xu", "district": ""}
    assert "Choose the district of this role." in text_of(admin.post(at("new-person"), refused))
    twin = text_of(admin.post(at("new-person"), {**typed, "username": "xu", "name": "li"}))
    assert (
        "The account li has the name “Li” and a role in Tiexi."
        in twin.split('name="name"')[1].split('name="password"')[0]
    )
    assert not User.objects.filter(username="xu").exists()


def test_somebody_of_a_street_is_entered_with_the_street_and_signs_in_to_its_values(admin):
    there = a_community(Cast().district)
    typed = {"username": "qu", "name": "Qu", "password": GOOD, "role": "street", "district": there.street.district_id}
    assert "Choose the street of this district." in text_of(admin.post(at("new-person"), typed))
    page = text_of(admin.post(at("new-person"), {**typed, "street": there.street_id}, follow=True))
    assert "Tiexi · Street Zhufeng" in page
    assert User.objects.get(username="qu").memberships.get().street == there.street


def test_the_list_of_people_takes_as_many_queries_for_three_streets_as_for_one(admin):
    cast, asked = Cast(), []
    for n in range(3):
        street = a_community(cast.district, f"Street {n}").street
        Membership.objects.create(user=a_user(f"qu{n}"), district=cast.district, role="street", street=street)
        with CaptureQueriesContext(connection) as queries:
            assert f"Street {n}" in text_of(admin.get(at("people")))
        asked.append(len(queries))
    assert asked[0] == asked[2]


def test_a_page_offers_what_comes_next_once(admin):
    community = a_community(a_district())
    street, pages = community.street, {}
    pages["district"] = text_of(admin.get(at("district", slug=street.district.slug)))
    pages["community"] = text_of(admin.get(at("community-page", pk=community.pk)))
    pages["people"] = text_of(admin.get(at("people")))
    offered = {
        "district": at("new-street", pk=street.district.pk),
        "community": at("new-secretary", pk=community.pk),
        "people": at("new-person"),
    }
    assert {name: page.count(f'href="{offered[name]}"') for name, page in pages.items()} == dict.fromkeys(pages, 1)
    empty = a_district("heping")
    assert text_of(admin.get(at("district", slug="heping"))).count(at("new-street", pk=empty.pk)) == 1


def test_a_weak_password_is_told(admin):
    page = text_of(admin.post(at("new-person"), {"username": "wu", "name": "Wu", "password": "12345678"}))
    assert "This password is only digits" in page
    assert not User.objects.filter(username="wu").exists()


def test_the_last_administrator_stays(admin):
    me = User.objects.get(username="admin")
    page = text_of(admin.post(at("person", pk=me.pk), {"username": "admin", "name": "Admin", "is_active": "on"}))
    assert "at least one administrator" in page
    assert User.objects.get(pk=me.pk).is_administrator


def test_a_closed_account_cannot_sign_in(admin):
    wu = a_user("wu")
    wu.set_password(GOOD)
    wu.save()
    admin.post(at("person", pk=wu.pk), {"username": "wu", "name": "Wu"})
    assert not Client().login(username="wu", password=GOOD)


def test_a_new_password_replaces_the_old_one(admin):
    wu = a_user("wu")
    admin.post(at("password", pk=wu.pk), {"password": GOOD})
    assert Client().login(username="wu", password=GOOD)


def sign_in(client, password, username="wu"):
    return client.post(reverse("account:sign-in"), {"username": username, "password": password})


def a_member_with_password():
    wu = a_user("wu")
    wu.set_password(GOOD)
    wu.save()
    return wu


def test_signing_in_leads_to_the_contests():
    a_member_with_password()
    response = sign_in(Client(), GOOD)
    assert response.headers["Location"] == reverse("setup:contests")


def lands(client, **typed):
    return sign_in(client, GOOD, **typed).headers["Location"]


def test_an_administrator_without_a_role_lands_on_the_administration():
    wu, client = a_member_with_password(), Client()
    User.objects.filter(pk=wu.pk).update(is_administrator=True)
    assert lands(client) == at("home")
    assert client.get(reverse("account:sign-in")).headers["Location"] == at("home")
    wanted = reverse("account:profile")
    response = Client().post(f"{reverse('account:sign-in')}?next={wanted}", {"username": "wu", "password": GOOD})
    assert response.headers["Location"] == wanted
    Membership.objects.create(user=wu, district=Cast().district, role=Role.ORGANISER)
    assert lands(Client()) == reverse("setup:contests")


def test_guessing_passwords_ends_after_ten_and_does_not_touch_others():
    a_member_with_password()
    client = client_of()
    for _ in range(10):
        assert "Incorrect user name or password" in text_of(sign_in(client, "wrong"))
    assert "Too many attempts. Wait 15 minutes" in text_of(sign_in(client, GOOD))
    assert "Incorrect user name or password" in text_of(sign_in(client, "wrong", "li"))


def test_one_changes_ones_own_password():
    wu = a_member_with_password()
    client = client_of()
    client.force_login(wu)
    new = "another good one 7"
    wrong = client.post(reverse("account:password"), {"old": "no", "new": new, "again": "different"})
    assert "Incorrect password." in text_of(wrong)
    assert "The two new passwords do not match." in text_of(wrong)
    client.post(reverse("account:password"), {"old": GOOD, "new": new, "again": new})
    assert client.get(reverse("account:profile")).status_code == 200
    assert Client().login(username="wu", password=new)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_queries_for_three_as_for_one(admin, count, django_assert_num_queries):
    district = Cast().district
    for n in range(count):
        a_community(district, f"Street {n}", f"Community {n}")
        a_user(f"person{n}")
    with django_assert_num_queries(9):
        admin.get(at("district", slug=district.slug))
    with django_assert_num_queries(9):
        admin.get(at("people"))
