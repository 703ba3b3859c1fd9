"""What residents read and certificates print that is no longer so, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from communities.refused import Refused
from contests.models import Contest
from contests.models.people import contestant_label
from pages.wording.missing import MOST_NAMED, and_more
from scoring.models import Publication
from scoring.results import Lapsed, OldFact, frozen, old_facts, outdated


@dataclass(frozen=True, slots=True)
class Outdated:
    """How a publication differs from how things are now: whether in its standings, and what else it says."""

    number: int
    standings: bool
    facts: list[str]

    @property
    def sentence(self) -> str:
        """What is wrong, and what to do."""
        words = (
            _("The results differ from publication no. {number}, which residents still see. Publish a correction.")
            if self.standings
            else _(
                "Publication no. {number} does not have the corrections made since. Residents still read the old "
                "text, and certificates print it. Publish a correction."
            )
        )
        return words.format(number=self.number)


def outdated_of(contest: Contest, publication: Publication | None) -> Outdated | None:
    """How the publication in force differs from how things are now; None where it does not, or where there is none."""
    if publication is None:
        return None
    standings = outdated(contest, publication)
    try:
        facts = _fact_lines(publication, old_facts(contest, publication))
    except Refused:
        facts = []
    return Outdated(publication.number, standings, facts) if standings or facts else None


def _fact_lines(publication: Publication, facts: Iterable[OldFact]) -> list[str]:
    """A line for the contest and for each contestant; of very many the first, and how many more there are."""
    lines = [_fact_line(publication, who, list(of)) for who, of in groupby(facts, lambda fact: fact.number)]
    return [*lines[:MOST_NAMED], *and_more(len(lines) - MOST_NAMED)]


def _fact_line(publication: Publication, number: str, facts: Iterable[OldFact]) -> str:
    words = _("{what}: {before} → {now}")
    said = " · ".join(words.format(what=f.label, before=f.before or "–", now=f.now or "–") for f in facts)
    if not number:
        return said
    who = contestant_label(number, frozen(publication).people[number].get("name") or "")
    return _("{who}, {changes}").format(who=who, changes=said)


def lapsed_line(row: Lapsed) -> str:
    """A certificate that no longer holds: what it says, and what it should say."""
    parts = ("name", "beside", "community", "street", "contest")
    differing = [(getattr(row.says, part), getattr(row.now, part)) for part in parts]
    changes = " · ".join(f"{before or '–'} → {now or '–'}" for before, now in differing if before != now)
    return _("{serial}, {award}: {changes}").format(
        serial=row.certificate.serial, award=row.says.award, changes=changes
    )
