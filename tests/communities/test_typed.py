"""What people type for numbers, times and codes, and what is meant."""

from decimal import Decimal

import pytest

from communities.typed import NumberFault, read_clock, read_code, read_number, read_serials

NUMBERS = (
    ("８８．５０", "88.50"),
    ("１，247", "1247"),
    ("1,247.5", "1247.5"),
    ("−０．５", "-0.5"),
    ("36。5", "36.5"),
    (".5", "0.5"),
    ("36.", "36"),
    (" 95 分", "95"),
)
UNCLEAR = (
    ("36,5", NumberFault.COMMA),
    ("12,34", NumberFault.COMMA),
    ("0,500", NumberFault.COMMA),
    ("36、5", NumberFault.COMMA),
    ("1500+", NumberFault.OPEN),
    ("1500余", NumberFault.OPEN),
    ("约1500", NumberFault.OPEN),
    ("≥90", NumberFault.OPEN),
    ("95.5％", NumberFault.PERCENT),
    ("9 5", NumberFault.GAP),
    ("1e3", NumberFault.OTHER),
    ("36²", NumberFault.OTHER),
    ("九十五", NumberFault.OTHER),
    ("9" * 300, NumberFault.OTHER),
    ("1_000", NumberFault.OTHER),
    ("", NumberFault.OTHER),
)


def test_numbers_are_read_or_it_is_said_what_is_unclear():
    for text, number in NUMBERS:
        assert str(read_number(text)) == number, text
    for text, fault in UNCLEAR:
        assert read_number(text) is fault, text
    assert read_number("-1", r"\A[0-9]+\Z") is NumberFault.OTHER
    assert read_number("1") == Decimal(1)


EIGHT_21 = [
    "8:21",
    "０８：２１",
    "8∶21",
    "08:21",
    "8'21\"",
    "8′21″",
    "8’21”",
    "8'21''",
    "８＇２１＂",
    "8分21秒",
    "8分钟21秒",
    "8分21",
    "8m21s",
    "8.21",
    "8。21",
    "8,21",
    "8-21",
    "0821",
    "0:08:21",
    "00:08:21",
    "08:21.35",
    "501秒",
    "501s",
]


def test_times_are_read_or_all_they_can_mean_is_said():
    for text in (*EIGHT_21, "8 21", " 8 : 21 ", "8 分 21 秒", "8　21", "8 min 21 sec"):
        assert read_clock(text) == (501,), text
    for text, times in (
        ("821", (501, 821)),
        ("1230", (750, 1230)),
        ("90", (90, 5400)),
        ("8", (8, 480)),
        ("8:5", (485, 530)),
        ("8:7", (487,)),
        ("8.5", (510, 485)),
        ("8.75", (525,)),
        ("491", (491,)),
        ("8:11:12", (491, 29472)),
        ("10821", (4101, 10821)),
        ("0", (0,)),
        ("8分", (480,)),
        ("8'", (480,)),
        ("1:02:03", (62, 3723)),
    ):
        assert read_clock(text) == times, text
    for text in ("", "8:61", "8'75\"", "abc", "-5", "9999999", "8:21:99:1", "8²", "'", "八分"):
        assert read_clock(text) == (), text


@pytest.mark.parametrize("text", ["tx－2026－0001", "ＴＸ-2026-0001", " TX 2026 0001 ", "tx—2026—OOO1", "tx-2026-000l"])
def test_a_serial_number_is_found_however_it_is_typed(text):
    assert "tx-2026-0001" in {serial.casefold() for serial in read_serials(text)}


def test_a_code_is_compared_without_width_case_blanks_and_strokes():
    assert {read_code(text) for text in ("P3PX-6X9E", "p3px6x9e", "Ｐ３ｐｘ－６Ｘ９Ｅ", "p3px — 6x9e\n")} == {
        "P3PX6X9E"
    }
