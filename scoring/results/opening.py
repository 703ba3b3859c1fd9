"""What is missing before a contest can be opened, from one reading of its rows: seven queries, none once kept."""

from __future__ import annotations

from contests.models import Contest
from contests.rules.opening import OpeningProblem, opening_problems
from contests.rules.recusals import open_proposals
from tabulation import BadContestFile, tabulate

from .file import document_of, values_of
from .kept import Kept
from .named import Named

_latest: Kept[list[OpeningProblem]] = Kept(50)


def opening_problems_now(contest: Contest) -> list[OpeningProblem]:
    """What is missing, and where nothing is, why the results could not be computed."""
    document = document_of(contest)
    found = [*opening_problems(document, cards=contest.judges.exclude(secret_hash="").count()), *_recusals(contest)]
    if any(problem.blocking for problem in found):
        return found
    try:
        tabulate(values_of(document))
    except BadContestFile as error:
        return [
            OpeningProblem("cannot-be-computed", {"problem": line, "named": Named(document)}) for line in error.problems
        ] + found
    return found


def _recusals(contest: Contest) -> list[OpeningProblem]:
    """Pairs of one place that are not recused: only told, since they can be recused later as well."""
    pairs = [f"{proposal.judge} – {proposal.contestant}" for proposal in open_proposals(contest)]
    return [OpeningProblem("recusals-proposed", {"pairs": pairs}, blocking=False)] if pairs else []


def opening_problems_of(contest: Contest) -> list[OpeningProblem]:
    """What is missing, for readers: kept by version in this process, as with `results_of`."""
    return _latest.get(contest.pk, contest.version, lambda: opening_problems_now(contest))
