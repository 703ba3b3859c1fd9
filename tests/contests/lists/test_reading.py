"""Every list that real offices sent, with what it means or why it is asked back."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from contests.rules.lists import CONTESTANTS, ORDER, SCORES, Left, of_round, sheets_of_file, table_of
from contests.rules.numbered import order_of, scores_of, without_score
from contests.rules.roster import Entry, entries_of
from papers.lists import running_order
from papers.paper import Form
from tests.cast import NOW, Cast, an_open_contest
from tests.contests.lists.workbooks import a_page, asked_back, of_page, of_text, saved

PEOPLE = {"01": "王强", "02": "李二", "03": "孙三"}
HEADS = ["编号", "姓名", "社区", "街道"]


def entries(*rows, **options):
    return entries_of(of_page(CONTESTANTS, *rows, **options))


def pasted(text):
    return entries_of(of_text(CONTESTANTS, text))


# ---- Two columns with one meaning


@pytest.mark.parametrize(
    "read", [of_text, lambda known, text: of_page(known, *(line.split(",") for line in text.split("\n")))]
)
def test_two_columns_that_could_be_the_number_are_asked_back(read):
    with asked_back("columns-twice", columns=[("number", ["A1 序号", "B1 编号"])]):
        read(SCORES, "序号,编号,姓名,成绩\n1,3,孙三,95\n2,1,王强,90")


@pytest.mark.parametrize(
    "read", [of_text, lambda known, text: of_page(known, *(line.split(",") for line in text.split("\n")))]
)
def test_two_columns_that_could_be_the_score_are_asked_back(read):
    with asked_back("columns-twice", columns=[("score", ["B1 得分", "C1 总分"])]):
        read(SCORES, "编号,得分,总分\n1,3,95")


def test_a_name_that_is_not_that_numbers_is_asked_back():
    with asked_back("bad-rows", problems=[("B2", "another-name", {"number": "01", "name": "王强", "text": "孙三"})]):
        scores_of(of_text(SCORES, "编号,姓名,成绩\n1,孙三,95\n2,李　二,90"), people=PEOPLE)


# ---- What stands around a list


def test_a_list_below_a_title_with_a_note_below_it():
    rows = [[], ["2026年参赛选手名单"], HEADS, [1, "王强", "工人村", "工人村"], ["注：以上人员均为在职书记"]]
    table = of_page(CONTESTANTS, *rows, change=lambda page: page.merge_cells("A2:D2"))
    assert entries_of(table) == [Entry("1", "王强", "工人村", "工人村")]
    assert table.left == [Left("row", "2", "2026年参赛选手名单"), Left("row", "5", "注：以上人员均为在职书记")]


BELOW = [
    ["签名："],
    ["评委签字：", "", "监督员签字："],
    ["制表人：张敏", "审核人：李强", "2026年11月20日"],
    ["（签字）", "（盖章）", "（盖章）"],
    ["注：以上成绩", "经核对", "无误"],
    ["统分员", "", "监督员（签名）"],
    ["2026年11月20日"],
    ["纪检监察组："],
]


@pytest.mark.parametrize("row", BELOW)
def test_rows_for_signatures_and_remarks_below_a_list_are_named_and_not_read(row):
    text = " ".join(filter(None, row))
    table = of_page(SCORES, ["编号", "姓名", "成绩"], [1, "王强", "95.5"], row)
    assert scores_of(table, people=PEOPLE) == {"01": Decimal("95.5")}
    assert table.left == [Left("row", "3", text)]
    table = of_page(CONTESTANTS, ["姓名", "编号", "社区"], ["王强", 1, "工人村"], row)
    assert [person.name for person in entries_of(table)] == ["王强"]
    assert table.left == [Left("row", "3", text)]


def test_the_sheet_with_the_headings_is_taken_and_the_cover_named():
    book = Workbook()
    book.active.title = "封面"
    book.active["A1"] = "报名材料"
    page = book.create_sheet("名单")
    page.append(HEADS)
    page.append(["01", "王强"])
    book.create_sheet("空")
    table = table_of(sheets_of_file(saved(book)), CONTESTANTS)
    assert entries_of(table) == [Entry("01", "王强")]
    assert table.left == [Left("sheet", "封面", "")]


def test_hidden_rows_and_columns_are_named_and_not_taken():
    def hide(page):
        page.row_dimensions[3].hidden = True
        page.column_dimensions["C"].hidden = True

    table = of_page(CONTESTANTS, HEADS, ["01", "王强", "甲", "乙"], ["02", "李二", "丙", "丁"], change=hide)
    assert entries_of(table) == [Entry("01", "王强", street="乙")]
    assert table.left == [Left("hidden-column", "C", "社区"), Left("hidden-row", "3", "02 李二 丙 丁")]


def test_a_needed_column_that_is_hidden_is_asked_back():
    def hide(page):
        page.column_dimensions["A"].hidden = True

    with asked_back("hidden-columns", columns=["A"]):
        of_page(CONTESTANTS, HEADS, ["01", "王强"], change=hide)


def test_merged_cells_count_for_every_row_they_span():
    rows = [HEADS, ["01", "王强", "甲", "工人村街道"], ["02", "李二", "乙"], ["03", "孙三", "丙"]]
    found = entries(*rows, change=lambda page: page.merge_cells("D2:D4"))
    assert [entry.street for entry in found] == ["工人村街道"] * 3


def test_headings_again_in_the_middle_and_sums_below_are_left_out():
    table = of_page(SCORES, ["编号", "成绩"], ["01", 90], ["编号", "成绩"], ["02", 80], ["合计", 170])
    assert scores_of(table, people=PEOPLE) == {"01": Decimal(90), "02": Decimal(80)}
    assert table.left == [Left("row", "3", "编号 成绩"), Left("row", "5", "合计 170")]


# ---- Cells that do not say what is meant


def test_cells_that_say_something_else_are_asked_back_by_their_address():
    def spoil(page):
        page["B2"] = "#REF!"
        page["B2"].data_type = "e"
        page["A3"] = date(2026, 1, 2)
        page["B4"] = 0.955
        page["B4"].number_format = "0.0%"
        page["B5"] = "=A5+1"

    table = of_page(SCORES, ["编号", "成绩"], ["01"], ["02", 90], ["03"], ["04"], change=spoil)
    problems = [(place, code) for place, code, _facts in table.problems]
    assert problems == [("B2", "error-cell"), ("A3", "date-cell"), ("B4", "percent-cell"), ("B5", "formula-cell")]


def test_errors_of_a_spreadsheet_in_text_and_a_date_of_1_2_are_asked_back():
    with asked_back(
        "bad-rows",
        problems=[("A2", "error-cell", {"text": "#REF!"}), ("A3", "date-cell", {"text": "1月2日"})],
    ):
        pasted("编号,姓名\n#REF!,王强\n1月2日,李二")


def test_a_percentage_in_text_is_no_number():
    with asked_back("bad-rows", problems=[("B2", "not-a-number", {"column": "score", "text": "95.5 %"})]):
        scores_of(of_text(SCORES, "编号,成绩\n1,95.5 %"), people=PEOPLE)


def test_such_cells_do_not_matter_where_they_are_not_taken():
    table = of_page(SCORES, ["编号", "成绩", "日期"], ["01", 90, date(2026, 1, 2)])
    assert scores_of(table, people=PEOPLE) == {"01": Decimal(90)}
    assert table.left == [Left("column", "C", "日期")]


# ---- Quotation marks and separators


def test_a_stray_quotation_mark_swallows_no_row():
    text = '编号,姓名,社区\n01,"王强,甲\n02,李二,乙\n03,孙三",丙'
    with asked_back("bad-rows", problems=[("B2", "stray-quote", {"text": '"王强'})]):
        pasted(text)
    table = of_text(CONTESTANTS, text)
    assert [row.n for row in table.rows] == [2, 3, 4]


def test_rows_between_two_stray_marks_are_not_one_cell():
    with asked_back("bad-rows") as error:
        pasted('编号,姓名,题目\n01,王强,"甲\n02,李二,"\n03,孙三,丙')
    assert [(place, code) for place, code, _ in error.value.facts["problems"]] == [
        ("C2", "stray-quote"),
        ("C3", "stray-quote"),
    ]


def test_marks_around_a_cell_and_in_its_middle_are_ordinary():
    assert pasted('编号,姓名,题目\n01,王强,"两行，\n""题目"""\n02,李二,谈"两邻"') == [
        Entry("01", "王强", title='两行，\n"题目"'),
        Entry("02", "李二", title='谈"两邻"'),
    ]


