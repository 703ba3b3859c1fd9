"""What values come to: exactly, over periods and communities, with what is missing said."""

import doctest
from decimal import Decimal
from fractions import Fraction

import pytest

from communities.models import AddsUp, Community, District, Indicator, Street
from communities.periods import Period, read_period
from communities.results import rollup
from communities.results.rollup import amount_of, by_street, offered_periods, own_figure, total_of, usual_period

pytestmark = pytest.mark.sqlite_suffices
YEAR = Period(2025)


def quantities(**by_period):
    return {
        read_period(f"2025-{code}" if code != "year" else "2025"): Decimal(text) for code, text in by_period.items()
    }


def come_to(adds_up, period=YEAR, since=None, **by_period):
    amount = amount_of(quantities(**by_period), period, adds_up, since and read_period(f"2025-{since}"))
    return (amount.text, " ".join(each.code[5:] for each in amount.periods)) if amount else None


def test_the_examples_hold():
    assert doctest.testmod(rollup).failed == 0


def test_a_year_is_made_of_whatever_makes_it_up_and_of_nothing_less():
    parts = {"H1": "3", "Q3": "1.5", "Q4": "0"}
    assert come_to(AddsUp.SUM, **parts) == ("4.5", "H1 Q3 Q4")
    assert come_to(AddsUp.SUM, year="9", **parts) == ("9", "")
    assert come_to(AddsUp.SUM, H1="3", Q3="1.5") is None
    assert come_to(AddsUp.MEAN, H1="1", H2="2") == ("1.5", "H1 H2")
    assert come_to(AddsUp.LAST, H1="3", Q2="4", Q1="9") == ("3", "H1")
    assert come_to(AddsUp.NONE, H1="3", H2="4") is None
    assert come_to(AddsUp.SUM, period=Period(2025, 4, 3), H1="3") is None


def test_what_is_counted_from_some_period_on_is_made_up_from_there():
    late = {"Q2": "1", "Q3": "2", "Q4": "2"}
    assert come_to(AddsUp.SUM, since="Q2", **late) == ("5", "Q2 Q3 Q4")
    assert come_to(AddsUp.SUM, since="Q1", **late) is None
    assert come_to(AddsUp.MEAN, since="Q2", **late) == ("1.66…", "Q2 Q3 Q4")
    assert come_to(AddsUp.SUM, period=Period(2025, 1, 6), since="Q3", **late) is None


def a_district(*names):
    district = District(name="Tiexi", totals=[{"pillar": "team", "title": "Pairs", "quantity": "10", "unit": "pairs"}])
    streets = [Street(pk=n, district=district, name=f"Street {n}") for n in (1, 2)]
    return district, [Community(pk=n, street=streets[n // 3], name=name) for n, name in enumerate(names, 1)]


def test_a_total_opens_to_its_parts_and_stands_beside_the_district_s_own_figure():
    district, communities = a_district("A", "B", "C")
    pairs = Indicator(pk=1, name="Pairs", unit="pairs", pillar="team", adds_up="sum")
    published = {(1, 1): quantities(year="3"), (1, 3): quantities(H1="2", H2="4.5")}
    total = total_of(pairs, communities, published, YEAR)
    assert (total.text, total.reported, len(total.shares)) == ("9.5", 2, 3)
    streets = [(str(street), of.text, of.reported, len(of.shares)) for street, of in by_street(total, published, YEAR)]
    assert streets == [("Street 1", "3", 1, 2), ("Street 2", "6.5", 1, 1)]
    assert own_figure(district, total, YEAR).difference == "−0.5"
    half = total_of(pairs, communities, published, Period(2025, 1, 6))
    assert (half.text, own_figure(district, half, Period(2025, 1, 6)).difference) == ("2", None)
    pairs.adds_up = "mean"
    assert total_of(pairs, communities, published, YEAR).number == Fraction(25, 8)
    pairs.unit = "couples"
    assert own_figure(district, total, YEAR).difference is None


def test_first_the_latest_year_or_the_latest_part_of_it_that_there_is():
    quarters = [Period(2025, first, 3) for first in (1, 4, 7, 10)]
    assert usual_period([Period(2024), *quarters]) == YEAR
    assert usual_period([Period(2024), *quarters[:3]]) == quarters[2]
    half = Period(2025, 1, 6)
    there = [*Period(2024).parts, half, quarters[1], Period(2025, 6, 1)]
    assert usual_period(there) == half
    assert offered_periods(there, half) == [Period(2025, 6, 1), quarters[1], half, Period(2024)]
    assert offered_periods(there, Period(2024)) == [half, *reversed(Period(2024).parts), Period(2024)]
    assert usual_period([]) is None
