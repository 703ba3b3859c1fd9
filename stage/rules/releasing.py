"""Which scores are released next by the way that was chosen, and what stands in the way of a release."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence

from communities.refused import Refused
from contests.models import Performance
from scoring.rules import NOBODY_CUT, CutAfter
from stage.models import Releasing, Show

Group = tuple[Performance, ...]
"""Performances whose scores are released at once."""
Ways = Callable[[Sequence[Performance], Container[int], int], Iterator[Group]]


def released_next(
    show: Show, performances: Iterable[Performance], released: Container[int], cut: CutAfter = NOBODY_CUT
) -> list[Group]:
    """What may be released now by the way of a show, the first to be released first; each is released as a whole.

    `performances` is the running order with the rounds scored elsewhere, `released` the numbers in the database of
    those that are. In every round, and in every room of its own, those who perform come in the order in which they
    were called. Scores that come in ready are released together once all of their round are there, after those given
    on stage.
    """
    lines = _lines(performances, cut)
    if show.releasing == Releasing.END:
        everybody = tuple(p for line in lines for p in line)
        waiting = tuple(p for p in everybody if p.pk not in released)
        return [waiting] if waiting and all(map(_is_over, everybody)) else []
    way = WAYS[Releasing(show.releasing)]
    ways = ((_ready if line[0].round.external else way)(line, released, show.batch) for line in lines)
    found = [group for way in ways for group in way]
    return sorted(found, key=lambda group: group[0].round.external)


def keeps_the_way(chosen: Iterable[Performance], ways: Iterable[Group], *, parted: bool = False) -> bool:
    """Whether some performances are just those that one or several of the `ways` release; where `parted`, any of them:
    at the end all is known in the hall, in whichever order."""
    if parted:
        return {p.pk for p in chosen} <= {p.pk for group in ways for p in group}
    left = {performance.pk for performance in chosen}
    for group in ways:
        numbers = {performance.pk for performance in group}
        if numbers <= left:
            left -= numbers
    return not left


def _lines(performances: Iterable[Performance], cut: CutAfter) -> list[list[Performance]]:
    """Those who perform, round by round and room by room, in the order in which they were called."""
    lines: dict[tuple[int, str], list[Performance]] = {}
    for p in performances:
        if p.contestant.performs and cut.bars(p) is None:
            lines.setdefault((p.round_id, "" if p.round.external else p.room or ""), []).append(p)
    return [sorted(line, key=_called) for line in lines.values()]


def _called(performance: Performance) -> tuple[bool, int]:
    """Those who were called, one after the other; then those who wait, as they stand in the running order."""
    return performance.called is None, performance.called or 0


def _is_over(performance: Performance) -> bool:
    return performance.score is not None if performance.round.external else performance.is_closed


def _each(line: Sequence[Performance], released: Container[int], _batch: int) -> Iterator[Group]:
    yield from ((p,) for p in line if p.is_closed and p.pk not in released)


def _batch(line: Sequence[Performance], released: Container[int], batch: int) -> Iterator[Group]:
    first = line[:batch]
    waiting = tuple(p for p in first if p.pk not in released)
    if not waiting:
        yield from _each(line[batch:], released, batch)
    elif all(p.is_closed for p in first):
        yield waiting


def _behind(line: Sequence[Performance], released: Container[int], _batch: int) -> Iterator[Group]:
    for n, p in enumerate(line):
        following = line[n + 1] if n + 1 < len(line) else None
        spoken = following is None or (following.is_under_way and not following.is_on_stage) or following.is_closed
        if p.is_closed and p.pk not in released and spoken:
            yield (p,)


def _ready(line: Sequence[Performance], released: Container[int], _batch: int) -> Iterator[Group]:
    waiting = tuple(p for p in line if p.pk not in released)
    if waiting and all(map(_is_over, line)):
        yield waiting


WAYS: Mapping[Releasing, Ways] = {Releasing.EACH: _each, Releasing.BATCH: _batch, Releasing.BEHIND: _behind}


def why_not_released(
    performance: Performance, *, missing: Collection[str], score: str | None, again: bool = False
) -> Refused | None:
    """Why a score cannot be released now; None where it can: "not-performing", "not-closed", "sheets-missing" (with
    the `judges` whose sheets are neither in nor excused), "no-score".

    `missing` are the names of these judges; `score` is what the sums say, None where they say nothing. What the hall
    knows is released `again` also of somebody who has left since.
    """
    who = performance.contestant
    if not who.performs and not again:
        return Refused("not-performing", contestant=who.number)
    if not performance.round.external and not performance.is_closed:
        return Refused("not-closed", contestant=who.number, state=performance.state)
    if missing:
        return Refused("sheets-missing", contestant=who.number, judges=list(missing))
    return Refused("no-score", contestant=who.number) if score is None else None
