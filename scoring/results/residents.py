"""A contest as residents read it: what was published, word for word, or else what is announced of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contests.columns import filed, to_file
from contests.models import Announced, Contest, Contestant
from contests.queries import set_up
from scoring.models import Publication

from .file import Document
from .public import Disclosed, disclosed
from .published import frozen


@dataclass(frozen=True, slots=True)
class PublicContest:
    """A contest with the publication as which it is read, None before there is one, and the results that are shown.

    Residents see everybody where the contestants are announced, and otherwise those whom these results name: `named`
    has their numbers.
    """

    contest: Contest
    publication: Publication | None
    results: Disclosed | None
    named: frozenset[str]

    @property
    def called(self) -> Contest | Publication:
        """What has the title, venue and date that residents read."""
        return self.publication or self.contest

    @property
    def announces_contestants(self) -> bool:
        """Whether names and running order are shown, whatever the results are."""
        return self.contest.announced == Announced.CONTESTANTS

    def document(self) -> Document:
        """The contest file of the publication, else the set-up; with only those contestants that residents see."""
        whole = frozen(self.publication).document if self.publication else set_up(self.contest.pk)
        seen = [person for person in whole["contestants"] if self.shows(person["id"])]
        return {**whole, "contestants": seen}

    def shows(self, number: str) -> bool:
        """Whether residents see the contestant with a number, if there is one."""
        return self.announces_contestants or number in self.named

    def person(self, number: str) -> dict[str, Any] | None:
        """A contestant as the contest file has one; None where there is nobody to be seen under a number."""
        if not self.shows(number):
            return None
        if self.publication is None:
            rows = Contestant.objects.filter(contest=self.contest, number=number).values(*filed(Contestant))
            return next((to_file(Contestant, row) for row in rows), None)
        people = frozen(self.publication).document["contestants"]
        return next((person for person in people if person["id"] == number), None)


def as_residents_read(contest: Contest, publication: Publication | None) -> PublicContest:
    """A contest that everybody may know of, as a publication has it or, with none, as it is announced."""
    results = disclosed(publication, contest.public_level) if publication else None
    named = frozenset(entry.number for entry in results.visible) if results else frozenset()
    return PublicContest(contest, publication, results, named)
