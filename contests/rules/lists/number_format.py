"""What a spreadsheet displays of a number: the one it holds, rounded as the format of its cell says."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

BESIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
"""What stands in a format beside the number: words, conditions and colours, blanks as wide as a sign."""
DIGITS = re.compile(r"[#0?,]*[#0?](?:\.([#0?]*))?")
MOST_DIGITS = 300


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