@pytest.mark.parametrize("row", ["01,王,强,甲", "01,王强,甲,"])
def test_a_separator_too_many_is_asked_back(row):
    with asked_back("bad-rows", problems=[("2", "too-many-cells", {"count": 4, "most": 3})]):
        pasted(f"编号,姓名,社区\n{row}")


# ---- Headings


def test_headings_as_people_write_them():
    table = of_text(
        CONTESTANTS, "【编号】\t姓 名*\t社 区（必填）\t所属街道：\t组\t考场号\t备注\t\n1\t王强\t甲\t乙\tA\t一\tx\t"
    )
    assert entries_of(table) == [Entry("1", "王强", "甲", "乙", group="A", room="一")]
    assert table.left == [Left("column", "G", "备注")]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("组", "group"),
        ("考场号", "room"),
        ("社 区", "community"),
        ("社区名称", "community"),
        ("准考证号", "number"),
        ("姓\n名", "name"),
        ("姓名\n（全称）", "name"),
        ("编号*", "number"),
        ("备注", ""),
        ("身份证号", ""),
    ],
)
def test_what_a_heading_means(heading, column):
    assert CONTESTANTS.meaning(heading) == column


def test_a_filled_column_without_a_heading_is_named():
    table = of_page(CONTESTANTS, ["编号", "姓名"], ["01", "王强", None, "候补"])
    assert table.left == [Left("column", "D", "")]


