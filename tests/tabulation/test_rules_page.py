"""Every rule that can be chosen is documented in both languages, with a source, and the schema knows the same ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tabulation import rules_page
from tabulation.registry import REGISTRY, Rule, function_of
from tabulation.vocabulary import HEADS, ROUND_STAGES, RULES, DecisionKind, JudgeKind, RoundingStage, Status, TieLink

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "contest-file.schema.json").read_text("utf-8"))
COMPUTED = [rule for kind in RULES for rule in REGISTRY[kind].values()]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WHERE = {
    "trim": ("trim",),
    "pool": ("pool",),
    "rounding": ("rules", "properties", "rounding"),
    "rank_on": ("rules", "properties", "rank_on"),
    "places": ("rules", "properties", "places"),
    "rooms": ("rules", "properties", "rooms"),
    "cut_tie": ("cut", "properties", "tie"),
    "award_tie": ("award", "properties", "tie"),
}
TERMS = {
    **{where: RULES[kind] for kind, where in WHERE.items()},
    ("contestant", "properties", "status"): Status,
    ("judge", "properties", "kind"): JudgeKind,
    ("decision", "properties", "kind"): DecisionKind,
}
"""Where the schema lists what may be chosen."""


def below(part: Any, key: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words of the schema, with the key it stands at."""
    if isinstance(part, dict):
        if "enum" in part:
            yield key, [word for word in part["enum"] if word is not None]
        for name, inner in part.items():
            yield from below(inner, name)
    elif isinstance(part, list):
        for inner in part:
            yield from below(inner, key)


def at(path: tuple[str, ...]) -> list[str]:
    """The words that may be chosen at a place of the schema."""
    part = SCHEMA["$defs"]
    for key in path:
        part = part[key]
    return [word for word in part["enum"] if word is not None]


def test_page_in_the_docs_is_the_page() -> None:
    assert (DOCS / "rules.md").read_text("utf-8") == rules_page()


def test_page_has_a_head_for_every_kind() -> None:
    assert [line for line in rules_page().splitlines() if line.startswith("## ")] == [
        f"## {head.en} (`{key}`) {head.zh}" for key, head in zip([*[*HEADS][:6], "tie_chain", "cuts[].tie", "awards[].tie"], HEADS.values(), strict=True)
    ]
    assert list(HEADS) == list(RULES)


def test_every_row_of_the_page_has_its_four_cells() -> None:
    rows = [line for line in rules_page().splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in rows] == [rule.id for rule in COMPUTED]
    assert [line for line in rows if line.count("|") != 5] == []


@pytest.mark.parametrize("rule", COMPUTED, ids=lambda rule: f"{rule.kind}-{rule.id}")
def test_rule_is_documented(rule: Rule) -> None:
    for words in (rule.name, rule.meaning):
        assert words["en"] == words.en
        assert words["zh"] == words.zh
        assert words.en
        assert not CHINESE.search(words.en)
        assert CHINESE.search(words.zh)
    assert rule.source
    assert function_of(rule.kind, rule.id) is rule.apply
    assert callable(rule.apply)


@pytest.mark.parametrize("where", TERMS, ids="/".join)
def test_schema_and_vocabulary_know_the_same(where: tuple[str, ...]) -> None:
    assert at(where) == list(TERMS[where])


def test_schema_has_no_other_list_of_words() -> None:
    known = [list(terms) for terms in TERMS.values()]
    assert [(key, words) for key, words in below(SCHEMA) if words not in known] == []


def test_schema_and_vocabulary_know_the_same_stages() -> None:
    stages = SCHEMA["$defs"]["rules"]["properties"]["round"]["properties"]
    own = SCHEMA["$defs"]["roundRules"]["properties"]["round"]["properties"]
    assert [*stages] == [*RoundingStage, "about"]
    assert [*own] == [*ROUND_STAGES, "about"]


def test_everything_that_can_be_chosen_is_computed() -> None:
    assert {kind: list(found) for kind, found in REGISTRY.items()} == {kind: list(terms) for kind, terms in RULES.items()}


def test_schema_and_vocabulary_know_the_same_links() -> None:
    pattern = re.compile(SCHEMA["$defs"]["rules"]["properties"]["tie_chain"]["items"]["pattern"])
    examples = {"decimals": ["decimals", "decimals:12"], "round": ["round:x"], "panel": ["panel:x"], "item": ["item:x/y"]}
    for link in TieLink:
        assert [example for example in examples.get(link, [link]) if not pattern.match(example)] == []
    assert set(re.findall(r"[a-z]{3,}", pattern.pattern)) == set(TieLink)


def test_every_kind_of_decision_is_asked_for_by_a_rule() -> None:
    kinds = SCHEMA["$defs"]["decision"]["properties"]["kind"]["enum"]
    asked = [kind for kind in kinds if kind in list(TieLink) or "decide" in list(RULES[f"{kind}_tie"])]
    assert kinds == asked


def test_every_option_has_its_place_in_the_schema() -> None:
    assert {*WHERE, "tie_link"} == set(RULES)
