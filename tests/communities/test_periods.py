"""Periods as people write them: what is clear is read, the rest is refused with a sentence."""

import doctest

import pytest
from django.utils import translation

from communities import periods
from communities.periods import Period, period_of, read_period
from communities.refused import Refused
from communities.wording import sentence

pytestmark = pytest.mark.sqlite_suffices
YEAR = [Period(2025), *[Period(2025, first, months) for months in (6, 3, 1) for first in range(1, 13, months)]]


def test_the_examples_hold():
    assert doctest.testmod(periods).failed == 0


def test_a_period_reads_back_from_its_code_and_from_its_words():
    for period in YEAR:
        assert period_of(period.code) == read_period(period.code) == period
        for language in ("zh-hans", "en"):
            with translation.override(language):
                assert read_period(str(period)) == period
    with translation.override("en"):
        words = [str(YEAR[n]) for n in (0, 1, 4, 12)]
    assert words == ["2025", "first half of 2025", "second quarter of 2025", "June 2025"]


def test_what_is_no_period_is_refused_with_a_sentence():
    for text in (
        "",
        "25年",
        "去年",
        "2025年第五季度",
        "2025-13",
        "2025年2-7月",
        "2025年1-5月",
        "1247",
        "2025-00",
        "20256",
    ):
        with pytest.raises(Refused) as refused:
            read_period(text)
        with translation.override("en"):
            told = sentence(refused.value)
        assert told.startswith(f"“{text}” is not a period.")


def test_each_lies_in_the_next_longer_and_they_stand_in_order_of_time():
    for period in YEAR:
        assert all(period.contains(part) and not part.contains(period) for part in period.parts)
        assert sum(part.months for part in period.parts) in {0, period.months}
    first = [period.code for period in sorted(YEAR)][:5]
    assert first == ["2025", "2025-H1", "2025-Q1", "2025-01", "2025-02"]
    assert not Period(2024).contains(Period(2025, 1, 1))
