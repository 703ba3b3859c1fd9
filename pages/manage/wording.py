"""What is missing before a contest can be opened, a sentence each; and who gets awards by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.wording import fact_texts, listed
from contests.models import Award, name
from contests.queries.awards import AwardByName
from contests.rules.opening import OpeningProblem, PanelDrops
from scoring.complaints import complaint
from scoring.results.named import Named
from tabulation.vocabulary import Pool

MOST_LISTED = 10
"""Of a longer list a sentence names so many."""
SENTENCES: dict[str, tuple[str | Promise, str]] = {
    "no-rounds": (_("There is no round yet. Add at least one."), "setup:rounds"),
    "no-panels": (_("There is no panel yet. Add at least one."), "people:judges"),
    "no-judges": (_("There is no judge yet. Add at least one."), "people:judges"),
    "no-contestants": (_("There is no contestant yet. Add at least one."), "people:contestants"),
    "no-awards": (_("There are no awards. Without one nobody gets a certificate."), "setup:awards"),
    "no-date": (_("The date of the contest is not entered."), "setup:basics"),
    "empty-rubric": (_("The round “{round}” has no rubric item."), "setup:rounds"),
    "item-without-name": (_("The rubric item {item} has no name."), "setup:rounds"),
    "cut-ends-round": (
        _("The running order goes contestant by contestant, but {rounds} has a cut. Let it go round by round."),
        "people:order",
    ),
    "too-few-judges": (
        _(
            "Official seats of “{panel}”: {seats}. Its rule for dropping marks in {rounds} needs {needed}."
            " Add seats here, or change the rule under Scoring rules."
        ),
        "people:judges",
    ),
    "no-panel-sits": (_("No panel sits in the round “{round}”."), "people:judges"),
    "panels-weigh-nothing": (
        _("In “{round}” all panels have weight 0. Give one of them a weight above 0."),
        "rules:sheet",
    ),
    "panels-differ": (
        _("In {rounds} the panels drop and pool marks differently: {panels}. Correct this if it is not intended."),
        "rules:sheet",
    ),
    "panel-sits-nowhere": (_("“{panel}” sits in no round that judges mark."), "people:judges"),
    "ballots-of-another-scale": (
        _("In {round} ballots of “{panel}” go up to {highest} and sheets to {full}: give both the same scale."),
        "people:judges",
    ),
    "no-official-judge": (
        _("“{panel}” has no official seat; practice and observer seats do not count."),
        "people:judges",
    ),
    "all-recused": (
        _("All judges of “{panel}” are recused for {numbers}, so nobody could mark them."),
        "recusals:list",
    ),
    "recusals-stop-dropping": (
        _("Recusals leave {numbers} fewer than {needed} judges of “{panel}”; nothing is dropped for them in {rounds}."),
        "recusals:list",
    ),
    "empty-room": (_("“{panel}” marks {rooms}, but no contestant is in that room."), "people:judges"),
    "judge-without-name": (_("Seats without a name: {judges}."), "people:judges"),
    "no-chair": (
        _("The tie-break rules leave the last decision to the chair, but no judge is marked as chair."),
        "people:judges",
    ),
    "cards-missing": (_("Seats that have no card yet: {count}."), "manage:cards"),
    "contestant-without-name": (_("Contestants without a name: {numbers}."), "people:contestants"),
    "no-running-order": (
        _("The running order is missing for {numbers}. Draw it, or enter it."),
        "people:order",
    ),
    "no-room": (
        _("Scores are compared between rooms; enter the room of {numbers}."),
        "people:contestants",
    ),
    "nobody-marks": (
        _("In “{round}” no panel marks {numbers}: no panel has their room. Correct the panels or the rooms."),
        "people:judges",
    ),
    "recusals-proposed": (
        _("Judge and contestant share a community or street and are not recused: {pairs}."),
        "recusals:list",
    ),
    "cannot-be-computed": (_("The results cannot be calculated with these rules: {problem}"), "rules:sheet"),
}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What is missing as a page shows it; `page` is the name of an address of the contest."""

    text: str
    page: str
    blocking: bool


def problem_line(problem: OpeningProblem) -> ProblemLine:
    """What is missing in words; a problem without a sentence is named by its code."""
    words, page = SENTENCES.get(problem.code, (problem.code, "setup:basics"))
    facts = dict(problem.facts)
    if problem.code == "panels-differ":
        facts["panels"] = [_dropping(panel) for panel in facts["panels"]]
    if problem.code == "cannot-be-computed":
        facts["problem"] = complaint(facts["problem"], facts.pop("named", Named()))
    facts = {name: _some(fact) if isinstance(fact, list) else fact for name, fact in facts.items()}
    return ProblemLine(str(words).format(**fact_texts(facts)), page, problem.blocking)


def _some(parts: list[str]) -> str:
    """All of a list, or of a long one the first and how many there are: nobody reads forty numbers in a sentence."""
    if len(parts) <= MOST_LISTED:
        return listed(map(str, parts))
    words = gettext("{some} and others ({count} in all)")
    return words.format(some=listed(map(str, parts[:MOST_LISTED])), count=len(parts))


def _dropping(drops: PanelDrops) -> str:
    """A panel with what it drops and how it pools."""
    if not drops.high and not drops.low:
        words = gettext("{panel} (nothing dropped, {pool})")
    else:
        words = gettext("{panel} (highest {high} and lowest {low} dropped from {needed} judges on, {pool})")
    return words.format(**{**drops._asdict(), "pool": name(Pool.of(drops.pool))})


@dataclass(frozen=True, slots=True)
class WinnersLine:
    """An award by name, with those who get it and those who are named and do not compete any more."""

    award: Award
    winners: str
    others: str


def winners_line(found: AwardByName) -> WinnersLine:
    """An award by name in words."""
    return WinnersLine(found.award, listed(found.winners), listed(found.others))
