"""What everybody may read of a publication: as much as the organiser has chosen, and never more.

What each level shows is said here once, in SHOWN. Tables, pages and the words of the organiser's choice follow it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.language import in_chinese
from communities.names import street_beside
from communities.wording import listed
from contests.members import named_team, names_beside
from contests.models import Announced, DecisionKind, PublicLevel, name
from scoring.models import Publication

from .decimals import even, least_decimals
from .explained import Explanation, explained
from .published import frozen
from .tally import decided_text


class Detail(Enum):
    """Something of the results that a level shows or hides."""

    AWARDS = "awards"
    PLACES = "places"
    SCORES = "scores"
    MARKS = "marks"


WORDS: dict[Detail, str | Promise] = {
    Detail.AWARDS: _("awards and who got them"),
    Detail.PLACES: _("places"),
    Detail.SCORES: _("final scores"),
    Detail.MARKS: _("every judge's marks and how each score was calculated"),
}
"""What a detail is called where the organiser chooses a level."""

SHOWN: dict[PublicLevel, tuple[Detail, ...]] = {
    PublicLevel.WINNERS: (Detail.AWARDS,),
    PublicLevel.PLACES: (Detail.AWARDS, Detail.PLACES, Detail.SCORES),
    PublicLevel.EVERYTHING: (Detail.AWARDS, Detail.PLACES, Detail.SCORES, Detail.MARKS),
}


def level_words(level: PublicLevel) -> str:
    """A level with what it shows and what it hides, in the language that is active."""
    visible, hidden = (listed(str(WORDS[d]) for d in Detail if (d in SHOWN[level]) is there) for there in (True, False))
    words = gettext("{level}: {shown}. Not shown: {hidden}.") if hidden else gettext("{level}: {shown}.")
    return words.format(level=level.label, shown=visible, hidden=hidden)


def level_choices() -> list[tuple[str, str]]:
    """Every level with its words, as something to choose."""
    return [(level.value, level_words(level)) for level in PublicLevel]


ANNOUNCED: dict[Announced, str | Promise] = {
    Announced.NOTHING: _("no list and no page of it. Afterwards only those whom the results name."),
    Announced.CONTEST: _(
        "title, date, venue, what is judged and by which rules. Afterwards also those whom the results name."
    ),
    Announced.CONTESTANTS: _("also names, communities, presentation titles and the running order of all contestants."),
}


def announced_choices() -> list[tuple[str, str]]:
    """What can be announced of a contest before its results, with its words, as something to choose."""
    words = gettext("{level}: {shown}")
    return [(a.value, words.format(level=a.label, shown=said)) for a, said in ANNOUNCED.items()]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a contestant that a level shows, and its name; `text` is None where there is none."""

    name: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One contestant as the public sees it. `place` is None where the level hides it; of the `figures` only those are
    there that the level shows, the same ones for everybody. `street` is what stands beside the community: None where
    its name has it already. `others` are in the team beside whom it is called by. `decided` says what told somebody
    from others with an equal score, "" where nothing had to or the level hides places."""

    number: str
    name: str
    others: tuple[str, ...]
    community: str | None
    street: str | None
    status: str
    group: str | None
    awards: tuple[str, ...]
    place: int | None
    figures: tuple[Figure, ...]
    decided: str

    @property
    def team(self) -> str:
        """All of these, behind the word for a team."""
        return named_team(self.others)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What a level shows. `winners` has awards in their order, and in each the contestants by number: where places are
    hidden the order says nothing. An award that nobody got is among them where it goes by name, and once nothing is
    missing: then it is `vacant` if it follows the places. `rows` are the standings, empty where places are hidden. What
    is not `final` has marks `missing`, or else waits for a decision.
    """

    level: PublicLevel
    winners: tuple[tuple[str, tuple[Entry, ...]], ...]
    rows: tuple[Entry, ...]
    final: bool
    missing: bool
    vacant: frozenset[str] = frozenset()

    @property
    def marks(self) -> bool:
        """Whether everybody may read how each score came about."""
        return Detail.MARKS in SHOWN[self.level]

    @property
    def visible(self) -> tuple[Entry, ...]:
        """Everybody of whom something is shown; once for each award where places are hidden."""
        return self.rows or tuple(entry for _award, entries in self.winners for entry in entries)

    def entry(self, number: str) -> Entry | None:
        """What is shown of one contestant; None where that is nothing."""
        return next((entry for entry in self.visible if entry.number == number), None)


