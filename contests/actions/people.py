"""Secretaries who were picked, recusals, the running order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from communities.models import Secretary, User
from communities.names import meant_number
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Contestant, Judge, Performance, Recusal, Round
from contests.rules.draw import drawn
from contests.rules.roster import Entry

from .change import changed, in_setup, short


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
    order = [meant_number(number, numbers) or number for number in order]
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
