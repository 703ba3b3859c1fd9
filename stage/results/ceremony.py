"""Who gets which award, for the ceremony: from the results alone, as they are handed over on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communities.refused import Refused
from contests.members import names_beside
from contests.models import Contest, ContestState, PublicLevel
from scoring.queries import in_force
from scoring.results import frozen, publishable
from scoring.results.public import SHOWN, Detail
from stage.models import AwardTier, Ceremony
from stage.rules.ceremony import steps_of
from stage.steps import Handover, Step, Winner

OVER = (ContestState.CLOSED, ContestState.PUBLISHED)


def handovers_of(contest: Contest) -> list[Handover]:
    """The awards somebody gets, the last of the contest first, each with those who get it.

    Published results are taken as they are published. Where the organiser's public level shows places, the best of an
    award comes last, with the place; else they come by their numbers, which tell nothing.

    Refused("wrong-state") while the contest runs, "ceremony-not-final" where marks are missing or a decision is, and
    "nobody-awarded", "cannot-be-computed".
    """
    if contest.state not in OVER:
        raise Refused("wrong-state", state=contest.state, expected=[str(state) for state in OVER])
    document, result = _results(contest)
    people = {person["id"]: person for person in document["contestants"]}
    places = Detail.PLACES in SHOWN[PublicLevel(contest.public_level)]
    names = dict.fromkeys(award["name"] for award in document.get("awards", ()))
    found = [
        Handover(award=name, winners=list(_winners(name, result["standings"], people, places=places))) for name in names
    ]
    handed = [handover for handover in reversed(found) if handover["winners"]]
    if not handed:
        raise Refused("nobody-awarded")
    return handed


def _results(contest: Contest) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    publication = in_force(contest) if contest.state == ContestState.PUBLISHED else None
    if publication is not None:
        return frozen(publication).document, frozen(publication).result
    now = publishable(contest)
    if not now.final:
        raise Refused("ceremony-not-final", missing=now.missing)
    return now.data["contest"], now.data["result"]


def _winners(
    award: str, standings: Iterable[Mapping[str, Any]], people: Mapping[str, Mapping[str, Any]], *, places: bool
) -> Iterator[Winner]:
    rows = [row for row in standings if award in row["awards"]]
    groups = list(dict.fromkeys(row["group"] for row in rows))
    by_number = sorted(rows, key=lambda row: (groups.index(row["group"]), row["contestant"]))
    turn = (
        sorted(by_number, key=lambda row: (groups.index(row["group"]), -(row["place"] or 0))) if places else by_number
    )
    for row in turn:
        who = people[row["contestant"]]
        name, members = who.get("name") or "", who.get("members") or ()
        winner = Winner(
            number=row["contestant"],
            name=name,
            community=who.get("community") or "",
            group=row["group"] or "",
            place=row["place"] if places else None,
            shared=bool(places and row["shared"]),
        )
        yield {**winner, "team": names_beside(name, members)} if members else winner


def prepared_steps(contest: Contest, tiers: Iterable[AwardTier]) -> list[Step]:
    """The steps of a ceremony as it would be prepared now. Refused as `handovers_of` says."""
    return steps_of(handovers_of(contest), {tier.award: tier for tier in tiers})


def why_prepared_anew(ceremony: Ceremony, contest: Contest) -> Refused | None:
    """Why a ceremony can no longer be held as it was prepared; None where it can: "prepare-anew" where the results are
    no longer those it was prepared from, else what `handovers_of` refuses."""
    try:
        now = prepared_steps(contest, ceremony.show.tiers.all())
    except Refused as refused:
        return refused
    return None if now == ceremony.steps else Refused("prepare-anew")
