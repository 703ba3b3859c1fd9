"""Two administrators with the same page open: each one's work stays, and where both mean one field they are asked."""

import pytest
from django.urls import reverse

from communities import actions
from communities.models import Achievement, District, Secretary, Street
from tests.browsers import client_of
from tests.cast import NOW, Cast, a_community, a_user
from tests.pages.setup.windows import Window
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def at(name, row):
    return reverse(f"administration:{name}", args=[row.pk])


def an_achievement(community):
    return Achievement.objects.create(
        community=community, pillar="team", title="Pairs", quantity="3", unit="pairs", period="2026"
    )


FORMS = {
    "district": ({"name": "Tiexi New"}, {"description": "Old houses"}, "Tiexi West"),
    "street": ({"name": "Xinggong"}, {}, "Zhufeng West"),
    "community": ({"name": "Maizitun"}, {"profile": "26 houses"}, "Qigong"),
    "secretary": ({"name": "Zhao"}, {"until": "2026-01-31"}, "Zhou"),
    "achievement": ({"title": "Pairs of two"}, {"quantity": "4.5"}, "Couples"),
    "person": ({"name": "Li Na"}, {"username": "li.na"}, "Li Ning"),
}


@pytest.fixture
def rows():
    cast = Cast()
    community = a_community(cast.district)
    return {
        "district": District.objects.get(),
        "street": Street.objects.get(),
        "community": community,
        "secretary": Secretary.objects.create(community=community, name="Wu"),
        "achievement": an_achievement(community),
        "person": cast.li,
    }


@pytest.mark.sqlite_suffices
@pytest.mark.parametrize("kind", FORMS)
def test_two_administrators_keep_each_others_work_and_are_asked_where_both_mean_one_field(rows, kind):
    first, second, third = FORMS[kind]
    field, value = next(iter(first.items()))
    row = rows[kind]
    address = at(kind if kind == "person" else f"change-{kind}", row)
    one, two, late = (
        Window(client_of(a_user(name, is_administrator=True)), address, field) for name in ("first", "other", "late")
    )
    one.send(**first)
    if second:
        assert "meanwhile" not in two.send(**second)
        row.refresh_from_db()
        assert getattr(row, field) == value, "what the other has saved stays"
        assert [str(getattr(row, name)) for name in second] == list(second.values())
    told = late.send(**{field: third})
    assert "Somebody else has changed this in the meantime" in told
    assert value in told
    assert late.shown(field) == third
    row.refresh_from_db()
    assert getattr(row, field) == value
    late.send(**{f"keep-{field}": "mine"})
    row.refresh_from_db()
    assert getattr(row, field) == third


def test_a_secretary_whom_two_enter_at_once_is_told_to_the_second(rows):
    address = at("new-secretary", rows["community"])
    one, two = (Window(client_of(a_user(name, is_administrator=True)), address, "name") for name in ("a", "b"))
    one.send(name="Sun Bo")
    assert "Somebody else has just added “Sun Bo”" in two.send(name="Sun Bo")
    assert Secretary.objects.filter(name="Sun Bo").count() == 1


def test_a_change_of_what_was_changed_since_it_was_seen_is_refused(rows):
    street, by = rows["street"], a_user("first", is_administrator=True)
    seen, then = {"name": street.name}, {"by": by, "now": NOW}
    actions.change_locality(row=street, values={"name": "Xinggong"}, seen=seen, **then)
    with refused("stale", fields=["name"], seen={"name": "Xinggong"}):
        actions.change_locality(row=street, values={"name": "Qixing"}, seen=seen, **then)
    li, was = rows["person"], {"name": rows["person"].name, "is_active": True}
    actions.change_person(user=li, values={"name": "Li Na", "is_active": True}, seen=was, **then)
    with refused("stale", fields=["name"], seen={"name": "Li Na", "is_active": True}):
        actions.change_person(user=li, values={"name": "Li Ning", "is_active": True}, seen=was, **then)
    actions.change_person(user=li, values={"name": was["name"], "is_active": False}, seen=was, **then)
    assert (li.name, li.is_active) == ("Li Na", False), "only what its sender changed is written"
