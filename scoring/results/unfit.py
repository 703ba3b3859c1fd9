"""What the sums refuse, and which recorded decisions that is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from communities.refused import Refused
from contests.models import Contest
from contests.models.people import contestant_label
from tabulation import BadContestFile

from .named import Named

DECISION = re.compile(r"decisions\[([0-9]+)\]")
"""How the line of a problem begins that is about a decision, counted from 0."""


def not_computed(contest: Contest, error: BadContestFile, document: Mapping[str, Any]) -> Refused:
    """Refused("cannot-be-computed") with the `problems` line by line, and as `unfit` the decisions some are about.

    `named` are the names in the `document` they are about.
    """
    problems = list(error.problems)
    unfit = unfit_decisions(contest, problems)
    return Refused("cannot-be-computed", problems=problems, unfit=unfit, named=Named(document))


def unfit_decisions(contest: Contest, problems: Iterable[str]) -> list[dict[str, Any]]:
    """The recorded decisions that problems are about: the `kind` of each, and the `people` in its order."""
    about = {int(found[1]) for problem in problems if (found := DECISION.match(problem))}
    if not about:
        return []
    names = dict(contest.contestants.values_list("number", "name"))
    return [
        {"kind": row.kind, "people": [contestant_label(number, names.get(number, "")) for number in row.order]}
        for n, row in enumerate(contest.decisions.all())
        if n in about
    ]
