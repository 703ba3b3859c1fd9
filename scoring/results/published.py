"""A publication as it was frozen: read and tabulated once in a process, however many pages and papers show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from communities.refused import Refused
from scoring.models import Publication
from scoring.queries import superseded
from tabulation import Contest as Values
from tabulation import Tabulation, as_json, public_copy, read_draft, renamed, tabulate

from .file import Document, values_of
from .kept import Kept
from .tally import TallySheet, tally_of

JUDGE_NAMES = {True: "{}号评委", False: "Judge {}"}
MOST = 16
"""Publications kept at a time; one of a large contest takes some megabytes."""


class Frozen:
    """What a publication holds, and what the sums make of it when that is asked for.

    `document` is the contest file and `result` what the sums gave then, both as they were stored: nobody may change
    them. `tabulation`, `public` and `tally` raise Refused("publication-differs") where the sums no longer give the
    standings that were frozen: then nothing of it is shown.
    """

    def __init__(self, publication: Publication) -> None:
        self.number = publication.number
        self.document: Document = publication.data["contest"]
        self.result: dict[str, Any] = publication.data["result"]
        self.fingerprint: str = publication.data["fingerprint"]

    @cached_property
    def tabulation(self) -> Tabulation:
        """The results, computed again from the frozen marks."""
        result = tabulate(values_of(self.document))
        if as_json(result)["standings"] != self.result["standings"]:
            raise Refused("publication-differs", number=self.number)
        return result

    @cached_property
    def set_up(self) -> Values:
        """What was judged, by whom and by which rules, without the marks."""
        return read_draft({**self.document, "marks": []})

    @cached_property
    def people(self) -> dict[str, dict[str, Any]]:
        """Its contestants by their numbers."""
        return {person["id"]: person for person in self.document["contestants"]}

    @cached_property
    def tally(self) -> TallySheet:
        """Everything the papers print, not yet said of which publication."""
        return tally_of(self.tabulation, self.fingerprint)

    def public(self, *, chinese: bool) -> Tabulation:
        """The results as everybody may have them explained: judges by number, recusals without reasons."""
        contest = public_copy(self.tabulation.contest, JUDGE_NAMES[chinese])
        return renamed(self.tabulation, contest)


_frozen: Kept[Frozen] = Kept(MOST)


def frozen(publication: Publication) -> Frozen:
    """A publication as it was frozen. Its `data` is read from the database the first time only: defer it."""
    return _frozen.get(publication.pk, publication.at, lambda: Frozen(publication))


def awarded(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Number and award of everybody who gets one in a stored result, best first."""
    return ((row["contestant"], award) for row in result["standings"] for award in row["awards"])


def results_published(publication: Publication) -> Tabulation:
    """The frozen results, computed again; Refused("publication-differs") should they not be those that were frozen."""
    return frozen(publication).tabulation


def tally_published(publication: Publication) -> TallySheet:
    """The frozen tally sheet; Refused("publication-differs") where the sums give others than those that were frozen."""
    return replace(
        frozen(publication).tally,
        number=publication.number,
        at=publication.at,
        reason=publication.reason,
        superseded=superseded(publication),
    )
