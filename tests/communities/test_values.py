"""Values of indicators: entered, confirmed by another, published, replaced; nothing is lost on the way."""

from decimal import Decimal

import pytest
from django.urls import reverse

from communities import actions
from communities.models import Achievement, Community, Indicator, Journal
from communities.periods import read_period
from communities.queries import latest_changes_of_localities
from communities.rules.proposals import proposal_of
from communities.rules.values import Entry
from tests.cast import NOW, Cast, a_community, all_organise, later
from tests.refusals import refused

pytestmark = pytest.mark.django_db
YEAR = read_period("2025")


@pytest.fixture
def cast():
    return all_organise(Cast())


def starters(cast):
    actions.take_starter_set(district=cast.district, by=cast.wang, now=NOW)
    return {row.code: row for row in cast.district.indicators.all()}


def entered(cast, quantity, *, community=None, by=None, **options):
    community = community or Community.objects.first() or a_community(cast.district)
    indicator = options.pop("indicator", None) or Indicator.objects.get(code="LD05")
    number = None if quantity is None else Decimal(quantity)
    entry = Entry(indicator.pk, community.pk, options.pop("period", YEAR), number, **options.pop("evidence", {}))
    common = {"district": cast.district, "by": by or cast.wang, "now": NOW}
    return actions.enter_values(entries=[entry], **common, **options)


def standing():
    rows = Achievement.objects.filter(retired_at=None, indicator__isnull=False).order_by("pk")
    return [(str(row.quantity), row.state) for row in rows]


def waiting(state="entered"):
    return list(Achievement.objects.filter(retired_at=None, state=state).values_list("pk", flat=True))


def published(cast, quantity, **options):
    entered(cast, quantity, **options)
    actions.confirm_values(district=cast.district, seen=waiting(), by=cast.li, now=later(1))
    actions.publish_values(district=cast.district, seen=waiting("confirmed"), by=cast.wang, now=later(2))


def read_by_residents(client):
    return client.get(reverse("public:community", args=[Community.objects.get().pk])).content.decode()


def test_a_value_comes_to_the_residents_by_two_people_and_stays_until_another_is_published(cast, client):
    starters(cast)
    entered(cast, "47")
    common = {"district": cast.district, "now": later(1)}
    first = waiting()
    with refused("needs-a-second-person"):
        actions.confirm_values(seen=first, by=cast.wang, **common)
    actions.confirm_values(seen=first, by=cast.li, **common)
    with refused("already"):
        actions.confirm_values(seen=first, by=cast.zhao, **common)
    assert "<strong>47</strong>" not in read_by_residents(client)
    actions.publish_values(seen=first, by=cast.wang, **common)
    assert "<strong>47</strong> 件" in read_by_residents(client)
    entered(cast, "48", by=cast.li, source="年报.xlsx")
    assert standing() == [("47", "published"), ("48", "entered")]
    assert "<strong>47</strong>" in read_by_residents(client)
    actions.confirm_values(seen=waiting(), by=cast.wang, **common)
    actions.publish_values(seen=waiting("confirmed"), by=cast.wang, **common)
    assert standing() == [("48", "published")]
    assert "<strong>48</strong>" in read_by_residents(client)
    assert Achievement.objects.get(pk=first[0]).retired_at == later(1)
    line = Journal.objects.filter(verb="values-entered").latest("pk")
    place = "Qidixiang · 解决居民急难愁盼问题"
    assert (line.detail["source"], line.detail["values"], line.detail["before"]) == (
        "年报.xlsx",
        {place: "48"},
        {place: "47"},
    )


def test_entering_twice_is_once_and_what_somebody_else_entered_meanwhile_is_not_overwritten(cast):
    rows = starters(cast)
    assert (entered(cast, "47").entered, entered(cast, "47.0").entered) == (1, 0)
    place = (rows["LD05"].pk, Community.objects.get().pk, "2025")
    entered(cast, "48", by=cast.li, seen={place: "47"})
    with refused("stale", places=["Qidixiang · 解决居民急难愁盼问题"]):
        entered(cast, "49", seen={place: "47"})
    assert entered(cast, "48", seen={place: "47"}).entered == 0
    old = waiting()
    entered(cast, "50", by=cast.li)
    with refused("stale"):
        actions.confirm_values(district=cast.district, seen=old, by=cast.wang, now=NOW)
    assert entered(cast, None).taken_back == 1
    assert standing() == []


def test_what_is_entered_back_as_it_is_published_takes_back_what_waits(cast):
    starters(cast)
    published(cast, "47")
    entered(cast, "48")
    assert entered(cast, "47").taken_back == 1
    assert standing() == [("47", "published")]
    with refused("published-stays"):
        entered(cast, None)
    value = Achievement.objects.get(retired_at=None)
    with refused("reason-needed"):
        actions.withdraw_value(value=value, reason=" ", by=cast.wang, now=NOW)
    actions.withdraw_value(value=value, reason="counted twice", by=cast.wang, now=NOW)
    with refused("already"):
        actions.withdraw_value(value=value, reason="again", by=cast.wang, now=NOW)
    assert standing() == []


