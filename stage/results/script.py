"""What the emcee says next, made of the run sheet and of what is released, and of nothing else of the marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from contests.models import Performance, PerformanceState
from stage.models import QuestionDraw, Release, ScreenMode, Show
from stage.rules import released_next
from stage.rules.on_screen import OnScreen, on_screen

from .run_sheet import Item, RunSheet

LINES = 4
"""As many are told: what is to be said, a look at the one after, and two more for who reads on."""


class LineKind(StrEnum):
    """What a line of the emcee is."""

    CALL = "call"  # a contestant is called on stage
    QUESTION = "question"  # what was drawn is read out
    SCORE = "score"  # a released score is announced
    CUE = "cue"  # an item of the run sheet
    WAIT = "wait"  # nothing to say yet: scores are to be released
    OPEN = "open"  # nobody knows yet who comes next
    AWARD = "award"  # a step of the ceremony that the screens show
    CLOSING = "closing"  # everything is done


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say. `key` tells it from all others, so that a page knows whether it is still the one being read.

    `awaited` are whose scores are to be released first.
    """

    kind: LineKind
    key: str
    item: Item | None = None
    release: Release | None = None
    draw: QuestionDraw | None = None
    awaited: tuple[Performance, ...] = ()


def script_of(
    show: Show,
    sheet: RunSheet,
    released: Sequence[Release],
    *,
    called: Performance | None,
    cut_after: int | None,
    draws: Iterable[QuestionDraw] = (),
) -> list[Line]:
    """What the emcee says, the next first. `released` are the scores in force, in the order of their release; `called`
    was called on stage last; after the round at position `cut_after` nobody is named before being called; `draws` are
    the questions drawn, of which the one that the main screens show is read before all else.
    """
    drawn = {draw.performance_id: draw for draw in draws}
    return list(islice(_lines(show, sheet, released, called, cut_after, drawn), LINES))


def _lines(
    show: Show,
    sheet: RunSheet,
    released: Sequence[Release],
    called: Performance | None,
    cut_after: int | None,
    drawn: Mapping[int, QuestionDraw],
) -> Iterator[Line]:
    on = sheet.current if sheet.current and sheet.current.on and not sheet.current.at_once else None
    main = on_screen(show, called, released[::-1])
    scores, shows_score = _to_announce(main, sheet, released)
    asked = drawn.get(main.performance.pk) if main.mode == ScreenMode.QUESTION and main.performance else None
    if called is not None and main.performance == called and called.pk != show.called:
        asked = None  # drawn before the call: who was called is named first
    if asked is not None:
        yield _of_draw(asked)
    if on is not None and not (on.performance and shows_score):
        yield _of_item(on)
        own = drawn.get(on.performance.pk) if on.performance else None
        if own is not None and own != asked:
            yield _of_draw(own)
    yield from (Line(LineKind.SCORE, f"r{release.pk}", release=release) for release in scores)
    performances = [item.performance for item in sheet.items if item.performance]
    awaited = _awaited(show, performances, {release.performance_id or 0 for release in released})
    if on is None and awaited:
        yield Line(LineKind.WAIT, "w" + "-".join(str(p.pk) for p in awaited), awaited=awaited)
    yield from _ahead(sheet, cut_after)


def _of_draw(draw: QuestionDraw) -> Line:
    return Line(LineKind.QUESTION, f"q{draw.pk}", draw=draw)


def _to_announce(main: OnScreen, sheet: RunSheet, released: Sequence[Release]) -> tuple[list[Release], bool]:
    """The scores released since something last began, from the one that is on screen on; and whether one is."""
    begun = sum(item.begun for item in sheet.items)
    found = [release for release in released if release.begun >= begun]
    now = main.release if main.mode == ScreenMode.SCORE else None
    if now is not None and now in found:
        return found[found.index(now) :], True
    return found, False


def _awaited(show: Show, performances: Iterable[Performance], released: Collection[int]) -> tuple[Performance, ...]:
    """Whose scores come next by the way chosen, once those being marked are closed: told by who has performed alone."""
    over = [_as_closed(performance) for performance in performances]
    return next(iter(released_next(show, over, released)), ())


def _as_closed(performance: Performance) -> Performance:
    if performance.is_waiting or performance.is_on_stage or performance.is_closed:
        return performance
    over = copy(performance)
    over.state = PerformanceState.CLOSED
    return over


def _ahead(sheet: RunSheet, cut_after: int | None) -> Iterator[Line]:
    """What comes after what is on, as far as the hall knows it."""
    for item in sheet.items:
        if not item.to_come:
            continue
        if item.performance and cut_after is not None and item.performance.round.position > cut_after:
            yield Line(LineKind.OPEN, "open")
            return
        if not item.at_once:
            yield _of_item(item)
    if sheet.begun and not any(item.at_once and item.to_come for item in sheet.items):
        yield Line(LineKind.CLOSING, "closing")


def _of_item(item: Item) -> Line:
    return Line(LineKind.CUE if item.cue else LineKind.CALL, item.key, item=item)
