"""What a spreadsheet displays of a number: the one it holds, rounded as the format of its cell says, or a date."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

BESIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
"""What stands in a format beside the number: words, conditions and colours, blanks as wide as a sign."""
DIGITS = re.compile(r"[#0?,]*[#0?](?:\.([#0?]*))?")
MOST_DIGITS = 300
YEAR_AND_MONTH, MONTH_AND_DAY, WHOLE_DATE, TIME = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"', 'h"时"mm"分"'
CHINESE_DATES = {
    **dict.fromkeys((27, 36, 50, 52, 57), YEAR_AND_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), MONTH_AND_DAY),
    **dict.fromkeys((30, 31), WHOLE_DATE),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), TIME),
}
"""The formats that a Chinese Excel names by number alone: 9-5 becomes 58, 2026-6 becomes 57. For everybody else
they mean nothing, so that a cell with one would be read as the number of days since 1900."""


def displayed_otherwise(text: str, form: str) -> str:
    """A number as its cell displays it, where that is another number than it holds; else "".

    >>> displayed_otherwise("87.86", "0.0"), displayed_otherwise("87.86000001", "0.00_ ")
    ('87.9', '87.86')
    >>> displayed_otherwise("-2.5", '#,##0"分";[Red]-0"分"')
    '-3'
    >>> [displayed_otherwise("87.86", form) for form in ("0.000", "General", "@", "# ?/?")]
    ['', '', '', '']
    """
    stored = Decimal(text)
    if not stored.is_finite() or stored.adjusted() > MOST_DIGITS:
        return ""
    sections = [BESIDE.sub("", section) for section in re.sub(r'"[^"]*"', "", form).split(";")]
    section = sections[1] if stored < 0 and len(sections) > 1 else sections[0]
    found = DIGITS.fullmatch(section.strip().lstrip("+-").strip())
    decimals = len(found[1] or "") if found else MOST_DIGITS
    if decimals >= -int(stored.normalize().as_tuple().exponent):
        return ""
    rounded = stored.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded:f}"


def displayed_month(value: date | datetime | time | timedelta, form: str) -> str:
    """The month as in 2026-06 that a cell with a date displays, where its format shows year and month and no day.

    >>> displayed_month(date(2026, 6, 1), "yyyy-mm"), displayed_month(date(2026, 6, 1), "[$-804]mmm-yy;@")
    ('2026-06', '2026-06')
    >>> displayed_month(date(2026, 6, 1), YEAR_AND_MONTH), displayed_month(date(2026, 6, 1), "yyyy-mm-dd")
    ('2026-06', '')
    """
    pattern = BESIDE.sub("", re.sub(r'"[^"]*"', "", form)).casefold().partition(";")[0]
    whole = isinstance(value, date) and "y" in pattern and "m" in pattern and not set("dhs") & set(pattern)
    return f"{value:%Y-%m}" if whole and isinstance(value, date) else ""
