"""Results under other names, as a public copy has them: the same numbers, and explanations that name nobody else."""

from __future__ import annotations

import json

from hypothesis import given

from tabulation import as_json, explain, public_copy, read_contest, renamed, tabulate
from tests.tabulation.generated import documents
from tests.tabulation.support import Document


@given(documents())
def test_results_under_other_names_are_explained_as_those_of_the_copy(document: Document) -> None:
    result = tabulate(read_contest(json.dumps(document)))
    copy = public_copy(result.contest, "评委 {}")
    under_names, anew = renamed(result, copy), tabulate(copy)
    assert as_json(under_names) == as_json(anew)
    for round_ in copy.rounds:
        again, before = under_names.scores.round(round_.id), result.scores.round(round_.id)
        assert again.contest is copy
        assert again.score is before.score  # no round is computed again
    for number in copy.ids:
        assert explain(under_names, number) == explain(anew, number)
