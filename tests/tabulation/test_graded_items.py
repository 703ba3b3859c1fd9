"""A graded item takes the points of its grades and no others; the sums are those of any item."""

import pytest

from tabulation import tabulate
from tabulation.contest import BadContestFile
from tabulation.forecast import own_lattice
from tabulation.marks import item_fault
from tabulation.reader import read_contest
from tabulation.simulation import PER_MILLE, UNIT, points
from tabulation.writer import as_document

WHOLE = PER_MILLE * UNIT
GOOD, FAIR, POOR = ({"name": name, "points": worth} for name, worth in (("好", "5"), ("较好", "3"), ("差", "0")))


def a_file(marks=("5", "3", "3"), **item):
    item = {"id": "rooms", "max": "5", "grades": [GOOD, FAIR, POOR], **item}
    return {
        "format": "leitai-contest/1",
        "panels": [{"id": "jury"}],
        "rounds": [{"id": "visit", "items": [item]}],
        "judges": [{"id": f"J{n}", "panel": "jury"} for n in (1, 2, 3)],
        "contestants": [{"id": "01"}],
        "marks": [["visit", f"J{n}", "01", "rooms", mark] for n, mark in enumerate(marks, 1)],
    }


def test_grades_are_marks_like_any_others():
    contest = read_contest(a_file())
    assert tabulate(contest).standings[0].score == "3.67"
    assert read_contest(as_document(contest)) == contest
    item = contest.rounds[0].items[0]
    assert [points(item, share) for share in (0, WHOLE // 2, WHOLE)] == ["0", "3", "5"]
    assert own_lattice(item) == 1
    assert item_fault(item, item.grades[0].points) is None


@pytest.mark.parametrize(
    ("problem", "given"),
    [
        ("marks[0][4]: 4 is no grade's points of rooms", {"marks": ("4", "3", "3")}),
        ('rounds[0].items[0].grades[1]: "5" is here twice', {"grades": [GOOD, GOOD], "marks": ()}),
        ("rounds[0].items[0].grades: expected no `step` beside grades", {"step": "1"}),
        ("rounds[0].items[0].grades[0].points: 5 is not from 0 to 4", {"max": "4", "marks": ()}),
    ],
)
def test_what_is_wrong_is_told_with_its_place(problem, given):
    with pytest.raises(BadContestFile) as error:
        read_contest(a_file(**given))
    assert problem in error.value.problems
