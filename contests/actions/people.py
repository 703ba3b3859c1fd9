"""Contestants from a list, recusals, the running order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.actions.rows import field_errors
from communities.models import Secretary, User
from communities.queries import secretaries_of
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Contestant, Judge, Performance, Recusal, Round
from contests.rules.draw import drawn
from contests.rules.roster import MOST_LISTED, Entry

from .change import changed, in_setup, short
from .setup import everybody_everywhere, last_position


@transaction.atomic
def add_contestants(*, contest: Contest, entries: Iterable[Entry], by: User, now: datetime) -> list[Contestant]:
    """Enter the contestants of a list; who is a secretary on our books is recognised by name and community.

    All or none: Refused("bad-entries", problems=[(number, errors)]), at most fifty, with codes by field as "invalid".
    """
    current = in_setup(contest.pk)
    books = {(s.name, s.community.name): s for s in secretaries_of(current.district)}
    first = last_position(current.contestants.all()) + 1
    rows = [
        Contestant(contest=current, position=n, **_values(entry, books.get((entry.name, entry.community))))
        for n, entry in enumerate(entries, start=first)
    ]
    problems = _problems(current, rows)
    if problems:
        raise Refused("bad-entries", problems=problems[:MOST_LISTED])
    added = Contestant.objects.bulk_create(rows, batch_size=500)
    everybody_everywhere(current)
    if added:
        changed(current, verbs.CONTESTANTS_ADDED, by=by, now=now, detail={"numbers": [row.number for row in added]})
    return added


def _problems(contest: Contest, rows: Iterable[Contestant]) -> list[tuple[str, dict[str, list[str]]]]:
    """What a single row would be refused for, found without asking the database for each."""
    there = contest.contestants.values_list("number", "secretary")
    numbers, people = {number for number, _ in there}, {who for _, who in there if who}
    found = []
    for row in rows:
        errors = field_errors(row, exclude=("contest", "secretary"))
        taken = ["contestant_number_once"] if row.number in numbers else []
        taken += ["contestant_person_once"] if row.secretary_id in people else []
        if taken:
            errors["__all__"] = taken
        if errors:
            found.append((row.number, errors))
        numbers.add(row.number)
        if row.secretary_id is not None:
            people.add(row.secretary_id)
    return found


def _values(entry: Entry, secretary: Secretary | None) -> dict[str, Any]:
    street = entry.street or (secretary.community.street.name if secretary else "")
    return {
        "number": entry.number,
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
    """This judge does not mark this contestant.

    In set-up; afterwards marks may have come in, and `scoring.actions.recuse_after_opening` knows of them.
    Refused("already") where the judge is recused, and "wrong-state", "another-contest", "reason-too-long".
    """
    current = in_setup(judge.contest_id)
    if contestant.contest_id != current.pk:
        raise Refused("another-contest")
    found = Recusal.objects.filter(judge=judge, contestant=contestant).first()
    if found is not None:
        raise Refused("already", reason=found.reason)
    recusal = Recusal.objects.create(judge=judge, contestant=contestant, reason=short(reason))
    changed(current, verbs.RECUSED, by=by, now=now, object=recusal, detail={"reason": recusal.reason})
    return recusal


@transaction.atomic
def withdraw_recusal(*, recusal: Recusal, by: User, now: datetime) -> None:
    """This judge marks this contestant after all. Refused("already") where it was withdrawn, and "wrong-state"."""
    current = in_setup(recusal.judge.contest_id)
    if not Recusal.objects.filter(pk=recusal.pk).exists():
        raise Refused("already", recusal=None)
    changed(current, verbs.RECUSAL_WITHDRAWN, by=by, now=now, object=recusal, detail={"reason": recusal.reason})
    recusal.delete()


@transaction.atomic
def draw_order(*, contest: Contest, seed: str, by: User, now: datetime) -> list[str]:
    """Draw the running order from a seed that anybody can repeat; rooms are numbered along it.

    Refused("bad-seed") for none or one of more than 100 characters, "wrong-state" and "gone".
    """
    if not seed.strip() or len(seed.strip()) > 100:
        raise Refused("bad-seed", most=100)
    current = in_setup(contest.pk)
    current.draw_seed = seed.strip()
    order = drawn(current.contestants.values_list("number", flat=True), seed=current.draw_seed)
    _set_order(current, {round_.pk: order for round_ in _stages(current)})
    changed(current, verbs.ORDER_DRAWN, by=by, now=now, detail={"seed": current.draw_seed, "order": order})
    return order


@transaction.atomic
def enter_order(*, contest: Contest, order: Sequence[str], by: User, now: datetime, round: Round | None = None) -> None:
    """Enter a running order drawn by hand: every number once; for one round, or for all on stage.

    Refused("order-incomplete") with the `unknown` and `absent`, "another-contest", "external-round", "wrong-state" and
    "gone".
    """
    current = in_setup(contest.pk)
    numbers = set(current.contestants.values_list("number", flat=True))
    order = [_meant(number, numbers) for number in order]
    unknown, absent = [n for n in order if n not in numbers], sorted(numbers - set(order))
    if unknown or absent or len(order) != len(numbers):
        raise Refused("order-incomplete", unknown=unknown, absent=absent)
    if round is not None and round.contest_id != current.pk:
        raise Refused("another-contest")
    if round is not None and round.external:
        raise Refused("external-round", round=round.key)
    rounds = _stages(current) if round is None else [round]
    current.draw_seed = ""
    _set_order(current, {round_.pk: order for round_ in rounds})
    changed(current, verbs.ORDER_ENTERED, by=by, now=now, object=round or "", detail={"order": list(order)})


def _meant(number: str, numbers: Iterable[str]) -> str:
    """The number that was drawn: 1 means 01 where that is the only one it can mean."""
    alike = [known for known in numbers if known.lstrip("0") == number.lstrip("0")]
    return alike[0] if len(alike) == 1 else number


def _stages(contest: Contest) -> list[Round]:
    return list(contest.rounds.filter(external=False))


def _set_order(contest: Contest, orders: Mapping[int, Sequence[str]]) -> None:
    """Number the performances, in each room from 1."""
    rows = contest.performances.filter(round__in=orders).select_related("contestant")
    rows.update(order=None)
    positions = {(r, number): n for r, order in orders.items() for n, number in enumerate(order)}
    counted: dict[tuple[int, str], int] = {}
    ordered = sorted(rows, key=lambda row: positions[row.round_id, row.contestant.number])
    for row in ordered:
        counted[row.round_id, row.room] = counted.get((row.round_id, row.room), 0) + 1
        row.order = counted[row.round_id, row.room]
    Performance.objects.bulk_update(ordered, ["order"], batch_size=200)
