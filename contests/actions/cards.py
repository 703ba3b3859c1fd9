"""Judges' cards: a secret behind a QR code and a short code to type, both kept as hashes only."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from communities.actions.rows import store
from communities.models import User
from communities.refused import Refused
from contests.models import Contest, Judge

from .change import changed, locked

SHORTEST_SECRET = 22
"""Characters of a URL-safe secret of 128 bits."""
CODE_LENGTH = 8


def secret_hash(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def code_hash(contest_id: int, code: str) -> str:
    """What is kept of a short code, which is good in its contest only; case and blanks do not matter."""
    return sha256(f"{contest_id}:{plain_code(code)}".encode()).hexdigest()


def plain_code(code: str) -> str:
    """A code as it is compared."""
    return "".join(code.split()).replace("-", "").upper()


def _hand_out(judge: Judge, secret: str, code: str) -> None:
    if len(secret) < SHORTEST_SECRET or len(plain_code(code)) != CODE_LENGTH:
        raise Refused("weak-secret")
    judge.secret_hash = secret_hash(secret)
    judge.code_hash = code_hash(judge.contest_id, code)


def _held(judge: Judge) -> tuple[Contest, Judge]:
    contest = locked(judge.contest_id)
    fresh = Judge.objects.get(pk=judge.pk)
    if fresh.left_at is not None:
        raise Refused("judge-left", judge=fresh.key)
    return contest, fresh


@transaction.atomic
def issue_card(*, judge: Judge, secret: str, code: str, by: User, now: datetime) -> Judge:
    """Give a seat a card; an older card is dead from then on."""
    contest, seat = _held(judge)
    _hand_out(seat, secret, code)
    store(seat)
    changed(contest, "card-issued", by=by, now=now, object=seat)
    return seat


@transaction.atomic
def replace_judge(
    *, judge: Judge, name: str, post: str, reason: str, secret: str, code: str, by: User, now: datetime
) -> Judge:
    """Somebody else takes the seat: its marks stay, the old card is dead."""
    contest, seat = _held(judge)
    before = seat.name
    seat.name, seat.post = name.strip(), post.strip()
    if not seat.name:
        raise Refused("invalid", errors={"name": ["blank"]})
    seat.replaced += 1
    _hand_out(seat, secret, code)
    store(seat)
    changed(contest, "judge-replaced", by=by, now=now, object=seat, detail={"before": before, "reason": reason})
    return seat
