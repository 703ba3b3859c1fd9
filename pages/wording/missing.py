"""What is missing from results, in words: desk, results page and whoever closes the contest are told the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.wording import listed
from contests.models.people import contestant_label
from papers.people import called
from papers.uses import count_missing as counted
from scoring.results import Tabulation, Values

MOST_NAMED = 50
"""People in a sentence, and sentences of a kind; of the others it is said how many they are."""


class Names:
    """The people and rounds of a result by their ids."""

    def __init__(self, values: Values) -> None:
        self.people = {p.id: contestant_label(p.id, p.name) for p in values.contestants}
        self.judges = {j.id: called(j) for j in values.judges}
        self.rounds = {r.id: called(r) for r in values.rounds}
        self.external = {r.id for r in values.rounds if r.sealed}

    def of(self, numbers: Iterable[str]) -> str:
        """Some contestants, and how many more where they are very many."""
        every = list(numbers)
        named, more = [self.people.get(number, number) for number in every[:MOST_NAMED]], len(every) - MOST_NAMED
        if more > 0:
            named.append(ngettext("{count} more person", "{count} more people", more).format(count=more))
        return listed(named)


def and_more(count: int) -> list[str]:
    """That there are so many more lines, where there are any."""
    return [ngettext("{count} more", "{count} more", count).format(count=count)] if count > 0 else []


def unsubmitted(who: str, round_: str, judges: list[str]) -> str:
    """That these judges of a performance have not submitted; without any, that nobody is left to mark it."""
    if not judges:
        return _("{contestant}, {round}: no judge is left to mark this performance").format(
            contestant=who, round=round_
        )
    return ngettext(
        "{contestant}, {round}: {count} judge has not submitted: {judges}",
        "{contestant}, {round}: {count} judges have not submitted: {judges}",
        len(judges),
    ).format(contestant=who, round=round_, count=len(judges), judges=listed(judges))


def no_score(names: Names, round_: str, people: Iterable[str]) -> str:
    """Who has no score that counts in a round that is scored elsewhere."""
    words = _("{round}: no score counts yet for {contestants}")
    return words.format(round=names.rounds[round_], contestants=names.of(people))


def scores_lacking(result: Tabulation) -> list[str]:
    """The rounds that are scored elsewhere in which somebody has no score that counts, a line for each."""
    names = Names(result.contest)
    lacking: dict[str, dict[str, None]] = {}
    for gap in result.gaps:
        if gap.round in names.external:
            lacking.setdefault(gap.round, {})[gap.contestant] = None
    return [no_score(names, round_, people) for round_, people in lacking.items()]


def count_missing(result: Tabulation) -> str:
    """How many marks of judges are missing, and how many scores that come in ready; nothing where neither is."""
    external = {round_.id for round_ in result.contest.rounds if round_.sealed}
    scores = sum(gap.count for gap in result.gaps if gap.round in external)
    return counted(result.missing_count - scores, scores)
