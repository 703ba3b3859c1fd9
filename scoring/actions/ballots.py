"""A mass jury: cards are made in batches, the desk opens and closes ballot boxes, people vote once.

A vote writes one row: the box's. It has no line in the journal and leaves the contest's version alone, since both would
tell when it came; closing the box does both for all votes at once (decision 72).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from secrets import token_bytes

from django.db import transaction
from django.db.models import Max

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, locked, reason_given, refuse_unless_in
from contests.ballots import ballot_values
from contests.models import STAGE_OPEN, Contest, ContestState, Panel, Performance
from contests.rules.cards import Card, Chance, code_hash, new_card, secret_hash
from scoring import verbs
from scoring.models import BallotBox, VoterCard
from scoring.rules import card_signed_for, may_be_asked, with_one_more
from tabulation.ballots import ballot_fault
from tabulation.exact import plain

MOST_CARDS = 500
"""In one batch, and of one class."""


@dataclass(frozen=True)
class VoterCards:
    """Cards to print, once: only hashes of them are kept. `cards` are the class of voters and the card."""

    panel: Panel
    batch: int
    cards: list[tuple[str, Card]]


HandOver = Callable[[VoterCards], object]


@transaction.atomic
def make_voter_cards(
    *,
    panel: Panel,
    counts: Mapping[str, int],
    by: User,
    now: datetime,
    seen: int | None = None,
    hand_over: HandOver | None = None,
    chance: Chance = token_bytes,
) -> VoterCards:
    """A batch of cards, so many of each class of voters; those made before stay good.

    `seen` is the number of the last batch the caller knew of, 0 for none: sent twice, one batch is made.
    Refused("stale") where another was made since, and "wrong-state", "gone", "no-ballot", "invalid", "weak-secret".
    """
    contest, current = _locked_jury(panel, ContestState.SETUP, *STAGE_OPEN)
    last = current.voter_cards.aggregate(last=Max("batch"))["last"] or 0
    if seen is not None and seen != last:
        raise Refused("stale", seen=last)
    ballot = ballot_values(current.ballot)
    classes = {each.id for each in ballot.classes} if ballot else set()
    wanted = {group: count for group, count in counts.items() if count}
    fine = set(wanted) <= classes and all(0 < n <= MOST_CARDS and len(group) <= 40 for group, n in wanted.items())
    if not wanted or not fine:
        raise Refused("invalid", errors={"counts": ["invalid"]})
    made = VoterCards(current, last + 1, _drawn(contest, wanted, chance))
    VoterCard.objects.bulk_create(
        VoterCard(
            panel=current,
            batch=made.batch,
            voter_class=group,
            secret_hash=secret_hash(card.secret),
            code_hash=code_hash(contest.pk, card.code),
        )
        for group, card in sorted(made.cards, key=lambda each: secret_hash(each[1].secret))
    )
    detail = {"batch": made.batch, "cards": len(made.cards)}
    changed(contest, verbs.VOTER_CARDS_MADE, by=by, now=now, object=current, detail=detail)
    if hand_over is not None:
        hand_over(made)
    return made


def _drawn(contest: Contest, wanted: Mapping[str, int], chance: Chance) -> list[tuple[str, Card]]:
    """Cards of which no two have the same code."""
    hashes = VoterCard.objects.filter(panel__contest=contest).values_list("code_hash", flat=True)
    taken = set(hashes)
    return [(group, _free(contest, chance, taken)) for group, count in wanted.items() for _number in range(count)]


def _free(contest: Contest, chance: Chance, taken: set[str]) -> Card:
    for _try in range(100):
        card = new_card(chance)
        if (found := code_hash(contest.pk, card.code)) not in taken:
            taken.add(found)
            return card
    raise Refused("weak-secret")  # chance that repeats itself is none


@transaction.atomic
def void_voter_cards(*, panel: Panel, batch: int, reason: str, by: User, now: datetime) -> int:
    """No ballot comes in any more by the cards of a batch; those cast stay counted. How many cards comes back.

    Refused("already") where the batch is void, and "wrong-state", "gone", "no-ballot", "reason-needed".
    """
    contest, current = _locked_jury(panel, ContestState.SETUP, *STAGE_OPEN)
    ended = current.voter_cards.filter(batch=batch, void=False).update(void=True)
    if not ended:
        raise Refused("already")
    detail = {"batch": batch, "cards": ended, "reason": reason_given(reason)}
    changed(contest, verbs.VOTER_CARDS_VOID, by=by, now=now, object=current, detail=detail)
    return ended


@transaction.atomic
def open_ballots(*, panel: Panel, performances: Collection[int], by: User, now: datetime) -> list[BallotBox]:
    """People can vote for these performances; a box that was closed is opened again with what is in it.

    Refused("already") where all are open, and "wrong-state", "gone", "no-ballot", "not-asked" for who is absent.
    """
    contest, current = _locked_jury(panel, *STAGE_OPEN)
    wanted = _performances(contest, performances)
    absent = [one.contestant.number for one in wanted if not may_be_asked(current, one)]
    if absent:
        raise Refused("not-asked", contestants=absent)
    boxes = {box.performance_id: box for box in current.ballot_boxes.select_for_update().filter(performance__in=wanted)}
    closed = [one for one in wanted if one.pk not in boxes or not boxes[one.pk].is_open]
    if not closed:
        raise Refused("already")
    BallotBox.objects.filter(pk__in=[boxes[one.pk].pk for one in closed if one.pk in boxes]).update(is_open=True)
    BallotBox.objects.bulk_create(BallotBox(performance=one, panel=current) for one in closed if one.pk not in boxes)
    numbers = {"contestants": [one.contestant.number for one in closed]}
    changed(contest, verbs.BALLOTS_OPENED, by=by, now=now, object=current, detail=numbers)
    return list(current.ballot_boxes.filter(performance__in=closed))


@transaction.atomic
def close_ballots(*, panel: Panel, performances: Collection[int], by: User, now: datetime) -> list[BallotBox]:
    """Nobody votes for these performances any more; from now on their counts enter the results.

    Refused("already") where none is open, and "wrong-state", "gone", "no-ballot".
    """
    contest, current = _locked_jury(panel, *STAGE_OPEN)
    wanted = _performances(contest, performances)
    rows = current.ballot_boxes.select_for_update(of=("self",)).filter(performance__in=wanted, is_open=True)
    boxes = list(rows.select_related("performance__contestant"))
    if not boxes:
        raise Refused("already")
    BallotBox.objects.filter(pk__in=[box.pk for box in boxes]).update(is_open=False)
    cast = {box.performance.contestant.number: len(box.voted) for box in boxes}
    detail = {"contestants": list(cast), "cast": list(cast.values())}
    changed(contest, verbs.BALLOTS_CLOSED, by=by, now=now, object=current, detail=detail)
    return boxes


@transaction.atomic
def cast_ballot(*, card: VoterCard, performance: int, points: Decimal | None) -> None:
    """One vote, once: the box's counts and who has voted change together or not at all.

    Refused("voted") where this card has voted for the performance, "ballot-closed" where nobody can vote for it now or
    the card is void, "bad-vote" for points that the ballot does not offer, or for none.
    """
    boxes = BallotBox.objects.select_for_update(of=("self",)).select_related(
        "performance__contestant", "performance__round"
    )
    box = next(iter(boxes.filter(performance=performance, panel=card.panel_id).order_by()), None)
    current = card_signed_for(card.pk, card.code_hash)
    if box is not None and card.pk in box.voted:
        raise Refused("voted", contestant=box.performance.contestant.number)
    if box is None or current is None or not box.is_open or not may_be_asked(current.panel, box.performance):
        raise Refused("ballot-closed")
    if current.panel.contest.state not in STAGE_OPEN:
        raise Refused("ballot-closed")
    ballot = ballot_values(current.panel.ballot)
    if ballot is not None and current.voter_class not in {each.id for each in ballot.classes}:
        raise Refused("ballot-closed")
    if ballot is None or points is None or ballot_fault(ballot, points) is not None:
        raise Refused("bad-vote")
    box.counts = with_one_more(box.counts, current.voter_class, plain(points))
    box.voted = sorted([*box.voted, current.pk])
    box.save(update_fields=["counts", "voted"])


def _locked_jury(panel: Panel, *states: ContestState) -> tuple[Contest, Panel]:
    contest = locked(panel.contest_id)
    current = Panel.objects.filter(pk=panel.pk, contest=contest).first()
    if current is None:
        raise Refused("gone", object=str(panel))
    refuse_unless_in(contest, *states)
    if not current.votes:
        raise Refused("no-ballot")
    return contest, current


def _performances(contest: Contest, wanted: Collection[int]) -> list[Performance]:
    """Performances of a contest, as they are asked for; Refused("gone") where one is none of it."""
    found = list(contest.performances.filter(pk__in=wanted).select_related("contestant", "round"))
    if not found or len(found) < len(set(wanted)):
        raise Refused("gone", object="")
    return found
