"""From an empty catalogue to what residents read: by two people, and in two windows."""

import json
import re
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communities.actions import (
    confirm_values,
    enter_values,
    map_achievements,
    publish_values,
    take_starter_set,
    withdraw_value,
)
from communities.models import Achievement, District, Indicator
from communities.periods import Period
from communities.rules.values import Entry
from tests.browsers import client_of, text_of
from tests.cast import NOW, Cast, a_community, all_organise
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return all_organise(Cast())


def at(name, **parts):
    return reverse(f"achievements:{name}", kwargs={"slug": "tiexi", **parts})


def seen_in(response):
    return unescape(re.search(r'name="seen" value="([^"]*)"', response.content.decode())[1])


def test_from_the_starter_set_to_what_residents_read(cast, client):
    wang, li = client_of(cast.wang), client_of(cast.li)
    assert "no community" not in text_of(wang.get(at("grid")))
    wang.post(at("starter-set"))
    here, there = a_community(cast.district), a_community(cast.district, "Xinggong", "Maizitun")
    indicator = Indicator.objects.get(code="LD05")
    page = wang.get(at("grid"), {"period": "2025年"})
    first, second = f"v_{indicator.pk}_{here.pk}", f"v_{indicator.pk}_{there.pk}"
    typed = {"seen": seen_in(page), first: "１，247", second: "many"}
    way = f"{at('grid')}?period=2025"
    assert 'value="many"' in wang.post(way, typed).content.decode()
    assert not Achievement.objects.exists()
    wang.cookies["django_language"] = "zh-hans"
    assert "已保存2个数值。 须由另一人确认。" in text_of(wang.post(way, {**typed, second: "3"}, follow=True))
    wang.cookies["django_language"] = "en"
    assert list(Achievement.objects.order_by("pk").values_list("quantity", "state")) == [
        (1247, "entered"),
        (3, "entered"),
    ]
    batch = at("batch", street=here.street_id, period="2025")
    assert "Somebody else of the street, another organiser of the district or" in text_of(wang.get(batch))
    li.post(batch, {"seen": seen_in(li.get(batch)), "confirm": "1"})
    wang.post(batch, {"seen": seen_in(wang.get(batch)), "publish": "1"})
    assert "<strong>1247</strong>" in client.get(reverse("public:community", args=[here.pk])).content.decode()
    other = at("batch", street=there.street_id, period="2025")
    held_back = Achievement.objects.get(state="entered")
    page = li.post(other, {"seen": json.dumps([held_back.pk]), "hold": [held_back.pk], "confirm": "1"}, follow=True)
    assert Achievement.objects.get(pk=held_back.pk).state == "entered"
    assert "nothing left to confirm" in text_of(page)
    value = at("value", indicator=indicator.pk, community=here.pk, period="2025")
    row = Achievement.objects.get(state="published")
    page = wang.post(at("withdraw", pk=row.pk), {"reason": "counted twice " * 40})
    assert "at most 400 characters" in text_of(page)
    assert "counted twice counted" in page.content.decode()
    wang.post(at("withdraw", pk=row.pk), {"reason": "counted twice"})
    assert "no more, since" in text_of(wang.get(value))
    page = wang.post(at("withdraw", pk=row.pk), {"reason": "counted thrice"})
    assert 'value="counted thrice"' in page.content.decode()
    assert "<strong>1247</strong>" not in client.get(reverse("public:community", args=[here.pk])).content.decode()


def test_two_type_in_two_windows_and_neither_overwrites_the_other(cast):
    wang, li = client_of(cast.wang), client_of(cast.li)
    wang.post(at("starter-set"))
    here, there = (a_community(cast.district, name=name) for name in ("Qidixiang", "Zhufengli"))
    indicator = Indicator.objects.get(code="LD05")
    first, second = (f"v_{indicator.pk}_{place.pk}" for place in (here, there))
    way = f"{at('grid')}?period=2025-Q2"
    seen = seen_in(wang.get(way))
    li.post(way, {"seen": seen, first: "4", second: ""})
    page = wang.post(way, {"seen": seen, first: "5", second: "7"})
    assert "Somebody has just entered 4 here." in text_of(page)
    wang.post(way, {"seen": seen, first: "", second: "7"})
    standing = Achievement.objects.filter(retired_at=None).order_by("community").values_list("quantity", flat=True)
    assert list(standing) == [4, 7]
    wang.post(way, {"seen": seen_in(page), first: "5", second: "7"})
    assert list(standing.all()) == [5, 7]


