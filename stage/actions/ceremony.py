"""The award ceremony: prepared from the results, then shown step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.actions.rows import fill, store
from communities.models import User
from communities.refused import Refused
from contests.actions.change import refuse_stale, refuse_unless_in
from contests.models import Contest
from contests.queries import stage_order_of
from stage import verbs
from stage.models import AwardTier, Ceremony, Release, ReleaseKind, ScreenMode, Show
from stage.queries import next_number
from stage.queries.ceremony import awards_in_force, ceremony_of, tiers_of
from stage.queries.run_sheet import begun_so_far
from stage.results.ceremony import OVER, handovers_of, why_prepared_anew
from stage.rules.ceremony import known_after, revealing, step_seen, steps_of
from stage.rules.on_screen import last_called

from .change import locked_show, show_changed
from .on_screen import put_on_screen

PREPARED_ANEW, GONE_BACK = "prepared-anew", "gone-back"
"""Why an award is not known any more, as a code: no page says it, the journal has the step."""
TIER = ("one_by_one", "presenters", "words")


@transaction.atomic
def prepare_ceremony(
    *, contest: Contest, tiers: Mapping[str, Mapping[str, Any]], by: User, now: datetime, seen: str | None = None
) -> Ceremony:
    """Make the steps of the ceremony from the results as they are; what was announced before is taken back.

    `tiers` says, by the name of an award, how it is handed over: `one_by_one`, `presenters`, `words`; awards that are
    not named stay as they are. `seen` is where the ceremony stood as the caller saw it (`step_seen`). Refused("gone")
    for an award that nobody gets, "stale", "invalid", "unknown-fields", and as `handovers_of` says.
    """
    show = locked_show(contest)
    handovers = handovers_of(show.contest)
    before = ceremony_of(show)
    refuse_stale(seen, seen_now(show, before))
    _keep(show, tiers, {handover["award"] for handover in handovers})
    steps = steps_of(handovers, tiers_of(show))
    _take_back(awards_in_force(show), PREPARED_ANEW, by=by, now=now)
    values = {"steps": steps, "step": 0, "made_at": now, "made_by": by}
    made, _new = Ceremony.objects.update_or_create(show=show, defaults=values)
    detail = {"awards": [handover["award"] for handover in handovers], "steps": len(steps)}
    show_changed(show, verbs.CEREMONY_PREPARED, by=by, now=now, detail=detail)
    return made


@transaction.atomic
def show_step(*, contest: Contest, step: int, by: User, now: datetime, seen: str | None = None) -> Ceremony:
    """Show one step on the main screens. Each step on the way there that names winners lets the hall know them; each
    that is gone back over is taken back.

    `seen` is where the ceremony stood as the caller saw it (`step_seen`). Refused("already") where it is shown,
    "stale", "gone", "wrong-state", "not-prepared", "no-such-step"; and where somebody would be named, "prepare-anew" if
    the results have changed since, and as `handovers_of` says.
    """
    show = locked_show(contest)
    refuse_unless_in(show.contest, *OVER)
    current = ceremony_of(show)
    if current is None:
        raise Refused("not-prepared")
    if not 0 <= step < len(current.steps):
        raise Refused("no-such-step", step=step)
    if current.step == step and is_on_screen(show):
        raise Refused("already")
    refuse_stale(seen, seen_now(show, current))
    _tell(show, current, step, by=by, now=now)
    current.step = step
    current.save(update_fields=["step"])
    put_on_screen(show, ScreenMode.CEREMONY)
    one = current.steps[step]
    named = [f"{winner['number']} {winner['name']}".strip() for winner in one["winners"]]
    detail = {"step": step, **({"winners": named} if named else {})}
    show_changed(show, verbs.CEREMONY_STEP, by=by, now=now, object=one["award"], detail=detail)
    return current


def is_on_screen(show: Show) -> bool:
    """Whether the main screens show the ceremony: it was chosen, and nobody was called since whom they follow to."""
    if show.mode != ScreenMode.CEREMONY:
        return False
    called = last_called(stage_order_of(show.contest))
    return not show.follow or (called.pk if called else None) == show.called


def seen_now(show: Show, ceremony: Ceremony | None) -> str:
    """Where a ceremony stands, for a caller to hand back."""
    return step_seen(
        ceremony.steps if ceremony else None, ceremony.step if ceremony else 0, on_screen=is_on_screen(show)
    )


def _keep(show: Show, tiers: Mapping[str, Mapping[str, Any]], awards: Iterable[str]) -> None:
    for award, values in tiers.items():
        if award not in awards:
            raise Refused("gone", object=award)
        tier = AwardTier.objects.filter(show=show, award=award).first() or AwardTier(show=show, award=award)
        fill(tier, values, allowed=TIER)
        store(tier)


def _tell(show: Show, ceremony: Ceremony, step: int, *, by: User, now: datetime) -> None:
    """The hall knows what has been called up to a step, and nothing else."""
    known = {release.content["step"]: release for release in awards_in_force(show)}
    _take_back((known[n] for n in known if n > step), GONE_BACK, by=by, now=now)
    new = [n for n in revealing(ceremony.steps, step) if n not in known]
    if new and (refused := why_prepared_anew(ceremony, show.contest)):
        raise refused
    for n in new:
        one = ceremony.steps[n]
        awards = known_after(ceremony.steps, n)
        Release.objects.create(
            show=show,
            number=next_number(show),
            kind=ReleaseKind.AWARDS,
            content={"step": n, "award": one["award"], "now": one["winners"], "awards": awards},
            at=now,
            by=by,
            begun=begun_so_far(show),
        )


def _take_back(releases: Iterable[Release], reason: str, *, by: User, now: datetime) -> None:
    for release in releases:
        release.taken_back_at, release.taken_back_by, release.why_taken_back = now, by, reason
        release.save(update_fields=["taken_back_at", "taken_back_by", "why_taken_back"])
