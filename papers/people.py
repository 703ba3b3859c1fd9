"""How contestants, judges and rules are called on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.utils.translation import pgettext

from communities.language import in_chinese
from communities.names import place_parts
from communities.numbers import format_decimal
from contests.members import members_text, names_beside
from contests.models import Status, label
from scoring import results
from scoring.results import TallySheet
from scoring.results.tally import Contestant, PanelTally, Value
from scoring.rules import SheetState
from tabulation.contest import Item

from .paper import Cell


class Person(Protocol):
    """A contestant, as a row or as the sums know them."""

    @property
    def name(self) -> str:
        """The name; may be empty."""

    @property
    def members(self) -> Sequence[Any]:
        """Who is in it, if it is a team."""

    @property
    def community(self) -> str | None:
        """The community."""

    @property
    def street(self) -> str | None:
        """The street."""

    @property
    def status(self) -> str:
        """Competing, or why not."""


def locality_of(person: Person) -> str:
    """Street and community."""
    return " ".join(place_parts(person.street, person.community))


def name_of(person: Person) -> str:
    """The name; of a team with all who are in it."""
    return with_team(person.name, names_beside(person.name, person.members))


def with_team(name: str, team: Sequence[str]) -> str:
    """A name with the others of its team."""
    words = pgettext("paper", "{name} ({team})")
    return words.format(name=name, team=members_text(team)) if team else name


def status_of(person: Person) -> str:
    """Why somebody does not compete; nothing for those who do."""
    return "" if person.status == Status.COMPETING else str(label(Status.of(person.status)))


def person_cell(person: Person) -> Cell:
    """Name, and below it place and status."""
    return Cell(
        text=name_of(person), note=" · ".join(filter(None, (locality_of(person), status_of(person)))), strong=True
    )


def person_of(tally: TallySheet, who: str) -> Contestant:
    """A contestant by number."""
    return tally.contest.contestants[tally.contest.ids.index(who)]


def people_cells(tally: TallySheet, who: str) -> list[Cell]:
    """A contestant's number, name and place."""
    return [Cell(text=who), person_cell(person_of(tally, who))]


def signatures() -> list[str]:
    """Who signs for the numbers."""
    return [
        pgettext("paper", "Tally clerk"),
        pgettext("paper", "Checker"),
        pgettext("paper", "Supervisor"),
        pgettext("paper", "Chair of the panel"),
    ]


def called(thing: Any) -> str:
    """The name of a round, item, panel or judge; its id where it has none."""
    return str(thing.name or getattr(thing, "id", None) or thing.key)


def item_cell(item: Item) -> Cell:
    """An item by its name, with its weight where it has one."""
    weight = format_decimal(item.weight, "short")
    return Cell(text=called(item), note="" if weight == "1" else f"×{weight}")


def who_marked(panel: PanelTally, seat: int, people: Iterable[str]) -> list[str]:
    """By name who gave the values of a seat of a panel to some people, first to last; who sits there now if nobody."""
    values = (line.values[seat] for who in people for line in panel.rows[who].lines)
    now = called(panel.judges[seat])
    found = dict.fromkeys(value.by or now for value in values if value.text is not None)
    before = [name for name in found if name != now]
    return [*before, now] if now in found or not before else before


def why_none(value: Value) -> str:
    """Why a judge has no value."""
    match value.why:
        case SheetState.RECUSED:
            return pgettext("paper", "recused")
        case SheetState.LEFT:
            return pgettext("paper", "left")
        case SheetState.EXCUSED:
            return pgettext("paper", "excused")
    return pgettext("paper", "not in")


def decided_text(tally: TallySheet, link: str) -> str:
    """What decided between equals, with the round or item by its name."""
    return results.decided_text(tally.contest, link, chinese=in_chinese())
