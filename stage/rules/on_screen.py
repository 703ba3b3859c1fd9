"""What a screen shows now: what was chosen, or what happens on stage where the screens follow it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contests.models import Performance, PerformanceState
from stage.models import MediaFile, Release, ScreenMode, Show

LATER = {PerformanceState.ON_STAGE: 2, PerformanceState.MARKING: 1}


def last_called(performances: Iterable[Performance]) -> Performance | None:
    """Who is on stage, else who was last: of performances in the running order, one that is being marked before those
    that are closed. Told from where they stand and never from a clock. None where nobody was called: a round that is
    opened as a whole calls nobody.
    """
    begun = ((n, p) for n, p in enumerate(performances) if not p.is_waiting and not p.round.at_once)
    called = [(LATER.get(PerformanceState(p.state), 0), n, p) for n, p in begun]
    return max(called)[2] if called else None


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A mode, with the performance it is about, the release whose content it shows, or the film or slide."""

    mode: ScreenMode
    performance: Performance | None = None
    release: Release | None = None
    picture: MediaFile | None = None


def on_screen(show: Show, called: Performance | None, released: Sequence[Release], *, own: str = "") -> OnScreen:
    """What a screen shows: its `own` mode, or what the main screens show.

    `called` is who was called on stage last, `released` the scores in force with the last first. Where the screens
    follow the stage, whoever was called since something was chosen is shown in its place; but a question drawn for them
    before stays. A score that is not released, or not any more, is not shown: its contestant is. Where nobody was
    called, nothing is released, or a film or slide was removed, the title stands.
    """
    last = released[0] if released else None
    if own:
        return _pictured(show) if own == ScreenMode.MEDIA else _sound(ScreenMode(own), called, last, called)
    drawn = show.mode == ScreenMode.QUESTION and called is not None and show.performance_id == called.pk
    if show.follow and called is not None and called.pk != show.called and not drawn:
        return OnScreen(ScreenMode.ON_STAGE, called)
    if show.mode == ScreenMode.MEDIA:
        return _pictured(show)
    if show.mode == ScreenMode.SCORE and show.performance_id is not None:
        last = next((release for release in released if release.performance_id == show.performance_id), None)
        return _sound(ScreenMode.SCORE, called, last, called if last else show.performance)
    if show.mode == ScreenMode.QUESTION:
        return OnScreen(ScreenMode.QUESTION, show.performance or called)
    return _sound(ScreenMode(show.mode), called, last, called)


def _pictured(show: Show) -> OnScreen:
    return OnScreen(ScreenMode.MEDIA, picture=show.picture) if show.picture_id else OnScreen(ScreenMode.TITLE)


def _sound(
    mode: ScreenMode, called: Performance | None, release: Release | None, otherwise: Performance | None
) -> OnScreen:
    if mode in {ScreenMode.SCORE, ScreenMode.STANDINGS}:
        if release is not None:
            return OnScreen(mode, release.performance, release)
        return OnScreen(ScreenMode.ON_STAGE, otherwise) if otherwise else OnScreen(ScreenMode.TITLE)
    if mode == ScreenMode.QUESTION and called is not None:
        return OnScreen(mode, called)
    if mode in {ScreenMode.ON_STAGE, ScreenMode.QUESTION}:
        return OnScreen(ScreenMode.ON_STAGE, called) if called else OnScreen(ScreenMode.TITLE)
    return OnScreen(mode)


def choice_of(show: Show) -> str:
    """What was chosen for the main screens, in one text: for a caller to hand back what it has seen."""
    return f"{show.mode}/{show.performance_id or 0}/{show.picture_id or 0}/{show.beside_id or 0}/{show.message}"
