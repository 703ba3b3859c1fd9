"""Whatever a list holds: what the reader takes and what it names is all that was filled, or it is asked back."""

import re
from contextlib import suppress

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from communities.refused import Refused
from contests.rules.lists import (
    CONTESTANTS,
    LABELS,
    ORDER,
    QUESTIONS,
    SCORES,
    of_centres,
    sheets_of_file,
    sheets_of_text,
    table_of,
)
from contests.rules.roster import entries_of
from tests.contests.lists.workbooks import saved

HEADINGS = st.sampled_from(["编号", "姓名", "成绩", "社 区", "街道*", "备注", "身份证号", "题目（暂定）", "组", ""])
VALUES = st.one_of(
    st.just(""),
    st.integers(0, 999),
    st.floats(0, 100).map(lambda x: round(x, 2)),
    st.text(alphabet="王强甲乙丙 01０１a\"',，;\t\n?=%注：", max_size=8),
    st.sampled_from(["王　强", "注：x", "合计", "#REF!", "1月2日", "95.5%", '"', '"a', 'a"']),
)
GRIDS = st.lists(st.lists(VALUES, max_size=6), max_size=6)
TITLES = st.lists(st.lists(VALUES, max_size=2), max_size=2)
HEADS = st.lists(HEADINGS, min_size=2, max_size=6)
KNOWN = st.sampled_from([CONTESTANTS, SCORES])


def column_of(letters):
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number


def accounted(sheets, table):
    """The filled cells of all sheets that neither a row took nor anything names."""
    sheet_names = {part.place for part in table.left if part.kind == "sheet"}
    rows = {int(part.place) for part in table.left if part.kind in {"row", "hidden-row"}}
    columns = {column_of(part.place) for part in table.left if part.kind in {"column", "hidden-column"}}
    taken = {int(re.sub("[A-Z]", "", place)): set(row.at.values()) for row in table.rows for place in row.at.values()}
    columns_taken = {column_of(re.sub("[0-9]", "", place)) for row in table.rows for place in row.at.values()}
    lost, heads = [], set()
    for sheet in sheets:
        for n, cells in enumerate(sheet.rows, start=1) if sheet.name not in sheet_names else ():
            for column, cell in enumerate(cells, start=1):
                if not cell or n in rows or column in columns or (n in taken and column in columns_taken):
                    continue
                heads.add(n)
                lost += [] if column in columns_taken else [(n, column, cell.text)]
    assert len(heads) <= 1, "beside rows that are taken or named there is only the row of headings"
    return lost


def look(sheets, known):
    """Everything is taken, named or asked back; what is taken stands in the row as it stood in the cell."""
    try:
        table = table_of(sheets, known)
    except Refused:
        return
    assert accounted(sheets, table) == []
    by_number = {n: cells for sheet in sheets for n, cells in enumerate(sheet.rows, start=1)}
    for row in table.rows:
        for name, place in row.at.items():
            cells, column = by_number[row.n], column_of(re.sub("[0-9]", "", place))
            assert row[name] == (cells[column - 1].text if column <= len(cells) else "")
    if known is CONTESTANTS:
        with suppress(Refused):
            assert len(entries_of(table)) == len(table.rows)


@given(
    TITLES, HEADS, GRIDS, st.sets(st.integers(1, 8), max_size=2), st.sets(st.sampled_from("ABCDEF"), max_size=1), KNOWN
)
@settings(deadline=None)
def test_nothing_in_a_workbook_gets_lost(titles, heads, grid, hidden_rows, hidden_columns, known):
    book = Workbook()
    page = book.active
    for row in (*titles, heads, *grid):
        page.append(["" if text is None else text for text in row])
    for cells in page.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
    for row in hidden_rows:
        page.row_dimensions[row].hidden = True
    for column in hidden_columns:
        page.column_dimensions[column].hidden = True
    look(sheets_of_file(saved(book)), known)


@given(TITLES, HEADS, GRIDS, st.sampled_from(",;\t，"), KNOWN)
@settings(deadline=None)
def test_nothing_in_a_text_gets_lost(titles, heads, grid, separator, known):
    lines = [separator.join(map(str, row)) for row in (*titles, heads, *grid)]
    text = "\n".join(lines)
    sheets = sheets_of_text(text)
    look(sheets, known)
    read = "".join(cell.text for row in sheets[0].rows for cell in row)
    letters = lambda string: sorted(re.findall(r"[\w%=#：]", string))  # noqa: E731
    assert letters(read) == letters(text)


@given(st.text(alphabet='编号姓名,\t;"\n王01', max_size=60))
def test_no_text_breaks_the_reader(text):
    look(sheets_of_text(text), CONTESTANTS)


@given(
    st.lists(
        st.tuples(st.integers(1, 999), st.sampled_from(["王强", "李二", "孙 三"])),
        min_size=1,
        unique_by=lambda row: row[0],
    )
)
def test_a_plain_list_is_taken_whole(rows):
    text = "编号\t姓名\n" + "\n".join(f"{number:03d}\t{name}" for number, name in rows)
    found = [(int(entry.number), entry.name) for entry in entries_of(table_of(sheets_of_text(text), CONTESTANTS))]
    assert found == [(number, name.replace(" ", "")) for number, name in rows]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_a_list_that_is_handed_out_calls_a_column_is_read_when_it_comes_back(language):
    tour, standards = (of_centres(CONTESTANTS, {"preset": preset}) for preset in ("tour", "standards"))
    with override(language):
        for known in (CONTESTANTS, tour, standards, SCORES, ORDER, QUESTIONS):
            called = {name: str(LABELS[known.term(name)]) for name in known.headings}
            assert {name: known.meaning(label) for name, label in called.items()} == {name: name for name in called}
