"""The run sheet: what it holds between the performances, and in which order; also while it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.actions.rows import fill, newly_sent, store
from communities.models import User
from communities.refused import Refused
from contests.actions.change import refuse_stale
from contests.models import Contest, Performance
from stage import verbs
from stage.models import AFTER_ALL, Cue, MediaUse, Show
from stage.queries.run_sheet import cues_of
from stage.rules.run_sheet import order_seen, placed

from .change import locked_show, show_changed

MOST_CUES = 200
COLUMNS = ("kind", "title", "who", "planned", "desk_notes", "emcee_notes", "said")


@transaction.atomic
def add_cue(
    *, contest: Contest, values: Mapping[str, Any], slot: int, media: Iterable[int] = (), by: User, now: datetime
) -> Cue:
    """Add an item after `slot` performances, as the last of those that come there; `media` are its films and slides.

    Refused("gone"), "too-many-cues", "unknown-fields" and "invalid".
    """
    show = locked_show(contest)
    made = _added(show, values, _slot_in(show, slot))
    chosen = _choose(show, made, media)
    show_changed(show, verbs.CUE_ADDED, by=by, now=now, object=made, detail={**_said(made), **chosen})
    return made


@transaction.atomic
def add_usual_cues(*, contest: Contest, cues: Iterable[Mapping[str, Any]], by: User, now: datetime) -> list[Cue]:
    """Fill a run sheet that is empty: the columns of each item with its `slot`.

    Refused("gone"), "already" where it is not empty, and "invalid".
    """
    show = locked_show(contest)
    if show.cues.exists():
        raise Refused("already")
    made = [_added(show, {name: given[name] for name in given if name != "slot"}, given["slot"]) for given in cues]
    show_changed(show, verbs.RUN_SHEET_FILLED, by=by, now=now, detail={"cues": [cue.title for cue in made]})
    return made


@transaction.atomic
def change_cue(
    *,
    cue: Cue,
    values: Mapping[str, Any],
    media: Iterable[int] | None = None,
    by: User,
    now: datetime,
    seen: Mapping[str, Any] | None = None,
) -> Cue:
    """Change what an item says, whatever has become of it, and its films and slides; None leaves these as they are.

    `seen` are the columns as the caller saw them: only what differs from them is written. Refused("gone"), "stale",
    "unknown-fields" and "invalid".
    """
    show, current = locked_cue(cue)
    named = str(current)
    detail = fill(current, newly_sent(current, values, seen), allowed=COLUMNS)
    store(current)
    if media is not None:
        detail |= _choose(show, current, media)
    if detail:
        show_changed(show, verbs.CUE_CHANGED, by=by, now=now, object=named, detail=detail)
    return current


@transaction.atomic
def move_cue(*, cue: Cue, slot: int, index: int, by: User, now: datetime, seen: str | None = None) -> Cue:
    """Let an item come after `slot` performances, with `index` of the items there before it.

    `seen` is the order as the caller saw it, as `order_seen` writes it. Refused("gone"), "already" where it is there,
    and "stale" where the order is another.
    """
    show, current = locked_cue(cue)
    before = cues_of(show)
    seen_now, slot = order_seen(before), _slot_in(show, slot)
    last = _performances(show)
    for one in before:
        one.slot = one.slot if one.slot < last else AFTER_ALL
    there = placed(before, current, slot, index)
    if [one.pk for one in there] == [one.pk for one in before if one.slot == slot]:
        raise Refused("already")
    refuse_stale(seen, seen_now)
    for n, one in enumerate(there):
        Cue.objects.filter(pk=one.pk).update(slot=slot, position=n)
    show_changed(show, verbs.CUE_MOVED, by=by, now=now, object=current, detail=_after(slot))
    return current


@transaction.atomic
def remove_cue(*, cue: Cue, by: User, now: datetime) -> None:
    """Take an item out, whatever has become of it; the journal keeps what it said, and all else stays as it is.

    Refused("gone") for the contest, and "already" where it is out.
    """
    show = locked_show(cue.show.contest)
    current = show.cues.filter(pk=cue.pk).first()
    if current is None:
        raise Refused("already")
    current.delete()
    show_changed(show, verbs.CUE_REMOVED, by=by, now=now, object=current, detail=_said(current))


def locked_cue(cue: Cue) -> tuple[Show, Cue]:
    """The show and the item as they are now, locked. Refused("gone")."""
    show = locked_show(cue.show.contest)
    current = show.cues.filter(pk=cue.pk).first()
    if current is None:
        raise Refused("gone", object=cue.title)
    return show, current


def _added(show: Show, values: Mapping[str, Any], slot: int) -> Cue:
    there = [cue.position for cue in cues_of(show) if cue.slot == slot]
    if show.cues.count() >= MOST_CUES:
        raise Refused("too-many-cues", most=MOST_CUES)
    cue = Cue(show=show, slot=slot, position=max(there, default=-1) + 1)
    fill(cue, values, allowed=COLUMNS)
    store(cue)
    return cue


def _choose(show: Show, cue: Cue, media: Iterable[int]) -> dict[str, Any]:
    """Give an item its films and slides; what has changed, as the journal has it."""
    wanted = list(show.media.filter(pk__in=list(media), use=MediaUse.SLIDE).order_by("title", "pk"))
    if wanted == list(cue.media.order_by("title", "pk")):
        return {}
    cue.media.set(wanted)
    return {"media": [str(one) for one in wanted]}


def _slot_in(show: Show, slot: int) -> int:
    """A slot as it is stored: what comes after all performances stays there, however many are added."""
    return max(0, slot) if slot < _performances(show) else AFTER_ALL


def _performances(show: Show) -> int:
    return Performance.objects.filter(contest=show.contest_id, round__external=False).count()


def _said(cue: Cue) -> dict[str, Any]:
    """What an item says, as the journal has it."""
    texts = {name: getattr(cue, name) for name in ("who", "desk_notes", "emcee_notes", "said") if getattr(cue, name)}
    return {"kind": cue.kind, "planned": cue.planned, **texts, **_after(cue.slot)}


def _after(slot: int) -> dict[str, Any]:
    return {} if slot == AFTER_ALL else {"slot": slot}
