"""What the main screens show, chosen at the desk; and that they follow the stage."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.actions.rows import store
from communities.models import User
from communities.refused import Refused
from contests.actions.change import refuse_stale
from contests.models import Contest, Performance
from contests.queries import stage_order_of
from stage import verbs
from stage.models import Cue, MediaFile, MediaUse, ScreenMode, Show
from stage.queries.drawing import draws_in_force
from stage.queries.on_screen import scores_in_force
from stage.rules.on_screen import choice_of, last_called

from .change import locked_show, show_changed


@transaction.atomic
def show_on_screen(
    *,
    contest: Contest,
    mode: ScreenMode,
    performance: Performance | None = None,
    picture: int | None = None,
    message: str | None = None,
    beside: int | None = None,
    by: User,
    now: datetime,
    seen: str | None = None,
) -> Show:
    """Choose what the main screens show, until somebody else is called on stage where they follow it.

    `performance` is whose score it is, None for the latest that was released; `message` None leaves the message as it
    is, with the picture beside it, but a break has none. `picture` is the film or slide by its number in the database,
    None for the last one; `beside` what stands beside the message. `seen` is what was chosen as the caller saw it
    (`choice_of`). Refused("gone"), "not-released", "no-media", "not-drawn", "order-not-drawn",
    "already", "stale" and "invalid".
    """
    show = locked_show(contest)
    message = "" if mode == ScreenMode.BREAK and message is None else message
    if mode in {ScreenMode.SCORE, ScreenMode.STANDINGS}:
        performance = _released(show, performance)
    if mode == ScreenMode.QUESTION:
        performance = _asked(show)
    if mode == ScreenMode.ORDER_DRAW and not show.contest.draw_seed and show.contest.frozen:
        raise Refused("order-not-drawn")
    chosen, called = choice_of(show), show.called
    if mode == ScreenMode.MEDIA:
        show.picture = _slide(show, picture)
    elif mode == ScreenMode.MESSAGE and message is not None:
        show.beside = _slide(show, beside) if beside else None
    put_on_screen(show, mode, performance=performance, message=message)
    if (choice_of(show), show.called) == (chosen, called):
        raise Refused("already")
    refuse_stale(seen, chosen)
    store(show)
    detail = {"mode": show.mode, "message": show.message} if show.message else {"mode": show.mode}
    picked = show.picture if mode == ScreenMode.MEDIA else show.beside if mode == ScreenMode.MESSAGE else None
    detail |= {"picture": str(picked)} if picked else {}
    who = str(performance.contestant) if performance else ""
    show_changed(show, verbs.PUT_ON_SCREEN, by=by, now=now, object=who, detail=detail)
    return show


def _asked(show: Show) -> Performance:
    """Whose question is shown: that of who was called last, else the last drawn. Refused("not-drawn")."""
    draws, called = draws_in_force(show), last_called(stage_order_of(show.contest))
    if not draws:
        raise Refused("not-drawn")
    return next((draw.performance for draw in draws if draw.performance == called), draws[0].performance)


def _released(show: Show, performance: Performance | None) -> Performance | None:
    """Whose score is shown. Refused("not-released") where the hall may not know it."""
    rows = scores_in_force(show)
    found = (rows if performance is None else rows.filter(performance=performance)).first()
    if found is None:
        raise Refused("not-released")
    return found.performance


def _slide(show: Show, wanted: int | None) -> MediaFile:
    """A film or slide of the show, the last one where none is wanted. Refused("no-media")."""
    pk = int(wanted or show.picture_id or 0)
    found = show.media.filter(pk=pk, use=MediaUse.SLIDE).first()
    if found is None:
        raise Refused("no-media")
    return found


@transaction.atomic
def follow_stage(*, contest: Contest, follow: bool, by: User, now: datetime) -> Show:
    """Whether the main screens change by themselves when somebody is called and when a score is released.

    Refused("gone") and "already".
    """
    show = locked_show(contest)
    if show.follow == follow:
        raise Refused("already")
    show.follow = follow
    show_changed(show, verbs.STAGE_FOLLOWED, by=by, now=now, detail={"follow": follow})
    return show


@transaction.atomic
def tell_speaker(*, contest: Contest, prompt: str, by: User, now: datetime) -> Show:
    """Put a word to the speaker on the monitor, empty to take it away. Refused("gone"), "already" and "invalid"."""
    show = locked_show(contest)
    if show.prompt == prompt:
        raise Refused("already")
    show.prompt = prompt
    store(show)
    show_changed(show, verbs.SPEAKER_TOLD, by=by, now=now, detail={"message": prompt})
    return show


def put_on_screen(
    show: Show, mode: ScreenMode, *, performance: Performance | None = None, message: str | None = None
) -> None:
    """Set what the main screens of a locked show show from now on; to be saved by who calls, as `show_changed` does.

    A release does so too where the screens follow the stage.
    """
    called = last_called(stage_order_of(show.contest))
    show.mode, show.performance = mode, performance
    show.message = show.message if message is None else message
    show.called = called.pk if called else None


def begin_showing(show: Show, cue: Cue) -> None:
    """The films and slides of an item of the run sheet that begins are ready, the first of them shown where the main
    screens follow the stage; to be saved by who calls."""
    first = cue.media.order_by("title", "pk").first()
    if first is not None:
        show.picture = first
        if show.follow:
            put_on_screen(show, ScreenMode.MEDIA)


def end_showing(show: Show, cue: Cue) -> None:
    """What an item of the run sheet shows ends with it: the title stands; to be saved by who calls."""
    if show.mode == ScreenMode.MEDIA and cue.media.filter(pk=show.picture_id or 0).exists():
        put_on_screen(show, ScreenMode.TITLE)


def show_again(show: Show, cue: Cue) -> None:
    """What an item showed when it ended is on again where the main screens follow the stage and the title stands
    since; to be saved by who calls."""
    if show.follow and show.mode == ScreenMode.TITLE and cue.media.filter(pk=show.picture_id or 0).exists():
        put_on_screen(show, ScreenMode.MEDIA)
