"""The award ceremony on screen: how many stand side by side, and how large each name can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from stage.models import MediaFile
from stage.rules.ceremony import CeremonyNow
from stage.steps import StepKind, Winner

from .sizes import fitting, half_widths, size_of

CROWDS = {1: "one", 3: "few", 4: "four", 6: "six", 10: "ten"}
"""How winners stand: up to how many in one way."""
TEAMS = {"one": 100, "few": 56, "four": 36, "six": 28, "ten": 40}
"""Half widths of the others of a winner's team, by how winners stand."""
BESIDE_PHOTOS = {"one": 60, "few": 28, "four": 24, "six": 18, "ten": 40}
"""These where a photo takes some of the room."""
BESIDE = 44
"""The same in the overlay of a stream."""
ROLLS = {"few": 2.0, "some": 1.6, "many": 1.25, "crowd": 1.0, "dense": 0.8}
"""How large the names stand where all winners are shown, in the measure of screens. Of more winners than fit only the
awards are shown, with how many got each."""
ROOM, NAMES, AWARDS = 18.5, 30.0, 12.0
"""The height for all winners, the width of their names, and that of an award beside them."""
LINE, SPACE, AROUND = 1.25, 0.8, 6
"""The height of a line and what is around the lines of one award; half widths of a number and the gap to the next."""


@dataclass(frozen=True, slots=True)
class Honoured:
    """One winner."""

    row: Winner
    photo: MediaFile | None = None
    room: int = 0  # half widths of the others of a team

    @property
    def size(self) -> str:
        """How large the name can stand."""
        return size_of(self.row["name"])

    @property
    def team(self) -> str:
        """The others of the team."""
        return fitting(self.row.get("team", ()), self.room)


@dataclass(frozen=True, slots=True)
class Honours:
    """What is shown of a ceremony."""

    now: CeremonyNow = field(default_factory=CeremonyNow)
    photos: Mapping[str, MediaFile] = field(default_factory=dict)  # by number

    @property
    def is_title(self) -> bool:
        """Whether only the title of the ceremony is shown."""
        return self.now.kind == StepKind.TITLE

    @property
    def is_group(self) -> bool:
        """Whether all winners of all awards are shown."""
        return self.now.kind == StepKind.GROUP

    @property
    def shows_presenters(self) -> bool:
        """Whether those who hand the award over stand beside the winners."""
        return self.now.kind == StepKind.PRESENTERS

    @property
    def size(self) -> str:
        """How large the name of the award can stand."""
        return size_of(self.now.award)

    @property
    def winners(self) -> list[Honoured]:
        """Those who stand there."""
        room = (BESIDE_PHOTOS if self.pictured else TEAMS)[self.crowd]
        return [Honoured(winner, self.photos.get(winner["number"]), room) for winner in self.now.winners]

    @property
    def team(self) -> str:
        """The others of the only winner's team, in a few words."""
        return fitting(self.now.winners[0].get("team", ()), BESIDE) if len(self.now.winners) == 1 else ""

    @property
    def pictured(self) -> bool:
        """Whether anybody who stands there has a photo."""
        return any(winner["number"] in self.photos for winner in self.now.winners)

    @property
    def crowd(self) -> str:
        """How they stand side by side."""
        return next((crowd for most, crowd in CROWDS.items() if len(self.now.winners) <= most), "ten")

    @property
    def roll(self) -> str:
        """How large all winners can stand; empty where they do not fit."""
        return next((size for size, measure in ROLLS.items() if self._height(measure) <= ROOM), "")

    def _height(self, measure: float) -> float:
        """How high all awards with their winners stand at a size of type."""
        lines = 0.0
        for award in self.now.awards:
            names = sum(half_widths(winner["name"]) + AROUND for winner in award["winners"])
            beside = half_widths(award["award"])
            lines += LINE * max(_lines(names, measure, NAMES), _lines(beside, measure, AWARDS)) + SPACE
        return lines * measure

    @property
    def awards(self) -> Sequence[tuple[str, Sequence[Winner]]]:
        """All awards that were handed over, the first of the contest on top."""
        return [(award["award"], award["winners"]) for award in reversed(self.now.awards)]


def _lines(wide: int, measure: float, room: float) -> int:
    """How many lines a text of some half widths takes."""
    return ceil(wide * measure / 2 / room)
