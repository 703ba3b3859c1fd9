"""An item of the run sheet begins, ends, is left out; each can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from communities.actions.rows import store
from communities.models import User
from communities.refused import Refused
from contests.actions.change import refuse_stale, refuse_unless_in
from contests.models import Contestant, ContestState
from stage import verbs
from stage.models import Cue, CueKind, CueState, Show
from stage.queries.run_sheet import called_so_far
from stage.rules.clock import Moment

from .change import show_changed
from .on_screen import begin_showing, end_showing, show_again
from .run_sheet import locked_cue

ONCE_OPEN = (ContestState.OPEN, ContestState.LIVE, ContestState.CLOSED, ContestState.PUBLISHED)
"""A show can begin once the contest is opened; the awards are handed over after its end."""


@transaction.atomic
def begin_cue(*, cue: Cue, by: User, now: datetime, seen: str | None = None, at: Moment | None = None) -> Cue:
    """An item begins, and what it shows is on the main screens where they follow the stage. One that is on ends by it.

    `seen` is the state that the caller saw, `at` now by the steady clock, too, so that a wall clock put right later
    falsifies nothing. Refused("gone"), "wrong-state" before the contest is opened, "already"
    where it is on, "stale", and "cue-over" where it is done or left out.
    """
    show, current = _asked(cue, CueState.ON, seen)
    refuse_unless_in(show.contest, *ONCE_OPEN)
    if current.state != CueState.WAITING:
        raise Refused("cue-over", object=current.title, state=current.state)
    ended = end_what_is_on(show, now)
    current.state, current.began_at, current.called = CueState.ON, now, called_so_far(show.contest_id)
    current.began, current.boot = (at.steady, at.boot) if at else (None, "")
    store(current)
    begin_showing(show, current)
    show_changed(show, verbs.CUE_BEGUN, by=by, now=now, object=current, detail={"ended": ended} if ended else {})
    return current


@transaction.atomic
def end_cue(*, cue: Cue, by: User, now: datetime, seen: str | None = None) -> Cue:
    """An item that is on ends. Refused("gone"), "already" where it has, "stale", and "cue-not-on"."""
    show, current = _asked(cue, CueState.DONE, seen)
    if current.state != CueState.ON:
        raise Refused("cue-not-on", object=current.title)
    current.state, current.ended_at = CueState.DONE, now
    store(current)
    end_showing(show, current)
    show_changed(show, verbs.CUE_ENDED, by=by, now=now, object=current)
    return current


@transaction.atomic
def skip_cue(*, cue: Cue, by: User, now: datetime, seen: str | None = None) -> Cue:
    """An item that waits is left out. Refused("gone"), "already" where it is, "stale", and "cue-begun"."""
    show, current = _asked(cue, CueState.SKIPPED, seen)
    if current.state != CueState.WAITING:
        raise Refused("cue-begun", object=current.title)
    current.state = CueState.SKIPPED
    store(current)
    show_changed(show, verbs.CUE_SKIPPED, by=by, now=now, object=current)
    return current


@transaction.atomic
def take_back_cue(*, cue: Cue, by: User, now: datetime, seen: str | None = None) -> Cue:
    """One step back: what is done goes on, what is on has not begun, what was left out waits again.

    Refused("gone"), "already" where it waits, "stale", and "cue-on" where it is done and another one is on.
    """
    show, current = _asked(cue, CueState.WAITING, seen)
    before = current.state
    if before == CueState.ON:
        end_showing(show, current)
    if before == CueState.DONE:
        on = show.cues.filter(state=CueState.ON).first()
        if on is not None:
            raise Refused("cue-on", object=on.title)
        _go_on(show, current)
    else:
        current.state, current.began_at, current.ended_at, current.called = CueState.WAITING, None, None, 0
        current.began, current.boot = None, ""
        store(current)
    show_changed(show, verbs.CUE_TAKEN_BACK, by=by, now=now, object=current, detail=taken_back(before, current))
    return current


@transaction.atomic
def note_comment(
    *, cue: Cue, said: str, contestant: Contestant | None, by: User, now: datetime, seen: str | None = None
) -> Cue:
    """Keep the sentence that a comment comes down to, and whom it is about, while it is on or after it.

    `seen` are both as the caller saw them, as `comment_seen` writes them. Refused("gone"), "stale", "invalid", and
    "not-a-comment".
    """
    show, current = locked_cue(cue)
    if current.kind != CueKind.COMMENT:
        raise Refused("not-a-comment", object=current.title)
    if contestant is not None and contestant.contest_id != show.contest_id:
        raise Refused("gone", object=str(contestant))
    before = {"said": current.said, "contestant": current.contestant}
    refuse_stale(seen, comment_seen(current))
    current.said, current.contestant = said, contestant
    store(current)
    after = {"said": said, "contestant": contestant}
    detail: dict[str, Any] = {name: _written(value) for name, value in after.items() if value != before[name]}
    if detail:
        detail["before"] = {name: _written(before[name]) for name in detail}
        show_changed(show, verbs.COMMENT_NOTED, by=by, now=now, object=current, detail=detail)
    return current


def comment_seen(cue: Cue) -> str:
    """The sentence of a comment and whom it is about as a caller has seen them, in one text."""
    return f"{cue.contestant_id or ''}: {cue.said}"


def _written(value: object) -> str:
    """As the journal has it."""
    return "" if value is None else str(value)


def _asked(cue: Cue, wanted: CueState, seen: str | None) -> tuple[Show, Cue]:
    """The item as it is now, locked; Refused("already") where it is as wanted, "stale" where not as it was seen."""
    show, current = locked_cue(cue)
    if current.state == wanted:
        raise Refused("already")
    refuse_stale(seen, str(current.state))
    return show, current


def end_what_is_on(show: Show, now: datetime) -> str:
    """End the item that is on; its title, empty where none was. To be saved by who calls, as `show_changed` does."""
    on = show.cues.filter(state=CueState.ON).first()
    if on is None:
        return ""
    on.state, on.ended_at = CueState.DONE, now
    store(on)
    end_showing(show, on)
    return on.title


def go_on_with(show: Show, cue: Cue) -> bool:
    """Let an item that is done go on, and say whether it does: not where another one is on or where somebody who is
    still called was called after it. To be saved by who calls."""
    if cue.called != called_so_far(show.contest_id) or show.cues.filter(state=CueState.ON).exists():
        return False
    _go_on(show, cue)
    return True


def _go_on(show: Show, cue: Cue) -> None:
    cue.state, cue.ended_at = CueState.ON, None
    store(cue)
    show_again(show, cue)


def taken_back(before: str, cue: Cue) -> dict[str, str]:
    """One step back, as the journal has it."""
    return {"from": before, "to": str(cue.state)}
