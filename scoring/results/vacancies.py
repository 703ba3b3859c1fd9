"""Awards by place that fewer people got than there are, said before anybody asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from communities.wording import listed
from tabulation import Tabulation
from tabulation.awards import Vacancy

REASONS: dict[str, str | Promise] = {
    "used-up": pgettext_lazy("vacancy", "given to those who share the place before"),
    "line": pgettext_lazy("vacancy", "those at the line share a place and the rules give it to none of them"),
    "pass": pgettext_lazy("vacancy", "the others are below the pass mark of a round"),
    "min": pgettext_lazy("vacancy", "the others are below its pass mark"),
    "cap": pgettext_lazy("vacancy", "the others are beyond the limit for one street"),
    "nobody": pgettext_lazy("vacancy", "nobody is left who could get it"),
}


@dataclass(frozen=True, slots=True)
class Vacant:
    """One award of which `count` are left over; `words` say so with the reason, `why` is the reason alone."""

    award: str
    group: str
    count: int
    why: str

    @property
    def words(self) -> str:
        """What is left over, and why."""
        return gettext("not given: {count} ({why})").format(count=self.count, why=self.why)


def vacancies(result: Tabulation) -> list[Vacant]:
    """What is left over of awards by place, in the language that is active; nothing as long as marks are missing."""
    return [vacant(found) for found in left_over(result)]


def left_over(result: Tabulation) -> tuple[Vacancy, ...]:
    """What is left over of awards by place, not yet worded; nothing as long as marks are missing."""
    return () if result.gaps else tuple(result.awards.vacant)


def vacant(found: Vacancy) -> Vacant:
    """Something left over, in the language that is active."""
    why = listed(str(REASONS[reason]) for reason in found.reasons)
    return Vacant(found.award.name, found.group or "", found.count, why)
