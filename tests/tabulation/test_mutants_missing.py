"""What is missing, and what is not: sealed rounds, excused items, sheets that are not there; and what is remarked."""

from __future__ import annotations

import pytest

from tabulation import BadContestFile, place_ranges, read_contest, tabulate
from tests.tabulation.support import Document, contest, standings_of

THREE_ITEMS = {"talk": {name: {"max": "30"} for name in ("content", "manner", "time")}}


def missing(document: Document) -> list[list[str | None]]:
    rows: list[list[str | None]] = standings_of(document)["missing"]
    return rows


def test_of_a_sealed_round_without_any_score_everybodys_is_missing() -> None:
    document = contest({"talk": {"A": ["9"], "B": ["8"]}, "visit": {}}, rounds={"visit": {"sealed": True}})
    assert missing(document) == [["visit", None, "A", None], ["visit", None, "B", None]]


def sheet_with_a_gap(trim: str) -> Document:
    """J1 excused the content and has not marked the time yet."""
    sheets = {"talk": {"A": [(None, "5", "5"), ("5", "5", "5")]}}
    document = contest(sheets, items=THREE_ITEMS, rules={"trim": trim})
    document["marks"].remove(["talk", "J1", "A", "time", "5"])
    return document


def test_an_excused_item_takes_the_whole_sheet_out() -> None:
    assert missing(sheet_with_a_gap("total")) == []


def test_item_by_item_it_takes_out_only_itself() -> None:
    assert missing(sheet_with_a_gap("item")) == [["talk", "J1", "A", "time"]]


def test_an_excused_item_of_somebody_else_takes_nothing_out() -> None:
    document = sheet_with_a_gap("total")
    document["contestants"].append({"id": "B", "name": "B"})
    expected = [["talk", judge, "B", item] for judge in ("J1", "J2") for item in ("content", "manner", "time")]
    assert missing(document) == expected


def test_a_refusal_reads_line_by_line() -> None:
    document = contest({"talk": {"A": ["101"], "B": ["-1"]}})
    with pytest.raises(BadContestFile) as refusal:
        read_contest(document)
    assert str(refusal.value).splitlines() == list(refusal.value.problems)
    assert len(refusal.value.problems) == 2


def test_a_panel_that_drops_nothing_does_not_hide_one_that_could_not() -> None:
    drops = {"drop_high": 1, "drop_low": 1}
    panels = {"residents": {"seats": 2, "weight": "1"}, "experts": {"seats": 2, "weight": "1", **drops}}
    answer = standings_of(contest({"talk": {"A": ["8", "8", "8", "8"]}}, panels=panels))
    (warning,) = answer["warnings"]
    assert "experts" in warning


def test_who_shares_a_place_for_good_is_certain_of_it() -> None:
    """A and B are equal in everything; C, far behind, is still waited for."""
    sheets = {"talk": {"A": ["90", "90"], "B": ["90", "90"], "C": ["10", None]}}
    document = contest(sheets, rules={"tie_chain": ["decimals"]}, items={"talk": {"mark": {"max": "90"}}})
    ranges = place_ranges(tabulate(read_contest(document)))
    assert [(r.contestant, r.best, r.worst) for r in ranges] == [("A", 1, 1), ("B", 1, 1), ("C", 3, 3)]
