"""Parts of the board as the plain values they are drawn from: those that show the same are drawn once."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString

from pages.drawn import drawn


class OrderRow(NamedTuple):
    """One line of the running order; `score` is the round's, `provisional` while it may change. `round` is said where
    contestants go through all rounds one after the other."""

    performance: int
    address: str
    order: int | None
    number: str
    name: str
    round: str
    room: str
    shape: str
    words: str
    digits: str
    goes_on: bool
    focus: bool
    following: bool
    provisional: bool

    @property
    def html(self) -> SafeString:
        """As it is drawn."""
        return drawn("desk/order-row.html", self)


class OrderTable(NamedTuple):
    """The running order of a round, or of all in one; `key` is how the page finds it again."""

    key: str
    title: str
    rows: tuple[OrderRow, ...]

    @property
    def html(self) -> SafeString:
        """As it is drawn."""
        return drawn("desk/order-table.html", self)


class PlaceLine(NamedTuple):
    """One line of the places: "2", or "1–3" while it can still change."""

    place: str
    number: str
    name: str
    score: str
    provisional: bool
    says_certain: bool

    @property
    def html(self) -> SafeString:
        """As it is drawn."""
        return drawn("desk/place-row.html", self)


class Head(NamedTuple):
    """Who is in the middle of the board. `question` is what they have drawn: its number in the database, its own
    number, and its text."""

    performance: int
    number: str
    name: str
    team: str
    community: str
    title: str
    shape: str
    words: str
    round: str
    started_at: datetime | None
    question: tuple[int, str, str] | None

    @property
    def html(self) -> SafeString:
        """As it is drawn."""
        return drawn("desk/stage-head.html", self)


class ClockForm(NamedTuple):
    """Where the time of who is in the middle is typed; `clock` is the time that was entered."""

    contest: int
    performance: int
    number: str
    seen: str
    clock: str
    gives_points: bool

    @property
    def html(self) -> SafeString:
        """As it is drawn."""
        return drawn("desk/clock-form.html", self)