def test_an_indicator_and_what_was_in_words(cast):
    wang = client_of(cast.wang)
    values = {
        "code": "ｌｄ01",
        "name": "Pairs",
        "unit": "pairs",
        "pillar": "team",
        "adds_up": "sum",
        "since": "one day",
    }
    assert "is not a period" in text_of(wang.post(at("new-indicator"), values))
    wang.post(at("new-indicator"), {**values, "since": "2025年上半年"})
    indicator = Indicator.objects.get()
    assert (indicator.code, indicator.since) == ("LD01", "2025-H1")
    old = Achievement.objects.create(
        community=a_community(cast.district),
        pillar="team",
        title="Pairs",
        quantity="3",
        unit="pairs",
        period="last year",
    )
    page = wang.get(at("in-words"))
    assert f'<option value="{indicator.pk}" selected>' in page.content.decode()
    sent = {f"indicator_{old.pk}": indicator.pk, f"period_{old.pk}": "last year"}
    assert "Nothing is ticked" in text_of(wang.post(at("in-words"), {**sent, f"period_{old.pk}": ""}))
    assert "is not a period" in text_of(wang.post(at("in-words"), {**sent, f"take_{old.pk}": "on"}))
    wang.post(at("in-words"), {**sent, f"take_{old.pk}": "on", f"period_{old.pk}": "2025"})
    assert Achievement.objects.get().indicator == indicator
    wang.post(at("remove-indicator", pk=indicator.pk))
    assert Indicator.objects.exists()


@pytest.mark.sqlite_suffices
def test_residents_read_totals_that_open_to_their_parts(cast):
    """Of the year with who has reported, beside the district's own figure, down to the bar of a community."""
    own = [{"pillar": "linkage", "title": "需求清单", "quantity": "20", "unit": "项"}]
    District.objects.update(totals=own, totals_source="A report")
    by = {"district": cast.district, "now": NOW}
    take_starter_set(by=cast.wang, **by)
    indicator, anybody = Indicator.objects.get(code="LD02"), client_of()
    here, there, _silent = (a_community(cast.district, f"Street {n // 2}", f"Community {n}") for n in range(3))
    halves = [Entry(indicator.pk, here.pk, half, Decimal(n)) for n, half in enumerate(Period(2025).parts, 2)]
    enter_values(entries=[*halves, Entry(indicator.pk, there.pk, Period(2025), Decimal(7))], by=cast.wang, **by)
    seen = list(Achievement.objects.values_list("pk", flat=True))
    confirm_values(seen=seen, by=cast.li, **by)
    publish_values(seen=seen, by=cast.wang, **by)
    page = text_of(anybody.get(reverse("public:district", args=["tiexi"])))
    assert "What the communities report: 2025" in page
    assert "需求清单 12 项 2 of 3 communities have reported 20 项 −8" in page
    assert "Source: A report" in page
    page = anybody.get(reverse("public:indicator", args=["tiexi", indicator.pk]))
    assert "Community 0 5 first half of 2025, second half of 2025 Community 1 7 2025" in text_of(page)
    assert "0 of 1 communities have reported" in text_of(page)
    assert page.content.decode().count('role="img"') == 2
    page = text_of(anybody.get(reverse("public:street", args=["tiexi", here.street_id])))
    assert "Street 0 What the communities report: 2025" in page
    assert "需求清单 12 项 2 of 2 communities have reported" in page
    assert "Community 2" not in page
    half = text_of(anybody.get(reverse("public:indicator", args=["tiexi", indicator.pk]), {"period": "2025-H2"}))
    assert "3 项 second half of 2025 · 1 of 3 communities has reported" in half
    assert "Difference" not in half
    withdraw_value(value=Achievement.objects.get(community=there), reason="counted twice", by=cast.li, now=NOW)
    assert "需求清单 5 项 1 of 3 communities" in text_of(anybody.get(reverse("public:district", args=["tiexi"])))
    page = anybody.get(reverse("public:indicator", args=["tiexi", indicator.pk]))
    assert "Community 1 –" in text_of(page)


