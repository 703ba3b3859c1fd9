"""The clerk test: every line of every explanation is true, follows from the lines before, and can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given

from tabulation import as_json, as_text, explain, forecast, forecast_text, read_contest, tabulate
from tabulation.steps import Step
from tabulation.vocabulary import Words
from tabulation.wording import FORECASTS, REMARKS, SENTENCES, step_text
from tests.tabulation.clerk import Desk
from tests.tabulation.clerk_result import check_result
from tests.tabulation.explained import SOME
from tests.tabulation.generated import documents
from tests.tabulation.good_contest import GOOD
from tests.tabulation.oracle import reckon
from tests.tabulation.support import Document, by_contestant, contest, marks

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.json"))
GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("en", "zh")
MEAN_OF_THREE = contest({"talk": {"01": marks("90.26 90 60")}})


def explained(document: Document, who: str) -> Step:
    """The explanation of one contestant."""
    return explain(tabulate(read_contest(document)), who)


def test_no_sentence_of_the_sums_says_whether_people_or_centres_are_judged():
    said = {text for words in (SENTENCES, REMARKS, FORECASTS) for text in (one.zh for one in words.values())}
    assert [text for text in said if "选手" in text or re.search("[}] ?([人家]|位(?!小数))", text)] == []


def test_what_was_not_said_is_a_dash() -> None:
    bounds = Step("bounds", "0", {"low": "0", "high": "", "before": "-1", "after": "0"})
    decision = Step("cut-decision", None, {"contestants": "02, 01", "by": ""})
    assert [step_text(step, "en") for step in (bounds, decision)] == [
        "held within [0, –]: -1 → 0",
        "decision: 02, 01 (–)",
    ]


def test_a_panel_is_called_one_once() -> None:
    facts = {"item": "content", "panel": "Expert panel"}
    assert step_text(Step("panel-marks", "8", facts), "en").startswith("Expert panel, ")
    assert step_text(Step("panel-marks", "8", {**facts, "panel": "Jury"}), "en").startswith("Panel Jury, ")


def test_steps_as_data_have_their_keys() -> None:
    mark = Step("mark", "9", {"item": "content"})
    assert Step("sheet", "9", {"judge": "J1"}, (mark,)).as_data() == {
        "kind": "sheet",
        "value": "9",
        "facts": {"judge": "J1"},
        "steps": [{"kind": "mark", "value": "9", "facts": {"item": "content"}, "steps": []}],
    }


def clerk_agrees(document: Document) -> set[str]:
    """Goes through every explanation of a contest; gives back the kinds of steps that were there."""
    result = tabulate(read_contest(document))
    answer, book = as_json(result), reckon(document).book
    seen: set[str] = set()
    for who in by_contestant(answer):
        root = explain(result, who)
        desk = Desk(book, who, by_contestant(answer), seen)
        check_result(desk, root, final=answer["final"], missing=answer["missing"])
        assert json.loads(json.dumps(root.as_data())) == root.as_data()
        for language in LANGUAGES:
            check_text(root, language)
    return seen


def check_text(root: Step, language: str) -> None:
    """One clean line for each step."""
    lines = list(as_text(root, language))
    assert len(lines) == len(list(root.walk()))
    for line in lines:
        assert len(line.splitlines()) == 1
        assert line.strip()
        assert "None" not in line


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_add_up(path: Path) -> None:
    assert {"result", "final", "round", "panel", "sum", "pool-mean"} <= clerk_agrees(json.loads(path.read_bytes()))


def test_good_contest_adds_up() -> None:
    clerk_agrees(GOOD())


@pytest.mark.parametrize("name", SOME)
def test_contest_adds_up(name: str) -> None:
    clerk_agrees(SOME[name])


def test_together_they_have_every_sentence() -> None:
    documents_ = [*SOME.values(), *(json.loads(path.read_bytes()) for path in EXAMPLES)]
    assert SENTENCES.keys() - {kind for document in documents_ for kind in clerk_agrees(document)} == set()


@given(documents())
def test_every_contest_adds_up(document: Document) -> None:
    clerk_agrees(document)


# What the lines say


def lines(name: str, who: str, language: str = "en") -> list[str]:
    """An explanation as text, without its indents."""
    return [line.strip() for line in as_text(explained(SOME[name], who), language)]


def fields_of(text: str) -> set[str | None]:
    """The facts a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


def all_words() -> Iterator[Words]:
    """Every sentence there is."""
    for sentences in (SENTENCES, REMARKS, FORECASTS):
        yield from sentences.values()


