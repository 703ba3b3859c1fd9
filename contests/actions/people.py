"""Contestants from a list, recusals, the running order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from communities.models import Secretary, User
from communities.queries import secretaries_of
from communities.refused import Refused
from contests.models import Contest, Contestant, Judge, Performance, Recusal, Round
from contests.rules.draw import drawn
from contests.rules.roster import Entry

from .change import changed, in_setup, locked
from .setup import add_part


@transaction.atomic
def add_contestants(*, contest: Contest, entries: Iterable[Entry], by: User, now: datetime) -> list[Contestant]:
    """Enter the contestants of a list; who is a secretary on our books is recognised by name and community."""
    books = {(s.name, s.community.name): s for s in secretaries_of(contest.district)}
    added = []
    for entry in entries:
        secretary = books.get((entry.name, entry.community))
        row = Contestant(contest=contest)
        added.append(add_part(contest=contest, part=row, values=_values(entry, secretary), by=by, now=now))
    return [row for row in added if isinstance(row, Contestant)]


def _values(entry: Entry, secretary: Secretary | None) -> dict[str, object]:
    street = entry.street or (secretary.community.street.name if secretary else "")
    return {
        "key": entry.number,
        "name": entry.name,
        "secretary": secretary,
        "community": entry.community or None,
        "street": street or None,
        "title": entry.title,
        "theme": entry.theme,
        "group": entry.group or None,
        "room": entry.room or None,
    }


def entry_of(secretary: Secretary, *, number: str, title: str = "", theme: str = "") -> Entry:
    """A secretary who was picked, as an entry."""
    community = secretary.community
    return Entry(number, secretary.name, community.name, community.street.name, title, theme)


@transaction.atomic
def recuse(*, judge: Judge, contestant: Contestant, reason: str, by: User, now: datetime) -> Recusal:
    """This judge does not mark this contestant; recusing twice changes nothing."""
    held = locked(judge.contest_id)
    if contestant.contest_id != held.pk:
        raise Refused("another-contest")
    found = Recusal.objects.filter(judge=judge, contestant=contestant).first()
    if found is not None:
        return found
    recusal = Recusal.objects.create(judge=judge, contestant=contestant, reason=reason[:200])
    changed(held, "recused", by=by, now=now, object=recusal, detail={"reason": reason})
    return recusal


@transaction.atomic
def withdraw_recusal(*, recusal: Recusal, by: User, now: datetime) -> None:
    """This judge marks this contestant after all."""
    held = in_setup(recusal.judge.contest_id)
    changed(held, "recusal-withdrawn", by=by, now=now, object=recusal)
    recusal.delete()


@transaction.atomic
def draw_order(*, contest: Contest, seed: str, by: User, now: datetime) -> list[str]:
    """Draw the running order from a seed that anybody can repeat; rooms are numbered along it."""
    if not seed.strip() or len(seed.strip()) > 100:
        raise Refused("bad-seed", most=100)
    held = in_setup(contest.pk)
    held.draw_seed = seed.strip()
    order = drawn(held.contestants.values_list("key", flat=True), seed=held.draw_seed)
    _set_order(held, {round_.pk: order for round_ in _stages(held)})
    changed(held, "order-drawn", by=by, now=now, detail={"seed": held.draw_seed, "order": order})
    return order


@transaction.atomic
def enter_order(*, contest: Contest, order: Sequence[str], by: User, now: datetime, round: Round | None = None) -> None:
    """Enter a running order drawn by hand: every number once; for one round, or for all on stage."""
    held = in_setup(contest.pk)
    numbers = set(held.contestants.values_list("key", flat=True))
    unknown, absent = [n for n in order if n not in numbers], sorted(numbers - set(order))
    if unknown or absent or len(order) != len(numbers):
        raise Refused("order-incomplete", unknown=unknown, absent=absent)
    rounds = _stages(held) if round is None else [round]
    held.draw_seed = ""
    _set_order(held, {round_.pk: order for round_ in rounds})
    changed(held, "order-entered", by=by, now=now, object=round or "", detail={"order": list(order)})


def _stages(contest: Contest) -> list[Round]:
    return list(contest.rounds.filter(sealed=False))


def _set_order(contest: Contest, orders: Mapping[int, Sequence[str]]) -> None:
    """Number the performances, in each room from 1."""
    rows = contest.performances.filter(round__in=orders).select_related("contestant")
    rows.update(order=None)
    places = {(r, key): n for r, order in orders.items() for n, key in enumerate(order)}
    counted: dict[tuple[int, str], int] = {}
    ordered = sorted(rows, key=lambda row: places[row.round_id, row.contestant.key])
    for row in ordered:
        counted[row.round_id, row.room] = counted.get((row.round_id, row.room), 0) + 1
        row.order = counted[row.round_id, row.room]
    Performance.objects.bulk_update(ordered, ["order"], batch_size=200)
