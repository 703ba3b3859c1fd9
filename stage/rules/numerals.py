"""Numbers as they are read aloud in Chinese.

The whole part has its units (一百零五), then comes 点, then digit by digit (九十点零五). School books read every
decimal, 九十二点二零. Whoever announces a score leaves out the zeros at its end, since the hall sees them on screen:
92.20 is read 九十二点二, and 95.0 is read 九十五; so it is here. How numbers are written (GB/T 15835) leaves it open.
"""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
GROUPS = ("", "万", "亿", "万亿", "亿亿")
NUMBER = re.compile(r"([+\-−]?)([0-9]+)(?:\.([0-9]+))?…?")
LONGEST = len(UNITS) * len(GROUPS)
SIGNS = {"-": "负", "−": "负"}


def read_aloud(number: str) -> str:
    """A decimal number as it is read aloud; "" for what is no number, or too long to be read.

    >>> [read_aloud(number) for number in ("92.20", "95.0", "88.05", "66.171…")]
    ['九十二点二', '九十五', '八十八点零五', '六十六点一七一']
    >>> [read_aloud(number) for number in ("0", "0.05", "-0.50", "−1", "+2")]
    ['零', '零点零五', '负零点五', '负一', '二']
    >>> [read_aloud(number) for number in ("10", "12", "20", "100", "105", "110", "112", "1001", "1010", "10050")]
    ['十', '十二', '二十', '一百', '一百零五', '一百一十', '一百一十二', '一千零一', '一千零一十', '一万零五十']
    >>> read_aloud("123450060070.8009"), read_aloud("100000"), read_aloud("ten"), read_aloud("")
    ('一千二百三十四亿五千零六万零七十点八零零九', '十万', '', '')
    """
    found = NUMBER.fullmatch(number)
    if found is None or len(found[2]) > LONGEST:
        return ""
    sign, whole, decimals = found[1], found[2], (found[3] or "").rstrip("0")
    point = "点" + "".join(DIGITS[int(digit)] for digit in decimals) if decimals else ""
    return SIGNS.get(sign, "") + _whole(whole) + point


def _whole(digits: str) -> str:
    """A whole number: groups of four digits, a 零 wherever digits are left out between two that are read."""
    padded = digits.zfill(-(-len(digits) // 4) * 4)
    groups = [padded[n : n + 4] for n in range(0, len(padded), 4)]
    said, gap = "", False
    for n, group in enumerate(groups):
        if not group.strip("0"):
            gap = bool(said)
            continue
        said += ("零" if said and (gap or group[0] == "0") else "") + _four(group) + GROUPS[len(groups) - 1 - n]
        gap = False
    said = said or DIGITS[0]
    return said[1:] if said.startswith("一十") else said


def _four(group: str) -> str:
    """Up to four digits; zeros before the first of them are not read here.

    >>> _four("0105"), _four("0010"), _four("2000")
    ('一百零五', '一十', '二千')
    """
    said, gap = "", False
    for place, digit in zip((3, 2, 1, 0), group, strict=True):
        if digit == "0":
            gap = bool(said)
            continue
        said += ("零" if gap else "") + DIGITS[int(digit)] + UNITS[place]
        gap = False
    return said
