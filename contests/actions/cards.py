"""Judges' cards: made anew for seats and for who takes a seat; handed over once, and kept as hashes only."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from secrets import token_bytes

from django.conf import settings
from django.db import transaction

from communities.actions import forget_attempts, forget_from, forget_places
from communities.actions.rows import fill, fresh, store
from communities.limits import CODES, PASSWORDS
from communities.models import User
from communities.queries import attempts_made
from communities.refused import Refused
from contests import verbs
from contests.models import Contest, Judge
from contests.rules.cards import Card, Chance, address_key, cards_tag, code_hash, code_key, new_card, secret_hash
from contests.rules.codes import code_places

from .change import changed, locked, reason_given, refuse_stale, refuse_without_role
from .tablets import forget_tablets


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A card to print, once: only hashes of it are kept."""

    judge: Judge
    card: Card


HandOver = Callable[[list[IssuedCard]], object]
"""Draws the new cards while nothing is kept yet: what it raises leaves every card as it was."""


@transaction.atomic
def issue_card(
    *,
    judge: Judge,
    by: User,
    now: datetime,
    seen: str | None = None,
    hand_over: HandOver | None = None,
    chance: Chance = token_bytes,
) -> IssuedCard:
    """Give a seat a card; an older card is dead from then on.

    `seen` is the `cards_tag` of the seat when the caller looked, None for whoever has not. Refused("stale") where it
    was given another since, and "judge-left", "gone".
    """
    contest, seat = _current_seat(judge)
    refuse_stale(seen, cards_tag([seat]))
    issued = _issued(contest, [seat], chance)
    changed(contest, verbs.CARD_ISSUED, by=by, now=now, object=seat)
    _hand_over(issued, hand_over)
    return issued[0]


@transaction.atomic
def issue_cards(
    *,
    contest: Contest,
    by: User,
    now: datetime,
    only_missing: bool = False,
    seen: str | None = None,
    hand_over: HandOver | None = None,
    chance: Chance = token_bytes,
) -> list[IssuedCard]:
    """New cards for all seats, or for those without one, in the order of the seats; what to print is told this once.

    Older cards of these seats are dead from then on. With nobody to give a card to, nothing changes. `seen` is the
    `cards_tag` of all seats nobody has left when the caller looked, None for whoever has not. Refused("stale") where
    cards were made since, and "gone".
    """
    current = locked(contest.pk)
    seats = list(current.judges.filter(left_at__isnull=True).select_related("panel"))
    refuse_stale(seen, cards_tag(seats))
    due = [seat for seat in seats if not (only_missing and seat.secret_hash)]
    issued = _issued(current, due, chance)
    if issued:
        changed(current, verbs.CARDS_ISSUED, by=by, now=now, detail={"judges": [seat.key for seat in due]})
        _hand_over(issued, hand_over)
    return issued


@transaction.atomic
def replace_judge(
    *, judge: Judge, name: str, post: str, reason: str, key: str, by: User, now: datetime, seen: int | None = None
) -> IssuedCard:
    """Somebody else takes the seat: its marks stay those of who gave them, the old card is dead. The new card is told
    this once.

    `key` is made once for each time it is asked for: the same key again gives back the same card and changes nothing.
    `seen` is how often the seat had been taken (`Judge.replaced`) when the caller looked, None for whoever has not.
    Refused("stale") where somebody else (`judge`) took it since, and "weak-secret" without a key, "invalid",
    "reason-needed", "judge-left", "gone".
    """
    contest, seat = _current_seat(judge)
    card = _card_for(seat, key)
    if seat.secret_hash == secret_hash(card.secret):
        refuse_without_role(contest, verbs.JUDGE_REPLACED, by, seat)
        return IssuedCard(seat, card)
    refuse_stale(seen, seat.replaced, judge=str(seat))
    before = {"name": seat.name or seat.key, "post": seat.post, "until": now.isoformat()}
    detail = fill(seat, {"name": name.strip(), "post": post.strip()}, allowed=("name", "post"))
    if not seat.name:
        raise Refused("invalid", errors={"name": ["blank"]})
    facts = {"before": {}, **detail, "reason": reason_given(reason)}
    seat.former = [*seat.former, before]
    seat.replaced += 1
    seat.help_asked_at = seat.help_seen_at = None
    _give(seat, card)
    forget_tablets(judges=[seat])
    store(seat)
    changed(contest, verbs.JUDGE_REPLACED, by=by, now=now, object=seat, detail=facts)
    return IssuedCard(seat, card)


@transaction.atomic
def unlock_codes(*, contest: Contest, by: User, now: datetime) -> None:
    """Let judges type the codes of their cards again at once, after too many wrong ones of this contest, or over all.

    Refused("gone"), and "already" where no attempt is counted.
    """
    current = locked(contest.pk)
    places = code_places(attempts_made(CODES.window, now=now))
    forgotten = sum(forget_attempts(key=key_of(current.pk)) for key_of in (code_key, address_key))
    if not forgotten + forget_from(places=places):
        raise Refused("already")
    changed(current, verbs.CODES_UNLOCKED, by=by, now=now)


@transaction.atomic
def unlock_sign_in(*, contest: Contest, by: User, now: datetime) -> None:
    """Let people sign in again at once at addresses and devices from which too many wrong passwords came.

    The desk does it for a hall, which shares one address. Refused("gone"), and "already" where none has to wait.
    """
    current = locked(contest.pk)
    if not forget_places(limits=PASSWORDS, now=now):
        raise Refused("already")
    changed(current, verbs.SIGN_IN_UNLOCKED, by=by, now=now)


def _current_seat(judge: Judge) -> tuple[Contest, Judge]:
    contest = locked(judge.contest_id)
    seat = fresh(judge)
    if seat.left_at is not None:
        raise Refused("judge-left", judge=seat.key)
    return contest, seat


def _issued(contest: Contest, seats: list[Judge], chance: Chance) -> list[IssuedCard]:
    """New cards for some seats, stored."""
    taken = set(contest.judges.exclude(code_hash="").values_list("code_hash", flat=True))
    issued: list[IssuedCard] = []
    for seat in seats:
        card = _unlike(contest, chance, taken)
        _give(seat, card)
        taken.add(seat.code_hash)
        issued.append(IssuedCard(seat, card))
    forget_tablets(judges=seats)
    Judge.objects.bulk_update(seats, ["secret_hash", "code_hash"], batch_size=200)
    return issued


def _give(seat: Judge, card: Card) -> None:
    seat.secret_hash, seat.code_hash = secret_hash(card.secret), code_hash(seat.contest_id, card.code)


def _unlike(contest: Contest, chance: Chance, taken: Iterable[str]) -> Card:
    """A card with a code that no other seat of the contest has."""
    for _attempt in range(100):
        card = new_card(chance)
        if code_hash(contest.pk, card.code) not in taken:
            return card
    raise Refused("weak-secret")  # chance that repeats itself is none


def _hand_over(issued: list[IssuedCard], hand_over: HandOver | None) -> None:
    if hand_over is not None:
        hand_over(issued)


def _card_for(judge: Judge, key: str) -> Card:
    """The card that belongs to one sending: sent twice by a double click, it is the same card."""
    if not key:
        raise Refused("weak-secret")
    numbers = count()

    def chance(wanted: int) -> bytes:
        message = f"card:{judge.pk}:{key}:{next(numbers)}".encode()
        return hmac.digest(settings.SECRET_KEY.encode(), message, "sha512")[:wanted]

    return new_card(chance)
