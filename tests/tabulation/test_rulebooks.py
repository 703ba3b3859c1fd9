"""Every printed rule that the contest file can say, as a small contest with its answer."""

from __future__ import annotations

import pytest

from tabulation import BadContestFile, read_contest
from tests.tabulation import rulebook_places, rulebook_sums
from tests.tabulation.support import Case, contest, standings_of, told

CASES = (*rulebook_sums.CASES, *rulebook_places.CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_printed_rule_gives_its_result(case: Case) -> None:
    answer = standings_of(case.document)
    assert told(answer, case.expected) == case.expected
    assert answer["final"]


SEVEN_TO_9_9 = {"min": "7", "max": "9.9", "step": "0.1"}
WHOLE_POINTS = {"max": "40", "step": "1"}
REFUSED = [
    ("m.tianqiyubao2.com 307083: at least 7", SEVEN_TO_9_9, "6.9"),
    ("m.tianqiyubao2.com 307083: at most 9.9", SEVEN_TO_9_9, "10"),
    ("m.tianqiyubao2.com 307083: one decimal", SEVEN_TO_9_9, "8.35"),
    ("crossfitfinalpush.com 296249: one point is the least step", WHOLE_POINTS, "35.5"),
]


@pytest.mark.parametrize(("source", "item", "points"), REFUSED, ids=[source for source, _, _ in REFUSED])
def test_mark_that_the_rubric_does_not_allow_is_refused(source: str, item: dict[str, str], points: str) -> None:
    document = contest({"stage": {"A": [points]}}, items={"stage": {"mark": item}})
    with pytest.raises(BadContestFile) as refusal:
        read_contest(document)
    (problem,) = refusal.value.problems
    assert problem.startswith("marks[0][4]")
