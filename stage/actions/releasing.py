"""What the hall may know, and from when on: scores released, taken back, corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import reason_given, refuse_stale, refuse_unless_in, short
from contests.models import Contest, ContestState, Performance
from contests.models.people import contestant_label
from contests.queries import performances_of
from scoring.results import Values, cuts_in, tabulated
from stage import verbs
from stage.models import LARGEST_BATCH, Release, ReleaseKind, Releasing, ScreenMode, Show
from stage.queries import latest_score, next_number, releases_in_force
from stage.queries.run_sheet import begun_so_far
from stage.results import STANDINGS, Content, Ready, hall_of, key_of, keys_of, known_scores, readied
from stage.rules import keeps_the_way, released_next

from .change import locked_show, show_changed
from .on_screen import put_on_screen

RUNNING = (ContestState.LIVE, ContestState.CLOSED)
"""While scores are released: from the first performance on, until the results are published."""


@transaction.atomic
def release_scores(
    *,
    contest: Contest,
    performances: Iterable[Performance],
    by: User,
    now: datetime,
    seen: str | None = None,
    reason: str = "",
) -> list[Release]:
    """Let the hall know the scores of some performances, all of them or none; one release each, in the running order.

    Where the main screens follow the stage they show the first of them.

    Whatever is not what the way chosen releases next has a `reason`. `seen` are the scores that the caller saw, as
    `scores_seen` writes them; None for whichever they are.

    Refused("already") where all of them are released, "stale" where some are or a score is another than was seen, and
    "wrong-state", "gone", "nothing-to-release", "not-performing", "not-closed", "sheets-missing", "no-score",
    "cannot-be-computed", "correct-first" where a released score is no longer so, "leaves-the-way", "reason-too-long".
    """
    show = locked_show(contest)
    refuse_unless_in(show.contest, *RUNNING)
    order, result = list(performances_of(show.contest)), tabulated(show.contest)
    known = known_scores(result.contest, releases_in_force(show.contest), show)
    chosen = _chosen(order, performances)
    if all(performance.pk in known.numbers for performance in chosen):
        raise Refused("already")
    ready = readied(result.contest, known.releases, chosen, show)
    if any(performance.pk in known.numbers for performance in chosen):
        raise Refused("stale", seen=scores_seen(found for found in ready if found.performance.pk not in known.numbers))
    _refuse_unready(ready)
    refuse_stale(seen, scores_seen(ready))
    if changed := known.outdated():
        raise Refused("correct-first", contestants=[_number(found.release) for found in changed])
    ways = released_next(show, order, known.numbers, cuts_in(result))
    if not reason.strip() and not keeps_the_way(chosen, ways, parted=show.releasing == Releasing.END):
        raise Refused("leaves-the-way", releasing=show.releasing)
    why = short(reason)
    made = _released(show, result.contest, known.releases, ready, by=by, now=now, reason=why)
    if show.follow:
        put_on_screen(show, ScreenMode.SCORE, performance=made[0].performance)
    detail = {"scores": [_said(release) for release in made], **({"reason": why} if why else {})}
    locks_sheets = show.releasing == Releasing.BATCH
    show_changed(show, verbs.SCORES_RELEASED, by=by, now=now, detail=detail, for_judges=locks_sheets)
    return made


@transaction.atomic
def take_back_release(*, release: Release, reason: str, by: User, now: datetime) -> Release:
    """The hall may no longer know a score: screens show what they showed before.

    Where scores were released since, the last of these is released anew, with standings that leave this one out.
    Refused("already") where it is taken back, and "wrong-state", "gone", "reason-needed", "reason-too-long".
    """
    show, current = _locked_release(release)
    refuse_unless_in(show.contest, *RUNNING)
    why = reason_given(reason)
    _take_back(current, why, by=by, now=now)
    _restate(show, why, by=by, now=now)
    _screens_as_before(show, current)
    detail = {"scores": [_said(current)], "reason": why}
    show_changed(show, verbs.RELEASE_TAKEN_BACK, by=by, now=now, object=current.performance, detail=detail)
    return current


@transaction.atomic
def correct_release(*, release: Release, reason: str, by: User, now: datetime, seen: str | None = None) -> Release:
    """A released score is no longer what the marks say: taken back, and released as it is now.

    `seen` is the score as the caller saw it. While another released score is no longer so either, the new release has
    no standings: they would tell what nobody may know yet.

    Refused("already") where it is taken back or corrected, "stale" where the score is another than was seen, and
    "wrong-state", "gone", "not-closed", "sheets-missing", "no-score", "cannot-be-computed", "nothing-to-correct",
    "reason-needed", "reason-too-long".
    """
    show, current = _locked_release(release)
    refuse_unless_in(show.contest, *RUNNING)
    why, values = reason_given(reason), tabulated(show.contest).contest
    known = known_scores(values, releases_in_force(show.contest), show)
    changed = [found.release for found in known.outdated()]
    if current not in changed:
        raise Refused("nothing-to-correct")
    others = [found for found in known.releases if found != current]
    ready = readied(values, others, [_performance(current)], show, again=True)
    _refuse_unready(ready)
    refuse_stale(seen, scores_seen(ready))
    _take_back(current, why, by=by, now=now)
    hushed = any(found != current for found in changed)
    made = _released(show, values, others, ready, by=by, now=now, reason=why, hushed=hushed, instead=current)
    detail = {"scores": [_said(made[0])], "before": _said(current), "reason": why}
    show_changed(show, verbs.RELEASE_CORRECTED, by=by, now=now, object=current.performance, detail=detail)
    return made[0]


def scores_seen(ready: Iterable[Ready]) -> str:
    """Some scores as a caller has seen them, in one text: the performances by their numbers in the database."""
    return ",".join(f"{found.performance.pk}:{found.figures.score or ''}" for found in ready)


def _chosen(order: Iterable[Performance], performances: Iterable[Performance]) -> list[Performance]:
    """The performances as they are now, in the running order; Refused("nothing-to-release") and "gone"."""
    wanted = {performance.pk for performance in performances}
    if not wanted:
        raise Refused("nothing-to-release")
    found = [performance for performance in order if performance.pk in wanted]
    if len(found) < len(wanted):
        raise Refused("gone", object="")
    return found


def _refuse_unready(ready: Iterable[Ready]) -> None:
    for found in ready:
        if found.refused is not None:
            raise found.refused


def _locked_release(release: Release) -> tuple[Show, Release]:
    """A release as it is now, with its show; Refused("gone") and, where it is taken back, "already"."""
    show = locked_show(release.show.contest)
    rows = Release.objects.select_related("performance__contestant", "performance__round")
    current = rows.filter(pk=release.pk, show=show.pk).first()
    if current is None:
        raise Refused("gone", object=str(release))
    if not current.in_force:
        raise Refused("already")
    return show, current


def _take_back(release: Release, reason: str, *, by: User, now: datetime) -> None:
    release.taken_back_at, release.taken_back_by, release.why_taken_back = now, by, reason
    release.save(update_fields=["taken_back_at", "taken_back_by", "why_taken_back"])


def _released(
    show: Show,
    values: Values,
    before: Sequence[Release],
    ready: Sequence[Ready],
    *,
    by: User,
    now: datetime,
    reason: str,
    hushed: bool = False,
    instead: Release | None = None,
) -> list[Release]:
    """A release for each score that is ready, with the standings so far; `hushed` without any."""
    known, made = keys_of(before), list[Release]()
    for n, found in enumerate(ready, start=1):
        known |= {key_of(found.performance)}
        spoken = not hushed and (len(ready) <= LARGEST_BATCH or n == len(ready))
        content = {**found.figures.content, STANDINGS: hall_of(values, known, show).standings if spoken else []}
        made.append(_store(show, found.performance, content, by=by, now=now, reason=reason, instead=instead))
    return made


def _store(
    show: Show,
    performance: Performance | None,
    content: Content,
    *,
    by: User,
    now: datetime,
    reason: str,
    instead: Release | None,
) -> Release:
    """The next release, `instead` of one that was taken back for it."""
    screens = {"mode": show.mode, "performance": show.performance_id, "called": show.called, "picture": show.picture_id}
    return Release.objects.create(
        show=show,
        number=next_number(show),
        kind=ReleaseKind.SCORE,
        performance=performance,
        content=content,
        screens=instead.screens if instead else screens,
        begun=instead.begun if instead else begun_so_far(show),
        at=now,
        by=by,
        reason=reason,
    )


def _screens_as_before(show: Show, release: Release) -> None:
    """Where the main screens show a score that was taken back, they show what they showed before it."""
    if show.mode == ScreenMode.SCORE and show.performance_id == release.performance_id and release.screens:
        before = release.screens
        show.mode, show.performance_id, show.called = before["mode"], before["performance"], before["called"]
        if show.mode == ScreenMode.MEDIA:  # the film may have been removed since
            show.picture = show.media.filter(pk=before.get("picture")).first()


def _restate(show: Show, reason: str, *, by: User, now: datetime) -> None:
    """Release the last score that is left anew where its standings rest on what is not released any more."""
    last = latest_score(releases_in_force(show.contest))
    if last is None or last.content[STANDINGS] == (standings := _standings_left(show)):
        return
    _take_back(last, reason, by=by, now=now)
    content = {**last.content, STANDINGS: standings}
    _store(show, last.performance, content, by=by, now=now, reason=reason, instead=last)


def _standings_left(show: Show) -> list[Content]:
    """The standings of what is released still; none while they would tell a score that nobody may know yet."""
    try:
        known = known_scores(tabulated(show.contest).contest, releases_in_force(show.contest), show)
    except Refused:
        return []
    return known.hall.standings if known.hall and not known.scores_changed else []


def _performance(release: Release) -> Performance:
    if release.performance is None:
        raise Refused("gone", object=str(release))
    return release.performance


def _number(release: Release) -> str:
    return str(release.content["contestant"]["number"])


def _said(release: Release) -> str:
    """A score as the journal has it."""
    return f"{contestant_label(_number(release), release.content['contestant']['name'])}: {release.content['score']}"
