"""Hostile and heavy workbooks, and such as other programs write."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from communities.refused import Refused
from contests.rules.lists import CONTESTANTS, SCORES, Left, sheets_of_file, table_of
from contests.rules.roster import Entry, entries_of
from tests.contests.lists.workbooks import a_page, asked_back, of_page

HEADS = ["编号", "姓名"]


def entries(*rows, **options):
    return entries_of(of_page(CONTESTANTS, *rows, **options))


def repacked(content, **parts):
    """The same workbook with some of its parts written anew."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(file, "w") as after:
        for name in {*before.namelist(), *parts}:
            after.writestr(name, parts[name] if name in parts else before.read(name))
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_with_a_doctype_is_not_read(encoding):
    entities = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst/>'.encode(encoding)
    with asked_back("no-table"):
        sheets_of_file(repacked(a_page(HEADS, ["1", "王强"]), **{"xl/sharedStrings.xml": entities}))


def test_texts_that_a_workbook_keeps_once_are_read():
    content = a_page(["编号", "姓名"], [1, "王强"])
    with ZipFile(BytesIO(content)) as parts:
        sheet, types = (parts.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "[Content_Types].xml"))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    texts = ["编号", "姓名", "王强"]
    for n, text in enumerate(texts):
        sheet = sheet.replace(f't="inlineStr"><is><t>{text}</t></is>', f't="s"><v>{n}</v>')
    assert "inlineStr" not in sheet
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>'
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>'
    changed = {"xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet}
    content = repacked(content, **changed, **{"[Content_Types].xml": types.replace("</Types>", override)})
    assert entries_of(table_of(sheets_of_file(content), CONTESTANTS)) == [Entry("1", "王强")]


def test_rows_that_are_only_formatted_cost_nothing():
    def form(page):
        for row in range(2, 12_000):
            page.cell(row, 1).number_format = "@"

    assert entries(HEADS, ["01", "王强"], change=form) == [Entry("01", "王强")]


def test_5000_rows_are_read_and_one_more_is_refused():
    rows = [[f"{n:04d}", f"选手{n}"] for n in range(1, 5_000)]
    assert len(entries(["编号", "姓名"], *rows)) == 4_999
    with asked_back("too-many-rows", cell="A5001"):
        entries(["编号", "姓名"], *rows, ["5000", "选手"])


def test_of_headings_in_two_rows_the_one_that_names_more_is_read():
    def in_two_rows(page):
        for cells in ("A1:A2", "B1:B2", "C1:D1"):
            page.merge_cells(cells)

    rows = [["编号", "姓名", "所在单位情况"], ["", "", "社区", "街道"], ["01", "王强", "甲", "乙"]]
    table = of_page(CONTESTANTS, *rows, change=in_two_rows)
    assert entries_of(table) == [Entry("01", "王强", "甲", "乙")]
    assert table.left == [Left("row", "1", "编号 姓名 所在单位情况")]


def test_a_number_that_a_chinese_spreadsheet_has_made_a_date_of_is_told():
    """9-5 is kept as a count of days under format 58, which is nameless elsewhere: it is no score of 46270."""
    content = a_page(["编号", "成绩"], [1, 46270], change=lambda page: setattr(page["B2"], "number_format", "0000"))
    with ZipFile(BytesIO(content)) as parts:
        styles = parts.read("xl/styles.xml").replace(b'numFmtId="164" fontId', b'numFmtId="58" fontId')
    table = table_of(sheets_of_file(repacked(content, **{"xl/styles.xml": styles})), SCORES)
    assert [(cell, code) for cell, code, _facts in table.problems] == [("B2", "date-cell")]


def test_one_score_merged_over_two_contestants_is_nobody_s():
    rows = [["编号", "成绩"], [1, 88], [2, None], [3, 90]]
    table = of_page(SCORES, *rows, change=lambda page: page.merge_cells("B2:B3"))
    assert [(cell, code) for cell, code, _facts in table.problems] == [("B2", "merged-value"), ("B3", "merged-value")]


def test_a_workbook_that_unpacks_to_more_than_there_is_room_for_is_refused():
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/sharedStrings.xml", b"0" * 21_000_000)
    with pytest.raises(Refused, match="file-too-large"):
        sheets_of_file(packed.getvalue())