@pytest.mark.sqlite_suffices
def test_residents_see_what_is_incomplete_and_are_shown_the_latest_period_first(cast):
    """Two of three have reported the half-year that is just over: the fall is theirs who have not."""
    by, anybody = {"district": cast.district, "now": NOW}, client_of()
    take_starter_set(by=cast.wang, **by)
    communities = [a_community(cast.district, name=f"Community {n}") for n in range(3)]
    indicator, other = Indicator.objects.get(code="LD02"), Indicator.objects.get(code="LD05")
    halves = [*Period(2025).parts, Period(2026, 1, 6)]
    entries = [Entry(indicator.pk, each.pk, half, Decimal(90)) for each in communities for half in halves]
    entries[-1] = Entry(other.pk, communities[0].pk, halves[-1], Decimal(7))
    enter_values(entries=entries, by=cast.wang, **by)
    seen = list(Achievement.objects.values_list("pk", flat=True))
    confirm_values(seen=seen, by=cast.li, **by)
    publish_values(seen=seen, by=cast.wang, **by)
    page = anybody.get(reverse("public:district", args=["tiexi"]))
    assert "What the communities report: first half of 2026 first half of 2026 2025 For each" in text_of(page)
    assert ">2 of 3 communities, 1 in full</text>" in page.content.decode()
    assert page.content.decode().count('class="chart-number"') == 1
    empty = text_of(anybody.get(reverse("public:district", args=["tiexi"]), {"period": "2026-Q4"}))
    assert "Nothing has been published for this period yet." in empty
    page = anybody.get(reverse("public:indicator", args=["tiexi", indicator.pk]))
    assert page.content.decode().count("incomplete") == 3
    assert "180 2 of 3 communities have reported incomplete" in text_of(page)
    assert "A hollow point: not every community has reported." in text_of(page)
    assert "2026-H1<" not in page.content.decode()


def test_what_was_exported_and_is_sent_back_changes_nothing_and_twice_is_once(cast):
    wang, by = client_of(cast.wang), {"by": cast.wang, "now": NOW}
    take_starter_set(district=cast.district, **by)
    a_community(cast.district, "铸锋街道", "汽笛巷社区")
    pasted = "社区\t时期\tLD05\t网格员\n汽笛巷\t2025年上半年\t47\t3+\n汽笛巷\t2025-H2\t48\t"
    page = wang.post(at("sheet"), {"rows": pasted})
    assert "2 new, 0 changed, 0 unchanged, 1 refused. Nothing is stored yet." in text_of(page)
    assert "D2: “3+” under “网格员” is not a number." in text_of(page)
    assert not Achievement.objects.exists()
    payload = unescape(re.search(r'name="payload" value="([^"]*)"', page.content.decode())[1])
    for _again in range(2):
        wang.post(at("take-sheet"), {"payload": payload, "source": "年报.xlsx"})
    assert list(Achievement.objects.order_by("pk").values_list("quantity", "source")) == [
        (47, "年报.xlsx"),
        (48, "年报.xlsx"),
    ]
    for name in ("wide-sheet", "long-sheet"):
        content = wang.get(at(name), {"period": "2025"}).content
        file = SimpleUploadedFile("back.xlsx", content)
        again = text_of(wang.post(at("sheet"), {"file": file}))
        assert "0 new, 0 changed, 2 unchanged, 0 refused." in again
        assert "Enter" not in again.partition("Nothing is stored yet.")[2]
    page = wang.post(at("sheet"), {"rows": pasted.replace("47", "46")})
    assert "0 new, 1 changed, 1 unchanged, 1 refused." in text_of(page)
    assert re.search(r"C2 汽笛巷社区 LD05 解决居民急难愁盼问题 first half of 2025 47 → 46", text_of(page))
    part = {"payload": json.dumps({"2024": [[*an_entry("1").place[:2], "3", None]]}), "before": "4000"}
    told = wang.post(at("take-sheet"), {**part, "more": "1"}, headers={"accept": "application/json"})
    assert (told.json(), "entered." in text_of(wang.get(at("waiting")))) == ({"total": 4001}, False)
    told = wang.post(at("take-sheet"), {**part, "before": "4001"}, headers={"accept": "application/json"})
    assert (told.json(), "4001 values entered." in text_of(wang.get(at("waiting")))) == ({"total": 4001}, True)
    enter_values(district=cast.district, entries=[an_entry("45")], by=cast.li, now=NOW)
    payload = unescape(re.search(r'name="payload" value="([^"]*)"', page.content.decode())[1])
    late = wang.post(at("take-sheet"), {"payload": payload}, follow=True)
    assert "Somebody else has just changed this." in text_of(late)
    told = wang.post(at("take-sheet"), {"payload": payload}, headers={"accept": "application/json"})
    assert "Somebody else has just changed this." in told.json()["refused"]
    assert "could not be read again" in text_of(wang.post(at("take-sheet"), {"payload": "[[1]]"}, follow=True))


