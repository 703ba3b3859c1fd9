"""What a ceremony is made of: steps, each of which changes one thing on screen, as they are stored."""

from __future__ import annotations

from enum import StrEnum
from typing import NotRequired, TypedDict


class StepKind(StrEnum):
    """What a step puts on screen."""

    TITLE = "title"  # that the ceremony begins
    AWARD = "award"  # the name of the next award
    WINNERS = "winners"  # those whom this step names for the first time
    TOGETHER = "together"  # all who were named one by one
    PRESENTERS = "presenters"  # who hands the award over, beside those who get it
    GROUP = "group"  # all winners of all awards


HONOURED = frozenset({StepKind.WINNERS, StepKind.TOGETHER})
"""The steps at which the words of honour are read: they may name the winners."""


class Winner(TypedDict):
    """One who gets an award; `group` is empty where there are none, `place` None where places are not shown; `team`
    are the others of a team."""

    number: str
    name: str
    community: str
    group: str
    place: int | None
    shared: bool
    team: NotRequired[list[str]]


class Step(TypedDict):
    """One step: the award it is about, and the `winners` whom it names for the first time; others name nobody."""

    kind: str
    award: str
    presenters: str
    words: str
    winners: list[Winner]


class Handover(TypedDict):
    """An award with those who get it, as far as they are known."""

    award: str
    winners: list[Winner]