def test_both_languages_say_the_same() -> None:
    assert [words.en for words in all_words() if fields_of(words.en) != fields_of(words.zh)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ["03", "08"])
def test_golden_text(who: str, language: str) -> None:
    document = json.loads((ROOT / "examples" / "tiexi.json").read_bytes())
    text = "\n".join(as_text(explained(document, who), language)) + "\n"
    assert text == (GOLDEN / f"tiexi-{who}.{language}.txt").read_text("utf-8")


def test_unknown_contestant() -> None:
    with pytest.raises(LookupError):
        explained(SOME["rooms"], "nobody")


def test_words_that_look_like_numbers_stay() -> None:
    assert "adjustment 0.5: 1/3" in lines("time, adjustments and bounds", "02")
    assert "adjustment -1: –" in lines("time, adjustments and bounds", "02")


def test_numbers_that_do_not_end_are_cut_off() -> None:
    assert "(90.26 + 90 + 60) = 240.26; 240.26 ÷ 3 = 80.08666666…" in [
        line.strip() for line in as_text(explained(MEAN_OF_THREE, "01"), "en")
    ]


def test_bounds_and_limits_that_are_not_there() -> None:
    found = lines("time, adjustments and bounds", "03")
    assert "time 3:19: -3" in found
    assert "held within [0, 9.25]: -2 → 0" in found
    assert "held within [–, 7]: 8.25 → 7" in lines("time, adjustments and bounds", "02")


def test_what_the_clip_did() -> None:
    both = "clipped, and rounded without being clipped"
    assert "J3: 60 held within 10 of the mean 80.08666666…, to 1 place → 70.1" in lines(both, "01")
    assert "J1：90.26 限定在平均 90.22 ± 10 以内，保留 1 位小数 → 90.3" in lines(both, "02", "zh")
    assert "J3: 60 held within 10 of the mean 80.08666666… → 70.08666666…" in lines("clipped, not rounded", "01")


def test_what_does_not_count_item_by_item_says_why() -> None:
    found = lines("recused, excused and missing, item by item", "01")
    assert [line for line in found if line[:2] in ("J2", "J3", "J4")] == [
        *("J2: 9", "J3: 9", "J4: recused"),
        *("J2: excused from this item", "J3: not given yet", "J4: recused"),
    ]
    assert "the only value: 8" in found
    assert "still missing: talk, judge J3, style" in found


def test_a_sign_is_not_added_to_a_sign() -> None:
    document = contest({"talk": {"01": [["8", "+8"]]}}, items={"talk": {"content": {}, "style": {}}})
    assert "J1: 8 + 8 = 16" in [line.strip() for line in as_text(explained(document, "01"), "en")]


def test_one_term_is_no_sum() -> None:
    found = lines("clipped, not rounded", "01")
    assert "J1: 90.26" in found
    assert [line for line in found if line.endswith(" = 90.26") and "×" not in line] == []


def test_a_tie_at_the_line_of_a_cut_is_told() -> None:
    name = "ties across the line of a cut"
    told = ["cut after one (2 go on): equal at the line, 1 of 02, 03, 04 may go on; the tie-break rules decide first"]
    told.append("tie-break rule “all marks of a rubric item: one / mark”: still equal (02: 8, 03: 8, 04: 8)")
    told += ["Panel jury, mark, all valid marks, nothing dropped: 8", "J1: 8", "the only value: 8"]
    told.append("tie-break rule “drawing lots” decides (02: 1, 03: 3, 04: 2)")
    for who, end in (("02", "goes on"), ("03", "stays behind")):
        found = lines(name, who)
        at = found.index(told[0])
        assert found[at : at + 7] == [*told, end]
    assert not any(line.startswith("cut after") for line in lines(name, "01"))
    assert "stayed behind after one, where 2 went on" in lines(name, "05")


def test_an_item_of_a_round_after_the_cut_tells_nobody_apart() -> None:
    scores = {"01": ["9"], "02": ["7"], "03": ["7"]}
    document = contest(
        {"one": scores, "two": {who: ["5"] for who in scores}},
        cuts=[{"after": "one", "keep": 1}],
        rules={"tie_chain": ["item:two/mark"]},
    )
    (equal,) = (step for step in explained(document, "02").walk() if step.kind == "tie-equal")
    assert (equal.facts["values"], equal.steps) == ("02: –, 03: –", ())
    clerk_agrees(document)