def test_nonsense_is_refused(cast):
    rows = starters(cast)
    with refused("bad-values"):
        entered(cast, "-1")
    for evidence in ({"evidence_link": "javascript:alert(1)"}, {"evidence": "a" + chr(27)}):
        with refused("bad-evidence"):
            entered(cast, "1", evidence=evidence)
    theirs = a_community(Cast("heping", ("qian",)).district)
    with refused("unknown-fields"):
        entered(cast, "1", community=theirs)
    values = {"since": "2026"}
    actions.change_indicator(indicator=rows["LD05"], values=values, seen={"since": ""}, by=cast.wang, now=NOW)
    with refused("before-since"):
        entered(cast, "1", community=Community.objects.exclude(pk=theirs.pk).get())
    with refused("stale"):
        actions.change_indicator(
            indicator=rows["LD05"], values={"since": "2027"}, seen={"since": ""}, by=cast.li, now=NOW
        )


def test_the_catalogue_begins_with_the_starter_set_and_keeps_what_has_values(cast):
    own = {"code": "LD01", "name": "网格", "unit": "个", "pillar": "linkage", "adds_up": "last"}
    with refused("invalid", errors={"code": ["blank"], "pillar": ["invalid_choice"]}):
        actions.create_indicator(
            district=cast.district, values={**own, "code": "", "pillar": "fifth"}, by=cast.wang, now=NOW
        )
    mine = actions.create_indicator(district=cast.district, values=own, by=cast.wang, now=NOW)
    rows = starters(cast)
    assert rows["LD01"] == mine
    with refused("already"):
        starters(cast)
    entered(cast, "3", indicator=rows["FW01"])
    with refused("in-use"):
        actions.remove_indicator(indicator=rows["FW01"], by=cast.wang, now=NOW)
    actions.remove_indicator(indicator=mine, by=cast.wang, now=NOW)
    with refused("gone"):
        actions.remove_indicator(indicator=mine, by=cast.wang, now=NOW)
    with refused("in-use", object="Qidixiang"):
        actions.remove_locality(row=Community.objects.get(), by=cast.wang, now=NOW)


def test_an_achievement_in_words_becomes_a_value_and_residents_go_on_reading_it(cast, client):
    rows = starters(cast)
    community = a_community(cast.district)
    values = {
        "pillar": "service",
        "title": "“我是雷锋”志愿服务队",
        "quantity": Decimal(7),
        "unit": "支",
        "period": "2025年",
    }
    common = {"by": cast.wang, "now": NOW}
    old = actions.create_achievement(community=community, values=values, **common)
    near = {**values, "pillar": "linkage", "title": "联席会议成员单位", "unit": "家", "period": "去年"}
    other = actions.create_achievement(community=community, values=near, **common)
    found = [proposal_of(each, list(rows.values())) for each in (old, other)]
    assert [(each.indicator, each.period) for each in found] == [(rows["FW01"], YEAR), (rows["LD01"], None)]
    district = {"district": cast.district, **common}
    with refused("another-unit", unit="支", other="件"):
        actions.map_achievements(meant={old.pk: (rows["LD05"].pk, YEAR)}, **district)
    actions.map_achievements(meant={old.pk: (rows["FW01"].pk, YEAR)}, **district)
    with refused("already"):
        actions.map_achievements(meant={old.pk: (rows["FW01"].pk, YEAR)}, **district)
    assert "<strong>7</strong> 支" in read_by_residents(client)
    with refused("counted-value"):
        actions.change_locality(row=old, values={"quantity": Decimal(8)}, **common)
    with refused("counted-value"):
        actions.remove_locality(row=old, **common)
    again = actions.create_achievement(community=community, values=values, **common)
    with refused("value-there"):
        actions.map_achievements(meant={again.pk: (rows["FW01"].pk, YEAR)}, **district)
    assert Journal.objects.get(verb="achievements-mapped").detail["before"] == {
        "Qidixiang · “我是雷锋”志愿服务队": ["2025年", "7", "支"]
    }


def test_the_catalogue_does_not_change_what_values_say(cast):
    starters(cast)
    entered(cast, "47")
    indicator = Indicator.objects.get(code="LD05")
    common = {"indicator": indicator, "by": cast.wang, "now": NOW}
    with refused("unit-in-use"):
        actions.change_indicator(values={"unit": "万件"}, **common)
    with refused("values-before"):
        actions.change_indicator(values={"since": "2025-Q2"}, **common)
    actions.change_indicator(values={"since": "2025", "name": "Solved", "adds_up": "last"}, **common)
    entered(cast, None)
    actions.change_indicator(values={"unit": "万件", "since": "2026"}, **common)


def test_a_line_that_is_written_late_is_noticed_though_its_number_is_lower():
    """On PostgreSQL a transaction that began earlier may be done later: what was kept in between must not stay."""
    line = {"at": later(9), "who_label": "Wang", "verb": "values-published"}
    Journal.objects.create(pk=9_000, **line)
    between = latest_changes_of_localities()
    assert latest_changes_of_localities() == between
    Journal.objects.create(pk=8_000, **line)
    assert latest_changes_of_localities() != between
