"""Tables line up in a terminal, also with Chinese, and the JSON has the keys of the contract in its order."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from hypothesis import given

from tabulation import (
    as_comparison,
    as_json,
    as_line,
    as_table,
    read_contest,
    remark_text,
    tabulate,
    what_if,
)
from tabulation.contest import Rules
from tabulation.remarks import Remark
from tabulation.wording import REMARKS
from tests.tabulation.generated import documents
from tests.tabulation.support import Document, contest, marks

ROOT = Path(__file__).parents[2]
TIEXI: Document = json.loads((ROOT / "examples" / "tiexi.json").read_bytes())
MANUAL = (ROOT / "docs" / "contest-file.md").read_text("utf-8")
PEOPLE = {
    "01": {"name": "王", "group": "甲组"},
    "02": {"name": "Li Si", "group": "甲组"},
    "03": {"name": "欧阳朔望", "group": "B"},
    "04": {"name": "ｗｉｄｅ", "group": None, "status": "guest"},
    "05": {"name": "—"},
}


def table(document: Document, language: str = "en") -> list[str]:
    """The table's lines."""
    return as_table(tabulate(read_contest(document)), language).split("\n")


def small(**more: object) -> Document:
    """Five people in two groups and none."""
    sheets = {"talk": {who: marks(mark) for who, mark in zip(PEOPLE, ("9", "9", "8.5", "7", "10"), strict=True)}}
    return contest(sheets, people=PEOPLE, **more)


def columns(text: str, width: int) -> str:
    """What stands left of a column of the terminal."""
    for at in range(len(text) + 1):
        if width_of(text[:at]) >= width:
            return text[:at]
    return text


def width_of(text: str) -> int:
    """Columns of a terminal."""
    return len(text) + sum(east_asian_width(char) in {"W", "F"} for char in text)


