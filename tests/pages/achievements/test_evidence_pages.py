"""A picture shows that a value is so: a street adds it, who confirms looks at it, residents see it once published."""

import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communities import actions
from communities.models import Achievement, Indicator, Role
from communities.periods import read_period
from communities.rules.values import Entry
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_community, a_user
from tests.films import JPEG, a_photo, a_png

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]  # actions and guards are tried on both
SLUG = {"slug": "tiexi"}


def at(name, **parts):
    return reverse(f"achievements:{name}", kwargs={**SLUG, **parts})


def sent(name, data):
    return SimpleUploadedFile(name, data)


def test_a_street_adds_a_photo_that_residents_see_once_it_is_published():
    cast = Cast()
    admin, qu, strange = a_user("admin", is_administrator=True), a_user("qu"), a_user("strange")
    by = {"by": cast.wang, "now": NOW}
    actions.take_starter_set(district=cast.district, **by)
    community = a_community(cast.district)
    actions.give_role(user=qu, district=cast.district, role=Role.STREET, street=community.street, by=admin, now=NOW)
    indicator = Indicator.objects.get(code="LD05")
    entry = Entry(indicator.pk, community.pk, read_period("2025"), Decimal(3))
    actions.enter_values(district=cast.district, entries=[entry], **by)
    page = at("value", indicator=indicator.pk, community=community.pk, period="2025")
    street, organiser, anybody = client_of(qu), client_of(cast.wang), client_of(strange)

    def value():
        return Achievement.objects.get(retired_at=None)

    broken = street.post(at("add-value-file", pk=value().pk), {"file": sent("hall.jpg", JPEG[:-2])})
    assert "This picture is damaged" in text_of(broken)
    photo = {"file": sent("hall of the centre.jpg", a_photo()), "small": sent("small.png", a_png(3, 4))}
    street.post(at("add-value-file", pk=value().pk), photo)
    assert "hall of the centre" in text_of(street.get(page))
    file = {"pk": value().pk, "file": value().files.get().pk}
    assert street.get(at("value-file", **file))["Content-Type"] == "image/jpeg"
    assert street.get(at("value-file", **file) + "?small").content == a_png(3, 4)
    assert anybody.get(at("value-file", **file)).status_code == 404
    assert anybody.get(reverse("public:value-file", kwargs=file)).status_code == 404  # residents do not read it yet
    batch = at("batch", street=community.street_id, period="2025")
    assert "hall of the centre" in text_of(organiser.get(batch))
    organiser.post(batch, {"seen": json.dumps([value().pk]), "confirm": "1"})
    organiser.post(batch, {"seen": json.dumps([value().pk]), "publish": "1"})
    public = anybody.get(reverse("public:community", args=[community.pk]))
    assert "hall of the centre" in text_of(public)
    shown = anybody.get(reverse("public:value-file", kwargs=file))
    assert (shown.status_code, b"GPS" in shown.content) == (200, False)
    known = {"HTTP_IF_NONE_MATCH": shown["ETag"]}
    assert anybody.get(reverse("public:value-file", kwargs=file), **known).status_code == 304
    assert client_of(cast.zhao).get(at("value-file", **file)).status_code in {403, 404}
