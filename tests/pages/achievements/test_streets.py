"""A street enters and confirms the values of its own communities, and nobody else's."""

import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from communities.actions import (
    enter_values,
    give_role,
    publish_values,
    take_role,
    take_starter_set,
    withdraw_value,
)
from communities.models import Achievement, Indicator, Membership, Role
from communities.periods import Period
from communities.rules.values import Entry
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_community, a_draft, a_user
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def at(name, **parts):
    return reverse(f"achievements:{name}", kwargs={"slug": "tiexi", **parts})


def test_a_street_confirms_what_its_communities_have_done_and_nothing_of_others():
    cast = Cast()
    admin = a_user("admin", is_administrator=True)
    take_starter_set(district=cast.district, by=cast.wang, now=NOW)
    here, there = a_community(cast.district), a_community(cast.district, "Xinggong", "Maizitun")
    qu = a_user("qu")
    sent = {"district": cast.district.pk, "role": "street"}
    page = client_of(admin).post(reverse("administration:give", args=[qu.pk]), sent)
    assert "Choose the street of this district." in text_of(page)
    client_of(admin).post(reverse("administration:give", args=[qu.pk]), {**sent, "street": here.street_id})
    indicator = Indicator.objects.get(code="LD05")
    entries = [Entry(indicator.pk, each.pk, Period(2025), Decimal(7)) for each in (here, there)]
    by = {"district": cast.district, "now": NOW}
    enter_values(entries=entries, by=cast.wang, **by)
    own, others = Achievement.objects.order_by("community")
    street = client_of(qu)
    a_draft(cast)
    contests = text_of(street.get(reverse("setup:contests")))
    assert ("Achievements of the communities" in contests, "District contest" in contests) == (True, False)
    for page in (street.get(at("grid")), street.get(at("waiting"))):
        assert "Zhufeng" in text_of(page)
        assert "Maizitun" not in text_of(page)
    assert "Xinggong" not in text_of(street.get(at("waiting")))
    assert "Confirm values (1)" in text_of(street.get(at("grid")))
    batch = {"street": here.street_id, "period": "2025"}
    street.post(at("batch", **batch), {"seen": json.dumps([own.pk]), "confirm": "1"})
    assert "Confirm values (" not in text_of(street.get(at("grid")))
    assert Achievement.objects.get(pk=own.pk).confirmed_by == qu
    page = street.post(at("batch", **batch), {"seen": json.dumps([others.pk]), "confirm": "1"}, follow=True)
    assert "these are of another: Maizitun" in text_of(page)
    assert street.post(at("batch", **batch), {"seen": json.dumps([own.pk]), "publish": "1"}).status_code == 403
    for address in (
        at("batch", street=there.street_id, period="2025"),
        at("value", indicator=indicator.pk, community=there.pk, period="2025"),
    ):
        assert street.get(address).status_code == 404
    page = street.post(at("sheet"), {"rows": "社区\t时期\tLD05\nMaizitun\t2025\t9\nQidixiang\t2025\t8"})
    assert "0 new, 1 changed, 0 unchanged, 0 refused." in text_of(page)
    assert "One row of another street is left out." in text_of(page)
    with refused("another-street"):
        enter_values(entries=[Entry(indicator.pk, there.pk, Period(2026), Decimal(7))], by=qu, **by)
    with refused("organisers-publish"):
        publish_values(seen=[own.pk], by=qu, **by)
    publish_values(seen=[own.pk], by=cast.wang, **by)
    with refused("organisers-publish"):
        withdraw_value(value=own, reason="counted twice", by=qu, now=NOW)
    take_role(membership=qu.memberships.get(), by=admin, now=NOW)
    with refused("another-street"):
        enter_values(entries=[Entry(indicator.pk, here.pk, Period(2026), Decimal(7))], by=qu, **by)


def test_a_role_of_a_street_is_for_one_street_of_the_district():
    cast, other = Cast(), Cast("heping", ("qian",))
    admin, qu = a_user("admin", is_administrator=True), a_user("qu")
    here, elsewhere = a_community(cast.district).street, a_community(other.district).street
    common = {"user": qu, "district": cast.district, "role": Role.STREET, "by": admin, "now": NOW}
    for street in (None, elsewhere):
        with refused("street-needed"):
            give_role(street=street, **common)
    given = give_role(street=here, **common)
    assert given == give_role(street=here, **common)
    for change in ({"street": elsewhere}, {"street": None}, {"role": Role.DESK}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=given.pk).update(**change)


def test_a_supervisor_who_is_of_a_street_too_enters_and_confirms_for_it_and_reads_all():
    cast, admin, qu = Cast(), a_user("admin", is_administrator=True), a_user("qu")
    take_starter_set(district=cast.district, by=cast.wang, now=NOW)
    here, there = a_community(cast.district), a_community(cast.district, "Xinggong", "Maizitun")
    indicator = Indicator.objects.get(code="LD05")
    entries = [Entry(indicator.pk, each.pk, Period(2025), Decimal(7)) for each in (here, there)]
    enter_values(district=cast.district, entries=entries, by=cast.wang, now=NOW)
    for role, street in ((Role.SUPERVISOR, None), (Role.STREET, here.street)):
        give_role(user=qu, district=cast.district, role=role, street=street, by=admin, now=NOW)
    browser = client_of(qu)
    own, other = browser.get(at("grid")), browser.get(at("grid"), {"street": there.street_id})
    assert ("Save these values" in text_of(own), "Confirm values (1)" in text_of(own)) == (True, True)
    assert ("Maizitun" in text_of(other), "Save these values" in text_of(other)) == (True, False)
    batches = [text_of(browser.get(at("batch", street=each.street_id, period="2025"))) for each in (here, there)]
    assert ["Confirm this value" in batch for batch in batches] == [True, False]
    place = {"indicator": indicator.pk, "community": here.pk, "period": "2025"}
    browser.post(at("value", **place), {"quantity": "9"})
    assert Achievement.objects.filter(community=here, retired_at=None).get().entered_by == qu
    for address in (at("value", **{**place, "community": there.pk}), f"{at('grid')}?street={there.street_id}"):
        assert browser.post(address, {"quantity": "9"}).status_code == 403
