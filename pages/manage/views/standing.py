"""Standings, what is missing and what waits for a decision, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from communities.language import in_chinese
from communities.wording import listed
from contests.models import Contest, DecisionKind, Performance, PerformanceState, label
from contests.queries.people import rows_by_number
from pages.paging import LINES, Part, asked_of, part_of
from pages.wording.missing import MOST_NAMED, Names, and_more, no_score, unsubmitted, votes_lacking, without_votes
from scoring.results import OpenTie, PlaceRange, Standing, Tabulation, Values, decided_text, evened, place_text
from scoring.results.tally import Contestant


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the standings, worded."""

    place: str
    number: str
    name: str
    home: str
    rounds: list[str]
    score: str
    decided: str
    awards: str
    certain: str
    settled: bool
    steps: str


def part_shown(result: Tabulation, query: QueryDict) -> Part[Standing]:
    """The page of the standings that an address asks for, best first."""
    names = {person.id: person.name or "" for person in result.contest.contestants}
    return part_of(result.standings, asked_of(query), lambda s: (s.contestant, names[s.contestant]), size=LINES)


def rows_of(
    contest: Contest,
    result: Tabulation,
    standings: Iterable[Standing],
    *,
    left: Mapping[str, PlaceRange] | None = None,
    publication: int | None = None,
) -> list[Row]:
    """Lines for some of the standings; `left` are the places everybody can still take, where that is asked."""
    people, left, numbers = (
        {person.id: person for person in result.contest.contestants},
        left or {},
        rows_by_number(contest),
    )
    even = {standing.contestant: standing for standing in evened(result.contest, result.standings)}
    found = [even[standing.contestant] for standing in standings]
    return [
        replace(
            _row(
                result,
                s,
                people[s.contestant],
                left.get(s.contestant),
                _steps(contest, numbers.get(s.contestant), publication),
            ),
            rounds=[text or "–" for text in s.rounds.values()],
            score=s.score or "–",
        )
        for s in found
    ]


def _steps(contest: Contest, row: int | None, publication: int | None) -> str:
    """Where it is told how a result came about; "" for who has another number since it was published."""
    address = reverse("manage:explanation", args=[contest.pk, row]) if row is not None else ""
    return f"{address}?publication={publication}" if address and publication else address


def _row(result: Tabulation, standing: Standing, person: Contestant, left: PlaceRange | None, steps: str) -> Row:
    settled = bool(left and left.certain)
    return Row(
        place=place_of(standing),
        number=standing.contestant,
        name=person.name,
        home=person.community or "",
        rounds=[],
        score="",
        decided=_decided(result, standing),
        awards=listed(standing.awards),
        certain=certain_text(left),
        settled=settled,
        steps=steps,
    )


def _decided(result: Tabulation, standing: Standing) -> str:
    link = standing.decided_by
    return decided_text(result.contest, link, chinese=in_chinese()) if link else ""


def place_of(standing: Standing) -> str:
    """The place, or why there is none."""
    return place_text(status=standing.status, place=standing.place, shared=standing.shared) or "–"


def certain_text(left: PlaceRange | None) -> str:
    """Which places can still come of it."""
    if left is None:
        return "–"
    if left.certain:
        return pgettext("place", "certain")
    return _("{best} to {worst} possible").format(best=left.best, worst=left.worst)


def _states(contest: Contest) -> dict[tuple[str, str], str]:
    """The state of every performance, by round and contestant."""
    rows = Performance.objects.filter(contest=contest).order_by()
    return {(r, who): state for r, who, state in rows.values_list("round__key", "contestant__number", "state")}


def missing_lines(contest: Contest, result: Tabulation) -> list[str]:
    """Who has not submitted for whom; who has not performed; which scores are not entered."""
    names, states = Names(result.contest), _states(contest)
    absent: dict[tuple[str, str], list[str]] = {}
    for gap in result.gaps:
        absent[gap.round, gap.contestant] = [judge for judge, _items in gap.sheets if judge is not None]
    votes = {(round_, who) for (round_, _panel), people in without_votes(result).items() for who in people}
    waiting = {one for one in votes if states.get(one) == PerformanceState.WAITING}
    for one in votes - waiting:
        if not absent[one]:
            del absent[one]
    lines = [line for round_ in names.rounds for line in _of_round(names, round_, absent, states)]
    lines += votes_lacking(result, waiting)
    return [*lines[:MOST_NAMED], *and_more(len(lines) - MOST_NAMED)]


def _of_round(
    names: Names, round_: str, absent: Mapping[tuple[str, str], list[str]], states: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    found = {who: seats for (r, who), seats in absent.items() if r == round_}
    waiting = {
        who: None
        for who in found
        if round_ not in names.external and states.get((round_, who)) == PerformanceState.WAITING
    }
    name = names.rounds[round_]
    for who, seats in found.items():
        if who in waiting or round_ in names.external:
            continue
        yield unsubmitted(names.people[who], name, [names.judges[seat] for seat in seats])
    if waiting:
        yield _("{round}: still to perform: {contestants}").format(round=name, contestants=names.of(waiting))
    if found and round_ in names.external:
        yield no_score(names, round_, found)


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie that people must decide."""

    text: str
    provisional: bool


def tie_lines(ties: Iterable[OpenTie], values: Values) -> list[TieLine]:
    """Every tie that waits for a decision, in words; of very many the first, and how many more there are."""
    names, every = Names(values), list(ties)
    lines = [TieLine(tie_text(tie, names), tie.provisional) for tie in every[:MOST_NAMED]]
    return [*lines, *(TieLine(text, provisional=False) for text in and_more(len(every) - MOST_NAMED))]


def tie_text(tie: OpenTie, names: Names) -> str:
    """Who is equal, and what about."""
    people = names.of(tie.contestants)
    kinds = listed(str(label(DecisionKind.of(kind))) for kind in tie.kinds)
    if tie.after is not None:
        text = _("{contestants} are equal at the cut after {round}; who goes on must be decided.")
        return text.format(contestants=people, round=names.rounds.get(tie.after, tie.after))
    if tie.award is not None:
        return _("{contestants} are equal at the line of “{award}”; who gets it must be decided.").format(
            contestants=people, award=tie.award
        )
    return _("{contestants} are equal; their places are decided by: {kinds}.").format(contestants=people, kinds=kinds)
