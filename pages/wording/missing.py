"""What is missing from results, in words: desk, results page and whoever closes the contest are told the same."""

from __future__ import annotations

from collections.abc import Container, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.wording import listed
from contests.models.people import contestant_label
from papers.people import called
from papers.uses import count_missing as counted
from scoring.results import Tabulation, Values
from tabulation.ballots import ballot_score, counts_of
from tabulation.completeness import NO_SCORE

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


def without_votes(result: Tabulation) -> dict[tuple[str, str], list[str]]:
    """By round and mass jury, the contestants for whom a class of voters has no vote that counts."""
    values = result.contest
    rooms, rounds = {p.id: p.room for p in values.contestants}, {r.id: r for r in values.rounds}
    found: dict[tuple[str, str], list[str]] = {}
    for gap in (gap for gap in result.gaps if NO_SCORE[0] in gap.sheets):
        for panel in values.panels_of(rounds[gap.round]):
            if panel.ballot is None or not panel.marks_room(rooms[gap.contestant]):
                continue
            if ballot_score(panel.ballot, counts_of(values, rounds[gap.round], panel, gap.contestant)) is None:
                found.setdefault((gap.round, panel.id), []).append(gap.contestant)
    return found


def votes_lacking(result: Tabulation, but: Container[tuple[str, str]] = ()) -> list[str]:
    """A line for each round and mass jury, without the performances that have not begun."""
    names, panels = Names(result.contest), {panel.id: called(panel) for panel in result.contest.panels}
    words = _("{round}: {panel}: not enough votes count yet for {contestants}. Each class of voters needs one.")
    lines = []
    for (round_, panel), people in without_votes(result).items():
        if due := [who for who in people if (round_, who) not in but]:
            lines.append(words.format(round=names.rounds[round_], panel=panels[panel], contestants=names.of(due)))
    return lines


def count_missing(result: Tabulation) -> str:
    """How many marks of judges are missing, and how many scores that come in ready; nothing where neither is."""
    external = {round_.id for round_ in result.contest.rounds if round_.sealed}
    scores = sum(gap.count for gap in result.gaps if gap.round in external)
    return counted(result.missing_count - scores, scores)
