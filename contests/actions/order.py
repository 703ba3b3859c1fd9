"""The running order: its draw sealed and made, entered as it was drawn by hand, or taken back; and the numbers that a
draw gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from secrets import token_bytes
from typing import Any

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from communities.models import User
from communities.names import meant_number
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Contestant, Performance, Round
from contests.queries import order_tag, places_of_rooms
from contests.rules.cards import Chance
from contests.rules.draw import (
    SEALED_BYTES,
    Seed,
    called_out,
    dealt,
    drawn,
    fingerprint_of,
    is_sealed,
    numbers_along,
    numbers_before,
    seal_of,
    sealed_list,
)

from .awards import rename_winners
from .change import changed, in_setup, refuse_stale
from .setup import change_contest

FEWEST_ROOMS = 2


@transaction.atomic
def seal_draw(
    *, contest: Contest, by: User, now: datetime, seen: int | None = None, chance: Chance = token_bytes
) -> str:
    """Seal a number for the draw of the running order, before anything is called out; gives back the seal.

    Where contestants came or went since, it is sealed anew. `seen` is how many seals there were as the caller saw it.
    Refused("order-drawn") while a drawn order holds, "already" where the list is as it was sealed, "nobody-to-draw"
    without contestants, "stale", "numbers-collide", "wrong-state" and "gone".
    """
    current = in_setup(contest.pk)
    if current.draw_seed:
        raise Refused("order-drawn")
    listed = sealed_list(current.contestants.all())
    if not listed:
        raise Refused("nobody-to-draw")
    if is_sealed(current, listed):
        raise Refused("already")
    refuse_stale(seen, current.draw_number)
    current.draw_sealed = chance(SEALED_BYTES).hex()
    current.draw_seal = seal_of(current.draw_sealed, fingerprint_of(listed))
    current.draw_number += 1
    detail = {"seal": current.draw_seal, "number": current.draw_number, "numbers": listed}
    changed(current, verbs.DRAW_SEALED, by=by, now=now, detail=detail)
    return current.draw_seal


@transaction.atomic
def draw_order(
    *,
    contest: Contest,
    called: str,
    by: User,
    now: datetime,
    numbered: bool = False,
    rooms: bool = False,
    seen: str | None = None,
    seal: str | None = None,
) -> list[str]:
    """Draw the running order from the sealed number and what was `called` out; rooms are numbered along it.

    With `rooms` the draw deals the contestants into the rooms of the panels, too, in whichever they were before.

    Where it is `numbered`, the draw gives the contestants their numbers, too: 01, 02 … along the order, room after
    room; everything that names a contestant follows. What is drawn and given back, best first, are the numbers before
    any draw, so that a second draw does not depend on the first; without `numbered` they hold again.

    `seen` is the order there was, as `order_tag` says it, `seal` the one that was made known before the call, None for
    whichever it is. Refused("bad-seed") where nothing was called out or more than 100 characters, "stale" where the
    order is another since, "draw-not-sealed", "sealed-anew" where another seal was made since (`number`),
    "sealed-otherwise" where contestants came or went since, "numbers-collide" where somebody who came in after the draw
    has the number that another had before it (`numbers`), "no-rooms" where panels have fewer than two rooms to deal
    into, "wrong-state" and "gone".
    """
    called = called_out(called)
    current = in_setup(contest.pk)
    refuse_stale(seen, order_tag(current.performances.all()))
    if not current.draw_sealed:
        raise Refused("draw-not-sealed")
    if seal not in (None, current.draw_seal):
        raise Refused("sealed-anew", number=current.draw_number)
    people = numbers_before(current.contestants.all())
    if not is_sealed(current, sorted(people)):
        raise Refused("sealed-otherwise")
    seed = Seed(current.draw_sealed, called)
    current.draw_sealed, current.draw_seed = "", seed.text
    order = drawn(people, seed=current.draw_seed)
    if rooms:
        _deal(current, people, order)
    given = _give_numbers(current, [people[number] for number in order], numbered=numbered)
    _set_order(current, _stages(current), [people[number] for number in order])
    said = {"called": seed.called, "sealed": seed.number, "seal": current.draw_seal}
    said |= {"rooms": current.draw_rooms} if rooms else {}
    detail = {**said, "seed": seed.text, "order": order, **given}
    changed(current, verbs.ORDER_DRAWN, by=by, now=now, detail=detail)
    return order


@transaction.atomic
def enter_order(
    *,
    contest: Contest,
    order: Sequence[str],
    by: User,
    now: datetime,
    round: Round | None = None,
    numbered: bool = False,
    seen: str | None = None,
) -> None:
    """Enter a running order drawn by hand: every number once, as it is now; for one round, or for all on stage.

    An order for all rounds gives numbers, or brings back those before, as `draw_order` does; one for a single round
    leaves them. `seen` is the order there was, as `order_tag` says it. Refused("stale") where it is another since,
    "order-incomplete" with the `unknown` and `absent`, "numbers-for-all-rounds",
    "order-for-all-rounds" where it goes contestant by contestant, "numbers-collide", "another-contest",
    "external-round", "wrong-state" and "gone".
    """
    current = in_setup(contest.pk)
    refuse_stale(seen, order_tag(current.performances.all()))
    people = {person.number: person for person in current.contestants.all()}
    order = [meant_number(number, people) or number for number in order]
    unknown, absent = [n for n in order if n not in people], sorted(set(people) - set(order))
    if unknown or absent or len(order) != len(people):
        raise Refused("order-incomplete", unknown=unknown, absent=absent)
    if round is not None and round.contest_id != current.pk:
        raise Refused("another-contest")
    if round is not None and round.external:
        raise Refused("external-round", round=round.key)
    if round is not None and numbered:
        raise Refused("numbers-for-all-rounds")
    if round is not None and current.by_contestant:
        raise Refused("order-for-all-rounds")
    current.draw_sealed = current.draw_seal = current.draw_seed = ""
    current.draw_rooms = []
    along = [people[number] for number in order]
    given = _give_numbers(current, along, numbered=numbered) if round is None else {}
    _set_order(current, _stages(current) if round is None else [round], along)
    changed(current, verbs.ORDER_ENTERED, by=by, now=now, object=round or "", detail={"order": order, **given})


@transaction.atomic
def take_back_order(*, contest: Contest, by: User, now: datetime) -> None:
    """Nobody has a place in the running order any more, nor a room that was drawn with it, and the numbers before the
    draw hold again.

    Refused("already") where there is no order, "numbers-collide", "wrong-state" and "gone".
    """
    current = in_setup(contest.pk)
    people = list(current.contestants.all())
    ordered = current.performances.filter(order__isnull=False)
    if not current.draw_seed and not ordered.exists() and not any(person.number_before for person in people):
        raise Refused("already", order=None)
    numbers_before(people)
    ordered.update(order=None)
    seed = current.draw_seed
    current.draw_sealed = current.draw_seal = current.draw_seed = ""
    if current.draw_rooms:
        current.draw_rooms = []
        _set_rooms(current, dict.fromkeys(people))
    given = _give_numbers(current, people, numbered=False)
    changed(current, verbs.ORDER_TAKEN_BACK, by=by, now=now, detail={"seed": seed, **given})


@transaction.atomic
def take_turns(
    *, contest: Contest, by_contestant: bool, by: User, now: datetime, seen: Mapping[str, Any] | None = None
) -> None:
    """Say how the running order goes: `by_contestant`, each through all rounds before the next is called, or round by
    round. A cut decides after a whole round who is in the next: with one it goes round by round.

    `seen` is the column as the caller saw it. Refused("cut-ends-round") with the `rounds` that have a cut,
    "order-for-all-rounds" where rounds have different orders, "gone", "stale" where somebody else has changed it
    since, and "frozen" once the contest has been opened.
    """
    cut = [str(round_) for round_ in contest.rounds.filter(cuts__isnull=False)] if by_contestant else []
    if cut:
        raise Refused("cut-ends-round", rounds=cut)
    if by_contestant and not _one_order(contest):
        raise Refused("order-for-all-rounds")
    change_contest(contest=contest, values={"by_contestant": by_contestant}, by=by, now=now, seen=seen)


def _one_order(contest: Contest) -> bool:
    """Whether everybody has the same place in all rounds on stage."""
    rows = contest.performances.filter(round__external=False).order_by()
    places = rows.values_list("contestant", "order").distinct()
    return len(places) == rows.values("contestant").distinct().count()


def _stages(contest: Contest) -> list[Round]:
    return list(contest.rounds.filter(external=False))


def _deal(contest: Contest, people: Mapping[str, Contestant], order: Sequence[str]) -> None:
    """Deal the contestants, by their numbers before any draw, into the rooms of the panels along an order."""
    rooms = list(places_of_rooms(panel.rooms for panel in contest.panels.all()))
    if len(rooms) < FEWEST_ROOMS:
        raise Refused("no-rooms")
    contest.draw_rooms = rooms
    _set_rooms(contest, {people[number]: room for number, room in dealt(order, rooms).items()})


def _set_rooms(contest: Contest, rooms: Mapping[Contestant, str | None]) -> None:
    """Put contestants into rooms, None for none; nobody who changes rooms keeps a place in the order."""
    contest.performances.update(order=None)
    for person, room in rooms.items():
        person.room = room
    Contestant.objects.bulk_update(rooms, ["room"], batch_size=200)
    for room in dict.fromkeys(rooms.values()):
        contest.performances.filter(contestant__room=room).update(room=room or "")


def _give_numbers(contest: Contest, along: Sequence[Contestant], *, numbered: bool) -> dict[str, dict[str, str]]:
    """Number the contestants along an order, or as before any draw: for the journal, who has become which."""
    was = {person.pk: person.number for person in along}
    before = numbers_before(along)
    if not numbered and not any(person.number_before for person in along):
        return {}
    if numbered:
        rooms = [room for panel in contest.panels.all() for room in panel.rooms or ()]
        for number, person in numbers_along(along, rooms):
            person.number_before, person.number = person.number_before or person.number, number
        listed = sorted(along, key=lambda person: (len(person.number), person.number))
    else:
        for number, person in before.items():
            person.number, person.number_before = number, ""
        listed = sorted(along, key=lambda person: person.pk)
    _store_numbers(contest, listed)
    given = {was[person.pk]: person.number for person in listed}
    rename_winners(contest, given)
    return {"numbers": given}


def _store_numbers(contest: Contest, listed: Iterable[Contestant]) -> None:
    """Numbers and places in the list, all at once: out of the way first, since no number is taken twice."""
    rows = list(listed)
    for position, person in enumerate(rows):
        person.position = position
    apart = "~"
    while contest.contestants.filter(number__startswith=apart).exists():
        apart += "~"
    contest.contestants.update(number=Concat(Value(apart), Cast("pk", CharField())), position=F("position") + len(rows))
    Contestant.objects.bulk_update(rows, ["number", "number_before", "position"], batch_size=200)


def _set_order(contest: Contest, rounds: Iterable[Round], along: Sequence[Contestant]) -> None:
    """Number the performances, in each room from 1."""
    rows = contest.performances.filter(round__in=[round_.pk for round_ in rounds])
    rows.update(order=None)
    places = {person.pk: n for n, person in enumerate(along)}
    counted: dict[tuple[int, str], int] = {}
    ordered = sorted(rows, key=lambda row: places[row.contestant_id])
    for row in ordered:
        counted[row.round_id, row.room] = counted.get((row.round_id, row.room), 0) + 1
        row.order = counted[row.round_id, row.room]
    Performance.objects.bulk_update(ordered, ["order"], batch_size=200)
