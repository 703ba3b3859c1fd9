"""Papers as workbooks: numbers that can be computed with, text that stays text, pages that print."""

import re
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from math import floor

import pytest
from openpyxl import load_workbook

from contests import actions as contests
from papers import Form, award_list, confirmations, running_order, score_sheets, tally_sheet
from scoring.queries import in_force
from scoring.results import tally_now, tally_published
from tests.cast import NOW, a_draft, a_published_contest, an_open_contest, later, one_of_each, started

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_suffices]
PRINTED = {"now": later(90), "language": "zh-hans", "form": Form.XLSX}


def book_of(stored, *, values=True):
    """A workbook with the stored values of its formulas, or with the formulas."""
    return load_workbook(BytesIO(stored), data_only=values)


def row_with(page, value, column=2):
    return next(row for row in page.iter_rows() if len(row) >= column and row[column - 1].value == value)


def tally_book(cast, **values):
    contest = a_published_contest(cast, **values)
    tally = tally_published(in_force(contest))
    return tally, book_of(tally_sheet(tally, **PRINTED))


def test_a_worksheet_for_every_round_and_one_for_the_whole(cast):
    _, book = tally_book(cast)
    assert book.sheetnames == ["主题演讲", "现场答辩", "总成绩"]


def test_final_scores_are_the_numbers_of_the_standings(cast):
    tally, book = tally_book(cast, contestants=6)
    for standing in tally.standings:
        row = row_with(book["总成绩"], standing.contestant)
        assert row[0].value == standing.place
        assert Decimal(str(row[6].value)) == Decimal(standing.score)
        assert row[6].number_format == "0.00"


def test_a_dropped_total_is_a_number_struck_through_with_its_word(cast):
    tally, book = tally_book(cast, seats=5)
    page = book["主题演讲"]
    who = tally.standings[0].contestant
    values = tally.rounds[0].panels[0].rows[who].lines[0].values
    cells = row_with(page, who, column=1)[3:8]
    for value, cell in zip(values, cells, strict=True):
        assert Decimal(str(cell.value)) == Decimal(value.text)
        assert bool(cell.font.strike) == bool(value.dropped)
        assert {"high": "去高", "low": "去低"}.get(value.dropped, "") in cell.number_format
    assert sum(bool(value.dropped) for value in values) == 2


def test_why_a_judge_gave_nothing_stands_in_the_cell(cast):
    contest = an_open_contest(cast, seats=7)
    performance = started(cast, contest)
    tally = tally_now(one_of_each(cast, contest, performance))
    page = book_of(tally_sheet(tally, **PRINTED))["主题演讲"]
    cells = row_with(page, performance.contestant.number, column=1)[6:10]
    assert [cell.value for cell in cells] == ["未交", "免评", "回避", "已退出"]


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "=1+1"])
def test_text_that_looks_like_a_formula_stays_text(cast, name):
    contest = a_draft(cast, title=name)
    contests.change_part(part=contest.contestants.first(), values={"name": name}, by=cast.wang, now=NOW)
    page = book_of(running_order(contest, **PRINTED)).active
    assert page["A1"].value == name
    found = [cell for row in page.iter_rows() for cell in row if cell.value and str(cell.value).startswith(name)]
    assert len(found) == 2
    assert {cell.data_type for cell in found} == {"s"}


def test_the_head_stays_in_sight_and_the_page_prints_on_a4(cast):
    _, book = tally_book(cast)
    for page in book:
        first = int(page.freeze_panes.removeprefix("A"))
        assert page.cell(first - 1, 1).value in {"编号", "名次"}
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage


def test_names_no_worksheet_may_have_are_made_fit(cast):
    contest = a_draft(cast, contestants=2)
    for judge in contest.judges.all():
        contests.change_part(part=judge, values={"name": "[A]:*?/\\'" + "长" * 40}, by=cast.wang, now=NOW)
    book = book_of(score_sheets(contest, **PRINTED))
    assert len(book.sheetnames) == 10
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


