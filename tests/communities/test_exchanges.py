"""Pairs, visits and tours: recorded, published, added to, taken back, removed."""

from datetime import date

import pytest
from django.urls import reverse

from communities import actions
from communities.models import Exchange, Journal
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_community, a_district, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def recorded(cast, *places, **changes):
    values = {"kind": "visit", "title": "A week in Huangu", "began": date(2026, 3, 2), "who": "Li", **changes}
    values["communities"] = [place.pk for place in places]
    return actions.create_exchange(district=cast.district, values=values, by=cast.wang, now=NOW)


def test_a_record_is_read_by_residents_from_publishing_to_taking_back(cast):
    here, other = a_community(cast.district), a_community(cast.district, name="Maizitun")
    row = recorded(cast, here, ended=date(2026, 3, 6))
    resident, by = client_of(), {"by": cast.wang, "now": later(1)}
    paths = [
        reverse("public:district", args=[cast.district.slug]),
        reverse("public:community", args=[here.pk]),
        reverse("public:year", args=[cast.district.slug, 2026]),
    ]

    def read():
        return ["A week in Huangu" in text_of(resident.get(path)) for path in (*paths, *paths)][3:]

    assert read() == [False] * 3
    actions.publish_exchange(exchange=row, seen=0, **by)
    assert read() == [True] * 3
    assert "A week in Huangu" not in text_of(resident.get(reverse("public:community", args=[other.pk])))
    with refused("already"):
        actions.publish_exchange(exchange=row, seen=0, **by)
    with refused("public-stays"):
        actions.remove_exchange(exchange=row, **by)
    actions.change_exchange(exchange=row, values={"outcome": "A list of their own"}, **by)
    assert "A list of their own" in text_of(resident.get(paths[2]))
    with refused("reason-needed"):
        actions.withdraw_exchange(exchange=row, reason=" ", **by)
    actions.withdraw_exchange(exchange=row, reason="A name is wrong", **by)
    assert read() == [False] * 3
    with refused("not-public"):
        actions.withdraw_exchange(exchange=row, reason="Again", **by)
    actions.remove_exchange(exchange=row, **by)
    assert not Exchange.objects.exists()


def test_only_communities_of_the_district_take_part_and_one_that_did_is_not_removed(cast):
    here, elsewhere = a_community(cast.district), a_community(a_district("heping"), "Far")
    with refused("another-district"):
        recorded(cast, elsewhere)
    row = recorded(cast, here)
    with refused("in-use"):
        actions.remove_locality(row=here, by=cast.wang, now=NOW)
    with refused("invalid"):
        recorded(cast, here, ended=date(2026, 3, 1))
    with refused("stale"):
        Exchange.objects.update(who="Zhao")
        actions.change_exchange(exchange=row, values={"who": "Sun"}, seen={"who": "Li"}, by=cast.wang, now=NOW)
    actions.change_exchange(exchange=row, values={"communities": []}, by=cast.wang, now=later(1))
    assert not row.communities.exists()
    assert Journal.objects.order_by("pk").last().detail == {"communities": []}


def test_what_was_changed_meanwhile_is_not_published_unread_nor_written_over(cast):
    here, other = a_community(cast.district), a_community(cast.district, name="Maizitun")
    row, by = recorded(cast, here), {"by": cast.li, "now": later(1)}
    actions.change_exchange(
        exchange=row, values={"communities": [here.pk, other.pk]}, seen={"communities": [here.pk]}, **by
    )
    with refused("stale", seen=1):
        actions.publish_exchange(exchange=row, seen=0, **by)
    with refused("stale", fields=["communities"]):
        actions.change_exchange(exchange=row, values={"communities": []}, seen={"communities": [here.pk]}, **by)
    left_alone = {"communities": [here.pk], "who": "Sun"}
    actions.change_exchange(exchange=row, values=left_alone, seen={"communities": [str(here.pk)], "who": "Li"}, **by)
    assert set(row.communities.all()) == {here, other}
    actions.publish_exchange(exchange=row, seen=2, **by)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(202, 6, 1), date(9999, 12, 31)])
def test_a_year_that_is_a_slip_of_the_hand_is_asked_about(cast, day):
    with refused("invalid", errors={"began": ["far-off"]}):
        recorded(cast, began=day)
    here = a_community(cast.district)
    with refused("invalid", errors={"since": ["far-off"]}):
        actions.create_secretary(community=here, values={"name": "Zhao", "since": day}, by=cast.wang, now=NOW)


@pytest.mark.sqlite_suffices
def test_an_organiser_records_a_pair_and_publishes_it(cast):
    here, wang = a_community(cast.district), client_of(cast.wang)
    path = reverse("exchange:new-record", args=[cast.district.slug, "pair"])
    page = wang.post(path, {"title": "", "began": "2026-03-02"})
    assert "Please fill this in." in text_of(page)
    sent = {"title": "Paired with Heping", "began": "2026-03-02", "communities": [here.pk], "beyond": "Heping"}
    page = wang.post(path, sent, follow=True)
    assert "Not published" in text_of(page)
    row = Exchange.objects.get()
    publish = reverse("exchange:publish-record", args=["tiexi", row.pk])
    for seen in ("", "1", "9" * 5000, "²"):
        assert "Somebody else has just changed this." in text_of(wang.post(publish, {"seen": seen}, follow=True))
    assert "Published." in text_of(wang.post(publish, {"seen": "0"}, follow=True))
    assert "Paired with Heping" in text_of(client_of().get(reverse("public:community", args=[here.pk])))
    assert client_of().get(reverse("public:year", args=["tiexi", 2025])).status_code == 404
    page = wang.post(reverse("exchange:withdraw-record", args=["tiexi", row.pk]), {"reason": "A name is wrong " * 20})
    assert "at most 200 characters" in text_of(page)
    assert "A name is wrong A name" in page.content.decode()
    actions.withdraw_exchange(exchange=row, reason="Mine", by=cast.li, now=later(9))
    page = wang.post(reverse("exchange:withdraw-record", args=["tiexi", row.pk]), {"reason": "A name is wrong"})
    assert "Residents do not read this" in text_of(page)
    assert 'value="A name is wrong"' in page.content.decode()
    page = wang.post(path, {"title": "Paired", "began": "0001-03-02"})
    assert "write all four digits" in text_of(page)
