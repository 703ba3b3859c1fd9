"""Judges' cards: a secret behind a QR code and a short code to type, both kept as hashes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from communities.actions.rows import fill, fresh, store
from communities.models import User
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Judge
from contests.rules.cards import CODE_LENGTH, Card, Chance, new_card, plain_code

from .change import changed, locked, reason_given

SHORTEST_SECRET = 22
"""Characters of a URL-safe secret of 128 bits."""


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A card to print, once: only hashes of it are kept."""

    judge: Judge
    card: Card


def secret_hash(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def code_hash(contest_id: int, code: str) -> str:
    """What is kept of a short code, which is good in its contest only; case, blanks and strokes do not matter."""
    return sha256(f"{contest_id}:{plain_code(code)}".encode(errors="replace")).hexdigest()


def _hand_out(judge: Judge, secret: str, code: str) -> None:
    if len(secret) < SHORTEST_SECRET or len(plain_code(code)) != CODE_LENGTH:
        raise Refused("weak-secret")
    judge.secret_hash = secret_hash(secret)
    judge.code_hash = code_hash(judge.contest_id, code)


def _held(judge: Judge) -> tuple[Contest, Judge]:
    contest = locked(judge.contest_id)
    seat = fresh(judge)
    if seat.left_at is not None:
        raise Refused("judge-left", judge=seat.key)
    return contest, seat


@transaction.atomic
def issue_card(*, judge: Judge, secret: str, code: str, by: User, now: datetime) -> Judge:
    """Give a seat a card; an older card is dead from then on."""
    contest, seat = _held(judge)
    _hand_out(seat, secret, code)
    store(seat)
    changed(contest, verbs.CARD_ISSUED, by=by, now=now, object=seat)
    return seat


@transaction.atomic
def issue_cards(
    *, contest: Contest, chance: Chance, by: User, now: datetime, only_missing: bool = False
) -> list[IssuedCard]:
    """New cards for all seats, or for those without one, in the order of the seats; what to print is told this once.

    Older cards of these seats are dead from then on. `chance` is `secrets.token_bytes` outside tests. With nobody to
    give a card to, nothing changes.
    """
    held = locked(contest.pk)
    seats = list(held.judges.filter(left_at__isnull=True).select_related("panel"))
    kept = {seat.code_hash for seat in seats if seat.code_hash}
    due = [seat for seat in seats if not (only_missing and seat.secret_hash)]
    issued: list[IssuedCard] = []
    for seat in due:
        card = _unlike(held, chance, kept)
        _hand_out(seat, card.secret, card.code)
        kept.add(seat.code_hash)
        issued.append(IssuedCard(seat, card))
    Judge.objects.bulk_update(due, ["secret_hash", "code_hash"], batch_size=200)
    if due:
        changed(held, verbs.CARDS_ISSUED, by=by, now=now, detail={"judges": [seat.key for seat in due]})
    return issued


def _unlike(contest: Contest, chance: Chance, kept: set[str]) -> Card:
    """A card with a code that no other seat of the contest has."""
    for _attempt in range(100):
        card = new_card(chance)
        if code_hash(contest.pk, card.code) not in kept:
            return card
    raise Refused("weak-secret")  # chance that repeats itself is none


@transaction.atomic
def replace_judge(
    *, judge: Judge, name: str, post: str, reason: str, secret: str, code: str, by: User, now: datetime
) -> Judge:
    """Somebody else takes the seat: its marks stay, the old card is dead."""
    contest, seat = _held(judge)
    detail = fill(seat, {"name": name.strip(), "post": post.strip()}, allowed=("name", "post"))
    if not seat.name:
        raise Refused("invalid", errors={"name": ["blank"]})
    told = {"before": {}, **detail, "reason": reason_given(reason)}
    seat.replaced += 1
    _hand_out(seat, secret, code)
    store(seat)
    changed(contest, verbs.JUDGE_REPLACED, by=by, now=now, object=seat, detail=told)
    return seat
