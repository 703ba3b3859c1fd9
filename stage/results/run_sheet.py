"""The run sheet 流程: performances and what is between them as one list, with planned and actual times.

Where the show stands is told by what has begun and by the running order; the time is only set against the plan. Rooms
perform side by side: see `stage.rules.lanes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from contests.models import Contest, Performance
from contests.queries import in_turn
from scoring.rules import NOBODY_CUT, CutAfter
from stage.models import Cue, CueState, Show
from stage.queries.clock import call_read
from stage.rules.clock import Moment
from stage.rules.lanes import NOTHING, Step, begun_at, longest_ways

Place = tuple[tuple[int, ...], bool, int, str, tuple[int, ...], int]


@dataclass(frozen=True, slots=True)
class Item:
    """A performance, or a `cue` between performances: `seconds` are planned for it.

    `slot` is how many performances come before it. `planned` is when it should begin, `began` when it did, `expected`
    when one that is `to_come` will; each None where nobody can say.
    """

    slot: int
    seconds: int
    cue: Cue | None = None
    performance: Performance | None = None
    planned: datetime | None = None
    began: datetime | None = None
    expected: datetime | None = None
    to_come: bool = False
    barred: bool = False  # left out: a contestant who does not perform, or did not go on after a cut

    @property
    def key(self) -> str:
        """What tells it from all others of the show."""
        return f"c{self.cue.pk}" if self.cue else f"p{self.performance.pk if self.performance else 0}"

    @property
    def on(self) -> bool:
        """Whether it is happening."""
        if self.cue is not None:
            return self.cue.state == CueState.ON
        one = self.performance
        return one is not None and (one.is_under_way if self.at_once else one.is_on_stage)

    @property
    def at_once(self) -> bool:
        """Whether it begins with all of its round: nobody is called for it."""
        return self.performance is not None and self.performance.round.at_once

    @property
    def begun(self) -> bool:
        """Whether it has begun, whatever became of it."""
        if self.cue is not None:
            return self.cue.state in {CueState.ON, CueState.DONE}
        return self.performance is not None and not self.performance.is_waiting


@dataclass(frozen=True, slots=True)
class Lane:
    """A room: until when it is taken as planned, and how many seconds pass at least from then until all is over."""

    due: datetime
    rest: int


@dataclass(frozen=True, slots=True)
class RunSheet:
    """All items in order. `current` began last, `following` comes next; None where there is none. `seconds` is how long
    all is planned to take.

    `plan` is when all should be over, `end` when it will be: the latest of what the `lanes` come to, one for each room.
    None, and no lanes, where no planned begin is known and nothing has begun.
    """

    items: Sequence[Item]
    current: Item | None = None
    following: Item | None = None
    begins: datetime | None = None
    plan: datetime | None = None
    end: datetime | None = None
    seconds: int = 0
    lanes: Sequence[Lane] = ()
    said_when: bool = False  # whether somebody has said when to begin

    @property
    def planned(self) -> bool:
        """Whether somebody has planned anything: an item, or when to begin."""
        return any(item.cue for item in self.items) or self.said_when

    @property
    def cue_on(self) -> Cue | None:
        """The item between performances that has begun and not ended."""
        return next((item.cue for item in self.items if item.cue and item.on), None)

    @property
    def begun(self) -> bool:
        """Whether anything has begun."""
        return self.current is not None

    @property
    def over(self) -> bool:
        """Whether nothing is going on or to come any more."""
        return self.begun and self.following is None and not any(item.on for item in self.items)

    @property
    def late(self) -> int | None:
        """By how many seconds all will be over later than planned, below 0 for earlier; None before it should begin."""
        if self.end is None or self.plan is None:
            return None
        late = int((self.end - self.plan).total_seconds())
        return late if self.begun or late > 0 else None


def run_sheet_of(
    show: Show, cues: Iterable[Cue], performances: Iterable[Performance], *, at: Moment, cut: CutAfter = NOBODY_CUT
) -> RunSheet:
    """The run sheet of a show at a moment. `performances` are those of a stage, with contestants and rounds; where they
    were read with their clocks, all that has begun is told by the wall clock of that moment, also where this was put
    right since. `cut` says who did not go on, which the hall knows by who is called."""
    now = at.wall
    items = list(_in_order(show, cues, performances, cut, at))
    called = sum(item.begun for item in items if item.performance)
    reached = _reached(items)
    items = [replace(item, to_come=_is_to_come(item, reached, items[n + 1 :])) for n, item in enumerate(items)]
    current = _current(items, called)
    steps, rooms = _steps(show.contest, items), _rooms(items)
    offsets, whole = begun_at(steps, dict.fromkeys(rooms, NOTHING))
    begins = _begins(show, items, offsets, now)
    items = [replace(item, planned=_after(begins, offset)) for item, offset in zip(items, offsets, strict=True)]
    due = {room: _due(current, begins, called, now, [item for item in items if _in(item, room)]) for room in rooms}
    items, lanes, end = _expected(items, steps, due, now)
    following = next((item for item in items if item.to_come), None)
    plan, seconds = _after(begins, whole), int((whole or NOTHING).total_seconds())
    said_when = show.begins is not None
    return RunSheet(items, _same(items, current), following, begins, plan, end, seconds, lanes, said_when)


def place_in_order(contest: Contest, performance: Performance) -> Place:
    """When a performance comes: round by round or contestant by contestant, as the contest goes; who has no place yet
    last, rooms of one turn side by side."""
    before, after = in_turn(contest, performance)
    order = performance.order
    return before, order is None, order or 0, performance.room, after, performance.pk


def _in_order(
    show: Show, cues: Iterable[Cue], performances: Iterable[Performance], cut: CutAfter, at: Moment
) -> Iterator[Item]:
    order = sorted(performances, key=partial(place_in_order, show.contest))
    waiting = sorted(cues, key=lambda cue: (cue.slot, cue.position, cue.pk))
    for n in range(len(order) + 1):
        here = (cue for cue in waiting if min(cue.slot, len(order)) == n)
        yield from (Item(n, cue.planned, cue=cue, began=_began(cue, at)) for cue in here)
        if n < len(order):
            yield _performed(show, n, order[n], cut, at)


def _began(cue: Cue, at: Moment) -> datetime | None:
    return at.put_right(cue.began_at, cue.began, cue.boot)


def _performed(show: Show, slot: int, performance: Performance, cut: CutAfter, at: Moment) -> Item:
    absent = not performance.contestant.performs or cut.bars(performance) is not None
    barred = absent and performance.is_waiting
    limit = (performance.round.clock or {}).get("limit") or 0
    seconds = 0 if barred else int(limit) + show.between
    began = at.put_right(performance.started_at, *call_read(performance))
    return Item(slot, seconds, performance=performance, began=began, barred=barred)


def _reached(items: Iterable[Item]) -> int:
    """How many performances the show has gone past: up to the last that was called before one that waits."""
    reached = 0
    for item in items:
        if item.performance is None or item.barred:
            continue
        if not item.begun:
            break
        reached = item.slot + 1
    return reached


def _is_to_come(item: Item, reached: int, later: Iterable[Item]) -> bool:
    """An item waits in vain once somebody was called who comes later, or an item later in its slot has begun."""
    if item.cue is None:
        return not item.begun and not item.barred
    passed = any(one.cue and one.slot == item.slot and one.begun for one in later)
    return item.cue.state == CueState.WAITING and item.slot >= reached and not passed


def _current(items: Sequence[Item], called: int) -> Item | None:
    """What began last: an item that began after the last call, else who is on stage or was."""
    cues = [item for item in items if item.cue is not None and item.begun and item.cue.called >= called]
    on = [item for item in items if item.on]
    called_ones = [item for item in items if item.performance and item.begun]
    marking = [item for item in called_ones if item.performance and item.performance.is_under_way]
    since = [item for item in on if item in cues] or [item for item in on if item.performance] or cues
    found = since or marking or called_ones or on
    return found[-1] if found else None


def _steps(contest: Contest, items: Iterable[Item]) -> list[Step]:
    """What each item takes in which room; what is between performances, and the first of a round, wait for all."""
    found, round_ = list[Step](), None
    for item in items:
        if item.performance is None:
            found.append(Step(None, item.seconds))
            continue
        before = in_turn(contest, item.performance)[0]
        found.append(Step(item.performance.room, item.seconds, not item.barred and round_ not in {None, before}))
        round_ = round_ if item.barred else before
    return found


def _rooms(items: Iterable[Item]) -> list[str]:
    """The rooms of a show; one without a name where there are none."""
    return list(dict.fromkeys(item.performance.room for item in items if item.performance)) or [""]


def _in(item: Item, room: str) -> bool:
    return item.performance is not None and item.performance.room == room


def _after(begins: datetime | None, passed: timedelta | None) -> datetime | None:
    return begins + (passed or NOTHING) if begins else None


def _begins(show: Show, items: Sequence[Item], offsets: Sequence[timedelta | None], now: datetime) -> datetime | None:
    """When the show should begin; where nobody has said, when it did, less what was planned before. While nothing has
    begun a day that has passed is today: the show was put off."""
    first = next((item for item in items if item.began is not None), None)
    if show.begins is not None:
        today = timezone.localdate(now)
        day = timezone.localdate(first.began) if first else max(show.contest.date or today, today)
        return timezone.make_aware(datetime.combine(day, show.begins))
    if first is None or first.began is None:
        return None
    return first.began - (offsets[items.index(first)] or NOTHING)


def _due(
    current: Item | None, begins: datetime | None, called: int, now: datetime, in_room: Sequence[Item]
) -> datetime | None:
    """Until when a room is taken: by what goes on in all rooms, else by who was called there last; where nothing has
    begun, until the show should begin."""
    if current is None:
        return begins
    if current.cue is not None:
        if current.cue.state != CueState.DONE:
            return (current.began or now) + timedelta(seconds=current.seconds)
        return min(current.cue.ended_at or now, now) if current.cue.called >= called else now
    last = next((item for item in reversed(in_room) if item.begun), None)
    return (last.began or now) + timedelta(seconds=last.seconds) if last else now


def _expected(
    items: Sequence[Item], steps: Sequence[Step], due: Mapping[str, datetime | None], now: datetime
) -> tuple[list[Item], list[Lane], datetime | None]:
    """Items with when those to come will begin; the rooms; and when all will be over."""
    known = {room: at for room, at in due.items() if at is not None}
    if len(known) < len(due):
        return list(items), [], None
    ahead = [step for item, step in zip(items, steps, strict=True) if item.to_come]
    free = {room: max(at, now) - now for room, at in known.items()}
    begins, over = begun_at(ahead, free)
    times = iter(begins)
    found = [replace(item, expected=_after(now, next(times))) if item.to_come else item for item in items]
    ways = longest_ways(ahead, known)
    return found, [Lane(at, ways[room]) for room, at in known.items()], _after(now, over)


def _same(items: Iterable[Item], current: Item | None) -> Item | None:
    return next((item for item in items if current is not None and item.key == current.key), None)
