"""One function gives the rules of every round and panel, and the sums follow it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from tabulation import read_contest, read_draft, rules_in_force, tabulate
from tabulation.panels import panel_score, sheet_total
from tests.tabulation.generated import documents
from tests.tabulation.oracle_book import drop_rule, open_book, panels_of, places_of, pool_rule, round_rule
from tests.tabulation.support import Document, contest

PANELS = {"jury": {"seats": 3, "drop_high": 1, "trim_from": 2, "weight": "1"}, "board": {"seats": 1, "pool": "median", "weight": "1"}}
ROUNDS = {"final": {"rules": {"trim": "item", "pool": "sum", "drop_high": 0, "drop_low": 2, "round": {"panel": None}}}}
SHEETS = {"talk": {"A": ["1", "2", "3", "4"]}, "final": {"A": ["1", "2", "3", "4"]}}


def test_the_rounds_own_rules_hold_for_all_its_panels_but_for_a_pool_of_their_own() -> None:
    rules = {"pool": "midrange", "round": {"panel": 3}}
    talk, final = rules_in_force(read_contest(contest(SHEETS, panels=PANELS, rounds=ROUNDS, rules=rules)))
    assert [(s.panel.id, s.rules.trim, s.rules.pool) for s in (*talk.sittings, *final.sittings)] == [
        ("jury", "total", "midrange"), ("board", "total", "median"), ("jury", "item", "sum"), ("board", "item", "median"),
    ]
    drops = [(s.rules.dropping.high, s.rules.dropping.low, s.rules.dropping.trim_from) for s in (*talk.sittings, *final.sittings)]
    assert drops == [(1, 0, 2), (0, 0, 0), (0, 2, 2), (0, 2, 0)]
    assert [(force.stages.panel, force.stages.final) for force in (talk, final)] == [(3, None), (None, None)]


def test_a_sealed_round_has_no_panels_and_its_rooms_stay_as_they_are() -> None:
    document = contest(
        {"talk": {"A": ["1"]}, "visit": {"A": "3"}}, rounds={"visit": {"sealed": True}},
        people={"A": {"room": "1"}}, rules={"rooms": "equalised"},
    )
    talk, visit = rules_in_force(read_contest(document))
    assert (talk.rooms, len(talk.sittings)) == ("equalised", 1)
    assert (visit.rooms, visit.sittings) == ("raw", ())


def test_who_marks_a_room() -> None:
    panels = {"east": {"seats": 1, "rooms": ["E"], "weight": "1"}, "all": {"seats": 1, "weight": "1"}}
    (force,) = rules_in_force(read_contest(contest({"talk": {"A": ["1", "2"]}}, panels=panels, people={"A": {"room": "E"}})))
    assert [s.panel.id for s in force.sittings_for("E")] == ["east", "all"]
    assert [s.panel.id for s in force.sittings_for(None)] == ["all"]


def test_a_draft_is_read_as_far_as_it_goes() -> None:
    draft = read_draft({
        "rules": {"pool": "sum", "places": "all", "round": {"final": 99}, "own": 1},
        "panels": [{"id": "jury", "drop_high": "two", "drop_low": 1}, 7],
        "rounds": [{"id": "talk", "items": None}],
        "recusals": [["J1", "01", "cousins"], ["J1"]],
        "marks": "none",
        **{str(n): n for n in range(100)},
    })  # fmt: skip
    assert (draft.rules.pool, draft.rules.places, draft.rules.round.final) == ("sum", "competition", None)
    assert [(panel.id, panel.drop_high, panel.drop_low) for panel in draft.panels] == [("jury", 0, 1), ("", 0, 0)]
    assert draft.recusals == {("J1", "01"): "cousins"}
    assert [len(force.sittings) for force in rules_in_force(draft)] == [2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_the_sums_follow_the_rules_in_force(document: Document) -> None:
    values = read_contest(document)
    scores = tabulate(values).scores
    for force in rules_in_force(values):
        used = scores.round(force.round.id)
        assert [(s.panel, s.rules) for s in force.sittings] == [(p.panel, p.rules) for p in used.panels]
        assert used.decimals == force.stages.round


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_a_draft_of_a_sound_contest_has_the_same_rules(document: Document) -> None:
    assert rules_in_force(read_draft(document)) == rules_in_force(read_contest(document))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_they_are_what_the_contest_file_says(document: Document) -> None:
    book = open_book(document)
    for force, round_ in zip(rules_in_force(read_contest(document)), document["rounds"], strict=True):
        for sitting, panel in zip(force.sittings, panels_of(book, round_), strict=True):
            rules, dropping = sitting.rules, sitting.rules.dropping
            assert (rules.trim, rules.pool) == (round_rule(book, round_, "trim", "total"), pool_rule(book, round_, panel))
            assert [dropping.high, dropping.low, dropping.trim_from] == [
                drop_rule(round_, panel, key) for key in ("drop_high", "drop_low", "trim_from")
            ]
            for stage in ("item", "weighted", "sheet", "panel", "round"):
                assert getattr(rules.stages, stage) == getattr(force.stages, stage) == places_of(book, stage, round_)


@pytest.mark.parametrize(("rules", "rounded"), [
    ({}, False),
    ({"round": {"panel": 1, "round": 1}}, False),
    ({"round": {"item": 1}}, True),
    ({"round": {"weighted": 0}}, True),
    ({"round": {"sheet": 1}}, True),
    ({"round": {"sheet": 1, "item": 1}, "trim": "item"}, False),
])  # fmt: skip
def test_whether_a_sheet_total_is_rounded(rules: Document, rounded: bool) -> None:
    (force,) = rules_in_force(read_contest(contest({"talk": {"A": ["1"]}}, rules=rules)))
    assert [sitting.rules.rounds_sheets for sitting in force.sittings] == [rounded]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_a_sheet_alone_comes_to_what_the_tally_has(document: Document) -> None:
    values = read_contest(document)
    for force in rules_in_force(values):
        for sitting in force.sittings:
            score = panel_score(values, force.round, sitting.panel, sitting.rules)
            for j, judge in enumerate(score.judges):
                for i, who in enumerate(values.ids):
                    columns = [(values.marks.get((force.round.id, judge.id, item.id), {}), item) for item in force.round.items]
                    marks = [(points, item.weight) for column, item in columns if (points := column.get(who)) is not None]
                    num = score.totals.rows[i][j]
                    if len(marks) == len(columns) and num is not None:
                        assert sheet_total(marks, sitting.rules) == Fraction(num, score.totals.den)