def disclosed(publication: Publication, level: str) -> Disclosed:
    """A publication as far as a level shows it; ValueError for no level."""
    document, result = frozen(publication).document, frozen(publication).result
    people = {person["id"]: person for person in document["contestants"]}
    details = SHOWN[PublicLevel(level)]
    least = least_decimals(frozen(publication).set_up)
    scores = even((row["score"] for row in result["standings"]), least.final)
    entries = [
        _entry(
            {**row, "score": score},
            people[row["contestant"]],
            details,
            _decided(row["decided_by"], details, publication),
        )
        for row, score in zip(result["standings"], scores, strict=True)
    ]
    rows = tuple(entries) if Detail.PLACES in details else ()
    winners = tuple(_winners(document, entries, final=publication.final))
    named = _named(document)
    vacant = frozenset(name for name, who in winners if not who and name not in named)
    missing = bool(result["missing"])
    return Disclosed(PublicLevel(level), winners, rows, publication.final, missing=missing, vacant=vacant)


def _entry(row: dict[str, Any], person: dict[str, Any], details: tuple[Detail, ...], decided: str) -> Entry:
    return Entry(
        number=row["contestant"],
        name=person.get("name") or "",
        others=tuple(names_beside(person.get("name") or "", person.get("members") or ())),
        community=person.get("community"),
        street=street_beside(person.get("street"), person.get("community")) or None,
        status=row["status"],
        group=row["group"],
        awards=tuple(row["awards"]),
        place=row["place"] if Detail.PLACES in details else None,
        figures=tuple(_figures(row, details)),
        decided=decided,
    )


def _decided(link: str | None, details: tuple[Detail, ...], publication: Publication) -> str:
    """What told somebody from others with an equal score: the decision people made, or else that the rules did; which
    item or round these compared only where the marks may be read."""
    if not link or Detail.PLACES not in details:
        return ""
    if link in set(DecisionKind):
        what = str(name(DecisionKind.of(link)))
    elif Detail.MARKS in details:
        what = decided_text(frozen(publication).set_up, link, chinese=in_chinese())
    else:
        what = gettext("tie-break rules")
    return gettext("Equal scores; order decided by: {what}").format(what=what)


def _figures(row: dict[str, Any], details: tuple[Detail, ...]) -> Iterator[Figure]:
    """The numbers of a contestant in the order in which they are shown."""
    if Detail.SCORES in details:
        yield Figure(gettext("Final score"), row["score"])


def _named(document: dict[str, Any]) -> set[str]:
    """The awards that go by name."""
    return {award["name"] for award in document.get("awards", ()) if award.get("named") is not None}


def _winners(document: dict[str, Any], entries: list[Entry], *, final: bool) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    awards = document.get("awards", ())
    shown_anyway = {award["name"] for award in awards if final} | _named(document)
    for called in dict.fromkeys(award["name"] for award in awards):
        winners = tuple(sorted((entry for entry in entries if called in entry.awards), key=lambda entry: entry.number))
        if winners or called in shown_anyway:
            yield called, winners


def explained_to_all(publication: Publication, number: str, *, chinese: bool) -> Explanation:
    """How a published result came about, with the judges by number. Raises LookupError for an unknown number."""
    return explained(frozen(publication).public(chinese=chinese), number, chinese=chinese)
