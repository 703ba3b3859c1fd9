"""What the hall knows and what it may know next, as the desk sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communities.refused import Refused
from contests.models import Contest, Performance
from scoring.results import Kept, Tabulation, TallySheet, cuts_in
from stage.models import Release, Releasing, Show
from stage.queries import releases_in_force, show_as_it_begins
from stage.results import Alarm, KnownScores, Outdated, Ready, alarms_of, known_scores, readied
from stage.rules import Group, keeps_the_way, released_next


@dataclass(frozen=True, slots=True)
class Hall:
    """`ready` are the scores that the way chosen releases next, all of them at once; `alarms` stand out among them.
    `rounds` is how many the contest has."""

    show: Show
    releases: Sequence[Release]
    ways: list[Group] = field(default_factory=list)
    ready: list[Ready] = field(default_factory=list)
    alarms: list[tuple[Performance, Alarm]] = field(default_factory=list)
    outdated: list[Outdated] = field(default_factory=list)
    rounds: int = 1

    @property
    def obstacle(self) -> Refused | None:
        """What stands in the way of the next release."""
        return next((found.refused for found in self.ready if found.refused is not None), None)

    @property
    def chosen(self) -> Releasing:
        """The way to release that was chosen."""
        return Releasing(self.show.releasing)

    def release_of(self, performance: Performance) -> Release | None:
        """The release in force of a performance."""
        return next((found for found in self.releases if found.performance_id == performance.pk), None)

    def keeps_the_way(self, performances: Iterable[Performance]) -> bool:
        """Whether some performances are released next by the way chosen."""
        return keeps_the_way(performances, self.ways, parted=self.chosen == Releasing.END)


_latest: Kept[Hall] = Kept(50)


def hall_now(
    contest: Contest, order: Sequence[Performance], result: Tabulation | None, tally: TallySheet | None
) -> Hall:
    """What the hall knows; of what comes next nothing while nothing can be computed.

    `order` is the running order with the rounds scored elsewhere; the show is at hand with its contest. One query while
    scores can be released, none otherwise.
    """
    show = getattr(contest, "show", None) or show_as_it_begins(contest)
    if not releases_now(contest):
        return Hall(show, [])
    releases = releases_in_force(contest)
    if result is None or tally is None:
        return Hall(show, releases)
    versions = contest.version, show.pk, show.version

    def make() -> Hall:
        return _hall(show, releases, result, tally, order)

    return _latest.get(contest.pk, versions, make)


def releases_now(contest: Contest) -> bool:
    """Whether scores can be released in a contest: from the first performance on until its results are published."""
    return contest.is_live or contest.is_closed


def _hall(
    show: Show, releases: Sequence[Release], result: Tabulation, tally: TallySheet, order: Sequence[Performance]
) -> Hall:
    known: KnownScores = known_scores(result.contest, releases, show)
    ways = released_next(show, order, known.numbers, cuts_in(result))
    ready = readied(result.contest, releases, ways[0], show) if ways else []
    alarms = [(p, alarm) for p in (ways[0] if ways else ()) for alarm in alarms_of(show, tally, p)]
    return Hall(show, releases, ways, ready, alarms, known.outdated(), len({p.round_id for p in order}))
