"""A sheet of values goes out and comes in again as it was, in every form people send it."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from communities.models import Achievement, Community, Indicator, Street
from communities.periods import Period
from communities.refused import Refused
from communities.rules.values import change_by
from contests.rules.lists import sheets_of_file, sheets_of_text
from contests.rules.value_lists import VALUES, read_values
from contests.rules.value_sheets import long_sheet, wide_sheet
from contests.wording import ROW_SENTENCES
from tests.contests.lists.workbooks import a_page

pytestmark = pytest.mark.sqlite_suffices
YEAR, QUARTER = Period(2025), Period(2026, 4, 3)
STREETS = [Street(pk=1, name="铸锋街道"), Street(pk=2, name="暖川街道")]
COMMUNITIES = [
    Community(pk=1, street=STREETS[0], name="汽笛巷社区"),
    Community(pk=2, street=STREETS[0], name="暖川社区"),
    Community(pk=3, street=STREETS[1], name="暖川社区"),
]
NAMES = st.text("网格员清单AB1（）() .-", min_size=1, max_size=8).map(str.strip).filter(bool)
CODES = st.from_regex(r"\A[A-Z][A-Z0-9.-]{0,4}[0-9]\Z")
NUMBERS = st.integers(0, 10**18).map(lambda number: Decimal(number).scaleb(-4).normalize())
CATALOGUES = st.lists(
    st.tuples(CODES, NAMES), min_size=1, max_size=3, unique_by=(lambda row: row[0], lambda row: row[1])
)


def indicators_of(rows):
    return [Indicator(pk=n, code=code, name=name, unit="个") for n, (code, name) in enumerate(rows, 1)]


def value(indicator, community, period, number, **evidence):
    return Achievement(indicator=indicator, community=community, period=period.code, quantity=number, **evidence)


def read_back(sheets, indicators, **options):
    read = read_values(sheets, indicators=indicators, communities=COMMUNITIES, **options)
    return {each.entry.place: each.entry for each in read.values}, read.problems


@settings(max_examples=15, deadline=None)
@given(CATALOGUES, st.lists(NUMBERS, min_size=6, max_size=6), st.sampled_from(("zh-hans", "en")))
def test_what_goes_out_comes_in_again_in_both_forms(rows, numbers, language):
    indicators = indicators_of(rows)
    places = [
        (each, community, period) for each in indicators for community in COMMUNITIES for period in (YEAR, QUARTER)
    ]
    values = [value(*place, number) for place, number in zip(places, numbers, strict=False)]
    there = {(row.indicator.pk, row.community.pk, row.period): row for row in values}
    rows_of = [(community, period) for community in COMMUNITIES for period in (YEAR, QUARTER)]
    with override(language):
        contents = wide_sheet(indicators, rows_of, there), long_sheet(values)
    for content in contents:
        found, problems = read_back(sheets_of_file(content), indicators)
        assert problems == []
        assert {place: entry.quantity for place, entry in found.items()} == {
            place: row.quantity for place, row in there.items()
        }


def test_a_sheet_as_people_have_it_is_read_and_what_is_wrong_is_told_with_its_cell():
    indicators = indicators_of([("LD06", "网格员"), ("LD05", "解决问题")])
    text = "各社区实绩统计表\n社 区,网格员（名）,LD05,备注\n汽笛巷,２4,3,好\n铸锋街道暖川社区,5,不详"
    text += "\n暖川,1,2\n麦子屯,1,2\n合计,29,5"
    found, problems = read_back(sheets_of_file(text.encode("gb18030")), indicators, period=YEAR)
    read = {place: str(entry.quantity) for place, entry in found.items()}
    assert read == {(1, 1, "2025"): "24", (2, 1, "2025"): "3", (1, 2, "2025"): "5"}
    assert [(cell, code) for cell, code, _facts in problems] == [
        ("C4", "not-a-value"),
        ("A5", "several-communities"),
        ("A6", "unknown-community"),
    ]
    pasted = (
        "社区\t指标\t时期\t数值\n汽笛巷\t网格员\t2025年二季度\t-4\n汽笛巷\tLD06 网格员\t今年\t4\n汽笛巷\t楼长\t2025\t4"
    )
    found, problems = read_back(sheets_of_text(pasted), indicators)
    assert found == {}
    assert [(cell, code) for cell, code, _facts in problems] == [
        ("D2", "not-a-value"),
        ("C3", "not-a-period"),
        ("B4", "unknown-indicator"),
    ]
    twice = "社区\t时期\tLD06\n汽笛巷\t2025\t4\n汽笛巷社区\t2025年\t5\n暖川\t\t5"
    found, problems = read_back(sheets_of_text(twice), indicators)
    assert problems[0][:2] == ("C3", "value-twice")
    assert {code for _cell, code, _facts in problems} >= {"no-period"}


def test_a_number_in_another_unit_is_refused_with_the_unit_that_is_meant():
    (indicator,) = indicators_of([("LD06", "网格员")])
    rows = "社区\tLD06\n汽笛巷\t7件\n暖川\t1，247个\n铸锋街道暖川社区\t5个左右\n暖川街道暖川社区\t8%"
    _found, problems = read_back(sheets_of_text(rows), [indicator], period=YEAR)
    told = {cell: str(ROW_SENTENCES[code]).format(cell=cell, **facts) for cell, code, facts in problems}
    assert told["B2"] == "B2：“7件”与“网格员”的单位“个”不一致，请按“个”填写数值。"
    assert told["B5"] == "B5：“8%”与“网格员”的单位“个”不一致，请按“个”填写数值。"
    assert told["B4"] == "B4：“网格员”一栏的“5个左右”不是数字。该指标以“个”计，请只填数字。"


def test_numbers_are_numbers_and_text_is_never_a_formula():
    (indicator,) = indicators_of([("LD06", "=1+1")])
    rows = [value(indicator, COMMUNITIES[0], YEAR, Decimal("12.50"), evidence="=2+2")]
    with override("zh-hans"):
        page = load_workbook(BytesIO(long_sheet(rows))).active
    assert [cell.data_type for cell in page[2]] == ["s", "s", "s", "s", "n", "s", "s", "n"]
    assert (page["C2"].value, page["E2"].value, page["G2"].value) == ("2025年", 12.5, "=2+2")


def test_a_hostile_workbook_is_read_where_it_is_clear_and_told_cell_by_cell_where_not():
    """Months that became dates, October that became January, tens of thousands, numbers merged over two communities."""
    indicators = indicators_of([("LD05", "需求清单"), ("LD06", "网格员"), ("LD07", "网格员（专职）")])
    indicators[1].since = "2026"

    def change(page):
        page.merge_cells("C8:C9")
        page["B4"].number_format, page["B5"].number_format, page["B6"].number_format = "mmm-yy", "yyyy-mm-dd", "0.0"

    rows = (
        ["社区", "时期", "需求", "队伍", None],
        [None, None, "LD05\n需求清单（个）", "LD06 网格员", "LD07\n网格员（专职）（万个）"],
        [None, None, "个", "个", "个"],
        ["汽笛巷", date(2026, 6, 1), "5个", "—", 1],
        ["汽笛巷", date(2026, 7, 1), 5, None, None],
        ["汽笛巷", 2026.1, 5, None, None],
        ["汽笛巷", "2025", 7, 8, None],
        ["汽笛巷", "2024", 9, None, None],
        ["铸锋街道暖川社区", "2024", None, None, None],
    )
    found, problems = read_back(sheets_of_file(a_page(*rows, change=change)), indicators)
    assert {place: str(entry.quantity) for place, entry in found.items()} == {
        (1, 1, "2026-06"): "5",
        (1, 1, "2025"): "7",
    }
    assert [(cell, code) for cell, code, _facts in problems] == [
        ("B5", "date-cell"),
        ("E2", "other-unit"),
        ("B6", "not-a-period"),
        ("D7", "before-since"),
        ("C8", "merged-value"),
        ("C9", "merged-value"),
    ]
    long = "社区\t时期\t指标\t数值\t单位\t网址\n"
    long += "汽笛巷\t2026\tLD05 网格员\t1\t个\t\n汽笛巷\t2026\t需求清单（个）\t1\t万个\t\n"
    long += "汽笛巷\t2026\tLD06\t1\t个\t见附件\n汽笛巷\t2026\tLD07网格员（专职）\t1\t\thttps://example.org/1"
    found, problems = read_back(sheets_of_text(long), indicators)
    assert list(found) == [(3, 1, "2026")]
    assert [(cell, code) for cell, code, _facts in problems] == [
        ("C2", "code-of-another"),
        ("E3", "other-unit"),
        ("F4", "bad-link"),
    ]
    by_name = "社区\t网格员（专职）\t网格员（个）\tld05需求清单\n汽笛巷\t7\t6\t5"
    found, _problems = read_back(sheets_of_text(by_name), indicators, period=Period(2026))
    assert {place[0]: entry.quantity for place, entry in found.items()} == {1: 5, 2: 6, 3: 7}
    assert read_back(sheets_of_text("社区\t网格员（党员）\n汽笛巷\t1"), indicators[1:], period=YEAR) == ({}, [])
    with pytest.raises(Refused) as refused:
        read_back(sheets_of_text("社区\tLD05\n汽笛巷\t1\n暖川\t2"), indicators)
    assert refused.value.code == "period-needed"


def test_an_indicator_may_be_called_like_the_heading_of_another_column():
    indicators = indicators_of([("X1", "社区"), ("X2", "时期"), ("X3", "数值"), ("X4", "单位"), ("X5", "指标")])
    there = {(each.pk, 1, "2025"): value(each, COMMUNITIES[0], YEAR, Decimal(each.pk)) for each in indicators}
    for content in (wide_sheet(indicators, [(COMMUNITIES[0], YEAR)], there), long_sheet(there.values())):
        found, problems = read_back(sheets_of_file(content), indicators)
        assert (sorted(found), problems) == (sorted(there), [])


def test_what_cannot_be_told_apart_by_eye_is_unchanged():
    (indicator,) = indicators_of([("LD06", "网格员")])
    row = value(indicator, COMMUNITIES[0], YEAR, Decimal(1), evidence="第一行\r\n第二\u200b行", evidence_link="")
    found, problems = read_back(sheets_of_file(long_sheet([row])), [indicator])
    (entry,) = found.values()
    assert (problems, change_by(entry, {entry.place: row})) == ([], "unchanged")


def test_a_sheet_of_values_may_be_longer_than_a_list_of_people():
    (indicator,) = indicators_of([("LD06", "网格员")])
    codes = [f"{year}-{month:02d}" for year in range(1900, 2100) for month in range(1, 13)]
    text = "社区\t街道\t时期\t指标\t数值\n" + "\n".join(
        f"{each.name}\t{each.street.name}\t{code}\tLD06\t{n}" for n, each in enumerate(COMMUNITIES) for code in codes
    )
    found, problems = read_back(sheets_of_text(text, VALUES), [indicator])
    assert (len(found), problems) == (7200, [])
    with pytest.raises(Refused) as refused:
        sheets_of_text(text)
    assert refused.value.code == "too-many-rows"
