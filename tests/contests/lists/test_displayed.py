"""What a spreadsheet displays of a number, and what its cell holds."""

from contests.rules.lists import CONTESTANTS, ORDER
from contests.rules.numbered import order_of
from contests.rules.roster import Entry, entries_of
from tests.contests.lists.workbooks import asked_back, of_page

PEOPLE = {"01": "王强", "02": "李二", "03": "孙三"}
HEADS = ["编号", "姓名", "社区", "街道"]


def entries(*rows, **options):
    return entries_of(of_page(CONTESTANTS, *rows, **options))


def test_a_number_is_read_as_its_format_shows_it():
    def form(page):
        page["A2"].number_format = "00"

    assert entries(HEADS, [1, "王强"], change=form) == [Entry("01", "王强")]


def test_a_place_that_is_displayed_as_another_number_is_asked_back_by_its_cell():
    def form(page):
        page["A2"].number_format = "0"

    table = of_page(ORDER, ["出场顺序", "编号"], [1.6, "01"], change=form)
    with asked_back("bad-rows", problems=[("A2", "shown-otherwise", {"text": "1.6", "displayed": "2"})]):
        order_of(table, people=PEOPLE, rooms={})


def test_numbers_as_spreadsheets_hold_them():
    found = entries(HEADS, [1.0, "王强"], [0.1 + 0.2, 7])
    assert [(entry.number, entry.name) for entry in found] == [("1", "王强"), ("0.3", "7")]