def test_a_chain_at_a_cut_knows_nothing_of_later_rounds() -> None:
    scores = {"01": ["9"], "02": ["7"], "03": ["7"]}
    document = contest(
        {"one": scores, "two": {"01": ["5"], "02": ["6"], "03": ["5"]}},
        cuts=[{"after": "one", "keep": 2, "tie": "chain"}],
        rules={"tie_chain": ["round:two"]},
    )
    (equal, *_) = (step for step in explained(document, "02").walk() if step.kind == "tie-equal")
    assert equal.facts["values"] == "02: –, 03: –"


def test_a_cut_tells_of_its_own_decision_only() -> None:
    document = contest(
        {"one": {"01": ["9"], "02": ["9"], "03": ["7"], "04": ["7"]}, "two": {"01": ["5"]}},
        cuts=[{"after": "one", "keep": 1, "tie": "decide"}],
        rules={"tie_chain": ["chair"]},
        decisions=[{"kind": "cut", "order": ["01", "02"]}, {"kind": "chair", "order": ["04", "03"]}],
    )
    found = [step for step in explained(document, "01").walk() if step.kind == "cut-decision"]
    assert [step.facts["contestants"] for step in found] == ["01, 02"]


def test_the_mean_of_panels_behind_an_item_is_that_of_their_weights() -> None:
    document = contest(
        {"one": {"01": ["8", "4"], "02": ["7", "7"]}},
        panels={"a": {"seats": 1, "weight": "3"}, "b": {"seats": 1, "weight": "1"}},
        rules={"tie_chain": ["item:one/mark"]},
    )
    (tie,) = (step for step in explained(document, "01").walk() if step.kind == "tie-equal")
    assert [(step.kind, step.value) for step in tie.steps] == [("panel-marks", "8"), ("panel-marks", "4"), ("panels", "7")]


def test_a_cut_that_is_decided_or_waits() -> None:
    found = lines("a cut that was decided", "01", "zh")
    at = found.index("one 后晋级（名额 1）：01, 02 在晋级线上同分，尚余名额 1；由人裁定并记录")
    assert found[at + 1 : at + 4] == ["裁定：02, 01（领导小组）", "未晋级", "one 后未晋级（晋级名额 1）"]
    assert "a decision is waited for; until then all of them go on" in lines("a cut that waits for a decision", "02")


def test_marks_behind_an_item_that_decides() -> None:
    found = lines("equal scores, and marks of two panels behind the item that decides", "01")
    at = next(k for k, line in enumerate(found) if line.startswith("tie-break rule"))
    assert found[at:] == [
        "tie-break rule “all marks of a rubric item: talk / content” decides (01: 7.2, 02: 6)",
        "Panel A, content, all valid marks, nothing dropped: 8",
        *("J1: 8", "J2: 8", "(8 + 8) = 16; 16 ÷ 2 = 8"),
        "Panel B, content, all valid marks, nothing dropped: 6",
        *("J3: 6", "the only value: 6"),
        "(8 × 0.6 + 6 × 0.4) ÷ 1 = 7.2",
    ]


def test_links_are_named() -> None:
    chain = "a chain begun again, and people who share in the end"
    assert "tie-break rule “all marks of a rubric item: talk / content” decides (01: 8, 02: 8, 03: 8, 04: 7)" in lines(chain, "01")
    assert "同分规则“抽签”：仍相同（01: –, 02: –, 03: –）" in lines(chain, "01", "zh")


def test_provisional_and_outside() -> None:
    sealed = "a sealed round, and one without a score"
    assert lines(sealed, "02")[0] == "02 02: no score yet"
    assert lines(sealed, "03")[0] == "03 03: did not appear, takes no place"
    assert lines(sealed, "03", "zh")[0] == "03 03：缺席，不参加排名"
    assert lines(sealed, "01")[0] == "01 01: place 1, score 16.13 (provisional)"
    assert lines(sealed, "01", "zh")[0] == "01 01：第 1 名，得分 16.13（暂计）"


def test_contestant_without_a_name() -> None:
    document = contest({"talk": {"01": "8"}}, rounds={"talk": {"sealed": True}}, people={"01": {"name": None}})
    assert next(as_text(explained(document, "01"), "en")) == "01: place 1, score 8.00"


def test_forecast_without_a_simulation() -> None:
    found = forecast(read_contest(MEAN_OF_THREE))
    assert list(forecast_text(found, None, "en")) == ["two different scores differ by at least 0.01"]


@pytest.mark.parametrize(
    ("name", "said"), [("评委组", "评委组：92"), ("专家评审组", "专家评审组：92"), ("居民", "评委组 居民：92")]
)
def test_a_panel_is_called_by_its_name(name: str, said: str) -> None:
    """A panel named 评委组 was 评委组 评委组."""
    assert step_text(Step("panel", "92", {"panel": name}), "zh") == said
