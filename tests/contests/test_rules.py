"""Draw, rosters, points: plain values in and out."""

from decimal import Decimal
from hashlib import sha256

import pytest

from communities.refused import Refused
from contests.models import RubricItem
from contests.rules.draw import drawn
from contests.rules.points import points_fault
from contests.rules.roster import Entry, entries_of, rows_of_csv


def by_the_book(numbers, seed):
    """The draw as its description reads, written a second time: take one out, put it at the end."""
    left = sorted(numbers)
    order = []
    while len(left) > 1:
        k = len(left)
        chosen = int(sha256(f"{seed}:{k}".encode()).hexdigest(), 16) % k
        order.insert(0, left[chosen])
        left[chosen] = left[-1]
        left.pop()
    return left + order


def test_a_draw_is_what_its_description_says():
    numbers = [f"{n:02d}" for n in range(1, 31)]
    for seed in ("", "两邻", "dice 3 5 1"):
        assert drawn(reversed(numbers), seed=seed) == by_the_book(numbers, seed)
    assert drawn([], seed="x") == []


def test_a_draw_that_was_made_once_stays_so():
    assert drawn(["01", "02", "03", "04", "05"], seed="two neighbourhoods") == ["04", "03", "01", "02", "05"]


def test_every_order_comes_up():
    orders = {tuple(drawn("abc", seed=str(n))) for n in range(100)}
    assert len(orders) == 6


def test_a_list_pasted_from_a_spreadsheet():
    rows = [
        {"编号": 1, "姓名": " 林砚秋 ", "社区": "桐荫里社区", "街道": "桐音街道", "题目": "一张网格图", "备注": "x"},
        {"编号": None, "姓名": "", "社区": "", "街道": "", "题目": "", "备注": ""},
        {"编号": "02", "姓名": "赵启澄"},
    ]
    assert entries_of(rows) == [
        Entry("1", "林砚秋", "桐荫里社区", "桐音街道", "一张网格图"),
        Entry("02", "赵启澄"),
    ]


@pytest.mark.parametrize(
    ("rows", "code", "facts"),
    [
        ([], "no-rows", {}),
        ([{"姓名": "a"}], "missing-columns", {"columns": ["number"]}),
        (
            [{"no": "1", "name": "a"}, {"no": "1", "name": ""}],
            "bad-rows",
            {"problems": [(3, "empty", {"column": "name"}), (3, "number-taken", {"number": "1"})]},
        ),
        (
            [{"no": "1", "name": "n" * 300}],
            "bad-rows",
            {"problems": [(2, "too-long", {"column": "name", "most": 60, "length": 300})]},
        ),
    ],
)
def test_a_list_that_cannot_be_taken(rows, code, facts):
    with pytest.raises(Refused) as error:
        entries_of(rows)
    assert (error.value.code, error.value.facts) == (code, facts)


def test_numbers_that_are_taken_already():
    with pytest.raises(Refused) as error:
        entries_of([{"no": "01", "name": "a"}], taken=["01"])
    assert error.value.facts["problems"] == [(2, "number-taken", {"number": "01"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_as_spreadsheets_write_it(encoding, separator):
    text = "编号,姓名,社区\r\n01,林砚秋,桐荫里社区\r\n".replace(",", separator)
    assert entries_of(rows_of_csv(text.encode(encoding))) == [Entry("01", "林砚秋", "桐荫里社区")]


def test_a_csv_as_spreadsheets_write_unicode_text():
    text = "编号\t姓名\r\n01\t林砚秋\r\n"
    assert entries_of(rows_of_csv(text.encode("utf-16"))) == [Entry("01", "林砚秋")]


def test_rows_keep_their_numbers_past_blank_ones():
    text = '编号,姓名,题目\n\n01,林砚秋,"两行\n题目"\n,,\n,赵启澄\n02\n'
    with pytest.raises(Refused) as error:
        entries_of(rows_of_csv(text.encode()))
    assert error.value.facts["problems"] == [
        (5, "empty", {"column": "number"}),
        (6, "empty", {"column": "name"}),
    ]
    assert entries_of(rows_of_csv(text.encode())[:3]) == [Entry("01", "林砚秋", title="两行\n题目")]


def test_of_two_columns_with_one_meaning_the_filled_one_counts():
    text = "编号,姓名,书记,姓名,\n01,,林砚秋,,x\n02,赵启澄,,,,y,z\n"
    assert entries_of(rows_of_csv(text.encode())) == [Entry("01", "林砚秋"), Entry("02", "赵启澄")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04\xff\xff", "unknown-encoding"),
        (b"\xff\xfe\x00", "unknown-encoding"),
        (b"no,name\n01," + b"x" * 200_000, "no-table"),
    ],
)
def test_a_file_that_is_no_csv(content, code):
    with pytest.raises(Refused) as error:
        rows_of_csv(content)
    assert error.value.code == code


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n", "编号,姓名\n".encode(), b"\x00\x00,\x00"])
def test_a_file_without_rows(content):
    with pytest.raises(Refused) as error:
        entries_of(rows_of_csv(content))
    assert error.value.code == "no-rows"


def test_numbers_as_spreadsheets_hold_them():
    assert entries_of([{"no": 1.0, "name": "a"}, {"no": 0.1 + 0.2, "name": 7}]) == [Entry("1", "a"), Entry("0.3", "7")]


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ("40", None),
        ("40.0", None),
        ("0", None),
        ("36.5", None),
        ("41", "above"),
        ("-1", "below"),
        ("36.55", "step"),
        ("NaN", "above"),
    ],
)
def test_points_an_item_takes(points, fault):
    item = RubricItem(maximum=Decimal(40), step=Decimal("0.1"))
    assert points_fault(item, Decimal(points)) == fault


@pytest.mark.parametrize("points", ["1E-16", "0.0000000000000001"])
def test_points_that_no_column_takes(points):
    assert points_fault(RubricItem(maximum=Decimal(40)), Decimal(points)) == "step"


def test_any_decimal_without_a_step():
    assert points_fault(RubricItem(maximum=Decimal(40)), Decimal("36.123456789")) is None