def test_small_table() -> None:
    assert table(small(awards=[{"name": "一等奖", "quota": 1}, {"name": "人气奖", "named": ["01"]}])) == [
        "Contest",
        "group  place               no.  name      score  awards          decided by",
        "B      1                   03   欧阳朔望  8.50   一等奖",
        "甲组   1=                  01   王        9.00   一等奖、人气奖",
        "甲组   1=                  02   Li Si     9.00   一等奖",
        "       1                   05   —         10.00  一等奖",
        "       out of competition  04   ｗｉｄｅ  7.00",
        "final: nothing is missing",
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("document", [small(), TIEXI], ids=["small", "tiexi"])
def test_columns_begin_at_the_same_place(document: Document, language: str) -> None:
    _, head, *lines = table(document, language)
    rows = lines[: len(document["contestants"])]
    starts = [width_of(head[: found.start()]) for found in re.finditer(r"(?<=  )\S", head)]
    for row in rows:
        assert [start for start in starts if not columns(row.ljust(200), start).endswith("  ")] == []
        assert row == row.rstrip()


def test_column_of_groups_only_where_there_are_groups() -> None:
    assert table(small())[1].split()[0] == "group"
    assert table(small(), "zh")[1].split() == ["组别", "名次", "编号", "姓名", "得分", "奖项", "同分依据"]
    assert table(TIEXI)[1].split()[0] == "place"


def test_tie_and_its_link() -> None:
    rows = [line.split() for line in table(small(rules={"tie_chain": ["lot"]}, decisions=[{"kind": "lot", "order": ["02", "01"]}]))]
    assert ["甲组", "1", "02", "Li", "Si", "9.00", "lot"] in rows
    assert ["甲组", "2", "01", "王", "9.00", "lot"] in rows


def test_provisional_line_and_remarks() -> None:
    document = contest({"talk": {"01": ["8", None], "02": ["9", "9"]}}, rounds={"talk": {"weight": "0.5"}}, drop=(1, 0))
    assert table(document)[2:] == [
        "1      02   02    4.50",
        "2      01   01    4.00",
        "provisional: 1 mark missing, or a decision is waited for",
        "· the weights of the rounds add up to 0.5, not 1",
        "· talk, jury: 01 has only 1 valid sheet; nothing is dropped",
    ]
    assert "暂计：尚缺 1 个打分，或待裁定" in table(document, "zh")
    assert "· talk，jury：01 只有 1 份有效评分表，不去掉最高最低分" in table(document, "zh")


def test_contestant_without_a_score() -> None:
    document = contest({"talk": {"01": ["8"]}}, people={"02": {"name": None}})
    assert table(document)[3].split() == ["–", "02", "–"]


# Remarks


def warnings_of(document: Document) -> list[str]:
    """The warnings of a result."""
    return list(as_json(tabulate(read_contest(document)))["warnings"])


def test_every_remark() -> None:
    document = contest(
        {
            "one": {"01": marks("9 8"), "02": ["8", ""], "03": marks("7 7")},
            "two": {"01": marks("9 8"), "02": ["8", "8"], "03": marks("7 7")},
        },
        rounds={"one": {"weight": "0.5"}, "two": {"weight": "0.25", "rules": {"trim": "item"}}},
        drop=(1, 1),
        cuts=[{"after": "one", "keep": 2, "weights": {"one": "1.5"}}],
        people={"04": {"status": "withdrawn"}},
        awards=[{"name": "人气奖", "named": ["04", "01"]}],
    )
    document["marks"] = [row for row in document["marks"] if row[4] != ""]
    assert warnings_of(document) == [
        "the weights of the rounds add up to 0.75, not 1",
        "the weights of the cut after one add up to 1.5, not 1",
        "one, jury: 01 has only 2 valid sheets; nothing is dropped",
        "one, jury: 02 has only 1 valid sheet; nothing is dropped",
        "one, jury: 03 has only 2 valid sheets; nothing is dropped",
        "two, jury, mark: 01 has only 2 valid marks; nothing is dropped",
        "two, jury, mark: 02 has only 2 valid marks; nothing is dropped",
        "marks of 03 in two are ignored: 03 stayed behind before it",
        "人气奖: 04 does not compete and gets no award",
    ]


def test_no_remark_where_a_cut_has_weights_of_one_or_none() -> None:
    sheets = {"one": {"01": marks("9")}, "two": {"01": marks("9")}}
    halves = {round_: {"weight": "0.5"} for round_ in sheets}
    for weights in (None, {"one": "1"}):
        assert warnings_of(contest(sheets, rounds=halves, cuts=[{"after": "one", "keep": 1, "weights": weights}])) == []


@pytest.mark.parametrize("code", REMARKS)
def test_remark_has_two_languages(code: str) -> None:
    facts = dict.fromkeys(re.findall(r"\{(\w+)\}", REMARKS[code].en), "x")
    assert remark_text(Remark(code, facts), "zh") != remark_text(Remark(code, facts), "en")


# Comparison


def test_comparison() -> None:
    document = contest({"talk": {"01": marks("9 9 3"), "02": marks("8 8 8"), "03": marks("6 6 6"), "04": [None, None, None]}})
    found = what_if(read_contest(document), lambda today: replace(today, rules=Rules(pool="median")))
    assert as_comparison(found, "en").split("\n") == [
        "no.  today    what if",
        "02   1  8.00  2  8.00  *",
        "01   2  7.00  1  9.00  *",
        "03   3  6.00  3  6.00",
        "04   –  –     –  –",
    ]
    assert as_comparison(found, "zh").split("\n")[:2] == ["编号  现行规则  另一规则", "02    1  8.00   2  8.00   *"]


def test_comparison_tells_shared_places_and_awards() -> None:
    document = contest({"talk": {"01": marks("9"), "02": marks("9")}}, awards=[{"name": "一等奖", "quota": 1}])
    found = what_if(read_contest(document), lambda one: one)
    assert as_comparison(found, "en").split("\n")[1].split() == ["01", "1=", "9.00", "一等奖", "1=", "9.00", "一等奖"]


# JSON


def keys_of_the_manual() -> tuple[list[str], list[str]]:
    """The keys of the answer in the manual's worked example, of all and of a standing."""
    answer = json.loads(re.findall(r"```json\n(.*?)```", MANUAL, re.DOTALL)[1])
    return list(answer), list(answer["standings"][0])


@given(documents())
def test_json_has_the_keys_of_the_manual(document: Document) -> None:
    result = tabulate(read_contest(document))
    line = as_line(result)
    assert "\n" not in line
    answer = json.loads(line)
    heads, keys = keys_of_the_manual()
    assert list(answer) == heads
    assert [row for row in answer["standings"] if list(row) != keys] == []
    assert answer == as_json(result)


def test_chinese_stands_as_it_is_in_the_line() -> None:
    assert "二等奖" in as_line(tabulate(read_contest(TIEXI)))


def test_comparison_says_where_decisions_are_left_out() -> None:
    document = contest({"talk": {"A": marks("9"), "B": marks("9")}}, rules={"tie_chain": ["lot"]})
    document["decisions"] = [{"kind": "lot", "order": ["B", "A"]}]
    found = what_if(read_contest(document), lambda today: replace(today, rules=Rules()))
    assert as_comparison(found, "en").endswith("the recorded decisions do not fit the other rules and are left out")
    assert as_comparison(found, "zh").endswith("未予采用")
