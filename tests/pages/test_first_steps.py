"""The first start: from an empty database, by the links of the panel alone, to the contest whose overview goes on."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from communities.models import Community, District, Membership, Role, Secretary, User
from contests.models import Contest
from tests.cast import Cast, a_community, a_draft, a_member, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
PANEL = re.compile(r'(?s)<section class="first-steps".*?</section>')
NEXT = re.compile(r'(?s)<aside class="next-step".*?</aside>')
STEP = re.compile(r'(?s)<li class="(\w*)".*?<h3>(.*?)</h3>.*?</li>')
BUTTON = re.compile(r'<a class="btn btn-\w+" href="([^"]+)">([^<]+)</a>')
GOOD = "correct horse battery"


def signed(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def panel(client, path="/administration/"):
    found = PANEL.search(client.get(path).content.decode())
    return found[0] if found else ""


def steps(client, path="/administration/"):
    """Each step with whether it is done, due or waits."""
    return {re.sub(r"\s*<.*", "", title).strip(): state for state, title in STEP.findall(panel(client, path))}


def button(html, words):
    """Where the button with these words leads."""
    (link,) = [link for link, said in BUTTON.findall(html) if unescape(said) == words]
    return link


def pressed(client, path, **typed):
    """Type something into the page behind a button, and read the page that follows."""
    assert client.get(path).status_code == 200
    answer = client.post(path, typed, follow=True)
    assert answer.redirect_chain != [], answer.content.decode()
    return answer


def next_button(answer, words):
    """The way on from the page one is on."""
    found = NEXT.search(answer.content.decode())
    assert found is not None
    return button(found[0], words)


CHOSEN = re.compile(r'(?s)name="(role|district)".*?<option value="(\w+)" selected>')
"""What a select of a form begins with."""


def entered(admin, answer, username, role):
    """Somebody gets an account and, in the same form, the role that is needed next."""
    link = next_button(answer, "New person")
    offered = dict(CHOSEN.findall(admin.get(link).content.decode()))
    assert offered == {"role": role, "district": str(District.objects.get().pk)}
    answer = pressed(admin, link, username=username, name=username.title(), password=GOOD, **offered)
    assert list(User.objects.get(username=username).memberships.values_list("role", flat=True)) == [role]
    return answer


def test_from_nothing_to_the_overview_by_the_links_of_the_panel(django_user_model):
    admin = signed(django_user_model.objects.create(username="admin", is_administrator=True, name="Admin"))
    assert steps(admin, "/manage/") == steps(admin) == {"District": "now"}
    answer = pressed(admin, button(panel(admin, "/manage/"), "New district"), name="Tiexi", slug="tiexi")
    answer = pressed(admin, next_button(answer, "New street"), name="Zhufeng")
    answer = pressed(admin, next_button(answer, "New community in Zhufeng"), name="Qidixiang")
    answer = pressed(admin, next_button(answer, "New secretary in Qidixiang"), name="Zhao")
    more = re.search(r'href="([^"]+)">More<span class="visually-hidden"> Communities', panel(admin))
    assert more is not None
    link = re.search(r'href="([^"]+)">New community<', admin.get(more[1]).content.decode())
    answer = pressed(admin, link[1], name="Gongrencun")
    assert steps(admin)["Secretaries"] == "now"
    answer = pressed(admin, next_button(answer, "New secretary in Gongrencun"), name="Qian")
    answer = entered(admin, answer, "wang", "organiser")
    entered(admin, answer, "li", "desk")
    assert list(steps(admin).values()) == ["done"] * 5 + ["now"]
    assert "Wang can sign in now and begin it" in panel(admin)
    assert "2 accounts, organisers included" in panel(admin)

    wang = Client(headers={"accept-language": "en"})
    wang.post(reverse("account:sign-in"), {"username": "wang", "password": GOOD})
    own = {"new": f"{GOOD} of my own", "again": f"{GOOD} of my own"}
    wang.post(reverse("account:password"), {"old": GOOD, **own})
    begin = button(panel(wang, "/manage/"), "Create the first contest")
    pressed(wang, begin, preset="stage", seats="7", where=District.objects.get().pk, title="First", date="2026-11-20")
    assert panel(wang, "/manage/") == panel(admin) == panel(admin, "/manage/") == ""
    overview = wang.get(reverse("manage:contest", args=[Contest.objects.get().pk])).content.decode()
    assert "Check before opening" in overview
    assert [Community.objects.count(), Secretary.objects.count(), Membership.objects.count()] == [2, 2, 2]


def test_nothing_is_led_to_once_the_district_has_a_contest():
    cast, admin = Cast(), signed(a_user("admin", is_administrator=True))
    place = a_community(cast.district)
    page = reverse("administration:community-page", args=[place.pk])
    assert NEXT.search(admin.get(page).content.decode())
    a_draft(cast)
    assert panel(admin) == ""
    assert not NEXT.search(admin.get(page).content.decode())


def test_a_secretary_who_has_left_office_does_not_fill_the_place():
    cast, admin = Cast(), signed(a_user("admin", is_administrator=True))
    first, second = a_community(cast.district), a_community(cast.district, name="Second")
    Secretary.objects.create(community=first, name="Zhao")
    Secretary.objects.create(community=second, name="Qian", since="2020-01-01", until="2025-01-01")
    assert "1 of 2" in panel(admin)
    assert button(panel(admin), "New secretary in Second") == reverse("administration:new-secretary", args=[second.pk])
    Secretary.objects.create(community=second, name="Sun")
    assert steps(admin)["Secretaries"] == "done"


def test_a_closed_account_does_not_count():
    cast, admin = Cast(), signed(a_user("admin", is_administrator=True))
    assert steps(admin)["Desk"] == "done"
    User.objects.filter(pk__in=[cast.li.pk, cast.zhao.pk]).update(is_active=False)
    assert (steps(admin)["Organiser"], steps(admin)["Desk"]) == ("done", "")


def test_who_organises_sees_what_is_missing_and_who_enters_it():
    cast = Cast()
    a_user("admin", is_administrator=True)
    wang = signed(cast.wang)
    assert "entered by an administrator: Admin" in panel(wang, "/manage/")
    assert [words for _link, words in BUTTON.findall(panel(wang, "/manage/"))] == ["Create the first contest"]
    assert steps(wang, "/manage/")["First contest"] == "now"


def test_who_organises_nothing_is_not_led_into_refusals():
    cast = Cast()
    assert panel(signed(cast.sun), "/manage/") == panel(signed(cast.li), "/manage/") == ""


def test_an_administrator_who_organises_begins_the_contest_at_once():
    district = Cast().district
    admin = signed(a_member(district, "both", Role.ORGANISER))
    User.objects.filter(username="both").update(is_administrator=True)
    assert button(panel(admin), "Create the first contest") == reverse("setup:new")


@pytest.mark.parametrize("count", [1, 3])
def test_the_panel_takes_as_many_queries_for_three_districts_as_for_one(count, django_assert_num_queries):
    admin = signed(a_user("admin", is_administrator=True))
    for n in range(count):
        a_community(Cast(f"d{n}", (f"wang{n}", f"li{n}")).district)
    with django_assert_num_queries(6):
        admin.get("/administration/")
    with django_assert_num_queries(8):
        admin.get("/manage/")


def test_a_community_without_a_secretary_wants_its_own_first():
    cast, admin = Cast(), signed(a_user("admin", is_administrator=True))
    a_community(cast.district)
    second = a_community(cast.district, name="Second")
    answer = admin.get(reverse("administration:community-page", args=[second.pk]))
    assert next_button(answer, "New secretary in Second") == reverse("administration:new-secretary", args=[second.pk])