def test_columns_that_lack():
    with asked_back("missing-columns", columns=[("number", ("编号", "序号"))]):
        pasted("姓名,社区\n王强,甲")
    with asked_back("missing-columns", columns=[("number", ("编号", "序号")), ("name", ("姓名", "选手"))]):
        pasted("01,王强\n02,李二")


# ---- Numbers, names and lost characters


def test_01_and_1_are_one_number():
    with asked_back(
        "bad-rows",
        problems=[
            ("A3", "number-taken", {"number": "01", "first": "A2"}),
            ("A4", "number-taken", {"number": "1", "first": "A2"}),
        ],
    ):
        pasted("编号,姓名\n０１,王强\n01,李二\n1,孙三")
    assert pasted("编号,姓名\n０１,王　强") == [Entry("01", "王强")]


def test_a_score_for_1_is_for_01_where_only_that_can_be_meant():
    table = of_text(SCORES, "编号,姓名,成绩\n１,王　强,８８．５０\n2,李二,\n")
    assert scores_of(table, people=PEOPLE) == {"01": Decimal("88.50")}
    assert without_score(table, people=PEOPLE) == ["02"]
    with asked_back("bad-rows", problems=[("A2", "unknown-number", {"number": "1"})]):
        scores_of(of_text(SCORES, "编号,成绩\n1,90"), people={"01": "王强", "001": "李二"})


def test_characters_lost_on_the_way_are_asked_back():
    with asked_back("bad-rows", problems=[("B2", "lost-character", {"text": "王?"})]):
        entries_of(table_of(sheets_of_file("编号,姓名,题目\n01,王?,谁来?\n".encode("gbk")), CONTESTANTS))


def test_a_column_called_like_the_round_holds_its_scores_and_those_of_other_rounds_are_left():
    stage, written = of_round("擂台成绩"), of_round("笔试")
    for heading in ("擂台成绩", "擂台得分", "擂 台", "擂台成绩（满分100分）*", "成绩", "得分"):
        assert scores_of(of_text(stage, f"编号,{heading}\n1,95"), people=PEOPLE) == {"01": Decimal(95)}
    text = "编号,笔试,工作实绩,总成绩\n1,81,92,86\n2,缺考,90,\n"
    table = of_text(written, text.replace("缺考", ""))
    assert scores_of(table, people=PEOPLE) == {"01": Decimal(81)}
    assert table.left == [Left("column", "C", "工作实绩"), Left("column", "D", "总成绩")]
    with asked_back("columns-twice", columns=[("score", ["B1 笔试", "C1 笔试成绩"])]):
        of_text(written, "编号,笔试,笔试成绩\n1,81,82")
    with asked_back("missing-columns", columns=[("score", ("笔试", "成绩"))]):
        of_text(written, "编号,工作实绩\n1,81")
    with asked_back("bad-rows", problems=[("B3", "absent-score", {"text": "缺考"})]):
        scores_of(of_text(written, text), people=PEOPLE)


