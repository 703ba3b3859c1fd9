"""The same marks under other rules, side by side."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tabulation import BadContestFile, Contest, WhatIf, read_contest, under_rules_of, what_if
from tabulation.contest import Panel, Rules
from tests.tabulation.support import Document, contest

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
C7 = next(vector["contest"] for vector in VECTORS if vector["id"] == "C7-total")


def ruled(found: Contest, **rules: Any) -> WhatIf:
    """What happens under some other rules."""
    return what_if(found, lambda today: replace(today, rules=replace(today.rules, **rules)))


def gains(found: WhatIf) -> dict[str, tuple[int, bool]]:
    """Contestant -> places gained, 0 without a place before or after, and whether anything changed."""
    places = {c.contestant: (c.before.place, c.after.place) for c in found.changes}
    gained = {who: before - after if before and after else 0 for who, (before, after) in places.items()}
    return {change.contestant: (gained[change.contestant], change.changed) for change in found.changes}


def sample(**more: Any) -> Contest:
    return read_contest(contest({"stage": {"A": ["9", "9"], "B": ["8", "8"], "C": ["7", "7"]}}, **more))


def test_dropping_item_by_item_turns_the_order_of_two() -> None:
    found = ruled(read_contest(contest(**C7)), trim="item")
    assert gains(found) == {"A": (-1, True), "B": (1, True)}
    assert [(c.contestant, c.before.score, c.after.score) for c in found.changes] == [
        ("A", "92.80", "92.80"),
        ("B", "92.20", "93.20"),
    ]
    assert not found.without_decisions


def test_the_same_rules_change_nothing() -> None:
    found = ruled(sample())
    assert gains(found) == dict.fromkeys("ABC", (0, False))
    assert found.before.standings == found.after.standings


def test_the_order_is_that_of_today() -> None:
    found = what_if(sample(), lambda today: replace(today, adjustments=worse("A")))
    assert [change.contestant for change in found.changes] == ["A", "B", "C"]
    assert gains(found) == {"A": (-2, True), "B": (1, True), "C": (1, True)}


def worse(who: str) -> Any:
    adjustments = [{"contestant": who, "points": "-5"}]
    return sample(adjustments=adjustments).adjustments


@pytest.mark.parametrize(
    ("people", "rules"),
    [({"C": {"status": "guest"}}, {}), ({"D": {}}, {}), ({}, {})],
    ids=["guest", "without-a-score", "all-placed"],
)
def test_who_has_no_place_gains_none(people: Document, rules: Document) -> None:
    found = ruled(sample(people=people), pool="sum")
    assert {gained for gained, _changed in gains(found).values()} == {0}
    assert [change.contestant for change in found.changes if change.changed] == ["A", "B", "C"]


def test_who_gets_a_place_only_then_gains_none() -> None:
    found = read_contest(contest({"first": {"A": ["9"]}, "last": {"A": ["9"], "B": ["8"]}}))
    assert gains(ruled(found, best_rounds=1)) == {"A": (0, True), "B": (0, True)}


def test_a_score_a_share_or_an_award_is_a_change_as_well() -> None:
    awarded = sample(awards=[{"name": "一等奖", "quota": 1, "min": "15"}])
    assert gains(what_if(awarded, lambda today: replace(today, awards=())))["A"] == (0, False)
    assert gains(ruled(awarded, pool="sum"))["A"] == (0, True)
    better = what_if(awarded, lambda today: replace(today, awards=(replace(today.awards[0], min=None),)))
    assert gains(better) == {"A": (0, True), "B": (0, False), "C": (0, False)}
    close = read_contest(contest({"stage": {"A": ["9.4"], "B": ["9.3"]}}))
    shared = ruled(close, round=replace(close.rules.round, final=0))
    assert gains(shared) == {"A": (0, True), "B": (1, True)}


DECIDED = contest(
    {"stage": {"A": ["9.4"], "B": ["9.3"]}},
    rules={"round": {"final": 0}, "tie_chain": ["lot"]},
    decisions=[{"kind": "lot", "order": ["B", "A"]}],
)


def test_decisions_that_no_longer_fit_are_left_out() -> None:
    found = ruled(read_contest(DECIDED), round=Rules().round)
    assert found.without_decisions
    assert gains(found) == {"B": (-1, True), "A": (1, True)}


def test_decisions_that_nothing_asks_for_any_more_are_left_out() -> None:
    found = ruled(read_contest(DECIDED), tie_chain=())
    assert found.without_decisions
    assert gains(found) == {"B": (0, True), "A": (1, True)}


def test_decisions_that_still_fit_stay() -> None:
    found = ruled(read_contest(DECIDED), pool="sum")
    assert not found.without_decisions
    assert gains(found) == {"A": (0, False), "B": (0, False)}


@pytest.mark.parametrize("rules", [{"tie_chain": ("round:interview",)}, {"rooms": "equalised"}], ids=["link", "rooms"])
def test_rules_that_do_not_fit_are_refused(rules: Any) -> None:
    for each in (sample(), read_contest(DECIDED)):
        with pytest.raises(BadContestFile):
            ruled(each, **rules)


# Changes ready to use


def test_rules_of_another_contest_come_with_its_drops_and_pools() -> None:
    sheets = {"stage": {"A": ["9", "5", "5", "5"], "B": ["6", "6", "6", "6"]}}
    own = {"jury": {"seats": 4, "weight": "0.5", "rounds": ["stage"]}}
    today = read_contest(contest(sheets, panels=own))
    theirs = {"jury": {"seats": 4, "drop_high": 1, "pool": "sum", "weight": "3"}}
    other = read_contest(contest(sheets, panels=theirs, rules={"places": "dense"}))
    changed = under_rules_of(other)(today)
    kept = {"weight": Decimal("0.5"), "rounds": ("stage",)}
    assert changed.panels == (Panel(id="jury", name="jury", drop_high=1, pool="sum", **kept),)
    assert changed.rules == other.rules
    assert gains(what_if(today, under_rules_of(other))) == {"A": (-1, True), "B": (0, True)}
    alone = under_rules_of(read_contest(contest(sheets, panels={"guests": {"seats": 4}})))(today)
    assert alone.panels == today.panels
