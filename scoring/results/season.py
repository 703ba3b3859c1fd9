"""The points table of a campaign: what publications, as they were frozen, come to together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from communities.names import community_key, street_beside, street_key, street_of
from contests.models import Collects, Contest, Contestant, Inclusion, PublicLevel, Season, Status
from scoring.models import Publication
from scoring.queries import read_as, with_data
from tabulation.exact import exact_text
from tabulation.season import Line, Part, Result, Rules, Scale, season

from .ladder import called
from .public import SHOWN, Detail
from .published import frozen


@dataclass(frozen=True, slots=True)
class Counted:
    """A contest that counts: its results in force, and what its points are multiplied by."""

    contest: Contest
    publication: Publication
    weight: Fraction

    @property
    def title(self) -> str:
        """What the contest was called when its results were published."""
        return self.publication.title or self.contest.title

    @property
    def weight_text(self) -> str:
        """What its points are multiplied by, as it is written."""
        return exact_text(self.weight)


@dataclass(frozen=True, slots=True)
class Given:
    """What a contest gives somebody, as it is written: for each result its points and place, and what they come to."""

    counted: Counted
    part: Part
    each: tuple[tuple[str, int | None], ...]
    points: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """Somebody in the table: as the latest contest they were in calls them, with what each contest gives."""

    name: str
    beside: str
    line: Line
    points: str
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class PointsTable:
    """A season as it stands, best first. Of the `nameless` the results say no community, so that nobody collects their
    points. Contests that are not `final` still wait for marks or a decision."""

    rows: tuple[TableRow, ...]
    contests: tuple[Counted, ...]
    nameless: int

    @property
    def open(self) -> list[Counted]:
        """Those contests whose results are not final."""
        return [each for each in self.contests if not each.publication.final]


def counted_in(inclusions: Iterable[Inclusion]) -> list[Counted]:
    """Those of some contests of a campaign that have results, by the publication in force; never a rehearsal. Two
    queries."""
    those = [each for each in inclusions if not each.contest.rehearsal]
    whole = with_data(read_as([each.contest for each in those]).values())
    return [
        Counted(each.contest, whole[each.contest_id], Fraction(each.weight))
        for each in those
        if each.contest_id in whole
    ]


def points_table(rule: Season, contests: Sequence[Counted], *, for_residents: bool = False) -> PointsTable:
    """The table by the results in force of contests, in their order; for residents of each only what it shows them
    itself. One query beside the data of publications."""
    secretaries = _secretaries(contests) if rule.collects == Collects.SECRETARIES else {}
    results, names, nameless = list[Result](), dict[str, tuple[str, str]](), 0
    for n, counted in enumerate(contests):
        people = frozen(counted.publication).people
        hides_places = for_residents and not _shows_places(counted.contest)
        for number, result in _took_part(n, counted.publication):
            if hides_places and not result.awards:
                continue
            if rule.collects == Collects.COMMUNITIES:
                who, words = _community(people[number])
            else:
                who, words = _secretary(people[number], secretaries.get((counted.contest.pk, number)))
            nameless += not who
            if who:
                names[who] = words
                results.append(replace(result, who=who, place=None if hides_places else result.place))
    lines = season(rules_of(rule), results, [each.weight for each in contests])
    return PointsTable(tuple(_row(line, names, contests) for line in lines), tuple(contests), nameless)


def _secretary(person: Mapping[str, Any], known: int | None) -> tuple[str, tuple[str, str]]:
    """What tells somebody from others, by the register where it knows them; and the words for them."""
    name, community, street = (person.get(key) or "" for key in ("name", "community", "street"))
    who = f"#{known}" if known else " ".join(called(name, community, street))
    return who, (name or person["id"], community)


def _community(person: Mapping[str, Any]) -> tuple[str, tuple[str, str]]:
    """What tells the community somebody is from, nothing where there is none; and the words for it."""
    community, street = person.get("community") or "", person.get("street") or ""
    who = f"{community_key(community)} {street_key(street_of(street, community))}" if community else ""
    return who, (community, street_beside(street, community) or "")


def rules_of(rule: Season) -> Rules:
    """How a season counts, as the sums take it."""
    awards = {name: Fraction(points) for name, points in rule.awards}
    scale = Scale(tuple(map(Fraction, rule.places)), awards, Fraction(rule.others))
    return Rules(scale, rule.best, rule.told_apart)


def keeping_back(rule: Season, contests: Iterable[Counted]) -> list[Contest]:
    """Those contests that show residents less than the table would tell of them: then it is not shown."""
    needs_places = bool(rule.places or rule.others or rule.told_apart)
    those = [each.contest for each in contests]
    return [contest for contest in those if needs_places and not _shows_places(contest)]


def _shows_places(contest: Contest) -> bool:
    """Whether residents see the places of a contest, and so everybody who took part."""
    return Detail.PLACES in SHOWN[PublicLevel(contest.public_level)]


def _took_part(contest: int, publication: Publication) -> Iterator[tuple[str, Result]]:
    """The results of those who competed, by number: whoever was absent, withdrew or was disqualified has no points."""
    for row in frozen(publication).result["standings"]:
        if row["status"] == Status.COMPETING:
            yield row["contestant"], Result("", contest, row["place"], tuple(row["awards"]))


def _secretaries(contests: Sequence[Counted]) -> Mapping[tuple[int, str], int]:
    """The secretary of the register behind a number of a contest. One query."""
    rows = Contestant.objects.order_by().filter(
        contest__in=[each.contest for each in contests], secretary__isnull=False
    )
    return {(contest, number): who for contest, number, who in rows.values_list("contest", "number", "secretary")}


def _row(line: Line, names: Mapping[str, tuple[str, str]], contests: Sequence[Counted]) -> TableRow:
    name, beside = names[line.who]
    given = tuple(_given(contests[part.contest], part) for part in line.parts)
    return TableRow(name, beside, line, exact_text(line.points), given)


def _given(counted: Counted, part: Part) -> Given:
    each = tuple((exact_text(points), result.place) for result, points in part.results)
    return Given(counted, part, each, exact_text(part.points))
