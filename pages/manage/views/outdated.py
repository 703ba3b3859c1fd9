"""What residents read and certificates print that is no longer so, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communities.refused import Refused
from contests.models import Contest
from contests.models.people import contestant_label
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
                "Publication no. {number} still says what has been corrected since. Residents read it, and certificates"
                " print it. Publish a correction."
            )
        )
        return words.format(number=self.number)


def outdated_of(contest: Contest, publication: Publication | None) -> Outdated | None:
    """How the publication in force differs from how things are now; None where it does not, or where there is none."""
    if publication is None:
        return None
    standings = outdated(contest, publication)
    try:
        facts = [_fact_line(publication, fact) for fact in old_facts(contest, publication)]
    except Refused:
        facts = []
    return Outdated(publication.number, standings, facts) if standings or facts else None


def _fact_line(publication: Publication, fact: OldFact) -> str:
    before, now = fact.before or "–", fact.now or "–"
    if not fact.number:
        return _("{what}: {before} → {now}").format(what=fact.label, before=before, now=now)
    who = contestant_label(fact.number, frozen(publication).people[fact.number].get("name") or "")
    return _("{who}, {what}: {before} → {now}").format(who=who, what=fact.label, before=before, now=now)


def lapsed_line(row: Lapsed) -> str:
    """A certificate that no longer holds: what it says, and what it should say."""
    parts = ("name", "community", "street", "contest")
    differing = [(getattr(row.says, part), getattr(row.now, part)) for part in parts]
    changes = " · ".join(f"{before or '–'} → {now or '–'}" for before, now in differing if before != now)
    return _("{serial}, {award}: {changes}").format(
        serial=row.certificate.serial, award=row.says.award, changes=changes
    )
