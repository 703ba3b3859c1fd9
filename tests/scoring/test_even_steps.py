"""One number has one number of decimals: in the table of results and in each step that says how it came about."""

from pathlib import Path

import pytest

from scoring.results.decimals import evened
from scoring.results.even_steps import with_even_decimals
from tabulation import explain, read_contest, tabulate
from tabulation.wording import as_text

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["observation-tour", "reserve-selection", "tiexi", "five-standards"])
def test_every_step_says_a_score_as_the_table_does(name):
    result = tabulate(read_contest((EXAMPLES / f"{name}.json").read_bytes()))
    for row in evened(result.contest, result.standings):
        step = with_even_decimals(explain(result, row.contestant), result)
        final = next(inner for inner in step.steps if inner.kind.startswith("final"))
        assert (step.value, final.value) == (row.score, row.score)
        rounds = {part.name: row.rounds[part.id] for part in result.contest.rounds}
        told = {(inner.facts["round"], inner.value) for inner in final.steps if inner.kind == "round"}
        assert {one for one in told if not rounds[one[0]].endswith("…")} <= set(rounds.items())
        weighed = {(inner.facts["round"], inner.facts["before"]) for inner in final.steps if "weight" in inner.facts}
        assert weighed <= told


def test_the_numbers_of_a_calculation_stand_there_as_they_are_told_before():
    result = tabulate(read_contest((EXAMPLES / "observation-tour.json").read_bytes()))
    steps = explain(result, result.standings[0].contestant)
    text = "\n".join(as_text(with_even_decimals(steps, result), "en"))
    for sentence in (
        "Final score: 92.00",
        "Panel 观摩评审组: 92.0",
        "27.0 + 27.5 + 22.5 + 13.0 = 90.0",
        "(91.5 + 90.0 + 93.0 + 92.5 + 93.0) = 460.0; 460.0 ÷ 5 = 92.0",
        "(92.0 × 0.7 + 92.5 × 0.3) ÷ 1 = 92.15",
        "91.995 → 92.00",
    ):
        assert sentence in text