@pytest.mark.sqlite_suffices
def test_a_large_form_is_read_as_far_as_the_server_lets_it_in(cast):
    """Four thousand values with their evidence, or a long sheet that is pasted, are more than 2.5 MB."""
    wang = client_of(cast.wang)
    take_starter_set(district=cast.district, by=cast.wang, now=NOW)
    place = [Indicator.objects.first().pk, a_community(cast.district).pk]
    payload = json.dumps({"2025": [[*place, "3", None, "长" * 900_000, ""]]}, ensure_ascii=False)
    assert "The evidence of these is too long" in text_of(
        wang.post(at("take-sheet"), {"payload": payload}, follow=True)
    )
    rows = "社区\t时期\tLD05\t备注\nQidixiang\t2025\t5\t" + "长" * 900_000
    assert "1 new, 0 changed, 0 unchanged, 0 refused." in text_of(wang.post(at("sheet"), {"rows": rows}))


def an_entry(quantity):
    row = Achievement.objects.filter(period="2025-H1").first()
    return Entry(row.indicator_id, row.community_id, Period(2025, 1, 6), Decimal(quantity))


def test_all_that_is_confirmed_for_a_period_is_published_at_once(cast):
    wang, by = client_of(cast.wang), {"district": cast.district, "now": NOW}
    take_starter_set(by=cast.wang, **by)
    places = [a_community(cast.district, f"Street {n}", f"Community {n}") for n in range(3)]
    indicator = Indicator.objects.get(code="LD05")
    entries = [Entry(indicator.pk, each.pk, Period(2025), Decimal(n)) for n, each in enumerate(places, 4)]
    enter_values(entries=entries, by=cast.wang, **by)
    first, second, third = Achievement.objects.order_by("pk").values_list("pk", flat=True)
    confirm_values(seen=[first, second], by=cast.li, **by)
    assert "2025 (2)" in text_of(wang.get(at("waiting")))
    page = wang.get(at("period", period="2025"))
    assert "Street 0 1 · Street 1 1" in text_of(page)
    assert "LD05 解决居民急难愁盼问题 2 9 件" in text_of(page)
    wang.post(at("period", period="2025"), {"seen": seen_in(page), "publish": "1"})
    states = Achievement.objects.order_by("pk").values_list("pk", "state")
    assert list(states) == [(first, "published"), (second, "published"), (third, "entered")]
    assert "Nothing waits here." in text_of(wang.get(at("period", period="2025")))


def test_of_what_is_counted_in_whole_numbers_no_half_comes_in_by_any_way(cast):
    """Grid, page of a value, sheet, hand-made post and mapping; who wants halves is told where whole numbers stand."""
    wang, where = client_of(cast.wang), a_community(cast.district)
    take_starter_set(district=cast.district, by=cast.wang, now=NOW)
    indicator = Indicator.objects.get(code="LD01")
    place = {"indicator": indicator.pk, "community": where.pk, "period": "2025"}
    name, told = f"v_{indicator.pk}_{where.pk}", "counted in whole numbers"
    page = wang.get(at("grid"), {"period": "2025"})
    assert told in text_of(wang.post(f"{at('grid')}?period=2025", {"seen": seen_in(page), name: "26.5"}))
    assert told in text_of(wang.post(at("value", **place), {"quantity": "26.5"}))
    page = wang.post(at("sheet"), {"rows": "社区\t时期\tLD01\tLD02\nQidixiang\t2025\t２６．５\t3.0"})
    assert "C2: “社区联席会议成员单位” is counted in whole numbers, and this is ２６．５." in text_of(page)
    assert "1 new, 0 changed, 0 unchanged, 1 refused." in text_of(page)
    made = {"payload": json.dumps({"2025": [[indicator.pk, where.pk, "26.5", None]]}), "source": "x"}
    assert told in text_of(wang.post(at("take-sheet"), made, follow=True))
    words = Achievement.objects.create(
        community=where, pillar="linkage", title="成员单位", quantity="26.5", unit="家", period="2025"
    )
    with refused("not-whole"):
        map_achievements(district=cast.district, meant={words.pk: (indicator.pk, Period(2025))}, by=cast.wang, now=NOW)
    change = {name: getattr(indicator, name) for name in ("code", "name", "unit", "pillar", "adds_up")}
    wang.post(at("indicator", pk=indicator.pk), change)
    wang.post(at("value", **place), {"quantity": "26.5"})
    page = wang.post(at("indicator", pk=indicator.pk), {**change, "whole": "on"})
    assert "has a value that is no whole number: 26.5, Qidixiang 2025." in text_of(page)
