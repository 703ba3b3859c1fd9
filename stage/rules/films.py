"""Whether a browser can play a film, told from what stands in the file and never from its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from communities.refused import Refused
from stage.models import MediaFormat

MOST_PARTS = 100_000
"""Parts of a film that are looked at; one of hours in pieces of a second has a tenth of them."""


@dataclass(frozen=True, slots=True)
class Film:
    """What a film says of itself; `seconds` is None where it does not say."""

    format: MediaFormat
    width: int
    height: int
    seconds: int | None


class Unplayable(Refused):
    """No browser plays it: `what` the file holds instead of something that is played."""

    def __init__(self, what: str) -> None:
        super().__init__("film-unplayable", what=what)


def sound_film(found: Film) -> Film:
    """A film with a picture to show. Raises Unplayable."""
    if not (found.width and found.height):
        raise Refused("film-without-picture")
    return found


def refuse_crumbs(parts: int) -> None:
    """Refused("film-broken") where a file consists of more parts than any film: reading on would take minutes."""
    if parts > MOST_PARTS:
        raise Refused("film-broken")


def exactly(file: BinaryIO, size: int) -> bytes:
    """So many bytes. Refused("film-broken") where the file ends before."""
    data = file.read(size)
    if len(data) != size:
        raise Refused("film-broken")
    return data
