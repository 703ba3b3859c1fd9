"""The rules in words say what the sums do: which rule holds where a panel, a round and the rule sheet say different."""

import re
from fractions import Fraction

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings

from contests.rules.opening import opening_problems
from pages.wording.rules import rule_sentences
from scoring.results.choices import choices
from tabulation import read_contest, tabulate
from tabulation.pooling import pool_of
from tests.tabulation.generated import documents
from tests.tabulation.support import contest

MARKS = {"A": ["10", "20", "40", "70", "100"], "B": ["5", "5", "5", "5", "5"]}
SHEETS = {"talk": MARKS, "final": MARKS}


def words(document):
    with override("en"):
        return rule_sentences({"rules": {}, "panels": [], "cuts": [], "awards": [], **document})


def about(document, name):
    return [line for line in words(document) if name in line and (" dropped" in line or "the score is" in line)]


def test_a_panel_keeps_its_own_pool_against_the_rounds():
    document = contest(
        SHEETS, panels={"jury": {"seats": 5, "pool": "median"}}, rounds={"talk": {"rules": {"pool": "sum"}}}
    )
    assert about(document, "jury") == [
        "jury: nothing is dropped; the score is the middle value, or the mean of the two in the middle."
    ]


def test_a_rounds_pool_goes_before_the_rule_sheets():
    document = contest(SHEETS, rules={"pool": "median"}, rounds={"talk": {"rules": {"pool": "sum"}}})
    assert about(document, "jury") == [
        "talk, jury: nothing is dropped; the score is the sum of the values left.",
        "final, jury: nothing is dropped; the score is the middle value, or the mean of the two in the middle.",
    ]


def test_what_a_round_drops_goes_before_what_its_panels_drop():
    rest = "are dropped; the score is the mean of the values left. With fewer than {} valid marks, nothing is dropped."
    panels = {"jury": {"seats": 5, "drop_high": 1, "drop_low": 1, "trim_from": 5}}
    document = contest(SHEETS, panels=panels, rounds={"final": {"rules": {"drop_low": 0, "trim_from": 0}}})
    assert about(document, "jury") == [
        f"talk, jury: the 1 highest and 1 lowest of the judges' totals {rest.format(5)}",
        f"final, jury: the 1 highest and 0 lowest of the judges' totals {rest.format(2)}",
    ]


def test_a_round_says_only_what_its_own_rules_change():
    document = contest(SHEETS, drop=(1, 1), rounds={"final": {"rules": {"round": {"round": 1}}}})
    assert [line.partition(":")[0] for line in about(document, "jury")] == ["jury"]
    assert [line for line in words(document) if "before that" in line] == [
        "talk: Scores are not rounded before that.",
        "final: Rounded before that: Round score, rounded to 1 decimal (half up).",
    ]


def test_a_rounds_own_held_values_are_told():
    rules = {"clip": {"distance": "10", "round": 1}}
    document = contest(SHEETS, rounds={"final": {"rules": rules}})
    moved = "A value further than 10 from the mean is moved to that distance. "
    rounded = "Every value is then rounded to 1 decimal (half up)."
    assert [line for line in words(document) if "further" in line] == [f"final: {moved}{rounded}"]
    assert [line for line in words(contest(SHEETS, rules=rules)) if "further" in line] == [f"{moved}{rounded}"]


def test_sheet_totals_are_not_rounded_where_items_are_pooled_one_by_one():
    rules = {"trim": "item", "round": {"sheet": 1, "item": 2}}
    (line,) = [line for line in words(contest(SHEETS, rules=rules)) if "before that" in line]
    assert line == "Rounded before that: Mark of an item, rounded to 2 decimals (half up)."


def test_panels_are_added_only_where_they_mark_together():
    panels = {
        "experts": {"seats": 1, "weight": "0.6", "rounds": ["talk"]},
        "residents": {"seats": 1, "weight": "0.4", "rounds": ["talk"]},
        "board": {"seats": 1, "weight": "1", "rounds": ["final"]},
    }
    sheets = {"talk": {"A": ["1", "2"]}, "final": {"A": ["3"]}}
    together = [line for line in words(contest(sheets, panels=panels)) if "several panels" in line]
    assert together == [
        "Where several panels mark a round: experts × 0.6 + residents × 0.4, divided by the sum of their weights."
    ]


@pytest.mark.parametrize("rules", [{}, {"trim": None, "pool": None, "round": None, "bounds": None}])
def test_what_is_not_said_has_its_default(rules):
    said = words({"rules": rules, "panels": [{"id": "jury", "drop_high": 1}], "rounds": []})
    assert "the 1 highest and 0 lowest of the judges' totals are dropped" in said[0]
    assert "Final score = , rounded to 2 decimals (half up)." in said
    assert "Round score: never below 0." in said


# ---- Words, check and sums agree, whatever the rules

SENTENCE = re.compile(
    r"(?:(?P<rounds>Round \d+(?:, Round \d+)*), )?(?P<panel>Panel \d+): (?:nothing is dropped; |(?P<each>for "
    r"each item )?the (?P<high>\d+) highest and (?P<low>\d+) lowest (?:marks|of the judges' totals) are dropped; )the "
    r"score is (?P<pool>.*?)\.(?: With fewer than (?P<needed>\d+) valid marks, nothing is dropped\.)?"
)


def renamed(document):
    """The same contest with names that can be told apart in a sentence."""
    rounds = [{**round_, "name": f"Round {n}"} for n, round_ in enumerate(document["rounds"])]
    panels = [{**panel, "name": f"Panel {n}"} for n, panel in enumerate(document.get("panels") or [])]
    return {**document, "rounds": rounds, "panels": panels}


def sentence_of(said, round_, panel):
    found = [
        match
        for match in said
        if match["panel"] == panel and (match["rounds"] is None or round_ in match["rounds"].split(", "))
    ]
    (match,) = found
    return match


def counted_by_hand(row, match, pools):
    """What a sentence makes of some values, read with a pencil."""
    values = sorted(value for value in row if value is not None)
    if match["needed"] and len(values) >= int(match["needed"]):
        values = values[int(match["low"]) : len(values) - int(match["high"])]
    return Fraction(*pool_of(pools[match["pool"]])(values)) if values else None


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_words_check_and_sums_agree(document):
    document = renamed(document)
    said = [match for line in words(document) if (match := SENTENCE.fullmatch(line))]
    pools = {found.meaning: found.id for found in choices("pool", "en")}
    result = tabulate(read_contest(document))
    scores = [score for round_ in result.contest.rounds for score in result.scores.round(round_.id).panels]
    few = set()
    for score in scores:
        match = sentence_of(said, score.round.name, score.panel.name)
        if match["needed"] and len(score.judges) < int(match["needed"]):
            few.add((score.panel.name, score.round.name, int(match["needed"])))
        assert match["high"] is None or bool(match["each"]) == bool(score.parts[0].item)
        for part in score.parts:
            for index, row in enumerate(part.clipped.rows):
                by_hand = counted_by_hand(row, match, pools)
                assert part.pooled.value(index) == (None if by_hand is None else by_hand / part.clipped.den)
    told = {
        (problem.facts["panel"], round_, problem.facts["needed"])
        for problem in opening_problems(document, cards=0)
        if problem.code == "too-few-judges"
        for round_ in problem.facts["rounds"]
    }
    assert told == few