def test_where_items_are_rounded_the_sheet_shows_what_goes_on_from_there(cast):
    tally, book = tally_book(cast, preset="standards", contestants=3, seats=5)
    [panel] = tally.rounds[0].panels
    for who, row in panel.rows.items():
        parts = [(Decimal(line.pooled), line.item.weight) for line in row.lines]
        assert sum(mean * Decimal(weight) for mean, weight in parts) == Decimal(row.score)
        shown = [cells[-1].value for cells in book.worksheets[0].iter_rows() if cells[0].value == who]
        assert Decimal(str(shown[0])) == parts[0][0]


def test_the_other_tables_are_workbooks_too(cast):
    tally, _ = tally_book(cast, contestants=3)
    assert len(book_of(confirmations(tally, **PRINTED)).sheetnames) == 3
    page = book_of(award_list(tally, scores=True, **PRINTED)).active
    assert Decimal(str(row_with(page, "一等奖", column=1)[-1].value)) == Decimal(tally.standings[0].score)
    assert page.freeze_panes


def test_a_workbook_says_loudly_that_it_does_not_count(cast):
    page = book_of(running_order(a_draft(cast), **PRINTED)).active
    assert "待抽签人" in "".join(str(row[0].value) for row in page.iter_rows(max_row=4))
    assert "待抽签人" in page.oddFooter.right.text


def test_control_characters_do_not_break_a_workbook(cast):
    contest = a_draft(cast)
    contest.title = "A\x00\x0bB"
    assert book_of(running_order(contest, **PRINTED)).active["A1"].value == "AB"


def test_printed_at_the_same_time_it_is_the_same_workbook(cast):
    tally, _ = tally_book(cast)
    assert load_workbook(BytesIO(tally_sheet(tally, **PRINTED))).properties.created.hour == 18


def computed(page, text):
    """What a formula of ours comes to, from the numbers of the sheet, exactly."""
    inner = re.fullmatch(r"ROUND\((.*),([0-9]+)\)", text)
    if inner:
        exact, places = computed(page, inner[1]), 10 ** int(inner[2])
        return Fraction(floor(exact * places + Fraction(1, 2)), places)
    listed = re.fullmatch(r"(AVERAGE|SUM)\(([A-Z0-9,]+)\)", text)
    if listed:
        numbers = [Fraction(str(page[address].value)) for address in listed[2].split(",")]
        return sum(numbers) / (len(numbers) if listed[1] == "AVERAGE" else 1)
    products = [term.split("*") for term in text.split("+")]
    whole = Fraction(0)
    for factors in products:
        product = Fraction(1)
        for part in factors:
            product *= Fraction(str(page[part].value) if part[0].isalpha() else part)
        whole += product
    return whole


def test_sums_and_means_are_formulas_that_give_the_numbers_of_the_sums(cast):
    contest = a_published_contest(cast, contestants=6, seats=7)
    tally = tally_published(in_force(contest))
    stored = tally_sheet(tally, **PRINTED)
    values, formulas = book_of(stored), book_of(stored, values=False)
    found = [
        (page.title, cell.coordinate, cell.value[1:])
        for page in formulas
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(found) == 6 * (2 + 2 + 1)  # of each round the panel's and the round's score; the final score
    for title, address, text in found:
        number = Fraction(str(values[title][address].value))
        assert abs(computed(values[title], text) - number) < Fraction(1, 10**9), (title, address, text)
    assert any(text.startswith("AVERAGE(") for _, _, text in found)


def test_name_and_community_stand_in_columns_of_their_own(cast):
    _, book = tally_book(cast, contestants=3)
    heads = [cell.value for cell in row_with(book["总成绩"], "编号")]
    assert heads[1:4] == ["编号", "选手", "社区"]
    row = row_with(book["总成绩"], "01")
    assert [cell.value for cell in row[1:4]] == ["01", "Secretary 1", "Street 0 Community 1"]