def test_rows_of_scores_that_cannot_be_taken():
    text = "编号,成绩\n01,88,5\n,\n,1\n02,70\n02,71\n9,71\n03,1e5".replace("88,5", "88;5")
    with asked_back(
        "bad-rows",
        problems=[
            ("B2", "not-a-number", {"column": "score", "text": "88;5"}),
            ("A4", "empty", {"column": "number"}),
            ("A6", "number-taken", {"number": "02", "first": "A5"}),
            ("A7", "unknown-number", {"number": "9"}),
            ("B8", "not-a-number", {"column": "score", "text": "1e5"}),
        ],
    ):
        scores_of(of_text(SCORES, text), people=PEOPLE)


def test_rows_of_contestants_that_cannot_be_taken():
    with asked_back(
        "bad-rows",
        problems=[
            ("B2", "too-long", {"column": "name", "most": 60, "length": 300}),
            ("A3", "empty", {"column": "number"}),
            ("B4", "empty", {"column": "name"}),
        ],
    ):
        pasted(f"编号,姓名\n01,{'n' * 300}\n,李二\n03,")


# ---- The running order


def ordered(text, rooms=()):
    return order_of(of_text(ORDER, text), people=PEOPLE, rooms=dict(rooms))


def test_an_order_as_rows_stand_or_as_a_column_says():
    assert ordered("编号,姓名\n3,孙三\n1,王强\n2,李二") == ["03", "01", "02"]
    assert ordered("出场顺序,编号\n3,1\n1,2\n2,3") == ["02", "03", "01"]
    with asked_back("bad-rows", problems=[("A3", "not-a-number", {"column": "order", "text": "x"})]):
        ordered("出场顺序,编号\n3,1\nx,2")


def test_two_with_one_place_in_the_order_are_asked_back_unless_they_are_in_two_rooms():
    text = "出场顺序,编号\n1,3\n2,1\n１,2"
    with asked_back("bad-rows", problems=[("A4", "place-taken", {"text": "１", "first": "A2"})]):
        ordered(text)
    assert ordered(text, rooms={"01": "A", "02": "B", "03": "A"}) == ["03", "02", "01"]


# ---- Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_a_csv_as_spreadsheets_write_it(encoding, separator):
    text = "选手名单\r\n编号,姓名,社区\r\n01,林砚秋,桐荫里社区\r\n".replace(",", separator)
    table = table_of(sheets_of_file(text.encode(encoding)), CONTESTANTS)
    assert entries_of(table) == [Entry("01", "林砚秋", "桐荫里社区")]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n", "编号,姓名\n".encode(), b"\x00\x00,\x00", a_page()]
)
def test_a_file_without_rows(content):
    with asked_back("no-rows"):
        table_of(sheets_of_file(content), CONTESTANTS)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04\xff\xff", "no-table"),
        (b"\xff\xfe\x00", "unknown-encoding"),
        (b"\xff\x00\xff", "unknown-encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-or-locked-file"),
        (b"x" * 2_000_001, "file-too-large"),
        ("编号,姓名\n".encode() + b"\n" * 5_000 + b"1,a", "too-many-rows"),
        (b"," * 100 + b"x", "too-many-rows"),
    ],
)
def test_a_file_that_is_not_read(content, code):
    with asked_back(code):
        sheets_of_file(content)


def test_a_cell_far_outside_is_named():
    def far(page):
        page["A9000"] = "x"

    with asked_back("too-many-rows", rows=5_000, columns=100, cell="A9000"):
        sheets_of_file(a_page(HEADS, change=far))


# ---- What the product prints


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_running_order_that_is_printed_can_be_read(language):
    contest = an_open_contest(Cast(), contestants=4)
    content = running_order(contest, now=NOW, language=language, form=Form.XLSX)
    people = dict(contest.contestants.values_list("number", "name"))
    drawn = contest.performances.filter(round=contest.rounds.first()).order_by("order")
    numbers = list(drawn.values_list("contestant__number", flat=True))
    assert order_of(table_of(sheets_of_file(content), ORDER), people=people, rooms={}) == numbers
